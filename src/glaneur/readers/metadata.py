"""The fields that front matter and records share."""

from collections.abc import Mapping
from dataclasses import dataclass

from glaneur.errors import ArticleError
from glaneur.readers.cleaning import clean_line
from glaneur.readers.dating import iso_published


@dataclass(frozen=True, slots=True)
class Fields:
    """What an article says of itself; `published` is an ISO date or datetime."""

    title: str | None
    source: str | None
    url: str | None
    tags: tuple[str, ...]
    published: str | None


def read_fields(data: Mapping[str, object]) -> Fields:
    """Read the known fields of `data`; others are ignored.

    Raises ArticleError: a field has a value that it can't have; the message names both.
    """
    return Fields(
        title=line_field(data, "title"),
        source=line_field(data, "source"),
        url=line_field(data, "url"),
        tags=_tags(data.get("tags")),
        published=_published(data),
    )


def line_field(data: Mapping[str, object], name: str) -> str | None:
    """Return a field as one line of text, null where it is missing or blank.

    Raises ArticleError: it is neither text nor a number.
    """
    return _line(data.get(name), name)


def _line(value: object, name: str) -> str | None:
    if value is None:
        return None
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        raise ArticleError(f"has a `{name}` that is not text ({_short(value)}): write it as one line")
    return clean_line(str(value))


def _tags(value: object) -> tuple[str, ...]:
    if isinstance(value, str):
        value = value.split(",")
    if value is None:
        return ()
    if not isinstance(value, list):
        raise ArticleError(f"has `tags` that are no list ({_short(value)}): write `tags: [one, two]`")
    lines = (_line(item, "tags") for item in value)
    return tuple(line for line in lines if line is not None)


def _published(data: Mapping[str, object]) -> str | None:
    written = line_field(data, "published")
    if written is None:
        return None
    try:
        return iso_published(written)
    except ValueError:
        raise ArticleError(
            f"has the impossible `published: {_short(written)}`: write an ISO date such as 2024-09-05"
        ) from None


def _short(value: object) -> str:
    text = value if isinstance(value, str) else repr(value)
    return text if len(text) <= 60 else text[:59] + "…"
