"""What must hold of dates on any text, any anchor: offsets, values, calendar arithmetic."""

import re
from datetime import date, datetime, timedelta

import pytest
from dateutil.relativedelta import MO, relativedelta
from hypothesis import given, settings
from hypothesis import strategies as st

from glaneur.expressions.dates import Resolved, Resolver, find
from glaneur.expressions.numerals import read_numerals
from glaneur.expressions.tokens import Tokens
from glaneur.typography import fold

ANCHORS = st.dates(date(1950, 1, 1), date(2090, 12, 31))
WORDS = """
le la les du au de des à en et ou il y a dans depuis jusqu' d'ici avant après fin début mi- milieu
courant lundi mardi dimanche mai mars août janvier été hiver 3 1er 16 17 31 2024 1998 80 20h30 14 h
heures minuit an ans année mois semaine jours siècle XIXe premier dernier prochain trimestre veille
lendemain hier demain ce cette ces chaque tous par deux trois une demie quart d'heure Pâques Noël
week-end - , . : ( )
"""
FRAGMENTS = st.sampled_from([*WORDS.split(), "\n"])
# One mention of every shape: what is remembered of the first decides what the next ones mean.
SHAPES = """
le 3 mai 2024|le 12 mars|mardi|mardi 3 mai à 20 h 30|ce vendredi|le 14|en 2012|en mars dernier|en l'an 800
du lundi au vendredi|du 28 avril au 3 mai|les 16 et 17 juin|entre mai et juin|de 2012 à 2015
de novembre à mars|de 8 h à 18 h|de 22 h à 2 h|à 24 h|à midi|vers 6 heures|après 20 heures|avant 8 h
mardi soir|ce matin|la nuit de lundi à mardi|la nuit dernière|la veille|le lendemain|le même jour
cette année-là|le mardi suivant|hier|demain|la semaine dernière|le week-end prochain|ce week-end
la semaine du 3 juin|le mois prochain|l'an dernier|il y a deux ans|il y a 3 heures|trois jours plus tard
deux heures après|un siècle plus tôt|dans cinq minutes|fin mars|la mi-juin|le début des années 80
les années 1990|le XIXe siècle|52 av. J.-C.|le deuxième trimestre|l'été|l'hiver 2023-2024
la saison 2023-2024|Pâques|Noël dernier|trois mois|tous les lundis|quelques jours|depuis 1998|jusqu'à samedi
d'ici à 2030|sous huit jours|le premier dimanche de mai|la dernière semaine de février
"""
PHRASES = [phrase for line in SHAPES.split("\n") for phrase in line.split("|") if phrase]
CALENDAR = (
    r"BC\d{2,4}|\d{2}|\d{3}|[\dX]{4}|XX|XXX|[\dX]{4}-(\d\d|XX)|[\dX]{4}-(\d\d|XX)-(\d\d|XX)"
    r"|[\dX]{4}-W(\d\d|XX)(-WE|-[1-7])?|[\dX]{4}-(Q[1-4X]|H[12X]|SP|SU|FA|WI)"
)
POINT = rf"({CALENDAR})(T(\d\d:\d\d|XX:XX|MO|AF|EV|NI|DT))?"
LENGTH = r"PT?([\d.]+|X)[A-Z](T?[\d.]+[A-Z])*"
VALUE = re.compile(rf"{POINT}(/({POINT}))?|{LENGTH}(/{LENGTH})?|PAST_REF|PRESENT_REF|FUTURE_REF")


def read(text: str, published: date | None) -> list[tuple[str, Resolved]]:
    tokens = Tokens(fold(text).text)
    candidates = find(tokens, read_numerals(tokens))
    resolved = Resolver(published).resolve(candidates)
    return [(tokens.text[c.start : c.end], r) for c, r in zip(candidates, resolved, strict=True)]


def only(text: str, published: date | None) -> tuple[str, Resolved]:
    found = read(text, published)
    assert len(found) == 1, found
    return found[0]


def month_of(day: date) -> str:
    return f"{day:%Y-%m}"


