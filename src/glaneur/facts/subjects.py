"""Who does what a verb says: the subject, said or carried over from another clause."""

from spacy.tokens import Token

from glaneur.facts.tree import (
    Tree,
    base,
    cases,
    children,
    is_free_noun,
    is_infinitive,
    is_participle,
    is_relative,
    is_verbal,
)

_AGREEING = frozenset(("lequel", "laquelle", "lesquels", "lesquelles"))
_NO_SUBJECTS = frozenset(("-t", "quoique", "que", "qu'", "lorsque", "puisque", "si", "comme", "dont", "où"))
_NOBODY = frozenset(("on", "l'on", "ce", "c'", "ça", "cela", "-on", "-t-on"))
_STEPS = 8


def subject(tree: Tree, verb: Token) -> tuple[Token | None, str]:
    """The subject (the agent of a passive) and the rule that found it; None where nobody is named."""
    rule = ""
    for _ in range(_STEPS):
        said = _said(tree, verb)
        if said is not None:
            found, how = said
            return found, how if how in ("relative", "impersonal") else rule or how
        if verb.head == verb:
            break
        found, above, how = _carried(tree, verb)
        if found is not None or above is None:
            return found, how
        verb, rule = above, how or rule
    return _stray(tree, verb), rule or "subject"


def _said(tree: Tree, verb: Token) -> tuple[Token | None, str] | None:
    """The agent or subject that a verb has of its own."""
    doer = agent(tree, verb)
    if doer is not None:
        return doer, "passive_agent"
    own = _own(tree, verb)
    if own is None:
        return None
    if is_relative(own):
        return _antecedent(tree, verb, own), "relative"
    if own.lower_ in _NOBODY or _is_impersonal(tree, verb, own):
        return None, "impersonal"
    return own, "subject"


def _carried(tree: Tree, verb: Token) -> tuple[Token | None, Token | None, str]:
    """The noun that a clause without subject belongs to, or the verb it shares one with; and the rule."""
    head = verb.head
    if verb.dep_ == "acl:relcl":
        return _antecedent(tree, verb, None), None, "relative"
    if base(verb) in ("acl", "amod"):
        if not is_infinitive(verb):
            return head, None, "participle"
        governed = is_verbal(head.head) and head.head != head
        return (None, head.head, "infinitive") if governed else (head, None, "infinitive")
    beside = _beside(tree, verb)
    if beside is not None:
        return beside, None, "participle"
    if not is_verbal(head) and children(verb, "aux"):
        before = (t for t in reversed(tree.tokens[: verb.i]) if base(t) == "nsubj")
        return next(before, None), None, "coordination"
    if not is_verbal(head):
        return (None, head, "") if head.pos_ in ("ADJ", "ADV") else (head, None, "participle")
    if base(verb) in ("xcomp", "ccomp", "advcl"):
        if not is_infinitive(verb):
            return None, head, "participle"
        return _controlled(tree, head), head, "infinitive"
    return None, head, "coordination" if base(verb) == "conj" else ""


def _beside(tree: Tree, verb: Token) -> Token | None:
    """The noun before a participle set off by a comma: `racheter Snapchat, valorisé 800 millions`."""
    if verb.i < 2 or not is_participle(verb) or verb.nbor(-1).text != "," or children(verb.head, "aux"):
        return None
    noun = verb.nbor(-2)
    return noun if noun.pos_ in ("NOUN", "PROPN") and not tree.is_dated(noun) else None


def _own(tree: Tree, verb: Token) -> Token | None:
    found = [
        c
        for c in verb.children
        if c.dep_.startswith(("nsubj", "csubj"))
        and c.pos_ not in ("SCONJ", "CCONJ", "ADP", "PUNCT")
        and not tree.is_dated(c)
        and c.lower_ not in _NO_SUBJECTS
        and not children(c, "cop", "nsubj")
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
    passive = _is_passive(verb) and not children(verb, "expl")
    for child in verb.children:
        if child.pos_ == "ADV":
            continue
        by = child.dep_ == "obl:agent" or (passive and base(child) == "obl" and "par" in cases(child))
        if by and not tree.is_figure(child):
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
    return next((t for t in before if not gender or t.morph.get("Gender", gender) == gender), None)


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
    left = [t for t in verb.lefts if is_free_noun(tree, t)]
    if left:
        return left[0]
    roots = [t for t in verb.doc[: verb.i] if t.head == t and is_free_noun(tree, t)]
    return roots[-1] if roots else None
