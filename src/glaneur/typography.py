"""Typographic normalisation that never moves an offset, and folding that knows the way back.

`normalise` maps character to character, so offsets in its result are offsets in the source.
`fold` also composes (NFC) and drops invisible characters; its `Folded` maps offsets back.
"""

import re
import unicodedata
from array import array
from dataclasses import dataclass

MAX_MARKS = 30
"""Combining marks in a row, as in Unicode's stream-safe format; composing longer runs is quadratic."""

LONG_FOREIGN_RUN = re.compile(f"[^\x00-\u02ff]{{{MAX_MARKS + 1},}}")
"""Where more marks than that may be."""

_SAME_LENGTH = [
    *((char, "'") for char in "\u2018\u2019\u02bc\u2032\u00b4"),
    *((char, " ") for char in "\u00a0\u202f\u2009\u2007\u2008\u200a\u2002\u2003\u2004\u2005\u2006\u3000\t"),
    *((char, "-") for char in "\u2010\u2011\u2212"),
]
_INVISIBLE = frozenset("\u00ad\u200b\u200c\u200d\u2060\ufeff")


def normalise(text: str) -> str:
    """Return `text` with straight apostrophes, plain spaces and hyphen-minus; same length."""
    # A hundred times as fast as str.translate, which looks each character up.
    for char, plain in _SAME_LENGTH:
        text = text.replace(char, plain)
    return text


@dataclass(frozen=True, slots=True)
class Folded:
    """A text made plain, and where each of its characters stands in the source.

    `starts` and `ends` are null where nothing moved, which is the common case.
    """

    text: str
    starts: "array[int] | None" = None
    ends: "array[int] | None" = None

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The source offsets of `text[start:end]` (not empty)."""
        if self.starts is None or self.ends is None:
            return start, end
        return self.starts[start], self.ends[end - 1]


def fold(text: str) -> Folded:
    """Compose `text` (NFC), drop soft hyphens and zero-width characters, normalise the rest."""
    if text.isascii():
        return Folded(normalise(text))
    plain = not LONG_FOREIGN_RUN.search(text) and _INVISIBLE.isdisjoint(text)
    if plain and unicodedata.is_normalized("NFC", text):
        return Folded(normalise(text))
    starts, ends = array("I"), array("I")
    pieces: list[str] = []
    cluster_start = 0
    for i in range(1, len(text) + 1):
        if i < len(text) and unicodedata.combining(text[i]) and i - cluster_start <= MAX_MARKS:
            continue
        piece = "".join(c for c in text[cluster_start:i] if c not in _INVISIBLE)
        piece = unicodedata.normalize("NFC", piece)
        pieces.append(piece)
        starts.extend([cluster_start] * len(piece))
        ends.extend([i] * len(piece))
        cluster_start = i
    return Folded(normalise("".join(pieces)), starts, ends)
