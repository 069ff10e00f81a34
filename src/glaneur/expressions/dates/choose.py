"""Which of the many: the year, month or day that a date with parts left out means.

News looks back: without tense, a bare month, weekday or day is the latest one. The sentence's tense
and "dernier" or "prochain" decide otherwise.
"""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, timedelta

from glaneur.expressions.dates import arithmetic as cal
from glaneur.expressions.dates.feasts import feast_day, fixed_day
from glaneur.expressions.dates.readings import CalendarDate, Feast, NumberedWeek, YearPart, YearRef

_NEAR = timedelta(days=120)
_AT_HAND = timedelta(days=30)
Dated = CalendarDate | YearPart | Feast | NumberedWeek


class Choice:
    """Chooses against the day of publication, or says what is not known."""

    def __init__(self, today: date | None) -> None:
        self._today = today

    def period(self, what: Dated, tense: int) -> tuple[cal.Period, bool]:
        """The period that `what` means, and whether it took the day of publication to know."""
        if isinstance(what, CalendarDate):
            return self._calendar(what, tense)
        if isinstance(what, YearPart):
            return self._part(what, tense)
        if isinstance(what, Feast):
            return self._feast(what, tense)
        return self._numbered_week(what)

    def interval(
        self, begin: CalendarDate, end: CalendarDate, tense: int
    ) -> tuple[cal.Period, cal.Period, bool]:
        """Both ends: the year said once counts for both, and the begin is the last before the end."""
        if begin.year is not None and end.year is None and end.month is not None:
            first, one = self.period(begin, tense)
            last = self._following(first, end)
            return first, last, one
        if begin.year is None and end.year is None and (running := self._running(begin, end)):
            return *running, True
        last, relative = self.period(end, tense)
        first, also = self.period(begin, tense)
        if begin.year is None and last.first is not None:
            first = self._preceding(begin, last, last.first)
            also = relative
        return first, last, relative or also

    def _running(self, begin: CalendarDate, end: CalendarDate) -> tuple[cal.Period, cal.Period] | None:
        """The ends of the period that holds the day of publication, whatever the sentence's tense."""
        if self._today is None or end.step is not None:
            return None
        last = self.period(end, 1)[0]
        if last.first is None:
            return None
        first = self._preceding(begin, last, last.first)
        return (first, last) if first.first is not None and first.first <= self._today else None

    def _following(self, first: cal.Period, end: CalendarDate) -> cal.Period:
        if first.first is None:
            return _unknown(end)
        options = _fields(end, range(first.first.year, first.first.year + 2))
        return next((o for o in options if o.first and o.first >= first.first), _unknown(end))

    def _preceding(self, begin: CalendarDate, last: cal.Period, until: date) -> cal.Period:
        if begin.month is None:
            day = begin.day
            if day is None:
                assert begin.weekday is not None
                back = (until.isoweekday() - begin.weekday) % 7
                return cal.day(until - timedelta(days=back))
            return self.period(replace(begin, month=until.month, year=YearRef(until.year)), 0)[0]
        options = [
            o for o in _fields(begin, range(until.year - 1, until.year + 1)) if o.first and o.first <= until
        ]
        return options[-1] if options else last

    # Years, months, days

    def _year(self, ref: YearRef) -> tuple[int | None, bool]:
        if ref.number is not None:
            return ref.number, False
        return (self._today.year + ref.offset, True) if self._today else (None, True)

    def _calendar(self, what: CalendarDate, tense: int) -> tuple[cal.Period, bool]:
        if what.year is not None:
            year, relative = self._year(what.year)
            if year is None:
                return _unknown(what), True
            options = _fields(what, (year,))
            return (options[0], relative) if options else (_unknown(what), relative)
        if self._today is None:
            return _unknown(what), True
        if what.month is None:
            return self._within(what, self._today, tense), True
        rare = what.day is not None and (what.weekday is not None or (what.month, what.day) == (2, 29))
        reach = 8 if rare else 2
        around = range(self._today.year - reach, self._today.year + reach + 1)
        options = _fields(what, around)
        if what.weekday is not None and what.day is not None:
            if matching := _on_weekday(options, what.weekday, self._today.year):
                options = matching
            else:  # the wrong weekday: the day and the month stand
                what = replace(what, weekday=None)
        return self._pick(options, what, self._today, tense) or _unknown(what), True

    def _pick(
        self, options: list[cal.Period], what: CalendarDate, today: date, tense: int
    ) -> cal.Period | None:
        grain_today = cal.month(today.year, today.month).first if what.day is None else today
        assert grain_today is not None
        starts = [(o.first, o) for o in options if o.first is not None]
        before = [o for first, o in starts if first < grain_today]
        same = [o for first, o in starts if first == grain_today]
        after = [o for first, o in starts if first > grain_today]
        if what.step == -1:
            return before[-1] if before else None
        if what.step == 1:
            return after[0] if after else None
        if same:
            return same[0]
        if what.weekday is not None or what.step == 0:
            return _nearest(before[-1:] + after[:1], today)
        if -2 < tense <= 0 and after and _close(after[0], today, what, past=tense < 0):
            return after[0]
        chosen = after[:1] if tense > 0 else before[-1:]
        return chosen[0] if chosen else None

    def _within(self, what: CalendarDate, today: date, tense: int) -> cal.Period:
        """A weekday, or a day of the month, without its month."""
        if what.day is None:
            assert what.weekday is not None
            back = (today.isoweekday() - what.weekday) % 7
            if what.step == -1:
                return cal.day(today - timedelta(days=back or 7))
            nearer_ahead = what.step == 0 and tense == 0 and back > 3
            if what.step == 1 or (tense > 0 and back) or nearer_ahead:
                return cal.day(today + timedelta(days=7 - back))
            return cal.day(today - timedelta(days=back))
        signs = (-1, 1) if what.weekday else (1,) if tense > 0 else (-1,)
        for distance in range(400):
            for sign in signs:
                when = today + timedelta(days=sign * distance)
                if when.day == what.day and what.weekday in (None, when.isoweekday()):
                    return cal.day(when)
        return _unknown(what)

    # Parts of the year, feasts, weeks

    def _part(self, what: YearPart, tense: int) -> tuple[cal.Period, bool]:
        make = {"half": cal.half, "quarter": cal.quarter, "season": cal.season}[what.grain]
        marks = {"half": "H{}", "quarter": "Q{}"}
        mark = cal.SEASONS[what.number] if what.grain == "season" else marks[what.grain].format(what.number)
        unknown = cal.Period(f"XXXX-{mark}", what.grain)
        if what.year is not None:
            year, relative = self._year(what.year)
            return (make(year, what.number) if year else unknown), relative
        if self._today is None:
            return unknown, True
        options = [make(self._today.year + k, what.number) for k in (-2, -1, 0, 1, 2)]
        return self._pick_part(options, what, self._today, tense) or unknown, True

    def _pick_part(
        self, options: list[cal.Period], what: YearPart, today: date, tense: int
    ) -> cal.Period | None:
        begun = [o for o in options if o.first and o.first <= today]
        ended = [o for o in options if o.last and o.last < today]
        coming = [o for o in options if o.first and o.first > today]
        running = begun[len(ended) :]
        if what.step == -1:
            return ended[-1]
        if what.step == 1:
            return coming[0]
        if running:
            return running[0]
        if what.step == 0 or (what.grain != "season" and tense == 0):
            this_year = [o for o in options if o.value.startswith(f"{today.year:04d}")]
            winter = what.grain == "season" and what.number == 3
            return _nearest(ended[-1:] + coming[:1], today) if winter else this_year[0]
        soon = tense == 0 and coming[0].first is not None and coming[0].first - today <= _AT_HAND
        return coming[0] if tense > 0 or soon else ended[-1]

    def _feast(self, what: Feast, tense: int) -> tuple[cal.Period, bool]:
        if what.year is not None:
            year, relative = self._year(what.year)
            if year is not None:
                return cal.day(feast_day(what.phrase, year)), relative
        if self._today is None:
            fixed = fixed_day(what.phrase)
            return cal.Period(f"XXXX-{fixed[0]:02d}-{fixed[1]:02d}" if fixed else "XXXX-XX-XX", "day"), True
        options = [cal.day(feast_day(what.phrase, self._today.year + k)) for k in (-1, 0, 1)]
        nearest = _nearest(options, self._today) or options[1]
        at_hand = tense == 0 or (nearest.first or self._today) - self._today <= _AT_HAND
        if what.step is None and tense <= 0 and at_hand:
            return nearest, True
        dated = CalendarDate(day=1, step=what.step)
        return self._pick(options, dated, self._today, tense) or options[1], True

    def _numbered_week(self, what: NumberedWeek) -> tuple[cal.Period, bool]:
        year, relative = (
            self._year(what.year) if what.year else (self._today.year if self._today else None, True)
        )
        if year is None:
            return cal.Period(f"XXXX-W{what.number:02d}", "week"), True
        try:
            return cal.week(date.fromisocalendar(year, what.number, 1)), relative
        except ValueError:
            return cal.Period(f"{year}-W{what.number:02d}", "week"), relative


