"""`glaneur facts`."""

from pathlib import Path

import click
from rich.console import Console

from glaneur.cli.common import Write, row_writer, told, writing
from glaneur.outputs.fact_rows import COLUMNS, fact_rows
from glaneur.outputs.fact_table import WIDTH, article_facts
from glaneur.outputs.reading import read_all
from glaneur.schema import FactSheet


@click.command(epilog="Exit code: 0, or 1 where a sheet can't be read (the others are printed).")
@click.argument("sheets", nargs=-1, required=True, type=click.Path(exists=True, path_type=Path))
@click.option("--csv", "form", flag_value="csv", help="CSV instead of a table.")
@click.option("--jsonl", "form", flag_value="jsonl", help="A JSON object a line instead of a table.")
@click.option("--out", default="-", type=click.Path(dir_okay=False, allow_dash=True), help="File to write.")
def command(*, sheets: tuple[Path, ...], form: str | None, out: str) -> None:
    """Print what SHEETS, files or folders, say of each of their sums and quantities.

    A fact says what its figure is about (holder), what is measured, the verb, when, how sure the article is
    and whose word it is. What the article doesn't say is empty.

    \b
    Examples:
      glaneur facts sheets/2024-09-05-xai.json
      glaneur facts sheets --csv --out facts.csv
    """
    if form is None and out == "-":
        unread = told("not printed", read_all(sheets), _table(Console()))
    else:
        with writing(out) as stream:
            if form is None:
                write = _table(Console(file=stream, width=WIDTH))
            else:
                write = row_writer(stream, fact_rows, COLUMNS if form == "csv" else None)
            unread = told("not printed", read_all(sheets), write)
    if unread:
        click.get_current_context().exit(1)


def _table(console: Console) -> Write:
    def write(sheet: FactSheet) -> None:
        if sheet.facts:
            console.print(*article_facts(sheet), "", sep="\n")

    return write
