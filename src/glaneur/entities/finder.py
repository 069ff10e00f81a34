"""Where an article's own names occur again in its text."""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator

_WORD = re.compile(r"[^\W_]+")
_Key = tuple[str, str]


class Finder:
    """Finds names in a text by their first two words; `fold` is how spellings are compared."""

    def __init__(self, names: Iterable[str], fold: Callable[[str], str] = str) -> None:
        self._fold = fold
        self._by_start: defaultdict[_Key, list[str]] = defaultdict(list)
        for name in sorted(set(names), key=lambda n: (-len(n), n)):
            words = [match.group() for match in _WORD.finditer(fold(name))]
            if words:
                self._by_start[words[0], words[1] if len(words) > 1 else ""].append(name)

    def find(self, plain: str, start: int, end: int) -> Iterator[tuple[int, int, str]]:
        """Yield `(start, end, name)` of whole-word occurrences in `plain[start:end]`, the longest first."""
        if not self._by_start:
            return
        words = [*_WORD.finditer(plain, start, end)]
        behind = start
        for k, word in enumerate(words):
            first = word.start()
            if first < behind:
                continue
            one = self._fold(word.group())
            two = self._fold(words[k + 1].group()) if k + 1 < len(words) else ""
            for name in (*self._by_start.get((one, two), ()), *self._by_start.get((one, ""), ())):
                last = first + len(name)
                said = self._fold(plain[first:last]) == self._fold(name)
                if said and last <= end and _ends_word(plain, last):
                    yield first, last, name
                    behind = last
                    break


def _ends_word(plain: str, i: int) -> bool:
    glued = plain[i : i + 1] in ("-", "'", "&") and plain[i + 1 : i + 2].isalnum()
    return not (glued or plain[i : i + 1].isalnum())
