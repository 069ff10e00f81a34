"""Sums of money: a numeral and its currency, in each order the press writes them."""

from dataclasses import dataclass, replace
from decimal import Decimal
from typing import NamedTuple

from glaneur.expressions.amounts import (
    Amount,
    is_figure,
    modify,
    read_amount,
    read_change,
    repeated_unit_range,
)
from glaneur.expressions.candidates import Candidate, Rank
from glaneur.expressions.currencies import Currency, Places, currency_table, member_by_adjective, word_codes
from glaneur.expressions.number_words import COMPACT
from glaneur.expressions.numerals import Numeral, Numerals
from glaneur.expressions.sentences import same_sentence
from glaneur.expressions.tokens import Tokens
from glaneur.expressions.unit_prices import read_per
from glaneur.lexicons import load_table
from glaneur.schema import CurrencyBasis, Modifier

_FUNCTION_WORDS = frozenset(load_table("function_words")["function_words"]["words"])
_PUNCTUATION = frozenset(',.;:!?)\n»-–—…"”')
_BEHIND_SUMS = frozenset({"ttc", "ht", "brut", "bruts", "net", "nets"})
_BILLION_FR, _BILLION_EN = 10**12, 10**9


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


@dataclass(frozen=True, slots=True)
class _Sum:
    """An amount in a currency at tokens `first` to `last`, before modifiers and unit price."""

    amount: Amount
    currency: Currency
    first: int
    last: int
    rule: str
    scale: int = 1


def read_money(tokens: Tokens, numerals: Numerals, places: Places) -> list[Candidate[MoneyReading]]:
    """Every sum in `tokens`, left to right: an elliptical one leans on the sum before, or else behind."""
    sums: list[_Sum] = []
    waiting: Numeral | None = None
    for numeral in numerals.all:
        if sums and numeral.first < sums[-1].last:
            continue
        found = _read_at(tokens, numerals, numeral)
        if found is not None and waiting is not None:
            sums += _forward(tokens, numerals, waiting, found)
            waiting = None
        elif found is None:
            found = _elliptical(tokens, numerals, numeral, sums[-1]) if sums else None
            found = found or _of_a_money_noun(tokens, numerals, numeral)
        if found is None:
            waiting = (
                numeral if numeral.scale >= _MILLION and _stands_alone(tokens, numeral.last) else waiting
            )
            continue
        while sums and found.first < sums[-1].last:
            sums.pop()  # "entre 500 euros et 800 euros": the range takes the first sum in
        sums += _with_change(tokens, numerals, numeral, found)
    return [_candidate(tokens, found, places) for found in sums if _is_money(found.currency, places)]


def _is_money(currency: Currency, places: Places) -> bool:
    """Whether the noun is a currency here: "livres" are books in an article that names no such country."""
    family = currency.family
    return family is None or not family.strict or places.resolve(family)[0] is not None


def _read_at(tokens: Tokens, numerals: Numerals, numeral: Numeral) -> _Sum | None:
    if numeral.ordinal:
        return None
    return _suffixed(tokens, numerals, numeral) or _prefixed(tokens, numerals, numeral)


def _with_change(tokens: Tokens, numerals: Numerals, numeral: Numeral, found: _Sum) -> list[_Sum]:
    """`de 51,7 milliards à 67,4 milliards d'euros`: the figure it changed from is in the same currency."""
    start = None if found.amount.is_range else read_change(tokens, numerals, numeral)
    if start is None:
        return [found]
    amount = _scaled_by(start, found.currency.factor)
    return [_Sum(amount, found.currency, start.first, start.last, "elliptical_sum"), found]


# 12 euros, 12 k€, 6 milliards de dollars, 3 €50


def _suffixed(tokens: Tokens, numerals: Numerals, numeral: Numeral) -> _Sum | None:
    if numeral.coded or (numeral.article and not _is_one(tokens, numeral)):
        return None
    found = _currency_behind(tokens, numeral)
    if found is None:
        return None
    last, currency, factor = found
    amount = _scaled_by(read_amount(tokens, numerals, numeral, factor=factor), currency.factor)
    repeated = repeated_unit_range(tokens, numerals, numeral, _currency_at)
    if repeated is not None and amount.value is not None:
        low = repeated.value * currency.factor
        if low < amount.value:
            amount = Amount(repeated.first, numeral.last, None, low, amount.value)
    first = amount.first
    rule = "range_currency" if amount.is_range else _rule(numeral, factor)
    if amount.value is not None:
        last, extra, currency = _second_part(tokens, numerals, last, currency)
        if extra:
            amount = replace(amount, value=amount.value + extra)
            rule = "two_part_sum"
    return _Sum(amount, currency, first, last, rule, factor * numeral.scale)


def _rule(numeral: Numeral, factor: int) -> str:
    if factor > 1:
        return "number_compact_currency"
    return "number_scale_currency" if numeral.scale > 1 else "number_currency"


