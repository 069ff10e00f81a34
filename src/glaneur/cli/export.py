"""`glaneur export`."""

from pathlib import Path

import click

from glaneur.cli.common import row_writer, told, writing
from glaneur.outputs.reading import read_sheets
from glaneur.outputs.rows import columns, rows


@click.command(epilog="Exit code: 0, or 1 where a sheet can't be read (the others are exported).")
@click.argument("folder", metavar="DIR", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option("--csv/--jsonl", "as_csv", default=True, help="CSV (the default), or a JSON object a line.")
@click.option("--out", default="-", type=click.Path(dir_okay=False, allow_dash=True), help="File to write.")
def command(*, folder: Path, as_csv: bool, out: str) -> None:
    """Print a row for each mention of the sheets in DIR.

    The CSV has the columns of all kinds of mentions; what a kind doesn't have is empty. The rows of sums and
    quantities say what their fact does: holder, measure, predicate, when, certainty, source and direction.

    \b
    Example:
      glaneur export sheets --csv --out mentions.csv
    """
    with writing(out) as stream:
        write = row_writer(stream, rows, columns() if as_csv else None)
        unread = told("not exported", read_sheets(folder), write)
    if unread:
        click.get_current_context().exit(1)
