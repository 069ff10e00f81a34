"""Parts of a year: quarters, halves, seasons, weeks, and the feasts."""

from dataclasses import replace

from glaneur.expressions.dates import lexicon as lex
from glaneur.expressions.dates.arithmetic import SEASONS
from glaneur.expressions.dates.days import month_word, read_day_first, read_nth_of_month, read_weekday
from glaneur.expressions.dates.readings import (
    CalendarDate,
    Containing,
    Feast,
    Interval,
    NumberedWeek,
    YearPart,
    YearRef,
)  # fmt: skip
from glaneur.expressions.dates.view import Match, View
from glaneur.expressions.dates.years import counted, read_year_of, short_year, year_at

_PARTS = {"trimestre": ("quarter", 4), "semestre": ("half", 2), "moitié": ("half", 2)}


def read_ordinal_part(v: View, i: int) -> Match | None:
    """`premier trimestre 2024`, `deuxième moitié de l'année`, `second semestre`, at the ordinal."""
    low = v.low
    if low[i] in ("dernier", "dernière", "second", "seconde"):
        ordinal, k = (0 if low[i].startswith("dern") else 2), i + 1
    elif low[i] == "1" and low[i + 1] in ("er", "re", "ère"):
        ordinal, k = 1, i + 2
    else:
        numeral = v.starting.get(i)
        if numeral is None or not numeral.ordinal:
            return None
        ordinal, k = int(numeral.value), numeral.last
    nth = read_nth_of_month(v, i, ordinal or -1, k)
    if nth is not None:
        return nth
    if low[k] == "quinzaine":
        return _fortnight(v, i, k, ordinal)
    part = _PARTS.get(low[k])
    if part is None:
        return None
    grain, count = part
    year, end = read_year_of(v, k + 1)
    if low[k] == "moitié" and year is None:
        return None
    number = ordinal or count
    if not 1 <= number <= count or (ordinal == 0 and year is None):
        return None
    rule = "quarter" if grain == "quarter" else "half"
    step = v.step(end) if year is None else None
    if step is not None:
        end += 1
    return Match(i, end, YearPart("quarter" if grain == "quarter" else "half", number, year, step), rule)


def _fortnight(v: View, i: int, k: int, ordinal: int) -> Match | None:
    """`première quinzaine de mars`: the month, its start or its end."""
    j = v.skip(k + 1, ("de", "d", "du"))
    if v.low[j] == "mois":
        j = v.skip(j + 1, ("de", "d"))
    month = month_word(v, j)
    if month is None or ordinal not in (1, 2):
        return None
    year, end = read_year_of(v, month[1])
    mod = "START" if ordinal == 1 else "END"
    return Match(i, end, CalendarDate(year, month[0]), "fortnight_of_month", mod)  # type: ignore[arg-type]


def read_letter_part(v: View, i: int) -> Match | None:
    """`T4 2022`, `S1 2024`, `S36`, and `4T 2022` (at its letter, the figure before)."""
    low, letter = v.low, v.low[i]
    if not v.capital(i):
        return None
    opens = low[i - 1] in ("\n", "(", "[", "/", "-", "–")
    if v.tokens.glued(i + 1) and low[i + 1].isdecimal() and (opens or not v.tokens.glued(i)):
        number, end = v.figure(i + 1) or 0, i + 2
        if v.tokens.glued(end) and low[end] not in (",", ".", ")", "/", "-"):
            return None
        figure = year_at(v, end)
        year, after = (YearRef(figure), end + 1) if figure is not None else read_year_of(v, end)
        if year is None and opens:
            return None  # a reference: "(T3)"
        if letter in ("t", "q") and 1 <= number <= 4 and (year is not None or letter == "t"):
            return Match(i, after, YearPart("quarter", number, year), "quarter_letter", weak=year is None)
        if letter in ("s", "h") and number in (1, 2) and year is not None:
            return Match(i, after, YearPart("half", number, year), "half_letter")
        if letter == "s" and len(low[i + 1]) == 2 and 10 <= number <= 53:
            return Match(i, after, NumberedWeek(number, year), "week_letter", weak=year is None)
    return None


def read_figure_part(v: View, i: int) -> Match | None:
    """`4T 2022`, `1S 2023`, `3T24`, at the figure."""
    low = v.low
    if low[i] not in ("1", "2", "3", "4") or low[i + 1] not in ("t", "s") or not v.tokens.glued(i + 1):
        return None
    year, end = read_year_of(v, i + 2)
    if year is None and v.capital(i + 1) and v.tokens.glued(i + 2):
        year, end = short_year(v, i + 2), i + 3
        if v.tokens.glued(end) and low[end].isalnum():
            return None
    number = int(low[i])
    if year is None or (low[i + 1] == "s" and number > 2):
        return None
    return Match(i, end, YearPart("quarter" if low[i + 1] == "t" else "half", number, year), "quarter_letter")


