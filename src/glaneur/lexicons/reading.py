"""A lexicon file to entries; what is wrong with it is told with its line and what to do."""

import re
import tomllib
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from pydantic import ValidationError

from glaneur.errors import LexiconError
from glaneur.lexicons.entries import Entries
from glaneur.lexicons.measures import pint_problem

Place = tuple[int | str, ...]
"""Kind of entry, its number, its field: as far as known."""

_AT_LINE = re.compile(r" ?\(at line (\d+), column \d+\)$")
_KINDS = ", ".join(f"[[{kind}]]" for kind in Entries.model_fields)


@dataclass(frozen=True, slots=True, order=True)
class _Problem:
    line: int
    reason: str


def parse_entries(content: bytes, name: str) -> Entries:
    """The entries of a lexicon file's `content`; `name` is what messages call the file.

    Raises LexiconError, with all that is wrong, a line each.
    """
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise _error(name, [_Problem(line, "this is not UTF-8; save the file as UTF-8")]) from error
    try:
        data = tomllib.loads(text)
    except (ValueError, RecursionError) as error:
        raise _error(name, [_not_toml(str(error), text)]) from error
    lines = _places(text)
    entries = _validated(data)
    if isinstance(entries, Entries):
        return entries
    raise _error(name, [_Problem(_line(lines, place), reason) for place, reason in entries])


def checked_entries(data: Mapping[str, Any]) -> Entries:
    """The entries that are plain `data`, as TOML gives it.

    Raises LexiconError, with all that is wrong, a line each.
    """
    entries = _validated(data)
    if isinstance(entries, Entries):
        return entries
    raise LexiconError("\n".join(f"{_told_place(place)}: {reason}" for place, reason in entries))


def _validated(data: Mapping[str, Any]) -> Entries | list[tuple[Place, str]]:
    """The entries of `data`, or what is wrong with it and where."""
    try:
        entries = Entries.model_validate(data)
    except ValidationError as error:
        return [(e["loc"], _reason(e)) for e in error.errors()]
    return list(pint_problems(entries)) or entries


def _told_place(place: Place) -> str:
    """`lexicon, unit 2` for `("unit", 1, "pint")`."""
    number = f" {place[1] + 1}" if len(place) > 1 and isinstance(place[1], int) else ""
    return f"lexicon, {place[0]}{number}"


def pint_problems(entries: Entries) -> Iterator[tuple[Place, str]]:
    """The units whose pint expression, with or without a prefix, is none: where, and why."""
    for i, entry in enumerate(entries.unit):
        for unit in entry.scaled():
            problem = pint_problem(unit.pint) if unit.pint else None
            if problem is not None:
                yield (
                    ("unit", i, "pint"),
                    f"pint = {unit.pint!r}: pint can't read it ({problem}); give one of its units, or leave "
                    "pint out: then there is no SI value",
                )


def _error(name: str, problems: list[_Problem]) -> LexiconError:
    return LexiconError("\n".join(f"{name}, line {p.line}: {p.reason}" for p in sorted(problems)))


def _not_toml(message: str, text: str) -> _Problem:
    found = _AT_LINE.search(message)
    line = int(found[1]) if found else max(1, len(text.splitlines()))
    return _Problem(line, f"this is not TOML: {_AT_LINE.sub('', message)}")


def _places(text: str) -> dict[Place, int]:
    """The line of each entry and each of its fields."""
    lines: dict[Place, int] = {}
    counts: Counter[str] = Counter()
    place: Place = ()
    for number, line in enumerate(text.split("\n"), start=1):
        code = line.strip()
        if code.startswith("["):
            kind = code.strip("[] \t").partition("]")[0].strip(" \t\"'")
            place = (kind, counts[kind]) if code.startswith("[[") else (kind,)
            counts[kind] += 1
            lines.setdefault((kind,), number)
            lines.setdefault(place, number)
        elif "=" in code:
            lines.setdefault((*place, code.partition("=")[0].strip(" \t\"'")), number)
    return lines


def _line(lines: Mapping[Place, int], place: Place) -> int:
    """The line of the innermost part of `place` that is known."""
    return next((lines[place[:n]] for n in range(len(place), 0, -1) if place[:n] in lines), 1)


def _reason(error: Any) -> str:
    """What pydantic found, in the words of a lexicon."""
    place, said, kind = error["loc"], error["input"], error["type"]
    if len(place) == 1:
        if kind == "extra_forbidden":
            return f"{place[0]} is no kind of entry; there are {_KINDS}"
        return f"{place[0]} is a list of entries: write [[{place[0]}]] above each, with two brackets"
    if len(place) == 2:
        return _told(error) if kind == "value_error" else f"write [[{place[0]}]] and a field a line below"
    field = place[2]
    if kind == "missing":
        return f"{field} is missing"
    if kind == "extra_forbidden":
        fields = Entries.model_fields[place[0]].annotation.__args__[0].model_fields  # type: ignore[union-attr]
        return f"{field} is no field of a [[{place[0]}]]; it has {', '.join(fields)}"
    if kind == "tuple_type":
        return f'{field} is a list: write {field} = ["…"]'
    if kind == "too_short":
        return f"{field} is empty: what does the press write?"
    return f"{field} = {said!r}: {_told(error)}"


def _told(error: Any) -> str:
    message: str = error["msg"].removeprefix("Value error, ").removeprefix("Input ")
    return message[:1].lower() + message[1:]
