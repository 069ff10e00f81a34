"""The cases of cases/facts.txt: the fact of the marked figure says what is written under its sentence.

A noun phrase matches where its head stands on a surface that is accepted, as in the hand annotation of facts.
"""

import re
from dataclasses import dataclass
from pathlib import Path

import pytest
from spacy.language import Language

import glaneur
from case_limits import KnownLimits
from glaneur.schema import Fact, FactSheet, Figure, NounPhrase

CASES = Path(__file__).parent / "cases"
PUBLISHED = "2024-09-05"
NONE = "-"
NOUN_PHRASES = ("holder", "measure", "source")
SURFACES = (*NOUN_PHRASES, "when", "change_from")
WORDS = ("predicate", "certainty", "direction")
CERTAINTIES = {"asserted", "hedged", "planned", "negated", "question"}
DIRECTIONS = {"up", "down", NONE}

Span = tuple[int, int]


@dataclass(frozen=True)
class Case:
    """One article with its marked figure; `wanted` has what is accepted for each field that is checked."""

    rule: str
    line: int
    text: str
    figure: Span
    wanted: dict[str, tuple[str, ...]]

    @property
    def beginning(self) -> str:
        start, end = self.figure
        marked = f"{self.text[:start]}[[{self.text[start:end]}]]{self.text[end:]}"
        return f"{self.rule}: {marked[:40].splitlines()[0]}"


def _case(rule: str, line: int, block: list[str]) -> Case:
    marked = "\n".join(row for row in block if not row.startswith(" "))
    before, figure, after = re.split(r"\[\[(.*?)\]\]", marked)
    fields = (row.strip().split(": ", 1) for row in block if row.startswith(" "))
    wanted = {key: tuple(said.split(" || ")) for key, said in fields}
    span = (len(before), len(before) + len(figure))
    return Case(rule, line, before + figure + after, span, wanted)


def _cases() -> list[Case]:
    cases, rule, block = [], "", []
    lines = (CASES / "facts.txt").read_text(encoding="utf-8").split("\n")
    for number, line in enumerate([*lines, ""], 1):
        if line.startswith("## "):
            rule = line[3:]
        elif line.strip() and not line.startswith("#"):
            block.append(line)
        elif block:
            cases.append(_case(rule, number - len(block), block))
            block = []
    return cases


def _parameters() -> list[object]:
    limits = KnownLimits(CASES / "facts_known_limits.txt")
    parameters = []
    for case in ALL:
        marks = limits.marks(case.beginning)
        parameters.append(pytest.param(case, marks=marks, id=f"{case.rule.replace(' ', '_')}:{case.line}"))
    limits.assert_all_met()
    return parameters


def _places(text: str, surface: str) -> list[Span]:
    """Where a surface stands in a text as words of its own; `surface#k` stands for the k-th place."""
    surface, _, which = surface.partition("#")
    edge = "" if surface.endswith(("'", "’")) else r"(?!\w)"
    places = [match.span() for match in re.finditer(rf"(?<!\w){re.escape(surface)}{edge}", text)]
    return places[int(which) - 1 : int(which)] if which else places


def _overlap(a: Span, b: Span) -> int:
    return min(a[1], b[1]) - max(a[0], b[0])


def _figure_span(sheet: FactSheet, figure: Figure) -> Span:
    mention = (sheet.money if figure.kind == "money" else sheet.quantities)[figure.index]
    return mention.start, mention.end


def _found(sheet: FactSheet, fact: Fact, field: str) -> Span | None:
    """Where a fact's field stands: the head of a noun phrase, the whole of a date or a figure."""
    said = getattr(fact, field)
    if said is None:
        return None
    if isinstance(said, NounPhrase):
        return said.head.start, said.head.end
    if isinstance(said, Figure):
        return _figure_span(sheet, said)
    return sheet.dates[said].start, sheet.dates[said].end


def _differences(case: Case, sheet: FactSheet) -> list[str]:
    facts = [(_overlap(_figure_span(sheet, fact.value), case.figure), fact) for fact in sheet.facts]
    overlap, fact = max(facts, key=lambda pair: pair[0], default=(0, None))
    if fact is None or overlap <= 0:
        return ["no fact of the figure"]
    differences = []
    for field, accepted in case.wanted.items():
        if field in SURFACES:
            span = _found(sheet, fact, field)
            found = NONE if span is None else case.text[slice(*span)]
            places = [place for said in accepted if said != NONE for place in _places(case.text, said)]
            right = NONE in accepted if span is None else any(_overlap(span, place) > 0 for place in places)
        else:
            said = getattr(fact, field)
            found = NONE if said is None else said.lemma if field == "predicate" else said
            right = found in accepted
        if not right:
            differences.append(f"{field}: expected {' || '.join(accepted)}, found {found} ({fact.rule})")
    return differences


ALL = _cases()


@pytest.fixture(scope="module")
def nlp() -> Language:
    return glaneur.load()


@pytest.mark.parametrize("case", ALL, ids=lambda case: f"{case.rule.replace(' ', '_')}:{case.line}")
def test_case_is_written_right(case: Case) -> None:
    assert case.wanted
    assert set(case.wanted) <= {*SURFACES, *WORDS}
    assert set(case.wanted.get("certainty", ())) <= CERTAINTIES
    assert set(case.wanted.get("direction", ())) <= DIRECTIONS
    for field in SURFACES:
        for surface in case.wanted.get(field, ()):
            assert surface == NONE or _places(case.text, surface), (field, surface)


def test_cases_begin_differently() -> None:
    beginnings = [case.beginning for case in ALL]
    assert len(set(beginnings)) == len(beginnings)


@pytest.mark.parametrize("case", _parameters())
def test_case(case: Case, nlp: Language) -> None:
    sheet = glaneur.extract(case.text, published=PUBLISHED, nlp=nlp)
    assert not _differences(case, sheet)
