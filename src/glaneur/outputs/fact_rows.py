"""A row for each fact: what the article says with one of its figures, in plain cells."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import NamedTuple, TypeVar

from glaneur.errors import SheetError
from glaneur.outputs.cells import Row
from glaneur.outputs.labels import label
from glaneur.schema import (
    FIGURE_FIELDS,
    Certainty,
    Direction,
    Fact,
    FactSheet,
    Figure,
    HolderBasis,
    Mention,
    Money,
    Quantity,
    Sentence,
    TimeExpression,
    Words,
)

T = TypeVar("T")


class FactRow(NamedTuple):
    """A fact as a table has it.

    `mention` is the kind of its figure, `worth` what it is worth, for people, `start` and `end` its place;
    `anaphor` the words that stand for the holder; `predicate` a lemma; `when` a TIMEX value and `when_text`
    its words; `sentence` is empty in a sheet without text.
    """

    article: str
    published: str | None
    mention: str
    figure: str
    worth: str
    holder: str | None
    holder_basis: HolderBasis | None
    anaphor: str | None
    measure: str | None
    predicate: str | None
    when: str | None
    when_text: str | None
    certainty: Certainty
    source: str | None
    direction: Direction | None
    change_from: str | None
    rule: str
    start: int
    end: int
    sentence: str

    @property
    def holder_and_anaphor(self) -> str | None:
        """The holder for people: `xAI (elle)`, and `elle (?)` where it isn't known who "elle" is."""
        if self.holder is None or self.holder_basis == "named":
            return self.holder
        return f"{self.holder} ({self.anaphor or '?'})"

    @property
    def change(self) -> str | None:
        """The change for people: `↑ up`, `↓ down from 75 %`."""
        way = {"up": "↑ up", "down": "↓ down", None: None}[self.direction]
        origin = f"from {self.change_from}" if self.change_from else None
        return " ".join(filter(None, (way, origin))) or None


COLUMNS = FactRow._fields
LINKED = ("holder", "measure", "predicate", "when", "certainty", "source", "direction")
"""What the row of a mention that is a figure takes over from its fact."""


@dataclass(frozen=True, slots=True)
class Said:
    """A sentence of a sheet and the facts that it says; null in a sheet without text."""

    index: int | None
    sentence: Sentence | None
    rows: Sequence[FactRow]


def fact_rows(sheet: FactSheet) -> Iterator[Row]:
    """Yield a row for each fact. Raises SheetError where one names what the sheet doesn't have."""
    return (fact_row(sheet, fact)._asdict() for fact in sheet.facts)


def facts_by_sentence(sheet: FactSheet) -> Iterator[Said]:
    """Yield the facts of the sheet sentence by sentence. Raises SheetError as `fact_rows` does."""
    for index, facts in groupby(sheet.facts, lambda fact: fact.sentence):
        sentence = None
        if index is not None and sheet.article.text is not None:
            sentence = _at(sheet, "sentences", sheet.sentences, index)
        yield Said(index, sentence, [fact_row(sheet, fact) for fact in facts])


def linked_cells(sheet: FactSheet) -> Mapping[Mention, Row]:
    """Return what facts say of each figure that has one. Raises SheetError as `fact_rows` does."""
    return {_figure(sheet, fact.value): _linked(fact_row(sheet, fact)) for fact in sheet.facts}


def _linked(row: FactRow) -> Row:
    return {name: getattr(row, name) for name in LINKED}


def fact_row(sheet: FactSheet, fact: Fact) -> FactRow:
    """Return the row of a fact. Raises SheetError where it names what the sheet doesn't have."""
    figure, date, holder = _figure(sheet, fact.value), _date(sheet, fact), fact.holder
    return FactRow(
        article=sheet.article.id,
        published=sheet.article.published,
        mention=fact.value.kind,
        figure=figure.text,
        worth=label(figure),
        holder=_text(holder),
        holder_basis=holder.basis if holder else None,
        anaphor=_text(holder.anaphor) if holder else None,
        measure=_text(fact.measure),
        predicate=fact.predicate.lemma if fact.predicate else None,
        when=date.value if date else None,
        when_text=date.text if date else None,
        certainty=fact.certainty,
        source=_text(fact.source),
        direction=fact.direction,
        change_from=_figure(sheet, fact.change_from).text if fact.change_from else None,
        rule=fact.rule,
        start=figure.start,
        end=figure.end,
        sentence=_sentence(sheet, fact),
    )


def _figure(sheet: FactSheet, figure: Figure) -> Money | Quantity:
    field = FIGURE_FIELDS[figure.kind]
    mentions: Sequence[Money | Quantity] = getattr(sheet, field)
    return _at(sheet, field, mentions, figure.index)


def _date(sheet: FactSheet, fact: Fact) -> TimeExpression | None:
    return None if fact.when is None else _at(sheet, "dates", sheet.dates, fact.when)


def _sentence(sheet: FactSheet, fact: Fact) -> str:
    if sheet.article.text is None or fact.sentence is None:
        return ""
    sentence = _at(sheet, "sentences", sheet.sentences, fact.sentence)
    return sheet.article.text[sentence.start : sentence.end]


def _at(sheet: FactSheet, field: str, items: Sequence[T], index: int) -> T:
    if 0 <= index < len(items):
        return items[index]
    raise SheetError(
        f"{sheet.article.id}: a fact names {field}[{index}], which isn't there; `glaneur check` tells more."
    )


def _text(words: Words | None) -> str | None:
    return words.text if words else None
