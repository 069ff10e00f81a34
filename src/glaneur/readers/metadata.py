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
        title=_line(data.get("title"), "title"),
        source=_line(data.get("source"), "source"),
        url=_line(data.get("url"), "url"),
        tags=_tags(data.get("tags")),
        published=_published(data.get("published")),
    )


def _line(value: object, name: str) -> str | None:
    if value is None:
        return None
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        raise ArticleError(f"has a `{name}` that is {type(value).__name__}, not text: write it as one line")
    return clean_line(str(value))


def _tags(value: object) -> tuple[str, ...]:
    if isinstance(value, str):
        value = value.split(",")
    if value is None:
        return ()
    if not isinstance(value, list):
        raise ArticleError(f"has `tags` that are {type(value).__name__}, not a list: write `[one, two]`")
    lines = (_line(item, "tags") for item in value)
    return tuple(line for line in lines if line is not None)


def _published(value: object) -> str | None:
    written = _line(value, "published")
    if written is None:
        return None
    try:
        return iso_published(written)
    except ValueError:
        raise ArticleError(
            f"has the impossible `published: {_short(written)}`: write an ISO date such as 2024-09-05"
        ) from None


def _short(text: str) -> str:
    return text if len(text) <= 60 else text[:59] + "…"
