"""Text as every later stage expects it: NFC, line feeds only, no stray control characters."""

import re
import unicodedata

from glaneur.errors import ArticleError
from glaneur.typography import LONG_FOREIGN_RUN, MAX_MARKS

_LINE_ENDS = re.compile("\r\n?|[\x0b\x0c\x85\u2028\u2029]")
_CONTROLS = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f]")
_SURROGATES = re.compile("[\ud800-\udfff]")
_BINARY_SHARE = 0.01
_BINARY_FLOOR = 8


def clean_body(text: str) -> str:
    """Return an article's words in their final form, on which all offsets count.

    Blank lines around them are dropped; the indentation of the first line stays.

    Raises ArticleError: the text is empty, or so full of control characters that it is no text.
    """
    text = clean_text(text)
    end = len(text.rstrip())
    if end == 0:
        raise ArticleError("is empty: write the article's text, or delete the file")
    start = len(text) - len(text.lstrip())
    start = text.rfind("\n", 0, start) + 1
    line_end = text.find("\n", end)
    return text[start : line_end if line_end >= 0 else None]


def clean_line(text: str) -> str | None:
    """Return a title or another field of metadata on one line; null when nothing is left.

    Raises ArticleError: the field is no text.
    """
    return " ".join(clean_text(text).replace("\t", " ").split("\n")).strip() or None


def clean_text(text: str) -> str:
    r"""Return `text` in NFC, its lines ending in \n, without control characters; blank lines stay.

    Raises ArticleError: it is so full of control characters that it is no text.
    """
    text = _LINE_ENDS.sub("\n", text.removeprefix("\ufeff"))
    text = _drop_controls(text)
    if text.isascii():
        return text
    text = _SURROGATES.sub("\ufffd", text)
    return unicodedata.normalize("NFC", LONG_FOREIGN_RUN.sub(_cap_marks, text))


def _drop_controls(text: str) -> str:
    cleaned, count = _CONTROLS.subn("", text)
    if count > _BINARY_FLOOR and count > _BINARY_SHARE * len(text):
        raise ArticleError(
            f"holds {count} control characters and seems to be binary: save the article as UTF-8 text"
        )
    return cleaned


def _cap_marks(run: re.Match[str]) -> str:
    kept: list[str] = []
    marks = 0
    for char in run[0]:
        marks = marks + 1 if unicodedata.combining(char) else 0
        if marks <= MAX_MARKS:
            kept.append(char)
    return "".join(kept)
