"""What a verb's form, its modal or its own sense says of how sure a fact is."""

from typing import Literal

from spacy.tokens import Token

from glaneur.facts.tree import Tree, base, children, is_infinitive, is_participle, is_verbal

Mood = Literal["hedged", "planned"]

_CONDITIONAL = ("rais", "rait", "raient", "rions", "riez")
_IMPERFECT = ("ais", "ait", "aient", "ions", "iez")
_FUTURE = ("rai", "ra", "ras", "rons", "ront", "rez")
_PAST = ("ai", "a", "as", "ons", "ont", "ez")


def mood(tree: Tree, verb: Token, *, plans: bool) -> Mood | None:
    """Whether a verb hedges or plans; with `plans` its own sense counts too: `prévoit`, `compte créer`."""
    forms = [verb, *children(verb, "aux", "cop")]
    lemma = tree.lemma(verb)
    done = any(c.dep_ == "aux:tense" for c in verb.children)
    if any(_is_conditional(tree, form) for form in forms):
        return "planned" if "devoir" in (lemma, *map(tree.lemma, forms)) else "hedged"
    if lemma in ("devoir", "pouvoir"):
        return None if done or _is_remark(tree, verb) else _modal(tree, verb)
    if _is_hypothesis(tree, verb) or _is_doubted(tree, verb) or tree.is_listed(verb, "verbs", "hedge"):
        return "hedged"
    if any(_is_future(tree, form) for form in forms):
        # "l'épidémie aura fait 11 000 victimes" draws a balance, "d'ici à juin" looks ahead.
        return None if done and not any(t.lower_ == "ici" for t in verb.subtree) else "planned"
    return "planned" if _is_purpose(tree, verb) or (plans and _is_plan(tree, verb)) else None


def is_past(verb: Token) -> bool:
    """Whether a verb tells of what has been."""
    tenses = {
        tense for form in (verb, *children(verb, "aux", "cop")) for tense in form.morph.get("Tense", [])
    }
    return not tenses.isdisjoint(("Past", "Imp"))


def _modal(tree: Tree, verb: Token) -> Mood:
    return "planned" if tree.lemma(verb) == "devoir" or _is_future(tree, verb) else "hedged"


def _is_remark(tree: Tree, verb: Token) -> bool:
    """`on peut noter`: a way to say something, no doubt about it."""
    says = any(tree.is_listed(c, "verbs", "report", "tell") for c in verb.children)
    return says and any(c.lower_ == "on" for c in verb.children)


def _is_plan(tree: Tree, verb: Token) -> bool:
    if is_participle(verb) or any(c.dep_ == "aux:pass" for c in verb.children):
        return False
    infinitive = any(
        base(c) in ("xcomp", "ccomp", "obl", "advcl") and is_infinitive(c) for c in verb.children
    )
    return tree.is_listed(verb, "verbs", "plan") or (infinitive and tree.is_listed(verb, "verbs", "plan_to"))


def _is_purpose(tree: Tree, verb: Token) -> bool:
    """`pour atteindre 40 %`; not `pour finir à 40 %`."""
    marks = (c.lower_ for c in verb.children if c.dep_ in ("mark", "case"))
    return is_infinitive(verb) and "pour" in marks and not tree.is_listed(verb, "verbs", "ends")


def _is_hypothesis(tree: Tree, verb: Token) -> bool:
    """`s'il versait 3 millions, la ville…`, and what follows from it.

    Not `si le PC a présenté 44 % de femmes, le PS…`, which sets side by side.
    """
    return (is_if(verb) and _is_open(tree, verb.head)) or (
        _is_open(tree, verb) and any(is_if(c) for c in children(verb, "advcl"))
    )


def _is_doubted(tree: Tree, verb: Token) -> bool:
    """`il se pourrait que le groupe ait perdu…`, `il est possible que…`."""
    above = verb.head
    if base(verb) != "ccomp" or not any(c.lower_ == "il" for c in above.children):
        return False
    return tree.is_listed(above, "hedged", "adjectives") or tree.lemma(above) in ("pouvoir", "sembler")


def is_if(verb: Token) -> bool:
    """Whether a clause opens with `si`."""
    return any(c.dep_ == "mark" and c.lower_ in ("si", "s'") for c in verb.children)


def _is_open(tree: Tree, verb: Token) -> bool:
    forms = (verb, *children(verb, "aux", "cop"))
    return any(_is_conditional(tree, form) or _is_future(tree, form) for form in forms)


def _is_conditional(tree: Tree, form: Token) -> bool:
    """`installerait`, `faudrait`; not `entrait`, whose infinitive has the r."""
    return _ends(tree, form, _CONDITIONAL, _IMPERFECT)


def _is_future(tree: Tree, form: Token) -> bool:
    """`installera`; not `entra`, whose infinitive has the r."""
    return _ends(tree, form, _FUTURE, _PAST)


def _ends(tree: Tree, form: Token, endings: tuple[str, ...], others: tuple[str, ...]) -> bool:
    if not form.lower_.endswith(endings) or not is_verbal(form):
        return False
    stem = tree.lemma(form)[:-2]
    return form.lower_ not in {stem + other for other in others}
