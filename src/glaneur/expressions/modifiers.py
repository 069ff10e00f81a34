"""Modifiers: what stands before or behind a figure and bounds or blurs it."""

from collections.abc import Iterator
from decimal import Decimal
from functools import lru_cache

from glaneur.expressions.phrases import PhraseTable
from glaneur.expressions.sentences import starts_sentence
from glaneur.expressions.tokens import Tokens
from glaneur.lexicons import load_table
from glaneur.lexicons.entries import ModifierEntry
from glaneur.lexicons.lexicon import KEPT, Lexicon
from glaneur.schema import Modifier

_TABLE = load_table("modifiers")
_DETERMINERS = frozenset(_TABLE["between"]["determiners"])
_ADVERBS = frozenset(_TABLE["between"]["adverbs"])
_NOT_AFTER = frozenset(_TABLE["not_after"]["words"])
_NEGATIONS: list[str] = _TABLE["negations"]["words"]
_ELISIONS: dict[str, list[str]] = _TABLE["elisions"]


@lru_cache(KEPT)
def _tables(lexicon: Lexicon) -> tuple[PhraseTable[Modifier], PhraseTable[Modifier]]:
    """What stands before a figure, and what stands behind it; of two said alike, the first is found."""
    entries = (*lexicon.own.modifier, *lexicon.shipped.modifier)
    before, after = (
        [phrase for entry in entries if entry.place == place for phrase in _phrases(entry)]
        for place in ("before", "after")
    )
    return PhraseTable(before), PhraseTable(after)


def _phrases(entry: ModifierEntry) -> Iterator[tuple[str, Modifier]]:
    for phrase in entry.phrases:
        for variant in _variants(phrase):
            yield variant, entry.modifier
        if entry.denied is not None:
            for negation in _NEGATIONS:
                yield f"{phrase} {negation}", entry.denied


def _variants(phrase: str) -> list[str]:
    """`plus de` is also said `plus d'`, `plus des`, `plus du`."""
    head, _, last = phrase.rpartition(" ")
    return [f"{head} {form}" for form in _ELISIONS[last]] if head and last in _ELISIONS else [phrase]


def modifier_before(tokens: Tokens, first: int) -> tuple[int, Modifier] | None:
    """The modifier of a figure that starts at token `first`, and the modifier's own first token."""
    before = _tables(tokens.lexicon)[0]
    j = first
    found = before.ending_at(tokens, j)
    while found is None and first - j < 3 and tokens.low[j - 1] in _DETERMINERS:
        j -= 1
        found = before.ending_at(tokens, j)
    if found is None and (_is_adverb(tokens.low[j - 1]) or tokens.low[first - 1] == ","):
        found = before.ending_at(tokens, j - 1)
        if found is not None and tokens.low[first - 1] == "," and not _is_aside(tokens, found[0], first - 1):
            return None
    if found is None or (found[1] == "approx" and _is_denied(tokens, found[0])):
        return None
    return None if _adds(tokens, *found, first) else found


def _adds(tokens: Tokens, i: int, modifier: Modifier, first: int) -> bool:
    """`en plus des 120 millions`, `en plus de ces 12`: besides; "en plus de 20 matches" bounds."""
    if modifier != "more_than" or tokens.low[i - 1] != "en" or tokens.low[i] != "plus":
        return False
    return tokens.low[i + 1] in ("des", "du") or tokens.low[first - 1] in _DETERMINERS - {"'"}


def _is_denied(tokens: Tokens, i: int) -> bool:
    """`aucun n'approche les 289 sièges`: a verb that is denied blurs nothing."""
    return tokens.matches(i - 1, ("ne",)) or tokens.matches(i - 2, ("n", "'"))


def _is_aside(tokens: Tokens, i: int, j: int) -> bool:
    """`Au minimum, 90 M€ seront…`: an adverb set off by a comma, not the end of another phrase."""
    return j - i > 1 and tokens.low[j - 1] not in ("de", "à", "que", "d") and starts_sentence(tokens, i)


def _is_adverb(word: str) -> bool:
    return word in _ADVERBS or (word.endswith("ment") and len(word) > 6)


def modifier_after(tokens: Tokens, last: int) -> tuple[int, Modifier] | None:
    """The modifier that stands right behind a mention ending at token `last`, and where it ends."""
    found = _tables(tokens.lexicon)[1].at(tokens, last)
    if found is None or (found[1] != "approx" and tokens.low[found[0]] in _NOT_AFTER):
        return None
    return found


def bounds(value: Decimal | None, modifier: Modifier | None) -> tuple[Decimal | None, Decimal | None]:
    """`min` and `max` of a modified figure: the bound repeats the value."""
    if modifier in ("more_than", "at_least"):
        return value, None
    if modifier in ("less_than", "at_most"):
        return None, value
    return None, None
