"""Unit prices: what one of is paid for, right behind a sum (`pièce`, `le litre`, `par mois`, `/MWh`)."""

from glaneur.expressions.tokens import Tokens
from glaneur.lexicons import load_table

_TABLE = load_table("unit_prices")
_NOUNS = frozenset(_TABLE["nouns"]["words"])
_BARE = frozenset(_TABLE["bare"]["words"])
_DATED = frozenset(_TABLE["dated"]["words"])
_BETWEEN = frozenset(_TABLE["between"]["words"])
_NOT_PER = frozenset(_TABLE["not_per"]["words"])


def read_per(tokens: Tokens, i: int) -> str | None:
    """The noun of the unit that the sum ending at token `i` is paid for, as written."""
    low = tokens.low
    while low[i] in _BETWEEN:
        i += 1
    word = low[i]
    if word in _BARE:
        return tokens.surface(i)
    if word == "/" and low[i + 1].isalnum() and not low[i + 1].isdecimal():
        return _noun(tokens, i + 1)
    if word == "par" and low[i + 1].isalpha() and low[i + 1] not in _NOT_PER and not _is_name(tokens, i + 1):
        return _noun(tokens, i + 1)
    j = _behind_determiner(tokens, i)
    if j is None or low[j + 1] in _DATED or not (low[j] in _NOUNS or _is_area(tokens, j)):
        return None
    return _noun(tokens, j)


def _is_area(tokens: Tokens, i: int) -> bool:
    """`m2`, `m3`: two tokens, since letters and digits are apart."""
    return tokens.low[i] == "m" and tokens.low[i + 1] in ("2", "3") and tokens.glued(i + 1)


def _is_name(tokens: Tokens, i: int) -> bool:
    """`investis par Total`: a capital that is not a unit's symbol."""
    surface = tokens.surface(i)
    return surface[0].isupper() and surface.lower() not in _NOUNS


def _behind_determiner(tokens: Tokens, i: int) -> int | None:
    low = tokens.low
    if low[i] in ("de", "à") and low[i + 1] in ("l", "la"):
        i += 1
    if low[i] == "l" and low[i + 1] == "'":
        return i + 2
    return i + 1 if low[i] in ("le", "la", "du", "au") else None


def _noun(tokens: Tokens, i: int) -> str:
    """The unit at `i`, with what makes it an area or a volume: `mètre carré`, `m2`."""
    last = i
    if tokens.low[i + 1] in ("carré", "cube") or (tokens.low[i + 1] in ("2", "3") and tokens.glued(i + 1)):
        last = i + 1
    return tokens.text[tokens.start[i] : tokens.end[last]]
