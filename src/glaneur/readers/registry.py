"""Which reader takes which ending: the entry points of the group `glaneur.readers`."""

from collections.abc import Mapping
from functools import cache
from importlib.metadata import entry_points
from pathlib import PurePosixPath
from types import MappingProxyType

from glaneur.errors import CorpusError
from glaneur.readers.base import Reader

GROUP = "glaneur.readers"


def reader_of(path: str) -> Reader | None:
    """Return the reader of a file, by its ending; None where no reader takes it.

    Raises CorpusError: see `readers_by_suffix`.
    """
    return readers_by_suffix().get(ending_of(path))


def ending_of(path: str) -> str:
    """Return the ending of a posix path as readers name theirs: lower case, with its dot."""
    return PurePosixPath(path).suffix.lower()


@cache
def readers_by_suffix() -> Mapping[str, Reader]:
    """Return the reader of each ending (lower case, with its dot), in the endings' order.

    Raises CorpusError: a reader can't be loaded, or two of them take one ending.
    """
    found: dict[str, Reader] = {}
    origins: dict[str, str] = {}
    for point in sorted(entry_points(group=GROUP), key=lambda point: (point.name, point.value)):
        try:
            reader = point.load()()
            suffixes: tuple[str, ...] = reader.suffixes
        except Exception as error:
            raise CorpusError(
                f"The reader {point.name!r} ({point.value}) can't be loaded ({error}): "
                "correct or uninstall the package that declares it"
            ) from error
        for suffix in suffixes:
            if origins.setdefault(suffix, point.value) != point.value:
                raise CorpusError(
                    f"Both {origins[suffix]} and {point.value} read {suffix}: uninstall one of the packages"
                )
            found[suffix] = reader
    return MappingProxyType(dict(sorted(found.items())))
