"""Days with their time: `mardi soir`, `mardi 3 mai à 20 h 30`, `hier matin`."""

from dataclasses import replace

from glaneur.expressions.dates.clock import read_clock
from glaneur.expressions.dates.readings import CalendarDate, Clock, Feast, Shift, Timed, Unit, What
from glaneur.expressions.dates.view import Match, View, day_part


def with_time(v: View, match: Match) -> Match:
    """`match` with the time of day behind it: `mardi soir`, `mardi 3 mai à 20 h 30`, `hier matin`."""
    if not _is_day(match.what):
        return match
    low = v.low
    end = match.end
    part = day_part(v, end)
    if part is None and low[end] in ("au", "en"):
        part = day_part(v, end + 1)
        if part is not None and low[end] == "en" and part[0] not in ("MO", "EV"):
            part = None
    if part is None and low[end] == "dans" and low[end + 1] in ("la", "l"):
        part = day_part(v, v.skip(end + 1, ("la", "l")))
    day, rule = match.what, f"{match.rule}_time"
    if part is not None:
        clock = _clock_behind(v, part[1])
        timed = Timed(day, clock[0] if clock else None, part[0])
        return replace(match, end=clock[1] if clock else part[1], what=timed, rule=rule, weak=False)
    if v.low[end] == "," and v.low[match.start - 1] not in ("au", "à", "et") and _set_off(v, end + 1):
        end += 1
    clock = _clock_behind(v, end)
    if clock is None:
        return match
    mod = "APPROX" if low[end] == "vers" else match.mod
    return replace(match, end=clock[1], what=Timed(day, clock[0]), rule=rule, mod=mod, weak=False)


def _clock_behind(v: View, end: int) -> tuple[Clock, int] | None:
    """The time joined at token `end`: directly, or by "à", "vers", "dès"."""
    joined = v.low[end] in ("à", "vers", "dès")
    found = read_clock(v, end + 1 if joined else end)
    if found is None:
        return None
    word = v.low[end + 1 if joined else end]
    if not joined and word == "midi":
        return found
    after = v.low[found[1]]
    return None if after in ("de", "d") and v.low[found[1] - 1] == "heures" else found


def _set_off(v: View, i: int) -> bool:
    """Whether the time at token `i`, set off from its day by a comma, is set off behind as well.

    `Vendredi, 16 heures, sur le parking`; `le 22 octobre, à 14 h 10, …`.
    """
    found = read_clock(v, i + 1 if v.low[i] == "à" else i)
    return found is not None and v.low[found[1]] in (",", ".", "\n", ")")


def _is_day(what: What) -> bool:
    if isinstance(what, CalendarDate):
        return what.day is not None or what.weekday is not None
    if isinstance(what, (Unit, Shift)):
        return what.grain == "day"
    return isinstance(what, Feast)
