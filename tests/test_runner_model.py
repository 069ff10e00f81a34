"""The runner with the real model."""

import glaneur
from glaneur import pipeline
from glaneur.models import DEFAULT_MODEL, describe, describe_model, model_folder
from glaneur.outputs.check import problems
from glaneur.outputs.files import sheets_in
from glaneur.outputs.sheet_json import decode, encode
from glaneur.runner import run, sheet_of_text

TEXT = "La société xAI a levé 6 milliards de dollars en mai dernier, dit Elon Musk."


def test_a_corpus_becomes_sheets(tmp_path):
    corpus, one, two = tmp_path / "corpus", tmp_path / "one", tmp_path / "two"
    corpus.mkdir()
    for i in range(20):
        (corpus / f"2024-09-{i + 1:02}-article.txt").write_text(
            f"{TEXT}\n\nIl a {i + 2} ans.", encoding="utf-8"
        )
    assert {result.status for result in run(corpus, one)} == {"done"}
    assert {result.status for result in run(corpus, two, jobs=2)} == {"done"}
    assert len(list(sheets_in(one))) == 20
    for path in sheets_in(one):
        assert problems(path, one) == []
        assert path.read_bytes() == (two / path.name).read_bytes()
    assert {result.status for result in run(corpus, one)} == {"skipped"}
    sheet = decode((one / "2024-09-05-article.json").read_bytes())
    assert [(sum_.amount, sum_.currency) for sum_ in sheet.money] == [(6 * 10**9, "USD")]
    assert "2024-05" in [date.value for date in sheet.dates]


def test_a_text_that_isnt_french_carries_a_warning(tmp_path):
    corpus = tmp_path / "corpus"
    corpus.mkdir()
    english = (
        "The company raised six billion dollars in May, said its founder on Monday, and it will build more. "
    )
    (corpus / "2024-09-05-english.txt").write_text(english * 5, encoding="utf-8")
    (result,) = run(corpus, tmp_path / "out")
    assert result.status == "done"
    assert [notice.code for notice in result.warnings] == ["not_french"]
    sheet = decode((tmp_path / "out" / "2024-09-05-english.json").read_bytes())
    assert [notice.code for notice in sheet.warnings] == ["not_french"]


def test_command_and_function_give_the_same_sheet():
    sheet = sheet_of_text(TEXT, published="2024-09-05")
    assert encode(sheet) == encode(glaneur.extract(TEXT, published="2024-09-05"))


def test_the_model_says_the_same_of_itself_loaded_or_not():
    assert pipeline.DEFAULT_MODEL == DEFAULT_MODEL
    assert describe(pipeline.load().meta) == describe_model(model_folder(DEFAULT_MODEL))
