"""Identities of articles: they name the sheets' files, so they must be possible, and stay inside."""

import re
import unicodedata

from glaneur.errors import ArticleError
from glaneur.schema import Notice

MAX_NAME_BYTES = 200
"""What a part of an identity may take of the usual 255, leaving room for `.json` and a temporary mark."""

_ABSOLUTE = re.compile(r"[/\\]|[A-Za-z]:(?:[/\\]|$)")
_IMPOSSIBLE = re.compile(r"[\x00-\x1f\x7f\ud800-\udfff]")
_UNSAFE = re.compile(r"[^\w.\-+=@,()']+")
_RESERVED = re.compile(r"(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$)", re.IGNORECASE)


def file_id(path: str) -> str:
    """Return the identity of a file of one article: its posix path in the corpus, without its ending.

    Raises ArticleError: no sheet can bear that name.
    """
    identity = unicodedata.normalize("NFC", _without_ending(path))
    for part in identity.split("/"):
        if _IMPOSSIBLE.search(part):
            raise ArticleError("has a name with control characters, or that is not UTF-8: rename it")
        if len(part.encode()) > MAX_NAME_BYTES:
            raise ArticleError(f"has a name of more than {MAX_NAME_BYTES} bytes: give it a shorter one")
    return identity


def line_id(path: str, line: int) -> str:
    """Return the identity of a record that has none: its file's identity and its line."""
    return f"{file_id(path)}-{line}"


def record_id(written: str) -> tuple[str, tuple[Notice, ...]]:
    """Return what a record calls itself as one safe file name, with a notice where it had to change.

    Raises ArticleError: it would leave the folder of the sheets, or nothing of it can be kept.
    """
    parts = re.split(r"[/\\]", written)
    if ".." in parts or _ABSOLUTE.match(written) or "\0" in written:
        raise ArticleError(
            f"has the id {written[:60]!r}, which would leave the folder of the sheets: write a plain name"
        )
    safe = _UNSAFE.sub("-", unicodedata.normalize("NFC", written)).strip("-. ")
    if not safe:
        raise ArticleError(f"has the id {written[:60]!r}, which can't name a file: write a plain name")
    if len(safe.encode()) > MAX_NAME_BYTES:
        raise ArticleError(f"has an id of more than {MAX_NAME_BYTES} bytes: write a shorter one")
    if _RESERVED.match(safe):
        safe = f"_{safe}"
    if safe == written:
        return safe, ()
    message = f"The record's id {written[:60]!r} can't name a file; its sheet is {safe!r}."
    return safe, (Notice(code="id_changed", message=message),)


def place(path: str, line: int | None) -> str:
    """Return where an article stands: its file, and its line where the file has several."""
    return path if line is None else f"{path}, line {line}"


def printable(path: str) -> str:
    """Return a path that can be written anywhere, even where its bytes are no UTF-8."""
    return path.encode("utf-8", errors="backslashreplace").decode()


def _without_ending(path: str) -> str:
    folder, slash, name = path.rpartition("/")
    stem, dot, _ = name.rpartition(".")
    return folder + slash + (stem if dot and stem else name)
