"""Times of day: `20 h 30`, `14h`, `8 heures`, `midi`, `20:30`, and what tells them from lengths of time."""

from dataclasses import replace

from glaneur.expressions.dates import lexicon as lex
from glaneur.expressions.dates.readings import CalendarDate, Clock, Interval, Timed, Unit, What
from glaneur.expressions.dates.view import Match, View, day_part

_AFTERNOON: tuple[lex.Phrase, ...] = (
    ("de", "l", "'", "après", "-", "midi"),
    ("du", "soir"),
    ("p", ".", "m", "."),
    ("pm",),
)
_MORNING: tuple[lex.Phrase, ...] = (("du", "matin"), ("a", ".", "m", "."), ("am",))
_EXPLICIT = frozenset(("matin", "soir", "midi")) | {zone[-1] for zone in lex.ZONES}
_BEFORE_COLON = lex.BEFORE_CLOCK | {"(", "\n", ",", "-", "–", "|", "[", "et", "•", "après"}


def read_clock(v: View, i: int) -> tuple[Clock, int] | None:
    """The time of day at token `i`, with minutes, part of the day and zone, and its end."""
    low = v.low
    if low[i] in ("midi", "minuit"):
        return _minutes_by_name(v, i + 1, Clock(12 if low[i] == "midi" else 0))
    numeral = v.starting.get(i)
    if numeral is None or numeral.first != i or numeral.ordinal or numeral.group:
        return None
    if not 0 <= numeral.value <= 24 or numeral.value != int(numeral.value):  # a long figure is no int lightly
        return None
    hour = int(numeral.value)
    end = i + 1 if low[i].isdecimal() else numeral.last
    if low[end] == ":":
        return _colon(v, i, hour)
    if low[end] not in ("h", "heure", "heures") or (low[end] != "h" and v.tokens.glued(end)):
        return None
    end += 1
    if low[end].isdecimal() and len(low[end]) == 2 and int(low[end]) < 60 and v.tokens.gap(end) <= 1:
        minute = int(low[end])
        if v.tokens.glued(end + 1) and low[end + 1].isalpha() and low[end + 1] not in ("min", "mn"):
            return None
        end += 1
        if low[end] in ("min", "mn", "minutes"):
            end += 1
            if _sixty(v, end) and low[end + 1] in ("s", "sec", "secondes"):
                return _finish(v, end + 2, Clock(hour, minute, int(low[end])))
        return _finish(v, end, Clock(hour, minute))
    clock = Clock(hour)
    words = v.starting.get(end)
    spoken = words is not None and words.form == "words" and not words.ordinal and low[end - 1] != "h"
    if words is not None and spoken and 1 < words.value < 60 and low[words.last] in (",", ".", "\n", "gmt"):
        return _finish(v, words.last, Clock(hour, int(words.value)))
    return _minutes_by_name(v, end, clock)


def _colon(v: View, i: int, hour: int) -> tuple[Clock, int] | None:
    low, tokens = v.low, v.tokens
    minute = low[i + 2]
    if not (tokens.glued(i + 1) and tokens.glued(i + 2) and minute.isdecimal() and len(minute) == 2):
        return None
    ranged = low[i - 1] in ("-", "–") and low[i - 3] == ":"  # the end of "14:30-16:00"
    if (v.inside_code(i) and not ranged) or int(minute) > 59:
        return None
    end, second = i + 3, None
    if low[end] == ":" and tokens.glued(end) and tokens.glued(end + 1) and _sixty(v, end + 1):
        end, second = end + 2, int(low[end + 1])
    if tokens.glued(end) and (low[end] in ":/" or low[end].isalnum() or _runs_on(v, end)):
        return None
    return _finish(v, end, Clock(hour, int(minute), second))


def _sixty(v: View, i: int) -> bool:
    word = v.low[i]
    return word.isdecimal() and len(word) == 2 and int(word) < 60


def _runs_on(v: View, end: int) -> bool:
    """Whether a hyphen leads on into a code, and not to the end of a period (`14:30-16:00`)."""
    return v.low[end] == "-" and v.low[end + 2] != ":"


def _minutes_by_name(v: View, end: int, clock: Clock) -> tuple[Clock, int]:
    """`et demie`, `et quart`, `moins le quart` behind the hour."""
    if v.low[end] == "et" and v.low[end + 1] in ("demie", "demi"):
        return _finish(v, end + 2, replace(clock, minute=30))
    if v.low[end] == "et" and v.low[end + 1] == "quart":
        return _finish(v, end + 2, replace(clock, minute=15))
    if v.tokens.matches(end, ("moins", "le", "quart")):
        return _finish(v, end + 3, Clock((clock.hour - 1) % 24, 45))
    return _finish(v, end, clock)


