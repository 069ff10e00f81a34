"""The model's entities, made mentions: cut at line ends, trimmed, and dropped where nothing is named."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from glaneur.entities.boundaries import trim
from glaneur.entities.noise import is_noise
from glaneur.typography import normalise

_LINE = re.compile(r"[^\n\r]+")


@dataclass(frozen=True, slots=True)
class Cleaned:
    """An entity at `text[start:end]`; `rule` tells what was changed of the model's answer."""

    start: int
    end: int
    label: str
    rule: str


def clean_mentions(text: str, raw: Iterable[tuple[int, int, str]]) -> list[Cleaned]:
    """Clean `(start, end, label)` entities; the result is sorted and has no overlap."""
    plain = normalise(text)
    found: list[Cleaned] = []
    for start, end, label in sorted(raw):
        for cleaned in _pieces(plain, start, end, label):
            if not found or cleaned.start >= found[-1].end:
                found.append(cleaned)
    return found


def _pieces(plain: str, start: int, end: int, label: str) -> Iterator[Cleaned]:
    lines = list(_LINE.finditer(plain, start, end))
    for line in lines:
        first, last = trim(plain, line.start(), line.end(), label)
        if is_noise(plain, first, last):
            continue
        changed = "ner_trimmed" if (first, last) != (start, end) else "ner"
        yield Cleaned(first, last, label, "ner_split" if len(lines) > 1 else changed)
