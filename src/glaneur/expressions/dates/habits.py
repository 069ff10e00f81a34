"""Dates that say a habit: `le dimanche`, `s'appuie l'été sur le vélo`, `en janvier, chaque année`."""

from dataclasses import replace

from glaneur.expressions.dates import lexicon as lex
from glaneur.expressions.dates import tense
from glaneur.expressions.dates.arithmetic import SEASONS
from glaneur.expressions.dates.readings import CalendarDate, Recurring, YearPart
from glaneur.expressions.dates.view import Match, View
from glaneur.schema import Grain

_REACH = 40  # tokens of the sentence before and behind that are looked at for "chaque année"


def as_habit(v: View, match: Match) -> Match:
    """`match` as a set where it is said of every week or year, else as it is."""
    what = match.what
    if match.rule == "weekday" and isinstance(what, CalendarDate):
        habit = v.low[match.start - 1] == "le" and _is_timeless(v, match)
        value = f"XXXX-WXX-{what.weekday}"
        return _set(match, value, "day", "the_weekday") if habit else match
    if match.rule == "season" and isinstance(what, YearPart):
        habit = _is_yearly(v, match) or (_is_adverbial(v, match) and _is_timeless(v, match))
        return _set(match, f"XXXX-{SEASONS[what.number]}", "season", "the_season") if habit else match
    if match.rule in ("month", "day_month") and isinstance(what, CalendarDate) and _is_yearly(v, match):
        day = "" if what.day is None else f"-{what.day:02d}"
        grain: Grain = "month" if what.day is None else "day"
        return _set(match, f"XXXX-{what.month:02d}{day}", grain, "every_year")
    return match


def _set(match: Match, value: str, grain: Grain, rule: str) -> Match:
    return replace(match, what=Recurring(value, grain), rule=rule)


def _is_timeless(v: View, match: Match) -> bool:
    return tense.direction(v, match.start, match.end).way == 0


def _is_yearly(v: View, match: Match) -> bool:
    """Whether the sentence says `chaque année`, `tous les ans`, `deux fois par an`."""
    for step, origin in ((-1, match.start - 1), (1, match.end)):
        k = origin
        while 0 < k < len(v.low) - 1 and abs(k - origin) < _REACH and not v.ends_sentence(k):
            if v.phrase(k, lex.YEARLY) is not None:
                return True
            k += step
    return False


def _is_adverbial(v: View, match: Match) -> bool:
    """Whether the season stands for itself: `l'été` without a preposition, `en hiver`."""
    start, end = match.start, match.end
    if v.low[start - 1] == "en":
        return True
    if not v.tokens.matches(start - 2, ("l", "'")) or v.low[start - 3] in lex.LEADS_TO_SEASON:
        return False
    if v.ends_sentence(start - 3):
        return v.low[end] == ","
    return v.low[end] in lex.BEHIND_SEASON
