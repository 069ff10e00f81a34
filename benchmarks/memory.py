"""Peak memory of whole runs, and whether a very long article costs more than its length."""

import shutil
import tempfile
from pathlib import Path
from typing import Any

from benchmarks.options import CORPUS, Options, text_of
from benchmarks.report import Report
from benchmarks.timing import child

_COLUMNS = {
    "run": "",
    "MB of text": ".2f",
    "peak MB": ",.0f",
    "× stock NER": ".2f",
    "above one article, bytes/byte": ",.0f",
    "CPU s": ",.1f",
    "CPU/byte × corpus": ".2f",
}


def measure(options: Options) -> list[Report]:
    """One report; the whole corpus, one of its articles, one long article, and stock NER on the corpus."""
    articles = options.article_sets["corpus"]
    with tempfile.TemporaryDirectory() as folder:
        one, long = Path(folder, "one"), Path(folder, "long")
        one.mkdir()
        long.mkdir()
        shutil.copy(CORPUS / articles[0].path, one)
        (long / "2024-01-01-long.txt").write_text(_long(articles, options.long_size), encoding="utf-8")
        runs = {
            "one article": (child("run", one, Path(folder, "sheets-one")), _bytes(one)),
            "corpus": (child("run", CORPUS, Path(folder, "sheets")), _bytes(CORPUS)),
            "one long article": (child("run", long, Path(folder, "sheets-long")), _bytes(long)),
            "stock NER, corpus": (child("stock_ner", CORPUS), _bytes(CORPUS)),
        }
    base, base_size = runs["one article"]
    whole, whole_size = runs["corpus"]
    usual = (whole["cpu"] - base["cpu"]) / (whole_size - base_size)
    stock = runs["stock NER, corpus"][0]["peak"]
    rows = [
        {
            "run": name,
            "MB of text": size / 1e6,
            "peak MB": found["peak"] / 1e6,
            "× stock NER": found["peak"] / stock,
            "above one article, bytes/byte": _above(found, base, size - base_size),
            "CPU s": found["cpu"],
            "CPU/byte × corpus": _cpu(found, base, size - base_size, usual),
        }
        for name, (found, size) in runs.items()
    ]
    return [Report("Memory", _COLUMNS, rows, "CPU/byte above that of one article, so without the start")]


def _above(found: dict[str, Any], base: dict[str, Any], size: int) -> float | None:
    return (found["peak"] - base["peak"]) / size if size > 0 else None


def _cpu(found: dict[str, Any], base: dict[str, Any], size: int, usual: float) -> float | None:
    return (found["cpu"] - base["cpu"]) / size / usual if size > 0 else None


def _long(articles: list[Any], size: int) -> str:
    once = "\n\n".join(map(text_of, articles)) + "\n\n"
    return (once * (size // len(once.encode()) + 1)).encode()[:size].decode(errors="ignore")


def _bytes(folder: Path) -> int:
    return sum(path.stat().st_size for path in folder.iterdir())