def _finish(v: View, end: int, clock: Clock) -> tuple[Clock, int]:
    for phrase in _MORNING:
        if v.tokens.matches(end, phrase):
            return _zone(v, end + len(phrase), clock)
    for phrase in _AFTERNOON:
        if v.tokens.matches(end, phrase):
            later = replace(clock, hour=clock.hour + 12) if clock.hour < 12 else clock
            return _zone(v, end + len(phrase), later)
    return _zone(v, end, clock)


def _zone(v: View, end: int, clock: Clock) -> tuple[Clock, int]:
    for phrase in lex.ZONES:
        if v.tokens.matches(end, phrase) and (len(phrase) > 1 or v.tokens.surface(end).isupper()):
            return clock, _utc_offset(v, end + len(phrase))
    return clock, end


def _utc_offset(v: View, end: int) -> int:
    """The end of `+01:00` or `+2` behind a zone."""
    low = v.low
    if low[end] not in ("+", "-") or not v.tokens.glued(end) or not low[end + 1].isdecimal():
        return end
    if low[end + 2] == ":" and v.tokens.glued(end + 2) and low[end + 3].isdecimal():
        return end + 4
    return end + 2


def read_time(v: View, i: int) -> Match | None:
    """A time of day that stands alone at token `i`, where its context says it is no duration."""
    found = read_clock(v, i)
    if found is None:
        return None
    clock, end = found
    if v.low[i] in ("midi", "minuit"):
        return _named_time(v, i, clock, end)
    hour_word = next((w for w in v.low[i:end] if w in ("h", "heure", "heures", ":")), "")
    if hour_word == ":":
        ranged = v.low[i - 1] in ("de", "entre") and v.low[end] in ("à", "et")
        ranged |= v.low[end] in ("–", "-") and v.low[end + 1].isdecimal() and v.low[end + 2] == ":"
        if not ranged and v.low[i - 1] not in _BEFORE_COLON and _EXPLICIT.isdisjoint(v.low[i + 2 : end]):
            return None
        return Match(i, end, Timed(None, clock), "clock")
    timed = clock.second is not None and v.low[i - 1] not in lex.BEFORE_CLOCK
    if timed or not _is_clock(v, i, end, hour_word):
        return None
    return _clock_and_day(v, i, end, clock) or Match(i, end, Timed(None, clock), "clock")


def _clock_and_day(v: View, i: int, end: int, clock: Clock) -> Match | None:
    """A time and the day right behind it: `8 heures mardi`, `20 heures hier soir`, `8 h ce soir`."""
    word = v.low[end]
    joins_on = v.low[end + 1] in ("et", "à") and v.low[end + 2] in lex.WEEKDAYS
    if word in lex.WEEKDAYS and not joins_on and v.day(end + 1) is None:
        part = day_part(v, end + 1)
        day: What = CalendarDate(weekday=lex.WEEKDAYS[word])
    elif word in ("hier", "demain"):
        part = day_part(v, end + 1)
        day = Unit("day", -1 if word == "hier" else 1)
    elif word in ("ce", "cet", "cette"):
        part, day = day_part(v, end + 1), Unit("day")
        if part is None:
            return None
    else:
        return None
    stop = part[1] if part else end + 1
    return Match(i, stop, Timed(day, clock, part[0] if part else None), "clock_day")


def read_hours(v: View, i: int) -> Match | None:
    """`de 14 à 18 heures`, `entre 8 et 10 h`: the unit is said once; at the first figure."""
    low = v.low
    joint = {"de": "à", "entre": "et"}.get(low[i - 1])
    first = v.figure(i, most=2)
    if low[i + 1] != joint or first is None or first > 24:
        return None
    found = read_clock(v, i + 2)
    if found is None or low[i + 2] in ("midi", "minuit") or low[found[1]] in ("de", "d"):
        return None
    clock, end = found
    if clock.hour <= first or _says_length(v, i, end):
        return None
    return Match(i, end, Interval(Timed(None, Clock(first)), Timed(None, clock)), "hours")


def _named_time(v: View, i: int, clock: Clock, end: int) -> Match | None:
    if v.capital(i) and not v.opens_sentence(i):
        return None
    before = v.low[i - 1]
    allowed = lex.BEFORE_CLOCK | {"de", "entre", "après", "et", "ce"}
    if before == "-" or (v.low[i] == "midi" and before not in allowed):
        return None
    return Match(i, end, Timed(None, clock), "clock_name")


