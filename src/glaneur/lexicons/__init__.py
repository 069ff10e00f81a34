"""Lexicons: what French calls things, as TOML data beside this module, and their loader."""

import tomllib
import unicodedata
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Any, TypeVar

V = TypeVar("V")


def with_plain_spelling(entries: Mapping[str, V]) -> dict[str, V]:
    """`entries` and, where it is free, each key without its accents: `kilometres`, `deuxieme`."""
    plain = {_without_accents(key): value for key, value in entries.items()}
    return plain | dict(entries)


def _without_accents(word: str) -> str:
    return "".join(c for c in unicodedata.normalize("NFD", word) if not unicodedata.combining(c))


@cache
def load_table(name: str) -> dict[str, Any]:
    """Return the shipped lexicon `name` (no ending) as parsed TOML; read once, never to be changed."""
    return tomllib.loads((files(__name__) / f"{name}.toml").read_text(encoding="utf-8"))
