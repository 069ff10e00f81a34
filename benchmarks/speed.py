"""Words a second: text to sheet, text to Doc, and stock spaCy on the same articles."""

from collections.abc import Callable, Sequence

import glaneur
from benchmarks.contenders import STOCK_ALL, STOCK_NER, exhaust, stock, stock_ner
from benchmarks.options import Options, text_of, words
from benchmarks.report import Report
from benchmarks.timing import Clock, take_turns
from glaneur import sheets
from glaneur.models import DEFAULT_MODEL
from glaneur.outputs.provenance import generator
from glaneur.outputs.sheet_json import encode_sealed
from glaneur.runner.work import Gleaner
from glaneur.schema import Article

_COLUMNS = {
    "contender": "",
    "words/s": ",.0f",
    "best": ",.0f",
    "first": ",.0f",
    "× all": ".2f",
    "× NER": ".2f",
    "best × NER": ".2f",
    "first × NER": ".2f",
}
_NOTE = (
    "words/s and ratios of the median round, of the best one, and of the first, on articles that nobody has "
    "met (the Docs alone come second, with the expressions remembered)"
)

Work = Callable[[Sequence[Article]], None]


def measure(options: Options) -> list[Report]:
    """One report for each set of articles."""
    works = _contenders()
    reports = []
    for name, (warm_up, *articles) in options.article_sets.items():
        for work in works.values():
            work([warm_up])
        turns = {contender: _on(work, articles) for contender, work in works.items()}
        reports.append(_report(f"Speed, {name}", take_turns(turns, options.rounds), words(articles)))
    return reports


def _contenders() -> dict[str, Work]:
    nlp, everything, ner = glaneur.load(), stock(), stock_ner()
    glean = Gleaner(DEFAULT_MODEL, generator(DEFAULT_MODEL))
    return {
        "glaneur, text to sheet's JSON": lambda articles: exhaust(encode_sealed(glean(a)) for a in articles),
        "glaneur, Docs alone": lambda articles: exhaust(sheets.read(a, nlp) for a in articles),
        STOCK_ALL: lambda articles: exhaust(everything.pipe(map(text_of, articles))),
        STOCK_NER: lambda articles: exhaust(ner.pipe(map(text_of, articles))),
    }


def _on(work: Work, articles: Sequence[Article]) -> Callable[[], None]:
    return lambda: work(articles)


def _report(title: str, clock: Clock, count: int) -> Report:
    all_, ner = clock.seconds[STOCK_ALL], clock.seconds[STOCK_NER]
    rows = [
        {
            "contender": name,
            "words/s": count / clock.median(name),
            "best": count / min(seconds),
            "first": count / seconds[0],
            "× all": clock.median(STOCK_ALL) / clock.median(name),
            "best × all": min(all_) / min(seconds),
            "× NER": clock.median(STOCK_NER) / clock.median(name),
            "best × NER": min(ner) / min(seconds),
            "first × NER": ner[0] / seconds[0],
        }
        for name, seconds in clock.seconds.items()
    ]
    return Report(title, _COLUMNS, rows, _NOTE)
