"""Who a pronoun, a possessive or "le groupe" stands for, where the evidence is clear."""

from bisect import bisect_left
from collections import Counter
from collections.abc import Collection, Sequence
from typing import NamedTuple

from spacy.tokens import Token

from glaneur.facts.openings import Opening
from glaneur.facts.phrases import Phrase, named, phrase
from glaneur.facts.tree import POSSESSIVES, Tree, base, bearer, cases, is_verbal
from glaneur.facts.view import Placed
from glaneur.lexicons import load_table
from glaneur.schema import HolderBasis

_NEAR = 4
"""How many sentences back a name may stand, its own counted."""

_FEMININE = frozenset(("elle", "elles", "-elle", "-elles", "-t-elle", "celle-ci", "celles-ci"))
_MASCULINE = frozenset(("il", "ils", "-il", "-ils", "-t-il", "celui-ci", "ceux-ci"))
_PLURAL = frozenset(("ils", "elles", "-ils", "-elles", "leur", "leurs", "ceux-ci", "celles-ci"))
_PRONOUNS = _FEMININE | _MASCULINE | POSSESSIVES | {"lui"}
_FIRST_PERSON = frozenset(("je", "j'"))
_DEFINITE = frozenset(("le", "la", "l'", "ce", "cet", "cette", "du", "au"))


class Antecedent(NamedTuple):
    """What a holder stands for: null where it stands for itself, or where that is unknown."""

    basis: HolderBasis
    phrase: Phrase | None = None


class Before(NamedTuple):
    """The sentence before: its tree, where it was parsed, and what it opens with."""

    tree: Tree | None = None
    opening: Opening | None = None


class Names:
    """The names of an article and its sentences' starts, both in order, to look back in."""

    def __init__(self, names: Sequence[Placed], sentences: Sequence[int]) -> None:
        self._names = names
        self._starts = [name.start for name in names]
        self._sentences = sentences
        self._said: list[int] = []  # how often a name was said when it is said here
        counts: Counter[str] = Counter()
        for name in names:
            counts[name.record["name"]] += 1
            self._said.append(counts[name.record["name"]])

    def last(self, before: int, labels: Sequence[str], but: Collection[str] = ()) -> Placed | None:
        """The name said most often so far, of those in the last sentences before an offset; none of `but`."""
        sentence = bisect_left(self._sentences, before)
        start = self._sentences[max(0, sentence - _NEAR)]
        near = range(bisect_left(self._starts, start), bisect_left(self._starts, before))
        fits = (
            i
            for i in near
            if self._names[i].record["label"] in labels and self._names[i].record["name"] not in but
        )
        found = max(fits, key=lambda i: self._said[i], default=None)
        return None if found is None else self._names[found]


def antecedent(tree: Tree, holder: Token, speaker: Phrase | None, names: Names, before: Before) -> Antecedent:
    """What a holder stands for; `speaker` is whose word its sentence is."""
    low = holder.lower_
    if low in _FIRST_PERSON:
        return Antecedent("pronoun", speaker)
    if low in _PRONOUNS:
        return Antecedent("pronoun", _of_pronoun(tree, holder, names, before))
    if holder.pos_ == "NOUN" and not tree.is_entity(holder) and _is_definite(holder):
        label = _label(low)
        # "L'organisation rapporte que xAI…": a name of the same sentence is somebody else.
        here = {m.record["name"] for t in tree.tokens if (m := tree.mention(t, "entities")) is not None}
        name = names.last(tree.words[0].start, (label,), here) if label else None
        if name is not None:
            return Antecedent("noun", named(name))
    return Antecedent("named")


def _of_pronoun(tree: Tree, pronoun: Token, names: Names, before: Before) -> Phrase | None:
    found = _in_sentence(tree, pronoun)
    if found is not None:
        return phrase(tree, found)
    if before.tree is not None:
        subject = _main_subject(before.tree, pronoun)
        if subject is not None:
            return phrase(before.tree, subject)
    elif before.opening is not None and _agrees(before.opening.form, pronoun.lower_):
        return before.opening.phrase
    if pronoun.lower_ in _PLURAL:
        return None
    name = names.last(tree.words[0].start, ("ORG", "PER"))
    return named(name) if name else None


def _agrees(form: str, pronoun: str) -> bool:
    """Whether a noun with an article of some form can be what a pronoun stands for."""
    if pronoun in _PLURAL:
        return form == "Plur"
    return form in ("", "Fem" if pronoun in _FEMININE else "Masc") or (
        form != "Plur" and pronoun in POSSESSIVES
    )


def _in_sentence(tree: Tree, pronoun: Token) -> Token | None:
    """The subject before a pronoun, or the first name, that has its gender and number."""
    before = [
        t
        for t in tree.tokens[: pronoun.i]
        if t.pos_ in ("NOUN", "PROPN") and not tree.is_figure(t) and t != pronoun.head and not is_verbal(t)
    ]
    fits = [t for t in before if _fits(tree, t, pronoun.lower_)]
    subjects = (t for t in reversed(fits) if base(t) == "nsubj")
    others = (t for t in fits if tree.is_entity(t) or (base(t) in ("obl", "ROOT", "dep") and not cases(t)))
    return next(subjects, None) or next(others, None)


def _main_subject(tree: Tree, pronoun: Token) -> Token | None:
    """The subject of a sentence's main clause, if a pronoun can stand for it."""
    subjects = (
        t for t in tree.tokens if base(t) == "nsubj" and t.head.head == t.head and not tree.is_figure(t)
    )
    first = next(subjects, None)
    if first is None or first.pos_ not in ("NOUN", "PROPN") or is_verbal(first):
        return None
    return bearer(tree, first) if _fits(tree, first, pronoun.lower_) else None


def _fits(tree: Tree, noun: Token, pronoun: str) -> bool:
    if tree.is_entity(noun):
        return pronoun not in _PLURAL
    number = noun.morph.get("Number", [])
    if number and (number[0] == "Plur") != (pronoun in _PLURAL):
        return False
    wanted = "Fem" if pronoun in _FEMININE else "Masc" if pronoun in _MASCULINE else None
    gender = noun.morph.get("Gender", [])
    return wanted is None or not gender or gender[0] == wanted


def _is_definite(noun: Token) -> bool:
    """Whether a noun is said as known, and nothing more is said of it: `le groupe`."""
    determined = any(c.lower_ in _DEFINITE for c in noun.children if c.dep_ in ("det", "case"))
    return determined and not any(base(c) in ("nmod", "amod", "acl", "appos", "flat") for c in noun.children)


def is_person(noun: str) -> bool:
    """Whether a noun is said of a person: `économiste`, `procureure`."""
    return _label(noun) == "PER"


def _label(noun: str) -> str | None:
    """The label of the names that a definite noun stands for: ORG for `groupe`."""
    return next((label for label, nouns in load_table("facts")["antecedents"].items() if noun in nouns), None)
