"""The commands: what they print, where, and how they end."""

import csv
import io
import json
import os
import subprocess
import sys
import textwrap
from pathlib import Path

import pytest
from click.testing import CliRunner

import glaneur
from glaneur import cli
from glaneur.cli.app import COMMANDS
from glaneur.cli.run import _Watch
from glaneur.outputs.sheet_json import SCHEMA_FILE, decode
from glaneur.readers import discover
from glaneur.schema import Notice
from runner_fakes import sheet_of


@pytest.fixture
def invoke(monkeypatch):
    """Call the command line, with a model that makes entities of capitalised words."""
    monkeypatch.setattr(
        "glaneur.runner.work.Gleaner.__call__",
        lambda gleaner, article: sheet_of(article, fingerprint=gleaner.generator.fingerprint),
    )

    def call(*arguments, stdin=None):
        return CliRunner().invoke(cli.main, [str(argument) for argument in arguments], input=stdin)

    return call


@pytest.fixture
def corpus(tmp_path):
    folder = tmp_path / "corpus"
    folder.mkdir()
    (folder / "2024-09-05-xai.md").write_text(
        "---\ntitle: Le Titre\nsource: La Source\n---\nLa société Nvidia livre.\n", encoding="utf-8"
    )
    (folder / "airbus.txt").write_text("Airbus livre douze avions.\n", encoding="utf-8")
    return folder


@pytest.fixture
def sheets(invoke, corpus, tmp_path):
    out = tmp_path / "sheets"
    assert invoke("run", corpus, "--out", out).exit_code == 0
    return out


def rows_of(table):
    """The closing table as a mapping."""
    cells = (line.split("│")[1:3] for line in table.splitlines() if line.startswith("│"))
    return {name.strip(): value.strip() for name, value in cells}


def test_every_command_is_documented(invoke):
    listed = invoke("--help").output
    for name, summary in COMMANDS.items():
        shown = invoke(name, "--help")
        assert shown.exit_code == 0
        assert f"  {name} " in listed
        assert summary in listed
        assert "Example" in shown.output
        assert f"glaneur {name}" in shown.output.split("Example")[1]
        assert "-h, --help" in shown.output


def test_every_option_says_what_it_does(invoke):
    for name in COMMANDS:
        command = cli.main.get_command(None, name)
        for parameter in command.params:
            assert parameter.param_type_name == "argument" or parameter.help, (name, parameter.name)


def test_every_command_is_listed():
    modules = {path.stem for path in Path(cli.__file__).parent.glob("*.py")} - {"__init__", "app", "common"}
    assert modules == set(COMMANDS)


def test_version(invoke):
    assert invoke("--version").output == f"glaneur, version {glaneur.__version__}\n"


def run_python(code, *arguments, env=None):
    return subprocess.run(
        [sys.executable, "-c", textwrap.dedent(code), *map(str, arguments)],
        capture_output=True,
        text=True,
        check=False,
        cwd=Path(__file__).parent,
        env={**os.environ, **(env or {})},
    )


@pytest.mark.parametrize("command", ["", *COMMANDS])
def test_help_does_not_import_spacy(command):
    code = """
        import sys
        from glaneur.cli import main
        main([*sys.argv[1:], "--help"], standalone_mode=False)
        assert not {"spacy", "numpy"} & set(sys.modules), "imported"
    """
    finished = run_python(code, *filter(None, [command]))
    assert finished.returncode == 0, finished.stderr
    assert "Usage" in finished.stdout


def test_a_run_with_nothing_to_do_does_not_import_spacy(corpus, sheets):
    code = """
        import sys
        from glaneur.cli import main
        main(["run", sys.argv[1], "--out", sys.argv[2]], standalone_mode=False)
        assert "spacy" not in sys.modules, "imported"
    """
    finished = run_python(code, corpus, sheets)
    assert finished.returncode == 0, finished.stderr
    assert rows_of(finished.stdout)["skipped"] == "2"


