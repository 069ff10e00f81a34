"""Quantities: measures, percentages, counts and ratios."""

from collections.abc import Container
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import NamedTuple

from glaneur.expressions.amounts import (
    Amount,
    is_figure,
    modify,
    read_amount,
    read_change,
    repeated_unit_range,
)
from glaneur.expressions.candidates import Candidate, Rank
from glaneur.expressions.counts import Counted, Span, read_counted, skip_prenominal
from glaneur.expressions.number_words import behind_half
from glaneur.expressions.numeral import Numeral
from glaneur.expressions.numerals import Numerals
from glaneur.expressions.ratios import read_ratio
from glaneur.expressions.sentences import same_sentence
from glaneur.expressions.tokens import Tokens
from glaneur.expressions.units import Unit, read_unit, to_si
from glaneur.lexicons import load_table
from glaneur.schema import Modifier, QuantityKind

_REACH = 80  # tokens: how far a counted noun carries to a figure that is said without one
_ANGLES = load_table("units")["angles"]
_ANGLE = Unit(_ANGLES["code"], _ANGLES["pint"])
_ANGLE_WORDS = frozenset(_ANGLES["words"])
_ANGLE_REACH = 6
_SCALE_POINTS = frozenset(load_table("units")["points_of"]["words"])


class QuantityReading(NamedTuple):
    """All of a `schema.Quantity` but its place; `item` stands at these offsets of the folded text."""

    kind: QuantityKind
    value: Decimal | None
    min: Decimal | None
    max: Decimal | None
    unit: str | None
    item: Span | None
    modifier: Modifier | None
    si_value: Decimal | None
    si_unit: str | None
    rule: str


@dataclass(frozen=True, slots=True)
class _Found:
    """A quantity at tokens `first` to `last`, before its modifier."""

    amount: Amount
    first: int
    last: int
    kind: QuantityKind
    rule: str
    unit: Unit | None = None
    item: Span | None = None


def read_quantities(
    tokens: Tokens, numerals: Numerals, claimed: Container[int] = ()
) -> list[Candidate[QuantityReading]]:
    """Every measure, percentage, count and ratio in `tokens`.

    A numeral whose first token is `claimed` is another reading's already.
    """
    found: list[_Found] = []
    for numeral in numerals.all:
        if (found and numeral.first < found[-1].last) or numeral.first in claimed:
            continue
        new = _read_at(tokens, numerals, numeral, found[-1] if found else None)
        if new is None:
            continue
        while found and new.first < found[-1].last:
            found.pop()
        found += _with_change(tokens, numerals, numeral, new)
    return [_candidate(tokens, quantity) for quantity in found]


def _read_at(tokens: Tokens, numerals: Numerals, numeral: Numeral, before: _Found | None) -> _Found | None:
    ratio = read_ratio(tokens, numerals, numeral)
    if ratio is not None:
        amount = Amount(ratio.first, ratio.last, ratio.value, ratio.low, ratio.high)
        return _Found(amount, ratio.first, ratio.last, "ratio", ratio.rule)
    if not (is_figure(numeral) or _is_one_and_half(tokens, numeral)):
        return None
    return _measure(tokens, numerals, numeral) or _count(tokens, numerals, numeral, before)


# Measures and percentages


def _is_one_and_half(tokens: Tokens, numeral: Numeral) -> bool:
    """`un kilomètre et demi`: the half tells that "un" is a number."""
    unit = read_unit(tokens, numeral.last) if numeral.article else None
    return unit is not None and behind_half(tokens, unit[0]) is not None


def _measure(tokens: Tokens, numerals: Numerals, numeral: Numeral) -> _Found | None:
    found = _unit_behind(tokens, numeral)
    if found is None:
        return None
    last, unit = found
    if unit.code == "point" and _is_counted_point(tokens, numeral.first, last):
        return None
    amount = read_amount(tokens, numerals, numeral)
    repeated = repeated_unit_range(tokens, numerals, numeral, read_unit)
    if repeated is not None and amount.value is not None and repeated.value < amount.value:
        amount = Amount(repeated.first, numeral.last, None, repeated.value, amount.value)
    if amount.value is not None:
        half = behind_half(tokens, last)
        if half is not None:  # of the scale: "3 millions de tonnes et demi"
            amount, last = replace(amount, value=amount.value + Decimal(numeral.scale) / 2), half
        last, amount = _with_smaller_part(numerals, unit, last, amount)
    if unit.code in ("Cel", "%") and amount.value is not None and _is_minus(tokens, amount.first - 1):
        amount = replace(amount, first=amount.first - 1, value=-amount.value)
    kind: QuantityKind = "percent" if unit.code == "%" else "measure"
    rule = f"number_{'percent' if kind == 'percent' else 'unit'}"
    return _Found(amount, amount.first, last, kind, f"range_{rule[7:]}" if amount.is_range else rule, unit)


def _is_minus(tokens: Tokens, i: int) -> bool:
    """`par moins 15 degrés`, `on m'a proposé moins 4 %`; not `plus ou moins 4 %`."""
    return tokens.low[i] == "moins" and tokens.low[i - 1] not in ("ou", "au", "du", "le", "de", "en")


