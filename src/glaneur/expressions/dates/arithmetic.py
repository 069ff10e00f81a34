"""Calendar arithmetic: periods of every grain, their bounds and their TIMEX3 values."""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta

from glaneur.schema import Grain

SEASONS = ("SP", "SU", "FA", "WI")
# The first day of each season; astronomical seasons move by a day between years, these do not.
_SEASON_STARTS = ((3, 20), (6, 21), (9, 22), (12, 21))


@dataclass(frozen=True, slots=True)
class Period:
    """A stretch of whole days; both bounds are in it, and None where they are not known."""

    value: str
    grain: Grain
    first: date | None = None
    last: date | None = None


def day(when: date) -> Period:
    """One day."""
    return Period(when.isoformat(), "day", when, when)


def week(when: date) -> Period:
    """The ISO week that holds `when`."""
    year, number, weekday = when.isocalendar()
    monday = when - timedelta(days=weekday - 1)
    return Period(f"{year:04d}-W{number:02d}", "week", monday, monday + timedelta(days=6))


def weekend(when: date) -> Period:
    """Saturday and Sunday of the ISO week that holds `when`."""
    whole = week(when)
    assert whole.last is not None
    return Period(f"{whole.value}-WE", "weekend", whole.last - timedelta(days=1), whole.last)


def month(year: int, number: int) -> Period:
    """A month; `number` may lie outside 1 to 12 and then counts on into other years."""
    year, number = year + (number - 1) // 12, (number - 1) % 12 + 1
    last = monthrange(year, number)[1]
    return Period(f"{year:04d}-{number:02d}", "month", date(year, number, 1), date(year, number, last))


def quarter(year: int, number: int) -> Period:
    """A quarter; `number` may lie outside 1 to 4."""
    year, number = year + (number - 1) // 4, (number - 1) % 4 + 1
    first, last = month(year, 3 * number - 2), month(year, 3 * number)
    return Period(f"{year:04d}-Q{number}", "quarter", first.first, last.last)


def half(year: int, number: int) -> Period:
    """A half-year; `number` may lie outside 1 and 2."""
    year, number = year + (number - 1) // 2, (number - 1) % 2 + 1
    first, last = month(year, 6 * number - 5), month(year, 6 * number)
    return Period(f"{year:04d}-H{number}", "half", first.first, last.last)


def season(year: int, number: int) -> Period:
    """A season, 0 spring to 3 winter; a winter belongs to the year in which it starts."""
    year, number = year + number // 4, number % 4
    after = number + 1
    first = date(year, *_SEASON_STARTS[number])
    until = date(year + after // 4, *_SEASON_STARTS[after % 4])
    return Period(f"{year:04d}-{SEASONS[number]}", "season", first, until - timedelta(days=1))


def year(number: int) -> Period:
    """A calendar year."""
    return Period(f"{number:04d}", "year", date(number, 1, 1), date(number, 12, 31))


def decade(number: int) -> Period:
    """The decade that holds year `number`; its value is the year without its last figure."""
    first = number // 10 * 10
    return Period(f"{number // 10:03d}", "decade", date(first, 1, 1), date(first + 9, 12, 31))


def century(number: int) -> Period:
    """The century of years `number`*100 and on (XIXe: 18), counted as the press does."""
    first = number * 100
    return Period(f"{number:02d}", "century", date(first, 1, 1), date(first + 99, 12, 31))


def unit(grain: Grain, anchor: date, offset: int) -> Period:
    """The unit of `grain` that lies `offset` units from the one that holds `anchor`."""
    if grain == "week":
        return week(anchor + timedelta(weeks=offset))
    if grain == "weekend":
        return weekend(anchor + timedelta(weeks=offset))
    if grain == "month":
        return month(anchor.year, anchor.month + offset)
    if grain == "quarter":
        return quarter(anchor.year, (anchor.month + 2) // 3 + offset)
    if grain == "half":
        return half(anchor.year, (anchor.month + 5) // 6 + offset)
    if grain == "year":
        return year(anchor.year + offset)
    if grain == "decade":
        return decade(anchor.year + 10 * offset)
    if grain == "century":
        return century(anchor.year // 100 + offset)
    return day(anchor + timedelta(days=offset))


def next_weekday(anchor: date, weekday: int, step: int) -> date:
    """The first such ISO weekday after (`step` 1) or before (-1) `anchor`, which is not it itself."""
    away = (step * (weekday - anchor.isoweekday())) % 7 or 7
    return anchor + timedelta(days=step * away)


def days_in(year_number: int, month_number: int) -> int:
    """The number of days of a month."""
    return monthrange(year_number, month_number)[1]


def nth_of_month(first: date, grain: Grain, number: int, weekday: int | None) -> Period | None:
    """The nth (-1: the last) weekday, week or day of the month that starts on `first`; None past its end.

    The nth week is the one that holds the nth Monday; the last week holds the last day.
    """
    length = monthrange(first.year, first.month)[1]
    if weekday is None and grain == "week" and number < 0:
        return week(first.replace(day=length))
    if weekday is None and grain == "day":
        at = number if number > 0 else length
    else:
        wanted = weekday or 1
        at = 1 + (wanted - first.isoweekday()) % 7 + 7 * (number - 1)
        if number < 0:
            at = length - (first.replace(day=length).isoweekday() - wanted) % 7
    if not 1 <= at <= length:
        return None
    when = first.replace(day=at)
    return week(when) if grain == "week" and weekday is None else day(when)
