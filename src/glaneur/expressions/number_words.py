"""Number words: where a numeral in words ends, by the grammar of French; its value is text2num's."""

from decimal import Decimal
from functools import cache

from text_to_num import text2num

from glaneur.expressions.tokens import Tokens
from glaneur.lexicons import load_table, with_plain_spelling

_TABLE = load_table("numerals")
_UNITS = frozenset(_TABLE["cardinals"]["unit"])
_TEENS = frozenset(_TABLE["cardinals"]["teen"])
_TENS = frozenset(_TABLE["cardinals"]["ten"])
_HUNDRED = frozenset(_TABLE["cardinals"]["hundred"])
_THOUSAND = frozenset(_TABLE["cardinals"]["thousand"])
_ZERO = frozenset(_TABLE["cardinals"]["zero"])

CARDINALS = _UNITS | _TEENS | _TENS | _HUNDRED | _THOUSAND | _ZERO
SCALES: dict[str, int] = {word: int(value) for word, value in _TABLE["scales"].items()}
COMPACT: dict[str, int] = {word: int(value) for word, value in _TABLE["compact"].items()}
GROUPS: dict[str, int] = _TABLE["groups"]
GROUP_SCALES: dict[str, int] = SCALES | {"milliers": 1000}
ORDINALS: dict[str, int] = with_plain_spelling({w: v for w, v in _TABLE["ordinals"].items() if w != "unième"})
ORDINAL_SUFFIXES = frozenset(_TABLE["ordinal_suffixes"]["words"])
FRACTIONS: dict[str, tuple[int, int]] = {w: (n, d) for w, (n, d) in _TABLE["fractions"].items()}
FRACTION_SIGNS = {w: f for w, f in FRACTIONS.items() if len(w) == 1}
_GROUP_ADJECTIVES = frozenset(_TABLE["group_adjectives"]["words"])


def _romans() -> dict[str, tuple[int, int]]:
    """`xixe` → (19, 3): every Roman ordinal to 50, with the length of its Roman part."""
    tens, units = ["", "x", "xx", "xxx", "xl"], ["", "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix"]
    numerals = {10 * t + u: tens[t] + units[u] for t in range(5) for u in range(10) if t or u}
    return {
        roman + suffix: (value, len(roman))
        for value, roman in numerals.items()
        for suffix in ("e", "è", "ème", "ième", "er", "ère", "es")
        if suffix not in ("er", "ère") or value == 1
    }


ROMAN_ORDINALS = _romans()
TRIGGERS = frozenset(
    CARDINALS | GROUPS.keys() | ORDINALS.keys() | ROMAN_ORDINALS.keys() | FRACTION_SIGNS.keys()
)


def read_cardinal(tokens: Tokens, i: int) -> tuple[int, Decimal] | None:
    """The end and value of the numeral below a million that starts at word `i`, or None."""
    low = tokens.low
    if low[i] in _ZERO:
        j = i + 1
    else:
        j = _below_million(tokens, i)
        if j == i:
            return None
    value = _value(tuple(w for w in low[i:j] if w != "-"))
    if low[j] == "virgule" and low[j + 1] in CARDINALS:
        return _with_decimals(tokens, j + 1, value)
    return j, value


@cache
def _value(words: tuple[str, ...]) -> Decimal:
    return Decimal(text2num(" ".join(words), "fr"))


def _with_decimals(tokens: Tokens, i: int, whole: Decimal) -> tuple[int, Decimal]:
    """`deux virgule zéro cinq`: the decimals that start at word `i`."""
    digits = ""
    while tokens.low[i] in _ZERO and len(digits) < 6:
        digits += "0"
        i += 1
    j = _below_million(tokens, i)
    if j > i:
        digits += str(_value(tuple(w for w in tokens.low[i:j] if w != "-")))
    return j, Decimal(f"{whole}.{digits}")


def _joined(tokens: Tokens, i: int, *, et: bool = False) -> int:
    """Where the next word of a compound starts: behind a glued hyphen, `et`, or a space."""
    low = tokens.low
    if tokens.hyphen(i):
        i += 1
        if et and low[i] == "et" and low[i + 1] == "-":
            return i + 2
        return i
    return i + 1 if et and low[i] == "et" else i


def _below_hundred(tokens: Tokens, i: int) -> int:
    low = tokens.low
    word = low[i]
    if word == "quatre":
        j = _joined(tokens, i + 1)
        if low[j] in ("vingt", "vingts"):
            return _behind_ten(tokens, j + 1, teens=True, bare_one=True)
        return i + 1
    if word == "dix":
        j = _joined(tokens, i + 1)
        return j + 1 if low[j] in ("sept", "huit", "neuf") else i + 1
    if word in _TENS:
        return _behind_ten(tokens, i + 1, teens=word == "soixante", bare_one=False)
    return i + 1 if word in _UNITS or word in _TEENS else i


def _behind_ten(tokens: Tokens, i: int, *, teens: bool, bare_one: bool) -> int:
    """The end of what follows a ten: `-deux`, ` et un`, and behind 60 and 80 `-douze`, `et onze`."""
    low = tokens.low
    j = _joined(tokens, i, et=True)
    through_et = "et" in low[i:j]
    word = low[j]
    if through_et:
        return j + 1 if word in ("un", "une") or (teens and word == "onze") else i
    if teens and word == "dix":
        return _below_hundred(tokens, j)
    if word in _UNITS and (word not in ("un", "une") or bare_one):
        return j + 1
    return j + 1 if teens and word in _TEENS else i


def _below_thousand(tokens: Tokens, i: int) -> int:
    low = tokens.low
    if low[i] in _HUNDRED:
        j = i + 1
    else:
        j = _below_hundred(tokens, i)
        k = _joined(tokens, j)
        if not (j == i + 1 and low[i] in _UNITS and low[i] not in ("un", "une") and low[k] in _HUNDRED):
            return j
        j = k + 1
    k = _joined(tokens, j)
    rest = _below_hundred(tokens, k)
    return rest if rest > k else j


def _below_million(tokens: Tokens, i: int) -> int:
    low = tokens.low
    j = i if low[i] in _THOUSAND else _below_thousand(tokens, i)
    k = _joined(tokens, j) if j > i else i
    if low[k] not in _THOUSAND or (k > i and low[i] in ("un", "une") and j == i + 1):
        return j
    j = k + 1
    k = _joined(tokens, j)
    rest = _below_thousand(tokens, k)
    return rest if rest > k else j


def read_ordinal_tail(tokens: Tokens, i: int, j: int, value: Decimal) -> tuple[int, int] | None:
    """`vingt et unième`, `trente-cinquième`: end and value where an ordinal ends the numeral at `j`."""
    if tokens.low[i] in ("un", "une"):
        return None
    k = _joined(tokens, j, et=True)
    if k == j:
        return None
    if value == 4 and tokens.low[k] == "vingtième":
        return k + 1, 80
    unit = _TABLE["ordinals"].get(tokens.low[k])
    if unit is None or unit >= 20 or (value % 10 and unit < 10):
        return None
    return k + 1, int(value) + unit


def behind_half(tokens: Tokens, i: int) -> int | None:
    """The end of the "et demi" or "et demie" at token `i`, or None."""
    return i + 2 if tokens.low[i] == "et" and tokens.low[i + 1] in ("demi", "demie") else None


def skip_group_adjective(tokens: Tokens, i: int) -> int:
    """Where a noun of number may stand behind the determiner that ends at `i`: `une (petite) centaine`."""
    if tokens.low[i] not in _GROUP_ADJECTIVES:
        return i
    return i + 2 if tokens.low[i + 1] == "-" else i + 1
