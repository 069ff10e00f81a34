"""What an article has said so far: the dates that "la veille" or a bare clock time stand on."""

from datetime import date, datetime, timedelta
from typing import NamedTuple

from glaneur.expressions.dates import arithmetic as cal
from glaneur.expressions.dates.points import Point, from_period
from glaneur.expressions.dates.readings import Reading
from glaneur.schema import Grain

_ORDER = ("day", "weekend", "week", "month", "season", "quarter", "half", "year", "decade", "century")
_FINENESS = {grain: rank for rank, grain in enumerate(_ORDER)}
_STORY = timedelta(days=7)
_OLD_STORY = timedelta(days=31)
_ASIDE = timedelta(days=31)


class Said(NamedTuple):
    """A date said before: its place among the mentions, the reading that said it, its point."""

    place: int
    reading: Reading
    point: Point


class Memory:
    """The last date said of each grain, the last that the story itself stands on, the last clock time."""

    def __init__(self, today: date | None) -> None:
        self._today = today
        self._said: dict[int, Said] = {}
        self._told: dict[int, Said] = {}
        self.clock: tuple[datetime, int] | None = None
        self.earlier: Said | None = None  # the day of the story before the last

    def remember(self, point: Point, place: int, reading: Reading) -> None:
        """Keep `point`; a time of day is kept as its day too."""
        if point.first is None:
            return
        kept = point
        if point.timed:
            if point.earliest is not None and "T" in point.earliest:
                self.clock = datetime.fromisoformat(point.earliest), place
            kept = from_period(cal.day(point.first))
        rank = _FINENESS.get(kept.grain)
        if rank is None:
            return
        said = Said(place, reading, kept)
        self._said[rank] = said
        if self._today is not None and point.first <= self._today and not reading.aside:
            if kept.grain == "day":
                self.earlier = self._told.get(rank)
            self._told[rank] = said

    def last(self, grain: Grain, reading: Reading) -> Said | None:
        """The date that `reading` counts from: the last that is at least as fine as `grain`.

        The story is in the past: a day to come counts only where its own paragraph goes on about it, and
        not for what has happened. A date that only backs another ("depuis le 24 août 2016"), months away,
        counts only in its own sentence.
        """
        said = _newest(self._said, grain)
        if said is None or said.point.first is None or self._today is None:
            return said
        told = _newest(self._told, grain)
        if said.point.first > self._today:
            past = reading.tense < 0 and reading.sure
            return said if said.reading.paragraph == reading.paragraph and not past else told
        pointing = reading.rule.startswith(("that_", "same_"))  # "ce jour-là" is what was just said
        near = pointing or said.reading.sentence == reading.sentence
        if told is None or not said.reading.aside or near:
            return said
        far = told.point.first is not None and abs(told.point.first - said.point.first) > _ASIDE
        return told if far else said

    def is_recent(self, point: Point, *, told: bool) -> bool:
        """Whether a day is near enough to publication to be the day of a story (`told`: in the past)."""
        if self._today is None or point.first is None:
            return False
        return timedelta(0) <= self._today - point.first <= (_OLD_STORY if told else _STORY)

    def forget_places(self) -> None:
        """Mentions are told apart by offsets in their chunk: the next chunk has others."""
        for kept in (self._said, self._told):
            for rank, said in kept.items():
                kept[rank] = said._replace(reading=said.reading.elsewhere())


def _newest(kept: dict[int, Said], grain: Grain) -> Said | None:
    limit = _FINENESS.get(grain, 0)
    fine = [said for rank, said in kept.items() if rank <= limit]
    return max(fine, key=lambda one: one.place, default=None)
