"""`glaneur eval`."""

import json
from pathlib import Path

import click
from rich.console import Console
from rich.table import Table

from glaneur.outputs.labels import label
from glaneur.outputs.scores import LEVELS, Difference, Evaluation
from glaneur.runner import evaluate


@click.command()
@click.argument("gold", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.argument("corpus", type=click.Path(exists=True, path_type=Path))
@click.option(
    "--sheets",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="Folder of sheets to score, instead of making them now.",
)
@click.option("--model", help="spaCy model: an installed package or a folder.")
@click.option("--differences", is_flag=True, help="List every mention that differs.")
@click.option("--json", "as_json", is_flag=True, help="Print the scores as JSON.")
def command(
    *, gold: Path, corpus: Path, sheets: Path | None, model: str | None, differences: bool, as_json: bool
) -> None:
    r"""Score the program on the articles of CORPUS that are annotated in GOLD.

    Precision, recall and F1 by kind: for the same span, for the same value too, and in full (with
    modifiers). Optional mentions are neither missed nor wrong.

    \b
    Example:
      glaneur eval tests/gold corpus --differences
    """
    evaluation = evaluate(gold, corpus, sheets=sheets, model=model)
    if as_json:
        click.echo(json.dumps(evaluation.as_dict(), indent=2))
        return
    if differences:
        for difference in evaluation.differences:
            click.echo(_line(difference))
    Console().print(_table(evaluation))


def _table(evaluation: Evaluation) -> Table:
    table = Table("", "gold", "found", *(f"{level} P / R / F1" for level in LEVELS))
    for name, score in sorted(evaluation.scores.items()):
        cells = (
            " / ".join(f"{100 * share(level):5.1f}" for share in (score.precision, score.recall, score.f1))
            for level in LEVELS
        )
        table.add_row(name, str(score.gold), str(score.found), *cells, style=None if " " in name else "bold")
    return table


def _line(difference: Difference) -> str:
    gold, found = difference.gold, difference.found
    expected = f"{gold.text!r} = {gold.annotation}" if gold else "nothing"
    got = f"{found.text!r} = {label(found)} ({getattr(found, 'rule', '')})" if found else "nothing"
    return f"{difference.article} {difference.layer} {difference.missed}: gold {expected}; found {got}"
