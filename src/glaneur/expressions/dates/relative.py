"""Dates counted from another: `hier`, `cette semaine`, `l'an dernier`, `la veille`, `ce matin`."""

from dataclasses import replace
from decimal import Decimal

from glaneur.expressions.dates import lexicon as lex
from glaneur.expressions.dates.days import read_day_first, read_month, read_weekday
from glaneur.expressions.dates.durations import iso
from glaneur.expressions.dates.eras import read_decade, read_school_year, read_spaced_century
from glaneur.expressions.dates.periods import read_season, read_week_of
from glaneur.expressions.dates.readings import CalendarDate, Era, Interval, Span, Timed, Unit, YearRef
from glaneur.expressions.dates.view import Match, View, day_part
from glaneur.expressions.dates.years import year_at
from glaneur.schema import Grain


def read_deictic_day(v: View, i: int) -> Match | None:
    """`hier`, `avant-hier`, `aujourd'hui`, `demain`, `après-demain`."""
    low = v.low
    word = low[i]
    if word == "aujourd":
        if not v.tokens.matches(i + 1, ("'", "hui")):
            return None
        return Match(i, i + 3, Unit("day", 0), "today")
    if word in ("avant", "après"):
        if low[i + 1] != "-" or low[i + 2] not in ("hier", "demain") or not v.tokens.glued(i + 1):
            return None
        return Match(i, i + 3, Unit("day", -2 if low[i + 2] == "hier" else 2), "day_after_next")
    if low[i - 1] == "-" and v.tokens.glued(i):
        return None
    return Match(
        i, i + 1, Unit("day", -1 if word == "hier" else 1), "yesterday" if word == "hier" else "tomorrow"
    )


def read_neighbour_day(v: View, i: int) -> Match | None:
    """`la veille`, `le lendemain`, `l'avant-veille`, counted from the date said last."""
    low = v.low
    offset, start = lex.NEIGHBOUR_DAYS[low[i]], i
    if low[i - 1] == "-" and low[i - 2] == "avant" and offset == -1:
        offset, start = -2, i - 2
    article = low[start - 1]
    if article not in ("la", "le", "'", "dès", "au", "du") or low[i + 1] in ("de", "d", "du", "des", "que"):
        return None
    if article == "'" and low[start - 2] != "l":
        return None
    return Match(start, i + 1, Unit("day", offset, "said"), "neighbour_day")


def read_demonstrative(v: View, i: int) -> Match | None:
    """What "ce", "cet", "cette" point to: `cette année`, `ce matin`, `ce lundi`, `cet été`, `ce 3 mai`."""
    low, k = v.low, i + 1
    if low[k] in lex.WEEKDAYS:
        match = read_weekday(v, k)
        if match is not None and isinstance(match.what, CalendarDate) and match.what.step is None:
            if low[match.end] == "-" and low[match.end + 1] == "là":
                return None
            return replace(match, start=i, what=replace(match.what, step=0), rule="this_" + match.rule)
        return match
    if low[k].isdecimal():
        dated = read_day_first(v, k)
        return replace(dated, start=i) if dated is not None else None
    if low[k] in lex.SEASONS:
        return read_season(v, k)
    if low[k] in ("saison", "année") and (match := read_school_year(v, k)):
        return match
    part = day_part(v, k)
    if part is not None:
        end = part[1]
        if low[end] == "-" and low[end + 1] == "là":
            return Match(i, end + 2, Timed(Unit("day", 0, "said"), None, part[0]), "that_part_of_day")
        return Match(i, end, Timed(Unit("day", 0), None, part[0]), "this_part_of_day")
    if low[k] == "midi" and low[i] == "ce":
        return None
    return _this_unit(v, i, k)


def _this_unit(v: View, i: int, k: int) -> Match | None:
    low = v.low
    if low[k] == "même":
        k += 1
    found = v.unit(k)
    if found is None or found[0] in ("hour", "minute", "second"):
        return None
    grain, end = found
    if low[end] == "-" and low[end + 1] in ("ci", "là") and v.tokens.glued(end):
        if low[end + 1] == "là":
            return Match(i, end + 2, Unit(grain, 0, "said"), "that_unit")
        return Match(i, end + 2, Unit(grain, 0), "this_unit")
    if grain == "week" and (match := read_week_of(v, k)):
        return match
    if grain == "year" and (number := year_at(v, end)) is not None:
        return Match(i, end + 1, CalendarDate(YearRef(number)), "year_noun")
    if grain == "month" and low[end] in ("de", "d") and (month := read_month(v, v.skip(end, ("de", "d")))):
        assert isinstance(month.what, CalendarDate)
        named = month.what if month.what.year else replace(month.what, step=month.what.step or 0)
        return Match(i, month.end, named, "this_month_named")
    return Match(i, end, Unit(grain, 0), "this_unit")


def read_these(v: View, i: int) -> Match | None:
    """`ces dix dernières années` (P10Y), `ces derniers mois` (PXM), at "ces"."""
    k = i + 1
    numeral = v.number(k)
    if numeral is not None and not numeral.ordinal:
        k = numeral.last
    if v.low[k] not in lex.STEPS:
        return None
    k += 1
    if numeral is None and (inner := v.number(k)) is not None:
        numeral, k = inner, inner.last
    found = v.unit(k)
    if found is None:
        return None
    grain, end = found
    if numeral is None or grain == "weekend":
        letter = lex.UNIT_VALUES[grain][0] if grain != "weekend" else "W"
        timed = "T" if grain in ("hour", "minute", "second") else ""
        return Match(i, end, Span(f"P{timed}X{letter}", grain), "these_last", weak=True)
    return Match(i, end, Span(iso(numeral.value, grain), grain), "these_n_last")


