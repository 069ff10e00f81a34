"""Sheets back from their folder, one at a time."""

from collections.abc import Iterable, Iterator
from pathlib import Path

from glaneur.errors import CorpusError, SheetError
from glaneur.outputs.files import sheets_in
from glaneur.outputs.sheet_json import decode
from glaneur.schema import FactSheet


def read_sheet(path: Path) -> FactSheet:
    """Return the sheet in a file. Raises SheetError, which names the file."""
    try:
        return decode(path.read_bytes())
    except OSError as error:
        raise SheetError(f"{path}: can't be opened ({error.strerror})") from error
    except SheetError as error:
        raise SheetError(f"{path}: {error}") from error


def read_all(paths: Iterable[Path]) -> Iterator[FactSheet | SheetError]:
    """Yield each sheet that `paths` are or hold, as `read_sheets` does."""
    for path in paths:
        if path.is_dir():
            yield from read_sheets(path)
            continue
        try:
            yield read_sheet(path)
        except SheetError as error:
            yield error


def read_sheets(folder: Path) -> Iterator[FactSheet | SheetError]:
    """Yield each sheet of a folder, or why it can't be read. Raises CorpusError where there is none."""
    for path in sheet_files(folder):
        try:
            yield read_sheet(path)
        except SheetError as error:
            yield error


def sheet_files(folder: Path) -> Iterator[Path]:
    """Yield the files of the sheets of a folder. Raises CorpusError where there is none."""
    paths = sheets_in(folder)
    first = next(paths, None)
    if first is None:
        raise CorpusError(f"{folder}: there is no sheet in this folder; `glaneur run` writes them.")
    yield first
    yield from paths
