"""From what is said to when it is: the fields of each mention of an article."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Literal

from glaneur.expressions.candidates import Candidate
from glaneur.expressions.dates.points import (
    UNKNOWN,
    Point,
    bounds,
)  # fmt: skip
from glaneur.expressions.dates.readings import (
    CalendarDate,
    Reading,
    Recurring,
    Span,
    Unit,
    What,
)  # fmt: skip
from glaneur.expressions.dates.when import When
from glaneur.schema import Grain, TimeMod, TimeType

Facing = Literal["past", "future"]
_CLOSE = 40  # characters between a time and the day that follows it


@dataclass(frozen=True, slots=True)
class Resolved:
    """A date mention's fields, all but its place in the text; as in `schema.TimeExpression`."""

    type: TimeType
    value: str
    mod: TimeMod | None
    earliest: str | None
    latest: str | None
    grain: Grain | None
    relative: bool
    anchor: str | None
    rule: str


class Resolver:
    """Resolves the mentions of one article, in text order; feed it chunk by chunk.

    `published` is the date of publication, or None: then nothing is invented, and unknown parts of a
    value are `X`. `facing` is where a date points whose sentence does not say: news looks back.
    """

    def __init__(self, published: date | datetime | None, *, facing: Facing = "past") -> None:
        self._when = When(published)
        self._facing = 1 if facing == "future" else 0
        self._count = 0

    def resolve(self, candidates: Sequence[Candidate[Reading]]) -> list[Resolved]:
        """The fields of each candidate, in order. The candidates are those that stand in the article."""
        behind = _days_behind(candidates)
        self._when.begin(candidates)
        results = []
        for k, candidate in enumerate(candidates):
            results.append(self._resolve(candidate.reading, behind.get(k)))
            self._count += 1
        self._when.memory.forget_places()
        return results

    def _resolve(self, reading: Reading, neighbour: Reading | None) -> Resolved:
        if reading.tense == 0 and self._facing:
            reading = replace(reading, tense=self._facing)
        what = reading.what
        if isinstance(what, Span):
            return Resolved(
                "DURATION", what.value, reading.mod, None, None, what.grain, False, None, reading.rule
            )
        if isinstance(what, Recurring):
            return Resolved("SET", what.value, reading.mod, None, None, what.grain, False, None, reading.rule)
        try:
            point = self._when.point(reading, neighbour)
        except (ValueError, OverflowError):
            point = Point(UNKNOWN["day"], "day", relative=True)
        self._when.memory.remember(point, self._count, reading)
        earliest, latest = bounds(point, reading.mod)
        kind: TimeType = "TIME" if point.timed else "DATE"
        return Resolved(
            kind,
            point.value,
            reading.mod,
            earliest,
            latest,
            point.grain,
            point.relative,
            point.anchor,
            reading.rule,
        )


def _days_behind(candidates: Sequence[Candidate[Reading]]) -> dict[int, Reading]:
    """For a candidate (by its place) the day that follows closely: `à 20 heures, ce lundi`."""
    following: dict[int, Reading] = {}
    for k in range(len(candidates) - 1):
        one, other = candidates[k], candidates[k + 1]
        near = one.reading.sentence == other.reading.sentence and other.start - one.end <= _CLOSE
        if near and other.reading.mod is None and _says_day(other.reading.what):
            following[k] = other.reading
    return following


def _says_day(what: What) -> bool:
    if isinstance(what, Unit):
        return what.grain == "day" and what.base == "published"
    return isinstance(what, CalendarDate) and (what.day is not None or what.weekday is not None)
