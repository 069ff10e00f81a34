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


_Index = dict[str, dict[str, list[_Phrase[V]]]]


class PhraseTable(Generic[V]):
    """Phrases and what they mean; `cased` phrases (symbols, codes) match as written only.

    What is glued in a phrase (`km/h`, `US$`) must be glued in the text.
    """

    __slots__ = ("_backward", "_forward")

    def __init__(self, words: Iterable[tuple[str, V]], cased: Iterable[tuple[str, V]] = ()) -> None:
        # First (or last) word → its neighbour → phrases; a phrase of one word stands under "".
        self._forward: _Index[V] = defaultdict(lambda: defaultdict(list))
        self._backward: _Index[V] = defaultdict(lambda: defaultdict(list))
        for text, value in words:
            self._add(_phrase(text, value, cased=False))
        for text, value in cased:
            self._add(_phrase(text, value, cased=True))
        for index in (self._forward, self._backward):
            for by_neighbour in index.values():
                for phrases in by_neighbour.values():
                    phrases.sort(key=lambda p: (-len(p.low), p.surfaces is None))

    def _add(self, phrase: _Phrase[V]) -> None:
        low = phrase.low
        second, last_but_one = (low[1], low[-2]) if len(low) > 1 else ("", "")
        self._forward[low[0]][second].append(phrase)
        self._backward[low[-1]][last_but_one].append(phrase)

    def at(self, tokens: Tokens, i: int) -> tuple[int, V] | None:
        """The end and value of the longest phrase that starts at token `i`."""
        by_second = self._forward.get(tokens.low[i])
        if by_second is None:
            return None
        for second in (tokens.low[i + 1], ""):
            for phrase in by_second.get(second, ()):
                if _matches(tokens, i, phrase):
                    return i + len(phrase.low), phrase.value
        return None

    def ending_at(self, tokens: Tokens, j: int) -> tuple[int, V] | None:
        """The start and value of the longest phrase that ends just before token `j`."""
        by_neighbour = self._backward.get(tokens.low[j - 1])
        if by_neighbour is None:
            return None
        for neighbour in (tokens.low[j - 2], ""):
            for phrase in by_neighbour.get(neighbour, ()):
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
