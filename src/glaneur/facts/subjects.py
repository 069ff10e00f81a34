"""Who does what a verb says: the subject, said or carried over from another clause."""

from spacy.tokens import Token

from glaneur.facts.tree import (
    Tree,
    base,
    cases,
    children,
    is_infinitive,
    is_participle,
    is_relative,
    is_verbal,
)

_AGREEING = frozenset(("lequel", "laquelle", "lesquels", "lesquelles"))
_CONJUNCTIONS = frozenset(("quoique", "que", "qu'", "lorsque", "puisque", "si", "comme", "dont", "où"))
_NOBODY = frozenset(("on", "l'on", "ce", "c'", "ça", "cela", "-on", "-t-on"))
_STEPS = 8


def subject(tree: Tree, verb: Token) -> tuple[Token | None, str]:
    """The subject (the agent of a passive) and the rule that found it; None where nobody is named."""
    rule = ""
    for _ in range(_STEPS):
        doer = agent(tree, verb)
        if doer is not None:
            return doer, rule or "passive_agent"
        own = _own(tree, verb)
        if own is not None:
            if is_relative(own):
                return _antecedent(tree, verb, own), "relative"
            if own.lower_ in _NOBODY or _is_impersonal(tree, verb, own):
                return None, "impersonal"
            return own, rule or "subject"
        head, dep = verb.head, base(verb)
        if head == verb:
            break
        if verb.dep_ == "acl:relcl":
            return _antecedent(tree, verb, None), "relative"
        if dep in ("acl", "amod"):
            if not is_infinitive(verb):
                return head, "participle"
            rule = "infinitive"
            if not is_verbal(head.head) or head.head == head:
                return head, rule
            verb = head.head
            continue
        if not is_verbal(head):
            if head.pos_ not in ("ADJ", "ADV"):
                return head, "participle"
            verb = head
            continue
        if dep in ("xcomp", "ccomp", "advcl"):
            controlled = _controlled(tree, head) if is_infinitive(verb) else None
            if controlled is not None:
                return controlled, "infinitive"
            rule = "infinitive" if is_infinitive(verb) else "participle"
        elif dep == "conj":
            rule = "coordination"
        verb = head
    return _stray(tree, verb), rule or "subject"


def _own(tree: Tree, verb: Token) -> Token | None:
    found = [
        c
        for c in verb.children
        if c.dep_.startswith(("nsubj", "csubj"))
        and c.pos_ not in ("SCONJ", "CCONJ", "ADP", "PUNCT")
        and not tree.is_dated(c)
        and c.lower_ not in _CONJUNCTIONS
    ]
    found += [c for c in verb.children if c.dep_ == "expl:subj"]
    nominal = [c for c in found if c.pos_ in ("NOUN", "PROPN", "PRON")]
    return next(iter(nominal or found), None)


def _is_impersonal(tree: Tree, verb: Token, own: Token) -> bool:
    """`il faut`, `il y a`; not `il compte`, which the parser may take for the same."""
    return own.dep_ == "expl:subj" and (
        own.lower_ not in ("il", "elle") or tree.is_listed(verb, "verbs", "impersonal")
    )


def agent(tree: Tree, verb: Token) -> Token | None:
    """The doer of a passive: `commandées par l'agence`."""
    for child in verb.children:
        if child.dep_ == "obl:agent" or (
            base(child) == "obl"
            and "par" in cases(child)
            and _is_passive(verb)
            and not children(verb, "expl")
        ):
            if not tree.is_figure(child):
                return child
    return None


def _is_passive(verb: Token) -> bool:
    return is_participle(verb) or any(c.dep_ in ("aux:pass", "nsubj:pass") for c in verb.children)


def _antecedent(tree: Tree, verb: Token, pronoun: Token | None) -> Token | None:
    """The noun of a relative clause; where the parser saw none, the noun next before the pronoun."""
    while base(verb) == "conj" and is_verbal(verb.head):
        verb = verb.head
    if pronoun is None or (verb.dep_ == "acl:relcl" and pronoun.lower_ not in _AGREEING):
        return verb.head
    before = (t for t in reversed(tree.tokens[: pronoun.i]) if t.pos_ in ("NOUN", "PROPN"))
    gender = pronoun.morph.get("Gender", [])
    return next((t for t in before if t.morph.get("Gender", gender) in (gender, [])), verb.head)


def _controlled(tree: Tree, verb: Token) -> Token | None:
    """Who is to do what a verb asks of them: `permet à l'usine de produire`."""
    if not tree.is_listed(verb, "verbs", "asks"):
        return None
    for child in verb.children:
        if base(child) in ("iobj", "obj") or (
            base(child) == "obl" and not cases(child).isdisjoint(("à", "au", "aux"))
        ):
            return child
    return None


def _stray(tree: Tree, verb: Token) -> Token | None:
    """The noun before a verb that the parser left without subject."""
    left = [
        t
        for t in verb.lefts
        if t.pos_ in ("NOUN", "PROPN") and not cases(t) and not tree.is_figure(t) and not tree.is_dated(t)
    ]
    if left:
        return left[0]
    roots = [
        t
        for t in verb.doc[: verb.i]
        if t.head == t
        and t.pos_ in ("NOUN", "PROPN")
        and not cases(t)
        and not tree.is_figure(t)
        and not tree.is_dated(t)
    ]
    return roots[-1] if roots else None
