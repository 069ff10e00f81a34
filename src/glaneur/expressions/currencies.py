"""Currencies as the press writes them: which words and symbols stand for which ISO 4217 code."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import cache, cached_property, lru_cache

from glaneur.expressions.phrases import PhraseTable
from glaneur.lexicons import load_table
from glaneur.lexicons.cldr import (
    currency_codes,
    currency_names,
    currency_places,
    currency_symbols,
)
from glaneur.lexicons.entries import CurrencyEntry
from glaneur.lexicons.lexicon import KEPT, SHIPPED, Lexicon
from glaneur.schema import CurrencyBasis

_WORDS_A_CUE = 150
_WORDS_OF_A_SENTENCE = 70


@dataclass(frozen=True, slots=True)
class Family:
    """A noun that several currencies share: `dollar`, `couronne`; `default` is assumed without context.

    A smaller figure than `money_from` is money only in a text about one of its countries.
    """

    members: tuple[str, ...]
    default: str | None
    money_from: float


@dataclass(frozen=True, slots=True)
class Currency:
    """What a word or symbol says of the currency; `factor` is its worth (centime: 0.01)."""

    code: str | None
    basis: CurrencyBasis
    factor: Decimal = Decimal(1)
    family: Family | None = None


@lru_cache(KEPT)
def currency_table(lexicon: Lexicon) -> PhraseTable[Currency]:
    """All names, symbols and codes of currencies."""
    words = {text.lower(): currency for text, currency in _words() if lexicon.keeps_name(text)}
    symbols = {text: currency for text, currency in _symbols() if lexicon.keeps_symbol(text)}
    for entry in lexicon.own.currency:
        words |= {name.lower(): currency for name, currency in _names_of(entry)}
        symbols |= dict(_symbols_of(entry))
    return PhraseTable(words.items(), symbols.items())


def _words() -> Iterator[tuple[str, Currency]]:
    """Names, the weakest claim first: the lexicon's own entries win over CLDR's."""
    yield from _bare_nouns()
    for code, names in currency_names().items():
        for name in names:
            yield name, Currency(code, "name")
    for noun, family, factor in _families("noun"):
        yield noun, Currency(None, "assumed", factor, family)
    for entry in SHIPPED.shipped.currency:
        yield from _names_of(entry)


def _bare_nouns() -> Iterator[tuple[str, Currency]]:
    """`forints` for "forints hongrois": nouns of CLDR that one currency of today has alone."""
    owners: dict[str, set[str]] = {}
    for code, names in currency_names().items():
        if code in currency_places():
            for name in names:
                owners.setdefault(name.split()[0], set()).add(code)
    barred = set(load_table("currencies")["not_bare"]["words"])
    for noun, codes in owners.items():
        if len(codes) == 1 and noun not in barred:
            yield noun, Currency(next(iter(codes)), "name")


def _symbols() -> Iterator[tuple[str, Currency]]:
    for code in currency_codes():
        yield code, Currency(code, "code")
    for symbol, code in currency_symbols().items():
        yield symbol, Currency(code, "code" if symbol == code else "symbol")
    compact = load_table("currencies")["compact_codes"]
    for code in compact["codes"]:
        for scale, factor in compact["scales"].items():
            yield scale + code, Currency(code, "code", Decimal(str(factor)))
    for symbol, family, factor in _families("symbols"):
        yield symbol, Currency(None, "assumed", factor, family)
    for entry in SHIPPED.shipped.currency:
        yield from _symbols_of(entry)


def _names_of(entry: CurrencyEntry) -> Iterator[tuple[str, Currency]]:
    for name in entry.names:
        yield name, Currency(entry.code, "name", entry.factor)


def _symbols_of(entry: CurrencyEntry) -> Iterator[tuple[str, Currency]]:
    for symbol in entry.symbols:
        yield symbol, Currency(entry.code, "code" if symbol == entry.code else "symbol", entry.factor)


def _families(key: str) -> Iterator[tuple[str, Family, Decimal]]:
    for entry in load_table("currencies")["family"]:
        nouns = entry["noun"]
        members = entry.get("members") or [
            code
            for code, names in currency_names().items()
            if names[0].split()[0] == nouns[0] and code in currency_places()
        ]
        family = Family(tuple(members), entry.get("default"), entry.get("money_from", 0))
        for text in entry.get(key, ()):
            yield text, family, Decimal(str(entry.get("factor", 1)))


@cache
def word_codes() -> frozenset[str]:
    """Codes that are words in capitals (TOP, CUP): no currency before a figure."""
    return frozenset(load_table("currencies")["not_bare"]["codes"])


def member_by_adjective(family: Family, word: str) -> str | None:
    """The one member that the adjective behind the noun tells: "riyals qatariens"."""
    found = [code for code in family.members if word in _cues().get(code, ())]
    return found[0] if len(found) == 1 else None


# Which currency of a family an article means


@cache
def _cues() -> dict[str, frozenset[str]]:
    """Code → words that place an article in its country."""
    extra = load_table("currencies")["places"]
    names = currency_names()
    return {
        code: currency_places().get(code, frozenset())
        | frozenset(extra.get(code, ()))
        | frozenset(_adjective_forms(names[code][0]) if code in names else ())
        for code in currency_codes()
    }


def _adjective_forms(name: str) -> Iterable[str]:
    """All forms of a name's adjective: `couronne suédoise` gives suédois, suédoise, suédoises."""
    adjective = name.rpartition(" ")[2]
    if name.count(" ") != 1 or not adjective.isalpha() or not adjective.islower():
        return ()
    stem = adjective.removesuffix("ne") if adjective.endswith("nne") else adjective.removesuffix("e")
    return {stem, f"{stem}s", f"{stem}e", f"{stem}es", f"{stem}ne", f"{stem}nes"}


class Places:
    """How often an article speaks of each currency's country, counted when first asked."""

    def __init__(self, words: Iterable[str]) -> None:
        self._words = words
        self._resolved: dict[Family, tuple[str | None, CurrencyBasis | None]] = {}

    def resolve(self, family: Family) -> tuple[str | None, CurrencyBasis | None]:
        """The member of `family` that the article is about, else its default, else nothing."""
        if family not in self._resolved:
            self._resolved[family] = self._resolve(family)
        return self._resolved[family]

    def _resolve(self, family: Family) -> tuple[str | None, CurrencyBasis | None]:
        scores = {code: self._score(code) for code in family.members}
        best = max(scores, key=lambda code: (scores[code], code == family.default))
        needed = 1
        if family.default is not None:
            # A long article may name a country in passing; a sentence names it for a reason.
            words = self._counted.total()
            cues = max(words // _WORDS_A_CUE, int(words >= _WORDS_OF_A_SENTENCE))
            needed = max(1 + cues, 1 + scores.get(family.default, 0))
        if best != family.default and scores[best] >= needed:
            return best, "context"
        if family.default is None:
            return None, None
        return family.default, "assumed"

    @cached_property
    def _counted(self) -> Counter[str]:
        return Counter(self._words)

    def _score(self, code: str) -> int:
        return sum(self._counted[word] for word in _cues().get(code, ()))
