"""From a match to a mention: what the sentence around it says, for the resolver to decide by."""

from glaneur.expressions.candidates import Candidate, Rank
from glaneur.expressions.dates import joins, tense
from glaneur.expressions.dates import lexicon as lex
from glaneur.expressions.dates.readings import (
    Apposed,
    CalendarDate,
    Containing,
    Feast,
    Interval,
    NthOfMonth,
    NumberedWeek,
    Reading,
    Recurring,
    Shift,
    Span,
    Timed,
    Unit,
    WeekdayOf,
    What,
    YearPart,
)  # fmt: skip
from glaneur.expressions.dates.view import Match, View
from glaneur.expressions.tokens import BREAK
from glaneur.schema import TimeMod

_LONG_PARAGRAPH = 3000
_TERM_REACH = 12
_ASIDE_REACH = 10


def mention(v: View, match: Match) -> Candidate[Reading]:
    """`match` as a candidate, with its modifier and with what its sentence says of it."""
    mod = joins.modifier(v, match)
    start, end = v.tokens.start[match.start], v.tokens.end[match.end - 1]
    lean = _lean(v, match, mod) if _needs_tense(match.what) else tense.NOWHERE
    placed = not isinstance(match.what, (Span, Recurring))
    opening = tense.sentence_start(v, match.start) if placed else match.start
    reading = Reading(
        match.what,
        match.rule,
        mod,
        tense=lean.way,
        sure=lean.sure,
        aside=placed and _is_aside(v, opening, match.start),
        at=start,
        sentence=v.tokens.start[opening] if placed else -1,
        paragraph=v.tokens.text.rfind(BREAK, max(0, start - _LONG_PARAGRAPH), start),
    )
    return Candidate(start, end, Rank.WEAK_DATE if match.weak else Rank.DATE, reading)


def _needs_tense(what: What) -> bool:
    if isinstance(what, CalendarDate):
        return what.year is None and what.step in (None, 0)
    if isinstance(what, (YearPart, Feast, NumberedWeek)):
        return what.year is None
    if isinstance(what, Interval):
        return _needs_tense(what.begin) or _needs_tense(what.end)
    if isinstance(what, Timed):
        return what.day is None or _needs_tense(what.day)
    if isinstance(what, Apposed):
        return _needs_tense(what.date) or _needs_tense(what.near)
    if isinstance(what, Containing):
        return _needs_tense(what.day)
    if isinstance(what, NthOfMonth):
        return _needs_tense(what.month)
    if isinstance(what, WeekdayOf):
        return what.week.base == "said"
    return isinstance(what, (Unit, Shift)) and what.base == "said"


def _lean(v: View, match: Match, mod: TimeMod | None) -> tense.Lean:
    """A term ("avant mercredi", "jusqu'à samedi") lies ahead unless its own clause is in the past.

    What was prolonged or granted in the past runs on: "a prolongé la trêve jusqu'à samedi".
    """
    if mod == "ON_OR_AFTER" and "depuis" in v.low[match.start - 3 : match.start]:
        return tense.Lean(-2, sure=True)  # what has begun does not lie ahead, however near
    if mod not in ("BEFORE", "ON_OR_BEFORE"):
        return tense.direction(v, match.start, match.end)
    if not lex.PROLONGED.isdisjoint(v.low[max(0, match.start - _TERM_REACH) : match.start]):
        return tense.Lean(1)
    near = tense.direction(v, match.start, match.end, reach=_TERM_REACH)
    return near if near.way else tense.Lean(1)


def _is_aside(v: View, opening: int, start: int) -> bool:
    """Whether the date only backs another: "depuis" in its clause, or the day of a birth."""
    if not {"né", "née", "nés", "nées"}.isdisjoint(v.low[max(opening, start - 4) : start]):
        return True
    clause = v.low[max(opening, start - _ASIDE_REACH) : start]
    return "depuis" in clause and "," not in clause[clause.index("depuis") :]
