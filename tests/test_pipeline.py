"""The pipeline: what spaCy predicts of each paragraph, in one Doc over the article's own text."""

from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest
import spacy
from spacy.language import Language
from thinc.api import NumpyOps

from glaneur import paragraphs, pipeline
from glaneur.components import article_text
from glaneur.errors import ModelError
from glaneur.models import DEFAULT_MODEL, STOCK_MODEL, describe, model_folder
from glaneur.typography import normalise

CORPUS = sorted((Path(__file__).parents[1] / "corpus").glob("*.md"))
TEXTS = {
    "empty": "",
    "blank": " \n\u00a0\n",
    "one line": "L’usine de Sanofi, à Vitry, ferme. M. Corbin n’a rien dit.",
    "spaces around": "  \t Aline Corbin vit à Lyon. \u00a0\n\n\u202fElle y dirige l’Opéra.  \n",
    "blank lines": "\n\n\nAline Corbin\n\n \n- Lyon\n- Nantes\n",
    "carriage returns": "Aline Corbin vit à Lyon.\r\n\r\nElle y dirige l’Opéra.\rRideau.",
    "doubled spaces": "Aline  Corbin vit   à Lyon. Elle   y dirige l’Opéra.",
    "many paragraphs": "\n".join(f"Le {n} mai, Aline Corbin quitte Lyon. Luc reste." for n in range(1, 40)),
    "odd characters": "Né à Łódź 🎭 \ufeffen 1950\u200b, Wajda\u0301 tourne « Kanał »…\x0b\x85\u2028Fin.",
}


@pytest.fixture(scope="module")
def nlp() -> Language:
    return pipeline.load()


@pytest.fixture(scope="module")
def stock() -> Language:
    folder = model_folder(DEFAULT_MODEL)
    assert folder is not None
    return spacy.load(folder)


def body(path: Path) -> str:
    return path.read_text(encoding="utf-8").split("---\n", 2)[2]


def cases() -> list[object]:
    own = [pytest.param(text, id=name) for name, text in TEXTS.items()]
    return own + [pytest.param(body(path), id=path.stem) for path in CORPUS]


@pytest.mark.parametrize("text", cases())
def test_predictions_are_stock_s_on_each_normalised_paragraph(
    nlp: Language, stock: Language, text: str
) -> None:
    doc = nlp(text)
    tokens, entities, sentences = [], [], []
    for start, end in paragraphs.paragraphs(normalise(text)):
        part = stock(normalise(text)[start:end])
        tokens += [(start + t.idx, t.text, t.norm_) for t in part]
        entities += [(start + e.start_char, start + e.end_char, e.label_) for e in part.ents]
        sentences += [start + s.start_char for s in stock.get_pipe("senter")(part).sents]
    found = [(t.idx, t.text, t.norm_) for t in doc]
    assert [token for token in found if token in set(tokens)] == tokens
    assert all(text.isspace() for _, text, _ in set(found) - set(tokens))
    assert [(e.start_char, e.end_char, e.label_) for e in doc.ents] == entities
    assert [s.start_char for s in doc.sents if s.text.strip()] == sentences


@pytest.mark.parametrize("text", cases())
def test_offsets_are_the_original_s(nlp: Language, text: str) -> None:
    doc = nlp.make_doc(text)
    assert doc.text == normalise(text)
    assert article_text(doc) == text


def test_pipe_gives_what_a_call_gives(nlp: Language) -> None:
    texts = [body(path) for path in CORPUS[:4]]
    assert [[e.text for e in doc.ents] for doc in nlp.pipe(texts)] == [
        [e.text for e in nlp(text).ents] for text in texts
    ]


def test_all_matrices_are_multiplied_by_the_faster_blas(stock: Language, nlp: Language) -> None:
    for name in ("ner", "senter"):
        ops = {type(node.ops) for node in nlp.get_pipe(name).model.walk()}
        assert ops == {NumpyOps}
        assert not any(node.ops.use_blis for node in nlp.get_pipe(name).model.walk())
        assert all(node.ops.use_blis for node in stock.get_pipe(name).model.walk())


def test_only_what_is_needed_is_kept(nlp: Language) -> None:
    assert set(nlp.component_names) - set(nlp.pipe_names) == {"ner", "senter"}
    assert nlp.pipe_names == ["glaneur_paragraphs", *pipeline.COMPONENTS, pipeline.FACTS]


def test_no_article_is_too_long(nlp: Language) -> None:
    assert len(nlp.make_doc("Le vent tourne.\n" * 100_000)) == 500_000


