"""`glaneur eval`."""

import json
from collections.abc import Iterator
from pathlib import Path

import click
from rich.box import SIMPLE
from rich.console import Console
from rich.table import Table
from rich.text import Text

from glaneur.cli.common import reading_options
from glaneur.outputs.fact_pairs import FIELDS
from glaneur.outputs.fact_scores import FactDifference, FactEvaluation, FactScore, Tally
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
@click.option(
    "--differences", is_flag=True, help="List every mention, and every field of a fact, that differs."
)
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
    modifiers). Optional mentions are neither missed nor wrong. Where facts are annotated too: how many are
    right in each field, and whole (holder, date and certainty).

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
        for differing in evaluation.facts.differences:
            click.echo(_fact_line(differing))
    console = Console()
    console.print(_table(evaluation))
    if evaluation.facts.scores:
        console.print(_fact_table(evaluation.facts))


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


def _fact_table(evaluation: FactEvaluation) -> Table:
    table = Table("", box=SIMPLE, padding=(0, 1))
    for heading in ("gold", "found", "right", "P R F1"):
        table.add_column(heading, justify="right", no_wrap=True)
    for group, score in evaluation.scores.items():
        table.add_row(Text(group, "bold"), str(score.figures.gold), str(score.figures.found))
        for name, right, tally in _fact_rows(score):
            shares = (tally.precision, tally.recall, tally.f1) if tally else ()
            counts = (str(tally.gold), str(tally.found)) if tally else ("", "")
            table.add_row(Text(f"  {name}"), *counts, right, _percents(*shares))
    return table


def _fact_rows(score: FactScore) -> Iterator[tuple[str, str, Tally | None]]:
    """The fields: the share of the facts that are right, and the counts where the field says something."""
    for name in FIELDS:
        tally = score.whole if name == "whole" else score.present.get(name)
        yield name, _percents(score.accuracy(name)), tally
        if name == "certainty":
            for label, counts in sorted(score.certainties.items()):
                yield f"  {label}", "", counts


def _percents(*shares: float) -> str:
    return " ".join(f"{100 * share:5.1f}" for share in shares)


def _line(difference: Difference) -> str:
    gold, found = difference.gold, difference.found
    expected = f"{gold.text!r} = {gold.annotation}" if gold else "nothing"
    got = f"{found.text!r} = {label(found)} ({found.rule})" if found else "nothing"
    return f"{difference.article} {difference.layer} {difference.missed}: gold {expected}; found {got}"


def _fact_line(difference: FactDifference) -> str:
    rule = f" ({difference.rule})" if difference.rule else ""
    return (
        f"{difference.article} facts {difference.field} of {difference.figure!r}: "
        f"gold {difference.expected!r}; found {difference.found!r}{rule}"
    )
