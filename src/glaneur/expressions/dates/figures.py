"""Full dates in figures (`03/09/24`, `3.9.2024`, `2024-09-03`) and in English (`September 3, 2024`)."""

from glaneur.expressions.dates import lexicon as lex
from glaneur.expressions.dates.arithmetic import days_in
from glaneur.expressions.dates.leaves import read_english
from glaneur.expressions.dates.readings import CalendarDate, YearRef
from glaneur.expressions.dates.view import Match, View


def read_figures(v: View, i: int) -> Match | None:
    """A date in figures that starts at token `i`: 03/09/24, 3.9.2024, 2024-09-03, 09/2024."""
    low = v.low
    word, mark = low[i], low[i + 1]
    if mark not in "/.-" or not word.isdecimal() or not _glued(v, i, 3) or v.inside_code(i):
        return None
    second, third = low[i + 2], low[i + 4] if low[i + 3] == mark and _glued(v, i, 5) else ""
    if not second.isdecimal() or _runs_on(v, i + 5 if third else i + 3):
        return None
    if third.isdecimal():
        return _full_figures(i, mark, word, second, third)
    if mark == "/" and len(word) <= 2 and len(second) == 4 and 1 <= int(word) <= 12 and v.year(i + 2):
        return Match(i, i + 3, CalendarDate(YearRef(int(second)), int(word)), "figures_month")
    if mark == "/" and low[i - 1] == "le" and len(word) == len(second) == 2:
        return _checked(Match(i, i + 3, CalendarDate(None, int(second), int(word)), "figures_day"))
    return None


def _full_figures(i: int, mark: str, first: str, second: str, third: str) -> Match | None:
    lengths = len(first), len(second), len(third)
    dotted = mark == "." and lengths != (4, 2, 2)  # "2024.1.3" is a version
    if lengths[0] == 4 and max(lengths[1:]) <= 2 and mark != "/" and not dotted:
        year, month, day = first, second, third
    elif lengths[0] <= 2 and lengths[1] <= 2 and lengths[2] in (2, 4):
        day, month, year = first, second, third
        if lengths[2] == 2 and (mark != "/" and lengths != (2, 2, 2)):
            return None
    else:
        return None
    number = int(year)
    if len(year) == 2:
        number += 2000 if number < 50 else 1900
    return _checked(Match(i, i + 5, CalendarDate(YearRef(number), int(month), int(day)), "figures"))


def _checked(match: Match) -> Match | None:
    """`match`, if the calendar has that day (29 February passes where no year is said)."""
    what = match.what
    assert isinstance(what, CalendarDate)
    assert what.month is not None
    assert what.day is not None
    year = what.year.number if what.year is not None and what.year.number is not None else 2000
    if year < 1000 or not 1 <= what.month <= 12 or not 1 <= what.day <= days_in(year, what.month):
        return None
    return match


def _glued(v: View, i: int, count: int) -> bool:
    return all(v.tokens.glued(k) for k in range(i + 1, i + count))


def _runs_on(v: View, end: int) -> bool:
    if not v.tokens.glued(end):
        return False
    after = v.low[end]
    return after.isalnum() or (after in "/.-," and v.tokens.glued(end + 1) and v.low[end + 1].isdecimal())


def read_english_date(v: View, i: int) -> Match | None:
    """`September 3, 2024`, at its month."""
    if not v.capital(i):
        return None
    k = i + 2 if v.low[i + 1] == "." else i + 1
    day = v.day(k)
    if day is None:
        return None
    end = day[1]
    if v.low[end] in ("st", "nd", "rd", "th") and v.tokens.glued(end):
        end += 1
    if v.low[end] == ",":
        end += 1
    if v.year(end) is None:
        return None
    return _english(v, i, end + 1)


def read_english_day_first(v: View, i: int) -> Match | None:
    """`3 September 2024`, at its day."""
    day = v.day(i)
    if day is None or v.low[day[1]] not in lex.MONTHS_ENGLISH or v.year(day[1] + 1) is None:
        return None
    return _english(v, i, day[1] + 2)


def _english(v: View, i: int, end: int) -> Match | None:
    when = read_english(v.tokens.text[v.tokens.start[i] : v.tokens.end[end - 1]])
    if when is None:
        return None
    return Match(i, end, CalendarDate(YearRef(when.year), when.month, when.day), "english_date")