def test_run_ends_with_a_table(invoke, corpus, tmp_path):
    shown = invoke("run", corpus, "--out", tmp_path / "out")
    assert shown.exit_code == 0
    table = rows_of(shown.stdout)
    assert {
        "articles": "2",
        "done": "2",
        "skipped": "0",
        "failed": "0",
        "entities": "3",
        "facts": "0",
    }.items() <= table.items()
    assert table["warning no_publication_date"] == "1"
    assert int(table["words a second"].replace(",", "")) > 0
    assert "\x1b" not in shown.output
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == [
        "2024-09-05-xai.json",
        "airbus.json",
    ]


def test_run_tells_what_failed_and_does_the_rest(invoke, corpus, tmp_path):
    (corpus / "empty.txt").touch()
    (corpus / "a.docx").touch()
    (corpus / "b.docx").touch()
    shown = invoke("run", corpus, "--out", tmp_path / "out")
    assert shown.exit_code == 1
    assert rows_of(shown.stdout)["done"] == "2"
    assert rows_of(shown.stdout)["failed"].startswith("empty.txt")
    (line,) = [line for line in shown.stderr.splitlines() if line.startswith("failed: ")]
    assert line.startswith("failed: empty.txt: ")
    assert shown.stderr.count(".docx") == 1
    assert "2 files ending in .docx" in shown.stderr


def test_run_tells_of_edits_and_orphans(invoke, corpus, sheets):
    sheet = sheets / "airbus.json"
    sheet.write_text(sheet.read_text(encoding="utf-8").replace("MISC", "ORG"), encoding="utf-8")
    (corpus / "2024-09-05-xai.md").unlink()
    shown = invoke("run", corpus, "--out", sheets)
    assert shown.exit_code == 0
    assert {"edited": "1", "orphan": "1", "skipped": "0"}.items() <= rows_of(shown.stdout).items()
    assert "edited: airbus.txt: " in shown.stderr
    assert "--force" in shown.stderr
    assert "--prune" in shown.stderr
    pruned = invoke("run", corpus, "--out", sheets, "--prune", "--force")
    assert {"done": "1", "pruned": "1"}.items() <= rows_of(pruned.stdout).items()
    assert [path.name for path in sheets.iterdir()] == ["airbus.json"]


def test_run_options_reach_the_sheets(invoke, corpus, tmp_path):
    out = tmp_path / "out"
    invoke("run", corpus, "--out", out, "--no-text", "--default-published", "2024-01-02")
    article = decode((out / "airbus.json").read_bytes()).article
    assert (article.text, article.published, article.published_basis) == (None, "2024-01-02", "default")


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["run"], "Missing argument 'CORPUS'"),
        (["run", "corpus"], "Missing option '--out'"),
        (["run", "nowhere", "--out", "out"], "There is no corpus at nowhere"),
        (["run", "corpus", "--out", "corpus/out"], "inside the corpus"),
        (["run", "corpus", "--out", "out", "--jobs", "0"], "--jobs"),
        (["run", "corpus", "--out", "out", "--model", "xx_none"], "python -m spacy download fr_core_news_sm"),
        (["run", "corpus", "--out", "out", "--default-published", "2024-02-31"], "2024-02-31"),
        (["run", "corpus", "--out", "corpus/airbus.txt/out"], "inside the corpus"),
        (["run", "corpus", "--out", "/dev/null/out"], "can't be used as output folder"),
        (["extract", "Airbus", "--published", "demain"], "'demain' is no ISO date"),
        (["show", "nowhere.json"], "does not exist"),
        (["export", "corpus"], "there is no sheet in this folder"),
        (["check", "corpus"], "there is no sheet in this folder"),
        (["eval", "corpus/../gold", "corpus"], "no annotation"),
        (["nothing"], "No such command"),
    ],
)
def test_misuse_is_told(invoke, corpus, tmp_path, monkeypatch, *, arguments, message):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "gold").mkdir()
    shown = invoke(*arguments)
    assert shown.exit_code == 2
    assert message in shown.stderr
    assert "Traceback" not in shown.output


def test_a_full_disk_is_told(invoke, corpus, tmp_path, monkeypatch):
    def full(handle):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", full)
    shown = invoke("run", corpus, "--out", tmp_path / "out")
    assert shown.exit_code == 2
    assert "the disk is full; free some space and run again" in shown.stderr
    assert list((tmp_path / "out").iterdir()) == []


