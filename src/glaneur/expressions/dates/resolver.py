"""From what is said to when it is: readings against the date of publication and the dates said before."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import NamedTuple

from glaneur.expressions.candidates import Candidate
from glaneur.expressions.dates import arithmetic as cal
from glaneur.expressions.dates.choose import Choice
from glaneur.expressions.dates.readings import (
    CalendarDate,
    Clock,
    Containing,
    Era,
    Feast,
    Interval,
    NumberedWeek,
    Reading,
    Recurring,
    Seasonal,
    Shift,
    Span,
    Timed,
    Unit,
    What,
    YearPart,
)  # fmt: skip
from glaneur.schema import Grain, TimeMod, TimeType

_UNKNOWN: dict[str, str] = {
    "day": "XXXX-XX-XX", "week": "XXXX-WXX", "weekend": "XXXX-WXX-WE", "month": "XXXX-XX", "quarter": "XXXX-QX",
    "half": "XXXX-HX", "year": "XXXX", "decade": "XXX", "century": "XX", "season": "XXXX-XX",
    "hour": "XXXX-XX-XXTXX:XX", "minute": "XXXX-XX-XXTXX:XX", "second": "XXXX-XX-XXTXX:XX",
}  # fmt: skip
_CLOCK_GRAINS: tuple[Grain, ...] = ("hour", "minute", "second")


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


class Point(NamedTuple):
    """A resolved node: its value and grain, its bounds (ISO), its days, and what it was counted from."""

    value: str
    grain: Grain
    earliest: str | None = None
    latest: str | None = None
    first: date | None = None
    last: date | None = None
    relative: bool = False
    anchor: str | None = None
    timed: bool = False


class _Said(NamedTuple):
    """A date said before: its place among the mentions, its sentence and paragraph, its point."""

    index: int
    sentence: int
    paragraph: int
    point: Point


_ORDER = ("day", "weekend", "week", "month", "season", "quarter", "half", "year", "decade", "century")
_FINENESS = {grain: rank for rank, grain in enumerate(_ORDER)}


class Resolver:
    """Resolves the mentions of one article, in text order; feed it chunk by chunk.

    `published` is the date of publication, or None: then nothing is invented, and unknown parts of a
    value are `X`.
    """

    def __init__(self, published: date | datetime | None) -> None:
        self._moment = published if isinstance(published, datetime) else None
        self._today = published.date() if isinstance(published, datetime) else published
        self._choice = Choice(self._today)
        self._said: dict[int, _Said] = {}
        self._count = 0

    def resolve(self, candidates: Sequence[Candidate[Reading]]) -> list[Resolved]:
        """The fields of each candidate, in order. The candidates are those that stand in the article."""
        days = _days_by_sentence(candidates)
        results = []
        for candidate in candidates:
            reading = candidate.reading
            results.append(self._resolve(reading, days.get(reading.sentence)))
            self._count += 1
        # Sentences and paragraphs are told apart by offsets in their chunk, which mean nothing in the next.
        self._said = {rank: said._replace(sentence=-2, paragraph=-2) for rank, said in self._said.items()}
        return results

    def _resolve(self, reading: Reading, neighbour: Reading | None) -> Resolved:
        what = reading.what
        if isinstance(what, Span):
            return Resolved("DURATION", what.value, reading.mod, None, None, what.grain, False, None, reading.rule)
        if isinstance(what, Recurring):
            return Resolved("SET", what.value, reading.mod, None, None, what.grain, False, None, reading.rule)
        if isinstance(what, Timed) and what.day is None:
            point = _at(self._day_of_clock(reading, neighbour), what)
        elif isinstance(what, Interval):
            point = self._interval(what, reading, neighbour)
        else:
            point = self._point(what, reading.tense)
        self._remember(point, reading)
        earliest, latest = _bounds(point, reading.mod)
        kind: TimeType = "TIME" if point.timed else "DATE"
        return Resolved(
            kind, point.value, reading.mod, earliest, latest, point.grain, point.relative, point.anchor, reading.rule
        )

    def _remember(self, point: Point, reading: Reading) -> None:
        """Keep the last date said of each grain; an hour is remembered as its day."""
        if point.first is None:
            return
        kept = point
        if point.timed:
            kept = _from_period(cal.day(point.first))
        if kept.grain in _FINENESS:
            self._said[_FINENESS[kept.grain]] = _Said(
                self._count, reading.sentence, reading.paragraph, kept
            )

    def _last_said(self, grain: Grain) -> _Said | None:
        """The last date said that is at least as fine as `grain`."""
        limit = _FINENESS.get(grain, 0)
        fine = [said for rank, said in self._said.items() if rank <= limit]
        return max(fine, key=lambda said: said.index, default=None)

    # Nodes

    def _point(self, what: What, tense: int) -> Point:
        if isinstance(what, Era):
            return _era(what)
        if isinstance(what, Unit):
            return self._unit(what)
        if isinstance(what, Shift):
            return self._shift(what)
        if isinstance(what, Timed):
            return self._timed(what, tense)
        if isinstance(what, Seasonal):
            return self._seasonal(what)
        if isinstance(what, Containing):
            return self._containing(what, tense)
        if isinstance(what, (CalendarDate, YearPart, Feast, NumberedWeek)):
            period, relative = self._choice.period(what, tense)
            return _from_period(period, relative=relative, anchor=self._published_anchor() if relative else None)
        raise TypeError(f"not a point in time: {what!r}")

    def _published_anchor(self) -> str | None:
        return self._today.isoformat() if self._today else None

    def _anchor(self, base: str, grain: Grain) -> tuple[date | None, str | None]:
        """The day that `base` means for a date of `grain`, and how the sheet names it."""
        if base == "said":
            said = self._last_said(grain)
            if said is not None and said.point.first is not None:
                return said.point.first, f"dates[{said.index}]"
        return self._today, self._published_anchor()

    def _unit(self, what: Unit) -> Point:
        anchor, name = self._anchor(what.base, what.grain)
        if anchor is None:
            return Point(_UNKNOWN[what.grain], what.grain, relative=True)
        return _from_period(cal.unit(what.grain, anchor, what.offset), relative=True, anchor=name)

    def _shift(self, what: Shift) -> Point:
        if what.grain in _CLOCK_GRAINS:
            return self._clock_shift(what)
        anchor, name = self._anchor(what.base, what.grain)
        if anchor is None:
            return Point(_UNKNOWN[what.grain], what.grain, relative=True)
        try:
            period = cal.unit(what.grain, anchor, what.count)
        except (ValueError, OverflowError):
            return Point(_UNKNOWN[what.grain], what.grain, relative=True)
        return _from_period(period, relative=True, anchor=name)

    def _clock_shift(self, what: Shift) -> Point:
        """Hours and minutes: exact with a time of publication, else the day of publication at most."""
        if self._moment is None:
            day_known = self._today.isoformat() if self._today else _UNKNOWN["day"]
            return Point(f"{day_known}TXX:XX", what.grain, relative=True, anchor=self._published_anchor(), timed=True)
        seconds = {"hour": 3600, "minute": 60, "second": 1}[what.grain] * what.count
        moment = self._moment + timedelta(seconds=seconds)
        value = moment.strftime("%Y-%m-%dT%H:%M")
        day = moment.date()
        return Point(value, what.grain, value, value, day, day, True, self._moment.isoformat(), True)

    def _timed(self, what: Timed, tense: int) -> Point:
        if what.day is None:
            return _at(Point("XXXX-XX-XX", "day", relative=True), what)
        return _at(self._point(what.day, tense), what)

    def _day_of_clock(self, reading: Reading, neighbour: Reading | None) -> Point:
        """The day of a time that stands alone: what its sentence or paragraph says, else that of publication."""
        said = self._last_said("day")
        if said is not None and said.sentence == reading.sentence:
            return said.point._replace(relative=True, anchor=f"dates[{said.index}]")
        if neighbour is not None:
            return self._point(neighbour.what, neighbour.tense)._replace(relative=True)
        if said is not None and said.paragraph == reading.paragraph:
            return said.point._replace(relative=True, anchor=f"dates[{said.index}]")
        return self._unit(Unit("day"))

    def _seasonal(self, what: Seasonal) -> Point:
        start, relative = what.year, what.year is None
        if start is None:
            if self._today is None:
                return Point("XXXX/XXXX", "year", relative=True)
            start = self._today.year - (self._today.month < 8) + what.offset
        period = cal.Period(f"{start}/{start + 1}", "year", date(start, 8, 1), date(start + 1, 7, 31))
        return _from_period(period, relative=relative, anchor=self._published_anchor() if relative else None)

    def _containing(self, what: Containing, tense: int) -> Point:
        day = self._point(what.day, tense)
        if day.first is None:
            return Point(_UNKNOWN[what.grain], what.grain, relative=True)
        period = cal.week(day.first) if what.grain == "week" else cal.weekend(day.first)
        return _from_period(period, relative=day.relative, anchor=day.anchor)

    def _interval(self, what: Interval, reading: Reading, neighbour: Reading | None) -> Point:
        begin, end = self._interval_ends(what, reading, neighbour)
        relative = begin.relative or end.relative
        value = f"{begin.value}/{end.value}"
        timed = begin.timed or end.timed
        return Point(
            value, end.grain, begin.earliest, end.latest, begin.first, end.last, relative, begin.anchor or end.anchor,
            timed,
        )  # fmt: skip

    def _interval_ends(self, what: Interval, reading: Reading, neighbour: Reading | None) -> tuple[Point, Point]:
        """Both ends; the one that says less is read so that they follow each other closely."""
        begin, end, tense = what.begin, what.end, reading.tense
        if isinstance(begin, Timed) and isinstance(end, Timed) and begin.day is None and end.day is None:
            day = self._day_of_clock(reading, neighbour)
            return _at(day, begin), _at(day, end)
        if isinstance(begin, Timed) and isinstance(end, Timed) and end.day is None and begin.day is not None:
            day = self._point(begin.day, tense)
            return _at(day, begin), _at(day, end)
        if isinstance(begin, CalendarDate) and isinstance(end, CalendarDate):
            return self._choice_ends(begin, end, tense)
        return self._point(begin, tense), self._point(end, tense)

    def _choice_ends(self, begin: CalendarDate, end: CalendarDate, tense: int) -> tuple[Point, Point]:
        first, last, relative = self._choice.interval(begin, end, tense)
        anchor = self._published_anchor() if relative else None
        return (
            _from_period(first, relative=relative, anchor=anchor),
            _from_period(last, relative=relative, anchor=anchor),
        )


def _days_by_sentence(candidates: Sequence[Candidate[Reading]]) -> dict[int, Reading]:
    """The first date of each sentence that says a day: for times that stand before their day."""
    days: dict[int, Reading] = {}
    for candidate in candidates:
        reading = candidate.reading
        if isinstance(reading.what, (CalendarDate, Unit)) and reading.sentence >= 0 and _says_day(reading.what):
            days.setdefault(reading.sentence, reading)
    return days


def _says_day(what: What) -> bool:
    if isinstance(what, Unit):
        return what.grain == "day" and what.base == "published"
    return isinstance(what, CalendarDate) and (what.day is not None or what.weekday is not None)


def _from_period(period: cal.Period, *, relative: bool = False, anchor: str | None = None) -> Point:
    first, last = period.first, period.last
    earliest = first.isoformat() if first else None
    latest = last.isoformat() if last else None
    return Point(period.value, period.grain, earliest, latest, first, last, relative, anchor)


def _era(what: Era) -> Point:
    if what.first is None or what.last is None:
        return Point(what.value, what.grain)
    first, last = date(what.first, 1, 1), date(what.last, 12, 31)
    return Point(what.value, what.grain, first.isoformat(), last.isoformat(), first, last)


def _at(day: Point, what: Timed) -> Point:
    """`day` at a time: the value gets its `T`, the bounds too where the hour is known."""
    if what.clock is None:
        return day._replace(value=f"{day.value}T{what.part}", grain="daypart", timed=True)
    clock, base = _on_the_day(day, what)
    time = f"{clock.hour:02d}:{clock.minute:02d}"
    value = f"{base.value}T{time}"
    moment = value if base.first else None
    grain: Grain = "minute" if clock.minute else "hour"
    return base._replace(value=value, grain=grain, earliest=moment, latest=moment, timed=True)


def _on_the_day(day: Point, what: Timed) -> tuple[Clock, Point]:
    """The clock on 24 hours ("mardi soir à 8 heures"), and the next day for 24 h."""
    assert what.clock is not None
    clock = what.clock
    if what.part in ("EV", "AF") and 1 <= clock.hour < 12:
        clock = Clock(clock.hour + 12, clock.minute)
    if clock.hour != 24:
        return clock, day
    after = cal.day(day.first + timedelta(days=1)) if day.first else None
    moved = _from_period(after, relative=day.relative, anchor=day.anchor) if after else day
    return Clock(0, clock.minute), moved


def _bounds(point: Point, mod: TimeMod | None) -> tuple[str | None, str | None]:
    """Earliest and latest as the modifier leaves them."""
    if mod == "BEFORE":
        return None, _beside(point.earliest, point.first, -1)
    if mod == "AFTER":
        return _beside(point.latest, point.last, 1), None
    if mod == "ON_OR_BEFORE":
        return None, point.latest
    if mod == "ON_OR_AFTER":
        return point.earliest, None
    return point.earliest, point.latest


def _beside(bound: str | None, day: date | None, step: int) -> str | None:
    """The day before or after; a time of day is its own limit."""
    if bound is None or day is None or "T" in bound:
        return bound
    return (day + timedelta(days=step)).isoformat()
