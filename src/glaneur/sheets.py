"""Doc to fact sheet."""

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from typing import TypeVar

from spacy.language import Language
from spacy.tokens import Doc

from glaneur.components import article_text, records
from glaneur.schema import (
    Article,
    Entity,
    FactSheet,
    Generator,
    Mention,
    Money,
    Notice,
    Quantity,
    Sentence,
    TimeExpression,
)

M = TypeVar("M", bound=Mention)

NO_DATE_CODE = "no_publication_date"


def read(article: Article, nlp: Language) -> Doc:
    """Return the article's Doc, its relative dates counted from the article's date of publication."""
    doc = nlp.make_doc(article.text or "")
    doc._.glaneur_published = article.published
    return nlp(doc)


def build_sheet(doc: Doc, article: Article, generator: Generator) -> FactSheet:
    """Return the sheet of `article`, whose text became `doc`."""
    sentences = _sentences(doc)
    dates = _placed(doc, "dates", TimeExpression, sentences)
    return FactSheet(
        article=article,
        generator=generator,
        sentences=tuple(sentences),
        entities=_placed(doc, "entities", Entity, sentences),
        money=_placed(doc, "money", Money, sentences),
        quantities=_placed(doc, "quantities", Quantity, sentences),
        dates=dates,
        warnings=(*article.notices, *_warnings(article, dates)),
    )


def _sentences(doc: Doc) -> list[Sentence]:
    text = article_text(doc)
    found = []
    if doc.has_annotation("SENT_START"):
        for sent in doc.sents:
            surface = text[sent.start_char : sent.end_char]
            start = sent.start_char + len(surface) - len(surface.lstrip())
            if stripped := surface.strip():
                found.append(Sentence(start=start, end=start + len(stripped)))
    return found


def _placed(doc: Doc, kind: str, model: type[M], sentences: Sequence[Sentence]) -> tuple[M, ...]:
    starts = [sentence.start for sentence in sentences]
    placed = []
    for record in records(doc, kind):
        index = bisect_right(starts, record["start"]) - 1
        placed.append(model.model_validate({**record, "sentence": index if index >= 0 else None}))
    return tuple(sorted(placed, key=lambda mention: (mention.start, mention.end)))


def _warnings(article: Article, dates: Iterable[TimeExpression]) -> list[Notice]:
    told = any(notice.code == NO_DATE_CODE for notice in article.notices)
    if told or article.published is not None or not any(date.relative for date in dates):
        return []
    where = "in the front matter, in the file's name (2024-09-05-…) or with --default-published"
    message = (
        "No date of publication is known, so relative dates are not resolved. Give one "
        f"{where if article.path else 'with published= or --published'}."
    )
    return [Notice(code=NO_DATE_CODE, message=message)]