@pytest.fixture
def full(monkeypatch):
    """Finds the disk full behind the first sheet that is written."""
    sync, calls = os.fsync, []

    def fsync(handle):
        calls.append(handle)
        if len(calls) > 1:
            raise OSError(28, "No space left on device")
        sync(handle)

    monkeypatch.setattr("os.fsync", fsync)


def test_what_was_done_before_the_disk_was_full_is_told(invoke, corpus, tmp_path, monkeypatch, full):
    monkeypatch.setattr("glaneur.runner.corpus.BATCH_ARTICLES", 1)
    monkeypatch.setattr("glaneur.runner.work.flush_folders", lambda folders: None)
    shown = invoke("run", corpus, "--out", tmp_path / "out")
    assert shown.exit_code == 2
    assert rows_of(shown.stdout)["done"] == "1"
    assert "the disk is full" in shown.stderr


def test_a_run_that_is_interrupted_says_what_it_did(invoke, corpus, tmp_path, monkeypatch):
    def interrupted(gleaner, article):
        if article.id == "airbus":
            raise KeyboardInterrupt
        return sheet_of(article)

    monkeypatch.setattr("glaneur.runner.corpus.BATCH_ARTICLES", 1)
    monkeypatch.setattr("glaneur.runner.work.Gleaner.__call__", interrupted)
    shown = invoke("run", corpus, "--out", tmp_path / "out")
    assert shown.exit_code == 130
    assert rows_of(shown.stdout)["done"] == "1"
    assert "The same command goes on from here" in shown.stderr


def test_an_empty_corpus_is_told(invoke, tmp_path):
    (tmp_path / "empty").mkdir()
    shown = invoke("run", tmp_path / "empty", "--out", tmp_path / "out")
    assert shown.exit_code == 0
    assert f"{tmp_path / 'empty'}: there is no article here" in shown.stderr


def test_a_line_end_in_a_name_is_shown(invoke, corpus, tmp_path):
    (corpus / "a\nb.txt").touch()
    shown = invoke("run", corpus, "--out", tmp_path / "out")
    assert "failed: a␊b.txt: " in shown.stderr


@pytest.mark.parametrize(
    "arguments", [("export", "{sheets}", "--out"), ("show", "{sheets}/airbus.json", "--html")]
)
@pytest.mark.parametrize("before", [None, "old"])
def test_a_file_is_written_whole_or_not_at_all(invoke, sheets, tmp_path, monkeypatch, *, arguments, before):
    def fsync(handle):
        raise OSError(28, "No space left on device")

    folder = tmp_path / "small"
    folder.mkdir()
    if before:
        (folder / "file").write_text(before)
    monkeypatch.setattr("os.fsync", fsync)
    shown = invoke(*(argument.format(sheets=sheets) for argument in arguments), folder / "file")
    assert shown.exit_code == 2
    assert "the disk is full" in shown.stderr
    assert [path.read_text() for path in folder.iterdir()] == ([before] if before else [])


def test_a_place_that_cant_be_written_is_told(invoke, sheets, tmp_path):
    shown = invoke("export", sheets, "--out", tmp_path / ("x" * 300))
    assert shown.exit_code == 2
    assert "File name too long" in shown.stderr


def test_a_terminal_without_accents_shows_question_marks(corpus):
    finished = run_python(
        """
        import sys
        from glaneur import cli
        from glaneur.runner import work
        from runner_fakes import sheet_of
        work.Gleaner.__call__ = lambda gleaner, article: sheet_of(article)
        cli.main(["extract", "Élodie rit.", "--table"])
        """,
        env={"PYTHONIOENCODING": "ascii"},
    )
    assert finished.returncode == 0, finished.stderr
    assert "?lodie" in finished.stdout


def test_extract_prints_a_sheet(invoke):
    shown = invoke("extract", "Airbus livre.", "--published", "2024-09-05")
    sheet = decode(shown.stdout_bytes)
    assert [entity.text for entity in sheet.entities] == ["Airbus"]
    assert (sheet.article.published, sheet.article.published_basis) == ("2024-09-05", "argument")


