"""The dates of cases/dates.txt are read as marked; the sentences of cases/dates_traps.txt hold none."""

import re
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest

from glaneur.expressions.dates import Resolver, find
from glaneur.expressions.numerals import read_numerals
from glaneur.expressions.tokens import Tokens

CASES = Path(__file__).parent / "cases"
_MARK = re.compile(r"\[\[(.+?) => (DATE|TIME|DURATION|SET) ([^\s\]]+)((?: [^\]]+)?)\]\]")


@dataclass(frozen=True)
class Expected:
    start: int
    end: int
    type: str
    value: str
    mod: str | None = None
    bounds: tuple[str | None, str | None] | None = None


@dataclass(frozen=True)
class Case:
    published: date | None
    text: str
    expected: tuple[Expected, ...]


def _unmark(line: str) -> tuple[str, tuple[Expected, ...]]:
    text, expected, behind = "", [], 0
    for mark in _MARK.finditer(line):
        text += line[behind : mark.start()]
        surface, kind, value, rest = mark.groups()
        mod, bounds = None, None
        for field in rest.split():
            if field.startswith("mod="):
                mod = field.removeprefix("mod=")
            else:
                earliest, latest = (None if bound == "-" else bound for bound in field.split(".."))
                bounds = earliest, latest
        expected.append(Expected(len(text), len(text) + len(surface), kind, value, mod, bounds))
        text += surface
        behind = mark.end()
    return text + line[behind:], tuple(expected)


def _lines(name: str) -> list[str]:
    return (CASES / name).read_text(encoding="utf-8").splitlines()


def _cases() -> list[Case]:
    published: date | None = None
    cases = []
    for line in _lines("dates.txt"):
        if line.startswith("@"):
            day = line.removeprefix("@").strip()
            published = None if day == "none" else date.fromisoformat(day)
        elif line and not line.startswith("#"):
            cases.append(Case(published, *_unmark(line)))
    return cases


def _traps() -> list[str]:
    return [line for line in _lines("dates_traps.txt") if line and not line.startswith("#")]


def _read(text: str, published: date | None) -> list[Expected]:
    tokens = Tokens(text)
    candidates = find(tokens, read_numerals(tokens))
    resolved = Resolver(published).resolve(candidates)
    return [
        Expected(c.start, c.end, r.type, r.value, r.mod, (r.earliest, r.latest))
        for c, r in zip(candidates, resolved, strict=True)
    ]


@pytest.mark.parametrize("case", _cases(), ids=lambda case: case.text[:60])
def test_dates_are_read_as_marked(case: Case) -> None:
    got = _read(case.text, case.published)
    surfaces = [(case.text[g.start : g.end], g.type, g.value, g.mod) for g in got]
    assert surfaces == [(case.text[e.start : e.end], e.type, e.value, e.mod) for e in case.expected]
    assert [(g.start, g.end) for g in got] == [(e.start, e.end) for e in case.expected]
    for one, other in zip(got, case.expected, strict=True):
        assert other.bounds in (None, one.bounds)


@pytest.mark.parametrize("text", _traps())
def test_what_only_looks_like_a_date_is_left(text: str) -> None:
    assert [text[e.start : e.end] for e in _read(text, date(2024, 9, 5))] == []


def test_no_trap_pattern_is_worn_out() -> None:
    openings = [" ".join(text.split()[:2]) for text in _traps()]
    assert max(openings.count(opening) for opening in openings) <= 5
