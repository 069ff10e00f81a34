"""The dates of cases/dates*.txt are read as marked, by the rule that heads them; the traps hold none."""

import re
from collections import Counter
from dataclasses import dataclass
from datetime import date
from itertools import dropwhile, takewhile
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
    rule: str | None = None
    near_miss: bool = False


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


def _cases(name: str, *, by_rule: bool = False) -> list[Case]:
    """Cases of a file; `by_rule` where its headings name rules and "~" opens their near misses."""
    published: date | None = None
    rule: str | None = None
    cases = []
    for line in _lines(name):
        if line.startswith("@"):
            day = line.removeprefix("@").strip()
            published = None if day == "none" else date.fromisoformat(day)
        elif line.startswith("## ") and by_rule:
            rule = line.removeprefix("## ")
        elif line and not line.startswith("#"):
            cases.append(Case(published, *_unmark(line.removeprefix("~ ")), rule, line.startswith("~ ")))
    return cases


BY_RULE = sorted(path.name for path in CASES.glob("dates_*.txt") if path.name != "dates_traps.txt")
RULE_CASES = [case for name in BY_RULE for case in _cases(name, by_rule=True)]
PHENOMENA = _cases("dates.txt")


def _traps() -> list[str]:
    return [line for line in _lines("dates_traps.txt") if line and not line.startswith("#")]


def _read(text: str, published: date | None) -> tuple[list[Expected], list[str]]:
    """The dates of `text`, and the rules that read them."""
    tokens = Tokens(text)
    candidates = find(tokens, read_numerals(tokens))
    resolved = Resolver(published).resolve(candidates)
    found = [
        Expected(c.start, c.end, r.type, r.value, r.mod, (r.earliest, r.latest))
        for c, r in zip(candidates, resolved, strict=True)
    ]
    return found, [r.rule for r in resolved]


def _fires(rule: str, rules: list[str]) -> bool:
    """Whether `rule` is among `rules`; `edge_` and `_time` name families that wrap any other rule."""
    if rule == "edge_":
        return any(one.startswith(rule) for one in rules)
    return any(
        rule in (one, one.removesuffix("_time")) or (rule == "_time" and one.endswith(rule)) for one in rules
    )


@pytest.mark.parametrize("case", [*PHENOMENA, *RULE_CASES], ids=lambda case: case.text[:60])
def test_dates_are_read_as_marked(case: Case) -> None:
    got, rules = _read(case.text, case.published)
    surfaces = [(case.text[g.start : g.end], g.type, g.value, g.mod) for g in got]
    assert surfaces == [(case.text[e.start : e.end], e.type, e.value, e.mod) for e in case.expected]
    assert [(g.start, g.end) for g in got] == [(e.start, e.end) for e in case.expected]
    for one, other in zip(got, case.expected, strict=True):
        assert other.bounds in (None, one.bounds)
    if case.rule is not None:
        assert _fires(case.rule, rules) is not case.near_miss, rules


def test_every_rule_takes_three_and_leaves_two() -> None:
    takes = Counter(case.rule for case in RULE_CASES if not case.near_miss)
    leaves = Counter(case.rule for case in RULE_CASES if case.near_miss)
    said = {rule for case in RULE_CASES for rule in _read(case.text, case.published)[1]}
    rules = {rule.removesuffix("_time") for rule in said if not rule.startswith("edge_")}
    assert {rule: (takes[rule], leaves[rule]) for rule in rules if takes[rule] < 3 or leaves[rule] < 2} == {}


def test_there_are_six_hundred_phrases() -> None:
    assert sum(len(case.expected) for case in [*PHENOMENA, *RULE_CASES]) >= 600


@pytest.mark.parametrize("text", _traps())
def test_what_only_looks_like_a_date_is_left(text: str) -> None:
    assert [text[e.start : e.end] for e in _read(text, date(2024, 9, 5))[0]] == []


KINDS = (
    "counts", "prices", "model and product names", "sections", "scores", "versions",
    "mars, the planet and the company", "été, the participle", "or, sa, second", "l'heure, moment",
)  # fmt: skip


@pytest.mark.parametrize("kind", KINDS)
def test_each_kind_of_trap_has_ten_near_misses(kind: str) -> None:
    under = dropwhile(lambda line: line != f"## {kind}", _lines("dates_traps.txt"))
    next(under)
    assert len(list(takewhile(lambda line: not line.startswith("## "), under))) >= 10


def test_no_trap_pattern_is_worn_out() -> None:
    openings = [" ".join(text.split()[:2]) for text in _traps()]
    assert max(openings.count(opening) for opening in openings) <= 5
