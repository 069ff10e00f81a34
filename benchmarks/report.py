"""A measurement's result: a table to read, and the same as data."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from rich.box import SIMPLE
from rich.table import Table
from rich.text import Text

Row = Mapping[str, Any]
"""By heading: a number, a string, or None."""


@dataclass(frozen=True)
class Report:
    """`columns` maps each heading to the format of its numbers; a row has a value for each, or none."""

    title: str
    columns: Mapping[str, str]
    rows: Sequence[Row]
    note: str = ""

    def table(self) -> Table:
        """The report for a terminal."""
        table = Table(title=self.title, caption=self.note or None, box=SIMPLE, title_justify="left")
        for i, heading in enumerate(self.columns):
            table.add_column(heading, justify="right" if i else "left", overflow="fold")
        for row in self.rows:
            table.add_row(*(Text(_shown(row.get(name), spec)) for name, spec in self.columns.items()))
        return table

    def as_dict(self) -> dict[str, Any]:
        """The report as JSON data, numbers unrounded."""
        return {"title": self.title, "note": self.note, "rows": [dict(row) for row in self.rows]}


def _shown(value: str | float | None, spec: str) -> str:
    if value is None:
        return "–"
    return value if isinstance(value, str) else format(value, spec)
