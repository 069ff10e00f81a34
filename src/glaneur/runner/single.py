"""The sheets of one file, whether it is a sheet or an article, and of a text alone."""

import datetime
import hashlib
import os
from collections.abc import Iterator
from pathlib import Path

from glaneur.errors import ArticleError
from glaneur.models import DEFAULT_MODEL
from glaneur.outputs.provenance import generator
from glaneur.outputs.reading import read_sheet
from glaneur.readers import read_corpus
from glaneur.readers.cleaning import clean_text
from glaneur.readers.dating import iso_published
from glaneur.runner.work import Gleaner
from glaneur.schema import Article, FactSheet


def sheets_of(
    path: str | os.PathLike[str], *, model: str | os.PathLike[str] | None = None
) -> Iterator[FactSheet]:
    """Yield the sheet that `path` is, or the sheets of the articles it holds, made now.

    Raises SheetError or ArticleError where it can't be read, ModelError without a model.
    """
    path = Path(path)
    if path.suffix == ".json":
        yield read_sheet(path)
        return
    glean = _gleaner(model)
    for item in read_corpus(path):
        if not isinstance(item, Article):
            raise ArticleError(f"{item.where}: {item.message}")
        yield glean(item)


def sheet_of_text(
    text: str,
    *,
    published: str | datetime.date | datetime.datetime | None = None,
    model: str | os.PathLike[str] | None = None,
) -> FactSheet:
    """Return the sheet of a text that is no file.

    Raises ValueError where `published` is no ISO date, ModelError without a model.
    """
    clean = clean_text(text)
    day = None if published is None else iso_published(published)
    article = Article(
        id="text",
        path="",
        published=day,
        published_basis=None if day is None else "argument",
        sha256=hashlib.sha256(f"{day}\n{clean}".encode()).hexdigest(),
        text=clean,
    )
    return _gleaner(model)(article)


def _gleaner(model: str | os.PathLike[str] | None) -> Gleaner:
    name = os.fspath(model or DEFAULT_MODEL)
    return Gleaner(name, generator(name))
