"""Sums that leave their currency to what stands around: `dont 15,5 millions`, `22,8 milliards de ventes`."""

from dataclasses import replace

from glaneur.expressions.amounts import is_figure, read_amount, read_change
from glaneur.expressions.currencies import Currency
from glaneur.expressions.items import item_table
from glaneur.expressions.number_words import COMPACT
from glaneur.expressions.numeral import Numeral
from glaneur.expressions.numerals import Numerals
from glaneur.expressions.sentences import same_sentence
from glaneur.expressions.sums import Sum, scaled_by
from glaneur.expressions.tokens import Tokens
from glaneur.expressions.unit_prices import read_per
from glaneur.expressions.word_classes import FUNCTION_WORDS, PUNCTUATION, is_participle
from glaneur.lexicons import load_table

_TABLE = load_table("currencies")["sums"]
_BEHIND_SUMS = frozenset(_TABLE["behind"])
_SUBJECTS = frozenset(_TABLE["subjects"])
_STOPS = frozenset(".;!?\n")
_NOUN_REACH = 16  # tokens: how far a noun of money carries to its figure
_REACH = 80  # tokens: how far a currency carries to figures that are said without one
_REACH_ALONE = 250  # where it is the only one
_SUMS = frozenset(_TABLE["nouns"])
_MILLION = 10**6
_COUNTED_SUBJECT = frozenset(_TABLE["not_behind"])


def sum_before(
    tokens: Tokens, numerals: Numerals, numeral: Numeral, before: Sum, *, alone: bool
) -> Sum | None:
    """A scaled number without a currency behind a sum: it is in that sum's currency.

    `alone`: all sums so far are in that one, which then carries further.
    """
    if not is_figure(numeral) or numeral.first - before.last > (_REACH_ALONE if alone else _REACH):
        return None
    if numeral.scale < _MILLION and not _is_close(tokens, numerals, numeral, before):
        return None
    if _leans_on_count(numerals, numeral, before):
        return None
    if tokens.low[numeral.first - 1] in _COUNTED_SUBJECT or not _stands_alone(tokens, numeral):
        return None
    amount = read_amount(tokens, numerals, numeral)
    if tokens.low[amount.first - 1] == "contre" and amount.value is not None and before.scale > amount.value:
        amount = replace(amount, value=amount.value * before.scale)
    return Sum(amount, before.currency, amount.first, numeral.last, "elliptical_sum", before.scale)


def _leans_on_count(numerals: Numerals, numeral: Numeral, before: Sum) -> bool:
    """`20 millions d'abonnés, trois millions de plus`: what was counted last in millions is no sum."""
    other = numerals.before(numeral)
    while other is not None and other.first >= before.last:
        if other.scale >= _MILLION:
            return True
        other = numerals.before(other)
    return False


def sum_of_noun(
    tokens: Tokens, numerals: Numerals, numeral: Numeral, before: Sum | None = None
) -> Sum | None:
    """`sa dette passe de 26 à 41 milliards`: a noun of money, no currency said.

    It is that of the sum `before` in the same sentence; else euros are assumed.
    """
    if not may_be_sum(tokens, numeral):
        return None
    i = numeral.first - 1
    while numeral.first - i < _NOUN_REACH and tokens.low[i] not in _SUBJECTS and tokens.low[i] not in _STOPS:
        i -= 1
    if tokens.low[i] not in _SUBJECTS:
        return None
    amount = read_amount(tokens, numerals, numeral)
    near = before is not None and same_sentence(tokens, before.last, numeral.first)
    currency = before.currency if before is not None and near else Currency("EUR", "assumed")
    return Sum(amount, currency, amount.first, numeral.last, "money_noun_number")


def sum_behind(tokens: Tokens, numerals: Numerals, numeral: Numeral, behind: Sum) -> list[Sum]:
    """`8 millions aux écoles et 12 millions d'euros au port`: the currency is said with the second sum."""
    if numeral.last > behind.first or not same_sentence(tokens, numeral.last, behind.first):
        return []
    amount = read_amount(tokens, numerals, numeral)
    return [Sum(amount, behind.currency, amount.first, numeral.last, "elliptical_sum")]


def _is_close(tokens: Tokens, numerals: Numerals, numeral: Numeral, before: Sum) -> bool:
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


def may_be_sum(tokens: Tokens, numeral: Numeral) -> bool:
    """Whether the numeral is in millions and counts no noun."""
    return numeral.scale >= _MILLION and is_figure(numeral) and _stands_alone(tokens, numeral)


def _stands_alone(tokens: Tokens, numeral: Numeral) -> bool:
    """Whether no noun is counted behind a numeral, or one that says it is a sum (`de ventes`).

    Behind an article it may be what the sum is for: `les 38 millions du raccordement`.
    """
    low, i = tokens.low, numeral.last
    word = low[i]
    known = low[numeral.first - 1] in ("les", "ces", "aux")
    if item_table(tokens.lexicon).at(tokens, i):
        return False
    if word in ("de", "d"):
        if low[i + 1] in ("plus", "moins") or (known and low[i + 1] in ("la", "l")):
            return True
        return low[i + 2 if low[i + 1] == "'" else i + 1] in _SUMS
    if word == "du":
        return known or read_per(tokens, i) is not None
    if word == "%" or word in COMPACT:
        return False
    return word in PUNCTUATION or word in FUNCTION_WORDS or word in _BEHIND_SUMS or is_participle(word)


def with_change(tokens: Tokens, numerals: Numerals, numeral: Numeral, found: Sum) -> list[Sum]:
    """`de 51,7 milliards à 67,4 milliards d'euros`: the figure it changed from is in the same currency."""
    start = None if found.amount.is_range else read_change(tokens, numerals, numeral)
    if start is None:
        return [found]
    amount = scaled_by(start, found.currency.factor)
    return [Sum(amount, found.currency, start.first, start.last, "elliptical_sum"), found]
