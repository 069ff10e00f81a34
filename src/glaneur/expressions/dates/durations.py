"""Lengths of time, and what they measure off: `trois mois`, `il y a deux ans`, `trois jours plus tard`."""

from dataclasses import replace
from decimal import Decimal

from glaneur.expressions.dates import lexicon as lex
from glaneur.expressions.dates.readings import Interval, Shift, Span, Vague
from glaneur.expressions.dates.view import Match, View
from glaneur.expressions.numeral import Numeral
from glaneur.schema import Grain, TimeMod

_CLOCK_GRAINS: tuple[Grain, ...] = ("hour", "minute", "second")
_SMALLER: dict[Grain, Grain] = {"hour": "minute", "minute": "second", "year": "month", "day": "hour"}
BEFORE_UNIT = (*lex.NEXT_STEPS, *lex.FILLERS)
_LATER = {
    ("plus", "tôt"): -1, ("plus", "tard"): 1, ("auparavant",): -1, ("après",): 1, ("avant",): -1,
    ("plutôt",): -1,  # a misspelt "plus tôt"
}  # fmt: skip
_LONGEST_COUNT = 12  # figures: what is longer is no distance that a calendar knows
_CLOSERS = frozenset((",", ".", ")", ";", ":", "\n", "!", "?", "»"))


def iso(count: Decimal, grain: Grain) -> str:
    """The ISO 8601 duration of `count` units: 2 weeks → P2W, 1.5 years → P18M, 2 quarters → P6M."""
    letter, size = lex.UNIT_VALUES[grain]
    total = count * size
    if total != total.to_integral_value() and grain in ("year", "half", "quarter"):
        letter, total = "M", total * (12 if letter == "Y" else 1)
    if total != total.to_integral_value() and grain in ("hour", "minute"):
        letter, total = ("M", total * 60) if grain == "hour" else ("S", total * 60)
    if total != total.to_integral_value() and grain in ("day", "week"):
        letter, total = ("H", total * 24) if grain == "day" else ("D", total * 7)
    return f"P{'T' if grain in _CLOCK_GRAINS or letter == 'H' else ''}{total.normalize():f}{letter}"


def read_count(v: View, i: int) -> Match | None:
    """A number of units of time at token `i`; `un jour` and `une seconde fois` are left."""
    numeral = v.number(i)
    if numeral is None or numeral.ordinal or numeral.form == "roman":
        return None
    upper = _upper(v, numeral.last)
    k = numeral.last if upper is None else upper.last
    until = None if upper is None else upper.value
    if numeral.group or v.low[k] in ("de", "d"):
        if not numeral.group and numeral.scale == 1:
            return None
        k = v.skip(k, ("de", "d"))
    stepped = v.low[k] in lex.STEPS or v.low[k] in lex.NEXT_STEPS
    if stepped or v.low[k] in lex.FILLERS:
        k += 1
    found = v.unit(k)
    if found is None and v.low[k] in ("millénaire", "millénaires") and not numeral.article:
        years = iso(numeral.value * 1000, "year")
        return Match(i, k + 1, Span(years, "year"), "duration_stepped" if stepped else "duration")
    if found is None and v.low[k] in ("journée", "journées") and _spent(v, i, k):
        return Match(i, k + 1, Span(iso(numeral.value, "day"), "day"), "duration")
    if found is None or found[0] == "weekend":
        return None
    grain, end = found
    if v.capital(k) and not v.tokens.surface(k).isupper():
        return None  # the name of a race: "les 24 Heures du Mans"
    falls = until is not None and until < numeral.value and v.low[numeral.last] == "à"
    if falls or not _is_length(v, i, k, end, grain, article=numeral.article):
        return None  # "de douze à six mois": a change, whose second length is read by itself
    if until is not None and until > numeral.value and grain != "second":
        span = Span(f"{iso(numeral.value, grain)}/{iso(until, grain)}", grain)
        return Match(i, end, span, "duration_range")
    value, end = _with_rest(v, end, numeral.value, grain)
    mod: TimeMod | None = "APPROX" if numeral.group else None
    if v.low[end] in ("entière", "entières", "entiers", "entier"):
        end += 1
    start = i - 1 if v.low[i - 1] == "ces" else i
    return Match(start, end, Span(value, grain), "duration_stepped" if stepped else "duration", mod)


def _upper(v: View, k: int) -> Numeral | None:
    """The upper figure of a range whose lower one ends at token `k`: the 3 of `deux à trois mois`."""
    upper = v.number(k + 1) if v.low[k] in ("à", "ou", "-", "–") else None
    return None if upper is None or upper.ordinal else upper


def _spent(v: View, i: int, k: int) -> bool:
    """`en une journée`, `pendant deux journées`; not the rounds of a league (`après deux journées de L1`)."""
    return v.low[i - 1] in ("en", "pendant", "durant") and v.low[k + 1] not in ("de", "d")