def test_a_long_paragraph_is_cut_at_sentence_ends(nlp: Language) -> None:
    doc = nlp.make_doc("Aline Corbin quitte enfin Lyon. " * 1000)
    parts = list(paragraphs.token_paragraphs(doc))
    assert all(b - a <= paragraphs.MAX_PARAGRAPH_TOKENS for a, b in parts)
    assert all(doc[b - 1].text == "." for _, b in parts)
    assert [a for a, _ in parts][1:] == [b for _, b in parts][:-1]
    assert len([e for e in nlp.get_pipe("glaneur_paragraphs")(doc).ents if e.text == "Lyon"]) == 1000


def test_a_long_run_without_spaces_is_cut(nlp: Language) -> None:
    run = "x" * (3 * paragraphs.MAX_RUN) + "y"
    doc = nlp.make_doc(f"Voir {run} ici.")
    assert doc.text == f"Voir {run} ici."
    assert max(len(token) for token in doc) <= paragraphs.MAX_RUN


def test_batches_hold_every_paragraph_once(nlp: Language, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(paragraphs, "BATCH_PARAGRAPHS", 3)
    monkeypatch.setattr(paragraphs, "BATCH_TOKENS", 25)
    text = TEXTS["many paragraphs"]
    assert [s.start_char for s in nlp(text).sents] == [s.start_char for s in pipeline.load()(text).sents]


def test_sentences_stop_at_paragraphs(nlp: Language) -> None:
    doc = nlp("Une légende sans point\n\nEt la suite, sans point non plus\n")
    assert [s.text.strip() for s in doc.sents] == [
        "Une légende sans point",
        "Et la suite, sans point non plus",
    ]


@pytest.mark.parametrize("model", ["fr_core_news_nowhere", "./no/such/folder"])
def test_a_missing_model_names_the_command(model: str) -> None:
    with pytest.raises(ModelError, match="python -m spacy download fr_core_news_sm") as caught:
        pipeline.load(model)
    assert model in str(caught.value)


def test_a_folder_that_is_no_model(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match=tmp_path.name):
        pipeline.load(tmp_path)


def test_a_model_without_ner_is_refused(tmp_path: Path) -> None:
    spacy.blank("fr").to_disk(tmp_path)
    with pytest.raises(ModelError, match="'ner'"):
        pipeline.load(tmp_path)


def test_a_model_whose_labels_nobody_knows_is_refused(tmp_path: Path) -> None:
    nlp = spacy.blank("fr")
    nlp.add_pipe("ner").add_label("GENE")  # type: ignore[attr-defined]
    nlp.initialize()
    nlp.to_disk(tmp_path)
    with pytest.raises(ModelError, match="knows none of the labels PER, ORG"):
        pipeline.load(tmp_path)


@pytest.fixture(scope="module")
def full() -> Language:
    return spacy.load(STOCK_MODEL)


def test_without_senter_the_parser_gives_the_sentences(full: Language, tmp_path: Path) -> None:
    full.to_disk(tmp_path, exclude=["senter"])
    remove(tmp_path, "senter")
    nlp = pipeline.load(tmp_path)
    text = body(CORPUS[0])
    doc = nlp(text)
    plain = normalise(text)
    starts = [a + s.start_char for a, b in paragraphs.paragraphs(plain) for s in full(plain[a:b]).sents]
    assert [s.start_char for s in doc.sents if s.text.strip()] == starts
    assert [e.text for e in doc.ents] == [e.text for e in pipeline.load(STOCK_MODEL)(text).ents]


def test_without_senter_and_parser_punctuation_does(full: Language, tmp_path: Path) -> None:
    full.to_disk(tmp_path)
    remove(tmp_path, "senter", "parser")
    doc = pipeline.load(tmp_path)("Aline Corbin part. Luc reste !\nFin")
    assert [s.text.strip() for s in doc.sents] == ["Aline Corbin part.", "Luc reste !", "Fin"]


def remove(folder: Path, *names: str) -> None:
    nlp = spacy.load(folder, exclude=list(names))
    nlp.to_disk(folder)


def test_describe(nlp: Language) -> None:
    assert describe(nlp.meta) == "press_fr 1.0.0"
    assert describe(spacy.info(STOCK_MODEL)) == f"fr_core_news_sm {spacy.info(STOCK_MODEL)['version']}"


def test_sentence_and_entity_annotation_is_complete(nlp: Language) -> None:
    doc = nlp(TEXTS["blank lines"])
    assert doc.has_annotation("SENT_START", require_complete=True)
    assert doc.has_annotation("ENT_IOB", require_complete=True)
    assert np.all(doc.to_array("ENT_IOB") > 0)
    assert all(a.end == b.start for a, b in pairwise(doc.sents))
