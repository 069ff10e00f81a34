"""The leaves that dateparser reads: full dates in English, quoted in French text.

French dates have fields that the grammar reads anyway; what dateparser gets wrong in French
("T3 2024", "20 h 30", "mars dernier") is never passed to it. One call costs about half a
millisecond, so answers are kept.
"""

from datetime import date
from functools import lru_cache


@lru_cache(maxsize=1024)
def read_english(surface: str) -> date | None:
    """The day that a full English date names ("September 3, 2024"), or None."""
    import dateparser  # noqa: PLC0415 - late: it is slow to load and most texts have no such date

    settings = {"STRICT_PARSING": True, "DATE_ORDER": "MDY"}
    moment = dateparser.parse(surface, languages=["en"], settings=settings)
    return moment.date() if moment else None
