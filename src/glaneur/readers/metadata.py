"""The fields that front matter and records share."""

from collections.abc import Mapping

from glaneur.errors import ArticleError
from glaneur.publication import parse_published
from glaneur.readers.base import Draft
from glaneur.readers.cleaning import clean_line
from glaneur.schema import Notice, PublishedBasis


def draft_of(
    text: str,
    about: Mapping[str, object],
    *,
    basis: PublishedBasis,
    notices: tuple[Notice, ...],
    id: str | None = None,
    line: int | None = None,
) -> Draft:
    """Return the draft of `text` with the known fields of `about`; others are ignored.

    `date` is read where there is no `published`. `basis` is what they stand on; the rest is as in `Draft`.

    Raises ArticleError: a field has a value that it can't have; the message names both.
    """
    published = _published(about, "published") or _published(about, "date")
    return Draft(
        text=text,
        title=_line(about.get("title"), "title"),
        source=_line(about.get("source"), "source"),
        url=_line(about.get("url"), "url"),
        tags=_tags(about.get("tags")),
        published=published,
        published_basis=basis if published else None,
        id=id,
        line=line,
        notices=notices,
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


def _published(about: Mapping[str, object], name: str) -> str | None:
    written = _line(about.get(name), name)
    if written is None:
        return None
    try:
        return parse_published(written).isoformat()
    except ValueError:
        raise ArticleError(
            f"has `{name}: {_short(written)}`, which is no ISO date: write one such as 2024-09-05"
        ) from None


def _short(text: str) -> str:
    return text if len(text) <= 60 else text[:59] + "…"
