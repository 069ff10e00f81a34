"""The clean-up of the model's entities: what goes in is written inline, `⟦ORG:groupe Sanofi⟧`."""

import re
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from glaneur.entities import clean
from glaneur.schema import Entity

MARK = re.compile(r"⟦(\w+):(.*?)⟧", re.DOTALL)


def cleaned(marked: str) -> tuple[str, list[Entity]]:
    text, raw, done = "", [], 0
    for match in MARK.finditer(marked):
        text += marked[done : match.start()]
        raw.append((len(text), len(text) + len(match[2]), match[1]))
        text += match[2]
        done = match.end()
    text += marked[done:]
    return text, clean(text, raw)


def surfaces(marked: str) -> list[str]:
    text, entities = cleaned(marked)
    assert all(text[e.start : e.end] == e.text for e in entities)
    return [e.text for e in entities]


@pytest.mark.parametrize(
    ("marked", "expected"),
    [
        ("Il quitte ⟦LOC:la Bretagne⟧ demain.", "Bretagne"),
        ("Il rallie ⟦LOC:l’Espagne⟧ en train.", "Espagne"),
        ("La note ⟦ORG:d'Oxford⟧ le dit.", "Oxford"),
        ("Il admet ⟦PER:qu’Élise Corbin⟧ a raison.", "Élise Corbin"),
        ("Selon ⟦PER:M. Corbin⟧, tout va.", "Corbin"),
        ("Selon ⟦PER:M.\u00a0Corbin⟧, tout va.", "Corbin"),
        ("Selon ⟦PER:Mme Corbin⟧, tout va.", "Corbin"),
        ("Selon ⟦PER:le général Corbin⟧, tout va.", "Corbin"),
        ("Selon ⟦PER:Me Aline Corbin⟧, tout va.", "Aline Corbin"),
        ("C'est le ⟦ORG:groupe Sanofi⟧ qui paie.", "Sanofi"),
        ("C'est la ⟦ORG:start-up Mistral⟧ qui paie.", "Mistral"),
        ("À lire dans « ⟦ORG:Sanofi »⟧ ce soir.", "Sanofi"),
        ("FRANCFORT (⟦ORG:Agence Hexapresse) —⟧ La banque", "Agence Hexapresse"),
        ("La mort de ⟦PER:Corbin.⟧", "Corbin"),
        ("un vote de « ⟦ORG:Sanofi » souhaité⟧ hier", "Sanofi"),
    ],
)
def test_boundaries_are_trimmed(marked: str, expected: str) -> None:
    text, entities = cleaned(marked)
    assert [(e.text, e.rule) for e in entities] == [(expected, "ner_trimmed")]
    assert text[entities[0].start : entities[0].end] == expected


@pytest.mark.parametrize(
    "marked",
    [
        "au ⟦ORG:ministère de l’Intérieur⟧ ce matin",
        "lu dans ⟦ORG:Le Monde⟧ ce matin",
        "⟦ORG:Le Monde⟧ titre ce matin",
        "à ⟦LOC:La Rochelle⟧ ce matin",
        "chez ⟦ORG:L’Oréal⟧ ce matin",
        "chez ⟦ORG:La Grande Récré⟧ ce matin",
        "vu « ⟦MISC:Les Huit Montagnes⟧ » au cinéma",
        "chez ⟦ORG:Parti socialiste (PS)⟧ ce matin",
        "avec ⟦PER:John F. Kennedy Jr.⟧ ce matin",
        "le ⟦ORG:Journal officiel⟧ du jour",
        "vendu sur ⟦ORG:Booking.com⟧ ce matin",
        "posté sur ⟦ORG:X⟧ ce matin",
        "la puce ⟦MISC:M1⟧ sort",
        "le mot-dièse #⟦MISC:Ariane6⟧ monte",
    ],
)
def test_what_belongs_to_a_name_stays(marked: str) -> None:
    _, entities = cleaned(marked)
    assert [(f"⟦{e.label}:{e.text}⟧", e.rule) for e in entities] == [(MARK.search(marked)[0], "ner")]


@pytest.mark.parametrize(
    ("marked", "expected"),
    [
        ("le maire, ⟦PER:Hervé Kerloc’⟧h, et", "Hervé Kerloc’h"),
        ("l'agence ⟦ORG:Moody⟧'s a dit", "Moody's"),
        ("la vignette ⟦ORG:Crit’⟧Air est là", "Crit’Air"),
        ("Arrivée au port. Le ⟦LOC:Havre⟧ exulte.", "Le Havre"),
    ],
)
def test_a_name_cut_by_tokens_is_finished(marked: str, expected: str) -> None:
    _, entities = cleaned(marked)
    assert [(e.text, e.rule) for e in entities] == [(expected, "ner_extended")]


