"""A sheet on the terminal: the article with its mentions in colour, and a table of them."""

from rich.table import Table
from rich.text import Text

from glaneur.errors import SheetError
from glaneur.outputs.labels import label
from glaneur.outputs.rows import mentions
from glaneur.schema import Entity, FactSheet, Mention

# Names change the letters, the others the background, so that a name inside a quantity shows.
STYLES = {
    "PER": "bold bright_cyan",
    "ORG": "bold bright_blue",
    "LOC": "bold bright_green",
    "MISC": "bold bright_magenta",
    "money": "on dark_green",
    "quantity": "on dark_blue",
    "date": "on purple4",
}
_CONTROLS = {code: 0x2400 + code for code in range(32) if chr(code) not in "\t\n"} | {0x7F: 0x2421}
_CONTROLS |= dict.fromkeys(range(0x80, 0xA0), 0xFFFD)


def coloured_article(sheet: FactSheet) -> Text:
    """Return the article's text with its mentions in colour.

    Raises SheetError where the sheet was written without its text.
    """
    if sheet.article.text is None:
        raise SheetError(f"{sheet.article.id}: the sheet was written without its text; show the article.")
    text = Text(printable(sheet.article.text))
    for name, mention in mentions(sheet):
        text.stylize(_style(name, mention), mention.start, mention.end)
    return text


def legend() -> Text:
    """Return what the colours mean, on one line."""
    return Text("  ").join(Text(f" {name} ", style) for name, style in STYLES.items())


def mention_table(sheet: FactSheet) -> Table:
    """Return a table of the mentions in the order of the text, each with its worth and its rule."""
    table = Table("mention", "is", "worth", "at", "rule", title=None, header_style="bold")
    for name, mention in mentions(sheet):
        table.add_row(
            Text(printable(mention.text), _style(name, mention)),
            name,
            Text(printable(label(mention))),
            f"{mention.start}-{mention.end}",
            Text(mention.rule),
        )
    return table


def warnings(sheet: FactSheet) -> Text:
    """Return what a reader of the sheet should know, a line each; empty where there is nothing."""
    return Text("".join(f"warning: {printable(notice.message)}\n" for notice in sheet.warnings), "yellow")


def printable(text: str) -> str:
    """Return `text` with its control characters made visible: a terminal must not obey an article."""
    return text.translate(_CONTROLS)


def one_line(text: str) -> str:
    """Return `text` as `printable` does, its line ends and tabs made visible too."""
    return printable(text).replace("\n", "␊").replace("\t", "␉")


def _style(name: str, mention: Mention) -> str:
    return STYLES[mention.label if isinstance(mention, Entity) else name]
