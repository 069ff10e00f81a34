"""A row for each mention: tables for spreadsheets and data frames."""

from collections.abc import Iterator

from glaneur.outputs.cells import Row
from glaneur.outputs.fact_rows import LINKED, linked_cells
from glaneur.outputs.sheet_json import written_fields
from glaneur.schema import KINDS, FactSheet, Mention, Money, Quantity


def mentions(sheet: FactSheet) -> Iterator[tuple[str, Mention]]:
    """Yield all mentions of a sheet with what they are called, in the order of the text."""
    found = [(kind.name, mention) for field, kind in KINDS.items() for mention in getattr(sheet, field)]
    return iter(sorted(found, key=lambda named: (named[1].start, -named[1].end)))


def rows(sheet: FactSheet) -> Iterator[Row]:
    """Yield a row for each mention: its article and date of publication, its name, then its own fields.

    Where the sheet has facts, a figure's row goes on with what is said of it. Raises SheetError where a fact
    names what the sheet doesn't have.
    """
    article = sheet.article
    linked = linked_cells(sheet)
    for name, mention in mentions(sheet):
        row: Row = {"article": article.id, "published": article.published, "mention": name}
        row |= {field: getattr(mention, field) for field in written_fields(type(mention))}
        if linked and isinstance(mention, Money | Quantity):
            row |= linked.get(mention) or dict.fromkeys(LINKED)
        yield row


def columns() -> list[str]:
    """Return the columns of a table of all mentions: those of every kind, each once, then those of facts."""
    names = ["article", "published", "mention"]
    for kind in KINDS.values():
        names += [name for name in written_fields(kind.model) if name not in names]
    return [*names, *LINKED]
