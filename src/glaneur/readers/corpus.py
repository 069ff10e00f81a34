"""Files to articles, one at a time: identity, clean text, date of publication, hash."""

import hashlib
import json
import logging
import os
from collections.abc import Iterable, Iterator
from pathlib import Path, PurePosixPath

from glaneur.errors import ArticleError, CorpusError
from glaneur.publication import Published, parse_published
from glaneur.readers.base import Draft, Rejected
from glaneur.readers.cleaning import clean_body
from glaneur.readers.dating import date_in_name
from glaneur.readers.discovery import Discovery, Failure, discover
from glaneur.readers.identity import file_id, line_id, place, printable, record_id
from glaneur.readers.registry import reader_of
from glaneur.schema import Article, Notice, PublishedBasis

logger = logging.getLogger(__name__)

NO_DATE = Notice(
    code="no_publication_date",
    message="The date of publication is not known, so dates that count from it stay unresolved: give it in "
    "the front matter or record, in the file's name (2024-09-05-…), or as the default of the run.",
)


_Located = tuple[Article | Failure, int | None]
"""A result, and its line where the file has several."""


def read_corpus(
    corpus: str | os.PathLike[str] | Discovery,
    *,
    default_published: Published = None,
) -> Iterator[Article | Failure]:
    """Yield each article of a corpus, or why it can't be read, in the order of the paths.

    Memory holds one article and the identities so far. Of two articles of one identity the first is
    kept. The language isn't told here: it is asked of the articles worked on only.

    Raises CorpusError: there is no such corpus, or `default_published` is no date.
    """
    found = corpus if isinstance(corpus, Discovery) else discover(corpus)
    default = _default_date(default_published)
    yield from found.failures
    first: dict[str, str] = {}
    for path in found.files:
        for result, line in _read_located(found.root, path, default):
            yield _unless_taken(result, line, first)


def read_file(root: Path, path: str, *, default_published: Published = None) -> Iterator[Article | Failure]:
    """Yield the articles of one file of a corpus; `path` is posix, relative to `root`.

    Two articles of one identity are not noticed here: only `read_corpus` sees them all.

    Raises CorpusError: `default_published` is no date, or no reader takes the file's ending.
    """
    for result, _ in _read_located(root, path, _default_date(default_published)):
        yield result


def _default_date(value: Published) -> str | None:
    if value is None:
        return None
    try:
        return parse_published(value).isoformat()
    except ValueError:
        raise CorpusError(
            f"The default date of publication {value!r} is no ISO date: write one such as 2024-09-05"
        ) from None


def _unless_taken(result: Article | Failure, line: int | None, first: dict[str, str]) -> Article | Failure:
    if result.id is None:
        return result
    here = place(result.path, line)
    other = first.setdefault(result.id, here)
    if other == here:
        return result
    message = f"has the same id as {other} ({result.id}), which is kept: rename one of them"
    return Failure(path=result.path, line=line, message=message)


def _read_located(root: Path, path: str, default: str | None) -> Iterator[_Located]:
    for item in _items(root, path):
        result: Article | Failure
        if isinstance(item, Failure):
            result = item
        elif isinstance(item, Rejected):
            result = _failure(path, item.message, item)
        else:
            try:
                result = _article(item, path, default)
            except ArticleError as error:
                result = _failure(path, str(error), item)
        yield result, item.line


def _items(root: Path, path: str) -> Iterator[Draft | Rejected | Failure]:
    reader = reader_of(path)
    if reader is None:
        raise CorpusError(f"No reader takes the ending of {path}")
    try:
        yield from reader.read(root / path)
    except ArticleError as error:
        yield _failure(path, str(error))
    except OSError as error:
        yield _failure(path, f"can't be opened ({error.strerror or error}): check its permissions")
    except Exception as error:
        # A reader may come from anyone's package, and stands on parsers that meet damaged files.
        logger.debug("%s failed on %s", type(reader).__name__, path, exc_info=True)
        yield _failure(path, f"can't be read ({type(error).__name__}: {error}): check the file")


def _failure(path: str, message: str, record: Draft | Rejected | None = None) -> Failure:
    try:
        identity = _identity(path, record)[0]
    except ArticleError:
        identity = None
    line = record.line if record else None
    return Failure(path=printable(path), line=line, message=message, id=identity)


def _article(draft: Draft, path: str, default: str | None) -> Article:
    identity, notices = _identity(path, draft)
    text = clean_body(draft.text)
    published, basis = _published(draft, path, default)
    notices = draft.notices + notices + (() if published else (NO_DATE,))
    article = Article(
        id=identity,
        path=path,
        title=draft.title,
        source=draft.source,
        url=draft.url,
        tags=draft.tags,
        published=published,
        published_basis=basis,
        sha256="",
        text=text,
        notices=notices,
    )
    return article.model_copy(update={"sha256": _sha256(article)})


def _identity(path: str, record: Draft | Rejected | None) -> tuple[str, tuple[Notice, ...]]:
    if record is None or record.line is None:
        return file_id(path), ()
    if record.id is None:
        return line_id(path, record.line), ()
    return record_id(record.id)


def _published(draft: Draft, path: str, default: str | None) -> tuple[str | None, PublishedBasis | None]:
    if draft.published:
        return draft.published, draft.published_basis
    named = date_in_name(PurePosixPath(path).name)
    if named:
        return named, "file_name"
    return default, "default" if default else None


def _sha256(article: Article) -> str:
    # Notices too: they stand on the sheet, so a file saved anew as UTF-8 gets a new sheet.
    notices: Iterable[tuple[str, str]] = ((notice.code, notice.message) for notice in article.notices)
    covered = [
        article.id, article.path, article.title, article.source, article.url, article.tags,
        article.published, article.published_basis, article.text, list(notices),
    ]  # fmt: skip
    return hashlib.sha256(json.dumps(covered, ensure_ascii=False).encode()).hexdigest()
