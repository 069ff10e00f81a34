"""Days and months: "mardi 3 septembre 2024", "les 16 et 17 juin", "14-Juillet", "mars dernier"."""

from dataclasses import replace
from typing import Literal

from glaneur.expressions.dates import lexicon as lex
from glaneur.expressions.dates.arithmetic import days_in
from glaneur.expressions.dates.figures import read_figures
from glaneur.expressions.dates.readings import (
    CalendarDate,
    Interval,
    NthOfMonth,
    Unit,
    Vague,
    WeekdayOf,
    What,
    YearRef,
)  # fmt: skip
from glaneur.expressions.dates.view import Match, View
from glaneur.expressions.dates.years import read_year_of

_LONGEST = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
_LIST_JOINTS = frozenset(("et", "au", "à", "ou", ",", "-", "–"))
_MAX_LIST = 8


def month_word(v: View, i: int) -> tuple[int, int] | None:
    """The French month named at token `i`, in full or shortened with its full stop, and its end."""
    word = v.low[i]
    number = lex.MONTHS.get(word)
    if number is not None:
        return number, i + 1
    number = lex.MONTHS_SHORT.get(word)
    if number is None:
        return None
    end = i + 1
    return number, end + 1 if v.low[end] == "." and v.tokens.glued(end) else end


def read_day_first(v: View, i: int) -> Match | None:
    """A date that starts with the number of its day at token `i`, or several days of one month."""
    first = v.day(i)
    if first is None:
        return None
    if v.low[i - 1] in ("du", "de") and v.low[i - 2] in lex.NO_DAY_AFTER:
        return None
    day, end = first
    dated = _month_and_year(v, end, day)
    if dated is not None:
        what = _of_record(v, i, dated[0])
        return Match(i, dated[1], what, "day_month" if what.year is None else "day_month_year")
    return _day_list(v, i, day, end)


def _of_record(v: View, i: int, what: CalendarDate) -> CalendarDate:
    """The year that everyone knows: `attentats du 11 septembre`."""
    if what.year is not None or what.month is None or what.day is None or v.low[i - 1] != "du":
        return what
    known = lex.DAYS_OF_RECORD.get((what.month, what.day))
    if known is None or v.low[i - 2] not in known[1]:
        return what
    return replace(what, year=YearRef(known[0]))


def _month_and_year(v: View, i: int, day: int) -> tuple[CalendarDate, int] | None:
    """The month (and year, or "dernier") behind a day that ends at token `i`."""
    hyphen = v.tokens.hyphen(i)
    month = month_word(v, i + 1 if hyphen else i)
    if month is None:
        return None
    number, end = month
    if day > _LONGEST[number - 1]:
        return None
    if hyphen and v.low[end] == "-":
        end += 1
    year, after = read_year_of(v, end, short=True)
    if year is not None and year.number is not None and day > days_in(year.number, number):
        return None
    if year is not None:
        return CalendarDate(year, number, day), after
    if hyphen and v.low[end - 1] == "-":
        end -= 1
    step = -1 if v.low[end] == "précédent" else v.step(end)
    return CalendarDate(None, number, day, None, step), end if step is None else end + 1


def _day_list(v: View, i: int, day: int, end: int) -> Match | None:
    """`16 et 17 juin`, `28 au 30 avril`, `1er, 2 et 3 mai`: one mention from the first to the last."""
    low = v.low
    for _ in range(_MAX_LIST):
        if low[end] not in _LIST_JOINTS:
            return None
        k = end + 1
        if low[k] in ("le", "au"):
            k += 1
        last = v.day(k, behind_dash=low[end] in ("-", "–"))
        if last is None:
            return None
        end = last[1]
        dated = _month_and_year(v, end, last[0])
        if dated is not None:
            until, end = dated
            if last[0] <= day:
                return None
            return Match(i, end, Interval(replace(until, day=day), until), "days_of_month")
    return None