@pytest.mark.parametrize("arguments", [[], ["-"]])
def test_extract_reads_the_standard_input(invoke, arguments):
    shown = invoke("extract", *arguments, stdin="\ufeffL’été, Airbus\r\nlivre.".encode())
    assert decode(shown.stdout_bytes).article.text == "L’été, Airbus\nlivre."


def test_extract_refuses_what_is_not_utf8(invoke):
    shown = invoke("extract", stdin="été".encode("latin-1"))
    assert shown.exit_code == 2
    assert "not UTF-8 (byte 0)" in shown.stderr


def test_extract_does_not_blame_the_date_for_another_error(invoke, monkeypatch):
    def broken(*args, **options):
        raise ValueError("something else")

    monkeypatch.setattr("glaneur.cli.extract.sheet_of_text", broken)
    shown = invoke("extract", "Airbus", "--published", "2024-09-05")
    assert "ISO date" not in shown.output
    assert str(shown.exception) == "something else"


def test_extract_and_show_print_warnings(invoke, monkeypatch, tmp_path):
    monkeypatch.setattr(
        "glaneur.runner.work.Gleaner.__call__",
        lambda gleaner, article: sheet_of(
            article.model_copy(update={"notices": (Notice(code="x", message="Mind\x1b the gap."),)})
        ),
    )
    (tmp_path / "a.txt").write_text("Airbus livre.", encoding="utf-8")
    for arguments in (("extract", "Airbus livre.", "--table"), ("show", tmp_path / "a.txt")):
        assert invoke(*arguments).stdout.endswith("warning: Mind␛ the gap.\n")


@pytest.mark.parametrize("name", ["records.ndjson", "RECORDS.JSONL"])
def test_run_promises_no_total_it_does_not_know(corpus, name):
    found = _Watch()
    found.begin(discover(corpus))
    assert found.total == 2
    (corpus / name).write_text('{"text": "Airbus."}\n' * 3, encoding="utf-8")
    found = _Watch()
    found.begin(discover(corpus))
    assert found.total is None


def test_extract_prints_a_table(invoke):
    shown = invoke("extract", "Airbus livre.", "--table").stdout
    assert "Airbus" in shown
    assert "0-6" in shown


def test_show_prints_article_and_mentions(invoke, sheets, corpus):
    from_sheet = invoke("show", sheets / "2024-09-05-xai.json")
    from_article = invoke("show", corpus / "2024-09-05-xai.md")
    assert from_sheet.exit_code == 0
    assert from_sheet.stdout == from_article.stdout
    for part in ("Le Titre", "La Source · 2024-09-05", "La société Nvidia livre.", "11-17"):
        assert part in from_sheet.stdout


def test_show_writes_a_page(invoke, sheets, tmp_path):
    shown = invoke("show", sheets / "2024-09-05-xai.json", "--html", tmp_path / "page.html")
    assert shown.exit_code == 0
    markup = (tmp_path / "page.html").read_text(encoding="utf-8")
    assert markup.startswith("<!DOCTYPE html>")
    assert "<h1>Le Titre</h1>" in markup
    assert "Nvidia" in markup


def test_show_tells_why_an_article_cant_be_read(invoke, corpus):
    (corpus / "empty.txt").touch()
    shown = invoke("show", corpus / "empty.txt")
    assert shown.exit_code == 2
    assert "empty.txt" in shown.stderr


def test_export_csv(invoke, sheets, tmp_path):
    shown = invoke("export", sheets)
    table = list(csv.DictReader(io.StringIO(shown.stdout)))
    assert [(row["article"], row["text"]) for row in table] == [
        ("2024-09-05-xai", "La"),
        ("2024-09-05-xai", "Nvidia"),
        ("airbus", "Airbus"),
    ]
    invoke("export", sheets, "--csv", "--out", tmp_path / "mentions.csv")
    assert (tmp_path / "mentions.csv").read_text(encoding="utf-8") == shown.stdout


def test_export_jsonl(invoke, sheets):
    lines = [json.loads(line) for line in invoke("export", sheets, "--jsonl").stdout.splitlines()]
    assert [line["name"] for line in lines] == ["La", "Nvidia", "Airbus"]


def test_export_goes_on_after_a_broken_sheet(invoke, sheets):
    (sheets / "2024-09-05-xai.json").write_text("{")
    shown = invoke("export", sheets, "--jsonl")
    assert shown.exit_code == 1
    assert "2024-09-05-xai.json" in shown.stderr
    assert len(shown.stdout.splitlines()) == 1


