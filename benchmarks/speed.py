"""Words a second: text to sheet, text to Doc, and stock spaCy on the same articles.

Each contender has a process of its own, so that none sweeps the others' memory or finds what they
remembered. They take turns all the same.
"""

from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import ExitStack
from functools import cache
from multiprocessing import get_context
from statistics import median

import glaneur
from benchmarks.contenders import STOCK_ALL, STOCK_NER, exhaust, stock, stock_ner
from benchmarks.options import WARM_UP, Options, text_of, words
from benchmarks.report import Report
from benchmarks.timing import Clock
from glaneur import sheets
from glaneur.outputs.sheet_json import encode_sealed
from glaneur.runner.work import Gleaner
from glaneur.schema import Article

Work = Callable[[Sequence[Article]], None]

WHOLE = "glaneur, text to sheet's JSON"
WITHOUT_FACTS = f"{WHOLE}, without facts"

_COLUMNS = {
    "contender": "",
    "words/s": ",.0f",
    "best": ",.0f",
    "first": ",.0f",
    "× all": ".2f",
    "best × all": ".2f",
    "× NER": ".2f",
    "best × NER": ".2f",
    "first × NER": ".2f",
    "× without facts": ".2f",
}
_NOTE = "of the median round, of the best one, and of the first, on articles not met before"


def measure(options: Options) -> list[Report]:
    """One report for each set of articles."""
    spawn = get_context("spawn")
    with ExitStack() as stack:
        processes = {
            name: stack.enter_context(ProcessPoolExecutor(1, mp_context=spawn)) for name in _CONTENDERS
        }
        return [
            _report(f"Speed, {name}", _take_turns(processes, articles, options.rounds), words(articles))
            for name, articles in options.article_sets.items()
        ]


def _take_turns(
    processes: Mapping[str, ProcessPoolExecutor], articles: Sequence[Article], rounds: int
) -> dict[str, list[float]]:
    for name, process in processes.items():
        process.submit(_seconds, name, [WARM_UP]).result()
    seconds: dict[str, list[float]] = {name: [] for name in processes}
    for _ in range(rounds):
        for name, process in processes.items():
            seconds[name].append(process.submit(_seconds, name, articles).result())
    return seconds


def _seconds(contender: str, articles: Sequence[Article]) -> float:
    """CPU seconds of one round; runs in the contender's process."""
    clock = Clock()
    work = _work_of(contender)
    with clock.time(contender):
        work(articles)
    return clock.median(contender)


@cache
def _work_of(contender: str) -> Work:
    return _CONTENDERS[contender]()


def _to_json(facts: bool = True) -> Work:
    glean = Gleaner.of(facts=facts)
    return lambda articles: exhaust(encode_sealed(glean(article)) for article in articles)


def _to_docs() -> Work:
    nlp = glaneur.load()
    return lambda articles: exhaust(sheets.read(article, nlp) for article in articles)


def _stock_all() -> Work:
    nlp = stock()
    return lambda articles: exhaust(nlp.pipe(map(text_of, articles)))


def _stock_ner() -> Work:
    nlp = stock_ner()
    return lambda articles: exhaust(nlp.pipe(map(text_of, articles)))


_CONTENDERS = {
    WHOLE: _to_json,
    WITHOUT_FACTS: lambda: _to_json(facts=False),
    "glaneur, Docs alone": _to_docs,
    STOCK_ALL: _stock_all,
    STOCK_NER: _stock_ner,
}


def _report(title: str, seconds: Mapping[str, Sequence[float]], count: int) -> Report:
    speeds = {name: _speeds(found, count) for name, found in seconds.items()}
    rows = []
    for name, (middle, best, first) in speeds.items():
        all_, ner = speeds[STOCK_ALL], speeds[STOCK_NER]
        rows.append(
            {
                "contender": name,
                "words/s": middle,
                "best": best,
                "first": first,
                "× all": middle / all_[0],
                "best × all": best / all_[1],
                "× NER": middle / ner[0],
                "best × NER": best / ner[1],
                "first × NER": first / ner[2],
                "× without facts": middle / speeds[WITHOUT_FACTS][0],
            }
        )
    return Report(title, _COLUMNS, rows, _NOTE)


def _speeds(seconds: Sequence[float], count: int) -> tuple[float, float, float]:
    return count / median(seconds), count / min(seconds), count / seconds[0]
