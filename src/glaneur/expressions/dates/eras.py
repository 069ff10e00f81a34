"""What needs no anchor: decades, centuries, years before Christ; school years and seasons of sport."""

from glaneur.expressions import number_words as words
from glaneur.expressions.dates.readings import CalendarDate, Era, Interval, Seasonal, What
from glaneur.expressions.dates.view import Match, View
from glaneur.expressions.dates.years import before_christ, year_span


def read_decade(v: View, i: int) -> Match | None:
    """`années 80`, `années 1990`, `années trente`, `décennie 2010`, at the noun."""
    low = v.low
    if low[i] not in ("années", "décennie", "décennies"):
        return None
    k = i + 1
    year = v.year(k)
    if year is not None and year % 10 == 0:
        return _decade(v, i, k + 1, year)
    numeral = v.starting.get(k)
    if numeral is None or numeral.coded or numeral.ordinal or low[i] != "années":
        return None
    value = int(numeral.value)
    if numeral.value != value or value % 10 or not 10 <= value <= 90:
        return None
    return _decade(v, i, numeral.last, 1900 + value)


def _decade(v: View, i: int, end: int, year: int) -> Match:
    first = Era(str(year // 10), "decade", year, year + 9)
    if v.low[end] in ("-", "–", "et", "à"):
        numeral = v.starting.get(end + 1)
        value = int(numeral.value) if numeral is not None and not numeral.coded else 1
        if numeral is not None and value % 10 == 0 and value == numeral.value:
            until = value if value >= 1000 else 1900 + value
            if 1000 <= until <= 2100 and until > year and (value >= 1000 or 10 <= value <= 90):
                last = Era(str(until // 10), "decade", until, until + 9)
                return Match(i, numeral.last, Interval(first, last), "decades")
    return Match(i, end, first, "decade")


def read_century(v: View, i: int) -> Match | None:
    """`XIXe siècle`, `21e siècle`, `dix-neuvième siècle`, `XVIIe et XVIIIe siècles`, at the ordinal."""
    numeral = v.starting[i]
    if not numeral.ordinal or not 1 <= numeral.value <= 30:
        return None
    first, k = _century(int(numeral.value)), numeral.last
    if v.low[k] in ("siècle", "s"):
        end = k + 1
        if v.low[k] == "s" and v.low[end] != ".":
            return None
        christ = before_christ(v, end)
        if christ is not None:
            return Match(i, christ, Era(f"BC{int(numeral.value):02d}", "century", None, None), "century_bc")
        return Match(i, end, first, "century")
    if v.low[k] not in ("et", "-", "–", "ou", "au", "à"):
        return None
    k = v.skip(k + 1, ("le", "la", "du", "au"))
    other = v.starting.get(k)
    if (
        other is None
        or not other.ordinal
        or not 1 <= other.value <= 30
        or v.low[other.last] not in ("siècle", "siècles")
    ):
        return None
    return Match(i, other.last + 1, Interval(first, _century(int(other.value))), "centuries")


def _century(ordinal: int) -> Era:
    first = (ordinal - 1) * 100
    return Era(f"{ordinal - 1:02d}", "century", max(first, 1), first + 99)


def read_spaced_century(v: View, i: int) -> Match | None:
    """`XX e siècle`, its ending set apart, at "siècle"."""
    roman = v.tokens.surface(i - 2)
    if v.low[i - 1] not in ("e", "è", "ème") or not roman.isupper():
        return None
    numeral = words.ROMAN_ORDINALS.get(f"{roman.lower()}e")
    return Match(i - 2, i + 1, _century(numeral[0]), "century") if numeral else None


def read_school_year(v: View, i: int) -> Match | None:
    """`saison 2023-2024`, `année scolaire 2023-2024`, `exercice 2023/24`, `saison dernière`, at the noun."""
    low = v.low
    k = i + 1
    if low[i] == "année":
        if low[k] not in ("scolaire", "universitaire"):
            return None
        k += 1
    number = v.year(k)
    if number is not None:
        span = year_span(v, k, number)
        if span is None:
            return None
        crosses = low[i] != "exercice" and _years_apart(span.what) == 1
        return Match(i, span.end, Seasonal(year=number) if crosses else span.what, "school_year")
    step = v.step(k)
    if step is not None and (low[i] == "saison" or k == i + 2):
        return Match(i, k + 1, Seasonal(offset=step), "season_step")
    if low[i - 1] == "cette" and (low[i] == "saison" or k == i + 2):
        return Match(i - 1, k, Seasonal(), "season_this")
    return None


def _years_apart(span: What) -> int:
    assert isinstance(span, Interval)
    begin, end = span.begin, span.end
    if not (isinstance(begin, CalendarDate) and isinstance(end, CalendarDate) and begin.year and end.year):
        return 0
    return (end.year.number or 0) - (begin.year.number or 0)