def test_check_finds_nothing_wrong(invoke, sheets):
    shown = invoke("check", sheets)
    assert (shown.exit_code, shown.stdout) == (0, "")
    assert "2 sheets checked, 0 with problems" in shown.stderr


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ('"start": 0, "end": 6', '"start": 1, "end": 7', "the text has 'irbus '"),
        ('"warnings"', '"warning"', "warning"),
        ('"airbus"', '"boeing"', "named for another article"),
    ],
)
def test_check_tells_problems(invoke, sheets, old, new, told):
    path = sheets / "airbus.json"
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")
    shown = invoke("check", sheets)
    assert shown.exit_code == 1
    assert f"{path}: " in shown.stdout
    assert told in shown.stdout


def test_check_tells_a_change_that_no_mention_shows(invoke, sheets):
    path = sheets / "airbus.json"
    path.write_text(
        path.read_text(encoding="utf-8").replace("douze avions", "treize avion"), encoding="utf-8"
    )
    shown = invoke("check", sheets)
    assert shown.exit_code == 1
    assert shown.stdout == f"{path}: it was changed since it was written: its seal is broken\n"


def test_check_is_content_with_a_sheet_without_seal(invoke, tmp_path):
    (tmp_path / "text.json").write_bytes(invoke("extract", "Airbus livre.").stdout_bytes)
    assert invoke("check", tmp_path).exit_code == 0


def test_schema_prints_the_committed_one(invoke):
    assert invoke("schema").stdout_bytes == SCHEMA_FILE.read_bytes()


@pytest.fixture
def gold(tmp_path):
    folder = tmp_path / "gold"
    folder.mkdir()
    (folder / "2024-09-05-xai.txt").write_text("La société [[Nvidia => MISC]] livre.\n", encoding="utf-8")
    return folder


@pytest.mark.parametrize("from_sheets", [False, True])
def test_eval_scores(invoke, gold, corpus, sheets, from_sheets):
    options = ["--sheets", sheets] if from_sheets else []
    scores = json.loads(invoke("eval", gold, corpus, "--json", *options).stdout)
    assert scores["entities"]["gold"] == 1
    assert scores["entities"]["found"] == 2
    assert scores["entities"]["value"] == {"precision": 0.5, "recall": 1.0, "f1": 0.6667}


def test_eval_of_sheets_needs_no_model(invoke, gold, corpus, sheets):
    shown = invoke("eval", gold, corpus, "--json", "--sheets", sheets, "--model", "xx_none")
    assert json.loads(shown.stdout)["entities"]["found"] == 2
    assert "xx_none" in invoke("eval", gold, corpus, "--model", "xx_none").stderr


def test_eval_prints_a_table_and_the_differences(invoke, gold, corpus, sheets):
    shown = invoke("eval", gold, corpus, "--sheets", sheets, "--differences").stdout
    assert "2024-09-05-xai entities span: gold nothing; found 'La' = MISC (x)" in shown
    (line,) = [line for line in shown.splitlines() if line.strip().startswith("entities")]
    assert line.split() == ["entities", "1", "2", "50.0", "100.0", "66.7", "50.0", "100.0", "66.7", "66.7"]


@pytest.mark.parametrize(
    ("annotation", "told"),
    [
        ("La société [[Intel => MISC]] livre.", "differs from the article's at character 11"),
        ("La société [[Nvidia => GPE]] livre.", "can't be read"),
    ],
)
def test_eval_refuses_wrong_annotations(invoke, gold, corpus, annotation, told):
    (gold / "2024-09-05-xai.txt").write_text(annotation, encoding="utf-8")
    shown = invoke("eval", gold, corpus)
    assert shown.exit_code == 2
    assert "2024-09-05-xai" in shown.stderr
    assert told in shown.stderr


def test_eval_wants_every_annotated_article(invoke, gold, corpus):
    (gold / "gone.txt").write_text("Rien.", encoding="utf-8")
    shown = invoke("eval", gold, corpus)
    assert shown.exit_code == 2
    assert "gone" in shown.stderr