def week_of(day: date) -> str:
    year, week, _ = day.isocalendar()
    return f"{year}-W{week:02d}"


def quarter_of(day: date) -> str:
    return f"{day.year}-Q{(day.month + 2) // 3}"


def monday(day: date) -> str:
    return (day + relativedelta(weekday=MO(-1))).isoformat()


def check_spans(text: str) -> None:
    tokens = Tokens(fold(text).text)
    candidates = find(tokens, read_numerals(tokens))
    behind = 0
    for candidate in candidates:
        assert behind <= candidate.start < candidate.end <= len(tokens.text)
        surface = tokens.text[candidate.start : candidate.end]
        assert surface == surface.strip()
        assert "\n" not in surface
        behind = candidate.end
    for published in (None, date(2024, 2, 29), datetime(2023, 12, 31, 23, 59), date.min, date.max):
        for one in Resolver(published).resolve(candidates):
            check_value(one)


def check_value(one: Resolved) -> None:
    assert VALUE.fullmatch(one.value), one
    for bound in (one.earliest, one.latest):
        assert bound is None or datetime.fromisoformat(bound), one
    if one.earliest is not None and one.latest is not None:
        shared = min(len(one.earliest), len(one.latest))
        assert one.earliest[:shared] <= one.latest[:shared], one


@given(st.text())
def test_any_text_gives_true_spans_without_overlap(text: str) -> None:
    check_spans(text)


@given(st.lists(FRAGMENTS, max_size=25), st.sampled_from((" ", "")))
def test_heaps_of_date_words_give_true_spans_without_overlap(words: list[str], joint: str) -> None:
    check_spans(joint.join(words))


@given(st.lists(st.sampled_from(PHRASES), max_size=8), st.sampled_from((", ", " ", ". ", "\n", " et ")))
def test_whatever_was_said_before_every_mention_has_a_value(phrases: list[str], joint: str) -> None:
    check_spans(joint.join(phrases))


FIGURES = """
l'an N|N h|N avant|de N à 5 h|de 5 à N h|N h 30|N'30"|12'N"|1h12'N|1 h 3 min N s|il y a N ans|dans N mois
N jours plus tard|N av. J.-C.|TN 2024|NT 2024|3TN|le N mai|mai N|mai 'N|années 80 et N|Ne siècle
XIXe et Ne siècles|semaine N|en N|2015-N|N-2015|N/N|N/N/N|N-N-N|20:N|20:30:N|N ans et demi
ces N derniers jours
Ne trimestre|lundi N|20 heures N minutes|d'ici N à N ans|saison N-N|September N, 2024|Nh/Nh
les N dernières heures
"""


@pytest.mark.parametrize("shape", [one for line in FIGURES.split("\n") for one in line.split("|") if one])
@pytest.mark.parametrize("figures", ["9" * 5000, "0" * 5000, "1" + "0" * 40], ids=("nines", "zeros", "one"))
def test_no_figure_is_too_long_to_be_passed_over(shape: str, figures: str) -> None:
    check_spans(f"Il part {shape.replace('N', figures)}.")


@pytest.mark.parametrize("first", PHRASES)
def test_any_shape_of_date_may_follow_any_other(first: str) -> None:
    for second in PHRASES:
        check_spans(f"Ouvert {first}, {second}, selon la mairie. Fermé {second}.")


@given(st.lists(FRAGMENTS, max_size=15))
def test_without_publication_no_relative_date_has_bounds(words: list[str]) -> None:
    for _, one in read(" ".join(words), None):
        if one.relative and not (one.anchor or "").startswith("dates"):
            assert (one.earliest, one.latest) == (None, None), one


