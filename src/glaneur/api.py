"""The public face as functions. What needs spaCy imports it when it is called."""

import hashlib
from datetime import date
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from glaneur.errors import ModelError
from glaneur.expressions.scan import scan
from glaneur.runner import run
from glaneur.schema import Article, FactSheet, Generator, Money, Number, Quantity, TimeExpression

__all__ = [
    "extract",
    "find_dates",
    "find_money",
    "find_numbers",
    "find_quantities",
    "load",
    "run",
]

if TYPE_CHECKING:
    from spacy.language import Language

Published = str | date | None
"""When an article was published: an ISO date or datetime, as a string or an object, or unknown."""


def find_numbers(text: str) -> tuple[Number, ...]:
    """Return the numbers that `text` says, in figures or words."""
    return scan(text, None, with_numbers=True).numbers


def find_money(text: str) -> tuple[Money, ...]:
    """Return the sums of money that `text` says."""
    return scan(text, None).money


def find_quantities(text: str) -> tuple[Quantity, ...]:
    """Return the measures, percentages, counts and ratios that `text` says."""
    return scan(text, None).quantities


def find_dates(text: str, *, published: Published = None) -> tuple[TimeExpression, ...]:
    """Return the dates, times and durations of `text`; `published` anchors the relative ones.

    Raises ValueError: `published` is no ISO date.
    """
    return scan(text, published).dates


def load(model: str | Path | None = None) -> "Language":
    """Return a spaCy pipeline ready for articles; see `glaneur.pipeline.load`.

    Raises ModelError: the model is not installed, or not usable.
    """
    from glaneur import pipeline  # noqa: PLC0415 - spaCy takes seconds to import

    return pipeline.load(model)


def extract(text: str, *, published: Published = None, nlp: "Language | None" = None) -> FactSheet:
    r"""Return the fact sheet of one text.

    Offsets count in the sheet's own `article.text`: `text` composed (NFC), with line ends as \\n. The
    pipeline is `nlp`, else the default one, loaded at the first call and kept.

    Raises ModelError: the model can't be loaded. ValueError: `published` is no ISO date. ArticleError:
    `text` is binary.
    """
    from glaneur import sheets  # noqa: PLC0415 - spaCy takes seconds to import

    article = _article(text, published)
    if nlp is None:
        nlp = _default_pipeline()
    return sheets.build_sheet(sheets.read(article, nlp), article, _generator(nlp))


@cache
def _default_pipeline() -> "Language":
    return load()


def _article(text: str, published: Published) -> Article:
    from glaneur.readers.cleaning import clean_text  # noqa: PLC0415 - not needed by the find_* functions
    from glaneur.readers.dating import iso_published  # noqa: PLC0415

    clean = clean_text(text)
    day = None if published is None else iso_published(published)
    return Article(
        id="text",
        path="",
        published=day,
        published_basis=None if day is None else "argument",
        sha256=hashlib.sha256(f"{day}\n{clean}".encode()).hexdigest(),
        text=clean,
    )


def _generator(nlp: "Language") -> Generator:
    from glaneur.outputs.provenance import generator  # noqa: PLC0415 - not needed by the find_* functions

    if nlp.path is None:
        raise ModelError("extract needs a pipeline that comes from a model on disk: take glaneur.load().")
    return generator(nlp.path)
