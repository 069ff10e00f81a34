"""`glaneur export`."""

from pathlib import Path

import click

from glaneur.cli.common import writing
from glaneur.errors import SheetError
from glaneur.outputs.reading import read_sheets
from glaneur.outputs.rows import csv_header, csv_line, json_line, rows


@click.command(epilog="Exit code: 0, or 1 where a sheet can't be read (the others are exported).")
@click.argument("folder", metavar="DIR", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option("--csv/--jsonl", "as_csv", default=True, help="CSV (the default), or a JSON object a line.")
@click.option("--out", default="-", type=click.Path(dir_okay=False, allow_dash=True), help="File to write.")
def command(*, folder: Path, as_csv: bool, out: str) -> None:
    """Print a row for each mention of the sheets in DIR.

    The CSV has the columns of all kinds of mentions; what a kind doesn't have is empty.

    \b
    Example:
      glaneur export sheets --csv --out mentions.csv
    """
    unread = 0
    line = csv_line if as_csv else json_line
    with writing(out) as stream:
        if as_csv:
            stream.write(csv_header())
        for sheet in read_sheets(folder):
            if isinstance(sheet, SheetError):
                unread += 1
                click.echo(f"not exported: {sheet}", err=True)
                continue
            stream.writelines(map(line, rows(sheet)))
    if unread:
        click.get_current_context().exit(1)
