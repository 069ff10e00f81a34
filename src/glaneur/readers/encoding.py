"""Bytes to text: UTF-8, else what a byte-order mark says, else what charset-normalizer finds.

French archives that are not UTF-8 are in one of a few single-byte encodings, so only those are tried:
left free, a detector takes short French texts for Turkish, Greek or Chinese.
"""

import codecs
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
_C1_BYTES = bytes(range(0x80, 0xA0))
_NO_C1 = bytes.maketrans(b"", b"")


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
        raise ArticleError("holds NUL bytes and seems to be binary: save the article as UTF-8 text")
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
    from charset_normalizer import from_bytes  # noqa: PLC0415 - rarely needed, and slow to import

    possible = [encoding for encoding in _SINGLE_BYTE if _decodes(data, encoding)]
    best = from_bytes(_accented_lines(data), cp_isolation=possible).best() if possible else None
    if best is None:
        raise ArticleError("is neither UTF-8 nor a French single-byte encoding: save it as UTF-8 text")
    encoding = best.encoding
    if encoding in ("latin_1", "iso8859_15") and "cp1252" in possible and _has_c1(data):
        return "cp1252"
    return encoding


def _decodes(data: bytes, encoding: str) -> bool:
    try:
        data.decode(encoding)
    except UnicodeDecodeError:
        return False
    return True


def _has_c1(data: bytes) -> bool:
    return len(data.translate(_NO_C1, delete=_C1_BYTES)) < len(data)


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
