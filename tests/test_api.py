"""The public face: what `import glaneur` gives, and what it costs."""

import datetime
import subprocess
import sys
import unicodedata
from itertools import pairwise
from typing import Any

import pytest
import spacy
from spacy.language import Language

import glaneur
from glaneur import pipeline
from glaneur.errors import ArticleError, ModelError
from glaneur.models import STOCK_MODEL
from glaneur.runner import work
from glaneur.schema import Article, Generator, Notice
from glaneur.sheets import build_sheet, read

TEXT = (
    "L’usine d’Airbus, à Toulouse, a livré 735 appareils hier.\n\n"
    "« Nous visons 6 milliards d’euros », a dit Aline Corbin. Puis Mme Corbin est partie."
)
GENERATOR = Generator(name="glaneur", version="0", model="m 1", fingerprint="f")


@pytest.fixture(scope="module")
def nlp() -> Language:
    return glaneur.load()


def article(text: str, **fields: Any) -> Article:
    return Article(**{"id": "a", "path": "a.md", "sha256": "", "text": text, **fields})


def fresh(code: str) -> str:
    return subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout


@pytest.mark.parametrize(
    "call",
    [
        "glaneur.find_numbers('douze')",
        "glaneur.find_money('12 €')",
        "glaneur.find_quantities('12 km')",
        "glaneur.find_dates('hier', published='2024-09-05')",
        "glaneur.run",
    ],
)
def test_spacy_is_not_imported_by(call: str) -> None:
    assert fresh(f"import glaneur, sys; assert {call}; print('spacy' in sys.modules)") == "False\n"


def test_import_is_late() -> None:
    out = fresh("import glaneur, sys; print([m for m in sys.modules if m.startswith('glaneur')])")
    assert out == "['glaneur._version', 'glaneur']\n"


def test_every_public_name_is_there() -> None:
    assert all(getattr(glaneur, name) for name in glaneur.__all__)
    assert dir(glaneur) == sorted(glaneur.__all__)
    with pytest.raises(AttributeError, match="no attribute 'find_nothing'"):
        _ = glaneur.find_nothing


def test_extract(nlp: Language) -> None:
    sheet = glaneur.extract(TEXT, published="2024-09-05", nlp=nlp)
    assert sheet.article.text == TEXT
    assert (sheet.article.id, sheet.article.path) == ("text", "")
    assert (sheet.article.published, sheet.article.published_basis) == ("2024-09-05", "argument")
    last = len(sheet.sentences) - 1
    assert [(e.text, e.name, e.sentence) for e in sheet.entities if e.label == "PER"] == [
        ("Aline Corbin", "Aline Corbin", last - 1),
        ("Corbin", "Aline Corbin", last),
    ]
    assert [(m.amount, m.currency) for m in sheet.money] == [(6_000_000_000, "EUR")]
    assert [d.value for d in sheet.dates] == ["2024-09-04"]
    assert sheet.warnings == ()
    assert sheet.generator.model == "press_fr 1.0.0"
    assert sheet.generator.fingerprint


def test_offsets_and_sentences_hold(nlp: Language) -> None:
    sheet = glaneur.extract(f"\n  {TEXT}\n\n\n\t{TEXT}  \n", published="2024-09-05", nlp=nlp)
    text = sheet.article.text or ""
    for sentence in sheet.sentences:
        assert text[sentence.start : sentence.end].strip() == text[sentence.start : sentence.end] != ""
    assert all(a.end <= b.start for a, b in pairwise(sheet.sentences))
    for mention in (*sheet.entities, *sheet.money, *sheet.quantities, *sheet.dates):
        assert text[mention.start : mention.end] == mention.text
        assert mention.sentence is not None
        sentence = sheet.sentences[mention.sentence]
        assert sentence.start <= mention.start < sentence.end


def test_the_default_pipeline_is_loaded_once(monkeypatch: pytest.MonkeyPatch, nlp: Language) -> None:
    loads: list[str] = []
    work._pipeline.cache_clear()
    monkeypatch.setattr(pipeline, "load", lambda model, **_: loads.append(model) or nlp)
    assert glaneur.extract(TEXT) == glaneur.extract(TEXT)
    assert loads == ["press_fr"]
    work._pipeline.cache_clear()


@pytest.mark.parametrize(
    ("published", "expected"),
    [
        ("2024-09-05", "2024-09-05"),
        (datetime.date(2024, 9, 5), "2024-09-05"),
        (datetime.datetime(2024, 9, 5, 7, 30), "2024-09-05T07:30:00"),
        (None, None),
    ],
)
def test_published_is_taken_in_every_form(nlp: Language, published: Any, expected: str | None) -> None:
    sheet = glaneur.extract("Il est parti hier.", published=published, nlp=nlp)
    assert sheet.article.published == expected
    assert sheet.dates[0].value == ("2024-09-04" if expected else "XXXX-XX-XX")


