"""Sums that say their currency: `12 euros`, `6 milliards de dollars`, `12 k€`, `3 €50`, `$10`."""

from dataclasses import dataclass, replace
from decimal import Decimal

from glaneur.expressions.amounts import Amount, read_amount, repeated_unit_range
from glaneur.expressions.currencies import Currency, currency_table, member_by_adjective, word_codes
from glaneur.expressions.number_words import COMPACT, behind_half
from glaneur.expressions.numeral import Numeral
from glaneur.expressions.numerals import Numerals
from glaneur.expressions.tokens import Tokens
from glaneur.expressions.word_classes import FUNCTION_WORDS, PUNCTUATION
from glaneur.lexicons import load_table

_BEHIND_ONE = frozenset(load_table("currencies")["sums"]["behind_one"])
_BILLION_FR, _BILLION_EN = 10**12, 10**9


@dataclass(frozen=True, slots=True)
class Sum:
    """An amount in a currency at tokens `first` to `last`, before modifiers and unit price."""

    amount: Amount
    currency: Currency
    first: int
    last: int
    rule: str
    scale: int = 1


def read_sum(tokens: Tokens, numerals: Numerals, numeral: Numeral) -> Sum | None:
    """The sum whose last numeral, or only one, is `numeral`."""
    if numeral.ordinal:
        return None
    return _suffixed(tokens, numerals, numeral) or _prefixed(tokens, numerals, numeral)


# 12 euros, 12 k€, 6 milliards de dollars, 3 €50


def _suffixed(tokens: Tokens, numerals: Numerals, numeral: Numeral) -> Sum | None:
    if numeral.coded:
        return None
    found = _currency_behind(tokens, numeral)
    if found is None:
        return None
    last, currency, factor = found
    amount = scaled_by(read_amount(tokens, numerals, numeral, factor=factor), currency.factor)
    repeated = repeated_unit_range(tokens, numerals, numeral, _currency_at)
    if repeated is not None and amount.value is not None:
        low = repeated.value * currency.factor
        if low < amount.value:
            amount = Amount(repeated.first, numeral.last, None, low, amount.value)
    first = amount.first
    rule = "range_currency" if amount.is_range else _rule(numeral, factor)
    if amount.value is not None:
        scale = numeral.scale * factor
        last, extra, currency = _second_part(tokens, numerals, last, currency, scale)
        if extra:
            amount = replace(amount, value=amount.value + extra)
            rule = "two_part_sum"
        elif numeral.article and not _is_one(tokens, numeral):
            return None
    return Sum(amount, currency, first, last, rule, factor * numeral.scale)


def _rule(numeral: Numeral, factor: int) -> str:
    if factor > 1:
        return "number_compact_currency"
    return "number_scale_currency" if numeral.scale > 1 else "number_currency"


def _is_one(tokens: Tokens, numeral: Numeral) -> bool:
    """`d'un euro`, `un euro symbolique`: where "un" counts; elsewhere it is an article."""
    before, behind = tokens.low[numeral.first - 1], tokens.low[numeral.last + 1]
    return before == "'" or behind in _BEHIND_ONE or behind in PUNCTUATION


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
        j = tokens.behind_de(j)
    found = _currency_at(tokens, j) if j > numeral.last else None
    return (*found, factor) if found else None


def _currency_at(tokens: Tokens, i: int) -> tuple[int, Currency] | None:
    """The currency at token `i`, with the adjective of its country: `riyals qatariens`."""
    found = currency_table(tokens.lexicon).at(tokens, i)
    if found is None or _is_initial(tokens, i):
        return None
    if found[1].family is None:
        return found
    code = member_by_adjective(found[1].family, tokens.low[found[0]])
    return (found[0] + 1, Currency(code, "name", found[1].factor)) if code else found


def _is_initial(tokens: Tokens, i: int) -> bool:
    """`2F Conseil`, `747-400F`: a letter glued to a figure inside a name."""
    if len(tokens.low[i]) != 1 or not tokens.low[i].isalpha() or not tokens.glued(i):
        return False
    return tokens.surface(i + 1)[:1].isupper() or tokens.low[i - 2] == "-" or len(tokens.low[i - 1]) == 1


def scaled_by(amount: Amount, factor: Decimal) -> Amount:
    """`amount` with a sub-unit's worth: 50 centimes are 0.50."""
    if factor == 1:
        return amount

    def times(x: Decimal | None) -> Decimal | None:
        return None if x is None else x * factor

    return replace(amount, value=times(amount.value), low=times(amount.low), high=times(amount.high))


def _second_part(
    tokens: Tokens, numerals: Numerals, last: int, currency: Currency, scale: int
) -> tuple[int, Decimal, Currency]:
    """What follows the currency and adds to the sum (`et 50 centimes`, `50`, `et demi`), and the currency.

    A half is one of the scale said before: `un milliard de dollars et demi`. A sub-unit may tell which
    currency it is: 6 livres et 40 pence are British.
    """
    low = tokens.low
    half = behind_half(tokens, last)
    if half is not None:
        return half, currency.factor * scale / 2, currency
    cents = numerals.starting.get(last + 1 if low[last] == "et" else last)
    if cents is None or (cents.coded and not tokens.glued(cents.first)) or currency.factor != 1:
        return last, Decimal(0), currency
    sub = currency_table(tokens.lexicon).at(tokens, cents.last)
    if sub is not None and sub[1].factor < 1 and cents.value < 100:
        known = replace(sub[1], factor=Decimal(1)) if currency.family and sub[1].code else currency
        return sub[0], cents.value * sub[1].factor, known
    spelled = cents.form == "words" and 10 <= cents.value < 100 and tokens.low[last - 1].isalpha()
    ends = low[cents.last] in PUNCTUATION or low[cents.last] in FUNCTION_WORDS
    if (len(cents.digits) == 2 or spelled) and cents.first == last and (ends or tokens.glued(last)):
        return cents.last, cents.value / 100, currency
    return last, Decimal(0), currency


# $10, US$ 3m, CHF 0,76


def _prefixed(tokens: Tokens, numerals: Numerals, numeral: Numeral) -> Sum | None:
    if numeral.form != "digits":
        return None
    amount = Amount(numeral.first, numeral.last, numeral.value)
    found = currency_table(tokens.lexicon).ending_at(tokens, amount.first)
    if found is None and numerals.ending.get(numeral.first - 1) is not None:
        amount = read_amount(tokens, numerals, numeral)
        found = currency_table(tokens.lexicon).ending_at(tokens, amount.first)
    if found is None or not _is_symbol(tokens, amount.first - 1, found[1]):
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
    return Sum(scaled_by(amount, factor), currency, first, last, "currency_number")


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