def read_weekday(v: View, i: int) -> Match | None:
    """A weekday at token `i` with what specifies it: its day, month and year, or "dernier"."""
    weekday = lex.WEEKDAYS[v.low[i]]
    if v.low[i - 1] in ("du", "de") and v.low[i - 2] in lex.NO_DAY_AFTER:
        return None
    if (nth := v.numerals.ending.get(i)) is not None and nth.ordinal:
        return None  # "premier samedi de mobilisation": one of a series, not of the calendar
    start = i - 1 if v.low[i - 1] in ("ce", "même") else i
    if v.tokens.matches(i - 2, ("ce", "même")):
        start = i - 2
    step = v.step(i + 1)
    if step is not None:
        return Match(start, i + 2, CalendarDate(weekday=weekday, step=step), "weekday_step")
    special = _two_weekdays(v, i, start, weekday) or _weekday_of_week(v, i, start, weekday)
    if special is not None:
        return special
    j = i + 1
    if v.low[j] == "," and v.low[j + 1] == "le":
        j += 2
    elif v.low[j] == "le":
        j += 1
    dated = _weekday_date(v, j, weekday) or (_after_comma(v, j + 1, weekday) if v.low[j] == "," else None)
    if dated is not None:
        return Match(start, dated[1], dated[0], "weekday_date")
    if v.capital(i) and not v.opens_sentence(i) and not v.tokens.surface(i).isupper():
        return None  # French weekdays have no capital: a name ("Mardi cinéma")
    if v.low[i - 1] == "un" and v.low[i + 1] not in lex.DAYPARTS:
        return Match(i, i + 1, Vague(f"XXXX-WXX-{weekday}", "day"), "some_weekday")
    return Match(start, i + 1, CalendarDate(weekday=weekday), "weekday")


def read_short_weekday(v: View, i: int) -> Match | None:
    """`mar. 9 mai`, `dim., 7 mai 2023`: a shortened weekday, only with its day and month."""
    if v.low[i + 1] != "." or not v.tokens.glued(i + 1):
        return None
    weekday = lex.WEEKDAYS_SHORT[v.low[i]]
    dated = _after_comma(v, i + 3 if v.low[i + 2] == "," else i + 2, weekday)
    return Match(i, dated[1], dated[0], "weekday_date") if dated is not None else None


def _two_weekdays(v: View, i: int, start: int, weekday: int) -> Match | None:
    """`mardi et mercredi prochains`, `samedi et dimanche`: two days that follow each other."""
    other = lex.WEEKDAYS.get(v.low[i + 2])
    if v.low[i + 1] != "et" or other is None or other != weekday % 7 + 1 or v.day(i + 3) is not None:
        return None
    step, end = v.step(i + 3), i + 3
    if step is not None:
        if not v.low[end].endswith("s"):
            return None
        end += 1
    elif v.low[end] in lex.DAYPARTS or v.low[i - 1] == "le":
        return None
    days = Interval(CalendarDate(weekday=weekday, step=step), CalendarDate(weekday=other, step=step))
    return Match(start, end, days, "two_weekdays")


def _weekday_of_week(v: View, i: int, start: int, weekday: int) -> Match | None:
    """`mardi de la semaine dernière`, `mardi suivant`, `mardi précédent`."""
    said = v.phrase(i + 1, lex.STEPS_FROM_SAID)
    if said is not None:
        return Match(start, said[1], WeekdayOf(weekday, Unit("day", said[0], "said")), "weekday_step_said")
    k = v.skip(i + 1, ("de", "la"))
    step = v.step(k + 1)
    if k == i + 1 or v.low[k] != "semaine" or step is None:
        return None
    return Match(start, k + 2, WeekdayOf(weekday, Unit("week", step)), "weekday_of_week")


def read_nth_of_month(v: View, i: int, number: int, k: int) -> Match | None:
    """`premier dimanche de mai 2024`, `dernière semaine d'août`, at the ordinal; the noun is at token `k`."""
    weekday = lex.WEEKDAYS.get(v.low[k])
    if weekday is None and v.low[k] not in ("semaine", "jour"):
        return None
    j = v.skip(k + 1, ("de", "d", "du"))
    if v.low[j] == "mois":
        j = v.skip(j + 1, ("de", "d"))
    month = month_word(v, j)
    if month is None or j == k + 1:
        return None
    year, end = read_year_of(v, month[1])
    step = v.step(end) if year is None else None
    if step is not None:
        end += 1
    grain: Literal["day", "week"] = "week" if v.low[k] == "semaine" else "day"
    what = NthOfMonth(number, grain, weekday, CalendarDate(year, month[0], step=step))
    return Match(i, end, what, "nth_of_month")