def _is_clock(v: View, i: int, end: int, hour_word: str) -> bool:
    """Whether hours at tokens `i` to `end` are a time of day and not a length of time."""
    if _says_clock(v, i, end):
        return True
    if _says_length(v, i, end):
        return False
    low = v.low
    before, after = low[i - 1], low[end]
    if before in lex.BEFORE_CLOCK or (before == "a" and v.capital(i - 1) and v.opens_sentence(i - 1)):
        return not (before == "à" and hour_word != "h" and after in ("de", "d", "du"))
    if before in ("de", "entre") and after in ("à", "et", "-", "–"):
        return _is_hour(v, end + 1)
    if before == "de" and low[i - 2] in lex.LEADS_TO_CLOCK:
        return hour_word == "h" or after not in ("de", "d")
    if before == "après":
        return hour_word == "h" or _after_hour(v, i, end)
    if hour_word != "h":
        last = v.last
        goes_on = last is not None and last.end == i - 1 and isinstance(last.what, Timed)
        return goes_on and before in ("et", "ou", "à")
    if v.capital(i + 1) and end == i + 2 and before[0].isalpha() and before not in lex.BEFORE_NO_CODE:
        return False  # "le sérum 2H": a capital and no minutes tell a code
    return before not in ("ces", "les", "des", "soit", "ses")


def _is_hour(v: View, i: int) -> bool:
    """Whether the end of a stretch of hours stands at token `i`: `de 8 heures à midi`, `de 14 h à 18`."""
    if v.low[i] in ("midi", "minuit", "la", "le", "l", "demain", "hier", "ce", "cette", *lex.WEEKDAYS):
        return True
    number = v.number_or_coded(i) or v.number(i)
    return number is not None and number.value <= 24


def _after_hour(v: View, i: int, end: int) -> bool:
    """Whether "après 10 heures" names an hour: `peu après`, or a figure whose hours go on with nothing."""
    low = v.low
    if low[i - 2] in ("peu", "juste", "bien") or low[end] in (",", ".", "\n"):
        return True
    hour = v.figure(i, most=2)
    return hour is not None and hour < 24 and low[end] not in lex.BEHIND_HOURS_SPENT


def _says_clock(v: View, i: int, end: int) -> bool:
    """What can only be a clock time: `9 h du matin`, `20 h GMT`, `(21 heures à Paris)`, `séance de 20 h`."""
    low = v.low
    before = low[i - 1]
    if not _EXPLICIT.isdisjoint(low[i + 2 : end]):
        return True
    if low[end] == "," and any(v.tokens.matches(end + 1, zone) for zone in lex.ZONES):
        return True
    if before in ("(", "soit") and low[end] == "à" and v.capital(end + 1):
        return True
    if _it_is(v, i) and low[end] not in ("de", "d", "par"):
        return True
    if before == "de" and low[i - 2] in lex.TIMED_NOUNS:
        return True
    return before == "environ" and low[i - 2] in ("à", "vers")


def _it_is(v: View, i: int) -> bool:
    """Whether `il est`, `il était`, `il est indiqué` stands before token `i`."""
    k = i - 2 if v.low[i - 1] in ("indiqué", "environ", "presque", "déjà") else i - 1
    return v.low[k] in ("est", "était", "sera") and v.low[k - 1] == "il"


def _leaves_clock(v: View, i: int, end: int) -> bool:
    """Whether "sur" or a stroke behind hours counts nothing: `vers 15h49 sur un groupe`, `8h/20h`."""
    if v.low[end] == "/":
        return v.figure(end + 1, most=2) is not None and v.low[end + 2] == "h"
    counted = v.number(end + 1)
    return v.low[i - 1] in lex.BEFORE_CLOCK and (counted is None or counted.article)


def _says_length(v: View, i: int, end: int) -> bool:
    """What can only be a length: `3 heures de débat`, `dure 2 h`, `plus de 8 h`, `2 heures après`."""
    low = v.low
    before, after = low[i - 1], low[end]
    leaves = before in lex.BEFORE_CLOCK and low[end + 1] in (
        "la",
        "l",
        "son",
        "leur",
    )  # "à 5 h 15 de la place"
    if after in ("de", "d") and before not in ("de", "entre") and not leaves:
        return True
    if after in ("sur", "/") and _leaves_clock(v, i, end):
        return False
    if after in ("sur", "/", "min", "mn", "s", "sec") or not lex.LASTING.isdisjoint(low[max(0, i - 4) : i]):
        return True
    if before == "de" and low[i - 2] in ("plus", "moins", "près", "durée", "bout"):
        return True
    if after in ("plus", "après", "avant") and before not in lex.BEFORE_CLOCK:
        return True
    return before in ("en", "dans", "environ", "quelque", "sous")
