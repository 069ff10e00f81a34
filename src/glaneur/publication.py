"""When an article was published: one way to write it, for readers, functions and components."""

import re
from datetime import date, datetime

Published = str | date | None
"""An ISO date or datetime, as a string or an object, or unknown."""

_WRITTEN = re.compile(r"[0-9]{4}-?[0-9]{2}-?[0-9]{2}(?![0-9])")
_SPACE_BEFORE_ZONE = re.compile(r" (?=[+-][0-9]{2}:?[0-9]{2}$)")


def parse_published(published: str | date) -> date:
    """Return the date (or datetime) of publication: `2024-09-05`, `2024-09-05T10:30:00+02:00`.

    As in YAML, a space may stand for the T, and before the offset.

    Raises ValueError: it isn't an ISO date, or not one of the calendar's; names both.
    """
    if isinstance(published, date):
        return published
    text = _SPACE_BEFORE_ZONE.sub("", published.strip()) if isinstance(published, str) else ""
    # `fromisoformat` also takes weeks and bare times, which nobody writes for a day of publication.
    if _WRITTEN.match(text):
        try:
            whole = date if len(text) <= len("2024-09-05") else datetime
            return whole.fromisoformat(text)
        except ValueError:
            pass
    raise ValueError(f"published: {published!r} is no ISO date; write one such as 2024-09-05")