def read_same(v: View, i: int) -> Match | None:
    """`le même jour`, `la même année`, `au cours du même mois`, at "même"."""
    found = v.unit(i + 1)
    if (
        found is None
        or found[0] in ("hour", "minute", "second")
        or v.low[i - 1] not in ("le", "la", "du", "au")
    ):
        return None
    grain, end = found
    if v.low[end] in ("que", "qu"):
        return None
    return Match(i, end, Unit(grain, 0, "said"), "same_unit")


def read_unit_noun(v: View, i: int) -> Match | None:
    """A unit and what says which: `an dernier`, `semaine suivante`, `année 2024`."""
    found = v.unit(i)
    if found is None:
        return None
    grain, end = found
    if v.low[i] == "jour" and v.low[end] == "même" and v.low[end + 1] not in ("de", "d", "du", "où"):
        return (
            Match(i, end + 1, Unit("day", 0, "said"), "same_unit") if v.low[i - 1] in ("le", "dès") else None
        )
    specific = _specified_unit(v, i, grain, end)
    if specific is not None:
        return specific
    singular = not v.low[i].endswith("s") or v.low[i] == "mois"
    if not singular or grain in ("hour", "minute", "second"):
        return None
    said = v.phrase(end, lex.STEPS_FROM_SAID)
    if said is not None:
        return Match(i, said[1], Unit(grain, said[0], "said"), "unit_step_said")
    if grain == "day":
        return None
    step = v.step(end)
    if step is not None and v.low[i - 1] not in ("chaque", "un", "une"):
        return Match(i, end + 1, Unit(grain, step), "unit_step")
    if v.tokens.matches(end, ("qui", "vient")) and v.low[end + 2] not in ("de", "d"):
        return Match(i, end + 2, Unit(grain, 1), "unit_step")
    before = lex.STEPS.get(v.low[i - 1])
    if before == 1 and v.low[i - 2] in ("la", "le") and grain in ("week", "year", "month"):
        return Match(i - 1, end, Unit(grain, 1), "unit_step")
    if v.tokens.matches(end, ("en", "cours")) and v.low[i - 1] in ("'", "la", "le", "du", "au"):
        return Match(i, end + 2, Unit(grain, 0), "unit_running")
    return None


def _specified_unit(v: View, i: int, grain: Grain, end: int) -> Match | None:
    low = v.low
    first = v.figure(end)
    if low[i] == "an" and first is not None and 100 <= first <= 999:
        return Match(i, end + 1, Era(f"{first:04d}", "year", first, first), "year_noun")
    if grain == "year":
        number = year_at(v, end)
        if number is not None and low[i] in ("an", "année") and low[i - 1] not in ("par", "chaque"):
            return Match(i, end + 1, CalendarDate(YearRef(number)), "year_noun")
        season = read_school_year(v, i) if low[i] != "années" else None
        return season or read_years_span(v, i, end) or read_decade(v, i)
    if low[i] == "siècle":
        return read_spaced_century(v, i)
    if grain == "decade":
        return read_decade(v, i)
    if grain in ("week", "weekend"):
        return read_week_of(v, i)
    return None


def read_years_span(v: View, i: int, end: int) -> Match | None:
    """`année 2023-2024`, `années 2012 à 2015`."""
    first = v.year(end)
    if first is None or v.low[end + 1] not in ("-", "–", "à", "/", "et"):
        return None
    until = v.year(end + 2)
    if until is None or until <= first:
        return None
    if v.low[end + 1] == "et" or (first % 10 == 0 and until % 10 == 0 and v.low[i] == "années"):
        return None
    span = Interval(CalendarDate(YearRef(first)), CalendarDate(YearRef(until)))
    return Match(i, end + 3, span, "year_span")


def read_bare_unit(v: View, i: int) -> Match | None:
    """The running unit, behind "fin" or "début": `fin de l'année`, `début de semaine`."""
    found = v.unit(i)
    if found is None or found[0] not in ("week", "month", "quarter", "half", "year", "decade", "century"):
        return None
    if v.low[i].endswith("s") and v.low[i] != "mois":
        return None
    if v.low[found[1]][0].isalpha() and v.low[found[1]] in ("de", "d", "des", "scolaire", "du"):
        return None
    return Match(i, found[1], Unit(found[0], 0), "unit")


def read_last_unit(v: View, i: int) -> Match | None:
    """`la dernière semaine`, `le dernier mois`, at "dernière": the length that ends now.

    What belongs to something else ends with it: "la dernière semaine de la campagne".
    """
    low = v.low
    found = v.unit(i + 1)
    if found is None or low[i - 1] not in ("la", "le") or low[i - 2] in ("pour", "est", "était", "sera"):
        return None
    grain, end = found
    if grain not in ("hour", "week", "month", "year", "decade", "century"):
        return None
    if low[end] in ("de", "d", "du", "des", "avant", "où", "à", "au") or low[end] in lex.STEPS:
        return None
    return Match(i, end, Span(iso(Decimal(1), grain), grain), "last_unit", weak=True)
