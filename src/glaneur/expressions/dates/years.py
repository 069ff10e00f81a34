"""Years alone, told from counts and prices by what stands around them; decades and centuries."""

from glaneur.expressions import number_words as words
from glaneur.expressions.dates import lexicon as lex
from glaneur.expressions.dates.readings import CalendarDate, Era, Interval, Seasonal, What, YearRef
from glaneur.expressions.dates.view import Match, View

_ARTICLES = ("l", "la", "le", "cette", "de", "d", "du", "en")


def year_at(v: View, i: int) -> int | None:
    """The year at token `i` where it stands free, its context not looked at."""
    number = v.year(i)
    if number is None:
        return None
    if v.tokens.glued(i) and (v.low[i - 1].isalnum() or v.low[i - 1] in "_#@/.,:"):
        return None
    if v.low[i + 1] in "/-" and v.tokens.glued(i + 1) and v.tokens.glued(i + 2) and v.low[i + 2].isalnum():
        return None
    return number


def read_year_of(v: View, i: int, *, short: bool = False) -> tuple[YearRef | None, int]:
    """The year that specifies what ends at token `i`: `2024`, `de 2024`, `de l'an dernier`; its end.

    With `short`, two figures behind a day and month count too where nothing follows them.
    """
    number = year_at(v, i)
    if number is not None and not counted(v, i + 1, strict=False):
        return YearRef(number), i + 1
    if short and v.low[i] == "'" and v.low[i + 1].isdecimal() and len(v.low[i + 1]) == 2:
        return YearRef(1900 + int(v.low[i + 1])), i + 2
    if v.low[i] not in ("de", "d"):
        return None, i
    number = year_at(v, i + 1)
    if number is not None and v.low[i] == "de" and not counted(v, i + 2, strict=True):
        return YearRef(number), i + 2
    return _relative_year(v, i)


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
    span = _year_span(v, i, number)
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


def _year_span(v: View, i: int, number: int) -> Match | None:
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
    if before in lex.YEAR_NUMBERED or low[i - 2] in ("plus", "moins", "environ") or number < 1850:
        return False
    if before == "\n" and low[after] in (":", "\n", ",", "-", "–"):
        return number >= 1900
    if before == "," and v.capital(i - 2) and low[after] in (",", ")", "\n", "."):
        return False
    return _names_edition(v, i)


def _listed(v: View, i: int) -> bool:
    """Whether the figure goes on a list of years: `en 2012, 2013 et 2014`."""
    last = v.last
    if last is None or v.low[i - 1] not in ("et", "ou", ",", "puis", "à", "-", "–", "contre"):
        return False
    return last.end == i - 1 and last.rule in ("year", "year_span")


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
    if word in lex.YEAR_NUMBERED:
        return False
    if not lex.YEAR_EVENTS.isdisjoint(low[max(0, i - 7) : i]):
        return True
    if v.capital(i - 1) and not v.opens_sentence(i - 1):
        return len(word) > 2 and v.tokens.surface(i - 1).isupper()
    return word not in _NEVER_BEFORE and word not in lex.YEAR_FUNCTION


_NEVER_BEFORE = frozenset((
    "a", "ont", "est", "sont", "avec", "par", "quelque", "quelques", "soit", "compte", "comptait", "comptent",
    "environ", "seulement", "n", "article", "articles", "ces", "ses", "leurs", "il", "y", "dont", "sa", "son",
    "comme", "contre", "the", "of", "numéro", "route", "départementale", "nationale", "chambre", "loi", "avait",
    "accueille", "emploie", "employait", "atteint", "réunit", "rassemble", "touche", "coûte", "vaut", "presque",
    "mille", "cent", "bp", "cedex", "au", "aux", "un", "une", "le", "la", "jusqu", "où", "si", "mais", "tous",
)) | lex.YEAR_NUMBERED  # fmt: skip


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