_PARTS = {"m": 2, "kg": 3}


def _with_smaller_part(numerals: Numerals, unit: Unit, last: int, amount: Amount) -> tuple[int, Amount]:
    """`1 m 80`, `3 kg 200`: centimetres or grams behind the unit, said without their own."""
    part = numerals.starting.get(last)
    if part is None or len(part.digits) != _PARTS.get(unit.code) or amount.value is None:
        return last, amount
    return part.last, replace(amount, value=amount.value + part.value / 10 ** len(part.digits))


def _is_counted_point(tokens: Tokens, first: int, i: int) -> bool:
    """`344 points de défaillance`, `un plan en dix points`: not a scale's; `points d'avance` are on one."""
    low = tokens.low
    if low[first - 1] == "en":
        return low[i] not in ("de", "d")
    if low[i] == "de":
        return low[i + 1].isalpha() and low[i + 1] not in _SCALE_POINTS
    return low[i] == "d" and low[i + 2] not in _SCALE_POINTS


def _unit_behind(tokens: Tokens, numeral: Numeral) -> tuple[int, Unit] | None:
    low, j = tokens.low, numeral.last
    if numeral.scale > 1 or numeral.group:
        j = tokens.behind_de(j)
    found = read_unit(tokens, j)
    if found is None:
        found = read_unit(tokens, skip_prenominal(tokens, j))
    if found is None or (
        numeral.form == "words" and found[0] == j + 1 and len(low[j]) <= 2 and low[j].isalpha()
    ):
        return None  # "deux t": a symbol stands behind figures
    if found[1].code == "Cel" and low[found[0] - 1] in ("°", "degré", "degrés"):
        if _is_coordinate(tokens, found[0]):
            return None
        if not _ANGLE_WORDS.isdisjoint(low[max(j - _ANGLE_REACH, 0) : j]):
            return found[0], _ANGLE
    behind = low[found[0]]
    is_part = behind.isdecimal() and len(behind) == _PARTS.get(found[1].code)  # "1m80"
    if tokens.glued(found[0]) and (behind.isalnum() or behind == "'") and not is_part:
        return None  # "5 m'", "3 g2": not the end of the unit
    return found


def _is_coordinate(tokens: Tokens, i: int) -> bool:
    """`22° 52′ 16″ N`: degrees of a coordinate."""
    return tokens.surface(i) in ("N", "S", "E", "W", "O") or (
        tokens.low[i].isdecimal() and tokens.low[i + 1] in ("'", "′", "’", '"', "″")
    )


def _with_change(tokens: Tokens, numerals: Numerals, numeral: Numeral, found: _Found) -> list[_Found]:
    """`de 75 à 50 %`: a change, not a range: the first figure has the second's unit."""
    if found.unit is None or found.amount.is_range:
        return [found]
    amount = read_change(tokens, numerals, numeral)
    if amount is None:
        return [found]
    start = replace(found, amount=amount, first=amount.first, last=amount.last, rule="elliptical_unit")
    return [start, found]


# Counts


def _count(tokens: Tokens, numerals: Numerals, numeral: Numeral, before: _Found | None) -> _Found | None:
    counted = read_counted(tokens, numeral) or _elliptical(tokens, numeral, before)
    if counted is None:
        return None
    amount = read_amount(tokens, numerals, numeral)
    rule = counted.rule.replace("number_", "range_") if amount.is_range else counted.rule
    return _Found(amount, amount.first, counted.last, "count", rule, item=counted.item)


def _elliptical(tokens: Tokens, numeral: Numeral, before: _Found | None) -> Counted | None:
    """`200 000 puces, dont 50 000 seront…`: part of what was counted before in the sentence."""
    if (
        before is None
        or before.kind != "count"
        or before.item is None
        or tokens.low[numeral.first - 1] != "dont"
    ):
        return None
    glued_word = tokens.glued(numeral.last) and tokens.low[numeral.last].isalpha()
    if glued_word or tokens.low[numeral.last] in ("%", "fois") or numeral.first - before.last > _REACH:
        return None
    whole = before.amount.value
    if whole is None or numeral.value >= whole or not same_sentence(tokens, before.last, numeral.first):
        return None
    return Counted(numeral.last, before.item, "elliptical_count")


# The mention


def _candidate(tokens: Tokens, found: _Found) -> Candidate[QuantityReading]:
    modified = modify(tokens, found.amount, found.first, found.last)
    value = found.amount.value
    si_value, si_unit = to_si(value, found.unit) if found.unit and value is not None else (None, None)
    return Candidate(
        tokens.start[found.first],
        tokens.end[found.last - 1],
        Rank.QUANTITY,
        QuantityReading(
            kind=found.kind,
            value=value,
            min=modified.min,
            max=modified.max,
            unit=found.unit.code if found.unit else None,
            item=found.item,
            modifier=modified.modifier,
            si_value=si_value,
            si_unit=si_unit,
            rule=found.rule,
        ),
    )
