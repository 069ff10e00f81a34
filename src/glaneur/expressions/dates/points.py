"""Points: what a date resolves to, with the bounds that its clock time and its modifier leave."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import NamedTuple

from glaneur.expressions.dates import arithmetic as cal
from glaneur.expressions.dates.readings import Clock, Era, Timed
from glaneur.schema import Grain, TimeMod

UNKNOWN: dict[Grain, str] = {
    "day": "XXXX-XX-XX", "week": "XXXX-WXX", "weekend": "XXXX-WXX-WE", "month": "XXXX-XX",
    "quarter": "XXXX-QX", "half": "XXXX-HX", "year": "XXXX", "decade": "XXX", "century": "XX",
    "season": "XXXX-XX", "hour": "XXXX-XX-XXTXX:XX", "minute": "XXXX-XX-XXTXX:XX",
    "second": "XXXX-XX-XXTXX:XX",
}  # fmt: skip


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


def from_period(period: cal.Period, *, relative: bool = False, anchor: str | None = None) -> Point:
    """A point that is a whole calendar period."""
    first, last = period.first, period.last
    earliest = first.isoformat() if first else None
    latest = last.isoformat() if last else None
    return Point(period.value, period.grain, earliest, latest, first, last, relative, anchor)


def from_era(what: Era) -> Point:
    """A decade, century or year before Christ."""
    if what.first is None or what.last is None:
        return Point(what.value, what.grain)
    first, last = date(what.first, 1, 1), date(what.last, 12, 31)
    return Point(what.value, what.grain, first.isoformat(), last.isoformat(), first, last)


def at_time(day: Point, what: Timed) -> Point:
    """`day` at a time: the value gets its `T`, the bounds too where the hour is known.

    Of several days ("du lundi au vendredi, à 8 heures") none is the one: the day is then unknown.
    """
    if day.first != day.last or day.grain != "day":
        day = Point(UNKNOWN["day"], "day", relative=True)
    if what.clock is None:
        return day._replace(value=f"{day.value}T{what.part}", grain="daypart", timed=True)
    clock, base = _on_the_day(day, what)
    time = f"{clock.hour:02d}:{clock.minute:02d}"
    if clock.second is not None:
        time += f":{clock.second:02d}"
    value = f"{base.value}T{time}"
    moment = value if base.first else None
    grain: Grain = "second" if clock.second is not None else "minute" if clock.minute else "hour"
    return base._replace(value=value, grain=grain, earliest=moment, latest=moment, timed=True)


def _on_the_day(day: Point, what: Timed) -> tuple[Clock, Point]:
    """The clock on 24 hours ("mardi soir à 8 heures"), and the next day from 24 h on."""
    assert what.clock is not None
    clock = what.clock
    if what.part in ("EV", "AF") and 1 <= clock.hour < 12:
        clock = replace(clock, hour=clock.hour + 12)
    if clock.hour < 24:
        return clock, day
    after = cal.day(day.first + timedelta(days=1)) if day.first else None
    moved = from_period(after, relative=day.relative, anchor=day.anchor) if after else day
    return replace(clock, hour=clock.hour - 24), moved


def hours(day: Point, begin: Timed, end: Timed) -> tuple[Point, Point]:
    """Two times of one day; the second is on the next where it comes before the first (`22 h à 2 h`)."""
    first, last = at_time(day, begin), at_time(day, end)
    if first.earliest is None or last.latest is None or "T" not in first.earliest + last.latest:
        return first, last
    if last.latest < first.earliest and day.first is not None and day.first < date.max:
        after = from_period(cal.day(day.first + timedelta(days=1)), relative=day.relative, anchor=day.anchor)
        last = at_time(after, end)
    return first, last


def between(begin: Point, end: Point) -> Point:
    """The period from `begin` to `end`, in order even where the words are not."""
    low, high = begin, end
    if _after(begin.first, end.last) or _after(begin.earliest, end.latest):
        low, high = end, begin
    return Point(
        f"{low.value}/{high.value}",
        end.grain,
        low.earliest,
        high.latest,
        low.first,
        high.last,
        relative=begin.relative or end.relative,
        anchor=begin.anchor or end.anchor,
        timed=begin.timed or end.timed,
    )


def _after(one: date | str | None, other: date | str | None) -> bool:
    """Whether `one` lies after `other`, where both are known and said alike."""
    if isinstance(one, str) and isinstance(other, str):
        return one[:10] > other[:10] or ("T" in one and "T" in other and one > other)
    return isinstance(one, date) and isinstance(other, date) and one > other


def bounds(point: Point, mod: TimeMod | None) -> tuple[str | None, str | None]:
    """Earliest and latest as the modifier leaves them; what is before or after has the base outside."""
    if mod == "BEFORE":
        return None, _beside(point.earliest, -1, _holds(point, "MO"))
    if mod == "AFTER":
        return _beside(point.latest, 1, _holds(point, "EV", "NI")), None
    if mod == "ON_OR_BEFORE":
        return None, point.latest
    if mod == "ON_OR_AFTER":
        return point.earliest, None
    return point.earliest, point.latest


def _holds(point: Point, *outer: str) -> bool:
    """Whether no other part of the day is left on that side of it."""
    return point.grain != "daypart" or point.value.endswith(outer)


def _beside(bound: str | None, step: int, whole: bool) -> str | None:
    """The minute or the day before or after `bound`; a part of the day leaves the others in."""
    if bound is None or not whole:
        return bound
    try:
        if "T" in bound:
            moment = datetime.fromisoformat(bound) + timedelta(minutes=step)
            return moment.isoformat(timespec="minutes")
        return (date.fromisoformat(bound) + timedelta(days=step)).isoformat()
    except OverflowError:
        return bound