def _weekday_date(v: View, j: int, weekday: int) -> tuple[What, int] | None:
    figures = read_figures(v, j)
    if figures is not None and isinstance(figures.what, CalendarDate) and figures.what.day is not None:
        return replace(figures.what, weekday=weekday), figures.end
    first = v.day(j)
    if first is None:
        return None
    day, end = first
    dated = _month_and_year(v, end, day)
    if dated is not None:
        return replace(dated[0], weekday=weekday), dated[1]
    if listed := _day_list(v, j, day, end):
        return listed.what, listed.end
    # "lundi 5" without a month; "lundi 5 personnes" counts people.
    after = v.low[end]
    if j == end or (after[0].isalpha() and not _may_follow_day(v, end)):
        return None
    return (CalendarDate(day=day, weekday=weekday), end) if after not in ("%", "€", "$") else None


def _after_comma(v: View, j: int, weekday: int) -> tuple[What, int] | None:
    """`samedi, 1 janvier 2000`: behind a comma only a whole date belongs to the weekday."""
    dated = _weekday_date(v, j, weekday)
    whole = dated is not None and isinstance(dated[0], CalendarDate) and dated[0].month is not None
    return dated if whole else None


def _may_follow_day(v: View, i: int) -> bool:
    word = v.low[i]
    return word in lex.YEAR_FUNCTION or word in lex.YEAR_MAYBE or word in lex.CLAUSE or word in lex.BEHIND_DAY


def read_month(v: View, i: int) -> Match | None:
    """A month at token `i` with its year, or alone where it can only be a month."""
    month = month_word(v, i)
    if month is None:
        return None
    number, end = month
    year, after = read_year_of(v, end, short=True)
    if v.low[i - 1].isdecimal() and not _impossible_day(v, i - 1, number, year):
        return None  # the figure before is no day of this month, or names a street
    if year is not None:
        return Match(i, after, CalendarDate(year, number), "month_year")
    if v.low[i] in lex.MONTHS_SHORT:
        return None
    step = v.step(end)
    if step is not None:
        return Match(i, end + 1, CalendarDate(month=number, step=step), "month_step")
    if _short_year(v, end):
        short = YearRef(1900 + int(v.low[end]))
        return Match(i, end + 1, CalendarDate(short, number), "month_short_year")
    return _bare_month(v, i, number, end)


def _impossible_day(v: View, i: int, month: int, year: YearRef | None) -> bool:
    """Whether token `i` is a day that this month lacks: of `31 février 2024` the rest is read."""
    day = v.figure(i, most=2)
    if day is None or year is None or year.number is None or v.inside_code(i):
        return False
    return days_in(year.number, month) < day <= max(_LONGEST)


def _short_year(v: View, i: int) -> bool:
    """Whether the figure at token `i` is the year of "Mai 68": two figures that can be no day."""
    word = v.low[i]
    if not word.isdecimal() or len(word) != 2 or int(word) <= 31 or v.tokens.glued(i):
        return False
    return not (v.tokens.glued(i + 1) and v.low[i + 1].isalnum())


def _bare_month(v: View, i: int, number: int, end: int) -> Match | None:
    before = v.low[i - 1]
    if before in lex.NO_MONTH_AFTER or before in ("rue", "avenue"):
        return None
    if v.capital(i) and not (before in lex.BEFORE_MONTH and not v.capital(end)) and not v.opens_sentence(i):
        return None
    if v.capital(i) and v.capital(end) and v.low[end][0].isalpha():
        return None
    if v.low[i] == "mars" and v.capital(i):
        return None
    return Match(i, end, CalendarDate(month=number), "month", weak=True)


def read_bare_day(v: View, i: int) -> Match | None:
    """`le 1er`, `le 14`: a day without a month, where nothing follows that it could count."""
    day = v.day(i)
    if day is None or v.low[i - 1] != "le" or not v.low[i].isdecimal():
        return None
    end = day[1]
    if v.low[end] == "à" and v.low[end + 2] in ("h", "heures"):
        return Match(i, end, CalendarDate(day=day[0]), "day")
    if v.low[end] == "au" and v.low[end + 1] in ("soir", "matin"):
        return Match(i, end, CalendarDate(day=day[0]), "day")
    if v.low[end] not in (",", ".", ")", ";", "\n") or (v.tokens.glued(end + 1) and v.low[end + 1].isalnum()):
        return None
    return Match(i, end, CalendarDate(day=day[0]), "day", weak=True)
