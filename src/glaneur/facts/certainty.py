"""How sure the article is of a fact: asserted, hedged, planned, negated or asked."""

from collections.abc import Iterator

from spacy.tokens import Token

from glaneur.facts.climb import Link
from glaneur.facts.moods import is_if, mood
from glaneur.facts.negation import is_negated
from glaneur.facts.tree import Tree, ancestry, base, cases, children, is_infinitive, is_verbal
from glaneur.schema import Certainty

_STEPS = 12
_BESIDE = frozenset(("apposition", "parenthesis"))
_GOVERNED = frozenset(("xcomp", "ccomp", "acl", "advcl", "conj"))
_CORE = frozenset(("nsubj", "obj", "xcomp", "ccomp", "ROOT", "conj", "appos", "acl", "parataxis"))


def certainty(tree: Tree, figure: Token, linked: Link, *, asked: bool) -> Certainty:
    """How sure the article is of the fact that `figure` stands in; `asked`: its sentence is a question."""
    predicate, holder = linked.predicate, linked.holder
    clause = clause_of(figure, predicate)
    # What is told beside a noun stands, whatever its clause denies: `Plouay (5 700 habitants) ne paiera pas`.
    beside = predicate is None and linked.rule in _BESIDE
    path = ancestry(figure, figure if beside else clause)
    verbs = [] if beside else list(_governing(clause))
    if asked or any(_is_asked(tree, verb) for verb in verbs):
        return "question"
    if is_negated(tree, path, verbs):
        return "negated"
    # A figure in a place or a time of the clause says nothing of what the clause is sure of.
    aside = predicate is None and len(path) > 2 and base(path[-2]) not in _CORE
    counted = path[-2] == figure and base(figure) == "nsubj" if len(path) > 1 else False
    moods = [] if aside else [mood(tree, verb, plans=not (counted and verb == clause)) for verb in verbs]
    nouns = [token for token in path if token != figure]
    if "hedged" in moods or any(_is_hedged(tree, token) for token in (*path, *verbs)):
        return "hedged"
    if "planned" in moods or any(
        _is_planned(tree, t) for t in (*nouns, *verbs, *([holder] if holder else []))
    ):
        return "planned"
    return "asserted"


def clause_of(figure: Token, predicate: Token | None) -> Token:
    """The head of the clause that a figure stands in."""
    if predicate is not None:
        return predicate.head if predicate.dep_ == "cop" else predicate
    above = ancestry(figure)
    return next((token for token in above[1:] if is_verbal(token)), above[-1])


def _governing(verb: Token) -> Iterator[Token]:
    """The verb, and what governs it without a subject of its own between: `devrait` of `verser`."""
    for _ in range(_STEPS):
        yield verb
        own = any(base(c) == "nsubj" for c in verb.children)
        governed = base(verb) in _GOVERNED and verb.dep_ != "acl:relcl"
        if verb.head == verb or own or not governed or not (base(verb) == "conj" or is_infinitive(verb)):
            return
        verb = verb.head


def _is_asked(tree: Tree, verb: Token) -> bool:
    """`se demandent si la rocade supportera…`, `reste à savoir si…`."""
    return verb.head != verb and is_if(verb) and tree.is_listed(verb.head, "verbs", "wonders")


def _is_hedged(tree: Tree, token: Token) -> bool:
    beside = (*token.children, *(c for child in children(token, "aux", "advmod") for c in child.children))
    adverbs = (c for c in beside if base(c) in ("advmod", "mark", "cc", "fixed", "dep", "amod"))
    about = (c for c in (token, *children(token, "amod", "acl", "cop")) if c.pos_ in ("ADJ", "VERB"))
    return (
        any(tree.is_listed(c, "hedged", "words") for c in adverbs)
        or any(tree.is_listed(c, "hedged", "adjectives") for c in about)
        or any(c.lower_ == "doute" and "sans" in cases(c) for c in token.children)
    )


def _is_planned(tree: Tree, token: Token) -> bool:
    if token.pos_ in ("NOUN", "PROPN") and tree.is_listed(token, "planned", "nouns"):
        return True
    about = (c for c in token.children if base(c) in ("amod", "acl", "cop", "flat"))
    said = (*about, token) if token.pos_ != "NOUN" else about
    return any(tree.is_listed(c, "planned", "adjectives") for c in said)
