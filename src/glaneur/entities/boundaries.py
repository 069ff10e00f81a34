"""Where a name starts and ends: without determiner, elision, title, quotes or stray punctuation."""

import re

from glaneur.lexicons import load_table

_TABLE = load_table("entities")
_LEADING = frozenset(_TABLE["leading"]["words"])
_ELISIONS = frozenset(_TABLE["leading"]["elisions"])
_WITH_ARTICLE = frozenset(_TABLE["with_article"]["words"])
_TITLES = {label: frozenset(table["words"]) for label, table in load_table("titles").items()}

_EDGE_FRONT = " \t«»\"“”„‹›'`*_#@([{<,;:.!?…–—-/|•·°=+~^%&)]}>"
_EDGE_BACK = " \t«»\"“”„‹›'`*_#([{<,;:!?…–—-/|•·=~^@&"
_BRACKETS = {")": "(", "]": "[", "}": "{", ">": "<"}
_ELIDED = re.compile(r"\w+'")
_WORD = re.compile(r"[^\s]+")
_ABBREVIATION = re.compile(r"(?:^|[\s.\-])\w\.$|\b(?:Inc|Corp|Ltd|Co|Jr|Sr|St|Cie|Bros)\.$")
_SENTENCE_START = re.compile(r"(?:^|[.!?…:\n\r]|[«»\"“”(–—•-])\s*$")


def trim(plain: str, start: int, end: int, label: str) -> tuple[int, int]:
    """Return the bounds of the name inside `plain[start:end]` (normalised text); empty if none is."""
    while True:
        first = _skip_edge(plain, start, end)
        last = _drop_edge(plain, first, end)
        first = _skip_word(plain, first, last, label)
        if (first, last) == (start, end):
            return start, end
        start, end = first, last


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
        if last in _EDGE_BACK or last.isspace() or closes_nothing or stray_stop:
            end -= 1
        else:
            break
    return end


def _skip_word(plain: str, start: int, end: int, label: str) -> int:
    """`start` behind one leading determiner, elision or title, or as it was."""
    if plain[start:end].lower() in _WITH_ARTICLE and plain[start : start + 1].isupper():
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
    if low in _TITLES.get(label, ()) and (word.group()[0].islower() or low in _TITLES["capital"]):
        return word.end()
    return start


def _may_go(plain: str, start: int) -> bool:
    """Whether the capital of the word at `start`, if it has one, is only that of a sentence."""
    if plain[start].islower():
        return True
    return _SENTENCE_START.search(plain, max(0, start - 4), start) is not None