@pytest.mark.parametrize(
    "call",
    [
        glaneur.find_numbers,
        glaneur.find_money,
        glaneur.find_quantities,
        glaneur.find_dates,
        glaneur.extract,
    ],
)
@pytest.mark.parametrize("text", [None, 12, b"12 euros", ["12 euros"]])
def test_what_is_no_text_is_refused(call: Any, text: Any) -> None:
    with pytest.raises(TypeError, match=f"text must be a str, not {type(text).__name__}"):
        call(text)


@pytest.mark.parametrize("published", ["demain", "2024-13-01", "2024-02-31", "", 20240905])
def test_an_impossible_date_of_publication_is_refused(nlp: Language, published: Any) -> None:
    with pytest.raises(ValueError, match=f"published: {published!r} is no ISO date"):
        glaneur.extract("Il est parti hier.", published=published, nlp=nlp)


def test_text_is_composed_and_its_lines_end_in_newlines(nlp: Language) -> None:
    text = unicodedata.normalize("NFD", "Élodie a payé 3 €\r\nà Orléans.")
    sheet = glaneur.extract(text, nlp=nlp)
    assert sheet.article.text == "Élodie a payé 3 €\nà Orléans."
    assert [(m.text, m.start) for m in sheet.money] == [("3 €", 14)]


@pytest.mark.parametrize("text", ["", "\n \n"])
def test_nothing_gives_an_empty_sheet(nlp: Language, text: str) -> None:
    sheet = glaneur.extract(text, nlp=nlp)
    assert (sheet.sentences, sheet.entities, sheet.money, sheet.warnings) == ((), (), (), ())


def test_binary_is_refused(nlp: Language) -> None:
    with pytest.raises(ArticleError, match="binary"):
        glaneur.extract("\0\1\2" * 50, nlp=nlp)


def test_a_pipeline_without_home_can_t_sign(nlp: Language) -> None:
    with pytest.raises(ModelError, match=r"glaneur\.load"):
        glaneur.extract("Bonjour.", nlp=spacy.blank("fr"))


@pytest.mark.parametrize("missing", pipeline.COMPONENTS)
def test_a_pipeline_that_lacks_a_component_is_refused(missing: str) -> None:
    stock = spacy.load(STOCK_MODEL)
    for name in pipeline.COMPONENTS:
        if name != missing:
            stock.add_pipe(name)
    with pytest.raises(ModelError, match=rf"no {missing}: take one of glaneur\.load"):
        glaneur.extract("Bonjour.", nlp=stock)


def test_a_pipeline_of_stock_and_our_components_gives_a_sheet() -> None:
    stock = spacy.load(STOCK_MODEL)
    for name in pipeline.COMPONENTS:
        stock.add_pipe(name)
    assert [m.amount for m in glaneur.extract("Il doit 3 €.", nlp=stock).money] == [3]


@pytest.mark.parametrize(
    ("text", "published", "codes"),
    [
        ("Il est parti hier.", None, ["no_publication_date"]),
        ("Il est parti hier.", "2024-09-05", []),
        ("Il est parti le 3 mai 2020.", None, []),
    ],
)
def test_a_missing_date_is_told_where_it_matters(
    nlp: Language, text: str, published: str | None, codes: list[str]
) -> None:
    sheet = glaneur.extract(text, published=published, nlp=nlp)
    assert [warning.code for warning in sheet.warnings] == codes


def test_the_reader_s_notices_stand_on_the_sheet_once(nlp: Language) -> None:
    notices = (Notice(code="x", message="X."), Notice(code="no_publication_date", message="Told."))
    source = article("Il est parti hier.", notices=notices)
    assert build_sheet(read(source, nlp), source, GENERATOR).warnings == notices


@pytest.mark.parametrize(
    ("text", "language", "codes"),
    [
        (TEXT, "fr", []),
        (
            "The mayor said on Monday that the town would build three new schools and a bridge. " * 3,
            "en",
            ["not_french"],
        ),
        ("Breaking news", "fr", []),
    ],
)
def test_the_sheet_says_its_language(nlp: Language, text: str, language: str, codes: list[str]) -> None:
    sheet = glaneur.extract(text, published="2024-09-05", nlp=nlp)
    assert sheet.article.language == language
    assert [warning.code for warning in sheet.warnings] == codes
    assert all(f"({language})" in warning.message for warning in sheet.warnings)


def test_a_sheet_is_the_same_every_time(nlp: Language) -> None:
    source = article(TEXT, published="2024-09-05")
    first = build_sheet(read(source, nlp), source, GENERATOR)
    nlp("Autre article, qui ne change rien à Toulouse.")
    assert build_sheet(read(source, nlp), source, GENERATOR).model_dump_json() == first.model_dump_json()


def test_a_pipeline_without_sentences_gives_none() -> None:
    foreign = spacy.blank("fr")
    foreign.add_pipe("glaneur_money")
    source = article("Il doit 3 €.")
    sheet = build_sheet(read(source, foreign), source, GENERATOR)
    assert (sheet.sentences, [m.sentence for m in sheet.money]) == ((), [None])
