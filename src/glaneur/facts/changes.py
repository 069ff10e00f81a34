"""Whether the thing itself is said to rise or fall by a figure, and what it changed from."""

from decimal import Decimal
from typing import NamedTuple

from spacy.tokens import Token

from glaneur.facts.tree import Tree, ancestry, cases, is_of
from glaneur.facts.view import Placed
from glaneur.schema import Direction

_WAYS: tuple[Direction, ...] = ("up", "down")
_TO = frozenset(("à", "au", "aux", "jusqu'à"))
_WORTH = ("amount", "value")


class Change(NamedTuple):
    """Which way a figure says that its holder changed; `origin` is the other end, for the figure reached."""

    direction: Direction | None
    origin: Placed | None


def change(tree: Tree, figure: Token, clause: Token | None) -> Change:
    """The change that a figure measures or ends: `en baisse de 6,81 %`, `de 75 % à 50 %`."""
    ends = _ends(tree, figure)
    said = _said(tree, figure, clause)
    if ends is None:
        return Change(said, None)
    before, after = ends
    origin = tree.figure(before) if figure == after else None
    return Change(said or _compared(tree.figure(before), tree.figure(after)), origin)


def _said(tree: Tree, figure: Token, clause: Token | None) -> Direction | None:
    below = figure
    for token in ancestry(figure, clause)[1:]:
        for way in _WAYS:
            if token.pos_ != "VERB" and tree.is_listed(token, "nouns", way):
                return way
            if (
                token.pos_ == "VERB"
                and tree.is_listed(token, "verbs", way)
                and _measures(tree, figure, below)
            ):
                return way
        below = token
    return None


def _measures(tree: Tree, figure: Token, below: Token) -> bool:
    """Whether a figure says how much a verb changes its subject: `augmente de 3 millions`, `perd 2 %`."""
    mention = tree.figure(figure)
    share = mention is not None and mention.record.get("kind") in ("percent", "ratio")
    return share or bool(cases(below))


def _ends(tree: Tree, figure: Token) -> tuple[Token, Token] | None:
    """Both ends of a change, where a figure is one of them."""
    for _, other in tree.figures():
        near = other.head in (figure.head, figure) or figure.head == other
        if not near or other == figure:
            continue
        before, after = sorted((figure, other), key=lambda token: token.i)
        if is_of(before) and not cases(after).isdisjoint(_TO):
            return before, after
    return None


def _compared(before: Placed | None, after: Placed | None) -> Direction | None:
    """Which way two figures of one unit or currency lead."""
    if before is None or after is None or _unit(before) != _unit(after):
        return None
    low, high = _worth(before), _worth(after)
    if low is None or high is None or low == high:
        return None
    return "up" if high > low else "down"


def _unit(mention: Placed) -> tuple[object, ...]:
    return tuple(mention.record.get(name) for name in ("kind", "currency", "unit"))


def _worth(mention: Placed) -> Decimal | None:
    found = (mention.record.get(name) for name in _WORTH)
    return next((Decimal(worth) for worth in found if worth is not None), None)
