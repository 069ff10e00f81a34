"""The sheets of one file, whether it is a sheet or an article, and of a text alone."""

import datetime
import hashlib
import os
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from glaneur.errors import ArticleError, ModelError
from glaneur.lexicons.lexicon import SHIPPED, AnyLexicon, as_lexicon
from glaneur.models import DEFAULT_MODEL
from glaneur.outputs.provenance import generator
from glaneur.outputs.reading import read_sheet
from glaneur.readers import read_corpus
from glaneur.readers.cleaning import clean_text
from glaneur.readers.dating import iso_published
from glaneur.runner.work import Gleaner, glean
from glaneur.schema import Article, FactSheet

if TYPE_CHECKING:
    from spacy.language import Language


def sheets_of(
    path: str | os.PathLike[str],
    *,
    model: str | os.PathLike[str] | None = None,
    lexicon: AnyLexicon | None = None,
) -> Iterator[FactSheet]:
    """Yield the sheet that `path` is, or the sheets of the articles it holds, made now.

    Raises SheetError or ArticleError where it can't be read, ModelError without a model, LexiconError
    where `lexicon` is broken.
    """
    path = Path(path)
    if path.suffix == ".json":
        yield read_sheet(path)
        return
    glean = _gleaner(model, lexicon)
    for item in read_corpus(path):
        if not isinstance(item, Article):
            raise ArticleError(f"{item.where}: {item.message}")
        yield glean(item)


def sheet_of_text(
    text: str,
    *,
    published: str | datetime.date | datetime.datetime | None = None,
    model: str | os.PathLike[str] | None = None,
    lexicon: AnyLexicon | None = None,
    nlp: "Language | None" = None,
) -> FactSheet:
    """Return the sheet of a text that is no file: read by `nlp`, or by a pipeline of `model` and `lexicon`.

    Raises ValueError where `published` is no ISO date, ModelError without a model on disk, LexiconError
    where `lexicon` is broken, ArticleError where `text` is binary.
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
    if nlp is None:
        return _gleaner(model, lexicon)(article)
    if nlp.path is None:
        raise ModelError("this pipeline comes from no model on disk: take one of glaneur.load().")
    from glaneur.components import lexicon_of  # noqa: PLC0415 - imports spaCy

    return glean(article, nlp, generator(nlp.path, lexicon=lexicon_of(nlp) or SHIPPED))


def _gleaner(model: str | os.PathLike[str] | None, lexicon: AnyLexicon | None) -> Gleaner:
    name = os.fspath(model or DEFAULT_MODEL)
    known = as_lexicon(lexicon)
    return Gleaner(name, generator(name, lexicon=known), known)
