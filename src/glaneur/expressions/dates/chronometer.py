"""Lengths as a stopwatch or a timetable writes them: `43"18`, `2'06''5`, `1h12'40`, `1 h 43 min 12 s`."""

from glaneur.expressions.dates.readings import Span
from glaneur.expressions.dates.view import Match, View

_MINUTE_WORDS = ("min", "mn", "minutes")
_BEFORE_LENGTH = frozenset(
    ("en", "pendant", "durant", "de", "d", "dure", "les", "ces", "des", "sous", "dans")
)
_SECOND_WORDS = ("s", "sec", "secondes")


def read_chronometer(v: View, i: int) -> Match | None:
    """A time of a race with its primes at token `i`: minutes `'`, seconds `''` or `"`, then decimals."""
    low = v.low
    if low[i + 1] not in ("h", "'", '"', "″", "′") or not _free(v, i):
        return None
    k, value = i, "PT"
    if low[k + 1] == "h":
        if not (_sixty(v, k + 2) and low[k + 3] in ("'", "′") and v.tokens.glued(k + 3)):
            return None
        value, k = f"{value}{int(low[k])}H", k + 2
    if low[k + 1] in ("'", "′") and v.tokens.glued(k + 1) and _sixty(v, k + 2) and v.tokens.gap(k + 2) <= 1:
        value, k = f"{value}{int(low[k])}M", k + 2
    seconds = _seconds(v, k)
    if seconds is not None:
        return _whole(v, i, seconds[1], f"{value}{seconds[0]}S")
    if k >= i + 4 and len(low[k]) == 2 and v.tokens.glued(k):  # the last prime is left out: "1h12'40"
        return _whole(v, i, k + 1, f"{value}{int(low[k])}S")
    return None


def _free(v: View, i: int) -> bool:
    """Whether the figure at token `i` may open one: no part of a code, a coordinate, another figure."""
    return v.low[i].isdecimal() and len(v.low[i]) <= 3 and v.low[i - 1] != "°" and not v.inside_code(i)


def _sixty(v: View, i: int) -> bool:
    figure = v.figure(i, most=2)
    return figure is not None and figure < 60


def _seconds(v: View, k: int) -> tuple[str, int] | None:
    """Seconds at token `k` with their decimals, and their end; an inch sign alone tells no seconds."""
    low = v.low
    if not v.tokens.glued(k + 1):
        return None
    if low[k + 1] in ("'", "′") and low[k + 2] == low[k + 1] and v.tokens.glued(k + 2):
        mark = k + 3
    elif low[k + 1] in ('"', "″"):
        mark = k + 2
    else:
        return None
    figure = v.figure(k)
    if figure is None:
        return None
    whole = str(figure)
    if v.tokens.glued(mark) and low[mark].isdecimal() and len(low[mark]) <= 3:
        return f"{whole}.{low[mark]}", mark + 1
    return (whole, mark) if low[k + 1] != '"' or low[k - 1] in ("'", "′") else None


def _whole(v: View, i: int, end: int, value: str) -> Match | None:
    if v.tokens.glued(end) and v.low[end].isalnum():
        return None
    return Match(i, end, Span(value, "second"), "duration_primes")


def read_h_duration(v: View, i: int) -> Match | None:
    """`1 h 43 min 12 s`, `2h30`, `48 h`: a length written with "h", where it is no clock time."""
    hours, low = v.figure(i), v.low
    if hours is None or v.number_or_coded(i) is None or low[i + 1] != "h" or v.inside_code(i):
        return None
    value, end = f"PT{hours}H", i + 2
    if v.capital(i + 1) and not low[end].isdecimal() and low[i - 1] not in _BEFORE_LENGTH:
        return None  # "le sérum 2H"
    if _sixty(v, end) and v.tokens.gap(end) <= 1:
        value, end = f"{value}{int(low[end])}M", end + 1
        if low[end] in _MINUTE_WORDS:
            end += 1
            seconds = v.figure(end)
            if seconds is not None and low[end + 1] in _SECOND_WORDS:
                value, end = f"{value}{seconds}S", end + 2
    if v.tokens.glued(end) and low[end].isalnum():
        return None
    if low[end] in ("/", "sur") and low[end + 1].isdecimal():
        return None
    return Match(i, end, Span(value, "hour"), "duration_h")
