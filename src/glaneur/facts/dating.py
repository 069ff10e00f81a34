"""When a fact holds: the date that its own clause says, not its report's."""

from spacy.tokens import Token

from glaneur.facts.tree import Tree, ancestry, cases, is_verbal
from glaneur.facts.view import Placed

_NEXT = 6
_ELSEWHERE = frozenset(("contre", "après"))


def when(tree: Tree, figure: Token, clause: Token) -> Placed | None:
    """The date of the fact among those of its sentence."""
    place = tree.word(figure)
    best: tuple[float, Placed] | None = None
    own = ancestry(figure)
    for date in tree.dates:
        if date.record["type"] in ("DURATION", "SET"):
            continue
        head = _head(tree, date)
        if head is None or _is_compared(tree, head) or _is_of_another(tree, figure, date):
            continue
        cost = _cost(tree, clause, own, head)
        if cost is None:
            continue
        distance = abs(date.start - place.start) / 1000
        if best is None or cost + distance < best[0]:
            best = (cost + distance, date)
    return best[1] if best else None


def _head(tree: Tree, date: Placed) -> Token | None:
    inside = [
        t
        for t, w in zip(tree.tokens, tree.words, strict=True)
        if date.start <= w.start and w.end <= date.end and not tree.is_figure(t)
    ]
    outer = [t for t in inside if t.head not in inside or t.head == t]
    return outer[0] if outer else None


def _is_compared(tree: Tree, head: Token) -> bool:
    """Whether a date is what is compared with: `plus que durant le mois précédent`."""
    before = head.left_edge.i - 1
    while before > 0 and tree.tokens[before].pos_ in ("ADP", "DET"):
        before -= 1
    return any(t.lower_ in ("que", "qu'") for t in tree.tokens[max(0, before) : head.i])


def _is_of_another(tree: Tree, figure: Token, date: Placed) -> bool:
    """Whether a date follows right upon another figure: `3,8 milliards, contre 4,2 un an plus tôt`."""
    for mention, other in tree.figures():
        if 0 <= date.start - mention.end <= _NEXT and other != figure:
            return not (other.dep_ == "conj" and other.head == figure)
    return False


def _cost(tree: Tree, clause: Token, own: list[Token], head: Token) -> float | None:
    """How far a date is from the figure; None where it dates something else."""
    up = ancestry(head)
    shared = next((t for t in up if t in own), None)
    if shared is None:
        return 1.0 if head.i <= 1 else None  # "Mardi, …" stands for the whole sentence
    between = [t for t in up[1 : up.index(shared)] if is_verbal(t)]
    if between or any(not _ELSEWHERE.isdisjoint(cases(t)) for t in up[: up.index(shared)]):
        return None  # it dates another clause, or what the figure is compared with
    if tree.is_listed(shared, "verbs", "report", "tell") and shared != clause:
        return None
    above = [t for t in own[: own.index(shared)] if is_verbal(t) and t != shared]
    if any(t.dep_ == "acl:relcl" for t in above):
        return None  # "X, qui emploie 300 personnes, a fermé lundi"
    return float(len(above))
