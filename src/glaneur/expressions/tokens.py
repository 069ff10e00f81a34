"""Text to tokens: the one view of the text that every rule reads.

A token is a run of letters, a run of digits, or one other character. Line ends are tokens too, so
that no rule reads across one; guards stand at both ends, so that rules may look some tokens past
what they have matched without asking whether there are any.
"""

import re
from itertools import accumulate

from glaneur.lexicons.lexicon import SHIPPED, Lexicon

BREAK = "\n"
PADDING = 8  # guards at each end
_PIECES = re.compile(r"[^\W\d_]+|\d+| +|[\W_]")


class Tokens:
    """The tokens of a stretch of folded text, as parallel lists.

    `low[i]` is the token in lower case, `start[i]` and `end[i]` its offsets in `text`. `lexicon` says what
    words mean to the rules that read them.
    """

    __slots__ = ("end", "lexicon", "low", "start", "text")

    def __init__(self, text: str, lexicon: Lexicon = SHIPPED) -> None:
        self.text = text
        self.lexicon = lexicon
        pieces = _PIECES.findall(_lower(text).replace("\r", BREAK))
        bounds = [0, *accumulate(map(len, pieces))]
        kept = [i for i, piece in enumerate(pieces) if piece[0] != " "]
        guards = [BREAK] * PADDING
        self.low = [*guards, *[pieces[i] for i in kept], *guards]
        self.start = [*[0] * PADDING, *[bounds[i] for i in kept], *[len(text)] * PADDING]
        self.end = [*[0] * PADDING, *[bounds[i + 1] for i in kept], *[len(text)] * PADDING]

    def __len__(self) -> int:
        return len(self.low)

    def surface(self, i: int) -> str:
        """The token as written (case kept)."""
        return self.text[self.start[i] : self.end[i]]

    def glued(self, i: int) -> bool:
        """Whether token `i` follows the one before it without a space."""
        return self.start[i] == self.end[i - 1]

    def gap(self, i: int) -> int:
        """How many spaces stand before token `i`."""
        return self.start[i] - self.end[i - 1]

    def hyphen(self, i: int) -> bool:
        """Whether token `i` is a hyphen that joins what stands on both sides of it."""
        return self.low[i] == "-" and self.glued(i) and self.glued(i + 1)

    def behind_de(self, i: int) -> int:
        """Behind the "de" or "d'" at token `i`; `i` itself where there is none."""
        if self.low[i] == "de":
            return i + 1
        return i + 2 if self.low[i] == "d" and self.low[i + 1] == "'" else i

    def matches(self, i: int, words: tuple[str, ...]) -> bool:
        """Whether the tokens from `i` on are `words` (lower case)."""
        low = self.low
        return all(i + k < len(low) and low[i + k] == word for k, word in enumerate(words))


def _lower(text: str) -> str:
    """`text` in lower case, character by character where one would become two (`İ`)."""
    lowered = text.lower()
    if len(lowered) == len(text):
        return lowered
    return "".join(c.lower() if len(c.lower()) == 1 else c for c in text)