def _close(coming: cal.Period, today: date, what: CalendarDate, *, past: bool) -> bool:
    """Whether a date to come is so near that the press would not mean the one almost a year ago.

    Even where the sentence is in the past ("la date avait été fixée au 19 octobre").
    """
    assert coming.first is not None
    if what.day is None:
        return not past and coming.first == cal.month(today.year, today.month + 1).first
    return coming.first - today <= (_AT_HAND if past else _NEAR)


def _fields(what: CalendarDate, years: Iterable[int]) -> list[cal.Period]:
    """`what` in each of the years in which it exists."""
    found = []
    for year in years:
        if what.month is None:
            found.append(cal.year(year))
        elif what.day is None:
            found.append(cal.month(year, what.month))
        elif what.day <= cal.days_in(year, what.month):
            found.append(cal.day(date(year, what.month, what.day)))
    return found


def _on_weekday(options: list[cal.Period], weekday: int, year: int) -> list[cal.Period]:
    """Those on that weekday in the years around: a wrong weekday is likelier than a date farther off."""
    return [
        o
        for o in options
        if o.first and o.first.isoweekday() == weekday and year - 2 <= o.first.year <= year + 1
    ]


def _nearest(options: list[cal.Period], today: date) -> cal.Period | None:
    return min(options, key=lambda o: abs((o.first or today) - today), default=None)


def _unknown(what: CalendarDate) -> cal.Period:
    """The value with `X` for what is not known."""
    year = "XXXX" if what.year is None or what.year.number is None else f"{what.year.number:04d}"
    if what.weekday is not None and what.day is None:
        return cal.Period(f"{year}-WXX-{what.weekday}", "day")
    if what.month is None and what.day is None:
        return cal.Period(year, "year")
    month = "XX" if what.month is None else f"{what.month:02d}"
    if what.day is None:
        return cal.Period(f"{year}-{month}", "month")
    return cal.Period(f"{year}-{month}-{what.day:02d}", "day")
