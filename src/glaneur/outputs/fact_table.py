"""The facts of a sheet on the terminal: each under the sentence that says it."""

from collections.abc import Iterator

from rich.console import RenderableType
from rich.constrain import Constrain
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from glaneur.outputs.fact_rows import FactRow, Said, facts_by_sentence
from glaneur.outputs.terminal import STYLES, one_line, printable
from glaneur.schema import Certainty, FactSheet

WIDTH = 100
"""The columns of a terminal that facts take at most."""

CERTAINTIES: dict[Certainty, str] = {
    "asserted": "green",
    "hedged": "bold yellow",
    "planned": "bold cyan",
    "negated": "bold red",
    "question": "bold magenta",
}
"""The colours that tell what is sure from what isn't."""

_INDENT = 2
# Two lines a column. Shares of the width, so that the columns of all tables stand below each other.
_COLUMNS = {
    "figure\nworth": 19,
    "holder\nmeasure": 17,
    "predicate\ndirection": 15,
    "when\nvalue": 15,
    "certainty\nsource": 15,
}
_LAST, _LAST_WIDTH = "rule\nat", 13


def article_facts(sheet: FactSheet) -> Iterator[RenderableType]:
    """Yield the facts of a sheet under the name of its article."""
    article = sheet.article
    yield Text(one_line(article.title or article.id), "bold")
    about = (article.id if article.title else None, article.source, article.published)
    yield Text(one_line(" · ".join(filter(None, about))), "dim")
    yield from facts_under_sentences(sheet)


def facts_under_sentences(sheet: FactSheet) -> Iterator[RenderableType]:
    """Yield each sentence that says a fact, and the facts that it says.

    Raises SheetError where a fact names what the sheet doesn't have.
    """
    for i, said in enumerate(facts_by_sentence(sheet)):
        yield ""
        if said.sentence is not None:
            yield Constrain(_sentence(said), WIDTH)
        yield Constrain(Padding(_table(said, header=i == 0), (0, 0, 0, _INDENT)), WIDTH)


def _sentence(said: Said) -> Text:
    """The sentence with its figures in colour."""
    text = Text(printable(said.rows[0].sentence).replace("\n", " "), "italic")
    start = said.sentence.start if said.sentence else 0
    for row in said.rows:
        text.stylize(STYLES[row.mention], row.start - start, row.end - start)
    return text


def _table(said: Said, *, header: bool) -> Table:
    table = Table(box=None, expand=True, padding=(0, 1, 0, 0), show_header=header, header_style="bold dim")
    for name, share in _COLUMNS.items():
        table.add_column(name, ratio=share, overflow="fold")
    table.add_column(_LAST, width=_LAST_WIDTH, overflow="fold")
    for row in said.rows:
        table.add_row(*_cells(row))
    return table


def _cells(row: FactRow) -> Iterator[Text]:
    yield _cell(row.figure, row.worth, "bold")
    yield _cell(row.holder_and_anaphor, row.measure)
    yield _cell(row.predicate, row.change)
    yield _cell(row.when_text, row.when)
    yield _cell(row.certainty, row.source, CERTAINTIES[row.certainty])
    yield _cell(row.rule, f"{row.start}-{row.end}", "dim")


def _cell(first: str | None, second: str | None, style: str = "") -> Text:
    text = Text(one_line(first or "–"), style if first else "dim")
    return text.append(f"\n{one_line(second)}", "not bold dim") if second else text
