"""What the model calls an entity though nothing is named: function words, figures, bits of addresses."""

import re

from glaneur.entities.boundaries import starts_sentence
from glaneur.lexicons import load_table

_TABLE = load_table("entities")
_FUNCTION_WORDS = frozenset(
    word.rstrip("'")
    for words in (
        _TABLE["function_words"]["words"],
        _TABLE["leading"]["words"],
        _TABLE["leading"]["elisions"],
        *load_table("numerals")["cardinals"].values(),
    )
    for word in words
)
_COMMON_ACRONYMS = frozenset(_TABLE["acronyms"]["words"])
_SINGLE_LETTERS = frozenset(_TABLE["single_letters"]["words"])
_TITLES = frozenset(load_table("titles")["before"]["PER"]["words"])
_WORD = re.compile(r"[^\W_]+")
_CURRENCY_SIGN = re.compile(r"^\w{0,2}[€$£¥]$")
_PERIOD = re.compile(r"^[TSQ][1-4]$")
_OFFICE = re.compile(r"\S+\s+(?:de|du|des|à|en|aux?)\s|\S+\s+d'")
_ADDRESS = re.compile(r"://|@|\bwww\.|^/")
_DOMAIN = re.compile(r"[\w-]\.(?:fr|com|org|net|eu|be|ch|ca|io|info|gouv|co|html?|php)\b")
_ENGLISH = re.compile(rf"The [a-z ]+|(?i:(?:(?:{'|'.join(_TABLE['english']['words'])})\b ?)+)")
_INITIALS = re.compile(r"\w&\w(?:'s)?|(?:[^\W\d_]\.){2,}[^\W\d_]?\.?")
_MODEL = re.compile(r"\d{3,4}|[A-Z]-\d{2,4}")
_CAPITALISED = frozenset(("PER", "LOC"))
_ELIDED = re.compile(r"^(?:[ldjcmtsn]|qu)'", re.I)
_RUN_LIMIT = 1_000


def is_noise(plain: str, start: int, end: int, label: str) -> bool:
    """Return whether `plain[start:end]` (normalised text) names nothing.

    Function words and months name something where they have a capital that no sentence gives them: `Mars`.
    Bodies and works may have none (`bitcoin`); people and places have.
    """
    surface = plain[start:end]
    if surface in _SINGLE_LETTERS:
        return False
    words = [word.lower() for word in _WORD.findall(surface)]
    if surface in _COMMON_ACRONYMS or not words:
        return True
    if all(word.isdigit() or len(word) == 1 for word in words):
        return not (_INITIALS.fullmatch(surface) or (label == "MISC" and _MODEL.fullmatch(surface)))
    if all(word.isdigit() or len(word) == 1 or word in _FUNCTION_WORDS for word in words):
        if not surface[0].isupper() or len(words) > 1 or starts_sentence(plain, start):
            return True
    elif _ENGLISH.fullmatch(surface):
        return True
    if label in _CAPITALISED and not any(char.isupper() or char.isdigit() for char in surface):
        return True
    if _CURRENCY_SIGN.match(surface) or _PERIOD.match(surface):
        return True
    return _in_address(plain, start, end)


def is_office(surface: str, label: str) -> bool:
    """Return whether a "person" is only an office: "Président", "président de la République"."""
    if label != "PER":
        return False
    words = surface.lower().replace("-", " ").split()
    return (
        words[:1] != []
        and words[0] in _TITLES
        and (all(word in _TITLES for word in words) or _OFFICE.match(surface) is not None)
    )


def _in_address(plain: str, start: int, end: int) -> bool:
    """Whether it is a part of a URL, an e-mail address or a handle (a whole "Booking.com" is a name)."""
    first, last = start, end
    while first > max(0, start - _RUN_LIMIT) and not plain[first - 1].isspace():
        first -= 1
    while last < min(len(plain), end + _RUN_LIMIT) and not plain[last].isspace():
        last += 1
    run = _ELIDED.sub("", plain[first:last].strip(".,;:!?()[]«»\"'"))
    if " " in run:
        return False
    return bool(_ADDRESS.search(run)) or (run != plain[start:end] and bool(_DOMAIN.search(run)))
