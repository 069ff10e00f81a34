"""Weekdays and bare days in a running story: what was said near by decides which one is meant."""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from typing import NamedTuple

from glaneur.expressions.candidates import Candidate
from glaneur.expressions.dates.memory import Said
from glaneur.expressions.dates.readings import CalendarDate, Reading, Timed, What

_NEAR = 500  # characters: a few sentences
_AT_HAND = 300  # the sentence before
_WEEK = timedelta(days=8)


class _Meant(NamedTuple):
    at: int
    day: date
    sure: bool = True


class Weekdays:
    """The weekdays that an article has said, so that it does not contradict itself."""

    def __init__(self, today: date | None) -> None:
        self._today = today
        self._said: dict[int, _Meant] = {}
        self._fixed: dict[int, list[_Meant]] = {}

    def fix(self, pointed: Sequence[tuple[Reading, date]]) -> None:
        """Note each "ce vendredi" of a stretch of text beforehand: it fixes the Fridays around it."""
        self._said.clear()
        self._fixed.clear()
        for reading, day in pointed:
            self._fixed.setdefault(day.isoweekday(), []).append(_Meant(reading.at, day))

    def keep(self, reading: Reading, day: date) -> None:
        """Remember that `reading`, a weekday with or without its date, meant `day`."""
        if self._today is not None and abs(day - self._today) <= _WEEK:
            self._said[day.isoweekday()] = _Meant(reading.at, day, reading.sure)

    def choose(self, weekday: int, reading: Reading, story: Said | None) -> date | None:
        """The day that a bare weekday means by what stands around it; None where nothing says.

        The day said near by stays, unless the tense clearly says otherwise; a term ("jusqu'à vendredi")
        whose sentence says nothing follows the day of the story.
        """
        if self._today is None:
            return None
        fixed = self._fixed_near(weekday, reading.at)
        if fixed is not None and not (reading.sure and reading.tense > 0 and fixed.day == self._today):
            return fixed.day
        said = self._said.get(weekday)
        if said is not None and self._stays(said, reading):
            return said.day
        if reading.mod in ("BEFORE", "ON_OR_BEFORE") and not reading.sure:
            return self._after_story(weekday, reading, story)
        return None

    def _fixed_near(self, weekday: int, at: int) -> _Meant | None:
        """The first "ce vendredi" in reach of offset `at`, before or behind it."""
        fixed = self._fixed.get(weekday, [])
        k = bisect_left(fixed, at - _AT_HAND, key=lambda one: one.at)
        return fixed[k] if k < len(fixed) and fixed[k].at <= at + _AT_HAND else None

    def _stays(self, said: _Meant, reading: Reading) -> bool:
        assert self._today is not None
        distance = reading.at - said.at
        if said.day > self._today and reading.tense <= 0 and not said.sure:
            return False
        against = (reading.tense > 0 and said.day <= self._today) or (
            reading.tense < 0 and said.day > self._today
        )
        if not against:
            return distance <= _NEAR
        return not reading.sure and reading.mod != "BEFORE" and distance <= _AT_HAND

    def _after_story(self, weekday: int, reading: Reading, story: Said | None) -> date | None:
        if story is None or story.point.first is None or reading.at - story.reading.at > _NEAR:
            return None
        day, today = story.point.first, self._today
        if today is None or day > today or today - day > _WEEK:
            return None
        ahead = (weekday - day.isoweekday()) % 7
        return day + timedelta(days=ahead or (7 if reading.mod == "BEFORE" else 0))


def bare_weekday(what: What) -> bool:
    """Whether `what` is a weekday and nothing more."""
    return (
        isinstance(what, CalendarDate) and what == CalendarDate(weekday=what.weekday) and bool(what.weekday)
    )


def pointed_weekdays(candidates: Sequence[Candidate[Reading]]) -> Iterator[tuple[Reading, CalendarDate]]:
    """The "ce vendredi" among `candidates`."""
    for candidate in candidates:
        what = candidate.reading.what
        day = what.day if isinstance(what, Timed) else what
        if isinstance(day, CalendarDate) and day.weekday and day.day is None and day.step == 0:
            yield candidate.reading, day


def bare_day(number: int, reading: Reading, story: Said | None, today: date) -> date | None:
    """The day that "le 18" means behind "le 10 avril": the nearest to that day; None where none is near."""
    if story is None or story.point.first is None or reading.at - story.reading.at > _AT_HAND:
        return None
    said = story.point.first
    days = [said + timedelta(days=k) for k in range(-27, 28)]
    fitting = [day for day in days if day.day == number and not _against(day, said, reading, today)]
    return min(fitting, key=lambda day: (abs(day - said), day < said), default=None)


def _against(day: date, said: date, reading: Reading, today: date) -> bool:
    """Whether the tense forbids `day`; what was said of a day gone by does not lead past today."""
    if reading.tense > 0:
        return day < today
    return day > today and (reading.tense < 0 or said <= today)
