"""Running over a text: which rule reads at which word, and what comes of it."""

from collections.abc import Callable, Iterable
from dataclasses import replace

from glaneur.expressions.candidates import Candidate
from glaneur.expressions.dates import (
    chronometer,
    clock,
    dayparts,
    days,
    daytime,
    durations,
    eras,
    figures,
    habits,
    joins,
    periods,
    relative,
    sets,
    years,
)
from glaneur.expressions.dates import lexicon as lex
from glaneur.expressions.dates.mentions import mention
from glaneur.expressions.dates.readings import (
    Apposed,
    CalendarDate,
    Reading,
    Timed,
    Unit,
)  # fmt: skip
from glaneur.expressions.dates.view import Match, View
from glaneur.expressions.numerals import Numerals
from glaneur.expressions.tokens import Tokens

_YEAR_LENGTH = 4
Rule = Callable[[View, int], Match | None]


def _at_figure(v: View, i: int) -> Match | None:
    """What starts with figures: the more a rule asks for, the earlier it is tried."""
    if len(v.low[i]) == _YEAR_LENGTH:
        return figures.read_figures(v, i) or years.read_year(v, i) or durations.read_count(v, i)
    return (
        figures.read_figures(v, i)
        or days.read_day_first(v, i)
        or chronometer.read_chronometer(v, i)
        or clock.read_hours(v, i)
        or clock.read_time(v, i)
        or durations.read_count(v, i)
        or chronometer.read_h_duration(v, i)
        or _ordinal(v, i)
        or figures.read_english_day_first(v, i)
        or periods.read_figure_part(v, i)
        or _before_christ(v, i)
        or days.read_bare_day(v, i)
    )


def _ordinal(v: View, i: int) -> Match | None:
    part = periods.read_ordinal_part(v, i)  # knows "1 er" too, whose ending is set apart
    if part is not None:
        return part
    numeral = v.starting.get(i)
    return eras.read_century(v, i) if numeral is not None and numeral.ordinal else None


def _before_christ(v: View, i: int) -> Match | None:
    year = v.figure(i)
    return years.read_before_christ(v, i, year) if year is not None else None


def _at_number_word(v: View, i: int) -> Match | None:
    return days.read_day_first(v, i) or clock.read_time(v, i) or durations.read_count(v, i) or _ordinal(v, i)


def _at_weekday(v: View, i: int) -> Match | None:
    return periods.read_feast(v, i) or days.read_weekday(v, i)


def _at_edge(v: View, i: int) -> Match | None:
    return joins.read_edge(v, i, read_at)


def _starters() -> dict[str, tuple[Rule, ...]]:
    table: dict[str, list[Rule]] = {}

    def add(words: Iterable[str], rule: Rule) -> None:
        for word in words:
            table.setdefault(word, []).append(rule)

    add(lex.WEEKDAYS, _at_weekday)
    add(lex.WEEKDAYS_PLURAL, sets.read_weekdays)
    add(lex.WEEKDAYS_SHORT, days.read_short_weekday)
    add([*lex.MONTHS, *lex.MONTHS_SHORT], days.read_month)
    add(lex.MONTHS_ENGLISH, figures.read_english_date)
    add(lex.SEASONS, periods.read_season)
    add(("hier", "demain", "aujourd", "avant", "après"), relative.read_deictic_day)
    add(lex.NEIGHBOUR_DAYS, relative.read_neighbour_day)
    add([head for head in lex.FEASTS if head not in lex.WEEKDAYS], periods.read_feast)
    add(("ce", "cet", "cette"), relative.read_demonstrative)
    add(("ces",), relative.read_these)
    add(("même",), relative.read_same)
    add([word for word in lex.STEPS if word.endswith("s")], durations.read_vague_count)
    add(("dernier", "dernière", "second", "seconde"), periods.read_ordinal_part)
    add(("dernier", "dernière"), relative.read_last_unit)
    add(("quelques", "plusieurs"), durations.read_vague_count)
    add(lex.UNITS, relative.read_unit_noun)
    add(("saison", "exercice"), eras.read_school_year)
    add(lex.DAYPARTS, dayparts.read_part_of_day)
    add(("midi", "minuit"), clock.read_time)
    add(("demi", "quart", "quarts"), durations.read_half_unit)
    add(lex.EDGES, _at_edge)
    add(("t", "s", "q", "h"), periods.read_letter_part)
    add(("chaque",), sets.read_each)
    add(("tous", "toutes"), sets.read_all)
    add(("par",), sets.read_per)
    return {word: tuple(rules) for word, rules in table.items()}


