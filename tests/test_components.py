"""The spaCy components: in any pipeline, over processes and through a DocBin, what the sheet gives."""

import datetime
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import spacy
from spacy.language import Language
from spacy.tokens import Doc, DocBin

import glaneur
from glaneur.expressions import scan
from glaneur.schema import Entity, Mention, Money

KINDS = ("money", "quantities", "dates")
PUBLISHED = "2024-09-05"
TEXT = (
    "L’offre, de 10€-15€, a surpris hier. Aline Corbin, directrice de l’usine de Sanofi à Vitry,\n"
    "a promis 6\u202fmilliards d’euros d’ici à fin 2025 : 12,5\u00a0% de plus que prévu.\n\n"
    "Le 3 mai, 200 salariés ont parcouru 14 km."
)
CORPUS = sorted((Path(__file__).parents[1] / "corpus").glob("*.md"))


@pytest.fixture(scope="module")
def blank() -> Language:
    nlp = spacy.blank("fr")
    for kind in KINDS:
        nlp.add_pipe(f"glaneur_{kind}")
    return nlp


@pytest.fixture(scope="module")
def nlp() -> Language:
    return glaneur.load()


def dated(nlp: Language, text: str, published: Any = PUBLISHED) -> Doc:
    doc = nlp.make_doc(text)
    doc._.glaneur_published = published
    return doc


def on_spans(doc: Doc, kinds: tuple[str, ...] = KINDS) -> dict[str, list[Mention]]:
    return {kind: [span._.glaneur for span in doc.spans[kind]] for kind in kinds}


def in_sheet(text: str, nlp: Language, kinds: tuple[str, ...] = KINDS) -> dict[str, list[Mention]]:
    sheet = glaneur.extract(text, published=PUBLISHED, nlp=nlp)
    return {kind: [m.model_copy(update={"sentence": None}) for m in getattr(sheet, kind)] for kind in kinds}


@pytest.mark.parametrize("path", CORPUS, ids=[path.stem for path in CORPUS])
def test_function_component_and_sheet_agree(nlp: Language, blank: Language, path: Path) -> None:
    text = path.read_text(encoding="utf-8").split("---\n", 2)[2]
    sheet = in_sheet(text, nlp)
    assert on_spans(blank(dated(blank, text))) == sheet
    assert on_spans(nlp(dated(nlp, text))) == sheet
    assert list(glaneur.find_money(text)) == sheet["money"]
    assert list(glaneur.find_quantities(text)) == sheet["quantities"]
    assert list(glaneur.find_dates(text, published=PUBLISHED)) == sheet["dates"]


def test_two_mentions_of_one_token_keep_their_offsets(blank: Language) -> None:
    doc = blank("Comptez 10€-15€ pièce.")
    spans = doc.spans["money"]
    assert [(m.start, m.end, m.text) for m in (span._.glaneur for span in spans)] == [
        (8, 11, "10€"),
        (12, 15, "15€"),
    ]
    assert all(span.start_char <= span._.glaneur.start for span in spans)
    assert all(span.end_char >= span._.glaneur.end for span in spans)


def test_two_processes_give_what_one_gives(nlp: Language) -> None:
    kinds = ("entities", *KINDS)
    texts = [TEXT, "Rien.", "", TEXT.replace("Vitry", "Lyon")]
    docs = list(nlp.pipe((dated(nlp, text) for text in texts), n_process=2, batch_size=1))
    assert [on_spans(doc, kinds) for doc in docs] == [in_sheet(text, nlp, kinds) for text in texts]


@pytest.mark.parametrize("kind", ["entities", *KINDS])
def test_a_doc_bin_keeps_everything(nlp: Language, kind: str) -> None:
    saved = DocBin(docs=[nlp(dated(nlp, TEXT))], store_user_data=True).to_bytes()
    (doc,) = DocBin().from_bytes(saved).get_docs(spacy.blank("fr").vocab)
    expected = in_sheet(TEXT, nlp, (kind,))
    assert expected[kind]
    assert on_spans(doc, (kind,)) == expected
    assert [m.text for m in expected[kind]] == [TEXT[m.start : m.end] for m in expected[kind]]


