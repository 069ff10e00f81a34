"""Ratios: `cinq fois`, `deux à trois fois`, `un sur trois`, `huit familles sur dix`."""

from dataclasses import dataclass
from decimal import Context, Decimal

from glaneur.expressions.amounts import is_figure, read_amount
from glaneur.expressions.counts import read_counted
from glaneur.expressions.number_words import FRACTIONS, behind_half
from glaneur.expressions.numeral import Numeral
from glaneur.expressions.numerals import Numerals
from glaneur.expressions.tokens import Tokens
from glaneur.expressions.units import read_unit

_HIGHEST_DENOMINATOR = 100_000
_HIGHEST_NUMERATOR = 20
_TWELVE_DIGITS = Context(prec=12)
_MARKS_OUT_OF = 20  # "12 sur 20" is a school mark


@dataclass(frozen=True, slots=True)
class Ratio:
    """A ratio at tokens `first` to `last`."""

    first: int
    last: int
    value: Decimal | None
    low: Decimal | None
    high: Decimal | None
    rule: str


def read_ratio(tokens: Tokens, numerals: Numerals, numeral: Numeral) -> Ratio | None:
    """The ratio that `numeral` is a part of: the factor of "fois", or the figure before "sur"."""
    return (
        _out_of(tokens, numerals, numeral) or _times(tokens, numerals, numeral) or _fraction(tokens, numeral)
    )


def _fraction(tokens: Tokens, numeral: Numeral) -> Ratio | None:
    """`deux tiers des…`, `un quart de la…`; no `quart d'heure`, no `quarts de finale`."""
    low, i = tokens.low, numeral.last
    if low[i] not in FRACTIONS or numeral.ordinal or numeral.coded or numeral.value >= _HIGHEST_NUMERATOR:
        return None
    is_part = low[i + 1] in ("des", "du") or (
        low[i + 1] == "de" and low[i + 2] in ("la", "l", "ses", "son", "sa")
    )
    if not is_part and numeral.article:
        return None
    if low[i + 1] in ("d", "de") and not is_part:
        return None
    over, under = FRACTIONS[low[i]]
    return Ratio(numeral.first, i + 1, quotient(numeral.value * over, under), None, None, "fraction")


def _times(tokens: Tokens, numerals: Numerals, numeral: Numeral) -> Ratio | None:
    low, last = tokens.low, numeral.last + 1
    if low[numeral.last] != "fois" or not is_figure(numeral):
        return None
    amount = read_amount(tokens, numerals, numeral)
    half = behind_half(tokens, last)
    if amount.value is not None and half is not None:
        return Ratio(amount.first, half, amount.value + Decimal("0.5"), None, None, "times")
    return Ratio(amount.first, last, amount.value, amount.low, amount.high, "times")


def quotient(over: Decimal | int, under: Decimal | int) -> Decimal:
    """`over / under`, to twelve digits where it has no end."""
    return _TWELVE_DIGITS.divide(Decimal(over), Decimal(under))


def _out_of(tokens: Tokens, numerals: Numerals, numeral: Numeral) -> Ratio | None:
    if numeral.ordinal or numeral.coded or numeral.scale > 1 or numeral.group:
        return None
    low, i = tokens.low, numeral.last
    if low[i] != "sur":
        i += 1
        if low[i] != "sur" or not low[i - 1].isalpha() or read_unit(tokens, i - 1):
            return None  # "3 m sur 4"
    whole = numerals.starting.get(i + 1)
    if whole is None or not is_figure(whole) or whole.scale > 1:
        return None
    if not numeral.value < whole.value <= _HIGHEST_DENOMINATOR or whole.value == _MARKS_OUT_OF:
        return None
    if low[whole.last] in ("%", "$", "€") or read_unit(tokens, whole.last) or read_counted(tokens, whole):
        return None
    return Ratio(numeral.first, whole.last, quotient(numeral.value, whole.value), None, None, "out_of")
