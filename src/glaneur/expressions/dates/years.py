"""Years alone, told from counts and prices by what stands around them."""

from glaneur.expressions.dates import lexicon as lex
from glaneur.expressions.dates.readings import CalendarDate, Era, Interval, YearRef
from glaneur.expressions.dates.view import Match, View

_LAST_EDITION = 2040  # "COP 2030" is one, "RTX 2080" is not
_LAST_SHORT = 40  # "'24" is 2024, "'45" is 1945
_PART_LETTERS = ("t", "q", "s", "h")


def year_at(v: View, i: int) -> int | None:
    """The year at token `i` where it stands free, its context not looked at."""
    number = v.year(i)
    if number is None:
        return None
    if v.tokens.glued(i) and (v.low[i - 1].isalnum() or v.low[i - 1] in "_#@/.,:"):
        return None
    behind = v.low[i + 2]
    if v.low[i + 1] in "/-" and v.tokens.glued(i + 1) and v.tokens.glued(i + 2) and behind.isalnum():
        return number if behind in lex.EDGES or (v.low[i + 1] == "/" and behind in _PART_LETTERS) else None
    return number


def read_year_of(v: View, i: int, *, short: bool = False) -> tuple[YearRef | None, int]:
    """The year that specifies what ends at token `i`: `2024`, `de 2024`, `de l'an dernier`; its end.

    With `short`, two figures behind a day and month count too where nothing follows them.
    """
    number = year_at(v, i)
    if number is not None and not counted(v, i + 1, strict=False):
        return YearRef(number), i + 1
    if short and v.low[i] == "'" and v.tokens.glued(i + 1) and (two := short_year(v, i + 1)):
        return two, i + 2
    if v.low[i] not in ("de", "d"):
        return None, i
    number = year_at(v, i + 1)
    if number is not None and v.low[i] == "de" and not counted(v, i + 2, strict=True):
        return YearRef(number), i + 2
    return _relative_year(v, i)


def short_year(v: View, i: int) -> YearRef | None:
    """The year whose last two figures stand at token `i`."""
    figure = v.figure(i, most=2)
    if figure is None or len(v.low[i]) != 2:
        return None
    return YearRef(figure + (2000 if figure <= _LAST_SHORT else 1900))


def _relative_year(v: View, i: int) -> tuple[YearRef | None, int]:
    """`de l'an dernier`, `de l'année prochaine`, `de cette année`, `de l'année 2024`, `de l'année`."""
    low = v.low
    k = v.skip(i, ("de", "d", "l", "la"))
    this = low[k] == "cette"
    if this:
        k += 1
    if low[k] not in ("an", "année"):
        return None, i
    number = year_at(v, k + 1)
    if number is not None:
        return YearRef(number), k + 2
    step = v.step(k + 1)
    if step is not None:
        return YearRef(offset=step), k + 2
    if this or low[i + 1] == "l":
        return YearRef(offset=0), k + 1
    return None, i


def counted(v: View, i: int, *, strict: bool) -> bool:
    """Whether what stands at token `i`, behind a figure, is counted or measured by it.

    A plural counts; with `strict`, so does any noun that can't be a function word.
    """
    word = v.low[i]
    if word in lex.YEAR_UNITS:
        return v.low[i + 1] != "'"
    if not word[0].isalpha() or v.capital(i) or word in lex.YEAR_FUNCTION:
        return False
    if word[0].isdecimal():
        return True
    if word.endswith(("s", "x")) and len(word) > 3:
        return True
    return strict and word in ("habitant", "personne", "salarié", "mètre", "hectare", "soldat")


def read_year(v: View, i: int) -> Match | None:
    """A year or a stretch of years at token `i`, where the context says that it is one."""
    number = v.year(i)
    if number is None or _glued_before(v, i):
        return None
    span = year_span(v, i, number)
    if span is not None:
        return span
    if year_at(v, i) is None or (v.tokens.gap(i + 1) == 1 and _thousands(v, i + 1)):
        return None
    if not _is_year(v, i, number):
        return None
    if v.low[i + 1] in ("avant", "av"):
        era = read_before_christ(v, i, number)
        if era is not None:
            return era
    return Match(i, i + 1, CalendarDate(YearRef(number)), "year", weak=True)


def _thousands(v: View, i: int) -> bool:
    return v.low[i].isdecimal() and len(v.low[i]) == 3


def _glued_before(v: View, i: int) -> bool:
    if not v.tokens.glued(i):
        return False
    before = v.low[i - 1]
    if before.isalnum() or before in "_#@/.,:+=&?°":
        return True
    if before in "-–" and v.tokens.glued(i - 1):
        return v.low[i - 2].isalnum()
    return False


