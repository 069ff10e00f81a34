"""JSON Lines: one article a line. A bad line costs that line alone."""

import io
import json
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from glaneur.errors import ArticleError
from glaneur.readers.base import Draft, Rejected
from glaneur.readers.encoding import decode
from glaneur.readers.metadata import draft_of

_WIDE_BOMS = (b"\xff\xfe", b"\xfe\xff")


class JsonlReader:
    """Reads `.jsonl` and `.ndjson`, in memory bounded by the longest line."""

    suffixes = (".jsonl", ".ndjson")

    def read(self, path: Path) -> Iterator[Draft | Rejected]:
        """Yield each article of `path`, and what is wrong with each line that holds none."""
        records = 0
        with path.open("rb") as file:
            for number, line in enumerate(_lines(file), start=1):
                if not line.strip():
                    continue
                records += 1
                yield _read_line(line, number)
        if not records:
            raise ArticleError("is empty: write one JSON object a line, or delete the file")


def _lines(file: BinaryIO) -> Iterator[bytes]:
    """Yield the lines as bytes, without a byte-order mark."""
    mark = file.read(3)
    file.seek(0)
    if mark[:2] in _WIDE_BOMS:
        # In UTF-16 a line's end can't be seen in the bytes; and such files are whole or not at all.
        yield from _wide_lines(file)
        return
    if mark == b"\xef\xbb\xbf":
        file.seek(3)
    yield from file


def _wide_lines(file: BinaryIO) -> Iterator[bytes]:
    try:
        for line in io.TextIOWrapper(file, encoding="utf-16", newline="\n"):
            yield line.encode("utf-8", errors="surrogatepass")
    except UnicodeError:
        raise ArticleError("says it is UTF-16, but can't be read so: save it as UTF-8") from None


def _read_line(line: bytes, number: int) -> Draft | Rejected:
    identity: str | None = None
    try:
        text, notices = decode(line)
        record = _object(text)
        identity = _written_id(record.get("id"))
        body = record.get("text")
        if not isinstance(body, str):
            raise ArticleError("has no `text`: write the article's words there, as a string")
        return draft_of(body, record, basis="record", notices=notices, id=identity, line=number)
    except ArticleError as error:
        return Rejected(line=number, id=identity, message=str(error))


def _written_id(value: object) -> str | None:
    """Return the record's id as written: it is judged where sheets are named, not tidied here."""
    if isinstance(value, bool) or not isinstance(value, str | int | None):
        raise ArticleError(f"has an `id` that is {type(value).__name__}: write a name or a whole number")
    return None if value is None or value == "" else str(value)


def _object(text: str) -> dict[str, object]:
    try:
        record = json.loads(text)
    except RecursionError:
        raise ArticleError("is nested too deeply: write a flat JSON object") from None
    except ValueError as error:
        raise ArticleError(f"is not JSON ({error}): write one object on one line") from None
    if not isinstance(record, dict):
        raise ArticleError("is not a JSON object: write one, with a `text`")
    return record
