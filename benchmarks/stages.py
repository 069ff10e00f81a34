"""Where the time goes: each stage's share, and what the expressions cost beside stock NER."""

from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from unittest.mock import patch

from spacy.language import Language
from spacy.tokens import Doc

import glaneur
import glaneur.expressions.scan as scan_module
from benchmarks.contenders import STOCK_NER, exhaust, stock_ner
from benchmarks.options import WARM_UP, Options, text_of
from benchmarks.report import Report
from benchmarks.timing import Clock
from glaneur.models import DEFAULT_MODEL
from glaneur.outputs.provenance import generator
from glaneur.outputs.sheet_json import encode_sealed
from glaneur.paragraphs import ParagraphPredictor
from glaneur.pipeline import FACTS
from glaneur.readers import detect_language
from glaneur.schema import Article, Generator
from glaneur.sheets import build_sheet

_PREDICTOR = "glaneur_paragraphs"
_SCANNED = ("glaneur_money", "glaneur_quantities", "glaneur_dates")
_DATES = ("find",)
_FIGURES = ("read_money", "read_quantities", "read_numbers")
_EXPRESSIONS = {
    "all of them": (),
    "numbers, money and quantities": _DATES,
    "dates": _FIGURES,
    "what they share": _DATES + _FIGURES,
}
"""What the scan does, and the functions of it that are left out to measure just that."""
_NOTE = "numbers and dates each with what they share: folding, tokens, numerals, guards"


@dataclass(frozen=True)
class _Bench:
    """What a round works with."""

    articles: list[Article]
    nlp: Language
    stock: Language
    generator: Generator

    def docs(self) -> list[Doc]:
        """Fresh Docs, with nothing on them but tokens and the date of publication."""
        docs = [self.nlp.make_doc(text_of(article)) for article in self.articles]
        for doc, article in zip(docs, self.articles, strict=True):
            doc._.glaneur_published = article.published
        return docs


def measure(options: Options) -> list[Report]:
    """Two reports for each set of articles."""
    nlp, ner, by = glaneur.load(), stock_ner(), generator(DEFAULT_MODEL)
    reports = []
    for name, articles in options.article_sets.items():
        _round(Clock(), _Bench([WARM_UP], nlp, ner, by))
        clock = Clock()
        for _ in range(options.rounds):
            _round(clock, _Bench(articles, nlp, ner, by))
        reports += [_shares(name, clock, _pipes(nlp)), _expressions(name, clock)]
    return reports


def _pipes(nlp: Language) -> tuple[str, ...]:
    predictor = nlp.get_pipe(_PREDICTOR)
    assert isinstance(predictor, ParagraphPredictor)
    return predictor.pipes


def _round(clock: Clock, bench: _Bench) -> None:
    with clock.time(STOCK_NER):
        exhaust(bench.stock.pipe(map(text_of, bench.articles)))
    with clock.time("language"):
        exhaust(detect_language(text_of(article)) for article in bench.articles)
    with clock.time("tokenise"):
        docs = bench.docs()
    with clock.time("paragraphs"):
        exhaust(map(ParagraphPredictor(bench.nlp, pipes=()), docs))
    for name in _pipes(bench.nlp):
        docs = bench.docs()
        with clock.time(name):
            exhaust(map(ParagraphPredictor(bench.nlp, pipes=(name,)), docs))
    _rest(clock, bench)
    for name, left_out in _EXPRESSIONS.items():
        with _without(left_out), clock.time(name):
            for article in bench.articles:
                scan_module.scan(text_of(article), article.published, with_numbers=True)


@contextmanager
def _without(functions: Sequence[str]) -> Iterator[None]:
    with ExitStack() as stack:
        for name in functions:
            stack.enter_context(patch.object(scan_module, name, lambda *_: []))
        yield


def _rest(clock: Clock, bench: _Bench) -> None:
    """From the model's predictions to JSON."""
    docs = list(map(bench.nlp.get_pipe(_PREDICTOR), bench.docs()))
    with clock.time("entities"):
        exhaust(map(bench.nlp.get_pipe("glaneur_entities"), docs))
    with clock.time("components"):
        for name in _SCANNED:
            exhaust(map(bench.nlp.get_pipe(name), docs))
    with clock.time("scan"):
        for article in bench.articles:
            scan_module.scan(text_of(article), article.published)
    with clock.time("facts"):
        exhaust(map(bench.nlp.get_pipe(FACTS), docs))
    with clock.time("sheets"):
        made = [build_sheet(d, a, bench.generator) for d, a in zip(docs, bench.articles, strict=True)]
    with clock.time("JSON"):
        exhaust(map(encode_sealed, made))


def _shares(articles: str, clock: Clock, pipes: tuple[str, ...]) -> Report:
    cutting = clock.median("paragraphs")
    stages = {
        "check the language": clock.median("language"),
        "tokenise": clock.median("tokenise"),
        "cut into paragraphs, put together": cutting,
        **{name: clock.median(name) - cutting for name in pipes},
        "clean the entities up": clock.median("entities"),
        "scan (money, quantities, dates)": clock.median("scan"),
        "spans on the Doc": clock.median("components") - clock.median("scan"),
        "parse and link facts": clock.median("facts"),
        "build the sheet": clock.median("sheets"),
        "write JSON": clock.median("JSON"),
    }
    whole, ner = sum(stages.values()), clock.median(STOCK_NER)
    stages["all"] = whole
    rows = [
        {"stage": name, "% of the whole": 100 * t / whole, "% of stock NER": 100 * t / ner}
        for name, t in stages.items()
    ]
    columns = {"stage": "", "% of the whole": ".1f", "% of stock NER": ".1f"}
    return Report(f"Stages, {articles} (medians)", columns, rows)


def _expressions(articles: str, clock: Clock) -> Report:
    ner = clock.seconds[STOCK_NER]
    rows = [
        {
            "expressions": name,
            "% of stock NER": 100 * clock.median(name) / clock.median(STOCK_NER),
            "best": 100 * min(clock.seconds[name]) / min(ner),
            "first sight": 100 * clock.seconds[name][0] / ner[0],
        }
        for name in _EXPRESSIONS
    ]
    columns = {"expressions": "", "% of stock NER": ".1f", "best": ".1f", "first sight": ".1f"}
    return Report(f"Expressions, {articles}", columns, rows, _NOTE)
