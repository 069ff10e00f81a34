"""The date of publication that a file's name gives."""

import re
from datetime import date

_NAME_DATE = re.compile(r"(\d{4})([-_.]?)(\d{2})\2(\d{2})(?!\d)")
_YEARS = range(1600, 2200)


def date_in_name(stem: str) -> str | None:
    """Return the ISO date with which a file's name starts (`2024-09-05-…`, `2017_03_01-…`), if any."""
    found = _NAME_DATE.match(stem)
    if found is None or int(found[1]) not in _YEARS:
        return None
    try:
        return date(int(found[1]), int(found[3]), int(found[4])).isoformat()
    except ValueError:
        return None
