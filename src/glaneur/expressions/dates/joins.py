"""What joins dates (`fin mars`, `du 28 avril au 3 mai`, `entre mai et juin`) and what modifies them."""

from collections.abc import Callable
from dataclasses import replace

from glaneur.expressions.dates import lexicon as lex
from glaneur.expressions.dates.dayparts import read_edge_of_part
from glaneur.expressions.dates.readings import (
    CalendarDate,
    Containing,
    Era,
    Feast,
    Interval,
    Span,
    Timed,
    Unit,
    What,
    YearPart,
    YearRef,
)  # fmt: skip
from glaneur.expressions.dates.relative import read_bare_unit
from glaneur.expressions.dates.view import Match, View
from glaneur.expressions.dates.years import counted, year_at
from glaneur.expressions.tokens import BREAK
from glaneur.schema import TimeMod

_PARENTHESIS = 14  # tokens: a title, a place
ReadAt = Callable[[View, int], Match | None]


def read_edge(v: View, i: int, read_at: ReadAt) -> Match | None:
    """`fin mars`, `début 2025`, `mi-juin`, `milieu de l'année`, `fin d'année`, at the edge word."""
    low, mod = v.low, lex.EDGES[v.low[i]]
    k = i + 1
    if low[i] == "mi":
        if low[k] != "-" or not v.tokens.glued(k):
            return None
        k += 1
    elif low[i] == "courant":
        if low[i - 1] in ("un", "au", "du") or (low[i - 1] == "le" and low[k] not in ("de", "du", "d")):
            return None
        k = v.skip(k, ("de", "d", "du", "l", "la"))
    else:
        k = v.skip(k, ("de", "d", "du", "des", "l", "la", "le"))
        if low[k] == "mois" and low[k + 1] in ("de", "d"):
            k = v.skip(k + 1, ("de", "d"))
        if low[k] in ("cette", "ce", "cet") and low[k + 1] not in lex.SEASONS:
            inner = read_at(v, k)
            return (
                replace(inner, start=i, mod=mod, rule=f"edge_{inner.rule}")
                if _has_edges(inner) and inner
                else None
            )
    if low[k] in lex.EDGES:
        return None
    if (of_day := read_edge_of_part(v, i, k)) is not None:
        return of_day
    inner = _year_behind(v, k) or read_at(v, k) or read_bare_unit(v, k)
    if inner is None or inner.start != k or not _has_edges(inner):
        return None
    if (
        isinstance(inner.what, Unit)
        and inner.rule == "unit"
        and low[i - 1] in ("sans", "en", "une")
        and k == i + 1
    ):
        return None
    start = i - 1 if low[i - 1] in ("ce", "cette") else i
    return replace(inner, start=start, mod=mod, rule=f"edge_{inner.rule}", weak=False)


def _year_behind(v: View, k: int) -> Match | None:
    """The figure behind "fin" or "début" is a year."""
    number = year_at(v, k)
    if number is None or number < 1500 or counted(v, k + 1, strict=False):
        return None
    return Match(k, k + 1, CalendarDate(YearRef(number)), "year")


def _has_edges(match: Match | None) -> bool:
    if match is None or match.mod is not None:
        return False
    what = match.what
    if isinstance(what, CalendarDate):
        return what.day is None and what.weekday is None
    return isinstance(what, (Unit, YearPart, Era, Containing)) and not (
        isinstance(what, Unit) and what.grain == "day"
    )


def joined(v: View, match: Match, read_at: ReadAt) -> Match:
    """`match`, or the period that it opens: `du 28 avril au 3 mai`, `entre mai et juin`, `de 14h à 18h`."""
    if isinstance(match.what, (Interval, Span)) or not _point(match.what):
        return match
    joint = _joint(v, match)
    if joint is None:
        return match
    dashed = v.low[joint] in ("-", "–", "/")
    k = joint + 1 if dashed else v.skip(joint + 1, ("le", "la", "l", "ce"))
    until = read_at(v, k) if not (dashed and v.capital(k)) else None
    if until is None and joint > match.end:
        until = _year_behind(v, k)
    if until is None or until.start != k or not _same_kind(match.what, until.what):
        return match
    months = isinstance(until.what, CalendarDate) and until.what.month
    if v.low[joint] == "et" and _opener(v, match.start) != "entre" and not months:
        return match
    begin = _shared(match.what, until.what)
    end = _lent(begin, until.what)
    return replace(match, end=until.end, what=Interval(begin, end), rule="interval", mod=None, weak=False)


def _joint(v: View, match: Match) -> int | None:
    """The token behind `match` that joins it to another date, if one does."""
    end, what, opener = match.end, match.what, _opener(v, match.start)
    if opener == "de" and v.low[end] == "(":
        end = _behind_parenthesis(v, end)
        return end if v.low[end] in ("à", "au") else None
    connector, after = v.low[end], v.low[end + 1]
    if opener == "entre":
        joins = connector in ("et", "à")
    elif connector in ("à", "au", "aux"):
        full = isinstance(what, CalendarDate) and what.weekday is not None and what.day is not None
        joins = opener in ("de", "depuis") or (full and connector != "aux")
    elif connector == "et":
        joins = _shares_month(what) and after in lex.WEEKDAYS
    else:
        joins = (connector in ("-", "–") and _dashed(v, match)) or _stroked(v, match)
    return end if joins else _last_month_joint(v, match)


