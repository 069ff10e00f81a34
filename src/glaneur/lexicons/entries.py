"""The shapes of lexicon entries, one way to write them for what ships and for a user's own file.

Phrases are kept as texts are read: composed (NFC), with plain spaces and straight apostrophes.
"""

from collections.abc import Iterator
from decimal import Decimal
from typing import Annotated, Literal, NamedTuple, Self

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, model_validator

from glaneur.lexicons import load_table
from glaneur.schema import Modifier
from glaneur.typography import fold


def _phrase(text: str) -> str:
    plain = fold(text).text.strip()
    if not plain:
        raise ValueError("a phrase has at least one word or sign")
    if len(plain.splitlines()) > 1:
        raise ValueError("a phrase is on one line")
    return plain


def _currency_code(code: str) -> str:
    if not (len(code) == 3 and code.isascii() and code.isalpha() and code.isupper()):
        raise ValueError('a currency\'s code is three capitals (ISO 4217), such as "EUR"')
    return code


def _prefix(name: str) -> str:
    known = load_table("units")["prefixes"]
    if name not in known:
        raise ValueError(f"there is no such SI prefix; there are {', '.join(known)}")
    return name


Phrases = tuple[Annotated[str, AfterValidator(_phrase)], ...]


class _Entry(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class _Said(_Entry):
    """What is said in words, in any case (`names`), or in signs, as written (`symbols`)."""

    names: Phrases = ()
    symbols: Phrases = ()

    @model_validator(mode="after")
    def _is_said(self) -> Self:
        if not (self.names or self.symbols):
            raise ValueError("names or symbols are missing: what does the press write?")
        return self


class CurrencyEntry(_Said):
    """A currency; one of what is named is worth `factor` of it (centime: 0.01)."""

    code: Annotated[str, AfterValidator(_currency_code)]
    factor: Annotated[Decimal, Field(gt=0)] = Decimal(1)


class Scaled(NamedTuple):
    """A unit with a prefix or without: what stands before its names and symbols, its code, its pint."""

    name: str
    symbol: str
    code: str
    pint: str


class Said(NamedTuple):
    """One way to say a unit: a name in lower case, or a `symbol` as written; its code, its pint."""

    phrase: str
    symbol: bool
    code: str
    pint: str


class UnitEntry(_Said):
    """A unit of measure: its UCUM code, or customary symbol, and its pint expression, empty without one.

    `prefixed_symbols` never stand without one of the `prefixes`; `powers` also makes areas and volumes;
    the code of a `spelled` unit keeps its prefix in full.
    """

    code: Annotated[str, Field(min_length=1)]
    pint: str = ""
    prefixes: tuple[Annotated[str, AfterValidator(_prefix)], ...] = ()
    prefixed_symbols: Phrases = ()
    powers: bool = False
    spelled: bool = False

    @model_validator(mode="after")
    def _takes_prefixes(self) -> Self:
        if self.prefixes and self.pint and not self.pint.isidentifier():
            raise ValueError(f"prefixes need a pint unit of one word, and pint is {self.pint!r}")
        return self

    def scaled(self) -> Iterator[Scaled]:
        """The unit itself, then with each of its prefixes."""
        yield Scaled("", "", self.code, self.pint)
        for name in self.prefixes:
            symbol, code, pint_prefix = load_table("units")["prefixes"][name]
            # "exaflops", "petaflops": in full, but unaccented as codes are
            full = name.replace("é", "e") if self.spelled else code
            yield Scaled(name, symbol, full + self.code, self.pint and pint_prefix + self.pint)

    def said(self) -> Iterator[Said]:
        """All ways to say the unit, with every prefix and power; of two alike the first counts."""
        for scaled in self.scaled():
            for name in self.names:
                yield from self._powers((scaled.name + name).lower(), " ", scaled, symbol=False)
            for sign in (*self.symbols, *(self.prefixed_symbols if scaled.symbol else ())):
                yield from self._powers(scaled.symbol + sign, "", scaled, symbol=True)

    def _powers(self, phrase: str, joint: str, scaled: Scaled, *, symbol: bool) -> Iterator[Said]:
        yield Said(phrase, symbol, scaled.code, scaled.pint)
        if self.powers:
            for word, power in load_table("units")["power_symbols" if symbol else "power_names"].items():
                pint = scaled.pint and f"({scaled.pint})**{power}"
                yield Said(f"{phrase}{joint}{word}", symbol, f"{scaled.code}{power}", pint)


class ModifierEntry(_Entry):
    """Phrases before or after a figure that bound or blur it; `denied` is what they say behind "ne … pas"."""

    modifier: Modifier
    place: Literal["before", "after"]
    phrases: Annotated[Phrases, Field(min_length=1)]
    denied: Modifier | None = None


class ItemEntry(_Entry):
    """Nouns or phrases that are counted as they are, though they may not look like plurals."""

    names: Annotated[Phrases, Field(min_length=1)]


class Entries(_Entry):
    """All entries of a lexicon, by kind."""

    currency: tuple[CurrencyEntry, ...] = ()
    unit: tuple[UnitEntry, ...] = ()
    modifier: tuple[ModifierEntry, ...] = ()
    item: tuple[ItemEntry, ...] = ()
