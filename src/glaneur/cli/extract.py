"""`glaneur extract`."""

import sys
from pathlib import Path

import click
from rich.console import Console

from glaneur.cli.common import reading_options
from glaneur.outputs.fact_table import facts_under_sentences
from glaneur.outputs.sheet_json import encode
from glaneur.outputs.terminal import mention_table, warnings
from glaneur.publication import parse_published
from glaneur.runner import sheet_of_text


def _iso_date(ctx: click.Context, param: click.Parameter, value: str | None) -> str | None:  # noqa: ARG001 - click's
    if value is None:
        return None
    try:
        return parse_published(value).isoformat()
    except ValueError as error:
        raise click.BadParameter(str(error)) from error


@click.command()
@click.argument("text", default="-")
@click.option(
    "--published",
    metavar="DATE",
    callback=_iso_date,
    help="Date of publication (ISO): relative dates count from it.",
)
@reading_options
@click.option("--json/--table", "as_json", default=True, help="JSON (the default), or tables.")
def command(
    *,
    text: str,
    published: str | None,
    model: str | None,
    lexicon: Path | None,
    names: Path | None,
    facts: bool,
    as_json: bool,
) -> None:
    """Read TEXT, or the standard input, and print its fact sheet.

    \b
    Examples:
      glaneur extract "Le déficit atteint 5,5 % du PIB." --table
      glaneur extract --published 2024-09-05 < article.txt
    """
    text = _standard_input() if text == "-" else text
    sheet = sheet_of_text(text, published=published, model=model, lexicon=lexicon, names=names, facts=facts)
    if as_json:
        click.echo(encode(sheet), nl=False)
        return
    console = Console()
    console.print(mention_table(sheet), *facts_under_sentences(sheet), sep="\n")
    console.print(warnings(sheet), end="")


def _standard_input() -> str:
    if sys.stdin.isatty():
        raise click.UsageError("Give a text, or one on the standard input.")
    try:
        return sys.stdin.buffer.read().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise click.UsageError(f"The standard input is not UTF-8 (byte {error.start}).") from error