def _behind_parenthesis(v: View, i: int) -> int:
    """The token behind the parenthesis that opens at token `i`; `i` where it does not close soon."""
    closing = next(
        (k for k in range(i, min(i + _PARENTHESIS, len(v.low) - 1)) if v.low[k] in (")", BREAK)), i
    )
    return closing + 1 if v.low[closing] == ")" else i


def _last_month_joint(v: View, match: Match) -> int | None:
    """The "et" of `mai et juin`, `juin, juillet et août`: months that follow each other are one stretch."""
    what, low = match.what, v.low
    if not isinstance(what, CalendarDate) or what != CalendarDate(month=what.month) or what.month is None:
        return None
    month = what.month
    for k in range(match.end, match.end + 22, 2):  # a year has no more months
        if lex.MONTHS.get(low[k + 1]) != month % 12 + 1:
            return None
        if low[k] != ",":
            return k if low[k] == "et" else None
        month = month % 12 + 1
    return None


def _opener(v: View, start: int) -> str:
    """The word that opens a period before token `start`, its article left out."""
    low, k = v.low, start - 1
    if v.tokens.matches(k - 2, ("les", "mois", "de")):
        k -= 2
    if low[k] == "'":
        k -= 1
    if low[k] in ("du", "de", "d"):
        return "de"
    if low[k] in ("le", "la", "l", "les", "mois"):
        k -= 1
    word = low[k]
    return "de" if word in ("de", "du", "d") else "depuis" if word in ("depuis", "dès") else word


def _dashed(v: View, match: Match) -> bool:
    end = match.end
    if isinstance(match.what, Timed):
        return v.tokens.glued(end) == v.tokens.glued(end + 1) and match.rule == "clock"
    what = match.what
    if not isinstance(what, CalendarDate):
        return False
    if what.day is not None:
        return what.month is not None and v.tokens.glued(end) == v.tokens.glued(end + 1)
    return v.low[end + 1] in (lex.MONTHS_SHORT if what.year else lex.MONTHS) or (
        what.month is not None and v.low[end + 1] in lex.MONTHS
    )


def _stroked(v: View, match: Match) -> bool:
    """`8h/20h`."""
    timed, end = isinstance(match.what, Timed) and match.rule == "clock", match.end
    return timed and v.low[end] == "/" and v.tokens.glued(end) and v.tokens.glued(end + 1)


def _point(what: What) -> bool:
    return isinstance(what, (CalendarDate, Timed, Unit, YearPart, Feast, Era))


def _shares_month(what: What) -> bool:
    return isinstance(what, CalendarDate) and what.day is not None and what.month is None


def _same_kind(begin: What, end: What) -> bool:
    if isinstance(begin, Timed) or isinstance(end, Timed):
        return isinstance(begin, Timed) and isinstance(end, Timed)
    if isinstance(begin, CalendarDate) and isinstance(end, CalendarDate):
        return (begin.day is None and begin.weekday is None) == (end.day is None and end.weekday is None)
    return _point(begin) and _point(end) and not isinstance(end, Interval)


def _shared(begin: What, end: What) -> What:
    """`begin` with the month and year that are said only once, at the end."""
    if isinstance(begin, CalendarDate) and isinstance(end, CalendarDate):
        lends = _shares_month(begin) and begin.year is None
        return replace(begin, month=end.month, year=end.year) if lends else begin
    if isinstance(begin, Timed) and isinstance(end, Timed) and begin.day is None:
        return replace(begin, day=end.day)
    return begin


def _lent(begin: What, end: What) -> What:
    """`end` with the month and year said only at the begin: `le 16 février au matin et le 17 au soir`."""
    if isinstance(begin, Timed) and isinstance(end, Timed) and begin.day is not None and end.day is not None:
        return replace(end, day=_lent(begin.day, end.day))
    if not (isinstance(begin, CalendarDate) and isinstance(end, CalendarDate)):
        return end
    if not (begin.day and begin.month and end.day) or end.month or end.step is not None:
        return end
    if end.day > begin.day:
        return replace(end, month=begin.month, year=begin.year)
    turned, year = begin.month == 12, begin.year
    if turned and year is not None:
        year = YearRef(year.number + 1) if year.number is not None else YearRef(offset=year.offset + 1)
    return replace(end, month=begin.month % 12 + 1, year=year)


def modifier(v: View, match: Match) -> TimeMod | None:
    """What the words before `match` say of it; of two the nearer one, and what is in the span first."""
    if match.mod is not None:
        return match.mod
    if isinstance(match.what, Span) or match.rule in ("earlier", "later"):
        found = v.phrase_before(match.start, lex.DURATION_MODIFIERS)
        return found[0] if found else _approx_behind(v, match)
    if match.rule == "within":
        return "ON_OR_BEFORE"
    if isinstance(match.what, Interval) and match.rule == "interval":
        return None
    for k in _cue_ends(v, match.start):
        found = v.phrase_before(k, lex.MODIFIERS)
        if found is not None:
            return found[0]
    return _approx_behind(v, match)


def _approx_behind(v: View, match: Match) -> TimeMod | None:
    return "APPROX" if v.low[match.end] == "environ" else None


def _cue_ends(v: View, start: int) -> list[int]:
    """Where a modifier may end: at the mention, or before its article."""
    low, ends = v.low, [start]
    k = start - 1
    of_month = k - 2 if low[k] == "'" else k - 1
    if low[of_month] == "mois" and low[of_month + 1] in ("de", "d"):
        ends.append(of_month)  # "depuis le mois de décembre"
        k = of_month - 1
    if low[k] == "'" and low[k - 1] == "l":
        k -= 1
    if low[k] in ("le", "la", "les", "l"):
        ends.append(k)
    return ends
