"""Phrase tables: lexicon entries as token sequences, found forwards or backwards, longest first."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Generic, TypeVar

from glaneur.expressions.tokens import PADDING, Tokens
from glaneur.typography import normalise

V = TypeVar("V")


@dataclass(frozen=True, slots=True)
class _Phrase(Generic[V]):
    low: tuple[str, ...]
    surfaces: tuple[str, ...] | None
    glued: tuple[bool, ...]
    value: V


class PhraseTable(Generic[V]):
    """Phrases and what they mean; `cased` phrases (symbols, codes) match as written only.

    What is glued in a phrase (`km/h`, `US$`) must be glued in the text.
    """

    __slots__ = ("_backward", "_forward")

    def __init__(self, words: Iterable[tuple[str, V]], cased: Iterable[tuple[str, V]] = ()) -> None:
        self._forward: dict[str, list[_Phrase[V]]] = defaultdict(list)
        self._backward: dict[str, list[_Phrase[V]]] = defaultdict(list)
        for text, value in words:
            self._add(_phrase(text, value, cased=False))
        for text, value in cased:
            self._add(_phrase(text, value, cased=True))
        for index in (self._forward, self._backward):
            for phrases in index.values():
                phrases.sort(key=lambda p: (-len(p.low), p.surfaces is None))

    def _add(self, phrase: _Phrase[V]) -> None:
        self._forward[phrase.low[0]].append(phrase)
        self._backward[phrase.low[-1]].append(phrase)

    def at(self, tokens: Tokens, i: int) -> tuple[int, V] | None:
        """The end and value of the longest phrase that starts at token `i`."""
        for phrase in self._forward.get(tokens.low[i], ()):
            if _matches(tokens, i, phrase):
                return i + len(phrase.low), phrase.value
        return None

    def ending_at(self, tokens: Tokens, j: int) -> tuple[int, V] | None:
        """The start and value of the longest phrase that ends just before token `j`."""
        for phrase in self._backward.get(tokens.low[j - 1], ()):
            i = j - len(phrase.low)
            if i >= 0 and _matches(tokens, i, phrase):
                return i, phrase.value
        return None


def _phrase(text: str, value: V, *, cased: bool) -> _Phrase[V]:
    tokens = Tokens(normalise(text))
    inner = range(PADDING, len(tokens) - PADDING)
    return _Phrase(
        low=tuple(tokens.low[i] for i in inner),
        surfaces=tuple(tokens.surface(i) for i in inner) if cased else None,
        glued=tuple(i > PADDING and tokens.glued(i) for i in inner),
        value=value,
    )


def _matches(tokens: Tokens, i: int, phrase: _Phrase[V]) -> bool:
    low = tokens.low
    for k, word in enumerate(phrase.low):
        if low[i + k] != word or (phrase.glued[k] and not tokens.glued(i + k)):
            return False
        if phrase.surfaces is not None and tokens.surface(i + k) != phrase.surfaces[k]:
            return False
    return True