def year_span(v: View, i: int, number: int) -> Match | None:
    """`2015-2016`, `1914-18`, `2015/2016`."""
    low = v.low
    if low[i + 1] not in ("-", "–", "/"):
        return None
    end, until = i + 3, v.year(i + 2)
    glued = v.tokens.glued(i + 1) and v.tokens.glued(i + 2)
    if until is None and glued and low[i + 2].isdecimal() and len(low[i + 2]) == 2:
        until = number // 100 * 100 + int(low[i + 2])
        if low[i + 3] in ("-", "/") and v.tokens.glued(i + 3):
            return None
        if not _is_year(v, i, number, end=end) and low[i + 2] != f"{(number + 1) % 100:02d}":
            return None
    if until is None or until <= number or (low[i + 1] == "/" and until != number + 1):
        return None
    if until - number > 130 or (v.tokens.glued(end) and (low[end].isalnum() or low[end] in "-/")):
        return None
    if low[i - 1] in lex.YEAR_NUMBERED or counted(v, end, strict=False):
        return None
    span = Interval(CalendarDate(YearRef(number)), CalendarDate(YearRef(until)))
    return Match(i, end, span, "year_span", weak=low[i - 1] != "(" and not glued)


def _is_year(v: View, i: int, number: int, *, end: int = 0) -> bool:
    """Whether the four figures at token `i` are a year by their context."""
    low = v.low
    after = end or i + 1
    if counted(v, after, strict=low[i - 1] in ("de", "à")):
        return False
    before = low[i - 1]
    if before in lex.YEAR_BEFORE or _listed(v, i):
        return not (before in ("après", "avant") and low[after] in ("jours", "mois", "ans"))
    if before == "(":
        return low[after] in (")", ",", ";", "-", "–") and number >= 1200
    if low[after] == ")" and number >= 1200 and before in (",", "de", ":", ";"):
        return True
    if before in lex.YEAR_MAYBE:
        return _after_preposition(v, i, number, after)
    numbered = before in lex.YEAR_NUMBERED and not _in_event(v, i)
    if numbered or low[i - 2] in ("plus", "moins", "environ") or number < 1850:
        return False
    if low[after] == ":" and (before == "\n" or (before in ("-", "•", "–", "—") and low[i - 2] == "\n")):
        return True
    if before == "\n" and low[after] in ("\n", ",", "-", "–"):
        return number >= 1900
    if before == "," and v.capital(i - 2) and low[after] in (",", ")", "\n", "."):
        return False
    return _names_edition(v, i)


def _listed(v: View, i: int) -> bool:
    """Whether the figure goes on a list of years: `en 2012, 2013 et 2014`."""
    last = v.last
    if last is None or v.low[i - 1] not in ("et", "ou", ",", "puis", "à", "-", "–", "contre"):
        return False
    return bool(last.end == i - 1) and last.rule in ("year", "year_span")


def _after_preposition(v: View, i: int, number: int, after: int) -> bool:
    low = v.low
    before, further = low[i - 1], low[i - 2]
    if further in ("plus", "moins", "près", "autour", "tarif", "prix", "série", "classe", "total", "jusqu"):
        return further == "autour" and number >= 1900
    if before == "'" or number < 1400:
        return False
    if before in ("et", "ou", "que"):
        return before == "et" and low[i - 2].isdecimal() and v.year(i - 2) is not None
    if before == "à":
        return v.year(i - 2) is not None or further in lex.YEAR_REFERRED
    if before in ("sur", "des"):
        return number >= 1950 and (low[after] in (",", ".", ")", "\n") or before == "sur")
    return not (low[after].isdecimal() and v.tokens.gap(after) == 1)


def _names_edition(v: View, i: int) -> bool:
    """`édition 2024`, `budget 2025`, `Mondial 2018`: a noun or an event, and the year it belongs to."""
    word, low = v.low[i - 1], v.low
    if not word[0].isalpha() or len(word) < 2 or v.tokens.glued(i):
        return False
    if low[i + 1][0].isalpha() and v.capital(i + 1) and not v.capital(i - 1):
        return False
    if word in lex.MONTHS:
        return False
    if _in_event(v, i):
        return True
    if word in lex.YEAR_NUMBERED:
        return False
    if v.capital(i - 1) and not v.opens_sentence(i - 1):
        return len(word) > 2 and v.tokens.surface(i - 1).isupper() and int(low[i]) <= _LAST_EDITION
    return word not in lex.YEAR_NEVER_BEFORE and word not in lex.YEAR_FUNCTION


def _in_event(v: View, i: int) -> bool:
    """Whether an event is named before token `i`: `concours Eurovision de la chanson 2017`."""
    return not lex.YEAR_EVENTS.isdisjoint(v.low[max(0, i - 7) : i])


def read_before_christ(v: View, i: int, number: int) -> Match | None:
    """`52 av. J.-C.`, `52 avant Jésus-Christ`, `52 avant notre ère`, at the year."""
    end = before_christ(v, i + 1)
    if end is None:
        return None
    return Match(i, end, Era(f"BC{number:04d}", "year", None, None), "year_bc")


def before_christ(v: View, i: int) -> int | None:
    """The end of "avant Jésus-Christ" in any of its forms at token `i`."""
    low = v.low
    if low[i] not in ("avant", "av"):
        return None
    k = i + 2 if low[i + 1] == "." else i + 1
    if v.tokens.matches(k, ("notre", "ère")):
        return k + 2
    if v.tokens.matches(k, ("jésus", "-", "christ")) or v.tokens.matches(k, ("jésus", "christ")):
        return k + (3 if low[k + 1] == "-" else 2)
    if low[k] != "j":
        return k + 1 if low[k] == "jc" else None
    k += 1
    while low[k] in (".", "-"):
        k += 1
    if low[k] != "c":
        return None
    return k + 2 if low[k + 1] == "." else k + 1
