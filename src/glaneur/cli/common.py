"""What several commands share: what articles are read with, and how and where sheets are written to."""

import io
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any

import click

from glaneur.errors import SheetError
from glaneur.outputs.cells import Row, csv_header, csv_line, json_line
from glaneur.outputs.files import atomic_file
from glaneur.outputs.terminal import one_line
from glaneur.schema import FactSheet

Function = Callable[..., Any]
Write = Callable[[FactSheet], None]


def reading_options(command: Function) -> Function:
    """Add what articles are read with: `--model`, `--lexicon`, `--names` and `--no-facts`."""
    model = click.option(
        "--model", help="spaCy model: an installed package or a folder; by default the one that ships."
    )
    lexicon = click.option(
        "--lexicon",
        metavar="FILE",
        type=click.Path(exists=True, dir_okay=False, path_type=Path),
        help="Your own currencies, units, items and modifiers (TOML).",
    )
    names = click.option(
        "--names",
        metavar="FILE",
        type=click.Path(exists=True, dir_okay=False, path_type=Path),
        help="Names of your own, which win over the model (JSONL of spaCy's EntityRuler).",
    )
    facts = click.option(
        "--facts/--no-facts",
        default=True,
        show_default=True,
        help="Link each figure to what it is about; without, nothing is parsed, which is faster.",
    )
    return model(lexicon(names(facts(command))))


@contextmanager
def writing(out: str) -> Iterator[IO[str]]:
    """Open the file `out`, which is written whole or not at all, or the standard output for `-`; UTF-8."""
    if out == "-":
        with click.open_file(out, "w", encoding="utf-8") as stream:
            yield stream
        return
    with atomic_file(Path(out)) as raw:
        text = io.TextIOWrapper(raw, encoding="utf-8", newline="\n")
        try:
            yield text
        finally:
            text.detach()


def row_writer(
    stream: IO[str], rows: Callable[[FactSheet], Iterable[Row]], columns: Sequence[str] | None
) -> Write:
    """Return what writes the `rows` of a sheet, all or none: CSV with these `columns`, else JSON Lines."""
    if columns is not None:
        stream.write(csv_header(columns))

    def write(sheet: FactSheet) -> None:
        found = list(rows(sheet))
        stream.writelines(json_line(row) if columns is None else csv_line(row, columns) for row in found)

    return write


def told(what: str, sheets: Iterable[FactSheet | SheetError], write: Write) -> int:
    """Write each sheet; tell of each that can't be read that it is `what`, and return how many these are."""
    unread = 0
    for sheet in sheets:
        try:
            if isinstance(sheet, SheetError):
                raise sheet
            write(sheet)
        except SheetError as error:
            unread += 1
            click.echo(one_line(f"{what}: {error}"), err=True)
    return unread
