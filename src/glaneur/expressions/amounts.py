"""Amounts: a numeral, or two joined into a range, as they stand before a unit or currency.

The scale may be said once: `de 10 à 15 millions` is 10 to 15 millions.
"""

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal

from glaneur.expressions.modifiers import bounds, modifier_after, modifier_before
from glaneur.expressions.numeral import Numeral
from glaneur.expressions.numerals import Numerals
from glaneur.expressions.tokens import Tokens
from glaneur.lexicons import load_table
from glaneur.schema import Modifier

UnitAt = Callable[[Tokens, int], tuple[int, object] | None]
_CHANGES = frozenset(load_table("modifiers")["changes"]["verbs"])
_MILLION = 10**6
_DASHES = frozenset("-–—")


@dataclass(frozen=True, slots=True)
class Amount:
    """What is said before a unit, at tokens `first` to `last`; a range has `value` null and both bounds."""

    first: int
    last: int
    value: Decimal | None
    low: Decimal | None = None
    high: Decimal | None = None
    group: bool = False

    @property
    def is_range(self) -> bool:
        """Whether two figures are said."""
        return self.value is None


def is_figure(numeral: Numeral | None) -> bool:
    """Whether the numeral can say how much: no ordinal, no code, no bare article."""
    return numeral is not None and not (numeral.ordinal or numeral.coded or numeral.article)


def read_amount(tokens: Tokens, numerals: Numerals, numeral: Numeral, *, factor: int = 1) -> Amount:
    """The amount whose last numeral is `numeral`; `factor` is an abbreviated scale behind it (`Md€`)."""
    value = numeral.value * factor
    left = _range_start(tokens, numerals, numeral)
    if left is not None:
        low = _share_scale(left, numeral.scale * factor, value)
        if low < value and not _is_change(tokens, left, numeral):
            return Amount(left.first, numeral.last, None, low, value, numeral.group)
    return Amount(numeral.first, numeral.last, value, group=numeral.group)


def read_change(tokens: Tokens, numerals: Numerals, right: Numeral, *, factor: int = 1) -> Amount | None:
    """The figure before, where its unit is said once: the 75 of `de 75 à 50 %`, the 38 of `38 contre 19 %`.

    Also the first of two that "et" joins: `estimées à 15 000 et 12 000 euros`.
    """
    if tokens.low[right.first - 1] in ("contre", "et"):
        return _paired(tokens, numerals, right, factor)
    left = _range_start(tokens, numerals, right)
    if left is None or tokens.low[right.first - 1] != "à" or tokens.low[left.first - 1] != "de":
        return None
    value = _share_scale(left, right.scale * factor, Decimal(1000 * right.scale * factor))
    if value < right.value * factor and not _is_change(tokens, left, right):
        return None
    return Amount(left.first, left.last, value)


def _paired(tokens: Tokens, numerals: Numerals, right: Numeral, factor: int) -> Amount | None:
    left = numerals.ending.get(right.first - 1)
    if left is None or not is_figure(left) or left.form != right.form:
        return None
    if tokens.low[left.first - 1] in ("entre", "calibre") or left.is_year_shaped:
        return None  # a range; a weapon's; a year
    scale = right.scale * factor
    shared = scale if left.scale == 1 and left.value < min(scale, 1000) else 1
    return Amount(left.first, left.last, left.value * shared)


def _is_change(tokens: Tokens, left: Numeral, right: Numeral) -> bool:
    """`passer de 10 à 15 %`, `de 51 milliards à 67 milliards`: two figures, not a range.

    A verb of change tells, or the scale that is said twice.
    """
    if tokens.low[right.first - 1] != "à" or tokens.low[left.first - 1] != "de":
        return False
    before = tokens.low[left.first - 2]
    if before in ("est", "était", "sera", "serait", "sont"):
        return False  # "l'objectif est de 1,5 million à 2 millions"
    return (left.scale >= _MILLION and right.scale >= _MILLION) or before in _CHANGES


def _share_scale(left: Numeral, scale: int, high: Decimal) -> Decimal:
    """The lower bound with the scale that is said once, behind the upper one."""
    if left.scale == 1 and left.value < min(scale, 1000) and left.value * scale <= high:
        return left.value * scale
    if left.scale == 1 and 1 < left.value < 1000 and left.value * 1000 < high < left.value * 100_000:
        return left.value * 1000 if high % 1000 == 0 else left.value  # "80 à 100 000 visiteurs"
    return left.value


def _range_start(tokens: Tokens, numerals: Numerals, right: Numeral) -> Numeral | None:
    """The numeral that `right` makes a range with: `5 à 10`, `entre 3 et 5`, `18-20`, `2 ou 3`."""
    i = right.first - 1
    joint = tokens.low[i]
    left = numerals.ending.get(i)
    if left is None or left.ordinal or left.coded or left.form != right.form:
        return None
    if left.is_year_shaped and right.scale > 1:
        return None  # "26 milliards en 2015 à 41 milliards en 2019"
    if joint in ("à", "ou"):
        return left
    if joint == "et":
        return left if tokens.low[left.first - 1] == "entre" else None
    spaced = tokens.glued(i) == tokens.glued(i + 1)
    return left if joint in _DASHES and spaced else None


@dataclass(frozen=True, slots=True)
class Modified:
    """An amount's modifier and the bounds that a mention shows."""

    modifier: Modifier | None
    min: Decimal | None
    max: Decimal | None


def modify(tokens: Tokens, amount: Amount, first: int, last: int) -> Modified:
    """The modifier of the mention at tokens `first` to `last`, and its bounds."""
    found = modifier_before(tokens, first) or modifier_after(tokens, last)
    if amount.is_range:
        # "plus de 10 à 15" bounds nothing that the range does not
        return Modified("approx" if found and found[1] == "approx" else None, amount.low, amount.high)
    modifier = found[1] if found else ("approx" if amount.group else None)
    return Modified(modifier, *bounds(amount.value, modifier))


def repeated_unit_range(
    tokens: Tokens, numerals: Numerals, right: Numeral, unit_at: UnitAt
) -> Numeral | None:
    """The lower figure of `entre 500 euros et 800 euros`: the unit is said twice, the range is one.

    `unit_at` reads the unit at a token: its end and what it is.
    """
    i = right.first - 1
    left = numerals.before(right) if tokens.low[i] == "et" else None
    if left is None or not is_figure(left) or tokens.low[left.first - 1] != "entre":
        return None
    unit = unit_at(tokens, left.last)
    return left if unit is not None and unit[0] == i else None