def _is_length(v: View, i: int, k: int, end: int, grain: Grain, *, article: bool) -> bool:
    low = v.low
    after = low[end]
    if after == "sur" and (low[end + 1].isdecimal() or v.number(end + 1) is not None):
        return False
    if after == "lumière":
        return False  # "4 années lumière"
    if after == "-" and v.tokens.glued(end) and low[end + 1] in ("homme", "hommes", "lumière", "lumières"):
        return False
    if after == "'" or (low[k] in ("min", "mn") and article):
        return False
    if not article:
        return not (low[k] == "minute" and low[i].isdecimal() and low[i] != "1")
    if grain == "day":
        return low[i - 1] in ("en", "pendant", "durant", "'", "dans", "après", "a", "de") and after not in (
            "de",
            "où",
        )
    if grain == "second":
        return not after[0].isalpha() or after in ("de", "d", "après", "avant", "pour", "plus", "et")
    return True


def _with_rest(v: View, end: int, count: Decimal, grain: Grain) -> tuple[str, int]:
    """`et demi`, and smaller units: `une heure et demie`, `1 heure 30`, `un an et trois mois`."""
    low = v.low
    if low[end] == "et" and low[end + 1] in ("demi", "demie"):
        return iso(count + Decimal("0.5"), grain), end + 2
    if grain == "hour" and low[end] == "et" and low[end + 1] == "quart":
        return f"{iso(count, grain)}15M", end + 2
    smaller = _SMALLER.get(grain)
    if smaller is None:
        return iso(count, grain), end
    k = end + 1 if low[end] == "et" or (low[end] == "," and grain in _CLOCK_GRAINS) else end
    rest = v.number(k)
    if rest is not None and not rest.ordinal and v.tokens.gap(k) <= 1:
        found = v.unit(rest.last)
        if found is not None and found[0] == smaller and not (k > end and grain == "day"):
            value, tail_end = iso(rest.value, smaller), found[1]
            if smaller == "minute":
                seconds = v.number(tail_end + 1 if low[tail_end] == "et" else tail_end)
                word = low[seconds.last] if seconds is not None else ""
                if seconds is not None and word in ("s", "sec", "seconde", "secondes"):
                    value += f"{seconds.value:f}S"
                    tail_end = seconds.last + 1
            joint = value.removeprefix("P").removeprefix("T") if grain in _CLOCK_GRAINS else value[1:]
            return iso(count, grain) + joint, tail_end
        spoken = grain == "hour" and k == end and 1 < rest.value < 60 and rest.last == k + 1
        if spoken and (low[rest.last] in _CLOSERS or low[rest.last] in ("de", "pour", "et")):
            return f"{iso(count, grain)}{rest.value:f}M", rest.last
    return iso(count, grain), end


def read_half_unit(v: View, i: int) -> Match | None:
    """`demi-heure`, `quart d'heure`, `trois quarts d'heure`."""
    low = v.low
    if low[i] == "demi" and v.tokens.matches(i + 1, ("-", "heure")):
        if low[i - 1] != "une":
            return None
        return Match(i - 1, i + 3, Span("PT30M", "minute"), "duration_part")
    if low[i] == "quart" and low[i - 1] == "un" and v.tokens.matches(i + 1, ("de", "siècle")):
        return Match(i - 1, i + 3, Span("P25Y", "year"), "duration_part")
    if low[i] in ("quart", "quarts") and v.tokens.matches(i + 1, ("d", "'", "heure")):
        if low[i - 1] not in ("un", "trois"):
            return None
        value = "PT15M" if low[i - 1] == "un" else "PT45M"
        return Match(i - 1, i + 4, Span(value, "minute"), "duration_part")
    return None


def read_vague_count(v: View, i: int) -> Match | None:
    """`quelques mois`, `plusieurs années`, `derniers jours`, `prochains mois`: PXM."""
    k = i + 1
    for _ in range(3):
        if v.low[k] not in lex.STEPS and v.low[k] not in BEFORE_UNIT:
            break
        k += 1
    numeral = v.number(k)
    if numeral is not None and v.low[i] in lex.STEPS:
        found = v.unit(numeral.last)
        if found is None or found[0] == "weekend":
            return None
        return Match(i, found[1], Span(iso(numeral.value, found[0]), found[0]), "duration_stepped")
    found = v.unit(k)
    if found is None or found[0] == "weekend" or (v.low[i] in lex.STEPS and not v.low[i].endswith("s")):
        return None
    if v.low[i - 1] == "il" or v.low[k] in ("min", "mn"):
        return None
    grain, end = found
    letter = lex.UNIT_VALUES[grain][0]
    value = f"P{'T' if grain in _CLOCK_GRAINS else ''}X{letter}"
    return Match(i, end, Span(value, grain), "duration_vague", weak=True)


