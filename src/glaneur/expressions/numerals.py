"""Numerals: every figure and number word of a text, read once, for all rules to share.

A `Numeral` is one number without its unit, range or modifier: `1 200,5`, `vingt-trois`,
`2,5 milliards`, `une dizaine`, `XXIe`. `Numerals` finds them by the token they start or end at.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Literal

from glaneur.expressions import number_words as words
from glaneur.expressions.sentences import starts_sentence
from glaneur.expressions.tokens import Tokens

Form = Literal["digits", "words", "roman"]


@dataclass(frozen=True, slots=True)
class Numeral:
    """One number, at tokens `first` (included) to `last` (excluded).

    `form` says how its leading part is written. `digits` is the digit string of an unseparated,
    unscaled, unsigned integer ("2006", "07"), else "". `scale` is the power-of-ten word's value
    (10**6 for "2,5 millions"), 1 without one. `article` marks a bare "un" or "une". `coded` marks
    figures that are glued to a letter, a slash or a colon: part of a code, a date or a clock time.
    `group` marks "une dizaine", "un millier": a noun of number, which is approximate.
    """

    first: int
    last: int
    value: Decimal
    form: Form
    digits: str = ""
    scale: int = 1
    ordinal: bool = False
    group: bool = False
    article: bool = False
    coded: bool = False


class Numerals:
    """The numerals of a text in order, with look-up by first token, by end and by order."""

    __slots__ = ("_order", "all", "ending", "starting")

    def __init__(self, numerals: list[Numeral]) -> None:
        self.all = numerals
        self._order = {n.first: k for k, n in enumerate(numerals)}
        self.starting = {n.first: n for n in numerals}
        self.ending = {n.last: n for n in numerals}

    def before(self, numeral: Numeral) -> Numeral | None:
        """The numeral before `numeral` in the text."""
        k = self._order[numeral.first]
        return self.all[k - 1] if k else None


def read_numerals(tokens: Tokens) -> Numerals:
    """Read every numeral of `tokens`, left to right, none overlapping another."""
    return Numerals(list(_numerals(tokens)))


def _numerals(tokens: Tokens) -> Iterator[Numeral]:
    triggers = words.TRIGGERS
    starts = [i for i, word in enumerate(tokens.low) if word in triggers or "0" <= word[0] <= "9"]
    behind = 0
    for i in starts:
        if i < behind:
            continue
        numeral = _read_at(tokens, i)
        if numeral is not None:
            behind = numeral.last
            yield numeral


def _read_at(tokens: Tokens, i: int) -> Numeral | None:
    word = tokens.low[i]
    if "0" <= word[0] <= "9":
        numeral = _digits(tokens, i)
        if numeral.ordinal or numeral.coded:
            return numeral
        return _group(tokens, numeral.first, numeral.last, numeral.value) or _scaled(tokens, numeral)
    if word in words.ROMAN_ORDINALS:
        return _roman(tokens, i)
    return _in_words(tokens, i)


# Figures


def _digits(tokens: Tokens, i: int) -> Numeral:
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
    if plain and not decimals and tokens.glued(j) and low[j] in words.ORDINAL_SUFFIXES:
        return replace(numeral, last=j + 1, ordinal=True)
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
    if not tokens.glued(i):  # "(+ 3,1 %": in parentheses the sign may stand apart
        return (i - 1, 1 if mark == "+" else -1) if tokens.low[i - 2] == "(" else (i, 1)
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


def _roman(tokens: Tokens, i: int) -> Numeral | None:
    surface = tokens.surface(i)
    value, length = words.ROMAN_ORDINALS[tokens.low[i]]
    if not surface[:length].isupper():
        return None
    return Numeral(first=i, last=i + 1, value=Decimal(value), form="roman", ordinal=True)


# Words and scales


def _in_words(tokens: Tokens, i: int) -> Numeral | None:
    low = tokens.low
    if low[i] in words.FRACTION_SIGNS:
        num, den = words.FRACTION_SIGNS[low[i]]
        return Numeral(first=i, last=i + 1, value=Decimal(num) / den, form="digits")
    if low[i] in words.ORDINALS:
        return Numeral(first=i, last=i + 1, value=Decimal(words.ORDINALS[low[i]]), form="words", ordinal=True)
    if low[i] in words.GROUPS:
        return _group(tokens, i, i, Decimal(1))
    if tokens.glued(i) and low[i - 1] == "-" and tokens.glued(i - 1) and low[i - 2].isalpha():
        return None  # "demi-douzaine", "après-vingt": inside a compound
    read = words.read_cardinal(tokens, i)
    if read is None:
        return None
    j, value = read
    ordinal = words.read_ordinal_tail(tokens, i, j, value)
    if ordinal is not None:
        return Numeral(first=i, last=ordinal[0], value=Decimal(ordinal[1]), form="words", ordinal=True)
    numeral = Numeral(
        first=i,
        last=j,
        value=value,
        form="words",
        scale=1000 if low[j - 1] == "mille" and j > i + 1 else 1,
        article=j == i + 1 and low[i] in ("un", "une"),
        coded=_is_in_name(tokens, i, j),
    )
    half = Decimal("0.5") if low[j] == "demi" else 1
    if half != 1 and low[j + 1] == "-" and low[j + 2] in words.SCALES:  # "un demi-million"
        return _scaled(tokens, replace(numeral, last=j + 2, value=value * half))
    group = _group(tokens, i, words.skip_group_adjective(tokens, j), value * half)
    return group or _scaled(tokens, numeral)


def _is_in_name(tokens: Tokens, i: int, j: int) -> bool:
    """`Deux-Sèvres`, `trois-mâts`, `concile de Trente`: number words inside names and compounds."""
    low = tokens.low
    if low[j] == "-" and tokens.glued(j) and tokens.glued(j + 1) and low[j + 1].isalpha():
        return True
    surface = tokens.surface(i)
    capital = surface[0].isupper() and not surface.isupper()
    return capital and not starts_sentence(tokens, i)


def _group(tokens: Tokens, first: int, i: int, factor: Decimal) -> Numeral | None:
    """`une dizaine`, `deux centaines de milliers`: the noun of number at `i`."""
    low = tokens.low
    size = words.GROUPS.get(low[i])
    if size is None or (first == i and (low[i].endswith("s") or low[i - 1] not in ("la", "cette", "demi"))):
        return None
    last, scale = i + 1, 1
    if low[last] == "de" and low[last + 1] in words.GROUP_SCALES:
        scale = words.GROUP_SCALES[low[last + 1]]
        last += 2
    return Numeral(first=first, last=last, value=factor * size * scale, form="words", scale=scale, group=True)


def _scaled(tokens: Tokens, numeral: Numeral) -> Numeral:
    """`numeral` with the scale words behind it: `2,5 millions`, `un milliard et demi`."""
    low = tokens.low
    scale = words.SCALES.get(low[numeral.last]) or _compact_scale(tokens, numeral)
    if scale is None:
        return _halved(tokens, numeral)
    last, value = numeral.last + 1, numeral.value * scale
    if words.SCALES.get(low[last], 0) > scale:  # "3 mille milliards"
        scale *= words.SCALES[low[last]]
        last, value = last + 1, numeral.value * scale
    if half := words.behind_half(tokens, last):
        last, value = half, value + Decimal(scale) / 2
    elif tokens.matches(last, ("et", "quart")):
        last, value = last + 2, value + Decimal(scale) / 4
    elif rest := _smaller_part(tokens, last, scale):
        last, value = rest.last, value + rest.value
    return replace(numeral, last=last, value=value, scale=scale, digits="", article=False)


def _compact_scale(tokens: Tokens, numeral: Numeral) -> int | None:
    """`4,2 Mds de kilomètres`, `12 M d'abonnés`, `35 k téléchargements`: abbreviations before a noun."""
    low, i = tokens.low, numeral.last
    scale = words.COMPACT.get(tokens.surface(i)) if numeral.form == "digits" else None
    if scale is None:
        return None
    following = tokens.behind_de(i + 1)
    if following > i + 1:
        return scale if scale >= 10**6 and low[i] != "g" and tokens.surface(following).islower() else None
    is_noun = low[i] == "k" and low[i + 1].endswith("s") and low[i + 1].isalpha() and tokens.gap(i + 1) == 1
    return scale if is_noun and len(low[i + 1]) > 4 else None


def _halved(tokens: Tokens, numeral: Numeral) -> Numeral:
    """`sept et demi`: a half that stands right behind a number without a scale."""
    half = None if numeral.article else words.behind_half(tokens, numeral.last)
    if half is None:
        return numeral
    return replace(numeral, last=half, value=numeral.value + Decimal("0.5"), digits="")


def _smaller_part(tokens: Tokens, i: int, scale: int) -> Numeral | None:
    """What adds to a scaled number: the `500 millions` of `3 milliards 500 millions`."""
    low = tokens.low
    if "0" <= low[i][0] <= "9":
        rest = _digits(tokens, i)
        if rest.ordinal or rest.coded or rest.first != i or not _scales_down(low[rest.last], scale):
            return None
        whole = rest.last > i + 1 and rest.value * 10 >= scale // 100
        rest = _scaled(tokens, rest)
        return rest if rest.value < scale and (whole or rest.scale > 1) else None
    read = words.read_cardinal(tokens, i) if low[i] in words.CARDINALS else None
    article = low[i] in ("un", "une") and low[i + 1].isalpha() and low[i + 1] not in words.SCALES
    if read is None or (read[0] == i + 1 and article):
        return None
    if not _scales_down(low[read[0]], scale):
        return None
    rest = _scaled(tokens, Numeral(first=i, last=read[0], value=read[1], form="words"))
    return rest if rest.value < scale else None


def _scales_down(word: str, scale: int) -> bool:
    """Whether a scale word keeps a number below `scale`; each step down bounds the next."""
    return words.SCALES.get(word, 1) < scale
