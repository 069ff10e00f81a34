"""A row for each mention: tables for spreadsheets and data frames."""

import csv
import io
from collections.abc import Iterator
from decimal import Decimal

from glaneur.outputs.sheet_json import dump_value, written_fields
from glaneur.schema import KINDS, FactSheet, Mention

Row = dict[str, object]


def mentions(sheet: FactSheet) -> Iterator[tuple[str, Mention]]:
    """Yield all mentions of a sheet with what they are called, in the order of the text."""
    found = [(kind.name, mention) for field, kind in KINDS.items() for mention in getattr(sheet, field)]
    return iter(sorted(found, key=lambda named: (named[1].start, -named[1].end)))


def rows(sheet: FactSheet) -> Iterator[Row]:
    """Yield a row for each mention: its article and date of publication, its name, then its own fields."""
    article = sheet.article
    for name, mention in mentions(sheet):
        said = {field: getattr(mention, field) for field in written_fields(type(mention))}
        yield {"article": article.id, "published": article.published, "mention": name, **said}


def columns() -> list[str]:
    """Return the columns of a table of all mentions: those of every kind, each once."""
    names = ["article", "published", "mention"]
    for kind in KINDS.values():
        names += [name for name in written_fields(kind.model) if name not in names]
    return names


def csv_header() -> str:
    """Return the first line of the CSV table."""
    return _csv_line(columns())


def csv_line(row: Row) -> str:
    """Return a row as a CSV line; what a mention of its kind doesn't have is empty."""
    return _csv_line([_cell(row.get(name)) for name in columns()])


def json_line(row: Row) -> str:
    """Return a row as a JSON line, with the fields that a mention of its kind has."""
    return dump_value(row) + "\n"


def _cell(value: object) -> str:
    match value:
        case None:
            return ""
        case str():
            return value
        case bool() | int() | Decimal():
            return dump_value(value)
    raise TypeError(f"{type(value).__name__} has no place in a table")


def _csv_line(cells: list[str]) -> str:
    line = io.StringIO()
    csv.writer(line, lineterminator="\n").writerow(cells)
    return line.getvalue()
