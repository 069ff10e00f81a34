"""Lexicons: what French calls things, as TOML data beside this module, and their loader."""

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any


@cache
def load_table(name: str) -> dict[str, Any]:
    """Return the shipped lexicon `name` (no ending) as parsed TOML; read once, never to be changed."""
    return tomllib.loads((files(__name__) / f"{name}.toml").read_text(encoding="utf-8"))
