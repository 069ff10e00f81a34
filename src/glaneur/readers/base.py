"""What a reader is, and what it gives.

A reader turns one file into drafts: the words and the metadata that the file itself holds. What is the
same for every format (identity, clean text, the date's other sources, the hash) is done afterwards, in
`corpus`. A new format is a small class under the entry point group `glaneur.readers`:

    class OdtReader:
        suffixes = (".odt",)

        def read(self, path):
            yield Draft(text=..., title=...)
"""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol, runtime_checkable

from glaneur.schema import Notice, PublishedBasis


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """An article as its file tells it.

    `published` is an ISO date or datetime; `id` is what a record calls itself, as written; `line` counts
    from 1 and is null where the file is one article.
    """

    text: str
    title: str | None = None
    source: str | None = None
    url: str | None = None
    tags: tuple[str, ...] = ()
    published: str | None = None
    published_basis: PublishedBasis | None = None
    id: str | None = None
    line: int | None = None
    notices: tuple[Notice, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Rejected:
    """A record that can't be read, while the rest of its file can.

    `line` counts from 1; `id` is what the record calls itself, where that much can be read.
    """

    line: int
    id: str | None = None
    message: str


@runtime_checkable
class Reader(Protocol):
    """Reads the files of some endings.

    `suffixes` are lower case, with their dot. A reader may also have `single = True`, which says that
    each of its files holds one article: then a run can tell how many there are before it reads them.
    """

    suffixes: tuple[str, ...]

    def read(self, path: Path) -> Iterator[Draft | Rejected]:
        """Yield what `path` holds, in its order.

        Raises ArticleError: the whole file can't be read; the message says why and what to do.
        Raises OSError: the file can't be opened.
        """
        ...