def read_season(v: View, i: int) -> Match | None:
    """A season at token `i`: `été 2023`, `l'automne dernier`, `cet hiver`, `au printemps`."""
    low = v.low
    number = SEASONS.index(lex.SEASONS[low[i]])
    if v.capital(i) and not v.opens_sentence(i) and v.capital(i - 1) and not v.opens_sentence(i - 1):
        return None
    if low[i + 1] in lex.NO_SEASON_BEFORE or v.tokens.matches(i + 1, ("de", "prague")):
        return None
    if low[i - 2] == "d" and not lex.SEASONAL_EVENTS.isdisjoint(low[max(0, i - 8) : i - 2]):
        return None  # "Jeux olympiques de la jeunesse d'hiver de 2016": held in the year, not the season
    year, end = read_year_of(v, i + 1)
    if year is not None:
        if low[end] in "-/" and v.tokens.glued(end) and low[end + 1].isdecimal():
            end += 2
        return Match(i, end, YearPart("season", number, year), "season_year")
    if low[i + 1].isdecimal() and v.year(i + 1) is not None and low[i + 2] in ("-", "/"):
        return Match(i, i + 4, YearPart("season", number, YearRef(v.year(i + 1))), "season_year")
    step = v.step(i + 1)
    if step is not None and (low[i] != "été" or low[i - 1] in ("'", "cet")):
        return Match(i, i + 2, YearPart("season", number, None, step), "season_step")
    if v.capital(i) and not v.opens_sentence(i):
        return None
    before = low[i - 1]
    if before in ("cet", "ce"):
        return Match(i - 1, i + 1, YearPart("season", number, None, 0), "season_this")
    if before in ("'", "au", "en", "fin", "début", "mi", "-") and low[i - 2] not in (
        "d",
        "n",
        "j",
        "qu",
        "m",
        "s",
    ):
        if low[i] == "été" and before in ("fin", "en", "-") and low[i - 2] in ("a", "ont"):
            return None
        return Match(i, i + 1, YearPart("season", number), "season", weak=True)
    return None


def read_feast(v: View, i: int) -> Match | None:
    """A feast at token `i` with its year: `Pâques 2024`, `lundi de Pentecôte`, `Noël dernier`."""
    found = v.phrase(i, lex.FEASTS)
    if found is None:
        return None
    phrase, end = found
    if v.low[i - 1] == "de" and v.low[i - 2] in ("île", "îles", "œufs", "lapin"):
        return None
    if v.low[i - 1] in ("île", "père", "marché", "sapin", "place", "rue", "hôpital"):
        return None
    if v.low[i - 1] == "du" and v.low[i - 2] in ("concert", "concerts"):
        return None
    year, after = read_year_of(v, end, short=True)
    if phrase[0] in lex.FEASTS_CAPITAL and not v.capital(i) and year is None:
        return None
    if phrase[0] in ("ascension", "assomption") and v.low[i - 1] != "'":
        return None
    if year is not None:
        return Match(i, after, Feast(phrase, year), "feast_year")
    step = v.step(end)
    if step is not None:
        return Match(i, end + 1, Feast(phrase, None, step), "feast_step")
    if v.low[end][0].isalpha() and v.capital(end):
        return None
    return Match(i, end, Feast(phrase), "feast", weak=True)


def _to_weekday(v: View, match: Match) -> Match:
    """`samedi 17 et dimanche 18 août`: the month is said once, at the end."""
    begin, k = match.what, match.end
    if v.low[k] not in ("et", "au") or v.low[k + 1] not in lex.WEEKDAYS:
        return match
    until = read_weekday(v, k + 1)
    if until is None or not isinstance(begin, CalendarDate) or not isinstance(until.what, CalendarDate):
        return match
    if begin.month is not None or until.what.month is None or until.what.day is None:
        return match
    first = replace(begin, month=until.what.month, year=until.what.year)
    return replace(match, end=until.end, what=Interval(first, until.what))


def read_week_of(v: View, i: int) -> Match | None:
    """`semaine du 3 juin`, `week-end du 3 et 4 mai`, `semaine 36`, at the noun."""
    found = v.unit(i)
    if found is None or found[0] not in ("week", "weekend"):
        return None
    grain, k = found
    if v.low[k] in ("du", "de"):
        inner = read_weekday(v, k + 1) if v.low[k + 1] in lex.WEEKDAYS else read_day_first(v, k + 1)
        if inner is None:
            return None
        inner = _to_weekday(v, inner)
        if isinstance(inner.what, CalendarDate) and inner.what.day is not None:
            if v.low[inner.end] in ("au", "à"):
                return None
            holder = Containing("week" if grain == "week" else "weekend", inner.what)
            return Match(i, inner.end, holder, f"{grain}_of_day")
        if isinstance(inner.what, Interval):
            return Match(i, inner.end, inner.what, f"{grain}_of_days")
        return None
    numeral = v.starting.get(k)
    if grain == "week" and numeral is not None and numeral.digits and 1 <= numeral.value <= 53:
        year, end = read_year_of(v, k + 1)
        if year is None and counted(v, end, strict=False):
            return None
        return Match(i, end, NumberedWeek(int(numeral.value), year), "week_number")
    return None
