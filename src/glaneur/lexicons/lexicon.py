"""A lexicon: the entries that ship, and a user's own, which win over them."""

import hashlib
import os
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache
from pathlib import Path
from typing import Any

from glaneur.errors import LexiconError
from glaneur.lexicons import load_table
from glaneur.lexicons.entries import Entries
from glaneur.lexicons.reading import checked_entries, parse_entries

KEPT = 8
"""How many lexicons are kept in memory, with what was made of them."""


@dataclass(frozen=True, eq=False)
class Lexicon:
    """What the rules know by name. `own` is what the user adds: first among what is said alike.

    Tables are kept by identity: as long as they are among the last in use, two lexicons with the same
    entries are one object. Whether they say the same, `digest` tells.
    """

    own: Entries

    @property
    def shipped(self) -> Entries:
        """The entries that come with the package."""
        return _shipped()

    @cached_property
    def digest(self) -> str:
        """A hash of the user's entries, empty where there are none: comments and layout don't count."""
        if self.own == _NOTHING:
            return ""
        return hashlib.sha256(self.own.model_dump_json().encode()).hexdigest()

    def keeps_name(self, name: str) -> bool:
        """Whether a shipped name (any case) still means what it does, as no entry of the user's says it."""
        return name.lower() not in self._own_names

    def keeps_symbol(self, symbol: str) -> bool:
        """Whether a shipped symbol (as written) still means what it does."""
        return symbol not in self._own_symbols and self.keeps_name(symbol)

    @cached_property
    def _own_names(self) -> frozenset[str]:
        units = [said.phrase for entry in self.own.unit for said in entry.said() if not said.symbol]
        money = [name for entry in self.own.currency for name in entry.names]
        items = [name for entry in self.own.item for name in entry.names]
        return frozenset(name.lower() for name in (*units, *money, *items))

    @cached_property
    def _own_symbols(self) -> frozenset[str]:
        units = [said.phrase for entry in self.own.unit for said in entry.said() if said.symbol]
        return frozenset([*units, *(symbol for entry in self.own.currency for symbol in entry.symbols)])

    def as_data(self) -> dict[str, Any] | None:
        """The user's entries as plain data (JSON), None where there are none: the inverse of `from_data`."""
        return None if self is SHIPPED else self.own.model_dump(mode="json", exclude_defaults=True)

    def __reduce__(self) -> tuple[Callable[[Entries], "Lexicon"], tuple[Entries]]:
        return with_own, (self.own,)


AnyLexicon = str | os.PathLike[str] | Lexicon
"""A lexicon, or the TOML file with a user's own entries."""

_NOTHING = Entries()
SHIPPED = Lexicon(_NOTHING)
"""The lexicon without entries of a user's."""


def with_own(own: Entries) -> Lexicon:
    """The lexicon that ships with `own` entries added."""
    return SHIPPED if own == _NOTHING else _extended(own)


def from_data(data: Mapping[str, Any]) -> Lexicon:
    """The lexicon that ships with entries added that are plain data, as in a pipeline's config.

    Raises LexiconError: an entry is broken.
    """
    return with_own(checked_entries(data))


def read_lexicon(path: str | os.PathLike[str]) -> Lexicon:
    """The shipped lexicon with the entries of the TOML file `path` added.

    Raises LexiconError: the file can't be read, or an entry is broken (told with its line).
    """
    try:
        content = Path(path).read_bytes()
    except OSError as error:
        raise LexiconError(
            f"{os.fspath(path)}: this lexicon can't be read ({error.strerror}); give the path of a TOML file"
        ) from error
    return with_own(_parsed(content, os.fspath(path)))


def as_lexicon(lexicon: AnyLexicon | None) -> Lexicon:
    """The lexicon that a caller means: one read before, a file's, or, for None, what ships.

    Raises LexiconError: see `read_lexicon`.
    """
    if isinstance(lexicon, Lexicon):
        return lexicon
    return SHIPPED if lexicon is None else read_lexicon(lexicon)


@lru_cache(KEPT)
def _extended(own: Entries) -> Lexicon:
    return Lexicon(own)


@lru_cache(KEPT)
def _parsed(content: bytes, name: str) -> Entries:
    return parse_entries(content, name)


@cache
def _shipped() -> Entries:
    return Entries.model_validate(dict(_tables()))


def _tables() -> Iterator[tuple[str, Any]]:
    for kind, table in (
        ("currency", "currencies"),
        ("unit", "units"),
        ("modifier", "modifiers"),
        ("item", "items"),
    ):
        yield kind, load_table(table)[kind]
