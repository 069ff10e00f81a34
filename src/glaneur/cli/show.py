"""`glaneur show`."""

from pathlib import Path

import click
from rich.console import Console
from rich.text import Text

from glaneur.cli.common import reading_options, writing
from glaneur.outputs.fact_table import facts_under_sentences
from glaneur.outputs.html import page
from glaneur.outputs.terminal import coloured_article, legend, mention_table, one_line, warnings
from glaneur.runner import sheets_of
from glaneur.schema import FactSheet


@click.command()
@click.argument("path", metavar="SHEET|ARTICLE", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--html", type=click.Path(dir_okay=False, allow_dash=True), help="Write a page instead.")
@reading_options
def command(
    *, path: Path, html: str | None, model: str | None, lexicon: Path | None, names: Path | None, facts: bool
) -> None:
    """Show an article with its mentions in colour, its facts, and a table of what the mentions are worth.

    Takes a sheet (.json) or an article, which is read now, with --model, --lexicon and --names where given.

    \b
    Examples:
      glaneur show sheets/2024-09-05-xai.json
      glaneur show corpus/2024-09-05-xai.md --html page.html
    """
    sheets = sheets_of(path, model=model, lexicon=lexicon, names=names, facts=facts)
    if html is None:
        console = Console()
        for sheet in sheets:
            _print(console, sheet)
        return
    with writing(html) as stream:
        stream.write(page(list(sheets)))


def _print(console: Console, sheet: FactSheet) -> None:
    article = sheet.article
    console.print(Text(one_line(article.title or article.id), "bold"))
    console.print(Text(one_line(" · ".join(filter(None, (article.source, article.published)))), "dim"))
    console.print(coloured_article(sheet), "", legend(), *facts_under_sentences(sheet), sep="\n")
    console.print("", mention_table(sheet), sep="\n")
    console.print(warnings(sheet), end="")
