"""Ratios: `cinq fois`, `deux à trois fois`, `un sur trois`, `huit familles sur dix`."""

from dataclasses import dataclass
from decimal import Context, Decimal

from glaneur.expressions.amounts import is_figure, read_amount
from glaneur.expressions.counts import behind_compound, read_counted
from glaneur.expressions.number_words import FRACTIONS, behind_half
from glaneur.expressions.numeral import Numeral
from glaneur.expressions.numerals import Numerals
from glaneur.expressions.tokens import Tokens
from glaneur.expressions.units import read_unit
from glaneur.expressions.word_classes import FUNCTION_WORDS

_HIGHEST_DENOMINATOR = 100_000
_HIGHEST_NUMERATOR = 20
_DENOMINATORS = frozenset({2, 3, 4, 5, 8, 10, 100})
_TWELVE_DIGITS = Context(prec=12)
_OF_A_SECOND = frozenset(("dixièmes", "centièmes", "millièmes"))  # "un départ amélioré de trois centièmes"
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
        _out_of(tokens, numerals, numeral)
        or _times(tokens, numerals, numeral)
        or _fraction(tokens, numeral)
        or _slashed(tokens, numerals, numeral)
    )


def _fraction(tokens: Tokens, numeral: Numeral) -> Ratio | None:
    """`deux tiers des…`, `un quart de la…`; no `quart d'heure`, no `quarts de finale`."""
    found = _read_worded(tokens, numeral)
    if found is None:
        return None
    last, value = found
    bare = numeral.article or tokens.low[last - 1] in _OF_A_SECOND
    if not _is_whole(tokens, last) and (bare or tokens.low[last] in ("d", "de")):
        return None
    return Ratio(numeral.first, last, value, None, None, "fraction")


def _is_whole(tokens: Tokens, i: int) -> bool:
    """Whether token `i` begins what a fraction is of: `des…`, `du…`, `de la…`."""
    of_all = tokens.low[i] == "de" and tokens.low[i + 1] in ("la", "l", "ses", "son", "sa")
    return of_all or tokens.low[i] in ("des", "du")


def read_fraction(tokens: Tokens, numerals: Numerals, numeral: Numeral) -> tuple[int, Decimal] | None:
    """The end and value of a fraction whose numerator is `numeral`: `deux tiers`, `3/4`."""
    return _read_worded(tokens, numeral) or _read_slashed(tokens, numerals, numeral)


def _read_worded(tokens: Tokens, numeral: Numeral) -> tuple[int, Decimal] | None:
    """The end and value of a fraction with its denominator in words: `deux tiers`."""
    i = numeral.last
    fraction = FRACTIONS.get(tokens.low[i])
    if fraction is None or numeral.ordinal or numeral.coded or numeral.value >= _HIGHEST_NUMERATOR:
        return None
    over, under = fraction
    return i + 1, _quotient(numeral.value * over, under)


def _read_slashed(tokens: Tokens, numerals: Numerals, numeral: Numeral) -> tuple[int, Decimal] | None:
    """The end and value of a fraction in figures whose numerator is `numeral`: `3/4`."""
    i = numeral.last
    under = numerals.starting.get(i + 1)
    if tokens.low[i] != "/" or not numeral.digits or under is None or not under.digits:
        return None
    if not (tokens.glued(i) and tokens.glued(i + 1)) or under.value not in _DENOMINATORS:
        return None
    return (under.last, _quotient(numeral.value, under.value)) if numeral.value < under.value else None


def _slashed(tokens: Tokens, numerals: Numerals, numeral: Numeral) -> Ratio | None:
    """`3/4 des Français`: where it says of what, it is no date and no score."""
    found = _read_slashed(tokens, numerals, numeral)
    if found is None or not _is_whole(tokens, found[0]):
        return None
    return Ratio(numeral.first, found[0], found[1], None, None, "fraction")


def _times(tokens: Tokens, numerals: Numerals, numeral: Numeral) -> Ratio | None:
    low, last = tokens.low, numeral.last + 1
    if low[numeral.last] != "fois" or not is_figure(numeral):
        return None
    amount = read_amount(tokens, numerals, numeral)
    half = behind_half(tokens, last)
    if amount.value is not None and half is not None:
        return Ratio(amount.first, half, amount.value + Decimal("0.5"), None, None, "times")
    return Ratio(amount.first, last, amount.value, amount.low, amount.high, "times")


def _behind_noun(tokens: Tokens, i: int) -> int:
    """Behind the noun at token `i`, its hyphens and its adjective: `nouveau-nés`, `pension neuve`."""
    low = tokens.low
    if not low[i].isalpha():
        return i
    i = behind_compound(tokens, i)
    return i + 1 if low[i].isalpha() and low[i] not in FUNCTION_WORDS else i


def _quotient(over: Decimal | int, under: Decimal | int) -> Decimal:
    """`over / under`, to twelve digits where it has no end."""
    return _TWELVE_DIGITS.divide(Decimal(over), Decimal(under))


def _out_of(tokens: Tokens, numerals: Numerals, numeral: Numeral) -> Ratio | None:
    if numeral.ordinal or numeral.coded or numeral.scale > 1 or numeral.group:
        return None
    low, i = tokens.low, numeral.last
    if low[i] != "sur":
        i = _behind_noun(tokens, i)
        if low[i] != "sur" or read_unit(tokens, numeral.last):
            return None  # "3 m sur 4"
    whole = numerals.starting.get(i + 1)
    if whole is None or not is_figure(whole) or whole.scale > 1:
        return None
    if not numeral.value < whole.value <= _HIGHEST_DENOMINATOR or (
        whole.value == _MARKS_OUT_OF and i == numeral.last
    ):
        return None
    if low[whole.last] in ("%", "$", "€") or read_unit(tokens, whole.last) or read_counted(tokens, whole):
        return None
    return Ratio(numeral.first, whole.last, _quotient(numeral.value, whole.value), None, None, "out_of")