def _is_one(tokens: Tokens, numeral: Numeral) -> bool:
    """`d'un euro`, `un euro symbolique`: where "un" counts; elsewhere it is an article."""
    before, behind = tokens.low[numeral.first - 1], tokens.low[numeral.last + 1]
    return (
        before == "'"
        or behind in ("symbolique", "par", "le", "la", "pièce", "seul")
        or behind in _PUNCTUATION
    )


def _currency_behind(tokens: Tokens, numeral: Numeral) -> tuple[int, Currency, int] | None:
    """The end of the currency behind `numeral`, the currency, and the abbreviated scale between."""
    j = numeral.last
    found = _currency_at(tokens, j)
    if found is not None:
        return *found, 1
    factor = 1
    if numeral.scale == 1 and tokens.surface(j) in COMPACT:
        factor = COMPACT[tokens.surface(j)]
        j += 1
        if tokens.low[j] == "." and tokens.glued(j):  # "12 Md. €"
            j += 1
    if factor > 1 or numeral.scale > 1 or numeral.group:
        j = _behind_de(tokens, j)
    found = _currency_at(tokens, j) if j > numeral.last else None
    return (*found, factor) if found else None


def _currency_at(tokens: Tokens, i: int) -> tuple[int, Currency] | None:
    """The currency at token `i`, with the adjective of its country: `riyals qatariens`."""
    found = currency_table().at(tokens, i)
    if found is None or _is_initial(tokens, i):
        return None
    if found[1].family is None:
        return found
    code = member_by_adjective(found[1].family, tokens.low[found[0]])
    return (found[0] + 1, Currency(code, "name", found[1].factor)) if code else found


def _is_initial(tokens: Tokens, i: int) -> bool:
    """`2F Conseil`: a letter glued to the figure and followed by a capital is part of a name."""
    return len(tokens.low[i]) == 1 and tokens.low[i].isalpha() and tokens.surface(i + 1)[:1].isupper()


def _behind_de(tokens: Tokens, j: int) -> int:
    if tokens.low[j] == "de":
        return j + 1
    return j + 2 if tokens.low[j] == "d" and tokens.low[j + 1] == "'" else j


def _scaled_by(amount: Amount, factor: Decimal) -> Amount:
    """`amount` with a sub-unit's worth: 50 centimes are 0.50."""
    if factor == 1:
        return amount

    def times(x: Decimal | None) -> Decimal | None:
        return None if x is None else x * factor

    return replace(amount, value=times(amount.value), low=times(amount.low), high=times(amount.high))


def _second_part(
    tokens: Tokens, numerals: Numerals, last: int, currency: Currency
) -> tuple[int, Decimal, Currency]:
    """What follows the currency and adds to the sum (`et 50 centimes`, `50`, `et demi`), and the currency.

    A sub-unit may tell which currency it is: 6 livres et 40 pence are British.
    """
    low = tokens.low
    if low[last] == "et" and low[last + 1] in ("demi", "demie"):
        return last + 2, Decimal("0.5"), currency
    cents = numerals.starting.get(last + 1 if low[last] == "et" else last)
    if cents is None or (cents.coded and not tokens.glued(cents.first)) or currency.factor != 1:
        return last, Decimal(0), currency
    sub = currency_table().at(tokens, cents.last)
    if sub is not None and sub[1].factor < 1 and cents.value < 100:
        known = replace(sub[1], factor=Decimal(1)) if currency.family and sub[1].code else currency
        return sub[0], cents.value * sub[1].factor, known
    spelled = cents.form == "words" and 10 <= cents.value < 100 and tokens.low[last - 1].isalpha()
    ends = low[cents.last] in _PUNCTUATION or low[cents.last] in _FUNCTION_WORDS
    if (len(cents.digits) == 2 or spelled) and cents.first == last and (ends or tokens.glued(last)):
        return cents.last, cents.value / 100, currency
    return last, Decimal(0), currency


# $10, US$ 3m, CHF 0,76


def _prefixed(tokens: Tokens, numerals: Numerals, numeral: Numeral) -> _Sum | None:
    for amount in (
        read_amount(tokens, numerals, numeral),
        Amount(numeral.first, numeral.last, numeral.value),
    ):
        found = currency_table().ending_at(tokens, amount.first)
        if found is not None:
            break
    if found is None or numeral.form != "digits" or not _is_symbol(tokens, amount.first - 1, found[1]):
        return None
    first, currency = found
    if currency.code in word_codes() and currency.basis == "code":
        return None
    if numerals.ending.get(first) is not None or (numeral.coded and not tokens.glued(amount.first)):
        return None
    factor, last = Decimal(1), numeral.last
    if numeral.scale == _BILLION_FR:
        factor = Decimal(_BILLION_EN) / _BILLION_FR  # "$2.5 billion" is English
    elif tokens.surface(last) in COMPACT and tokens.glued(last) and not tokens.low[last + 1].isalnum():
        factor, last = Decimal(COMPACT[tokens.surface(last)]), last + 1
    elif _has_english_thousands(tokens, numeral):
        factor = Decimal(1000)
    return _Sum(_scaled_by(amount, factor), currency, first, last, "currency_number")


def _is_symbol(tokens: Tokens, i: int, currency: Currency) -> bool:
    return currency.basis == "code" or not tokens.low[i].isalpha()


