"""A fact sheet as JSON bytes: always the same for the same sheet, readable, easy to compare.

Top-level fields stand on lines of their own, and each sentence, mention and warning on one line.
A string never holds a raw line end, so a line that starts with spaces and a key is structure: that
is how `read_stamp` knows a sheet without parsing it.
"""

import hashlib
import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from json.encoder import encode_basestring
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ValidationError

from glaneur.errors import SheetError
from glaneur.schema import FactSheet

SCHEMA_FILE = Path(__file__).with_name("factsheet.schema.json")

_BEGINNING = b'{\n  "schema_version"'
_EMPTY_SEAL = b'\n    "seal": ""'
_SEAL = re.compile(rb'\n    "seal": "([0-9a-f]{64})"')
_FIELD = {
    name: re.compile(rb'\n    "' + name.encode() + rb'": ("(?:[^"\\\n]|\\.)*")')
    for name in ("path", "sha256", "fingerprint")
}


@dataclass(frozen=True, slots=True)
class Stamp:
    """What tells whether a sheet is up to date: its article, its program, and whether it was edited."""

    path: str
    sha256: str
    fingerprint: str
    intact: bool


def encode(sheet: FactSheet) -> bytes:
    """Return the sheet as UTF-8 JSON, ending with a line end."""
    # Mention by mention: as plain data all at once, a very long article would take twice its memory.
    blocks = (f'  "{name}": {_block(getattr(sheet, name))}' for name in FactSheet.model_fields)
    return ("{\n" + ",\n".join(blocks) + "\n}\n").encode("utf-8")


def encode_sealed(sheet: FactSheet) -> bytes:
    """Return the sheet as `encode` gives it, with a seal that shows later edits."""
    open_generator = sheet.generator.model_copy(update={"seal": ""})
    data = encode(sheet.model_copy(update={"generator": open_generator}))
    at = data.index(_EMPTY_SEAL) + len(_EMPTY_SEAL) - 1
    return data[:at] + hashlib.sha256(data).hexdigest().encode() + data[at:]


def decode(data: bytes) -> FactSheet:
    """Read a sheet. Raises SheetError where it is no sheet or a field has the wrong type."""
    try:
        content = json.loads(data.decode("utf-8"), parse_float=Decimal)
        sheet = FactSheet.model_validate(content)
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(str(part) for part in first["loc"]) or "the sheet"
        raise SheetError(f"{where}: {first['msg']}") from error
    except (ValueError, RecursionError) as error:
        raise SheetError(f"not JSON: {error}") from error
    written = json.loads(encode(sheet), parse_float=Decimal)
    if written != content:
        raise SheetError(f"{next(_differences(written, content))}; see `glaneur schema`")
    return sheet


def _differences(written: Any, content: Any, where: str = "") -> Iterator[str]:
    """Yield what of `content` isn't as a sheet is written."""
    if isinstance(written, dict) and isinstance(content, dict):
        for name in written.keys() | content.keys():
            if name not in content:
                yield f"{where}{name} is missing"
            elif name not in written:
                yield f"{where}{name} is no field"
            else:
                yield from _differences(written[name], content[name], f"{where}{name}.")
    elif isinstance(written, list) and isinstance(content, list):
        for i, pair in enumerate(zip(written, content, strict=False)):
            yield from _differences(*pair, f"{where}{i}.")
    elif written != content:
        yield f"{where.rstrip('.')} has the wrong type"


def is_torn(data: bytes) -> bool:
    """Whether the bytes are a sheet that breaks off before its end, as a bad copy leaves one, or nothing."""
    left = data.rstrip(b" \t\r\n\0")
    begins = left.startswith(_BEGINNING) or _BEGINNING.startswith(left)
    return begins and not left.endswith(b"\n}")


def read_stamp(data: bytes) -> Stamp | None:
    """Return the stamp in a sheet's bytes, without parsing them; None where they are no sealed sheet."""
    seal = _SEAL.search(data)
    found = {name: pattern.search(data) for name, pattern in _FIELD.items()}
    if seal is None or None in found.values():
        return None
    fields = {name: json.loads(match[1]) for name, match in found.items() if match}
    unsealed = hashlib.sha256(data[: seal.start(1)])
    unsealed.update(data[seal.end(1) :])
    return Stamp(**fields, intact=unsealed.hexdigest().encode() == seal[1])


@cache
def json_schema() -> dict[str, Any]:
    """Return the JSON Schema of a sheet, from the models: every field is written, so it is required."""
    schema = FactSheet.model_json_schema(mode="serialization")
    for part in (schema, *schema["$defs"].values()):
        part["required"] = list(part["properties"])
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **schema}


def dump_value(value: object) -> str:
    """Return one value on one line; Decimals are written exactly, integers where they are integral."""
    dump = _DUMPS.get(type(value))
    if dump is not None:
        return dump(value)
    if isinstance(value, BaseModel):
        return "{" + ", ".join(f"{key}: {text}" for key, text in _fields(value)) + "}"
    raise TypeError(f"{type(value).__name__} has no place in a sheet")


def _decimal(value: Decimal) -> str:
    # Not `normalize`, which rounds to 28 digits.
    integral = value == value.to_integral_value()
    return str(int(value)) if integral else f"{value:f}".rstrip("0")


def _list(value: Iterable[object]) -> str:
    return "[" + ", ".join(map(dump_value, value)) + "]"


def _dict(value: Mapping[str, object]) -> str:
    return "{" + ", ".join(f"{encode_basestring(k)}: {dump_value(v)}" for k, v in value.items()) + "}"


_DUMPS: Mapping[type, Callable[[Any], str]] = {
    type(None): lambda _: "null",
    bool: lambda value: "true" if value else "false",
    str: encode_basestring,
    int: str,
    Decimal: _decimal,
    list: _list,
    tuple: _list,
    dict: _dict,
}


@cache
def written_fields(model: type[BaseModel]) -> tuple[str, ...]:
    """Return the fields that are written, in their order: first what a mention says, last its rule."""
    written = (name for name, field in model.model_fields.items() if not field.exclude)
    return tuple(sorted(written, key=lambda name: name == "rule"))


def _fields(model: BaseModel) -> Iterator[tuple[str, str]]:
    """Yield each field that is written, key and value as JSON."""
    for name in written_fields(type(model)):
        yield f'"{name}"', dump_value(getattr(model, name))


def _block(value: object) -> str:
    if isinstance(value, BaseModel):
        return "{\n" + ",\n".join(f"    {key}: {text}" for key, text in _fields(value)) + "\n  }"
    if isinstance(value, tuple) and value:
        return "[\n" + ",\n".join(f"    {dump_value(v)}" for v in value) + "\n  ]"
    return dump_value(value)
