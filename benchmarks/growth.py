"""Time per character of the scan on the worst texts, beside an ordinary article's, at two sizes."""

import cProfile
import pstats
import signal
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from types import FrameType
from typing import Any

from benchmarks.options import Options, text_of
from benchmarks.report import Report, Row
from benchmarks.timing import Clock
from benchmarks.worst_texts import worst_texts
from glaneur.expressions.scan import scan

_PUBLISHED = "2024-09-05"
_SLOW = 3
"""A text so many times slower per character than an ordinary article is profiled."""
_GIVEN_UP = 30
"""A text so many times slower is not waited for."""
_FUNCTIONS = 6


class _GaveUpError(Exception):
    pass


def measure(options: Options) -> list[Report]:
    """The growth of each text, and where the time of the slow ones goes."""
    articles = [text_of(article) for article in options.article_sets["corpus"]]
    _scan_all(articles)
    rows: list[Row] = []
    profiles: list[Row] = []
    for name, make in worst_texts(articles).items():
        if options.texts and name not in options.texts:
            continue
        row = _grow(name, make, articles, options.sizes)
        rows.append(row)
        if _slowest(row) > _SLOW:
            profiles += _profile(name, make(min(options.sizes) // 5))
    ratios = {_heading(size): ".2f" for size in options.sizes}
    columns = {"text": "", **ratios, "growth": ".2f", "mentions": ",d"}
    note = "× an ordinary article's time per character; growth: the last size's over the first's"
    found = [Report("Worst texts", columns, sorted(rows, key=_slowest, reverse=True), note)]
    if profiles:
        found.append(Report("Where their time goes", {"text": "", "function": "", "% self": ".0f"}, profiles))
    return found


def _grow(name: str, make: Callable[[int], str], articles: Sequence[str], sizes: Sequence[int]) -> Row:
    row: dict[str, Any] = {"text": name, "growth": None}
    ratios = []
    for size in sizes:
        text = make(size)
        ratio = _ratio(text, articles, row)
        row[_heading(size)] = ratio
        if isinstance(ratio, str):
            break
        ratios.append(ratio)
    if len(ratios) == len(sizes):
        row["growth"] = ratios[-1] / ratios[0]
    return row


def _ratio(text: str, articles: Sequence[str], row: dict[str, Any]) -> float | str:
    """The ratio to an ordinary article, or why there is none."""
    clock = Clock()
    for _ in range(2):
        with clock.time("ordinary"):
            _scan_all(articles)
    usual = min(clock.seconds["ordinary"]) / sum(map(len, articles))
    try:
        with clock.time("text"), _at_most(_GIVEN_UP * usual * len(text)):
            found = scan(text, _PUBLISHED, with_numbers=True)
    except _GaveUpError:
        return f"over {_GIVEN_UP}"
    except Exception as error:
        # The other texts are worth measuring.
        return f"{type(error).__name__}: {error}"
    row["mentions"] = len(found.numbers) + len(found.money) + len(found.quantities) + len(found.dates)
    return clock.seconds["text"][0] / len(text) / usual


def _scan_all(texts: Sequence[str]) -> None:
    for text in texts:
        scan(text, _PUBLISHED, with_numbers=True)


@contextmanager
def _at_most(seconds: float) -> Iterator[None]:
    def give_up(_signal: int, _frame: FrameType | None) -> None:
        raise _GaveUpError

    # By the wall's clock: an armed CPU timer makes the CPU clock coarse.
    before = signal.signal(signal.SIGALRM, give_up)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


def _profile(name: str, text: str) -> Iterator[Row]:
    profile = cProfile.Profile()
    with suppress(Exception):  # what fails is told in the other table
        profile.runcall(scan, text, _PUBLISHED, with_numbers=True)
    stats = pstats.Stats(profile)
    times = stats.stats  # type: ignore[attr-defined]  # not in typeshed
    whole = sum(own for _, _, own, _, _ in times.values())
    most = sorted(times.items(), key=lambda item: item[1][2], reverse=True)[:_FUNCTIONS]
    for (file, line, function), (_, _, own, _, _) in most:
        where = f"{Path(file).name}:{line} {function}" if line else function
        yield {"text": name, "function": where, "% self": 100 * own / whole}


def _heading(size: int) -> str:
    return f"× at {size / 1e6:g} M"


def _slowest(row: Row) -> float:
    ratios = [value for key, value in row.items() if key.startswith("×")]
    return max(ratio if isinstance(ratio, float) else float(_GIVEN_UP) for ratio in ratios)