def _has_english_thousands(tokens: Tokens, numeral: Numeral) -> bool:
    """`$1,200`: behind a symbol that stands first, a comma and three digits are thousands."""
    low = tokens.low
    return (
        numeral.last == numeral.first + 3
        and low[numeral.first + 1] == ","
        and len(low[numeral.last - 1]) == 3
    )


# dont 15,5 millions, 22,8 milliards de ventes


_SUBJECTS = frozenset(load_table("currencies")["sums"]["subjects"])
_STOPS = frozenset(".;!?\n")
_NOUN_REACH = 16  # tokens: how far a noun of money carries to its figure
_REACH = 80  # tokens: how far a currency carries to figures that are said without one
_SUMS = frozenset(load_table("currencies")["sums"]["nouns"])
_MILLION = 10**6
_PARTICIPLE_NOUNS = frozenset(load_table("counted_nouns")["participle_nouns"]["words"])
_PARTICIPLE = ("é", "és", "ée", "ées")
_COUNTED_SUBJECT = frozenset({"sont", "étaient", "seront", "seraient", "furent", "sommes", "étions", "être"})


def _elliptical(tokens: Tokens, numerals: Numerals, numeral: Numeral, before: _Sum) -> _Sum | None:
    """A scaled number without a currency behind a sum: it is in that sum's currency."""
    if not is_figure(numeral) or numeral.first - before.last > _REACH:
        return None
    if numeral.scale < _MILLION and not _is_close(tokens, numerals, numeral, before):
        return None
    if tokens.low[numeral.first - 1] in _COUNTED_SUBJECT or not _stands_alone(tokens, numeral.last):
        return None
    amount = read_amount(tokens, numerals, numeral)
    if tokens.low[amount.first - 1] == "contre" and amount.value is not None and before.scale > amount.value:
        amount = replace(amount, value=amount.value * before.scale)
    return _Sum(amount, before.currency, amount.first, numeral.last, "elliptical_sum", before.scale)


def _of_a_money_noun(tokens: Tokens, numerals: Numerals, numeral: Numeral) -> _Sum | None:
    """`sa dette passe de 26 à 41 milliards`: a noun of money, no currency said; euros are assumed."""
    if numeral.scale < _MILLION or not is_figure(numeral) or not _stands_alone(tokens, numeral.last):
        return None
    i = numeral.first - 1
    while numeral.first - i < _NOUN_REACH and tokens.low[i] not in _SUBJECTS and tokens.low[i] not in _STOPS:
        i -= 1
    if tokens.low[i] not in _SUBJECTS:
        return None
    amount = read_amount(tokens, numerals, numeral)
    return _Sum(amount, Currency("EUR", "assumed"), amount.first, numeral.last, "money_noun_number")


def _forward(tokens: Tokens, numerals: Numerals, numeral: Numeral, behind: _Sum) -> list[_Sum]:
    """`8 millions aux écoles et 12 millions d'euros au port`: the currency is said with the second sum."""
    if numeral.last > behind.first or not same_sentence(tokens, numeral.last, behind.first):
        return []
    amount = read_amount(tokens, numerals, numeral)
    return [_Sum(amount, behind.currency, amount.first, numeral.last, "elliptical_sum")]


def _is_close(tokens: Tokens, numerals: Numerals, numeral: Numeral, before: _Sum) -> bool:
    """Whether a plain figure leans on the sum before it: same sentence, no other figure between.

    `14 millions d'euros, contre 12 l'an dernier`, `1 500 €, dont 500 versés`, `… on en a touché 4 000`.
    """
    i = numeral.first
    whole = before.amount.value
    if (
        numeral.form != "digits"
        or numeral.ordinal
        or whole is None
        or not same_sentence(tokens, before.last, i)
    ):
        return False
    if any(k in numerals.starting for k in range(before.last, i)) or numeral.last + 1 in numerals.starting:
        return False
    if tokens.low[i - 1] in ("contre", "dont"):
        return numeral.value < whole or tokens.low[i - 1] == "contre"
    # Elsewhere only a figure grouped by thousands: "2019" is a year.
    return numeral.last > i + 1 and numeral.value >= 1000


def _stands_alone(tokens: Tokens, i: int) -> bool:
    """Whether no noun is counted from token `i` on, or one that says it is a sum (`de ventes`)."""
    low = tokens.low
    word = low[i]
    if word in ("de", "d"):
        if low[i + 1] in ("plus", "moins"):
            return True
        return low[i + 2 if low[i + 1] == "'" else i + 1] in _SUMS
    if word == "du":
        return read_per(tokens, i) is not None
    if word == "%" or word in COMPACT:
        return False
    return (
        word in _PUNCTUATION
        or word in _FUNCTION_WORDS
        or word in _BEHIND_SUMS
        or (word.endswith(_PARTICIPLE) and len(word) > 4 and word not in _PARTICIPLE_NOUNS)
    )


# The mention


def _candidate(tokens: Tokens, found: _Sum, places: Places) -> Candidate[MoneyReading]:
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
