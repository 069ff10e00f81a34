"""Doc to fact sheet."""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, TypeVar

from spacy.language import Language
from spacy.tokens import Doc

from glaneur.components import article_text, records
from glaneur.readers.language import FRENCH, detect_language
from glaneur.schema import (
    FIGURE_FIELDS,
    KINDS,
    Article,
    Fact,
    FactSheet,
    Figure,
    Generator,
    Mention,
    Notice,
    Sentence,
    TimeExpression,
)

M = TypeVar("M", bound=Mention)

NO_DATE_CODE = "no_publication_date"


def glean(article: Article, nlp: Language, generator: Generator) -> FactSheet:
    """Return the article's sheet as the pipeline `nlp` reads it; says in which language it is."""
    article = article.model_copy(update={"language": detect_language(article.text or "")})
    return build_sheet(read(article, nlp), article, generator)


def read(article: Article, nlp: Language) -> Doc:
    """Return the article's Doc, its relative dates counted from the article's date of publication."""
    doc = nlp.make_doc(article.text or "")
    doc._.glaneur_published = article.published
    return nlp(doc)


def build_sheet(doc: Doc, article: Article, generator: Generator) -> FactSheet:
    """Return the sheet of `article`, whose text became `doc`."""
    sentences = _sentences(doc)
    found: dict[str, Any] = {name: _placed(doc, name, kind.model, sentences) for name, kind in KINDS.items()}
    return FactSheet(
        article=article,
        generator=generator,
        sentences=tuple(sentences),
        facts=_facts(doc, found),
        warnings=(*article.notices, *_warnings(article, found["dates"])),
        **found,
    )


def without_text(sheet: FactSheet) -> FactSheet:
    """Return the sheet without its article's text."""
    return sheet.model_copy(update={"article": sheet.article.model_copy(update={"text": None})})


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


def _facts(doc: Doc, found: dict[str, Sequence[Mention]]) -> tuple[Fact, ...]:
    """The facts, each in the sentence of its figure, in the order of the figures."""
    placed = []
    for record in records(doc, "facts"):
        value = Figure.model_validate(record["value"])
        mention = found[FIGURE_FIELDS[value.kind]][value.index]
        fact = Fact.model_validate({**record, "sentence": mention.sentence})
        placed.append((mention.start, mention.end, fact))
    return tuple(fact for *_, fact in sorted(placed, key=lambda item: item[:2]))


def _warnings(article: Article, dates: Iterable[TimeExpression]) -> Iterator[Notice]:
    if article.language != FRENCH:
        message = f"The text seems to be in another language than French ({article.language})"
        yield Notice(code="not_french", message=f"{message}: check its mentions.")
    told = any(notice.code == NO_DATE_CODE for notice in article.notices)
    if not told and article.published is None and any(date.relative for date in dates):
        message = "No date of publication is known, so relative dates are not resolved"
        yield Notice(code=NO_DATE_CODE, message=f"{message}: give one with published= (--published).")
