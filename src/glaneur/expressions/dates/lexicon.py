"""The calendar's lexicons as look-up tables, read once."""

from collections.abc import Mapping
from typing import Any, cast

from glaneur.lexicons import load_table
from glaneur.schema import Grain, TimeMod

Phrase = tuple[str, ...]


def _numbered(table: Mapping[str, list[str]]) -> dict[str, int]:
    return {word: int(number) for number, words in table.items() for word in words}


def _named(table: Mapping[str, list[str]]) -> dict[str, str]:
    return {word: name for name, words in table.items() for word in words}


def _phrases(table: Mapping[str, Any]) -> dict[Phrase, Any]:
    return {tuple(phrase.split()): value for phrase, value in table.items()}


def by_head(phrases: Mapping[Phrase, Any]) -> dict[str, list[tuple[Phrase, Any]]]:
    """Phrases under their first word, the longest first."""
    heads: dict[str, list[tuple[Phrase, Any]]] = {}
    for phrase, value in sorted(phrases.items(), key=lambda item: -len(item[0])):
        heads.setdefault(phrase[0], []).append((phrase, value))
    return heads


def by_tail(phrases: Mapping[Phrase, Any]) -> dict[str, list[tuple[Phrase, Any]]]:
    """Phrases under their last word, the longest first."""
    tails: dict[str, list[tuple[Phrase, Any]]] = {}
    for phrase, value in sorted(phrases.items(), key=lambda item: -len(item[0])):
        tails.setdefault(phrase[-1], []).append((phrase, value))
    return tails


_CALENDAR = load_table("calendar")
_CUES = load_table("calendar_cues")

MONTHS = _numbered(_CALENDAR["months"])
MONTHS_SHORT = _numbered(_CALENDAR["months_short"])
MONTHS_ENGLISH = _numbered(_CALENDAR["months_english"])
WEEKDAYS = _numbered(_CALENDAR["weekdays"])
WEEKDAYS_SHORT = _numbered(_CALENDAR["weekdays_short"])
WEEKDAYS_PLURAL = _numbered(_CALENDAR["weekdays_plural"])
SEASONS = _named(_CALENDAR["seasons"])
DAYPARTS = by_head(_phrases(_named(_CALENDAR["dayparts"])))
DAYTIME = by_head(_phrases(_named(_CALENDAR["daytime"])))
UNITS: dict[str, list[tuple[Phrase, Grain]]] = by_head(_phrases(_named(_CALENDAR["units"])))
UNIT_VALUES: dict[Grain, tuple[str, int]] = {
    cast(Grain, grain): (letter, count) for grain, (letter, count) in _CALENDAR["unit_values"].items()
}
FEASTS_FIXED: dict[Phrase, tuple[int, int]] = {
    phrase: (month, day) for phrase, (month, day) in _phrases(_CALENDAR["feasts_fixed"]).items()
}
FEASTS_MOVABLE: dict[Phrase, int] = _phrases(_CALENDAR["feasts_movable"])
FEASTS = by_head({phrase: phrase for phrase in (*FEASTS_FIXED, *FEASTS_MOVABLE)})
FEASTS_CAPITAL = frozenset(_CALENDAR["feasts"]["capital"])
DAYS_OF_RECORD: dict[tuple[int, int], tuple[int, frozenset[str]]] = {
    (entry["month"], entry["day"]): (entry["year"], frozenset(entry["nouns"]))
    for entry in _CALENDAR["days_of_record"]
}

STEPS = _numbered(_CUES["steps"])
NEIGHBOUR_DAYS = _numbered(_CUES["neighbour_days"])
STEPS_FROM_SAID = by_head(_phrases(_numbered(_CUES["steps_from_said"])))
EDGES = cast(dict[str, TimeMod], _named(_CUES["edges"]))
MODIFIERS: dict[str, list[tuple[Phrase, TimeMod]]] = by_tail(_phrases(_CUES["modifiers"]))
DURATION_MODIFIERS: dict[str, list[tuple[Phrase, TimeMod]]] = by_tail(_phrases(_CUES["duration_modifiers"]))

YEAR_BEFORE = frozenset(_CUES["years"]["before"])
YEAR_REFERRED = frozenset(_CUES["years"]["referred"])
YEAR_MAYBE = frozenset(_CUES["years"]["maybe"])
YEAR_NUMBERED = frozenset(_CUES["years"]["numbered"])
YEAR_EVENTS = frozenset(_CUES["years"]["events"])
YEAR_NEVER_BEFORE = YEAR_NUMBERED | frozenset(_CUES["years"]["never_before"])
YEAR_UNITS = frozenset(_CUES["years"]["units"])
YEAR_FUNCTION = frozenset(_CUES["years"]["function"])

NO_MONTH_AFTER = frozenset(_CUES["guards"]["no_month_after"])
NO_SEASON_BEFORE = frozenset(_CUES["guards"]["no_season_before"])
BEFORE_MONTH = frozenset(_CUES["guards"]["before_month"])
BEHIND_DAY = frozenset(_CUES["guards"]["behind_day"])
YEARLY = by_head({tuple(phrase.split()): True for phrase in _CUES["seasons"]["yearly"]})
LEADS_TO_SEASON = frozenset(_CUES["seasons"]["leads_to"])
BEHIND_SEASON = frozenset(_CUES["seasons"]["behind"])
SEASONAL_EVENTS = frozenset(_CUES["guards"]["seasonal_events"])
NO_DAY_AFTER = frozenset(_CUES["guards"]["no_day_after"])

ZONES: tuple[Phrase, ...] = tuple(tuple(zone.split()) for zone in _CUES["clock"]["zones"])
BEFORE_CLOCK = frozenset(_CUES["clock"]["before"])
LEADS_TO_CLOCK = frozenset(_CUES["clock"]["leads_to"])
BEFORE_NO_CODE = frozenset(_CUES["clock"]["before_no_code"])
BEHIND_HOURS_SPENT = frozenset(_CUES["clock"]["behind_hours_spent"])
NEXT_STEPS = frozenset(_CUES["durations"]["next_steps"])
FILLERS = frozenset(_CUES["durations"]["fillers"])
LASTING = frozenset(_CUES["clock"]["lasting"])
TIMED_NOUNS = frozenset(_CUES["clock"]["nouns"])

_TENSE = _CUES["tense"]
FUTURE_WORDS = frozenset(_TENSE["future"])
NOT_FUTURE = frozenset(_TENSE["not_future"])
AUXILIARIES = frozenset(_TENSE["auxiliaries"])
PAST_WORDS = frozenset(_TENSE["past"])
MOVED = frozenset(_TENSE["moved"])
REPORTING = frozenset(_TENSE["reporting"])
NOT_IMPERFECT = frozenset(_TENSE["not_imperfect"])
PARTICIPLES = frozenset(_TENSE["participles"])
PROLONGED = frozenset(_TENSE["prolonged"])
ONCE_PLANNED = frozenset(_TENSE["once_planned"])
TAKEN = frozenset(_TENSE["taken"])
CLAUSE = frozenset(_TENSE["clause"])
