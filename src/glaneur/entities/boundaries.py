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
_QUOTES = ("«", "»", "“", "”", '"')
_ARTICLES = ("Le ", "La ", "Les ", "L'", "D'")
_ELIDED = re.compile(r"\w+'")
_WORD = re.compile(r"\S+")
_LETTERS = re.compile(r"[^\W\d_]+")
_CLITIC = re.compile(r"'[sh]\b")
_ABBREVIATION = re.compile(r"(?:^|[\s.\-])\w\.$|\b(?:Inc|Corp|Ltd|Co|Jr|Sr|St|Cie|Bros)\.$")
_SENTENCE_START = re.compile(r"(?:^|[.!?…:\n\r«»\"“”(–—•-])\s*$")
_LOOK_BACK = 4


def name_bounds(plain: str, start: int, end: int, label: str) -> tuple[int, int]:
    """Return the bounds of the name in `plain[start:end]` (normalised text, one line); empty if none is.

    A name may be wider than what the model said: the rest of a word that its tokens cut ("Kerloc'h"),
    and the article that belongs to it ("Le Havre").
    """
    end = _cut_at_quote(plain, start, _finish_word(plain, end))
    while True:
        first = _skip_edge(plain, start, end)
        last = _drop_edge(plain, first, end)
        first = _skip_word(plain, first, last, label)
        if (first, last) == (start, end):
            return _take_article(plain, start, end), end
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


def _skip_edge(plain: str, start: int, end: int) -> int:
    while start < end and (plain[start] in _EDGE_FRONT or plain[start].isspace()):
        start += 1
    return start


def _drop_edge(plain: str, start: int, end: int) -> int:
    while end > start:
        last = plain[end - 1]
        surface = plain[start:end]
        closes_nothing = last in _BRACKETS and surface.count(_BRACKETS[last]) < surface.count(last)
        stray_stop = last == "." and not _ABBREVIATION.search(surface)
        if not (last in _EDGE_BACK or last.isspace() or closes_nothing or stray_stop):
            break
        end -= 1
    return end


def _skip_word(plain: str, start: int, end: int, label: str) -> int:
    """Return `start` behind one leading determiner, elision or title, or as it was."""
    if _keeps_article(plain, start, end, label):
        return start
    elided = _ELIDED.match(plain, start, end)
    if elided and elided.group().lower() in _ELISIONS:
        return elided.end() if _may_go(plain, start) else start
    word = _WORD.match(plain, start, end)
    if word is None or word.end() == end:
        return start
    low = word.group().lower()
    if low in _LEADING and _may_go(plain, start):
        return word.end()
    if low in _TITLES.get(label, ()) and (plain[start].islower() or low in _CAPITALISED_TITLES):
        return word.end()
    return start


def _keeps_article(plain: str, start: int, end: int, label: str) -> bool:
    """Whether a name starts with an article by right: a known one, or a work's title between quotes."""
    if not plain[start : start + 1].isupper():
        return False
    before = plain[max(0, start - _LOOK_BACK) : start].rstrip()
    after = plain[end : end + _LOOK_BACK].lstrip()
    quoted = before.endswith(_QUOTES) and after.startswith(_QUOTES)
    return plain[start:end].lower() in _WITH_ARTICLE or (label == "MISC" and quoted)


def _may_go(plain: str, start: int) -> bool:
    """Whether the capital of the word at `start`, if it has one, is only that of a sentence."""
    if plain[start].islower():
        return True
    return _SENTENCE_START.search(plain[max(0, start - _LOOK_BACK) : start]) is not None


def _take_article(plain: str, start: int, end: int) -> int:
    for article in _ARTICLES:
        first = start - len(article)
        if first >= 0 and plain.startswith(article, first) and plain[first:end].lower() in _WITH_ARTICLE:
            return first
    return start