def shifted(v: View, match: Match) -> Match:
    """A length that says a point in time by what stands around it; else `match` as it is."""
    what, low, i = match.what, v.low, match.start
    if match.rule == "duration_range" and _within(v, i):
        return _shifted_range(match)
    if not isinstance(what, Span) or match.rule not in ("duration", "duration_part", "duration_vague"):
        return match
    if match.rule == "duration_vague":
        return _vaguely_shifted(v, match)
    shift = _as_shift(what)
    if shift is None:
        return match
    grain, count = shift
    ago = _ago(v, i)
    if ago is not None:
        start, mod = ago
        return Match(start, match.end, Shift(grain, -count), "ago", mod or match.mod)
    behind = _behind(v, match.end)
    if behind is not None:
        end, sign = behind
        return Match(
            i, end, Shift(grain, sign * count, "said"), "earlier" if sign < 0 else "later", match.mod
        )
    before = low[i - 1]
    ahead, mod = _ahead(v, i)
    if ahead and not v.tokens.matches(match.end, ("de",)):
        return Match(i, match.end, Shift(grain, count), "in", mod or match.mod)
    if before == "sous" or _within(v, i):
        return Match(i, match.end, Shift(grain, count), "within", match.mod)
    return match


def _ahead(v: View, i: int) -> tuple[bool, TimeMod | None]:
    """Whether "dans" stands before token `i`, and the modifier between: `dans moins de 5 ans`."""
    found = v.phrase_before(i, lex.DURATION_MODIFIERS)
    mod, k = found if found is not None else (None, i)
    return v.low[k - 1] == "dans", mod


def _within(v: View, i: int) -> bool:
    """Whether "d'ici" or "d'ici à" stands before token `i`."""
    return v.tokens.matches(i - 3, ("d", "'", "ici")) or v.tokens.matches(i - 4, ("d", "'", "ici", "à"))


def _shifted_range(match: Match) -> Match:
    """`d'ici 25 à 50 ans`: from the one distance to the other."""
    assert isinstance(match.what, Span)
    near, _, far = match.what.value.partition("/")
    first, last = _as_shift(replace(match.what, value=near)), _as_shift(replace(match.what, value=far))
    if first is None or last is None:
        return match
    return replace(match, what=Interval(Shift(*first), Shift(*last)), rule="within")


def _vaguely_shifted(v: View, match: Match) -> Match:
    """`il y a quelques mois` lies somewhere in the past, `dans quelques jours` in the future."""
    if v.low[match.start] not in ("quelques", "plusieurs") or v.low[match.end] in ("de", "d"):
        return match
    grain = match.what.grain if isinstance(match.what, Span) else "day"
    ago = _ago(v, match.start)
    if ago is not None:
        return Match(ago[0], match.end, Vague("PAST_REF", grain), "ago_vague", ago[1])
    behind = _behind(v, match.end)
    if behind is not None and behind[1] < 0:
        return Match(match.start, behind[0], Vague("PAST_REF", grain), "ago_vague")
    if v.low[match.start - 1] == "dans":
        return Match(match.start, match.end, Vague("FUTURE_REF", grain), "in_vague")
    return match


def _as_shift(span: Span) -> tuple[Grain, int] | None:
    """Unit and number of a length of one unit: P3M → 3 months; None for mixed or broken ones."""
    body = span.value.removeprefix("P")
    timed = body.startswith("T")
    letter, figures = body[-1], body[1 if timed else 0 : -1]
    if not figures.isdecimal() or len(figures) > _LONGEST_COUNT:
        return None
    size = lex.UNIT_VALUES[span.grain][1]
    if size > 1 and int(figures) % size == 0:
        return span.grain, int(figures) // size  # a decade, a century, a quarter, a half
    by_letter: dict[str, Grain] = {"Y": "year", "M": "month", "W": "week", "D": "day"}
    by_time: dict[str, Grain] = {"H": "hour", "M": "minute", "S": "second"}
    return (by_time if timed else by_letter)[letter], int(figures)


def _ago(v: View, i: int) -> tuple[int, TimeMod | None] | None:
    """The start of "il y a" (with a modifier between) before token `i`, and the modifier."""
    mod: TimeMod | None = None
    k = i
    found = v.phrase_before(i, lex.DURATION_MODIFIERS)
    if found is not None:
        mod, k = found
    elif v.low[i - 1] in ("déjà", "seulement", "tout", "juste", "à", "peine"):
        k = i - 1
        if v.low[k] == "peine":
            k -= 1
    low = v.low
    if v.tokens.matches(k - 3, ("a", "de", "cela")):
        k -= 2
    if low[k - 1] == "a" and low[k - 2] == "y":
        return (k - 3 if low[k - 3] in ("il", "qu") else k - 2), mod
    if low[k - 1] in ("voilà", "voici"):
        return k - 1, mod
    return None


def _behind(v: View, end: int) -> tuple[int, int] | None:
    """`plus tôt`, `plus tard`, `auparavant`, and `après` or `avant` where nothing follows them."""
    for phrase, sign in _LATER.items():
        if v.tokens.matches(end, phrase):
            k = end + len(phrase)
            if phrase[0] in ("après", "avant", "plutôt") and v.low[k] not in _CLOSERS:
                continue
            if v.low[k] in ("que", "qu"):
                continue
            return k, sign
    return None
