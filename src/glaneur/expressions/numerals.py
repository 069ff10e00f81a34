"""Numerals: every figure and number word of a text, read once, for all rules to share.

A `Numeral` is one number without its unit, range or modifier: `1 200,5`, `vingt-trois`,
`2,5 milliards`, `une dizaine`, `XXIe`. `Numerals` finds them by the token they start or end at.
"""

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

from glaneur.expressions import number_words as words
from glaneur.expressions.figures import read_figure
from glaneur.expressions.numeral import Numeral
from glaneur.expressions.sentences import starts_sentence
from glaneur.expressions.tokens import Tokens


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
        numeral = read_figure(tokens, i)
        if numeral.ordinal or numeral.coded:
            return numeral
        return _group(tokens, numeral.first, numeral.last, numeral.value) or _scaled(tokens, numeral)
    if word in words.ROMAN_ORDINALS:
        return _roman(tokens, i)
    return _in_words(tokens, i)


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
    if tokens.hyphen(i - 1) and low[i - 2].isalpha():
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
    if tokens.hyphen(j) and low[j + 1].isalpha():
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
    if scale is None or low[numeral.last + 1] in ("marin", "nautique"):  # "1,5 mille marin"
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
        is_scale = scale >= 10**6 and tokens.surface(i)[0] == "M"  # "4000 m d'altitude" are metres
        return scale if is_scale and tokens.surface(following).islower() else None
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
        rest = read_figure(tokens, i)
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
