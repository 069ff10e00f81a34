"""`glaneur check`."""

from pathlib import Path

import click

from glaneur.outputs.check import problems
from glaneur.outputs.reading import sheet_files
from glaneur.outputs.terminal import one_line


@click.command(epilog="Exit code: 0 where all is well, 1 where there is any problem.")
@click.argument("folder", metavar="DIR", type=click.Path(exists=True, file_okay=False, path_type=Path))
def command(*, folder: Path) -> None:
    """Check the sheets in DIR against their schema and their text.

    Every mention must stand where it says it does, in the sentence that it names. A fact must name mentions
    that are there, and quote the text as it is.

    \b
    Example:
      glaneur check sheets
    """
    sheets = wrong = 0
    for path in sheet_files(folder):
        found = problems(path, folder)
        sheets += 1
        wrong += bool(found)
        for problem in found:
            click.echo(one_line(f"{path}: {problem}"))
    click.echo(f"{sheets} sheets checked, {wrong} with problems.", err=True)
    if wrong:
        click.get_current_context().exit(1)
