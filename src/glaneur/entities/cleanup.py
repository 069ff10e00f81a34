"""The model's entities, made mentions: cut at line ends, trimmed, and dropped where nothing is named."""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from glaneur.entities.boundaries import name_bounds
from glaneur.entities.noise import is_noise, is_office

OWN = "names"
"""The rule of a mention that the user's own names gave: it stands as it is."""

LINE = re.compile(r"[^\n\r]+")


@dataclass(frozen=True, slots=True)
class Cleaned:
    """An entity at `text[start:end]`; `rule` tells what was changed of the model's answer."""

    start: int
    end: int
    label: str
    rule: str


def clean_mentions(plain: str, raw: Iterable[tuple[int, int, str]]) -> list[Cleaned]:
    """Clean `(start, end, label)` entities of normalised text; the result is sorted and has no overlap."""
    found: list[Cleaned] = []
    for start, end, label in sorted(raw):
        for cleaned in _pieces(plain, start, end, label):
            if not found or cleaned.start >= found[-1].end:
                found.append(cleaned)
    return found


def overlaid(stated: Sequence[Cleaned], found: Sequence[Cleaned]) -> list[Cleaned]:
    """Both, in text order, but what is `found` where something is `stated`; neither overlaps itself."""
    if not stated:
        return list(found)
    stated = sorted(stated, key=lambda c: c.start)
    starts = [c.start for c in stated]

    def is_free(mention: Cleaned) -> bool:
        before = bisect_right(starts, mention.end - 1) - 1
        return before < 0 or stated[before].end <= mention.start

    return sorted([*stated, *filter(is_free, found)], key=lambda c: c.start)


def _pieces(plain: str, start: int, end: int, label: str) -> Iterator[Cleaned]:
    lines = list(LINE.finditer(plain, start, end))
    for line in lines:
        if is_office(line.group().strip(), label):
            continue
        first, last = name_bounds(plain, line.start(), line.end(), label)
        if not is_noise(plain, first, last, label):
            rule = "ner_split" if len(lines) > 1 else _rule((start, end), (first, last))
            yield Cleaned(first, last, label, rule)


def _rule(said: tuple[int, int], kept: tuple[int, int]) -> str:
    if said == kept:
        return "ner"
    return "ner_extended" if kept[0] < said[0] or kept[1] > said[1] else "ner_trimmed"
