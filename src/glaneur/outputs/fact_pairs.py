"""An annotated fact and a found one: which of them belong together, and in which fields they agree."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Literal, NamedTuple

from glaneur.outputs.gold_facts import GoldFact, Span, Surface, overlap, span_of
from glaneur.schema import FIGURE_FIELDS, Fact, FactSheet, Holder, Mention, Predicate

Field = Literal["holder", "measure", "predicate", "when", "certainty", "source", "direction", "whole"]
FIELDS: tuple[Field, ...] = (
    "holder", "measure", "predicate", "when", "certainty", "source", "direction", "whole",
)  # fmt: skip
MAY_BE_ABSENT: tuple[Field, ...] = ("measure", "predicate", "when", "source", "direction")
_WHOLE: tuple[Field, ...] = ("holder", "when", "certainty")


class Pair(NamedTuple):
    """An annotated fact and the one that was found there; one of them may be missing."""

    gold: GoldFact | None
    fact: Fact | None


def paired(sheet: FactSheet, annotated: Sequence[GoldFact]) -> Iterator[Pair]:
    """Pair each fact with the annotated figure that it overlaps most; then what is left of either.

    What is left at an optional figure is neither missed nor too much.
    """
    by_overlap = sorted(
        (-shared, i, j)
        for i, gold in enumerate(annotated)
        for j, fact in enumerate(sheet.facts)
        if (shared := overlap(span_of(gold.figure), span_of(figure_of(sheet, fact)))) > 0
    )
    fact_of: dict[int, int] = {}
    for _, i, j in by_overlap:
        if i not in fact_of and j not in fact_of.values():
            fact_of[i] = j
    for i, gold in enumerate(annotated):
        if i in fact_of:
            yield Pair(gold, sheet.facts[fact_of[i]])
        elif not gold.figure.optional:
            yield Pair(gold, None)
    optional = [span_of(gold.figure) for gold in annotated if gold.figure.optional]
    for j, fact in enumerate(sheet.facts):
        if j not in fact_of.values() and not _any_overlap(span_of(figure_of(sheet, fact)), optional):
            yield Pair(None, fact)


def figure_of(sheet: FactSheet, fact: Fact) -> Mention:
    """Return the mention that is the figure of a fact."""
    kind: Sequence[Mention] = getattr(sheet, FIGURE_FIELDS[fact.value.kind])
    return kind[fact.value.index]


def right_fields(sheet: FactSheet, gold: GoldFact, fact: Fact) -> frozenset[Field]:
    """Return the fields in which a fact agrees with one of the annotation's alternatives."""
    when = None if fact.when is None else span_of(sheet.dates[fact.when])
    measure = span_of(fact.measure.head) if fact.measure else None
    source = span_of(fact.source.head) if fact.source else None
    right: dict[Field, bool] = {
        "holder": _holder_right(sheet, gold, fact.holder),
        "measure": _stands_at(measure, gold.measure, _meant(sheet, gold, gold.measure)),
        "predicate": _predicate_right(sheet, gold, fact.predicate),
        "when": _stands_at(when, gold.when, _meant(sheet, gold, gold.when)),
        "certainty": fact.certainty in gold.certainty,
        "source": _stands_at(source, gold.source, _named(sheet, gold, gold.source)),
        "direction": fact.direction in gold.direction,
    }
    right["whole"] = all(right[name] for name in _WHOLE)
    return frozenset(name for name, agrees in right.items() if agrees)


def _holder_right(sheet: FactSheet, gold: GoldFact, holder: Holder | None) -> bool:
    """Whether it is the holder; a figure that is its own ("deux cents rats") has none, or its own noun."""
    places = _named(sheet, gold, gold.holder)
    figure = span_of(gold.figure)
    own = gold.holder[0] is None or _any_overlap(figure, places)
    if holder is None:
        return own or None in gold.holder
    head = span_of(holder.head)
    return _any_overlap(head, places) or (own and overlap(head, figure) > 0)


def _stands_at(found: Span | None, alternatives: Sequence[Surface | None], places: Iterable[Span]) -> bool:
    return None in alternatives if found is None else _any_overlap(found, places)


def _predicate_right(sheet: FactSheet, gold: GoldFact, predicate: Predicate | None) -> bool:
    """Whether the verb is the one in the text, or has its lemma."""
    if predicate is None:
        return None in gold.predicate
    return any(
        predicate.lemma == verb.lemma
        or overlap(span_of(predicate), verb.surface.meant(gold.figure, sheet.sentences)) > 0
        for verb in gold.predicate
        if verb
    )


def _meant(sheet: FactSheet, gold: GoldFact, alternatives: Iterable[Surface | None]) -> list[Span]:
    return [surface.meant(gold.figure, sheet.sentences) for surface in alternatives if surface]


def _named(sheet: FactSheet, gold: GoldFact, alternatives: Sequence[Surface | None]) -> list[Span]:
    """Every place where somebody is named: one name stands in an article many times, and in several forms."""
    meant = _meant(sheet, gold, alternatives)
    names = {entity.name for entity in sheet.entities if _any_overlap(span_of(entity), meant)}
    same_name = (span_of(entity) for entity in sheet.entities if entity.name in names)
    return [*same_name, *(place for surface in alternatives if surface for place in surface.places)]


def _any_overlap(span: Span, places: Iterable[Span]) -> bool:
    return any(overlap(span, place) > 0 for place in places)
