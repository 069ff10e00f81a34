"""Numbers: every figure that is said, without its unit; ordinals are told apart."""

from decimal import Decimal
from typing import NamedTuple

from glaneur.expressions.amounts import Amount, is_figure, modify, read_amount
from glaneur.expressions.candidates import Candidate, Rank
from glaneur.expressions.numeral import Numeral
from glaneur.expressions.numerals import Numerals
from glaneur.expressions.ratios import read_fraction
from glaneur.expressions.sentences import starts_sentence
from glaneur.expressions.tokens import Tokens
from glaneur.schema import Modifier

_ARTICLES = frozenset({"un", "une", "le", "la", "du", "au", "des", "les", "'"})


class NumberReading(NamedTuple):
    """All of a `schema.Number` but its place."""

    value: Decimal | None
    min: Decimal | None
    max: Decimal | None
    ordinal: bool
    modifier: Modifier | None
    rule: str


def read_numbers(tokens: Tokens, numerals: Numerals) -> list[Candidate[NumberReading]]:
    """Every number in `tokens`; codes and the article "un" are none."""
    found: list[Candidate[NumberReading]] = []
    for numeral in numerals.all:
        fraction = _fraction(tokens, numerals, numeral)
        if fraction is not None:
            if found and fraction.start < found[-1].end:
                found.pop()
            found.append(fraction)
        elif numeral.ordinal and not _is_ordinal(tokens, numeral):
            continue
        elif numeral.ordinal:
            found.append(_ordinal(tokens, numeral))
        elif is_figure(numeral) and not _names(tokens, numerals, numeral):
            amount = read_amount(tokens, numerals, numeral)
            if found and amount.is_range and tokens.start[amount.first] <= found[-1].start:
                found.pop()
            found.append(_cardinal(tokens, numeral, amount))
    return found


def _fraction(tokens: Tokens, numerals: Numerals, numeral: Numeral) -> Candidate[NumberReading] | None:
    """`deux tiers`, `un quart`, `1/4`: a fraction whose numerator, or word denominator, is `numeral`."""
    found = read_fraction(tokens, numerals, numeral)
    if found is None:
        return None
    last, value = found
    reading = NumberReading(value, None, None, False, None, "fraction")
    return Candidate(tokens.start[numeral.first], tokens.end[last - 1], Rank.NUMBER, reading)


def _is_ordinal(tokens: Tokens, numeral: Numeral) -> bool:
    """No unit of time (`par seconde`), no title (`le Premier ministre`)."""
    i = numeral.first
    if tokens.low[i] in ("seconde", "second"):
        return tokens.low[i - 1] not in ("par", "une", "chaque", "quelques", "'", "/")
    capital = numeral.form == "words" and tokens.surface(i)[0].isupper()
    return not capital or starts_sentence(tokens, i)


def _names(tokens: Tokens, numerals: Numerals, numeral: Numeral) -> bool:
    """Whether the figure names or scores: `Llama 3.1`, `27-20`; `neuf` behind a noun is new."""
    i, low = numeral.first, tokens.low
    before = tokens.surface(i - 1)
    if numeral.form == "words":
        return (
            numeral.value == 9
            and numeral.last == i + 1
            and low[i - 2] in _ARTICLES
            and not low[i + 1].endswith("s")
        )
    if before[:1].isupper() and not before.isupper() and not starts_sentence(tokens, i - 1):
        return True
    return _is_score(tokens, numerals.starting.get(numeral.last + 1), numeral) or _is_score(
        tokens, numeral, numerals.ending.get(i - 1)
    )


def _is_score(tokens: Tokens, right: Numeral | None, left: Numeral | None) -> bool:
    if left is None or right is None or tokens.low[left.last] != "-" or not tokens.glued(right.first):
        return False
    return bool(left.digits and right.digits) and left.value > right.value


def _ordinal(tokens: Tokens, numeral: Numeral) -> Candidate[NumberReading]:
    reading = NumberReading(numeral.value, None, None, True, None, f"ordinal_{numeral.form}")
    return Candidate(tokens.start[numeral.first], tokens.end[numeral.last - 1], Rank.NUMBER, reading)


def _cardinal(tokens: Tokens, numeral: Numeral, amount: Amount) -> Candidate[NumberReading]:
    modified = modify(tokens, amount, amount.first, amount.last)
    rule = "range" if amount.is_range else f"number_{numeral.form}"
    reading = NumberReading(amount.value, modified.min, modified.max, False, modified.modifier, rule)
    return Candidate(tokens.start[amount.first], tokens.end[amount.last - 1], Rank.NUMBER, reading)
