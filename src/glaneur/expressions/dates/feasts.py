"""Feasts: fixed ones from the lexicon, movable ones counted from the Easter Sunday that dateutil gives."""

from datetime import date, timedelta
from functools import lru_cache

from glaneur.expressions.dates import lexicon as lex


@lru_cache(maxsize=256)
def easter_sunday(year: int) -> date:
    """Easter Sunday of a Gregorian year."""
    from dateutil.easter import easter  # noqa: PLC0415 - late: most texts name no feast

    return easter(year)


def feast_day(phrase: tuple[str, ...], year: int) -> date:
    """The day of the feast that the lexicon calls `phrase`, in `year`."""
    if phrase in lex.FEASTS_MOVABLE:
        return easter_sunday(year) + timedelta(days=lex.FEASTS_MOVABLE[phrase])
    return date(year, *lex.FEASTS_FIXED[phrase])


def fixed_day(phrase: tuple[str, ...]) -> tuple[int, int] | None:
    """Month and day of a feast that does not move, else None."""
    return lex.FEASTS_FIXED.get(phrase)
