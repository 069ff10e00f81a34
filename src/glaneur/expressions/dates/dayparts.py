"""Parts of the day: `fin de matinée`, `le soir même`, `nuit de lundi à mardi`, `dans la soirée`."""

from dataclasses import replace

from glaneur.expressions.dates import lexicon as lex
from glaneur.expressions.dates.days import read_day_first, read_weekday
from glaneur.expressions.dates.periods import read_feast
from glaneur.expressions.dates.readings import CalendarDate, Interval, Timed, Unit, What
from glaneur.expressions.dates.view import Match, View, day_part

_ON_THAT_DAY: tuple[lex.Phrase, ...] = (
    ("dans", "la"), ("dans", "l", "'"), ("au", "cours", "de", "la"), ("au", "cours", "de", "l", "'"),
    ("en",), ("au", "petit"), ("tard", "dans", "la"),
)  # fmt: skip
_NOT_IN = ("matin", "soir", "nuit", "après")  # "en" takes the long forms: en soirée, never en soir


def read_part_of_day(v: View, i: int) -> Match | None:
    """`nuit de lundi à mardi`, `soirée de mardi`, `soir même`, `nuit dernière`, at the noun."""
    part = day_part(v, i)
    if part is None:
        return None
    name, end = part
    if v.step(end) == -1 and name == "NI":
        return Match(i, end + 1, Timed(Unit("day", -1), None, "NI"), "last_night")
    if v.low[end] == "même" and v.low[i - 1] in ("le", "la", "'", "du", "dès", "au", "ce"):
        return Match(i, end + 1, Timed(Unit("day", 0, "said"), None, name), "same_part_of_day")
    if v.low[end] in ("de", "du"):
        return _of_day(v, i, name, end + 1)
    return _on_that_day(v, i, name, end)


def _on_that_day(v: View, i: int, name: str, end: int) -> Match | None:
    """`dans la nuit`, `en soirée`: on the day in question, where nothing says which night it is."""
    after = v.low[end]
    if after in ("d", "des", "où", "-", "qui", "que", "suivante", "suivant") or not _prepared(v, i):
        return None
    if after in lex.WEEKDAYS and (day := read_weekday(v, end)) is not None:
        return Match(i, day.end, Timed(day.what, None, name), "part_of_day")
    return Match(i, end, Timed(None, None, name), "part_of_that_day", weak=True)


def _prepared(v: View, i: int) -> bool:
    word = v.low[i]
    for phrase in _ON_THAT_DAY:
        if v.tokens.matches(i - len(phrase), phrase):
            if phrase == ("en",):
                return word not in _NOT_IN
            return (word == "matin") == (phrase[-1] == "petit")
    return _set_off(v, i)


def _set_off(v: View, i: int) -> bool:
    """Whether `au` before token `i` goes on from a day and its comma: `lundi 29 août, au matin`."""
    last = v.last
    return last is not None and last.end == i - 2 and v.low[i - 2] == "," and v.low[i - 1] == "au"


def _of_day(v: View, i: int, name: str, k: int) -> Match | None:
    day = _day_at(v, k)
    if day is None:
        return None
    end = day.end
    what = day.what.begin if isinstance(day.what, Interval) else day.what
    if name == "NI" and not isinstance(day.what, Interval) and v.low[end] in ("à", "au"):
        after = _day_at(v, end + 1)
        if after is not None:
            end = after.end
            what = _borrow(what, after.what)
    return Match(i, end, Timed(what, None, name), "part_of_day")


def _borrow(what: What, other: What) -> What:
    """The first day with the month that is said only behind the second."""
    if not isinstance(what, CalendarDate) or not isinstance(other, CalendarDate):
        return what
    if what.month is not None or what.day is None:
        return what
    return replace(what, month=other.month, year=other.year)


def _day_at(v: View, k: int) -> Match | None:
    if v.low[k] in lex.WEEKDAYS:
        return read_weekday(v, k)
    return read_day_first(v, k) or read_feast(v, k)


def read_edge_of_part(v: View, i: int, k: int) -> Match | None:
    """`fin de matinée`, `début d'après-midi`, `mi-journée`, at the edge word; the noun is at token `k`."""
    mod = lex.EDGES[v.low[i]]
    if mod == "APPROX":
        return None
    dated = read_part_of_day(v, k)
    if dated is not None and dated.start == k and dated.rule != "part_of_that_day":
        return replace(dated, start=i, mod=mod, rule=f"edge_{dated.rule}")
    part = day_part(v, k) or v.phrase(k, lex.DAYTIME)
    if part is None or v.low[part[1]] in ("de", "d", "des"):
        return None
    name, end = part
    if v.low[end] in lex.WEEKDAYS and (day := read_weekday(v, end)) is not None:
        return Match(i, day.end, Timed(day.what, None, name), "edge_part_of_day", mod)
    return Match(i, end, Timed(None, None, name), "edge_part_of_that_day", mod)
