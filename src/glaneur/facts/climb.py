"""The way from a figure up its tree: where it has come to, and what was seen on the way."""

from collections.abc import Callable, Iterable
from typing import NamedTuple

from spacy.tokens import Token

from glaneur.facts.owners import owner
from glaneur.facts.tree import Tree, base, bearer, children, is_of

_STEPS = 12
_PARTITIVES = frozenset((
    "aucun", "aucune", "un", "une", "chacun", "chacune", "certains", "certaines", "plusieurs", "beaucoup",
    "ceux", "celles", "partie", "reste", "ensemble",
))  # fmt: skip


class Link(NamedTuple):
    """What a figure is linked to; `holder` may be a pronoun or a possessive still to be resolved."""

    holder: Token | None
    measure: Token | None
    predicate: Token | None
    rule: str


class Climb:
    """A figure on its way up; rules read it, and note what they pass.

    `same` are the tokens that stand for the figure, `measure` the noun that it measures, as far as met.
    """

    def __init__(self, tree: Tree, figure: Token, relink: Callable[[Token, frozenset[int]], Link]) -> None:
        self.tree = tree
        self.figure = figure
        self.same = {figure.i}
        self.measure: Token | None = None
        self.seen = frozenset((figure.i,))
        self._relink = relink
        mention = tree.figure(figure)
        self.kind = mention.record.get("kind", "money") if mention else "count"
        self.has_item = mention is not None and bool(mention.record.get("item"))

    def is_self(self, node: Token) -> bool:
        """Whether a token stands for the figure itself."""
        return node.i in self.same

    def counts(self, node: Token) -> bool:
        """Whether a token is the figure itself, and that a counted noun."""
        return self.kind == "count" and self.is_self(node)

    def counted(self, predicate: Token | None = None) -> Link:
        """The link of counted things that nobody holds: `34 personnes ont été tuées`."""
        return Link(None, self.measure, predicate, "counted")

    def whole(self) -> Token | None:
        """What a share is of, or a weight: `voix` in `26 % des voix`; None for counted things."""
        if self.kind == "count":
            return None
        behind = (c for c in children(self.figure, "nmod") if c.i > self.figure.i and is_of(c))
        return next((c for c in behind if not self.tree.is_figure(c)), None)

    def held(self, noun: Token, predicate: Token | None, rule: str) -> Link:
        """The link to `noun`, or to whom it is a measure of."""
        tree = self.tree
        for _ in range(_STEPS):
            noun = tree.settled(noun)
            if tree.is_figure(noun) and noun != self.figure and not tree.is_count(noun):
                whole = _of(noun)
                if whole is None:
                    return self._as_other(noun, predicate)
                noun = whole
                continue
            if tree.is_figure(noun) or tree.is_entity(noun):
                break
            above = _of(noun) if is_partitive(noun) else self._owner(noun)
            if above is None:
                break
            if not is_partitive(noun):
                rule = "possessor"
            noun = above
        return Link(bearer(tree, noun), self.measure, predicate, rule)

    def _owner(self, noun: Token) -> Token | None:
        """Whose measure or change a noun is; a measure is noted."""
        measured = self.tree.is_listed(noun, "nouns", "measure")
        if not measured and not self.tree.is_listed(noun, "nouns", "up", "down"):
            return None
        if measured and self.measure is None:
            self.measure = noun
        return owner(self.tree, noun, self.figure)

    def _as_other(self, figure: Token, predicate: Token | None) -> Link:
        """The link to what another figure of the clause is linked to: `gagnait 2 %, à 93 dollars`."""
        if figure.i in self.seen:
            return Link(None, self.measure, predicate, "none")
        other = self._relink(figure, self.seen)
        return other._replace(predicate=predicate or other.predicate)


Step = Link | Token | None
"""What a rule says of a node: the link, the node to go on from, or nothing."""

Rule = Callable[[Climb, Token], Step]


def first(rules: Iterable[Rule], climb: Climb, node: Token) -> Step:
    """What the first rule says that has something to say."""
    return next((step for rule in rules if (step := rule(climb, node)) is not None), None)


def is_partitive(noun: Token) -> bool:
    """Whether a word only says that it is part of something: `un des instruments`."""
    return noun.lower_ in _PARTITIVES


def _of(noun: Token) -> Token | None:
    return next((c for c in noun.children if base(c) == "nmod" and is_of(c)), None)
