"""What an article has said so far: the dates that "la veille" or a bare clock time stand on."""

from datetime import date, datetime, timedelta
from typing import NamedTuple

from glaneur.expressions.dates import arithmetic as cal
from glaneur.expressions.dates.points import Point, from_period
from glaneur.schema import Grain

_ORDER = ("day", "weekend", "week", "month", "season", "quarter", "half", "year", "decade", "century")
_FINENESS = {grain: rank for rank, grain in enumerate(_ORDER)}
_STORY = timedelta(days=7)


class Said(NamedTuple):
    """A date said before: its place among the mentions, its sentence and paragraph, its point."""

    place: int
    sentence: int
    paragraph: int
    point: Point


class Memory:
    """The last date said of each grain, the last day that was not to come, and the last clock time."""

    def __init__(self, today: date | None) -> None:
        self._today = today
        self._said: dict[int, Said] = {}
        self._story: Said | None = None
        self.clock: tuple[datetime, int] | None = None

    def remember(self, point: Point, place: int, sentence: int, paragraph: int) -> None:
        """Keep `point`; a time of day is kept as its day too."""
        if point.first is None:
            return
        kept = point
        if point.timed:
            if point.earliest is not None and "T" in point.earliest:
                self.clock = datetime.fromisoformat(point.earliest), place
            kept = from_period(cal.day(point.first))
        if kept.grain not in _FINENESS:
            return
        said = Said(place, sentence, paragraph, kept)
        self._said[_FINENESS[kept.grain]] = said
        if kept.grain == "day" and self._today is not None and point.first <= self._today:
            self._story = said

    def last(self, grain: Grain, paragraph: int) -> Said | None:
        """The date said last that is at least as fine as `grain`.

        A day to come counts only where its own paragraph goes on about it: the story is in the past.
        """
        limit = _FINENESS.get(grain, 0)
        fine = [said for rank, said in self._said.items() if rank <= limit]
        said = max(fine, key=lambda one: one.place, default=None)
        if grain != "day" or said is None or self._today is None or said.point.first is None:
            return said
        if said.point.first <= self._today or said.paragraph == paragraph:
            return said
        return self._story

    def is_recent(self, point: Point) -> bool:
        """Whether a day is near enough to publication to be the day of the story."""
        if self._today is None or point.first is None:
            return False
        return timedelta(0) <= self._today - point.first <= _STORY

    def forget_places(self) -> None:
        """Sentences and paragraphs are told apart by offsets in their chunk: the next has others."""
        self._said = {rank: said._replace(sentence=-2, paragraph=-2) for rank, said in self._said.items()}
        if self._story is not None:
            self._story = self._story._replace(sentence=-2, paragraph=-2)
