"""What holds for the facts of any text: each figure has one, made of what the text says where it says it."""

from collections import Counter
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from spacy.language import Language

import glaneur
from glaneur.schema import Fact, FactSheet, Figure, Mention, Stretch, Words

TESTS = Path(__file__).parent
SEALED = (TESTS / "gold" / "facts" / "sealed.list").read_text(encoding="utf-8").split()
ARTICLES = sorted(path for path in (TESTS.parent / "corpus").glob("*.md") if path.stem not in SEALED)
PARAGRAPHS = sorted(
    {
        line
        for path in ARTICLES
        for line in path.read_text(encoding="utf-8").split("---\n", 2)[2].split("\n")
        if any(character.isdigit() for character in line)
    }
)
HOLDERS = [
    "xAI",
    "la société",
    "le groupe",
    "Elon Musk",
    "il",
    "elle",
    "Nvidia et AMD",
    "45 % des femmes",
    "Son budget",
]
VERBS = [
    "a levé",
    "lève",
    "n'a pas versé",
    "devrait atteindre",
    "est estimé à",
    "aurait perdu",
    "passe de",
    "dit",
    ":",
]
FIGURES = [
    "6 milliards de dollars",
    "45 %",
    "100 000 puces",
    "700 W",
    "dix fois",
    "2 à 3 M€",
    "25 $ pièce",
    "l'un des 12",
]
DATES = ["en mai 2024", "lundi", "le 3 mars", "l'an dernier", "en 2023", "depuis trois ans", "à 18 h 30"]
LINKS = [
    "selon Le Monde",
    "dont",
    "contre",
    "soit",
    "à",
    "de",
    "et",
    "qui",
    "que",
    "en baisse de",
    "« ",
    " »",
    "(",
    ")",
    ",",
    "–",
    "?",
    ".",
    ". ",
    "\n",
    "\n\n",
    "\u00a0",
    "’",
    "d'",
    "- ",
    "e\u0301te\u0301",
    "🎭",
]
fragments = st.lists(st.sampled_from([*HOLDERS, *VERBS, *FIGURES, *DATES, *LINKS]), max_size=20)
phrases = st.tuples(*(st.sampled_from(words) for words in (HOLDERS, VERBS, FIGURES, DATES, LINKS))).map(
    " ".join
)
cuts = st.tuples(st.sampled_from(PARAGRAPHS), st.integers(0, 60), st.integers(0, 300)).map(
    lambda cut: cut[0][cut[1] : cut[1] + cut[2]]
)
texts = st.one_of(
    st.tuples(fragments, st.sampled_from(["", " "])).map(lambda pieces: pieces[1].join(pieces[0])),
    st.lists(st.one_of(phrases, st.sampled_from(PARAGRAPHS), cuts), max_size=4).map("\n".join),
)
some = settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.too_slow])


@cache
def pipeline(*, facts: bool = True) -> Language:
    return glaneur.load(facts=facts)


def sheet_of(text: str, *, facts: bool = True) -> FactSheet:
    return glaneur.extract(text, published="2024-09-05", nlp=pipeline(facts=facts))


def figures(sheet: FactSheet) -> dict[Figure, Mention]:
    kinds = (("money", sheet.money), ("quantity", sheet.quantities))
    return {Figure(kind=kind, index=i): mention for kind, found in kinds for i, mention in enumerate(found)}


def words_of(fact: Fact) -> Iterator[Words]:
    anaphor = fact.holder and fact.holder.anaphor
    yield from filter(None, (fact.holder, anaphor, fact.measure, fact.predicate, fact.source))


@some
@given(texts)
def test_each_figure_has_one_fact_in_its_sentence_and_in_the_order_of_the_text(text: str) -> None:
    sheet = sheet_of(text)
    mentions = figures(sheet)
    assert Counter(fact.value for fact in sheet.facts) == Counter(list(mentions))
    assert [fact.sentence for fact in sheet.facts] == [mentions[fact.value].sentence for fact in sheet.facts]
    starts = [mentions[fact.value].start for fact in sheet.facts]
    assert starts == sorted(starts)


@some
@given(texts)
def test_facts_say_what_stands_in_the_text(text: str) -> None:
    sheet = sheet_of(text)
    written = sheet.article.text or ""
    mentions = figures(sheet)
    for fact in sheet.facts:
        for words in words_of(fact):
            assert 0 <= words.start < words.end <= len(written)
            assert written[words.start : words.end] == words.text
        for phrase in filter(None, (fact.holder, fact.measure, fact.source)):
            assert phrase.start <= phrase.head.start < phrase.head.end <= phrase.end
            if phrase.entity is not None:
                entity = sheet.entities[phrase.entity]
                assert entity.start < phrase.end
                assert phrase.start < entity.end
        assert fact.when is None or 0 <= fact.when < len(sheet.dates)
        assert fact.change_from is None or fact.change_from in mentions
        assert fact.change_from != fact.value


@some
@given(texts)
def test_verb_and_measure_stand_in_the_sentence_of_the_figure(text: str) -> None:
    sheet = sheet_of(text)
    for fact in sheet.facts:
        assert fact.sentence is not None
        sentence = sheet.sentences[fact.sentence]
        for words in filter(None, (fact.predicate, fact.measure)):
            assert within(words, sentence)


def within(words: Words, sentence: Stretch) -> bool:
    return sentence.start <= words.start and words.end <= sentence.end


def test_a_figure_across_sentences_has_a_fact() -> None:
    sheet = sheet_of("#CHSF — 23 Sep")
    assert len(sheet.facts) == len(figures(sheet)) == 1


def test_a_name_across_sentences_is_no_verb() -> None:
    sheet = sheet_of(
        "\n quatre fois supérieur à la moyenne nationale, et l'on nous ajoute des cheminées\xa0», "
        "s'indigne Marcus Ho"
    )
    (fact,) = sheet.facts
    assert fact.predicate is None or fact.predicate.text != "Marcus Ho"


@some
@given(texts)
def test_without_facts_all_else_is_the_same(text: str) -> None:
    told, alone = sheet_of(text), sheet_of(text, facts=False)
    assert alone.facts == ()
    assert told.model_copy(update={"facts": (), "generator": alone.generator}) == alone


@some
@given(texts, texts)
def test_facts_depend_on_nothing_but_the_text(text: str, other: str) -> None:
    first = sheet_of(text)
    sheet_of(other)
    assert sheet_of(text) == first
