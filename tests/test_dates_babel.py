"""Dates against what an independent library writes: Babel's widths, skeletons, periods, time differences.

Left out, because the words alone do not say them: months and days in figures without a year (`05-03`),
hours without a unit (`9–11`), weeks (Babel counts them by the locale, the press by ISO), the time of
day "h" in the Swiss long forms.
"""

from datetime import date, datetime, time, timedelta

import pytest
from babel.dates import format_date, format_interval, format_skeleton, format_time, format_timedelta
from dateutil.relativedelta import relativedelta
from hypothesis import given
from hypothesis import strategies as st

from glaneur.expressions.dates import Resolved, Resolver, find
from glaneur.expressions.numerals import read_numerals
from glaneur.expressions.tokens import Tokens
from glaneur.typography import fold

LOCALES = ("fr", "fr_BE", "fr_CA", "fr_CH")
PUBLISHED = date(2024, 9, 5)
DAYS = st.dates(date(1990, 1, 1), date(2045, 12, 31))
MOMENTS = st.datetimes(datetime(1990, 1, 1), datetime(2045, 12, 31))


def only(text: str, published: date = PUBLISHED) -> tuple[str, Resolved]:
    tokens = Tokens(fold(text).text)
    candidates = find(tokens, read_numerals(tokens))
    assert len(candidates) == 1, [tokens.text[c.start : c.end] for c in candidates]
    (resolved,) = Resolver(published).resolve(candidates)
    return tokens.text[candidates[0].start : candidates[0].end], resolved


def day_of(moment: datetime) -> str:
    return f"{moment:%Y-%m-%d}"


def month_of(moment: datetime) -> str:
    return f"{moment:%Y-%m}"


def quarter_of(moment: datetime) -> str:
    return f"{moment:%Y}-Q{(moment.month + 2) // 3}"


SKELETONS = {
    "yMMMd": day_of, "yMMMEd": day_of, "yMd": day_of, "yMEd": day_of,
    "yMMM": month_of, "yMMMM": month_of, "yQQQ": quarter_of, "yQQQQ": quarter_of,
}  # fmt: skip


@pytest.mark.parametrize("locale", LOCALES)
@pytest.mark.parametrize("width", ["full", "long", "medium", "short"])
@given(day=st.dates(date(1990, 1, 1), date(2045, 12, 31)))
def test_a_date_that_babel_writes_is_found_again(locale: str, width: str, day: date) -> None:
    written = format_date(day, format=width, locale=locale)
    surface, one = only(f"Le courrier est daté du {written}, selon le greffe.")
    assert surface == fold(written).text
    assert one.value == day.isoformat()


@pytest.mark.parametrize("locale", LOCALES)
@pytest.mark.parametrize("skeleton", SKELETONS)
@given(moment=MOMENTS)
def test_what_a_skeleton_writes_is_found_again(locale: str, skeleton: str, moment: datetime) -> None:
    written = format_skeleton(skeleton, moment, locale=locale)
    surface, one = only(f"Le courrier de {written}, selon le greffe, est perdu.")
    assert (surface, one.value) == (fold(written).text, SKELETONS[skeleton](moment))


@pytest.mark.parametrize("locale", LOCALES)
@pytest.mark.parametrize("skeleton", ["MMMd", "MMMMd", "MMMEd"])
@given(day=st.dates(date(2024, 1, 1), date(2024, 9, 5)))
def test_a_day_without_its_year_is_the_last_one(locale: str, skeleton: str, day: date) -> None:
    written = format_skeleton(skeleton, datetime.combine(day, time()), locale=locale)
    surface, one = only(f"Le courrier a été remis le {written} au greffe.")
    assert (surface, one.value) == (fold(written).text, day.isoformat())