@pytest.mark.parametrize(
    "marked",
    [
        "Il ⟦MISC:n’⟧a rien dit.",
        "Il admet ⟦MISC:qu'⟧elle part.",
        "Il part avec ⟦MISC:la⟧ somme.",
        "Rendu le 3 . ⟦MISC:–⟧ Suite.",
        "Il y en a ⟦MISC:12 000⟧ ici.",
        "Pour 12 ⟦PER:k€⟧ net.",
        "Pour 3 ⟦MISC:Md€⟧ net.",
        "⟦LOC:Vendredi⟧, il part.",
        "⟦MISC:JANVIER⟧ dans le rouge",
        "⟦LOC:Quarante⟧ ont voté.",
        "l'article ⟦MISC:L. 224-39⟧ du code",
        "par -6,3 °⟦MISC:C⟧ ce matin",
        "les ventes du ⟦MISC:T4⟧ montent",
        "ces ⟦MISC:étangs salés⟧ du nord",
        "voir https://www.⟦ORG:Sanofi⟧.fr/Bilan ce soir",
        "voir www.⟦ORG:Sanofi⟧.fr ce soir",
        "voir ⟦ORG:Sanofi⟧.fr/bilan ce soir",
        "écrire à ⟦PER:Corbin⟧@courriel.test ce soir",
        "suivre @⟦PER:AlineCorbin⟧ ce soir",
        "suivre ⟦PER:@AlineCorbin⟧ ce soir",
        "dit le ⟦PER:président de la République⟧ hier",
        "dit le ⟦PER:Premier ministre⟧ hier",
        "dit le ⟦PER:Président-ministre⟧ hier",
    ],
)
def test_what_names_nothing_is_dropped(marked: str) -> None:
    assert surfaces(marked) == []


def test_an_entity_across_lines_is_split() -> None:
    _, entities = cleaned("⟦ORG:Sanofi\n\nLa Poste\r\net⟧ la suite")
    assert [(e.text, e.rule) for e in entities] == [("Sanofi", "ner_split"), ("La Poste", "ner_split")]


def test_a_sentence_s_first_article_goes_and_another_s_stays() -> None:
    assert surfaces("⟦LOC:La Chine⟧ vend. Il lit ⟦ORG:La Gazette⟧.") == ["Chine", "La Gazette"]


def test_no_overlap_even_where_a_name_is_extended() -> None:
    _, entities = cleaned("l'agence ⟦ORG:Moody⟧⟦MISC:'s Corp⟧ a dit")
    assert [e.text for e in entities] == ["Moody's"]


@given(
    st.text(alphabet="aA é’'.,«»-@/#\n\r\u00a0(1)", max_size=40),
    st.lists(st.tuples(st.integers(0, 40), st.integers(0, 40), st.sampled_from(["PER", "ORG", "MISC"]))),
)
def test_whatever_the_model_says(text: str, answers: list[tuple[int, int, str]]) -> None:
    raw = [(start, end, label) for start, end, label in answers if start < end <= len(text)]
    entities = clean(text, raw)
    assert all(a.end <= b.start for a, b in pairwise(entities))
    for entity in entities:
        assert entity.text == text[entity.start : entity.end]
        assert any(char.isalnum() for char in entity.text)
        assert entity.text == entity.text.strip()
        assert not {"\n", "\r"} & set(entity.text)


@pytest.mark.parametrize(
    ("marked", "names"),
    [
        ("⟦PER:Aline Corbin⟧ sort. ⟦PER:Corbin⟧ rit.", ["Aline Corbin", "Aline Corbin"]),
        ("⟦PER:Corbin⟧ sort. ⟦PER:Aline Corbin⟧ rit.", ["Aline Corbin", "Aline Corbin"]),
        ("⟦PER:Aline Corbin⟧, ⟦PER:Luc Corbin⟧, ⟦PER:Corbin⟧", ["Aline Corbin", "Luc Corbin", "Corbin"]),
        ("⟦PER:Anne Roy⟧ et ⟦PER:Royer⟧", ["Anne Roy", "Royer"]),
        ("⟦ORG:Airbus⟧ et ⟦ORG:Airbus Helicopters⟧", ["Airbus", "Airbus Helicopters"]),
        ("⟦PER:Aline Corbin⟧ à ⟦LOC:Corbin⟧", ["Aline Corbin", "Corbin"]),
        ("⟦ORG:Caisse  d’\u00a0Épargne⟧", ["Caisse d' Épargne"]),
        ("⟦PER:Roy⟧ ⟦PER:Lise Roy⟧ ⟦PER:Anne Lise Roy⟧", ["Anne Lise Roy"] * 3),
    ],
)
def test_names(marked: str, names: list[str]) -> None:
    _, entities = cleaned(marked)
    assert [e.name for e in entities] == names
