"""The sheets of one file, whether it is a sheet or an article, and of a text alone."""

import hashlib
import os
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from glaneur.entities.own import AnyNames
from glaneur.errors import ArticleError, ModelError
from glaneur.lexicons.lexicon import SHIPPED, AnyLexicon
from glaneur.outputs.provenance import generator
from glaneur.outputs.reading import read_sheet
from glaneur.publication import Published, parse_published
from glaneur.readers import read_corpus
from glaneur.readers.cleaning import clean_text
from glaneur.runner.work import Gleaner
from glaneur.schema import Article, FactSheet

if TYPE_CHECKING:
    from spacy.language import Language


def sheets_of(
    path: str | os.PathLike[str],
    *,
    model: str | os.PathLike[str] | None = None,
    lexicon: AnyLexicon | None = None,
    names: AnyNames | None = None,
    facts: bool = True,
) -> Iterator[FactSheet]:
    """Yield the sheet that `path` is, or the sheets of the articles it holds, made now.

    Raises SheetError or ArticleError where it can't be read, ModelError without a model, LexiconError
    where `lexicon` is broken, NamesError where `names` is.
    """
    path = Path(path)
    if path.suffix == ".json":
        yield read_sheet(path)
        return
    glean = Gleaner.of(model, lexicon, names, facts=facts)
    for item in read_corpus(path):
        if not isinstance(item, Article):
            raise ArticleError(f"{item.where}: {item.message}")
        yield glean(item)


def sheet_of_text(
    text: str,
    *,
    published: Published = None,
    model: str | os.PathLike[str] | None = None,
    lexicon: AnyLexicon | None = None,
    names: AnyNames | None = None,
    facts: bool = True,
    nlp: "Language | None" = None,
) -> FactSheet:
    """Return the sheet of a text that is no file, read by `nlp` or by a pipeline of the other four.

    Raises ValueError where `published` is no ISO date, ModelError without a model on disk or where `nlp`
    lacks a component, LexiconError where `lexicon` is broken, NamesError where `names` is, ArticleError
    where `text` is binary.
    """
    clean = clean_text(text)
    day = None if published is None else parse_published(published).isoformat()
    article = Article(
        id="text",
        path="",
        published=day,
        published_basis=None if day is None else "argument",
        sha256=hashlib.sha256(f"{day}\n{clean}".encode()).hexdigest(),
        text=clean,
    )
    if nlp is None:
        return Gleaner.of(model, lexicon, names, facts=facts)(article)
    return _by_pipeline(article, nlp)


def _by_pipeline(article: Article, nlp: "Language") -> FactSheet:
    from glaneur.components import lexicon_of  # noqa: PLC0415 - these import spaCy
    from glaneur.pipeline import COMPONENTS, FACTS  # noqa: PLC0415
    from glaneur.ruler import names_digest  # noqa: PLC0415
    from glaneur.sheets import glean  # noqa: PLC0415

    if missing := ", ".join(name for name in COMPONENTS if name not in nlp.pipe_names):
        raise ModelError(
            f"this pipeline has no {missing}: take one of glaneur.load(), or add what is missing."
        )
    if nlp.path is None:
        raise ModelError("this pipeline comes from no model on disk: take one of glaneur.load().")
    return glean(
        article,
        nlp,
        generator(
            nlp.path,
            lexicon=lexicon_of(nlp) or SHIPPED,
            names=names_digest(nlp),
            facts=FACTS in nlp.pipe_names,
        ),
    )