_STARTERS = _starters()
# Words that may follow a figure or a number word in a date; most figures count something else.
_BEHIND_NUMBER = frozenset((
    *lex.MONTHS, *lex.MONTHS_SHORT, *lex.MONTHS_ENGLISH, *lex.UNITS, *lex.WEEKDAYS, *lex.STEPS,
    *durations.BEFORE_UNIT, "h", "t", "s", "e", "er", "ère", "re", "nd", "nde", "ème", "av", "avant", "et",
    "ou", "à", "au", "de", "d", "du", "siècle", "siècles", "quinzaine", "trimestre", "semestre", "moitié",
    "jour", "journée", "journées", "millénaire", "millénaires",
))  # fmt: skip


def read_at(v: View, i: int) -> Match | None:
    """The date that starts at token `i` (an article or demonstrative may stand before it), with its time."""
    match = _read(v, i)
    return daytime.with_time(v, match) if match is not None else None


def _read(v: View, i: int) -> Match | None:
    word = v.low[i]
    for rule in _STARTERS.get(word, ()):
        match = rule(v, i)
        if match is not None:
            return match
    numeral, figure = v.starting.get(i), word[0].isdecimal()
    if numeral is not None and not (figure and len(word) == _YEAR_LENGTH):
        after = v.low[numeral.last]
        if after[0].isalpha() and after not in _BEHIND_NUMBER:
            return None
    if figure:
        return _at_figure(v, i)
    return _at_number_word(v, i) if numeral is not None else None


def find(tokens: Tokens, numerals: Numerals) -> list[Candidate[Reading]]:
    """The dates of `tokens`, unresolved, in order, none overlapping another; offsets in `tokens.text`."""
    view = View(tokens, numerals)
    matches = _matches(view)
    _lend_years(view, matches)
    _appose(view, matches)
    return [mention(view, match) for match in matches]


def _matches(v: View) -> list[Match]:
    starting, starters = v.starting, _STARTERS
    matches: list[Match] = []
    floor = 1
    for i, word in enumerate(v.low):
        if i < floor or not (word in starters or i in starting or word[0].isdecimal()):
            continue
        match = read_at(v, i)
        if match is None:
            continue
        match = joins.joined(v, durations.shifted(v, match), read_at)
        match = habits.as_habit(v, match)
        while matches and matches[-1].end > match.start:
            matches.pop()
        matches.append(match)
        v.last = match
        floor = match.end
    return matches


def _lend_years(v: View, matches: list[Match]) -> None:
    """`mai et juin 2024`: what is joined to a date with a year has the same year."""
    for k in range(len(matches) - 2, -1, -1):
        one, other = matches[k], matches[k + 1]
        if v.low[one.end] not in ("et", "ou", ",", "puis", "à") or other.start - one.end > 3:
            continue
        if isinstance(one.what, CalendarDate) and isinstance(other.what, CalendarDate):
            same = (one.what.day is None) == (other.what.day is None)
            if (
                same
                and one.what.month
                and one.what.year is None
                and other.what.year
                and one.what.step is None
            ):
                matches[k] = replace(one, what=replace(one.what, year=other.what.year))


def _appose(v: View, matches: list[Match]) -> None:
    """`hier 23 février`, `la veille, 8 février`: a relative day and its date are one day."""
    for k in range(len(matches) - 1):
        one, other = matches[k], matches[k + 1]
        near, date = one.what, other.what.day if isinstance(other.what, Timed) else other.what
        if not (isinstance(near, Unit) and near.grain == "day" and isinstance(date, CalendarDate)):
            continue
        between = v.low[one.end : other.start]
        if date.day is None or date.month is None or between not in ([], [","], [",", "le"], ["le"]):
            continue
        matches[k] = replace(one, what=Apposed(near, date))
        same = Apposed(Unit("day", 0, "said"), date)
        what = replace(other.what, day=same) if isinstance(other.what, Timed) else same
        matches[k + 1] = replace(other, what=what)
