"""`glaneur extract`."""

import sys
from pathlib import Path

import click
from rich.console import Console

from glaneur.outputs.sheet_json import encode
from glaneur.outputs.terminal import mention_table
from glaneur.runner import sheet_of_text


@click.command()
@click.argument("text", default="-")
@click.option("--published", metavar="DATE", help="Date of publication (ISO): relative dates count from it.")
@click.option("--model", help="spaCy model: an installed package or a folder.")
@click.option(
    "--lexicon",
    metavar="FILE",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="Your own currencies, units, items and modifiers (TOML).",
)
@click.option("--json/--table", "as_json", default=True, help="JSON (the default), or a table.")
def command(
    *, text: str, published: str | None, model: str | None, lexicon: Path | None, as_json: bool
) -> None:
    """Read TEXT, or the standard input, and print its fact sheet.

    \b
    Examples:
      glaneur extract "Le déficit atteint 5,5 % du PIB." --table
      glaneur extract --published 2024-09-05 < article.txt
    """
    text = _standard_input() if text == "-" else text
    try:
        sheet = sheet_of_text(text, published=published, model=model, lexicon=lexicon)
    except ValueError as error:
        raise click.BadParameter(f"{published!r} is no ISO date", param_hint="--published") from error
    if as_json:
        click.echo(encode(sheet), nl=False)
    else:
        Console().print(mention_table(sheet))


def _standard_input() -> str:
    if sys.stdin.isatty():
        raise click.UsageError("Give a text, or one on the standard input.")
    try:
        return sys.stdin.buffer.read().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise click.UsageError(f"The standard input is not UTF-8 (byte {error.start}).") from error
