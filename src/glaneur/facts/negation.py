"""Whether a fact is denied: `n'a pas versé`, `aucun`, `sans`, `refuse de payer`."""

from collections.abc import Sequence

from spacy.tokens import Token

from glaneur.facts.tree import Tree, base, cases, has_article

_NE = frozenset(("ne", "n'"))
_NOT = ("pas", "jamais", "plus", "point", "guère", "nullement")
_NOBODY = frozenset(("aucun", "aucune", "personne", "nul", "nulle", "rien"))
_LACKS = frozenset(("faute",))
_NONE = frozenset(("aucun", "aucune", "ni"))


def is_negated(tree: Tree, path: Sequence[Token], verbs: Sequence[Token]) -> bool:
    """Whether a fact is denied, by a word on the way from its figure to its clause or by a verb above."""
    governed = len(path) > 1 and path[-2].dep_ in ("obj", "obl:arg", "nsubj:pass")
    return any(_is_none(tree, token) for token in path) or any(
        _is_denied(tree, verb, by_itself=i > 0 or governed, first=i == 0) for i, verb in enumerate(verbs)
    )


def _is_none(tree: Tree, token: Token) -> bool:
    """`aucun`, `sans`, `pas question de`, `faute de`."""
    nominal = token.pos_ in ("NOUN", "PROPN", "SYM") and _NE.isdisjoint(tree.forms)
    lacking = token.lower_ in _LACKS and not has_article(token)  # "faute de", no "un lieu de 300 places"
    return (
        lacking
        or "sans" in cases(token)
        or any(c.lower_ in _NONE or (nominal and c.lower_ == "pas") for c in token.children)
    )


def _is_denied(tree: Tree, verb: Token, *, by_itself: bool, first: bool) -> bool:
    """Whether a verb is denied, or denies what hangs on it; `by_itself`: its own sense counts."""
    if base(verb) == "ccomp" and (_is_nobody(verb.head) or tree.is_listed(verb.head, "verbs", "refuse")):
        return True  # "rien ne prouve que", "dément que le groupe ait versé"
    said = {c.lower_: c for c in verb.children}
    said |= {c.lower_: c for adverb in verb.children if base(adverb) == "advmod" for c in adverb.children}
    if "sans" in said or _is_nobody(verb):
        return True
    negation = next((said[word] for word in _NOT if word in said), None)
    if negation is not None and not _NE.isdisjoint(said):
        # "ne dépasse pas 3 %" and "pas moins de 3 %" say how much it is.
        after = negation.nbor().lower_ if negation.i + 1 < len(negation.doc) else ""
        only = negation.lower_ != "pas" and after in ("que", "qu'", "plus")  # "plus que", "guère plus de"
        return not (only or after == "moins" or tree.is_listed(verb, "verbs", "bounds"))
    if "ni" in tree.forms and not _NE.isdisjoint(said):
        return True  # "ni l'État ni la région ne verseront"
    return (by_itself and tree.is_listed(verb, "verbs", "refuse")) or (
        not first and tree.is_listed(verb, "verbs", "deny")
    )


def _is_nobody(verb: Token) -> bool:
    """Whether the subject of a verb is nobody or nothing."""
    subjects = (c for c in verb.children if base(c) == "nsubj")
    return any(not _NOBODY.isdisjoint((s.lower_, *(d.lower_ for d in s.children))) for s in subjects)
