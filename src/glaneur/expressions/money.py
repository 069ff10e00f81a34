"""Sums of money: every sum of a text as a mention, with its modifier, currency and unit price."""

from decimal import Decimal
from typing import NamedTuple

from glaneur.expressions.amounts import modify
from glaneur.expressions.candidates import Candidate, Rank
from glaneur.expressions.currencies import Currency, Places
from glaneur.expressions.elliptical_sums import may_be_sum, sum_before, sum_behind, sum_of_noun, with_change
from glaneur.expressions.numeral import Numeral
from glaneur.expressions.numerals import Numerals
from glaneur.expressions.sums import Sum, read_sum
from glaneur.expressions.tokens import Tokens
from glaneur.expressions.unit_prices import read_per
from glaneur.schema import CurrencyBasis, Modifier


class MoneyReading(NamedTuple):
    """All of a `schema.Money` but its place."""

    amount: Decimal | None
    min: Decimal | None
    max: Decimal | None
    currency: str | None
    currency_basis: CurrencyBasis | None
    modifier: Modifier | None
    per: str | None
    rule: str


def read_money(tokens: Tokens, numerals: Numerals, places: Places) -> list[Candidate[MoneyReading]]:
    """Every sum in `tokens`, left to right: an elliptical one leans on the sum before, or else behind."""
    sums: list[Sum] = []
    currencies: set[str | None] = set()
    waiting: Numeral | None = None
    for numeral in numerals.all:
        if sums and numeral.first < sums[-1].last:
            continue
        found = read_sum(tokens, numerals, numeral)
        if found is not None and waiting is not None:
            sums += sum_behind(tokens, numerals, waiting, found)
            waiting = None
        elif found is None:
            alone = len(currencies) == 1
            found = sum_before(tokens, numerals, numeral, sums[-1], alone=alone) if sums else None
            found = found or sum_of_noun(tokens, numerals, numeral, sums[-1] if sums else None)
        if found is None:
            waiting = numeral if may_be_sum(tokens, numeral) else waiting
            continue
        while sums and found.first < sums[-1].last:
            sums.pop()  # "entre 500 euros et 800 euros": the range takes the first sum in
        currencies.add(found.currency.code)
        sums += with_change(tokens, numerals, numeral, found)
    return [_candidate(tokens, found, places) for found in sums if _is_money(found, places)]


def _is_money(found: Sum, places: Places) -> bool:
    """Whether the noun is a currency here: "livres" are books in an article that names no such country."""
    family = found.currency.family
    if family is None or places.resolve(family)[0] is not None:
        return True
    return (found.amount.value or found.amount.high or 0) >= family.money_from


def _candidate(tokens: Tokens, found: Sum, places: Places) -> Candidate[MoneyReading]:
    modified = modify(tokens, found.amount, found.first, found.last)
    currency, basis = _resolve(found.currency, places)
    return Candidate(
        tokens.start[found.first],
        tokens.end[found.last - 1],
        Rank.MONEY,
        MoneyReading(
            amount=found.amount.value,
            min=modified.min,
            max=modified.max,
            currency=currency,
            currency_basis=basis,
            modifier=modified.modifier,
            per=read_per(tokens, found.last),
            rule=found.rule,
        ),
    )


def _resolve(currency: Currency, places: Places) -> tuple[str | None, CurrencyBasis | None]:
    if currency.family is not None:
        return places.resolve(currency.family)
    return currency.code, currency.basis
