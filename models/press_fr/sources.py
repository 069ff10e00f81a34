"""The annotated text: press paragraphs with the names in them, from both sources.

Own paragraphs are lines of `data/*.txt` with their names marked inline: `[Elon Musk](PER)`. WiNER-fr is a
folder of brat files, `2017/04/2017_04_12-004.txt` with its `.ann`.
"""

import hashlib
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import accumulate
from pathlib import Path
from typing import get_args

from glaneur.paragraphs import paragraphs
from glaneur.schema import EntityLabel
from glaneur.typography import normalise

Span = tuple[int, int, str]
LABELS: tuple[str, ...] = get_args(EntityLabel)
DATA = Path(__file__).parent / "data"
HELD = Path(__file__).parent / "held.txt"
HELD_MONTHS = ("2017_04", "2017_09")
_WINER_LABELS = {
    "Person": "PER", "Organization": "ORG", "Location": "LOC", "Event": "MISC", "Product": "MISC",
}  # fmt: skip
_MARK = re.compile(rf"\[([^\[\]]+)\]\(({'|'.join(LABELS)})\)")
# Wikinews' links left a space behind: before a comma, a full stop, a closing bracket; after "l'" and "(".
_STRAY_SPACE = re.compile(
    r"(?<=\S) +(?=[,.)\]](?!\.))|(?<=[(\[]) +|(?<=\b[ldjcmtsnLDJCMTSN]['’]) +|(?<=qu['’]) +"
)


@dataclass(frozen=True, slots=True)
class Annotated:
    """A paragraph in plain typography and the names in it: sorted `(start, end, label)`, none overlapping."""

    id: str
    text: str
    spans: tuple[Span, ...]


def own_paragraphs() -> list[Annotated]:
    """The paragraphs written for this project, in the order of their files."""
    return [
        parse_marked(line, f"{path.stem}:{number}")
        for path in sorted(DATA.glob("*.txt"))
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
    ]


def parse_marked(line: str, identity: str) -> Annotated:
    """A line with its names marked inline, as text and spans."""
    text, spans, done = "", [], 0
    for mark in _MARK.finditer(line):
        text += line[done : mark.start()]
        spans.append((len(text), len(text) + len(mark[1]), mark[2]))
        text += mark[1]
        done = mark.end()
    return Annotated(identity, normalise(text + line[done:]), tuple(spans))


def split_own() -> tuple[list[Annotated], list[Annotated]]:
    """Own paragraphs to train on, and those held for development, whose hashes are in `held.txt`."""
    held = set(HELD.read_text(encoding="utf-8").split("\n")[1:])
    every = own_paragraphs()
    is_held = [hashlib.sha256(paragraph.text.encode()).hexdigest() in held for paragraph in every]
    return (
        [paragraph for paragraph, out in zip(every, is_held, strict=True) if not out],
        [paragraph for paragraph, out in zip(every, is_held, strict=True) if out],
    )


def split_winer(folder: Path) -> tuple[list[Annotated], list[Annotated]]:
    """WiNER-fr's paragraphs to train on and those of the held months."""
    files = sorted(folder.glob("20??/??/*.ann"))
    if not files:
        raise SystemExit(
            f"{folder}: no WiNER-fr here (20??/??/*.ann); give the folder that holds 2016/ and 2017/"
        )
    train: list[Annotated] = []
    held: list[Annotated] = []
    for path in files:
        (held if path.name.startswith(HELD_MONTHS) else train).extend(read_brat(path))
    return train, held


def read_brat(path: Path) -> Iterator[Annotated]:
    """The paragraphs of a brat article, its spacing artefacts removed."""
    raw = path.with_suffix(".txt").read_text(encoding="utf-8")
    text, moved = _without_stray_spaces(raw)
    spans = [(moved[start], moved[end], label) for start, end, label in _outermost(_brat_spans(path))]
    for number, (first, last) in enumerate(paragraphs(text), 1):
        inside = (
            _stripped(text, start, end, label)
            for start, end, label in spans
            if first <= start and end <= last
        )
        yield Annotated(
            f"{path.stem}:{number}",
            normalise(text[first:last]),
            tuple((start - first, end - first, label) for start, end, label in inside),
        )


def _brat_spans(path: Path) -> Iterator[Span]:
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.startswith("T"):
            label, *offsets = line.split("\t")[1].replace(";", " ").split(" ")
            if label in _WINER_LABELS:
                yield int(offsets[0]), int(offsets[-1]), _WINER_LABELS[label]


def _outermost(spans: Iterable[Span]) -> Iterator[Span]:
    behind = 0
    for start, end, label in sorted(spans, key=lambda span: (span[0], -span[1])):
        if start >= behind:
            yield start, end, label
            behind = end


def _without_stray_spaces(text: str) -> tuple[str, list[int]]:
    """The text without them, and where each of its old offsets is now."""
    gone = [0] * (len(text) + 1)
    for stray in _STRAY_SPACE.finditer(text):
        for i in range(*stray.span()):
            gone[i + 1] = 1
    moved = [i - dropped for i, dropped in enumerate(accumulate(gone))]
    return "".join(c for i, c in enumerate(text) if not gone[i + 1]), moved


def _stripped(text: str, start: int, end: int, label: str) -> Span:
    surface = text[start:end]
    left = len(surface) - len(surface.lstrip())
    return start + left, start + len(surface.rstrip()), label
