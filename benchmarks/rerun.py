"""A rerun over many unchanged articles: what looking at each of them costs."""

import shutil
import tempfile
from pathlib import Path

from benchmarks.options import CORPUS, Options
from benchmarks.report import Report
from benchmarks.timing import child
from glaneur.outputs.files import sheet_path
from glaneur.outputs.reading import read_sheets
from glaneur.outputs.sheet_json import encode_sealed
from glaneur.readers import read_corpus
from glaneur.schema import Article, FactSheet

_IN_A_FOLDER = 1_000
_COLUMNS = {
    "run": "",
    "articles": ",.0f",
    "CPU s": ",.1f",
    "wall s": ",.1f",
    "ms/article": ",.3f",
    "% of a first run": ".2f",
    "peak MB": ",.0f",
}


def measure(options: Options) -> list[Report]:
    """One report: first run and rerun of the corpus, rerun over its copies."""
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        one = root / "one"
        one.mkdir()
        shutil.copy(next(CORPUS.glob("*.md")), one)
        runs = {
            "first run, one article": (1, child("run", one, root / "sheets-one")),
            "first run, corpus": (_count(CORPUS), child("run", CORPUS, root / "sheets")),
            "rerun, corpus": (_count(CORPUS), child("run", CORPUS, root / "sheets")),
        }
        _copy(root, options.copies)
        runs["rerun, copies"] = (options.copies, child("run", root / "copies", root / "sheets-copies"))
    for name in ("rerun, corpus", "rerun, copies"):
        articles, found = runs[name]
        if found["statuses"] != {"skipped": articles}:
            raise RuntimeError(f"{name}: not every article was skipped ({found['statuses']})")
    return [_report(runs)]


def _count(corpus: Path) -> int:
    return len(list(corpus.glob("*.md")))


def _copy(root: Path, count: int) -> None:
    """Copy the corpus until there are `count` articles, with the sheets that a run would write."""
    sources = sorted(CORPUS.glob("*.md"))
    for i in range(count):
        target = root / "copies" / f"{i // _IN_A_FOLDER:03}" / f"{i:06}-{sources[i % len(sources)].name}"
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(sources[i % len(sources)], target)
    sheets = [sheet for sheet in read_sheets(root / "sheets") if isinstance(sheet, FactSheet)]
    by_text = {sheet.article.text: sheet for sheet in sheets}
    for article in read_corpus(root / "copies"):
        if isinstance(article, Article):
            sheet = by_text[article.text].model_copy(update={"article": article})
            path = sheet_path(root / "sheets-copies", article.id)
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(encode_sealed(sheet))


def _report(runs: dict[str, tuple[int, dict[str, float]]]) -> Report:
    one, (count, whole) = runs["first run, one article"][1], runs["first run, corpus"]
    first = (whole["cpu"] - one["cpu"]) / (count - 1)
    few = runs["rerun, corpus"]
    rows = []
    for name, (articles, found) in runs.items():
        each = {
            "first run, corpus": first,
            "rerun, copies": (found["cpu"] - few[1]["cpu"]) / max(articles - few[0], 1),
        }.get(name)
        rows.append(
            {
                "run": name,
                "articles": articles,
                "CPU s": found["cpu"],
                "wall s": found["wall"],
                "ms/article": each and 1000 * each,
                "% of a first run": each and 100 * each / first,
                "peak MB": found["peak"] / 1e6,
            }
        )
    return Report("Rerun", _COLUMNS, rows, "ms/article: CPU for one article more, so without the start")