@pytest.mark.parametrize("locale", LOCALES)
@pytest.mark.parametrize("width", ["short", "medium", "long"])
@given(moment=st.times())
def test_a_time_of_every_width_is_found_again(locale: str, width: str, moment: time) -> None:
    written = format_time(moment.replace(microsecond=0), format=width, locale=locale)
    surface, one = only(f"La séance est levée à {written}, selon le greffe.")
    said = "%H:%M" if width == "short" else "%H:%M:%S"
    assert (surface, one.value) == (fold(written).text, f"2024-09-05T{moment:{said}}")


@pytest.mark.parametrize("locale", LOCALES)
@pytest.mark.parametrize("skeleton", ["yMMMd", "yMd", "yMEd"])
@given(first=DAYS, length=st.integers(1, 900))
def test_a_period_of_days_is_found_again(locale: str, skeleton: str, first: date, length: int) -> None:
    last = first + timedelta(days=length)
    written = format_interval(first, last, skeleton, locale=locale)
    surface, one = only(f"La foire ({written}) a rapporté gros.")
    assert surface == fold(written).text
    assert one.value == f"{first}/{last}"
    assert (one.earliest, one.latest) == (first.isoformat(), last.isoformat())


@pytest.mark.parametrize("locale", LOCALES)
@given(first=DAYS, length=st.integers(1, 40))
def test_a_period_of_months_is_found_again(locale: str, first: date, length: int) -> None:
    last = first + relativedelta(months=length)
    written = format_interval(first, last, "yMMMM", locale=locale)
    surface, one = only(f"La foire ({written}) a rapporté gros.")
    assert (surface, one.value) == (fold(written).text, f"{first:%Y-%m}/{last:%Y-%m}")


@pytest.mark.parametrize("locale", LOCALES)
@given(first=st.integers(1950, 2030), length=st.integers(1, 60))
def test_a_period_of_years_is_found_again(locale: str, first: int, length: int) -> None:
    written = format_interval(date(first, 3, 1), date(first + length, 3, 1), "y", locale=locale)
    surface, one = only(f"Son mandat ({written}) fut agité.")
    assert (surface, one.value) == (fold(written).text, f"{first}/{first + length}")


@pytest.mark.parametrize("locale", LOCALES)
@given(first=st.times(max_value=time(22, 58)), minutes=st.integers(1, 60))
def test_a_period_of_hours_is_found_again(locale: str, first: time, minutes: int) -> None:
    begin = datetime.combine(PUBLISHED, first.replace(second=0, microsecond=0))
    end = begin + timedelta(minutes=minutes)
    written = format_interval(begin, end, "Hm", locale=locale)
    surface, one = only(f"La séance ({written}) a été houleuse.")
    assert (surface, one.value) == (fold(written).text, f"{begin:%Y-%m-%dT%H:%M}/{end:%Y-%m-%dT%H:%M}")


UNITS = {"second": ("PT{}S", 50), "minute": ("PT{}M", 50), "hour": ("PT{}H", 20), "day": ("P{}D", 6)}


@pytest.mark.parametrize("locale", LOCALES)
@pytest.mark.parametrize("unit", UNITS)
@given(data=st.data())
def test_a_time_difference_is_found_again(locale: str, unit: str, data: st.DataObject) -> None:
    value, most = UNITS[unit]
    count = data.draw(st.integers(2, most))
    written = format_timedelta(
        timedelta(**{f"{unit}s": count}), granularity=unit, threshold=1.5, locale=locale
    )
    surface, one = only(f"La panne a duré {written}, selon le greffe.")
    assert (surface, one.type, one.value) == (fold(written).text, "DURATION", value.format(count))


@pytest.mark.parametrize("locale", LOCALES)
@given(days=st.integers(-6, 6).filter(lambda days: abs(days) > 1), anchor=DAYS)
def test_a_time_difference_with_its_direction_is_a_day(locale: str, days: int, anchor: date) -> None:
    written = format_timedelta(
        timedelta(days=days), granularity="day", threshold=1.5, add_direction=True, locale=locale
    )
    surface, one = only(f"Le train part {written}, selon le greffe.", anchor)
    assert surface == fold(written).text.removeprefix("dans ")
    assert one.value == (anchor + timedelta(days=days)).isoformat()
