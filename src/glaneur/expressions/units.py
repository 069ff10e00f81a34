"""Units as the press writes them: names, symbols, SI prefixes, powers and quotients, with UCUM codes."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from typing import Any

from glaneur.expressions.phrases import PhraseTable
from glaneur.expressions.tokens import Tokens
from glaneur.lexicons import load_table, with_plain_spelling

_POWERS = {"carré": 2, "carrés": 2, "carrée": 2, "cube": 3, "cubes": 3, "cubique": 3, "cubiques": 3}


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit of measure: its UCUM code (or customary symbol) and pint expression, empty without one."""

    code: str
    pint: str = ""


@cache
def unit_table() -> PhraseTable[Unit]:
    """All units without quotients."""
    names: dict[str, Unit] = {}
    symbols: dict[str, Unit] = {}
    for entry in load_table("units")["unit"]:
        for prefix, unit in _with_prefixes(entry):
            _enter(names, symbols, entry, prefix, unit)
    return PhraseTable(with_plain_spelling(names).items(), symbols.items())


def _with_prefixes(entry: dict[str, Any]) -> Iterator[tuple[tuple[str, str], Unit]]:
    """The unit itself, then with each of its prefixes: ((name, symbol) of the prefix, unit)."""
    pint = entry.get("pint", "")
    yield ("", ""), Unit(entry["code"], pint)
    for name in entry.get("prefixes", ()):
        symbol, code, pint_prefix = load_table("units")["prefixes"][name]
        full = name if entry.get("spelled") else code
        yield (name, symbol), Unit(_plain(full) + entry["code"], pint and pint_prefix + pint)


def _plain(prefix: str) -> str:
    """`exaflops`, `petaflops`: a unit without a UCUM code keeps its prefix in full, unaccented."""
    return prefix.replace("é", "e")


def _enter(
    names: dict[str, Unit],
    symbols: dict[str, Unit],
    entry: dict[str, Any],
    prefix: tuple[str, str],
    unit: Unit,
) -> None:
    for name in entry.get("names", ()):
        full = prefix[0] + name
        names.setdefault(full.lower(), unit)
        if entry.get("powers"):
            for word, power in _POWERS.items():
                names[f"{full} {word}"] = _power(unit, power)
    prefixed = entry.get("prefixed_symbols", ()) if prefix[1] else ()
    for symbol in (*entry.get("symbols", ()), *prefixed):
        full = prefix[1] + symbol
        symbols.setdefault(full, unit)
        if entry.get("powers"):
            for sign, power in (("2", 2), ("²", 2), ("3", 3), ("³", 3)):
                symbols[full + sign] = _power(unit, power)


def _power(unit: Unit, power: int) -> Unit:
    return Unit(f"{unit.code}{power}", f"({unit.pint})**{power}")


@cache
def _divisors() -> tuple[PhraseTable[Unit], PhraseTable[Unit]]:
    """What may stand behind a slash, and the same said in words."""
    entries = [(entry, Unit(entry["code"], entry["pint"])) for entry in load_table("units")["divisor"]]
    behind_slash = [(symbol, unit) for entry, unit in entries for symbol in entry["symbols"]]
    in_words = [(name, unit) for entry, unit in entries for name in entry["names"]]
    return PhraseTable((), behind_slash), PhraseTable(in_words)


def read_unit(tokens: Tokens, i: int) -> tuple[int, Unit] | None:
    """The end of the unit that starts at token `i`, and the unit, quotients included."""
    found = unit_table().at(tokens, i)
    if found is None:
        return None
    last, unit = found
    behind_slash, in_words = _divisors()
    divisor = None
    if tokens.low[last] == "/" and tokens.glued(last):
        divisor = behind_slash.at(tokens, last + 1)
    elif unit.code not in ("%", "point", "bp"):
        divisor = in_words.at(tokens, last)
    if divisor is None:
        return found
    pint = f"{unit.pint}/{divisor[1].pint}" if unit.pint and divisor[1].pint else ""
    return divisor[0], Unit(f"{unit.code}/{divisor[1].code}", pint)


@cache
def _registry() -> Any:
    from pint import UnitRegistry  # 0.3 s: only where a measure is found  # noqa: PLC0415

    return UnitRegistry(non_int_type=Decimal, autoconvert_offset_to_baseunit=True)


@cache
def _in_si(pint: str) -> tuple[Decimal, Decimal, str]:
    """Factor and offset to base SI units, and these units: °C is (1, 273.15, "K")."""
    registry = _registry()
    zero = registry.Quantity(Decimal(0), pint).to_base_units()
    one = registry.Quantity(Decimal(1), pint).to_base_units()
    si = f"{one.units:~C}".replace("**", "")
    return (
        one.magnitude - zero.magnitude,
        Decimal(zero.magnitude),
        load_table("units")["si_names"].get(si, si),
    )


def to_si(value: Decimal, unit: Unit) -> tuple[Decimal, str] | tuple[None, None]:
    """The value in SI units and that unit (`W`, `m/s`), or None twice where there is none."""
    if not unit.pint:
        return None, None
    factor, offset, si = _in_si(unit.pint)
    return (value * factor + offset).normalize(), si