def read_decade(v: View, i: int) -> Match | None:
    """`années 80`, `années 1990`, `années trente`, `décennie 2010`, at the noun."""
    low = v.low
    if low[i] not in ("années", "décennie", "décennies"):
        return None
    k = i + 1
    year = v.year(k)
    if year is not None and year % 10 == 0:
        return _decade(v, i, k + 1, year)
    numeral = v.starting.get(k)
    if numeral is None or numeral.coded or numeral.ordinal or low[i] != "années":
        return None
    value = int(numeral.value)
    if numeral.value != value or value % 10 or not 10 <= value <= 90:
        return None
    return _decade(v, i, numeral.last, 1900 + value)


def _decade(v: View, i: int, end: int, year: int) -> Match:
    first = Era(str(year // 10), "decade", year, year + 9)
    if v.low[end] in ("-", "–", "et", "à"):
        numeral = v.starting.get(end + 1)
        if numeral is not None and numeral.value % 10 == 0 and not numeral.coded:
            value = int(numeral.value)
            until = value if value >= 1000 else 1900 + value
            if 1000 <= until <= 2100 and until > year and (value >= 1000 or 10 <= value <= 90):
                last = Era(str(until // 10), "decade", until, until + 9)
                return Match(i, numeral.last, Interval(first, last), "decades")
    return Match(i, end, first, "decade")


def read_century(v: View, i: int) -> Match | None:
    """`XIXe siècle`, `21e siècle`, `dix-neuvième siècle`, `XVIIe et XVIIIe siècles`, at the ordinal."""
    numeral = v.starting[i]
    if not numeral.ordinal or not 1 <= numeral.value <= 30:
        return None
    first, k = _century(int(numeral.value)), numeral.last
    if v.low[k] in ("siècle", "s"):
        end = k + 1
        if v.low[k] == "s" and v.low[end] != ".":
            return None
        christ = before_christ(v, end)
        if christ is not None:
            return Match(i, christ, Era(f"BC{int(numeral.value):02d}", "century", None, None), "century_bc")
        return Match(i, end, first, "century")
    if v.low[k] not in ("et", "-", "–", "ou", "au", "à"):
        return None
    k = v.skip(k + 1, ("le", "la", "du", "au"))
    other = v.starting.get(k)
    if other is None or not other.ordinal or v.low[other.last] not in ("siècle", "siècles"):
        return None
    return Match(i, other.last + 1, Interval(first, _century(int(other.value))), "centuries")


def _century(ordinal: int) -> Era:
    first = (ordinal - 1) * 100
    return Era(f"{ordinal - 1:02d}", "century", max(first, 1), first + 99)


def read_spaced_century(v: View, i: int) -> Match | None:
    """`XX e siècle`, its ending set apart, at "siècle"."""
    roman = v.tokens.surface(i - 2)
    if v.low[i - 1] not in ("e", "è", "ème") or not roman.isupper():
        return None
    numeral = words.ROMAN_ORDINALS.get(f"{roman.lower()}e")
    return Match(i - 2, i + 1, _century(numeral[0]), "century") if numeral else None


def read_school_year(v: View, i: int) -> Match | None:
    """`saison 2023-2024`, `année scolaire 2023-2024`, `exercice 2023/24`, `saison dernière`, at the noun."""
    low = v.low
    k = i + 1
    if low[i] == "année":
        if low[k] not in ("scolaire", "universitaire"):
            return None
        k += 1
    number = v.year(k)
    if number is not None:
        span = _year_span(v, k, number)
        if span is None:
            return None
        crosses = low[i] != "exercice" and _years_apart(span.what) == 1
        return Match(i, span.end, Seasonal(year=number) if crosses else span.what, "school_year")
    step = v.step(k)
    if step is not None and (low[i] == "saison" or k == i + 2):
        return Match(i, k + 1, Seasonal(offset=step), "season_step")
    if low[i - 1] == "cette" and (low[i] == "saison" or k == i + 2):
        return Match(i - 1, k, Seasonal(), "season_this")
    return None


def _years_apart(span: What) -> int:
    assert isinstance(span, Interval)
    begin, end = span.begin, span.end
    if not (isinstance(begin, CalendarDate) and isinstance(end, CalendarDate) and begin.year and end.year):
        return 0
    return (end.year.number or 0) - (begin.year.number or 0)
