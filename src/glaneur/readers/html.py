"""HTML pages: trafilatura finds the article's text, and what the page says of it."""

import copy
import logging
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from glaneur.errors import ArticleError
from glaneur.readers.base import Draft
from glaneur.readers.cleaning import clean_line
from glaneur.readers.encoding import decode
from glaneur.schema import Notice

_DECLARED = re.compile(
    rb"<(?:meta|\?xml)[^>]{0,200}?(?:charset|encoding)\s{0,9}=\s{0,9}[\"']?([\w.:-]{1,40})", re.IGNORECASE
)
_HEAD = 4096
_MANY_ELEMENTS = 20_000
"""About 3 MB of text; above, the full extraction's time grows with the square, so a simpler one runs."""

_DATES = {
    "original_date": True,
    "extensive_search": False,
    "min_date": "1800-01-01",
    "max_date": "2199-12-31",
}
"""Fixed bounds: left to itself the library takes today, and the same page would change its date one day."""

_PROSE = (
    "//title | //h1 | //img"
    " | //*[self::p or self::li or self::td or self::blockquote][not(@class or @id or @itemprop or .//time)]"
)
"""What the page's date isn't read from: a date in a headline or a paragraph is the story's."""


class HtmlReader:
    """Reads `.html`, `.htm` and `.xhtml`."""

    suffixes = (".html", ".htm", ".xhtml")
    single = True

    def read(self, path: Path) -> Iterator[Draft]:
        """Yield the one article of `path`."""
        page, notices = _decode_page(path.read_bytes())
        if not page.strip():
            raise ArticleError("is empty: save the page again, or delete the file")
        yield _draft(page, notices)


def _decode_page(data: bytes) -> tuple[str, tuple[Notice, ...]]:
    """Return the page's text, by the encoding that it declares where that is true."""
    declared = _DECLARED.search(data[:_HEAD])
    if declared is None or b"\0" in data:
        return decode(data)
    encoding = declared[1].decode("ascii").lower()
    if encoding in ("iso-8859-1", "latin-1", "latin1", "us-ascii", "ascii"):
        encoding = "cp1252"  # as every browser does
    try:
        return data.decode("utf-8-sig" if encoding in ("utf-8", "utf8") else encoding), ()
    except (LookupError, UnicodeDecodeError):
        return decode(data)


def _draft(page: str, notices: tuple[Notice, ...]) -> Draft:
    trafilatura = _trafilatura()
    tree = trafilatura.load_html(page)
    if tree is None:
        raise ArticleError("is no HTML page that can be read: save the page again")
    about = trafilatura.extract_metadata(tree, date_config=_DATES)
    published = _published(trafilatura, tree)
    text = _body(trafilatura, tree)
    if not text:
        raise ArticleError("has no article text that can be found: save the article's words as .txt or .md")
    tags = (clean_line(tag) for tag in about.tags or ())
    return Draft(
        text=text,
        title=_line(about.title),
        source=_line(about.sitename),
        url=_line(about.url),
        tags=tuple(tag for tag in tags if tag),
        published=published,
        published_basis="html_metadata" if published else None,
        notices=notices,
    )


def _body(trafilatura: Any, tree: Any) -> str:
    if sum(1 for _ in tree.iter()) > _MANY_ELEMENTS:
        return str(trafilatura.baseline(tree)[1])
    found = trafilatura.bare_extraction(tree, include_comments=False)
    return found.text or "" if found else ""


def _published(trafilatura: Any, tree: Any) -> str | None:
    bare = copy.deepcopy(tree)
    for element in bare.xpath(_PROSE):
        element.drop_tree()
    date: str | None = trafilatura.extract_metadata(bare, date_config=_DATES).date
    return date


def _line(value: str | None) -> str | None:
    return clean_line(value) if value else None


def _trafilatura() -> Any:
    import trafilatura  # noqa: PLC0415 - a second to import, for those who have pages

    # What it logs, we say ourselves: each page without text is an error that names its file.
    for name in ("trafilatura", "htmldate"):
        logging.getLogger(name).setLevel(logging.CRITICAL)
    return trafilatura
