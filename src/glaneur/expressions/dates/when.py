"""When a reading is: its node of words resolved to a point, against publication and what was said."""

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import date, datetime, timedelta

from glaneur.expressions.candidates import Candidate
from glaneur.expressions.dates import arithmetic as cal
from glaneur.expressions.dates.choose import Choice
from glaneur.expressions.dates.memory import Memory
from glaneur.expressions.dates.points import (
    UNKNOWN,
    Point,
    at_time,
    between,
    from_era,
    from_period,
    hours,
)  # fmt: skip
from glaneur.expressions.dates.readings import (
    Apposed,
    CalendarDate,
    Containing,
    Era,
    Feast,
    Interval,
    NthOfMonth,
    NumberedWeek,
    Reading,
    Seasonal,
    Shift,
    Timed,
    Unit,
    Vague,
    WeekdayOf,
    What,
    YearPart,
)  # fmt: skip
from glaneur.expressions.dates.weekdays import Weekdays, bare_day, bare_weekday, pointed_weekdays
from glaneur.schema import Grain

_SMALL_HOURS, _LATE = 3, 20
_CLOCK_GRAINS: tuple[Grain, ...] = ("hour", "minute", "second")


class When:
    """The points that readings mean. One article, in text order: it remembers what was said."""

    def __init__(self, published: date | datetime | None) -> None:
        self._moment = published if isinstance(published, datetime) else None
        self._today = published.date() if isinstance(published, datetime) else published
        self._choice = Choice(self._today)
        self._weekdays = Weekdays(self._today)
        self._reading = Reading(Unit("day"), "")
        self.memory = Memory(self._today)

    def begin(self, candidates: Sequence[Candidate[Reading]]) -> None:
        """Note what a stretch of text fixes for all of it: each "ce vendredi" says which Friday."""
        if self._today is None:
            return
        pointed = []
        for reading, what in pointed_weekdays(candidates):
            with suppress(OverflowError):
                day = self._choice.period(what, reading.tense)[0].first
                pointed += [(reading, day)] if day is not None else []
        self._weekdays.fix(pointed)

    def point(self, reading: Reading, neighbour: Reading | None) -> Point:
        """What `reading` says, against the day of publication and what was said before it.

        `neighbour` is the day that follows closely, for a time that stands alone. Raises ValueError or
        OverflowError outside the years 1 to 9999, which is all that `date` knows.
        """
        self._reading, what = reading, reading.what
        if isinstance(what, Timed) and what.day is None:
            day = self._day_of_clock(reading, neighbour)
            return at_time(day, self._past_midnight(what, day, reading))
        if isinstance(what, Interval):
            return self._interval(what, reading, neighbour)
        return self._point(what, reading.tense)

    def _point(self, what: What, tense: int) -> Point:
        if isinstance(what, Era):
            return from_era(what)
        if isinstance(what, Vague):
            return Point(what.value, what.grain, relative=True, anchor=self._published_anchor())
        if isinstance(what, Unit):
            return self._unit(what)
        if isinstance(what, Apposed):
            return self._apposed(what, tense)
        if isinstance(what, Shift):
            return self._shift(what)
        if isinstance(what, Timed):
            return self._timed(what, tense)
        if isinstance(what, Seasonal):
            return self._seasonal(what)
        if isinstance(what, Containing):
            return self._containing(what, tense)
        if isinstance(what, WeekdayOf):
            return self._weekday_of(what, tense)
        if isinstance(what, NthOfMonth):
            return self._nth_of_month(what, tense)
        if isinstance(what, CalendarDate):
            return self._calendar(what, tense)
        if isinstance(what, (YearPart, Feast, NumberedWeek)):
            return self._chosen(*self._choice.period(what, tense))
        raise TypeError(f"not a point in time: {what!r}")

    def _chosen(self, period: cal.Period, relative: bool) -> Point:
        return from_period(period, relative=relative, anchor=self._published_anchor() if relative else None)

    def _calendar(self, what: CalendarDate, tense: int) -> Point:
        """A date by its fields; a weekday or a day alone leans on what was said near by."""
        day = self._near_by(what)
        point = (
            self._chosen(cal.day(day), True)
            if day is not None
            else self._chosen(*self._choice.period(what, tense))
        )
        if what.weekday and point.first is not None:
            self._weekdays.keep(self._reading, point.first)
        return point

    def _near_by(self, what: CalendarDate) -> date | None:
        if self._today is None:
            return None
        story = self.memory.last("day", self._reading)
        if bare_weekday(what):
            return self._weekdays.choose(what.weekday or 0, self._reading, story)
        if what == CalendarDate(day=what.day) and what.day:
            return bare_day(what.day, self._reading, story, self._today)
        return None

    def _published_anchor(self) -> str | None:
        return self._today.isoformat() if self._today else None

    def _anchor(self, base: str, grain: Grain, *, forward: bool = False) -> tuple[date | None, str | None]:
        """The day that `base` means for a date of `grain`, and how the sheet names it."""
        if base == "said":
            said = self.memory.last(grain, self._reading)
            if said is not None and said.point.first is not None:
                day = said.point.last if forward and grain == "day" else said.point.first
                return day, f"dates[{said.place}]"
        return self._today, self._published_anchor()

    def _unit(self, what: Unit) -> Point:
        anchor, name = self._anchor(what.base, what.grain, forward=what.offset > 0)
        if anchor is None:
            return Point(UNKNOWN[what.grain], what.grain, relative=True)
        period = cal.unit(what.grain, anchor, what.offset)
        if what.base == "said" and self._is_ahead(period) and self._reading.tense < 0:
            return Point(
                UNKNOWN[what.grain], what.grain, relative=True
            )  # "le lendemain" of no day that is told
        return from_period(period, relative=True, anchor=name)

    def _is_ahead(self, period: cal.Period) -> bool:
        return self._today is not None and period.first is not None and period.first > self._today

    def _apposed(self, what: Apposed, tense: int) -> Point:
        """The relative day, unless it has another date: then what is written counts."""
        near = self._unit(what.near)
        same = near.first is not None and (near.first.month, near.first.day) == (
            what.date.month,
            what.date.day,
        )
        return near if same and what.date.year is None else self._calendar(what.date, tense)

    def _shift(self, what: Shift) -> Point:
        if what.grain in _CLOCK_GRAINS:
            return self._clock_shift(what)
        anchor, name = self._anchor(what.base, what.grain, forward=what.count > 0)
        if anchor is None:
            return Point(UNKNOWN[what.grain], what.grain, relative=True)
        try:
            period = cal.unit(what.grain, anchor, what.count)
        except (ValueError, OverflowError):  # "il y a 135 millions d'années"
            return Point(UNKNOWN[what.grain], what.grain, relative=True)
        return from_period(period, relative=True, anchor=name)

    def _clock_shift(self, what: Shift) -> Point:
        """Hours and minutes: exact from a time said before or a time of publication, else the day at most."""
        if what.base == "said" and self.memory.clock is not None:
            moment, name = self.memory.clock[0], f"dates[{self.memory.clock[1]}]"
        elif self._moment is not None:
            moment, name = self._moment, self._moment.isoformat()
        else:
            day, place = self._anchor(what.base, "day")
            known = day.isoformat() if day else UNKNOWN["day"]
            return Point(f"{known}TXX:XX", what.grain, relative=True, anchor=place, timed=True)
        seconds = {"hour": 3600, "minute": 60, "second": 1}[what.grain] * what.count
        try:
            moment += timedelta(seconds=seconds)
        except OverflowError:
            return Point("XXXX-XX-XXTXX:XX", what.grain, relative=True, timed=True)
        value = moment.isoformat(timespec="minutes")[:16]
        day = moment.date()
        return Point(value, what.grain, value, value, day, day, True, name, True)

    def _timed(self, what: Timed, tense: int) -> Point:
        if what.day is None:
            return at_time(Point("XXXX-XX-XX", "day", relative=True), what)
        return at_time(self._point(what.day, tense), what)

    def _day_of_clock(self, reading: Reading, neighbour: Reading | None) -> Point:
        """The day of a time that stands alone: what its sentence or story says, else that of publication."""
        said = self.memory.last("day", reading)
        if said is not None and said.reading.sentence == reading.sentence:
            return said.point._replace(relative=True, anchor=f"dates[{said.place}]")
        if neighbour is not None:
            return self._point(neighbour.what, neighbour.tense)._replace(relative=True)
        if said is not None and (
            (said.reading.paragraph == reading.paragraph and not said.reading.aside)
            or self.memory.is_recent(said.point, told=_tells_hour(reading))
        ):
            return said.point._replace(relative=True, anchor=f"dates[{said.place}]")
        return self._unit(Unit("day"))

    def _past_midnight(self, what: Timed, day: Point, reading: Reading) -> Timed:
        """`what` on the next day, where the paragraph has come to a late hour: `23 heures … à minuit`."""
        if what.clock is None or what.clock.hour > _SMALL_HOURS or self.memory.clock is None:
            return what
        moment, place = self.memory.clock
        said = self.memory.last("day", reading)
        goes_on = said is not None and said.place == place and said.reading.paragraph == reading.paragraph
        if not goes_on or moment.hour < _LATE or day.first != moment.date():
            return what
        return replace(what, clock=replace(what.clock, hour=what.clock.hour + 24))

    def _seasonal(self, what: Seasonal) -> Point:
        start, relative = what.year, what.year is None
        if start is None:
            if self._today is None:
                return Point("XXXX/XXXX", "year", relative=True)
            start = self._today.year - (self._today.month < 8) + what.offset
        period = cal.Period(f"{start}/{start + 1}", "year", date(start, 8, 1), date(start + 1, 7, 31))
        return from_period(period, relative=relative, anchor=self._published_anchor() if relative else None)

    def _containing(self, what: Containing, tense: int) -> Point:
        day = self._point(what.day, tense)
        if day.first is None:
            return Point(UNKNOWN[what.grain], what.grain, relative=True)
        period = cal.week(day.first) if what.grain == "week" else cal.weekend(day.first)
        return from_period(period, relative=day.relative, anchor=day.anchor)

    def _weekday_of(self, what: WeekdayOf, tense: int) -> Point:
        """The weekday of a week, or the next (or last) one after (or before) the date said last."""
        step = what.week.offset
        if what.week.grain == "week":
            week = self._unit(what.week)
            found = week.first + timedelta(days=what.weekday - 1) if week.first else None
            name = week.anchor
        else:
            anchor, name = self._anchor("said", "day")
            found = cal.next_weekday(anchor, what.weekday, step) if anchor else None
            earlier = self.memory.earlier
            if found and self._today and found > self._today and tense < 0 and earlier:
                # what has happened follows a day that leaves room for it
                assert earlier.point.first is not None
                found = cal.next_weekday(earlier.point.first, what.weekday, step)
                name = f"dates[{earlier.place}]"
        if found is None:
            return Point(f"XXXX-WXX-{what.weekday}", "day", relative=True)
        return from_period(cal.day(found), relative=True, anchor=name)

    def _nth_of_month(self, what: NthOfMonth, tense: int) -> Point:
        month = self._point(what.month, tense)
        if month.first is None:
            return Point(UNKNOWN[what.grain], what.grain, relative=True)
        period = cal.nth_of_month(month.first, what.grain, what.number, what.weekday)
        return from_period(period, relative=month.relative, anchor=month.anchor) if period else month

    def _interval(self, what: Interval, reading: Reading, neighbour: Reading | None) -> Point:
        return between(*self._interval_ends(what, reading, neighbour))

    def _interval_ends(
        self, what: Interval, reading: Reading, neighbour: Reading | None
    ) -> tuple[Point, Point]:
        """Both ends; the one that says less is read so that they follow each other closely."""
        begin, end, tense = what.begin, what.end, reading.tense
        if isinstance(begin, Timed) and isinstance(end, Timed) and begin.day is None and end.day is None:
            return hours(self._day_of_clock(reading, neighbour), begin, end)
        if isinstance(begin, Timed) and isinstance(end, Timed) and end.day is None and begin.day is not None:
            return hours(self._point(begin.day, tense), begin, end)
        if isinstance(begin, CalendarDate) and isinstance(end, CalendarDate):
            return self._choice_ends(begin, end, tense)
        return self._point(begin, tense), self._point(end, tense)

    def _choice_ends(self, begin: CalendarDate, end: CalendarDate, tense: int) -> tuple[Point, Point]:
        first, last, relative = self._choice.interval(begin, end, tense)
        anchor = self._published_anchor() if relative else None
        return (
            from_period(first, relative=relative, anchor=anchor),
            from_period(last, relative=relative, anchor=anchor),
        )


def _tells_hour(reading: Reading) -> bool:
    """Whether a verb in the past has a clock time: `vers 20 h 50, il est sorti`."""
    timed = isinstance(reading.what, Timed) and reading.what.clock is not None
    return timed and reading.tense < 0 and reading.sure
