"""The text as the date rules see it: tokens and numerals, and the small things every rule asks."""

from dataclasses import dataclass
from typing import TypeVar

from glaneur.expressions.dates import lexicon as lex
from glaneur.expressions.dates.readings import What
from glaneur.expressions.numeral import Numeral
from glaneur.expressions.numerals import Numerals
from glaneur.expressions.tokens import BREAK, Tokens
from glaneur.schema import Grain, TimeMod

T = TypeVar("T")

# Rules look a few tokens past what they have read; behind the last token there is nothing but breaks.
_PADDING = (BREAK,) * 12
_SENTENCE_END = frozenset((".", "!", "?", "…", BREAK))
_ABBREVIATED = frozenset(("m", "mm", "mme", "dr", "st", "art", "av", "env", "p", "n"))


@dataclass(frozen=True, slots=True)
class Match:
    """What a rule has read from token `start` (included) to `end` (excluded)."""

    start: int
    end: int
    what: What
    rule: str
    mod: TimeMod | None = None
    weak: bool = False


class View:
    """Tokens, numerals, and the match found last (lists of years hang on it)."""

    __slots__ = ("last", "low", "numerals", "starting", "tokens")

    def __init__(self, tokens: Tokens, numerals: Numerals) -> None:
        self.tokens = tokens
        self.low: list[str] = [*tokens.low, *_PADDING]
        self.numerals = numerals
        self.starting = numerals.starting
        self.last: Match | None = None

    def capital(self, i: int) -> bool:
        """Whether token `i` starts with a capital."""
        at = self.tokens.start[i]
        return self.tokens.text[at : at + 1].isupper()

    def opens_sentence(self, i: int) -> bool:
        """Whether a sentence starts at token `i`."""
        if self.low[i - 1] in ("–", "—"):
            return True  # behind a dateline: "LYON (agence) — Mardi"
        k = i - 1
        while self.low[k] in ("«", '"', "“", "-", "•", "'", "("):
            k -= 1
        if self.low[k] == "." and self.low[k - 1] in _ABBREVIATED:
            return False
        return self.low[k] in _SENTENCE_END or self.low[k] == ":"

    def ends_sentence(self, i: int) -> bool:
        """Whether token `i` ends a sentence."""
        word = self.low[i]
        if word not in _SENTENCE_END:
            return False
        if word != ".":
            return True
        if self.low[i - 1] in _ABBREVIATED:
            return False
        after = self.low[i + 1]
        return not (after[0].isalnum() and (self.tokens.glued(i + 1) or not self.capital(i + 1)))

    def figure(self, i: int, *, most: int = 4) -> int | None:
        """The figure at token `i`, of at most `most` digits; longer ones are no part of a date."""
        word = self.low[i]
        return int(word) if word.isdecimal() and len(word) <= most else None

    def number(self, i: int) -> Numeral | None:
        """The numeral that starts at token `i`, if it is a plain count."""
        numeral = self.starting.get(i)
        if numeral is None or numeral.coded or numeral.value < 0:
            return None
        return numeral

    def number_or_coded(self, i: int) -> Numeral | None:
        """The figure at token `i`, also where letters are glued behind it ("2h30")."""
        numeral = self.starting.get(i)
        if numeral is None or not self.low[i].isdecimal() or numeral.value != int(numeral.value):
            return None
        return numeral

    def day(self, i: int, *, behind_dash: bool = False) -> tuple[int, int] | None:
        """A day of the month at token `i` ("3", "03", "1er", "deux") and its end."""
        word = self.low[i]
        if word.isdecimal() and len(word) <= 2 and (behind_dash or not self.inside_code(i)):
            day, end = int(word), i + 1
            if self.low[end] in ("er", "ᵉʳ") and day == 1:
                end += 1
            return (day, end) if 1 <= day <= 31 else None
        numeral = self.starting.get(i)
        if numeral is None or numeral.form != "words" or numeral.article or numeral.group:
            return None
        if numeral.ordinal and numeral.value != 1:
            return None
        value = int(numeral.value)
        return (value, numeral.last) if 1 <= value <= 31 and value == numeral.value else None

    def inside_code(self, i: int) -> bool:
        """Whether the figure at token `i` is glued to what makes it part of a code or a number."""
        if not self.tokens.glued(i):
            return False
        before = self.low[i - 1]
        if before.isalnum() or before in "_#@/:.,'":
            return not (before == "'" and self.low[i - 2] in ("l", "d", "qu", "jusqu"))
        return before in "-–" and self.tokens.glued(i - 1) and self.low[i - 2].isalnum()

    def year(self, i: int) -> int | None:
        """The year written with four figures at token `i`, whatever its context."""
        word = self.low[i]
        if len(word) != 4 or not word.isdecimal() or not 1000 <= int(word) <= 2100:
            return None
        after = self.low[i + 1]
        if self.tokens.glued(i + 1):
            if after.isalnum():
                return None
            if after in ".," and self.tokens.glued(i + 2) and self.low[i + 2].isdecimal():
                return None
        return int(word)

    def phrase(self, i: int, heads: dict[str, list[tuple[lex.Phrase, T]]]) -> tuple[T, int] | None:
        """The value of the longest phrase of `heads` at token `i`, and its end."""
        for phrase, value in heads.get(self.low[i], ()):
            if len(phrase) == 1 or self.tokens.matches(i, phrase):
                return value, i + len(phrase)
        return None

    def phrase_before(self, i: int, tails: dict[str, list[tuple[lex.Phrase, T]]]) -> tuple[T, int] | None:
        """The value of the longest phrase of `tails` that ends before token `i`, and its start."""
        for phrase, value in tails.get(self.low[i - 1], ()):
            k = i - len(phrase)
            if k >= 0 and (len(phrase) == 1 or self.tokens.matches(k, phrase)):
                return value, k
        return None

    def unit(self, i: int) -> tuple[Grain, int] | None:
        """The unit of time named at token `i`, and its end."""
        return self.phrase(i, lex.UNITS)

    def step(self, i: int) -> int | None:
        """-1 for "dernier", +1 for "prochain" at token `i`."""
        return lex.STEPS.get(self.low[i])

    def skip(self, i: int, words: tuple[str, ...]) -> int:
        """The token behind those of `words` that stand at `i` (articles and their apostrophes)."""
        for _ in range(4):
            if self.low[i] not in words:
                break
            i += 2 if self.low[i + 1] == "'" else 1
        return i


def day_part(v: View, i: int) -> tuple[str, int] | None:
    """The part of the day named at token `i`, and its end."""
    return v.phrase(i, lex.DAYPARTS)
