"""What the model calls an entity though nothing is named: function words, figures, bits of addresses."""

import re

from glaneur.lexicons import load_table

_TABLE = load_table("entities")
_FUNCTION_WORDS = frozenset(
    word.rstrip("'")
    for words in (
        _TABLE["function_words"]["words"],
        _TABLE["leading"]["words"],
        _TABLE["leading"]["elisions"],
    )
    for word in words
)
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_ADDRESS = re.compile(r"://|@|\bwww\.|^[#/]")
_RUN_LIMIT = 200
_DOMAIN = re.compile(r"[\w-]\.(?:fr|com|org|net|eu|be|ch|ca|io|info|gouv|co|html?|php)\b")


def is_noise(plain: str, start: int, end: int) -> bool:
    """Whether `plain[start:end]` (normalised text) names nothing."""
    surface = plain[start:end]
    words = _WORD.findall(surface)
    if not words or all(word.lower() in _FUNCTION_WORDS for word in words):
        return True
    if not any(char.isupper() or char.isdigit() for char in surface):
        return True
    return _in_address(plain, start, end)


def _in_address(plain: str, start: int, end: int) -> bool:
    """Whether it is a part of a URL, an e-mail address or a handle (a whole "Booking.com" is a name)."""
    first, last = start, end
    while first > max(0, start - _RUN_LIMIT) and not plain[first - 1].isspace():
        first -= 1
    while last < min(len(plain), end + _RUN_LIMIT) and not plain[last].isspace():
        last += 1
    run = plain[first:last].strip(".,;:!?()[]«»\"'")
    if " " in run:
        return False
    return bool(_ADDRESS.search(run)) or (run != plain[start:end] and bool(_DOMAIN.search(run)))
