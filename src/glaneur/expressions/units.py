"""Units as the press writes them: names, symbols, SI prefixes, powers and quotients, with UCUM codes."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Context, Decimal
from functools import cache, lru_cache

from glaneur.expressions.phrases import PhraseTable
from glaneur.expressions.tokens import Tokens
from glaneur.lexicons import load_table, with_plain_spelling
from glaneur.lexicons.entries import UnitEntry
from glaneur.lexicons.lexicon import KEPT, Lexicon
from glaneur.lexicons.measures import in_si

_TWELVE_DIGITS = Context(prec=12)


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit of measure: its UCUM code (or customary symbol) and pint expression, empty without one."""

    code: str
    pint: str = ""


@lru_cache(KEPT)
def unit_table(lexicon: Lexicon) -> PhraseTable[Unit]:
    """All units without quotients: of two that are said alike, the first."""
    names, symbols = _said(lexicon.own.unit)
    more_names, more_symbols = _said(lexicon.shipped.unit)
    names = {name: unit for name, unit in more_names.items() if lexicon.keeps_name(name)} | names
    symbols = {sign: unit for sign, unit in more_symbols.items() if lexicon.keeps_symbol(sign)} | symbols
    return PhraseTable(with_plain_spelling(names).items(), symbols.items())


def _said(entries: Iterable[UnitEntry]) -> tuple[dict[str, Unit], dict[str, Unit]]:
    """Names in lower case, and symbols, with every prefix and power."""
    names: dict[str, Unit] = {}
    symbols: dict[str, Unit] = {}
    for entry in entries:
        for said in entry.said():
            (symbols if said.symbol else names).setdefault(said.phrase, Unit(said.code, said.pint))
    return names, symbols


@cache
def _divisors() -> tuple[PhraseTable[Unit], PhraseTable[Unit]]:
    """What may stand behind a slash, and the same said in words."""
    entries = [(entry, Unit(entry["code"], entry["pint"])) for entry in load_table("units")["divisor"]]
    behind_slash = [(symbol, unit) for entry, unit in entries for symbol in entry["symbols"]]
    in_words = [(name, unit) for entry, unit in entries for name in entry["names"]]
    return PhraseTable((), behind_slash), PhraseTable(in_words)


def read_unit(tokens: Tokens, i: int) -> tuple[int, Unit] | None:
    """The end of the unit that starts at token `i`, and the unit, quotients included."""
    found = unit_table(tokens.lexicon).at(tokens, i)
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


def to_si(value: Decimal, unit: Unit) -> tuple[Decimal, str] | tuple[None, None]:
    """The value in SI units and that unit (`W`, `m/s`), or None twice where there is none."""
    if not unit.pint:
        return None, None
    factor, offset, si = in_si(unit.pint)
    return _TWELVE_DIGITS.create_decimal(value * factor + offset), si
