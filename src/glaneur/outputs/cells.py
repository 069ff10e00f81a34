"""A row of a table as a line of text: CSV for spreadsheets, JSON for data frames."""

import csv
import io
from collections.abc import Sequence
from decimal import Decimal

from glaneur.outputs.sheet_json import dump_value

Row = dict[str, object]


def csv_header(columns: Sequence[str]) -> str:
    """Return the first line of a CSV table."""
    return _csv_line(columns)


def csv_line(row: Row, columns: Sequence[str]) -> str:
    """Return a row as a CSV line; a column that the row doesn't have is empty."""
    return _csv_line([_cell(row.get(name)) for name in columns])


def json_line(row: Row) -> str:
    """Return a row as a JSON line, with the fields that it has."""
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


def _csv_line(cells: Sequence[str]) -> str:
    line = io.StringIO()
    csv.writer(line, lineterminator="\n").writerow(cells)
    return line.getvalue()
