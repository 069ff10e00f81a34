"""Names of the user's own: a spaCy EntityRuler file, a pattern a line, that wins over the model."""

import hashlib
import json
import os
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any, get_args

from glaneur.errors import NamesError
from glaneur.schema import EntityLabel
from glaneur.typography import normalise

_LABELS = get_args(EntityLabel)
_ANALYSED = frozenset(("LEMMA", "POS", "TAG", "DEP", "MORPH", "ENT_TYPE", "ENT_IOB", "SENT_START"))
_KEYS = ("label", "pattern", "id")


@dataclass(frozen=True)
class OwnNames:
    """What a file of names says: `patterns` in its order, each as JSON with its line."""

    file: str
    patterns: tuple[tuple[int, str], ...]

    @cached_property
    def digest(self) -> str:
        """A hash of the patterns; blank lines and the file's name don't count."""
        return hashlib.sha256("\n".join(pattern for _, pattern in self.patterns).encode()).hexdigest()

    def entries(self) -> list[tuple[int, dict[str, Any]]]:
        """Each pattern with its line, as an EntityRuler takes it."""
        return [(line, json.loads(pattern)) for line, pattern in self.patterns]


AnyNames = str | os.PathLike[str] | OwnNames
"""Names read before, or the JSONL file that holds them."""


def as_names(names: AnyNames | None) -> OwnNames | None:
    """The names that a caller means: those read before, a file's, or None, as where the file has none.

    Raises NamesError: the file can't be read, or a line of it is broken (all are told).
    """
    if names is None or isinstance(names, OwnNames):
        return names
    return _read(Path(names))


def _read(path: Path) -> OwnNames | None:
    try:
        content = path.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise NamesError(
            f"{path}: these names can't be read ({error.strerror}); give the path of a JSONL file"
        ) from error
    except UnicodeDecodeError as error:
        raise NamesError(f"{path}: this is not UTF-8; save the file as UTF-8") from error
    patterns, problems = [], []
    said: dict[str, str] = {}
    for number, line in enumerate(content.split("\n"), 1):
        if not line.strip():
            continue
        pattern, problem = _checked(line)
        entry = json.dumps(pattern, ensure_ascii=False, sort_keys=True)
        if not problem and said.setdefault(json.dumps(pattern["pattern"]), entry) != entry:
            problem = "the same pattern stands above with another label or id; keep one of them"
        if problem:
            problems.append(f"{path}:{number}: {problem}")
        else:
            patterns.append((number, entry))
    if problems:
        raise NamesError("\n".join(problems))
    return OwnNames(str(path), tuple(patterns)) if patterns else None


def _checked(line: str) -> tuple[dict[str, Any], str]:
    """The pattern of a line in plain typography, with an id; or what is wrong with it."""
    try:
        said = json.loads(line)
    except (ValueError, RecursionError) as error:
        return {}, f'this is not JSON ({error}); write e.g. {{"label": "ORG", "pattern": "Total"}}'
    if not isinstance(said, dict):
        return {}, 'a pattern is an object: {"label": "ORG", "pattern": "Total"}'
    if unknown := [key for key in said if key not in _KEYS]:
        return {}, f"unknown key {unknown[0]!r}; there are {', '.join(_KEYS)}"
    label, pattern, name = said.get("label"), said.get("pattern"), said.get("id")
    if label not in _LABELS:
        return {}, f"label is {label!r}; choose one of {', '.join(_LABELS)}"
    if name is not None and (not isinstance(name, str) or not name.strip()):
        return {}, "id is the name to show, a text"
    if isinstance(pattern, str) and pattern.strip():
        plain = " ".join(normalise(pattern).split())
        return {"label": label, "pattern": plain, "id": name or plain}, ""
    if not isinstance(pattern, list) or not pattern or not all(isinstance(token, dict) for token in pattern):
        return {}, "pattern is the name as written, or a list of spaCy token patterns"
    if unseen := _ANALYSED & {key for token in pattern for key in token}:
        return (
            {},
            f"{min(unseen)} is not known when names are looked for; use TEXT, LOWER, SHAPE and the like",
        )
    return {"label": label, "pattern": pattern, "id": name or ""}, ""
