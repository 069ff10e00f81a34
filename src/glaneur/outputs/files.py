"""The output folder: one whole sheet an article, whatever happens to the run that writes it."""

import errno
import os
import secrets
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path, PurePosixPath
from typing import BinaryIO

from glaneur.errors import ArticleError, CorpusError

try:
    import fcntl
except ImportError:  # Windows has no advisory lock on a folder
    fcntl = None  # type: ignore[assignment]

_PREFIX, _SUFFIX = ".glaneur-", ".tmp"
_ENDING = ".json"
_FOLDER_UNUSABLE = {
    errno.ENOSPC: "the disk is full; free some space and run again",
    errno.EDQUOT: "the disk quota is used up; free some space and run again",
    errno.EROFS: "it is on a read-only file system; choose another output folder",
    errno.EACCES: "permission denied; change its rights or choose another output folder",
    errno.EPERM: "permission denied; change its rights or choose another output folder",
    errno.EIO: "the disk reports an input/output error",
}


def sheet_path(out: Path, article_id: str) -> Path:
    """Return where an article's sheet is kept. Raises ArticleError for an id that would leave the folder."""
    parts = PurePosixPath(article_id).parts
    if not parts or "\0" in article_id or article_id.startswith("/") or ".." in parts:
        raise ArticleError(f"the id {article_id!r} would leave the output folder; choose another one")
    return out.joinpath(*parts[:-1], parts[-1] + _ENDING)


def sheet_id(out: Path, path: Path) -> str:
    """Return the id of the article whose sheet is kept at `path`: the inverse of `sheet_path`."""
    return path.relative_to(out).as_posix().removesuffix(_ENDING)


def write_atomic(path: Path, data: bytes) -> None:
    """Write `data` to `path`, whole or not at all. Raises as `atomic_file` does."""
    with atomic_file(path) as stream:
        stream.write(data)


@contextmanager
def atomic_file(path: Path) -> Iterator[BinaryIO]:
    """Write `path` so that a reader, or a crash, sees the old file or the new one, whole.

    Raises CorpusError where the folder can't take any file, OSError where only this one fails. The
    folder itself is not flushed to disk: `flush_folders` does that for many files at once.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        # A short name, so that it fits wherever the sheet's own name does.
        temporary = path.with_name(_PREFIX + secrets.token_hex(8) + _SUFFIX)
        try:
            with temporary.open("xb") as stream:
                yield stream
                stream.flush()
                os.fsync(stream.fileno())
            temporary.replace(path)
        except BaseException:
            temporary.unlink(missing_ok=True)
            raise
    except OSError as error:
        reason = _FOLDER_UNUSABLE.get(error.errno or 0)
        if reason is None:
            raise
        raise CorpusError(f"{path}: can't be written: {reason}.") from error


def flush_folders(folders: set[Path]) -> None:
    """Make the names of the files just written survive a power cut."""
    for folder in sorted(folders):
        # Some file systems and Windows refuse to flush a folder; the files themselves are safe.
        with suppress(OSError):
            handle = os.open(folder, os.O_RDONLY)
            try:
                os.fsync(handle)
            finally:
                os.close(handle)


def sheets_in(out: Path) -> Iterator[Path]:
    """Yield every JSON file of a folder, in a fixed order."""
    return _files_in(out, lambda name: name.endswith(_ENDING) and not name.startswith("."))


def remove_sheet(path: Path, out: Path) -> None:
    """Remove a sheet, and the sub-folders that it leaves empty."""
    path.unlink()
    for folder in path.parents:
        if folder == out:
            return
        try:
            folder.rmdir()
        except OSError:
            return


@contextmanager
def output_folder(out: Path) -> Iterator[None]:
    """Create and hold `out` for one run; leave no temporary file in it, a killed run's neither.

    Raises CorpusError where the folder can't be used or another run holds it.
    """
    try:
        out.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        reason = _FOLDER_UNUSABLE.get(error.errno or 0, error.strerror)
        raise CorpusError(f"{out}: can't be used as output folder: {reason}.") from error
    with _held(out):
        _remove_leftovers(out)
        try:
            yield
        except BaseException:
            _remove_leftovers(out)
            raise


@contextmanager
def _held(out: Path) -> Iterator[None]:
    if fcntl is None:
        yield
        return
    handle = os.open(out, os.O_RDONLY)
    try:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise CorpusError(f"{out}: another run is writing here; wait until it has finished.") from error
        except OSError:
            pass  # a network file system without locks
        yield
    finally:
        os.close(handle)


def _remove_leftovers(out: Path) -> None:
    for path in _files_in(out, lambda name: name.startswith(_PREFIX) and name.endswith(_SUFFIX)):
        path.unlink(missing_ok=True)


def _files_in(folder: Path, wanted: Callable[[str], bool]) -> Iterator[Path]:
    for root, folders, files in os.walk(folder):
        folders.sort()
        for name in sorted(filter(wanted, files)):
            yield Path(root, name)
