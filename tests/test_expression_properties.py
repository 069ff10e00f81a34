"""What holds for any text, and for any amount or number that an independent library writes."""

import itertools
from decimal import Decimal

import pytest
from babel.numbers import format_currency, list_currencies
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from num2words import num2words

import glaneur
from glaneur.expressions.scan import scan

SPACES = " \u00a0\u202f\u2009"
LOCALES = ("fr", "fr_BE", "fr_CA", "fr_CH")
# Codes that are no money, or that French text cannot tell from a word in capitals.
CURRENCIES = sorted(c for c in list_currencies() if not c.startswith("X") or c in ("XOF", "XAF", "XPF"))
PIECES = [
    "12",
    "3,5",
    "1 000",
    "2024",
    "€",
    "$",
    "%",
    "millions",
    "d'",
    "euros",
    "de",
    "à",
    "-",
    "–",
    "entre",
    "et",
    "deux",
    "cent",
    "mille",
    "km",
    "h",
    "mars",
    "lundi",
    "le",
    "3",
    "/",
    ".",
    ",",
    "plus",
    "moins",
    "fois",
    "sur",
    "\n",
    " ",
    "’",
    "\u00a0",
    "\u202f",
    "dont",
    "contre",
    "un",
    "une",
    "dizaine",
    "XXIe",
    "siècle",
    "@",
    "#",
    "http://x",
    "(",
    ")",
    "«",
    "»",
    "e\u0301te\u0301",
    "\u00ad",
    "½",
    "dernier",
    "il y a",
    "ans",
    "20h30",
    "salariés",
    "GPU",
    "H100",
    "M€",
]
loose_text = st.one_of(
    st.text(max_size=200),
    st.lists(st.sampled_from(PIECES), max_size=40).flatmap(
        lambda pieces: st.sampled_from(["", " "]).map(lambda joint: joint.join(pieces))
    ),
)
many = settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.too_slow])


@many
@given(loose_text, st.sampled_from([None, "2024-09-05"]))
def test_any_text_is_read_without_failure_overlap_or_false_offset(text: str, published: str | None) -> None:
    result = scan(text, published, with_numbers=True)
    for layer in (result.numbers, result.money, result.quantities, result.dates):
        end = 0
        for mention in layer:
            assert text[mention.start : mention.end] == mention.text
            assert end <= mention.start < mention.end
            end = mention.end


@many
@given(loose_text)
def test_layers_do_not_claim_the_same_figure(text: str) -> None:
    result = scan(text, "2024-09-05")
    spans = sorted((m.start, m.end) for m in (*result.money, *result.quantities, *result.dates))
    assert all(before[1] <= behind[0] for before, behind in itertools.pairwise(spans))


@many
@given(loose_text, st.sampled_from(SPACES))
def test_typography_changes_nothing_but_the_surface(text: str, space: str) -> None:
    plain = text.replace("’", "'").translate(dict.fromkeys(map(ord, SPACES), " "))
    other = plain.replace("'", "’").replace(" ", space)
    assert _values(plain) == _values(other)


def _values(text: str) -> list[object]:
    result = scan(text, "2024-09-05", with_numbers=True)
    mentions = (*result.numbers, *result.money, *result.quantities, *result.dates)
    return [mention.model_dump(exclude={"text", "item", "per"}) for mention in mentions]


@pytest.mark.parametrize("locale", LOCALES)
@settings(max_examples=600, deadline=None)
@given(
    currency=st.sampled_from(CURRENCIES),
    amount=st.decimals(min_value=Decimal("0.01"), max_value=Decimal("9999999"), places=2),
)
def test_an_amount_as_babel_writes_it_is_found_with_its_value(
    locale: str, currency: str, amount: Decimal
) -> None:
    written = format_currency(amount, currency, locale=locale, currency_digits=False)
    text = f"Le contrat porte sur {written}, dit-on."
    (money,) = glaneur.find_money(text)
    assert money.text == written
    assert money.amount == amount
    # CAD is "$" alone in fr_CA, and the francs CFA of both zones are written alike
    if not (locale == "fr_CA" and currency == "CAD") and currency != "XAF":
        assert money.currency == currency


@pytest.mark.parametrize("lang", ["fr", "fr_BE", "fr_CH"])
@settings(max_examples=300, deadline=None)
@given(number=st.one_of(st.integers(2, 2000), st.integers(2, 10**15 - 1)))
def test_a_number_that_num2words_spells_is_found_with_its_value(lang: str, number: int) -> None:
    spelled = num2words(number, lang=lang)
    (found,) = glaneur.find_numbers(f"On en compte {spelled}, selon la mairie.")
    assert (found.text, found.value) == (spelled, number)
