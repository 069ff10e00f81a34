"""Where a name starts and ends: without determiner, elision, title, quotes or stray punctuation."""

import re

from glaneur.lexicons import load_table

_TABLE = load_table("entities")
_LEADING = frozenset(_TABLE["leading"]["words"])
_ELISIONS = frozenset(_TABLE["leading"]["elisions"])
_WITH_ARTICLE = frozenset(_TABLE["with_article"]["words"])
_TITLES = {label: frozenset(table["words"]) for label, table in load_table("titles")["before"].items()}
_CAPITALISED_TITLES = frozenset(load_table("titles")["capitalised"]["words"])

_EDGE_FRONT = "«»\"“”„‹›'`*_#@([{<,;:.!?…–—-/|•·°=+~^%&)]}>"
_EDGE_BACK = "«»\"“”„‹›'`*_#([{<,;:!?…–—-/|•·=~^@&"
_BRACKETS = {")": "(", "]": "[", "}": "{", ">": "<"}
_OPENING = {"»": "«", "”": "“"}
_ARTICLES = ("Le ", "La ", "Les ", "L'", "D'")
_ELIDED = re.compile(r"\w+'")
_AMOUNT = re.compile(r" [-+]?\d[\d., ]{0,14}[%€$]| \|")
_WORD = re.compile(r"\S+")
_LETTERS = re.compile(r"[^\W\d_]+")
_CLITIC = re.compile(r"'[sh]\b")
_ABBREVIATION = re.compile(r"(?:^|[\s.\-])\w\.$|\b(?:Inc|Corp|Ltd|Co|Jr|Sr|St|Cie|Bros)\.$")
_SENTENCE_START = re.compile(r"(?:^|[.!?…:\n\r«»\"“”(–—•-])\s*$")
_STREET = re.compile(rf"(?:{'|'.join(load_table('counted_nouns')['streets']['words'])}) ")
_HOUSE = re.compile(r"(?<![\w.,/-])\d{1,4}(?: ?(?:bis|ter))?,? $")
_LONGEST_HOUSE = 14
_TITLED = frozenset(("ORG", "MISC"))
_LOOK_BACK = 4


def name_bounds(plain: str, start: int, end: int, label: str) -> tuple[int, int]:
    """Return the bounds of the name in `plain[start:end]` (normalised text, one line); empty if none is.

    A name may be wider than what the model said: the rest of a word that its tokens cut ("Kerloc'h"),
    and the article that belongs to it ("Le Havre").
    """
    end = _cut_at_amount(plain, start, _cut_at_quote(plain, start, _finish_word(plain, end)))
    while True:
        first = _skip_edge(plain, start, end)
        last = _drop_edge(plain, first, end, label)
        first = _skip_word(plain, first, last, label)
        if (first, last) == (start, end):
            return _take_number(plain, _take_article(plain, start, end), label), end
        start, end = first, last


def _finish_word(plain: str, end: int) -> int:
    rest = (_LETTERS if plain[end - 1] == "'" else _CLITIC).match(plain, end)
    return rest.end() if rest else end


def _cut_at_quote(plain: str, start: int, end: int) -> int:
    """Return where `plain[start:end]` leaves a quotation that it did not open, else `end`."""
    for closing, opening in _OPENING.items():
        at = plain.find(closing, start, end)
        if at > start and opening not in plain[start:at]:
            end = at
    return end


def _cut_at_amount(plain: str, start: int, end: int) -> int:
    """Return where the name runs on into a percentage, a sum or a cell: `le Brent 2 %`, `UBS | 12`."""
    amount = _AMOUNT.search(plain, start, end)
    return amount.start() if amount else end


def _skip_edge(plain: str, start: int, end: int) -> int:
    while start < end and (plain[start] in _EDGE_FRONT or plain[start].isspace()):
        if plain.startswith("'s-", start):
            break  # "'s-Hertogenbosch"
        start += 1
    return start


def _drop_edge(plain: str, start: int, end: int, label: str) -> int:
    while end > start:
        last = plain[end - 1]
        surface = plain[start:end]
        if last in "!?'" and label in _TITLED and (last != "'" or plain[start - 1 : start] != "'"):
            break  # "Hello bank!", "Kassav'"
        closes_nothing = last in _BRACKETS and surface.count(_BRACKETS[last]) < surface.count(last)
        stray_stop = last == "." and not _ABBREVIATION.search(surface)
        if not (last in _EDGE_BACK or last.isspace() or closes_nothing or stray_stop):
            break
        end -= 1
    return end


def _skip_word(plain: str, start: int, end: int, label: str) -> int:
    """Return `start` behind one leading determiner, elision or title, or as it was."""
    elided = _ELIDED.match(plain, start, end)
    if elided and elided.group().lower() in _ELISIONS:
        return elided.end() if plain[start].islower() else start
    word = _WORD.match(plain, start, end)
    if word is None or word.end() == end:
        return start
    low = word.group().lower()
    if low == "de" and label == "PER":
        return start  # "de Gaulle"
    if low in _LEADING and plain[start].islower():
        return word.end()
    if low in _TITLES.get(label, ()) and (plain[start].islower() or low in _CAPITALISED_TITLES):
        return word.end()
    return start


def starts_sentence(plain: str, start: int) -> bool:
    """Whether the capital of the word at `start` may be only that of a sentence."""
    return _SENTENCE_START.search(plain[max(0, start - _LOOK_BACK) : start]) is not None


def _take_number(plain: str, start: int, label: str) -> int:
    """Return `start` before the number of a street's house: `7, place Edmond-Henry`."""
    if label != "LOC" or not _STREET.match(plain, start):
        return start
    number = _HOUSE.search(plain[max(0, start - _LONGEST_HOUSE) : start])
    return start - len(number.group()) if number else start


def _take_article(plain: str, start: int, end: int) -> int:
    for article in _ARTICLES:
        first = start - len(article)
        if first >= 0 and plain.startswith(article, first) and plain[first:end].lower() in _WITH_ARTICLE:
            return first
    return start
