"""What a date mention says, before it is known when: the unresolved readings.

A `Reading` is one mention; its `what` is a small tree of the nodes below. Nothing here knows the
date of publication: the same words always give the same reading.
"""

from dataclasses import dataclass, replace
from typing import Literal

from glaneur.schema import Grain, TimeMod

_ELSEWHERE = -1_000_000
Base = Literal["published", "said"]
"""What a relative date is counted from: the date of publication, or the date said last."""


@dataclass(frozen=True, slots=True)
class YearRef:
    """A year as said: a number, or so many years from the year of publication."""

    number: int | None = None
    offset: int = 0


@dataclass(frozen=True, slots=True)
class CalendarDate:
    """A year, month or day, by the fields that are said.

    `step` is -1 for "dernier", 0 for "ce", +1 for "prochain", None where nothing is said.
    """

    year: YearRef | None = None
    month: int | None = None
    day: int | None = None
    weekday: int | None = None
    step: int | None = None


@dataclass(frozen=True, slots=True)
class YearPart:
    """A half ("half", 1 or 2), quarter ("quarter", 1 to 4) or season ("season", 0 spring to 3 winter)."""

    grain: Literal["half", "quarter", "season"]
    number: int
    year: YearRef | None = None
    step: int | None = None


@dataclass(frozen=True, slots=True)
class Feast:
    """A public holiday or feast, by its phrase in the lexicon."""

    phrase: tuple[str, ...]
    year: YearRef | None = None
    step: int | None = None


@dataclass(frozen=True, slots=True)
class NumberedWeek:
    """ISO week `number` of a year."""

    number: int
    year: YearRef | None = None


@dataclass(frozen=True, slots=True)
class Containing:
    """The week or weekend that holds a day: "semaine du 3 juin"."""

    grain: Literal["week", "weekend"]
    day: CalendarDate


@dataclass(frozen=True, slots=True)
class WeekdayOf:
    """A weekday of a week: "mardi de la semaine dernière".

    Where `week` has grain day, the nearest such weekday on that side of the date said last: "le mardi
    suivant", "le mardi précédent".
    """

    weekday: int
    week: "Unit"


@dataclass(frozen=True, slots=True)
class NthOfMonth:
    """The nth (-1: the last) weekday, or where that is None the nth week or day, of a month."""

    number: int
    grain: Literal["day", "week"]
    weekday: int | None
    month: CalendarDate


@dataclass(frozen=True, slots=True)
class Unit:
    """A calendar unit, `offset` units away: "hier" is a day at -1, "cette année" a year at 0."""

    grain: Grain
    offset: int = 0
    base: Base = "published"


@dataclass(frozen=True, slots=True)
class Apposed:
    """A relative day and the date that names it: "la veille, 8 février"."""

    near: Unit
    date: CalendarDate


@dataclass(frozen=True, slots=True)
class Shift:
    """A distance: "il y a deux ans", "trois jours plus tard". `count` is signed."""

    grain: Grain
    count: int
    base: Base = "published"


@dataclass(frozen=True, slots=True)
class Era:
    """A value that needs no anchor; the years are None before Christ."""

    value: str
    grain: Grain
    first: int | None
    last: int | None


@dataclass(frozen=True, slots=True)
class Seasonal:
    """A school year or season of sport: the one that starts in `year`, or `offset` from the one that runs."""

    year: int | None = None
    offset: int = 0


@dataclass(frozen=True, slots=True)
class Clock:
    """A time of day."""

    hour: int
    minute: int = 0
    second: int | None = None


@dataclass(frozen=True, slots=True)
class Timed:
    """A clock time or part of the day (`MO AF EV NI`), on a day or (None) on the day in question."""

    day: "What | None"
    clock: Clock | None = None
    part: str | None = None


@dataclass(frozen=True, slots=True)
class Interval:
    """From `begin` to `end`, both in."""

    begin: "What"
    end: "What"


@dataclass(frozen=True, slots=True)
class Span:
    """A length of time, as its ISO 8601 value."""

    value: str
    grain: Grain


@dataclass(frozen=True, slots=True)
class Recurring:
    """A set of times, as its TIMEX3 value."""

    value: str
    grain: Grain


@dataclass(frozen=True, slots=True)
class Vague:
    """A time that only its side is known of: `PAST_REF`, `FUTURE_REF`."""

    value: str
    grain: Grain


What = (
    CalendarDate | YearPart | Feast | NumberedWeek | Containing | WeekdayOf | NthOfMonth | Unit | Apposed
    | Shift | Era | Seasonal | Timed | Interval | Span | Recurring | Vague
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Reading:
    """One mention: what it says, the rule that read it, and what the sentence says about it.

    `tense` is +1 where the sentence speaks of the future, -1 of the past (-2 where nothing else can be),
    0 where it says nothing; `sure` where a verb says it. `aside` marks a date that only backs
    another: "depuis le 24 août 2016".
    `at` is the offset of the mention; `sentence` and `paragraph` are those at which these start.
    """

    what: What
    rule: str
    mod: TimeMod | None = None
    tense: int = 0
    sure: bool = False
    aside: bool = False
    at: int = 0
    sentence: int = 0
    paragraph: int = 0

    def elsewhere(self) -> "Reading":
        """The same, said in another stretch of text, with whose offsets its own have nothing to do."""
        return replace(self, at=_ELSEWHERE, sentence=_ELSEWHERE, paragraph=_ELSEWHERE)
