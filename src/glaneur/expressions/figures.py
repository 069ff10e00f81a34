"""Figures: numerals in digits, with their grouping, decimals, sign and ordinal suffix."""

from dataclasses import replace
from decimal import Decimal

from glaneur.expressions.number_words import FRACTION_SIGNS, ORDINAL_SUFFIXES
from glaneur.expressions.numeral import Numeral
from glaneur.expressions.tokens import Tokens


def read_figure(tokens: Tokens, i: int) -> Numeral:
    """The figure that starts with the digits at `i`: groups of thousands, decimals, sign, suffix."""
    low = tokens.low
    j = _grouped(tokens, i)
    figure = "".join(low[i:j:2]) if j > i + 1 and low[i + 1] in ".'," else "".join(low[i:j])
    plain = j == i + 1
    j, decimals = _decimals(tokens, i, j)
    value = Decimal(f"{figure}.{decimals}") if decimals else Decimal(figure)
    first, sign = _sign(tokens, i)
    coded = _is_coded(tokens, i, j)
    numeral = Numeral(
        first=first,
        last=j,
        value=value * sign,
        form="digits",
        digits=figure if plain and not decimals and first == i else "",
        coded=coded,
    )
    if plain and not decimals and tokens.glued(j) and low[j] in ORDINAL_SUFFIXES:
        return replace(numeral, last=j + 1, ordinal=True)
    if low[j] in FRACTION_SIGNS and not decimals:  # "3½", "3 ½"
        over, under = FRACTION_SIGNS[low[j]]
        return replace(numeral, last=j + 1, value=(value + Decimal(over) / under) * sign, digits="")
    return numeral


def _grouped(tokens: Tokens, i: int) -> int:
    """The end of a figure grouped by thousands that starts at `i`: `1 200`, `118.385`, `1'200`."""
    low = tokens.low
    if len(low[i]) > 3 or (low[i][0] == "0"):
        return i + 1
    j = i + 1
    while _is_group(low[j]) and tokens.gap(j) == 1:
        j += 1
        if j - i > _MOST_GROUPS:
            return i + 1  # a row of a table, not one figure
    if j > i + 1:
        return j
    mark = low[j]
    if mark not in (".", "'", ","):
        return j
    k = j
    while low[k] == mark and tokens.glued(k) and tokens.glued(k + 1) and _is_group(low[k + 1]):
        k += 2
        if k - j > 2 * _MOST_GROUPS:
            return j
    if k == j or _continues(tokens, k, mark):
        return j
    # One comma and three digits is a decimal in French; two commas can only be thousands.
    return j if mark == "," and k == j + 2 else k


_MOST_GROUPS = 6
_MOST_DIGITS = 18


def _is_group(word: str) -> bool:
    return len(word) == 3 and word.isdecimal()


def _continues(tokens: Tokens, k: int, mark: str) -> bool:
    """Whether more digits follow the same mark: `4.000.1` is no figure."""
    return tokens.low[k] == mark and tokens.glued(k) and tokens.glued(k + 1) and tokens.low[k + 1].isdecimal()


def _decimals(tokens: Tokens, i: int, j: int) -> tuple[int, str]:
    """The end and the digits of the decimals behind the integer part that ends at `j`."""
    low = tokens.low
    mark = low[j]
    if mark not in (",", ".") or (j > i + 1 and low[i + 1] == mark):
        return j, ""
    if not (tokens.glued(j) and tokens.glued(j + 1) and low[j + 1].isdecimal()):
        return j, ""
    return j + 2, low[j + 1]


def _sign(tokens: Tokens, i: int) -> tuple[int, int]:
    """The first token with its sign, and the sign: a hyphen or plus that is glued to nothing before."""
    mark = tokens.low[i - 1]
    if mark not in ("-", "+", "–"):
        return i, 1
    if not tokens.glued(i):  # "(+ 3,1 %", "| + 3 %": there the sign may stand apart
        return (i - 1, 1 if mark == "+" else -1) if tokens.low[i - 2] in ("(", "|") else (i, 1)
    before = tokens.low[i - 2] if i >= 2 else "\n"
    if tokens.glued(i - 1) and before not in ("(", "\n", "[", "«", '"', "~"):
        return i, 1
    if before[0].isdecimal() or (before == "%" and mark != "+"):
        return i, 1
    return i - 1, 1 if mark == "+" else -1


_JOINTS = frozenset("/:_@#.'°")


def _is_coded(tokens: Tokens, i: int, j: int) -> bool:
    """Whether the figure is glued into a code, a path, a clock time, a date in figures."""
    low = tokens.low
    if len(low[i]) > _MOST_DIGITS:
        return True
    if tokens.glued(i):
        before = low[i - 1]
        if before.isalpha() or before in "_#@":
            return True
        if before in "/:." and tokens.glued(i - 1) and low[i - 2].isalnum():
            return True
        if before in "-–" and tokens.glued(i - 1) and low[i - 2].isalpha():
            return True
    after = low[j]
    return after in _JOINTS and tokens.glued(j) and tokens.glued(j + 1) and low[j + 1][0].isdecimal()
