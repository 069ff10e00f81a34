"""Which files of a corpus are articles. Nothing is opened here, so that 100,000 files are found at once."""

import os
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from heapq import heappop, heappush
from pathlib import Path

from glaneur.errors import ArticleError, CorpusError
from glaneur.readers.identity import file_id, place, printable
from glaneur.readers.registry import ending_of, reader_of, readers_by_suffix
from glaneur.schema import Notice


@dataclass(frozen=True, slots=True, kw_only=True)
class Failure:
    """What could not be read: where, and what to do.

    `path` is relative to the corpus, `line` counts from 1, and `id` is the article's where it is known:
    its sheet is not an orphan.
    """

    path: str
    message: str
    line: int | None = None
    id: str | None = None

    @property
    def where(self) -> str:
        """The path, and the line where the file has several articles."""
        return place(self.path, self.line)

    def __str__(self) -> str:
        return f"{self.where} {self.message}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Discovery:
    """The files of a corpus.

    `files` are posix paths relative to `root`, sorted by code point; `unknown` counts the files of each
    ending that no reader takes; `failures` are the folders and files that can't be opened; `links` lead to
    folders that are read by another path.
    """

    root: Path
    files: tuple[str, ...]
    unknown: Mapping[str, int]
    failures: tuple[Failure, ...] = ()
    links: tuple[str, ...] = ()

    def articles(self) -> int | None:
        """How many articles the files hold; None where one of them may hold several."""
        readers = {ending: readers_by_suffix()[ending] for ending in map(ending_of, self.files)}
        single = all(getattr(reader, "single", False) for reader in readers.values())
        return len(self.files) if single else None

    def notices(self) -> tuple[Notice, ...]:
        """One notice for each unknown ending, with its count, and one for each link left out."""
        readable = ", ".join(readers_by_suffix())
        endings = (
            Notice(
                code="unknown_ending",
                message=f"{_files(count, ending)} left out: articles end in {readable}.",
            )
            for ending, count in sorted(self.unknown.items())
        )
        links = (
            Notice(
                code="repeated_link",
                message=f"the link {link} was left out: it leads to a folder that is read by another path.",
            )
            for link in self.links
        )
        return (*endings, *links)


def discover(corpus: str | os.PathLike[str]) -> Discovery:
    """Find every readable file of a folder, or take a single file as a corpus of one.

    Hidden files and folders are skipped. Links are followed, and each real folder is entered once: by
    its own path where that is inside the corpus.

    Raises CorpusError: there is nothing at that path, or the folder can't be opened.
    """
    root = Path(corpus)
    _refuse_missing(root)
    walk = _Walk(root if root.is_dir() else root.parent)
    if root.is_dir():
        walk.run()
    else:
        walk.add_file(root.name, regular=root.is_file())
    return Discovery(
        root=walk.root,
        files=tuple(sorted(walk.files)),
        unknown=dict(walk.unknown),
        failures=tuple(sorted(walk.failures, key=lambda failure: failure.path)),
        links=tuple(walk.repeated),
    )


def _refuse_missing(root: Path) -> None:
    try:
        root.stat()
    except (FileNotFoundError, NotADirectoryError):
        raise CorpusError(f"There is no corpus at {root}: give a folder of articles, or one file") from None
    except OSError as error:
        raise _closed(root, error) from error


def _closed(root: Path, error: OSError) -> CorpusError:
    return CorpusError(f"The corpus {root} can't be opened ({error.strerror}): check its permissions")


@dataclass(slots=True)
class _Walk:
    root: Path
    files: list[str] = field(default_factory=list)
    unknown: Counter[str] = field(default_factory=Counter)
    failures: list[Failure] = field(default_factory=list)
    seen: set[tuple[int, int]] = field(default_factory=set)
    links: list[str] = field(default_factory=list)
    repeated: list[str] = field(default_factory=list)

    def run(self) -> None:
        try:
            os.scandir(self.root).close()
        except OSError as error:
            raise _closed(self.root, error) from error
        self._walk("")
        # Links last: what is also reachable by a real path keeps that path, link or no link.
        while self.links:
            self._walk(heappop(self.links))

    def _walk(self, start: str) -> None:
        pending = [start]
        while pending:
            folder = pending.pop()
            try:
                if self._is_new(folder):
                    pending.extend(self._enter(folder))
                else:
                    self.repeated.append(printable(folder))
            except OSError as error:
                message = f"can't be opened ({error.strerror}): check its permissions"
                self.failures.append(Failure(path=printable(folder), message=message))

    def _is_new(self, folder: str) -> bool:
        status = (self.root / folder).stat()
        key = (status.st_dev, status.st_ino)
        if key in self.seen:
            return False
        self.seen.add(key)
        return True

    def _enter(self, folder: str) -> Iterator[str]:
        with os.scandir(self.root / folder) as entries:
            for entry in entries:
                if entry.name.startswith("."):
                    continue
                path = f"{folder}/{entry.name}" if folder else entry.name
                if entry.is_dir(follow_symlinks=False):
                    yield path
                elif _is_dir(entry):
                    heappush(self.links, path)
                else:
                    self.add_file(path, regular=_is_file(entry))

    def add_file(self, path: str, *, regular: bool) -> None:
        if reader_of(path) is None:
            self.unknown[printable(ending_of(path))] += 1
        elif regular:
            self.files.append(path)
        else:
            message = "is a broken link or no regular file: put the article itself there"
            self.failures.append(Failure(path=printable(path), message=message, id=_id_or_none(path)))


def _is_dir(entry: "os.DirEntry[str]") -> bool:
    try:
        return entry.is_dir()
    except OSError:
        return False


def _is_file(entry: "os.DirEntry[str]") -> bool:
    try:
        return entry.is_file()
    except OSError:
        return False


def _id_or_none(path: str) -> str | None:
    try:
        return file_id(path)
    except ArticleError:
        return None


def _files(count: int, ending: str) -> str:
    noun = "1 file" if count == 1 else f"{count} files"
    verb = "was" if count == 1 else "were"
    return f"{noun} {f'ending in {ending}' if ending else 'without an ending'} {verb}"
