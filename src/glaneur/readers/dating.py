"""The date of publication: from a field of metadata, or from the file's name."""

import re
from datetime import date, datetime

_NAME_DATE = re.compile(r"(\d{4})([-_.]?)(\d{2})\2(\d{2})(?!\d)")
_WRITTEN_DATE = re.compile(r"\d{4}-?\d{2}-?\d{2}(?!\d)")
_YEARS = range(1600, 2200)


def iso_published(value: str | date | datetime) -> str:
    """Return a date or datetime in ISO form (`2024-09-05`, `2024-09-05T10:30:00+02:00`).

    Raises ValueError: it isn't an ISO date, or not one of the calendar's.
    """
    if isinstance(value, date):
        return value.isoformat()
    text = value.strip()
    # `fromisoformat` also takes weeks and bare times, which nobody writes for a day of publication.
    if not _WRITTEN_DATE.match(text):
        raise ValueError(f"{text!r} is not an ISO date")
    if len(text) <= len("2024-09-05"):
        return date.fromisoformat(text).isoformat()
    return datetime.fromisoformat(text).isoformat()


def date_in_name(stem: str) -> str | None:
    """Return the ISO date with which a file's name starts (`2024-09-05-…`, `2017_03_01-…`), if any."""
    found = _NAME_DATE.match(stem)
    if found is None or int(found[1]) not in _YEARS:
        return None
    try:
        return date(int(found[1]), int(found[3]), int(found[4])).isoformat()
    except ValueError:
        return None
