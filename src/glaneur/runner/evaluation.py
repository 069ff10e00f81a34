"""The program, or the sheets it wrote, against hand annotation."""

import os
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

from glaneur.entities.own import AnyNames
from glaneur.errors import CorpusError, SheetError
from glaneur.lexicons.lexicon import AnyLexicon
from glaneur.outputs.files import sheet_path
from glaneur.outputs.gold import GoldError, GoldMention, parse_gold
from glaneur.outputs.gold_facts import GoldFact, parse_facts
from glaneur.outputs.reading import read_sheet
from glaneur.outputs.scores import Evaluation
from glaneur.readers import read_corpus
from glaneur.runner.work import Gleaner
from glaneur.schema import Article, FactSheet

Annotated = tuple[str, tuple[GoldMention, ...]]

_FACTS = "facts"
_SEALED = "sealed.list"


def evaluate(
    gold: str | os.PathLike[str],
    corpus: str | os.PathLike[str],
    *,
    sheets: str | os.PathLike[str] | None = None,
    model: str | os.PathLike[str] | None = None,
    lexicon: AnyLexicon | None = None,
    names: AnyNames | None = None,
    facts: bool = True,
) -> Evaluation:
    """Score the articles of `corpus` that are annotated in the folder `gold` (`<article id>.txt`).

    The sheets are read from the folder `sheets`, or made now, with `model`, `lexicon` and `names`. Facts are
    scored where they are annotated too (`facts/<article id>.tsv`), and also apart for the articles that
    `facts/sealed.list` names, whose differences are not told. Without `facts` none are made or scored.

    Raises:
        CorpusError: There is no annotation, or none of its articles.
        GoldError: An annotation can't be read, or its text is not its article's.
        SheetError: A sheet can't be read, or belongs to another text.
        ModelError: There are no `sheets`, and the model isn't installed.
        LexiconError: An entry of `lexicon` is broken, or the file can't be read.
        NamesError: A line of `names` is broken, or the file can't be read.

    """
    annotations = dict(_annotations(Path(gold)))
    sheet_of = _written(Path(sheets)) if sheets else Gleaner.of(model, lexicon, names, facts=facts)
    facts_of = _annotated_facts(Path(gold) / _FACTS, annotations) if facts else {}
    sealed = _sealed(Path(gold) / _FACTS)
    evaluation = Evaluation()
    for article in read_corpus(Path(corpus)):
        if isinstance(article, Article) and article.id in annotations:
            text, mentions = annotations.pop(article.id)
            _same_text(article, text)
            sheet = sheet_of(article)
            evaluation.add(sheet, mentions)
            if article.id in facts_of:
                evaluation.facts.add(sheet, facts_of[article.id], sealed=article.id in sealed)
    if annotations:
        missing = ", ".join(sorted(annotations))
        raise CorpusError(f"{corpus}: has no article for these annotations: {missing}.")
    return evaluation


def _annotations(folder: Path) -> Iterator[tuple[str, Annotated]]:
    files = sorted(folder.rglob("*.txt"))
    if not files:
        raise CorpusError(f"{folder}: there is no annotation (*.txt) in this folder.")
    for path in files:
        try:
            yield path.relative_to(folder).with_suffix("").as_posix(), parse_gold(_read(path))
        except GoldError as error:
            raise GoldError(f"{path}: {error}") from error


def _annotated_facts(folder: Path, annotations: Mapping[str, Annotated]) -> dict[str, tuple[GoldFact, ...]]:
    """Return the annotated facts by article."""
    found = {}
    for path in sorted(folder.rglob("*.tsv")):
        article = path.relative_to(folder).with_suffix("").as_posix()
        if article not in annotations:
            raise GoldError(f"{path}: the figures of these facts are not annotated ({article}.txt).")
        try:
            found[article] = parse_facts(path.read_text(encoding="utf-8"), *annotations[article])
        except GoldError as error:
            raise GoldError(f"{path}: {error}") from error
    return found


def _sealed(folder: Path) -> frozenset[str]:
    path = folder / _SEALED
    return frozenset(path.read_text(encoding="utf-8").splitlines()) if path.is_file() else frozenset()


def _read(path: Path) -> str:
    return path.read_text(encoding="utf-8").strip("\n")


def _same_text(article: Article, annotated: str) -> None:
    text = article.text or ""
    if text == annotated:
        return
    at = next((i for i, (a, b) in enumerate(zip(text, annotated, strict=False)) if a != b), len(text))
    raise GoldError(
        f"{article.id}: the annotated text differs from the article's at character {at}: "
        f"{annotated[at : at + 30]!r} for {text[at : at + 30]!r}."
    )


def _written(folder: Path) -> Callable[[Article], FactSheet]:
    """Return what finds an article's sheet in a folder."""

    def sheet_of(article: Article) -> FactSheet:
        path = sheet_path(folder, article.id)
        sheet = read_sheet(path)
        if sheet.article.text not in (None, article.text):
            raise SheetError(f"{path}: the sheet is of an earlier text; run the corpus again.")
        return sheet

    return sheet_of
