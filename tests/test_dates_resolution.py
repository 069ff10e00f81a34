"""Dates against what was said before, in chunks, and with a time of publication."""

from datetime import date, datetime

import dateparser
import pytest
from dateparser.search import search_dates

import glaneur
from glaneur.expressions.candidates import Rank
from glaneur.expressions.dates import Resolved, Resolver, find
from glaneur.expressions.dates.leaves import read_english
from glaneur.expressions.numerals import read_numerals
from glaneur.expressions.tokens import Tokens

THURSDAY = date(2024, 9, 5)


def candidates_of(text: str):
    tokens = Tokens(text)
    return find(tokens, read_numerals(tokens))


def resolve(text: str, published: date | None = THURSDAY, **options) -> list[Resolved]:
    return Resolver(published, **options).resolve(candidates_of(text))


def test_what_is_said_in_one_chunk_is_remembered_in_the_next() -> None:
    resolver = Resolver(THURSDAY)
    resolver.resolve(candidates_of("Le procès s'est ouvert en 2019. Il a été jugé le 12 mai 2021."))
    (eve,) = resolver.resolve(candidates_of("La veille, il avait plaidé coupable."))
    assert (eve.value, eve.anchor) == ("2021-05-11", "dates[1]")


def test_the_anchor_counts_mentions_over_chunks() -> None:
    resolver = Resolver(THURSDAY)
    for _ in range(3):
        resolver.resolve(candidates_of("Une pause de trois mois."))
    _, eve = resolver.resolve(candidates_of("Le 12 mai 2021, il avoue ; la veille, il niait."))
    assert eve.anchor == "dates[3]"


def test_without_a_date_said_the_eve_is_that_of_publication() -> None:
    (eve,) = resolve("La veille, il avait plu.")
    assert (eve.value, eve.anchor) == ("2024-09-04", "2024-09-05")


def test_the_eve_does_not_stand_on_a_day_to_come_in_another_paragraph() -> None:
    *_, eve = resolve("Le conseil se réunira mardi prochain.\nLe taux valait 2 %, contre 3 % la veille.")
    assert eve.value == "2024-09-04"


def test_hours_ago_need_a_time_of_publication() -> None:
    (exact,) = resolve("Il y a deux heures, le feu reprenait.", datetime(2024, 9, 5, 1, 30))
    assert (exact.type, exact.value) == ("TIME", "2024-09-04T23:30")
    (vague,) = resolve("Il y a deux heures, le feu reprenait.")
    assert (vague.value, vague.earliest, vague.latest) == ("2024-09-05TXX:XX", None, None)


def test_minutes_later_are_counted_from_the_time_said_last() -> None:
    _, later = resolve("La fusée a décollé à 13 h 20. Trente minutes plus tard, elle était en orbite.")
    assert (later.value, later.anchor) == ("2024-09-05T13:50", "dates[0]")


def test_a_time_of_day_stands_on_the_day_of_its_sentence() -> None:
    day, clock = resolve("Mardi, la séance a été ouverte à 15 heures.")
    assert (day.value, clock.value, clock.anchor) == ("2024-09-03", "2024-09-03T15:00", "dates[0]")


def test_a_reader_may_face_the_future() -> None:
    assert resolve("Réunion lundi")[0].value == "2024-09-02"
    assert resolve("Réunion lundi", facing="future")[0].value == "2024-09-09"


def test_the_public_face_takes_the_reading_direction() -> None:
    (back,) = glaneur.find_dates("Réunion lundi à Metz", published="2024-09-05")
    (ahead,) = glaneur.find_dates("Réunion lundi à Metz", published="2024-09-05", facing="future")
    assert (back.value, ahead.value) == ("2024-09-02", "2024-09-09")
    (said,) = glaneur.find_dates("Il a parlé lundi.", published="2024-09-05", facing="future")
    assert said.value == "2024-09-02"


@pytest.mark.parametrize("text", ["En 2012, tout va bien.", "Au mois de mai, il neige.", "Le 14, il part."])
def test_what_a_sum_or_a_count_may_claim_is_a_weak_date(text: str) -> None:
    (candidate,) = candidates_of(text)
    assert candidate.rank is Rank.WEAK_DATE


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("Le contrat court de novembre à février prochain.", "2024-11/2025-02"),
        ("Le stage va du 28 décembre au 3 janvier 2023.", "2022-12-28/2023-01-03"),
        ("Il est fermé du lundi 2 au mercredi 4 septembre 2024.", "2024-09-02/2024-09-04"),
        ("Les mois de juin et juillet 2023 ont été secs.", "2023-06/2023-07"),
    ],
)
def test_what_is_said_once_counts_for_both_ends(text: str, value: str) -> None:
    assert " ".join(one.value for one in resolve(text)) == value


@pytest.mark.parametrize("surface", ["September 3, 2024", "3 September 2024", "Sept. 3, 2024"])
def test_dateparser_reads_full_english_dates(surface: str) -> None:
    assert read_english(surface) == date(2024, 9, 3)


READS_NOTHING = [
    "mars dernier", "lundi dernier", "mardi prochain", "l'an dernier", "été 2023", "fin 2024", "mi-juin",
    "la veille", "il y a quinze jours", "du 3 au 7 mai", "XIXe siècle", "1er trimestre 2024",
]  # fmt: skip


@pytest.mark.parametrize("surface", READS_NOTHING)
def test_dateparser_still_reads_nothing_where_the_grammar_must(surface: str) -> None:
    """A release that reads these is worth a look: the grammar could be smaller."""
    assert dateparser.parse(surface, languages=["fr"]) is None


MISREADS = [
    ("T3 2024", datetime(2024, 3, 5)),  # the third quarter
    ("20 h 30", datetime(2024, 9, 4, 4)),  # half past eight in the evening
    ("lundi 5 mai", datetime(2024, 5, 5)),  # a Sunday
    ("années 80", datetime(1980, 9, 5)),  # ten years
    ("septembre 2023", datetime(2023, 9, 5)),  # a month, not its fifth day
]


@pytest.mark.parametrize(("surface", "moment"), MISREADS)
def test_dateparser_still_misreads_what_is_never_passed_to_it(surface: str, moment: datetime) -> None:
    settings = {"RELATIVE_BASE": datetime(2024, 9, 5)}
    assert dateparser.parse(surface, languages=["fr"], settings=settings) == moment


def test_dateparser_still_finds_dates_where_running_text_has_none() -> None:
    found = search_dates("Sa sœur compte 1200 salariés.", languages=["fr"])
    assert [surface for surface, _ in found] == ["Sa", "1200"]
