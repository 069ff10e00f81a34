"""`glaneur eval`."""

import json
from pathlib import Path

import click
from rich.box import SIMPLE
from rich.console import Console
from rich.table import Table
from rich.text import Text

from glaneur.cli.common import reading_options
from glaneur.outputs.labels import label
from glaneur.outputs.scores import Difference, Evaluation
from glaneur.runner import evaluate


@click.command()
@click.argument("gold", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.argument("corpus", type=click.Path(exists=True, path_type=Path))
@click.option(
    "--sheets",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="Folder of sheets to score, instead of making them now.",
)
@reading_options
@click.option("--differences", is_flag=True, help="List every mention that differs.")
@click.option("--json", "as_json", is_flag=True, help="Print the scores as JSON.")
def command(
    *,
    gold: Path,
    corpus: Path,
    sheets: Path | None,
    model: str | None,
    lexicon: Path | None,
    names: Path | None,
    facts: bool,
    differences: bool,
    as_json: bool,
) -> None:
    """Score the program on the articles of CORPUS that are annotated in GOLD.

    Precision, recall and F1 by kind: for the same span, for the same value too, and in full (with
    modifiers). Optional mentions are neither missed nor wrong.

    \b
    Example:
      glaneur eval tests/gold corpus --differences
    """
    evaluation = evaluate(gold, corpus, sheets=sheets, model=model, lexicon=lexicon, names=names, facts=facts)
    if as_json:
        click.echo(json.dumps(evaluation.as_dict(), indent=2))
        return
    if differences:
        for difference in evaluation.differences:
            click.echo(_line(difference))
    Console().print(_table(evaluation))


def _table(evaluation: Evaluation) -> Table:
    table = Table("", box=SIMPLE, padding=(0, 1))
    for heading in ("gold", "found", "span: P R F1", "value: P R F1", "full: F1"):
        table.add_column(heading, justify="right", no_wrap=True)
    for name, score in sorted(evaluation.scores.items()):
        layer, _, kind = name.partition(" ")
        if kind == layer:  # money has one kind only
            continue
        table.add_row(
            Text(f"  {kind}") if kind else Text(layer, "bold"),
            str(score.gold),
            str(score.found),
            _percents(score.precision("span"), score.recall("span"), score.f1("span")),
            _percents(score.precision("value"), score.recall("value"), score.f1("value")),
            _percents(score.f1("full")),
        )
    return table


def _percents(*shares: float) -> str:
    return " ".join(f"{100 * share:5.1f}" for share in shares)


def _line(difference: Difference) -> str:
    gold, found = difference.gold, difference.found
    expected = f"{gold.text!r} = {gold.annotation}" if gold else "nothing"
    got = f"{found.text!r} = {label(found)} ({found.rule})" if found else "nothing"
    return f"{difference.article} {difference.layer} {difference.missed}: gold {expected}; found {got}"
