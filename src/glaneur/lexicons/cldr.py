"""Currencies of the world from CLDR: codes, French names, and whose money they are."""

from datetime import date
from functools import cache

from babel import Locale
from babel.core import get_global
from babel.numbers import get_currency_name, get_territory_currencies, list_currencies

_TENDER_ON = date(2025, 1, 1)
"""The day whose tender counts: left to Babel it would be today, and sheets would change with the calendar."""
_NOT_MONEY = frozenset({"XAG", "XAU", "XPD", "XPT", "XTS", "XXX", "XBA", "XBB", "XBC", "XBD"})


@cache
def currency_names() -> dict[str, tuple[str, str]]:
    """ISO 4217 code → French name in singular and plural, past currencies included.

    Names that CLDR tells apart by years or banks, in parentheses, are left out.
    """
    names = {}
    for code in sorted(Locale.parse("fr").currencies):
        one = get_currency_name(code, count=1, locale="fr")
        if "(" not in one and code not in _NOT_MONEY:
            names[code] = (one, get_currency_name(code, count=2, locale="fr"))
    return names


@cache
def currency_codes() -> frozenset[str]:
    """Every ISO 4217 code that CLDR knows, past ones included."""
    return frozenset(list_currencies()) - _NOT_MONEY


@cache
def currency_symbols() -> dict[str, str]:
    """Symbol, as French locales write it beyond the plain code (`$AU`, `£IE`), → code.

    A symbol of one character is left to the lexicon, since several currencies share it.
    """
    symbols = {}
    for name in ("fr_CA", "fr_CH", "fr_BE", "fr"):
        for code, symbol in Locale.parse(name).currency_symbols.items():
            if len(symbol) > 1 and code not in _NOT_MONEY:
                symbols[symbol] = code
    return symbols


@cache
def currency_places() -> dict[str, frozenset[str]]:
    """Code → French names, in lower case, of the one-word territories where it is tender."""
    territories = Locale.parse("fr").territories
    places: dict[str, set[str]] = {}
    for territory in get_global("territory_currencies"):
        name = territories.get(territory, "").lower()
        if name.isalpha():
            for code in get_territory_currencies(territory, start_date=_TENDER_ON):
                places.setdefault(code, set()).add(name)
    return {code: frozenset(names) for code, names in places.items()}