def test_a_doc_s_bytes_keep_everything(nlp: Language) -> None:
    doc = nlp(dated(nlp, TEXT))
    again = Doc(nlp.vocab).from_bytes(doc.to_bytes())
    assert on_spans(again) == on_spans(doc)
    assert again._.glaneur_published == PUBLISHED


@pytest.mark.parametrize(
    "published", [PUBLISHED, datetime.date(2024, 9, 5), datetime.datetime(2024, 9, 5, 8, 30)]
)
def test_the_date_of_publication_anchors_dates(blank: Language, published: Any) -> None:
    doc = blank(dated(blank, "Il est parti hier.", published))
    (span,) = doc.spans["dates"]
    assert span._.glaneur.value == "2024-09-04"
    assert span.label_ == "DATE"


def test_without_it_relative_dates_stay_open(blank: Language) -> None:
    doc = blank("Il est parti hier.")
    (span,) = doc.spans["dates"]
    assert (span._.glaneur.value, span._.glaneur.earliest) == ("XXXX-XX-XX", None)


def test_another_date_of_publication_is_heard(blank: Language) -> None:
    doc = blank(dated(blank, "Il est parti hier."))
    doc._.glaneur_published = "2020-01-01"
    (span,) = blank.get_pipe("glaneur_dates")(doc).spans["dates"]
    assert span._.glaneur.value == "2019-12-31"


def test_one_scan_a_doc(monkeypatch: pytest.MonkeyPatch, blank: Language) -> None:
    calls: list[Any] = []
    original = scan.scan
    monkeypatch.setattr(scan, "scan", lambda *args, **kwargs: calls.append(args) or original(*args, **kwargs))
    blank(dated(blank, TEXT))
    assert calls == [(TEXT, PUBLISHED)]


@pytest.mark.parametrize("kind", KINDS)
def test_each_component_works_alone(kind: str, nlp: Language) -> None:
    alone = spacy.blank("fr")
    alone.add_pipe(f"glaneur_{kind}")
    assert on_spans(alone(dated(alone, TEXT)), (kind,)) == in_sheet(TEXT, nlp, (kind,))


def test_labels_of_spans(nlp: Language) -> None:
    doc = nlp(dated(nlp, TEXT))
    assert {span.label_ for span in doc.spans["money"]} == {"MONEY"}
    assert [span.label_ for span in doc.spans["quantities"]] == ["PERCENT", "COUNT", "MEASURE"]
    assert [span.label_ for span in doc.spans["entities"]] == [
        span._.glaneur.label for span in doc.spans["entities"]
    ]


def test_exact_numbers_survive(blank: Language) -> None:
    doc = blank("Il doit 12 345 678 901 234 567,89 euros.")
    (span,) = doc.spans["money"]
    assert isinstance(span._.glaneur, Money)
    assert str(span._.glaneur.amount) == "12345678901234567.89"


def test_other_spans_have_no_mention(nlp: Language) -> None:
    doc = nlp(TEXT)
    assert doc[0:2]._.glaneur is None


def test_entities_of_a_foreign_pipeline() -> None:
    foreign = spacy.blank("fr")
    foreign.add_pipe("entity_ruler").add_patterns(
        [
            {"label": "PERSON", "pattern": "M. Corbin"},
            {"label": "GPE", "pattern": "Lyon"},
            {"label": "DATE", "pattern": "mai"},
        ]
    )
    foreign.add_pipe("glaneur_entities")
    doc = foreign("En mai, M. Corbin quitte Lyon.")
    found = [span._.glaneur for span in doc.spans["entities"]]
    assert all(isinstance(entity, Entity) for entity in found)
    assert [(e.text, e.label) for e in found] == [("Corbin", "PER"), ("Lyon", "LOC")]


def test_the_module_is_light() -> None:
    code = (
        "import sys, glaneur.components as c;"
        "print([m for m in sys.modules if m.startswith(('glaneur.expr', 'glaneur.lex', 'glaneur.ent'))])"
    )
    out = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert out.stdout.strip() == "[]"
