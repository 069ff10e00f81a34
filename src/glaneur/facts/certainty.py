"""How sure the article is of a fact: asserted, hedged, planned, negated or asked."""

from collections.abc import Iterator

from spacy.tokens import Token

from glaneur.facts.tree import Tree, ancestry, base, cases, children, is_infinitive, is_participle, is_verbal
from glaneur.schema import Certainty

_STEPS = 12
_HEAD_OF = frozenset(("xcomp", "ccomp", "acl", "advcl"))


def certainty(tree: Tree, figure: Token, predicate: Token | None, *, asked: bool) -> Certainty:
    """How sure the article is of the fact that `figure` stands in; `asked`: its sentence is a question."""
    clause = clause_of(figure, predicate)
    verbs = list(_chain(clause))
    path = ancestry(figure, clause)
    if asked:
        return "question"
    if _negated(tree, figure, path, verbs):
        return "negated"
    moods = [_mood(tree, verb) for verb in verbs]
    for mood in moods:
        if mood == "hedged":
            return "hedged"
    if any(_is_hedged(tree, token) for token in (*path, *verbs)):
        return "hedged"
    if "planned" in moods or any(_is_planned(tree, token) for token in path):
        return "planned"
    return "asserted"


def clause_of(figure: Token, predicate: Token | None) -> Token:
    """The head of the clause that a figure stands in."""
    if predicate is not None:
        return predicate.head if predicate.dep_ == "cop" else predicate
    above = ancestry(figure)
    return next((token for token in above[1:] if is_verbal(token)), above[-1])


def _chain(verb: Token) -> Iterator[Token]:
    """The verb and what governs it without a subject of its own between: `devrait` of `verser`."""
    for _ in range(_STEPS):
        yield verb
        head = verb.head
        own = any(base(c) == "nsubj" for c in verb.children)
        if head == verb or own or base(verb) not in (*_HEAD_OF, "conj"):
            return
        if verb.dep_ == "acl:relcl" or (base(verb) != "conj" and not is_infinitive(verb)):
            return
        verb = head


def _mood(tree: Tree, verb: Token) -> str:
    forms = [verb, *children(verb, "aux", "cop")]
    lemma = tree.lemma(verb)
    past = any(c.dep_ == "aux:tense" for c in verb.children)
    if any(_is_conditional(tree, f) for f in forms):
        return "planned" if "devoir" in (lemma, *(tree.lemma(f) for f in forms)) else "hedged"
    if lemma == "devoir":
        return "" if past else "planned"
    if lemma == "pouvoir":
        return "" if past or _is_remark(tree, verb) else "planned" if _is_future(tree, verb) else "hedged"
    if any(_is_future(tree, f) for f in forms):
        return "" if past else "planned"
    if tree.is_listed(verb, "verbs", "hedge"):
        return "hedged"
    if is_participle(verb) and any(c.dep_ == "aux:pass" for c in verb.children):
        return ""
    infinitive = any(
        base(c) in ("xcomp", "ccomp", "obl", "advcl") and is_infinitive(c) for c in verb.children
    )
    if tree.is_listed(verb, "verbs", "plan") or (infinitive and tree.is_listed(verb, "verbs", "plan_to")):
        return "planned"
    if is_infinitive(verb) and any(
        c.dep_ in ("mark", "case") and c.lower_ in ("pour", "afin") for c in verb.children
    ):
        return "planned"
    return ""


def _is_remark(tree: Tree, verb: Token) -> bool:
    """`on peut noter`: a way to say something, no doubt about it."""
    return any(c.lower_ == "on" for c in verb.children) and any(
        tree.is_listed(c, "verbs", "report", "tell") for c in verb.children
    )


def _is_conditional(tree: Tree, form: Token) -> bool:
    """`installerait`, `faudrait`; not `entrait`, whose infinitive has the r."""
    if not form.lower_.endswith(("rais", "rait", "raient", "rions")) or form.pos_ not in ("VERB", "AUX"):
        return False
    return form.lower_ not in {tree.lemma(form)[:-2] + ending for ending in ("ais", "ait", "aient", "ions")}


def _is_future(tree: Tree, form: Token) -> bool:
    """`installera`; not `entra`, whose infinitive has the r."""
    if not form.lower_.endswith(("rai", "ra", "ras", "rons", "ront", "rez")) or form.pos_ not in (
        "VERB",
        "AUX",
    ):
        return False
    return form.lower_ not in {tree.lemma(form)[:-2] + ending for ending in ("ai", "a", "as", "ons", "ez")}


def _is_hedged(tree: Tree, token: Token) -> bool:
    if any(
        tree.is_listed(c, "hedged", "words")
        for c in token.children
        if base(c) in ("advmod", "mark", "cc", "fixed")
    ):
        return True
    if any(c.dep_ == "mark" and c.lower_ in ("si", "s'") for c in token.children):
        return True
    return any(
        tree.is_listed(c, "hedged", "adjectives")
        for c in (token, *token.children)
        if c.pos_ in ("ADJ", "VERB")
    )


def _is_planned(tree: Tree, token: Token) -> bool:
    if token.pos_ in ("NOUN", "PROPN") and tree.is_listed(token, "planned", "nouns"):
        return True
    about = [c for c in token.children if base(c) in ("amod", "acl", "cop", "flat")]
    return any(tree.is_listed(c, "planned", "adjectives") for c in (token, *about))


def _negated(tree: Tree, figure: Token, path: list[Token], verbs: list[Token]) -> bool:
    for token in (figure, *path):
        if "sans" in cases(token):
            return True
        if any(c.lower_ in ("aucun", "aucune") for c in token.children):
            return True
    return any(_is_denied(tree, figure, verb, first=i == 0) for i, verb in enumerate(verbs))


def _is_denied(tree: Tree, figure: Token, verb: Token, *, first: bool) -> bool:
    said = {c.lower_: c for c in verb.children}
    subjects = [s for s in verb.children if base(s) == "nsubj"]
    nobody = any(not _NOBODY.isdisjoint((s.lower_, *(d.lower_ for d in s.children))) for s in subjects)
    if nobody or "sans" in said or "sans" in cases(verb):
        return True
    negation = next((said[word] for word in _NOT if word in said), None)
    if negation is not None and ("ne" in said or "n'" in said):
        bounded = tree.is_listed(verb, "verbs", "bounds")  # "ne dépasse pas 3 %" says how much it is
        after = negation.nbor().lower_ if negation.i + 1 < len(negation.doc) else ""
        return not bounded and after != "moins"
    return tree.is_listed(verb, "verbs", "refuse") or (not first and tree.is_listed(verb, "verbs", "deny"))


_NOT = ("pas", "jamais", "plus", "point", "guère", "nullement")
_NOBODY = frozenset(("aucun", "aucune", "personne", "nul", "nulle"))
