"""Whose word a fact is: `selon The Information`, `a indiqué le ministère`."""

from spacy.tokens import Token

from glaneur.facts.antecedents import is_person
from glaneur.facts.tree import Tree, ancestry, base, bearer, cases

_NEAR = 6
"""How many words behind a verb of saying its subject may stand."""

_NOBODY = frozenset(("on", "-on", "-t", "qui", "que", "ce", "c'", "y"))
_AUXILIARIES = frozenset(("a", "ont", "avait", "avaient", "s'", "se", "est", "sont", "aurait", "lui", "nous"))


class Sources:
    """The attributions of a sentence."""

    def __init__(self, tree: Tree) -> None:
        self._tree = tree
        self._whole = _according_to(tree) or _announced(tree) or _inserted(tree)

    def of(self, clause: Token) -> Token | None:
        """The noun of an explicit attribution of a clause, None where there is none."""
        return self._whole or _reported(self._tree, clause)


def _according_to(tree: Tree) -> Token | None:
    for token in tree.tokens:
        if _is_according(token):
            named = _according_noun(tree, token)
            if named is not None and not tree.is_figure(named):
                return named
        if token.lower_ == "pour" and token.i <= 1 and _is_view(tree, token.head):
            return token.head
    return None


def _according_noun(tree: Tree, token: Token) -> Token | None:
    if token.lower_ == "source":
        return token
    return token.head if token.dep_ == "case" and token.head.i > token.i else _noun_after(tree, token)


def _is_according(token: Token) -> bool:
    before = token.nbor(-1).lower_ if token.i else ""
    if token.lower_ in ("après", "croire"):
        return before == {"après": "d'", "croire": "en"}[token.lower_]
    return token.lower_ in ("selon", "d'après") or (token.lower_ == "source" and before == "de")


def _is_view(tree: Tree, noun: Token) -> bool:
    """Whether somebody stands apart at the start: `Pour Obama, le problème est…`."""
    last = bearer(tree, noun)
    entity = tree.mention(last, "entities")
    named = entity is not None and entity.record["label"] in ("PER", "ORG")
    end = max(last.i, noun.i) + 1
    apart = end < len(tree.tokens) and (tree.tokens[end].text == "," or tree.opens_quote(end))
    return (named or is_person(noun.lower_)) and "pour" in cases(noun) and apart


def _announced(tree: Tree) -> Token | None:
    """The subject before a colon and a quotation: `Le directeur l'assure : « … »`."""
    for token in tree.tokens[1:]:
        if token.text == ":" and tree.opens_quote(token.i + 1):
            verbs = [t for t in tree.tokens[: token.i] if tree.is_listed(t, "verbs", "report", "tell")]
            return _speaker(tree, verbs[-1]) if verbs else None
    return None


def _inserted(tree: Tree) -> Token | None:
    """The subject behind a verb of saying put into or behind what is said: `…, a indiqué le ministère`."""
    for verb in tree.tokens[1:]:
        first = verb.i
        while first > 1 and tree.tokens[first - 1].lower_ in _AUXILIARIES:
            first -= 1
        apart = tree.tokens[first - 1].text == "," or tree.closes_quote(first)
        if not apart or verb.pos_ not in ("VERB", "NOUN", "ADJ", "PROPN"):
            continue
        if tree.is_listed(verb, "verbs", "report", "tell") or tree.closes_quote(first):
            after = _noun_after(tree, verb)
            if after is not None and not any(t.is_punct for t in tree.tokens[verb.i + 1 : after.i]):
                return after
    return None


def _noun_after(tree: Tree, token: Token) -> Token | None:
    for t in tree.tokens[token.i + 1 : token.i + 1 + _NEAR]:
        if tree.is_figure(t) or tree.is_dated(t) or t.text == ",":
            return None
        if t.pos_ in ("NOUN", "PROPN") or tree.is_entity(t) or t.lower_ in ("-il", "-elle", "lui", "elle"):
            return t
    return None


def _reported(tree: Tree, clause: Token) -> Token | None:
    """The subject of a verb of saying that the fact depends on, or is the object of."""
    below = None
    for token in ancestry(clause):
        content = below is not None and base(below) in ("ccomp", "xcomp", "advcl", "acl")
        if tree.is_listed(token, "verbs", "report") or (content and tree.is_listed(token, "verbs", "tell")):
            found = _speaker(tree, token)
            if found is not None:
                return found
        below = token
    return None


def _speaker(tree: Tree, verb: Token) -> Token | None:
    if any(c.dep_ == "aux:pass" for c in verb.children):
        return None
    subjects = (c for c in verb.children if base(c) == "nsubj" or c.dep_ == "expl:subj")
    return next((s for s in subjects if s.lower_ not in _NOBODY and not tree.is_figure(s)), None)
