"""Verbs that the parser took for something else: found by their form, shown again as one that it knows.

A small parser has not met every verb, and takes "prévoit" for an adjective and "frôle" for a noun: the clause
is then lost. Its lemmatizer's tables know their forms.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

from spacy.tokens import Doc, Token

from glaneur.facts.tree import is_verbal
from glaneur.facts.view import Word

_KNOWN = {
    "rait": "donnerait",
    "raient": "donneraient",
    "ra": "donnera",
    "ront": "donneront",
    "ait": "donnait",
}
_KNOWN |= {"aient": "donnaient", "ent": "donnent", "ont": "donnent", "": "donne"}
"""A verb in the form that ends alike, the first that fits."""
_PARTICIPLES = ("é", "ée", "és", "ées", "u", "ue", "us", "ues", "ant", "ise", "ises", "er", "ir", "oir")
_TAKEN_FOR = frozenset(("NOUN", "ADJ", "PROPN", "X", "ADV"))
_BEFORE = frozenset(("NOUN", "PROPN", "ADJ", "ADV", "PUNCT", "PRON", "X", "NUM", "CCONJ"))


class Verbs:
    """The verb forms that spaCy's French lemmatizer knows."""

    def __init__(self, lookups: Any) -> None:
        index = lookups.get_table("lemma_index")
        self._index = {pos: frozenset(index[pos]) for pos in ("verb", "noun", "adj")}
        self._irregular = lookups.get_table("lemma_exc")
        self._rules = lookups.get_table("lemma_rules")

    def lemma(self, form: str) -> str | None:
        """The infinitive of a form, None where it is no verb's."""
        irregular = self._irregular["verb"].get(form)
        if irregular:
            return str(irregular[0])
        regular = (
            form[: len(form) - len(old)] + new for old, new in self._rules["verb"] if form.endswith(old)
        )
        found = next((lemma for lemma in regular if lemma in self._index["verb"]), None)
        plain = f"{form}r" if form.endswith("e") else ""
        return found or (plain if plain in self._index["verb"] else None)

    def _is_other(self, form: str) -> bool:
        """Whether a form is a noun's or an adjective's too: `hausse`, `moyenne`."""
        singular = form.removesuffix("s")
        nouns = self._index["noun"]
        if form in nouns or singular in nouns:
            return True
        forms = (form[: len(form) - len(old)] + new for old, new in self._rules["adj"] if form.endswith(old))
        return any(lemma in self._index["adj"] for lemma in (form, singular, *forms))

    def unseen(self, doc: Doc, words: Sequence[Word]) -> dict[int, Word]:
        """The words that are verbs and were not taken for any, each as a verb that the parser knows."""
        return {token.i: _as_known(word, lemma) for token, word, lemma in self._lost(doc, words)}

    def _lost(self, doc: Doc, words: Sequence[Word]) -> Iterator[tuple[Token, Word, str]]:
        verbless = not any(is_verbal(token) for token in doc if token.head == token)
        for token, word in zip(doc, words, strict=True):
            form = token.lower_
            if not _is_misread(token) or word.mention is not None or form.endswith(_PARTICIPLES):
                continue
            if not token.i or not form.isalpha() or len(form) < 3 or not _may_follow(token):
                continue
            lemma = self.lemma(form)
            if lemma is not None and (not self._is_other(form) or verbless):
                yield token, word, lemma
                verbless = False


def _is_misread(token: Token) -> bool:
    """Whether a token is no verb to the parser, or one that it hangs on a noun as an adjective."""
    return token.pos_ in _TAKEN_FOR or (token.pos_ == "VERB" and token.dep_ in ("amod", "acl"))


def _may_follow(token: Token) -> bool:
    """Whether a verb may stand where a token does: behind a subject, not an article or a preposition."""
    before = token.nbor(-1)
    if before.pos_ not in _BEFORE or before.text == ":":
        return False
    return not (before.pos_ == "ADJ" and before.i and before.nbor(-1).pos_ in ("DET", "ADP"))


def _as_known(word: Word, lemma: str) -> Word:
    ending = next(ending for ending in _KNOWN if word.shown.lower().endswith(ending))
    return replace(word, shown=_KNOWN[ending], lemma=lemma)