RELATIVE = [
    ("Il a plu hier.", lambda day: (day - timedelta(days=1)).isoformat()),
    ("Le conseil se réunit demain.", lambda day: (day + timedelta(days=1)).isoformat()),
    ("Avant-hier, il a plu.", lambda day: (day - timedelta(days=2)).isoformat()),
    ("Il y a dix jours, il partait.", lambda day: (day - timedelta(days=10)).isoformat()),
    ("Il y a trois semaines, il partait.", lambda day: week_of(day - timedelta(weeks=3))),
    ("Il y a sept mois, il partait.", lambda day: month_of(day - relativedelta(months=7))),
    ("Il y a deux ans, il partait.", lambda day: str(day.year - 2)),
    ("La semaine dernière, il partait.", lambda day: week_of(day - timedelta(weeks=1))),
    ("La semaine prochaine, il partira.", lambda day: week_of(day + timedelta(weeks=1))),
    ("Le mois dernier, il partait.", lambda day: month_of(day - relativedelta(months=1))),
    ("Le mois prochain, il partira.", lambda day: month_of(day + relativedelta(months=1))),
    ("L'an dernier, il partait.", lambda day: str(day.year - 1)),
    ("Cette semaine, il part.", week_of),
    ("Le tunnel sera percé dans cinq mois.", lambda day: month_of(day + relativedelta(months=5))),
    ("Il a parlé jeudi dernier.", lambda day: (day - timedelta((day.weekday() - 3) % 7 or 7)).isoformat()),
    ("Il parlera jeudi prochain.", lambda day: (day + timedelta((3 - day.weekday()) % 7 or 7)).isoformat()),
    ("Il a parlé jeudi.", lambda day: (day - timedelta((day.weekday() - 3) % 7)).isoformat()),
    ("L'année prochaine, il partira.", lambda day: str(day.year + 1)),
    ("Ce mois-ci, il part.", month_of),
    ("Cette année, il part.", lambda day: str(day.year)),
    ("L'affaire date d'il y a un siècle.", lambda day: f"{day.year // 100 - 1:02d}"),
    ("Il y a deux décennies, il partait.", lambda day: f"{day.year // 10 - 2}"),
    ("Il y a deux trimestres, il partait.", lambda day: quarter_of(day - relativedelta(months=6))),
    ("Il rentre dans deux semaines.", lambda day: week_of(day + timedelta(weeks=2))),
    ("Il rentre dans quatre ans.", lambda day: str(day.year + 4)),
    ("Il rentre dans douze jours.", lambda day: (day + timedelta(days=12)).isoformat()),
    ("Il doit payer sous huit jours.", lambda day: (day + timedelta(days=8)).isoformat()),
    ("Tout sera prêt d'ici trois mois.", lambda day: month_of(day + relativedelta(months=3))),
    ("Après-demain, il partira.", lambda day: (day + timedelta(days=2)).isoformat()),
    ("Le week-end dernier, il pleuvait.", lambda day: f"{week_of(day - timedelta(weeks=1))}-WE"),
    ("Le trimestre dernier, il partait.", lambda day: quarter_of(day - relativedelta(months=3))),
    ("Il a parlé lundi de la semaine dernière.", lambda day: monday(day - timedelta(weeks=1))),
    ("Il a parlé en octobre dernier.", lambda day: f"{day.year - (day.month <= 10)}-10"),
    ("Il parlera en mai prochain.", lambda day: f"{day.year + (day.month >= 5)}-05"),
    ("Il parlera jeudi.", lambda day: (day + timedelta((3 - day.weekday()) % 7)).isoformat()),
]


@pytest.mark.parametrize(("text", "expected"), RELATIVE, ids=[text for text, _ in RELATIVE])
@settings(max_examples=1000, deadline=None)
@given(anchor=ANCHORS)
def test_relative_dates_equal_plain_calendar_arithmetic(text, expected, anchor: date) -> None:
    _, one = only(text, anchor)
    assert one.value == expected(anchor)
    assert one.relative
    assert one.anchor == anchor.isoformat()


@given(anchor=ANCHORS, count=st.integers(2, 60))
def test_bounds_of_a_shifted_month_are_its_first_and_last_day(anchor: date, count: int) -> None:
    _, one = only(f"Il y a {count} mois, il partait.", anchor)
    first = (anchor - relativedelta(months=count)).replace(day=1)
    assert one.earliest == first.isoformat()
    assert one.latest == (first + relativedelta(months=1, days=-1)).isoformat()
