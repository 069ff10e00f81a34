"""Bytes to text: UTF-8, else what a byte-order mark says, else the single-byte encoding that makes French.

French archives that are not UTF-8 are in one of a few single-byte encodings, so only those are tried.
They share most of their letters, and a general detector mistakes one whole article in fifty: so the one
that gives French letters in French places is taken, and charset-normalizer judges where none does.
"""

import codecs
import re
from pathlib import Path

from glaneur.errors import ArticleError
from glaneur.schema import Notice

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_SINGLE_BYTE = ("cp1252", "iso8859_15", "latin_1", "mac_roman")
_SAMPLE = 1 << 16
_NOT_ASCII = re.compile(r"[^\x00-\x7f]")
_FRENCH = re.compile(
    "[éèêëàâäçîïôöùûüæ«»’‘“”…–—•°€\u00a0]|œ(?=[a-zà-ÿ])|½(?![a-zà-ÿ])"
    "|(?<![a-zà-ÿ])(?:À|[ÉÈÊËÂÇÎÏÔÙÛÜÆŒ](?=[A-Za-zÀ-ÿ]))"
)
"""What is not ASCII in French text, where it can stand: a capital after a small letter is a wrong guess."""

_ENOUGH = 0.8


def read_text(path: Path) -> tuple[str, tuple[Notice, ...]]:
    """Return a file's text, and a notice where its encoding had to be found.

    Raises ArticleError: the file is binary, or no encoding makes text of it.
    Raises OSError: the file can't be opened.
    """
    return decode(path.read_bytes())


def decode(data: bytes) -> tuple[str, tuple[Notice, ...]]:
    """Return the text of `data`, and a notice where its encoding is not UTF-8.

    Raises ArticleError: the bytes are binary, or no encoding makes text of them.
    """
    for bom, encoding in _BOMS:
        if data.startswith(bom):
            return _decode_marked(data[len(bom) :], encoding)
    if b"\0" in data:
        raise ArticleError(
            "holds NUL bytes and seems to be binary, or UTF-16 without its mark: save it as UTF-8 text"
        )
    try:
        return data.decode("utf-8"), ()
    except UnicodeDecodeError as error:
        _refuse_damaged_utf8(data, error)
    encoding = _detect(data)
    return data.decode(encoding), (_notice(encoding),)


def _decode_marked(data: bytes, encoding: str) -> tuple[str, tuple[Notice, ...]]:
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        raise ArticleError(
            f"says it is {encoding}, but byte {error.start} can't be read so: save it as UTF-8"
        ) from None
    if "\0" in text:
        raise ArticleError("holds NUL characters and seems to be binary: save the article as UTF-8 text")
    return text, () if encoding == "utf-8" else (_notice(encoding),)


def _refuse_damaged_utf8(data: bytes, error: UnicodeDecodeError) -> None:
    # Read as single bytes, UTF-8 with one bad byte would turn every accent into two wrong letters.
    start = max(0, error.start - _SAMPLE)
    around = data[start : error.start + _SAMPLE].decode("utf-8", errors="replace")
    bad = around.count("\ufffd")
    good = sum(char > "\x7f" for char in around) - bad
    if good > bad:
        line = data.count(b"\n", 0, error.start) + 1
        raise ArticleError(
            f"is UTF-8 but for the byte 0x{data[error.start]:02x} in line {line}: "
            "correct that character, or save the file as UTF-8 again"
        )


def _detect(data: bytes) -> str:
    sample = _accented_lines(data)
    possible = [encoding for encoding in _SINGLE_BYTE if _decodes(data, encoding)]
    best = max(possible, key=lambda encoding: _french_share(sample, encoding), default=None)
    if best is not None and _french_share(sample, best) >= _ENOUGH:
        return best
    return _detect_other(sample, possible)


def _french_share(sample: bytes, encoding: str) -> float:
    text = sample.decode(encoding)
    return len(_FRENCH.findall(text)) / max(1, len(_NOT_ASCII.findall(text)))


def _detect_other(sample: bytes, possible: list[str]) -> str:
    from charset_normalizer import from_bytes  # noqa: PLC0415 - rarely needed, and slow to import

    match = from_bytes(sample, cp_isolation=possible).best() if possible else None
    if match is None:
        raise ArticleError("is neither UTF-8 nor a French single-byte encoding: save it as UTF-8 text")
    return match.encoding


def _decodes(data: bytes, encoding: str) -> bool:
    try:
        data.decode(encoding)
    except UnicodeDecodeError:
        return False
    return True


def _accented_lines(data: bytes) -> bytes:
    """Return a bounded part of `data` in which the bytes that tell encodings apart are frequent."""
    lines: list[bytes] = []
    size = 0
    for line in data.splitlines():
        if not line.isascii():
            lines.append(line[:_SAMPLE])
            size += len(lines[-1])
        if size >= _SAMPLE:
            break
    return b"\n".join(lines)


def _notice(encoding: str) -> Notice:
    return Notice(
        code="encoding_detected",
        message=f"The file is not UTF-8; it was read as {encoding.replace('_', '-')}.",
    )
