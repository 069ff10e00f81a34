"""Plain text: the whole file is the article's body."""

from collections.abc import Iterator
from pathlib import Path

from glaneur.readers.base import Draft
from glaneur.readers.encoding import read_text


class PlainReader:
    """Reads `.txt`."""

    suffixes = (".txt",)
    single = True

    def read(self, path: Path) -> Iterator[Draft]:
        """Yield the one article of `path`."""
        text, notices = read_text(path)
        yield Draft(text=text, notices=notices)
