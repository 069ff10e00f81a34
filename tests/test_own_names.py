"""Names of the user's own: the file, and what it does in a pipeline, a run and on the command line."""

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

import glaneur
from glaneur.cli import main
from glaneur.entities.own import as_names
from glaneur.errors import NamesError
from glaneur.outputs.provenance import generator
from glaneur.ruler import names_digest

TEXT = "L’atelier Hexapresse a quitté Mars lundi, selon les Ateliers d’Aubrac."


def names_file(folder: Path, *patterns: Any) -> Path:
    path = folder / "names.jsonl"
    path.write_text("\n".join(json.dumps(p, ensure_ascii=False) for p in patterns), encoding="utf-8")
    return path


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return names_file(
        tmp_path,
        {"label": "MISC", "pattern": "Mars", "id": "mission Mars"},
        {"label": "ORG", "pattern": "Ateliers d’Aubrac"},
        {"label": "ORG", "pattern": [{"LOWER": "atelier"}, {"TEXT": "Hexapresse"}]},
    )


def test_they_win_over_the_model(path: Path) -> None:
    sheet = glaneur.extract(TEXT, nlp=glaneur.load(names=path))
    mine = [(e.text, e.label, e.name) for e in sheet.entities if e.rule == "names"]
    assert mine == [
        ("atelier Hexapresse", "ORG", "atelier Hexapresse"),
        ("Mars", "MISC", "mission Mars"),
        ("Ateliers d’Aubrac", "ORG", "Ateliers d'Aubrac"),
    ]


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("{", r"names.jsonl:2: this is not JSON .* write e.g. "),
        ("[1]", "names.jsonl:2: a pattern is an object"),
        (
            '{"label": "FIRM", "pattern": "X"}',
            "names.jsonl:2: label is 'FIRM'; choose one of PER, ORG, LOC, MISC",
        ),
        ('{"label": "ORG"}', "names.jsonl:2: pattern is the name as written"),
        ('{"label": "ORG", "pattern": " "}', "names.jsonl:2: pattern is the name as written"),
        ('{"label": "ORG", "pattern": "X", "name": "x"}', "names.jsonl:2: unknown key 'name'"),
        ('{"label": "ORG", "pattern": "X", "id": 3}', "names.jsonl:2: id is the name to show"),
        ('{"label": "LOC", "pattern": "Hexapresse"}', "names.jsonl:2: the same pattern stands above"),
        ('{"label": "ORG", "pattern": [{"LEMMA": "x"}]}', "names.jsonl:2: LEMMA is not known"),
        ('{"label": "ORG", "pattern": [3]}', "names.jsonl:2: pattern is the name as written"),
    ],
)
def test_a_broken_line_is_told(tmp_path: Path, line: str, reason: str) -> None:
    path = tmp_path / "names.jsonl"
    path.write_text('{"label": "ORG", "pattern": "Hexapresse"}\n' + line, encoding="utf-8")
    with pytest.raises(NamesError, match=reason):
        as_names(path)


def test_all_broken_lines_are_told(tmp_path: Path) -> None:
    path = tmp_path / "names.jsonl"
    path.write_text("{\n\n[]", encoding="utf-8")
    with pytest.raises(NamesError, match=r"(?s)names.jsonl:1.*names.jsonl:3"):
        as_names(path)


def test_a_token_pattern_that_spacy_does_not_know_is_told(tmp_path: Path) -> None:
    path = names_file(tmp_path, {"label": "ORG", "pattern": [{"LOWR": "x"}]})
    with pytest.raises(NamesError, match=r"names.jsonl:1"):
        glaneur.load(names=path)


def test_a_token_pattern_that_does_not_compile_is_told(tmp_path: Path) -> None:
    path = names_file(tmp_path, {"label": "ORG", "pattern": [{"TEXT": {"REGEX": "("}}]})
    with pytest.raises(NamesError, match=r"names.jsonl:1: this token pattern can't be used"):
        glaneur.load(names=path)


def test_a_name_ends_with_its_paragraph(tmp_path: Path) -> None:
    path = names_file(
        tmp_path, {"label": "ORG", "pattern": [{"TEXT": "Total"}, {"OP": "?"}, {"TEXT": "Energies"}]}
    )
    sheet = glaneur.extract("Il vend Total\n\nEnergies monte.", nlp=glaneur.load(names=path))
    assert not [e for e in sheet.entities if "\n" in e.text]


def test_an_empty_file_changes_nothing(tmp_path: Path) -> None:
    path = names_file(tmp_path)
    plain, nlp = glaneur.load(), glaneur.load(names=path)
    assert nlp.pipe_names == plain.pipe_names


def test_a_file_that_is_not_there_or_not_utf8(tmp_path: Path) -> None:
    with pytest.raises(NamesError, match=r"none.jsonl: these names can't be read"):
        as_names(tmp_path / "none.jsonl")
    latin = tmp_path / "latin.jsonl"
    latin.write_bytes("é".encode("latin-1"))
    with pytest.raises(NamesError, match="save the file as UTF-8"):
        as_names(latin)


def test_the_fingerprint_knows_them(path: Path) -> None:
    own = as_names(path)
    assert own is not None
    assert generator("press_fr", names=own.digest) != generator("press_fr")
    assert names_digest(glaneur.load(names=path)) == own.digest


def test_on_the_command_line(path: Path) -> None:
    result = CliRunner().invoke(main, ["extract", TEXT, "--names", str(path)])
    assert result.exit_code == 0, result.output
    assert '"mission Mars"' in result.output


def test_a_run_with_other_names_works_again(path: Path, tmp_path: Path) -> None:
    corpus = tmp_path / "corpus"
    corpus.mkdir()
    (corpus / "2024-09-05-a.txt").write_text(TEXT, encoding="utf-8")
    statuses = [
        [result.status for result in glaneur.run(corpus, tmp_path / "sheets", names=names)]
        for names in (None, None, path, path)
    ]
    assert statuses == [["done"], ["skipped"], ["done"], ["skipped"]]
