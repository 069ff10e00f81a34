"""A corpus through the runner: what each article becomes, and what the output folder holds."""

import errno
from collections import Counter

import pytest

from glaneur.errors import CorpusError, ModelError
from glaneur.outputs import files
from glaneur.outputs.sheet_json import decode
from glaneur.runner import run
from glaneur.runner.corpus import run_job
from glaneur.runner.work import Job
from runner_fakes import FINGERPRINT, Full, Plain, Raising


@pytest.fixture
def corpus(tmp_path):
    folder = tmp_path / "corpus"
    (folder / "eco").mkdir(parents=True)
    for i in range(12):
        path = folder / ("eco" if i % 2 else "") / f"2024-05-{i + 1:02}-article.md"
        path.write_text(f"Le groupe Airbus livre {i} avions à Toulouse.\n", encoding="utf-8")
    return folder


@pytest.fixture
def out(tmp_path):
    return tmp_path / "sheets"


def go(corpus, out, glean=None, *, text=True, **options):
    job = Job(glean or Plain(), out, text)
    return list(run_job(corpus, job, fingerprint=FINGERPRINT, **options))


def tally(results):
    return Counter(result.status for result in results)


def tree(folder):
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in folder.rglob("*") if p.is_file()}


def test_one_sheet_an_article_and_nothing_else(corpus, out):
    results = go(corpus, out)
    assert tally(results) == {"done": 12}
    expected = {p.relative_to(corpus).with_suffix(".json").as_posix() for p in corpus.rglob("*.md")}
    assert set(tree(out)) == expected
    assert results[0].mentions["entities"] == 3  # Le, Airbus, Toulouse.
    assert results[0].words == 8


def test_sheet_says_what_the_article_is(corpus, out):
    go(corpus, out)
    sheet = decode((out / "eco" / "2024-05-02-article.json").read_bytes())
    assert sheet.article.path == "eco/2024-05-02-article.md"
    assert (sheet.article.published, sheet.article.published_basis) == ("2024-05-02", "file_name")
    assert sheet.article.text == "Le groupe Airbus livre 1 avions à Toulouse."


def test_text_can_be_left_out(corpus, out):
    go(corpus, out, text=False)
    sheet = decode((out / "2024-05-01-article.json").read_bytes())
    assert sheet.article.text is None
    assert sheet.entities[1].text == "Airbus"


def test_two_runs_give_the_same_bytes(corpus, out, tmp_path):
    go(corpus, out)
    go(corpus, tmp_path / "again")
    assert tree(out) == tree(tmp_path / "again")


def test_bad_files_cost_only_themselves(corpus, out):
    (corpus / "empty.txt").write_bytes(b"")
    (corpus / "blank.txt").write_bytes(b" \n\n")
    (corpus / "binary.txt").write_bytes(bytes(range(256)) * 20)
    (corpus / "nul.txt").write_bytes(b"Airbus\0 livre")
    (corpus / "broken.md").write_text("---\ntitle: [a\n---\nAirbus", encoding="utf-8")
    (corpus / "impossible.md").write_text("---\npublished: 2024-02-31\n---\nAirbus", encoding="utf-8")
    (corpus / "2024-05-01-article.txt").write_text("Le même nom.", encoding="utf-8")
    (corpus / "folder.md").mkdir()
    (corpus / "gone.md").symlink_to(corpus / "nowhere.md")
    (corpus / "records.jsonl").write_text(
        '{"id": "../../escape", "text": "Airbus"}\nnot json\n{"id": "fine", "text": "Airbus livre."}\n'
    )
    results = go(corpus, out)
    failed = {result.path: result.message for result in results if result.status == "failed"}
    assert set(failed) == {
        "2024-05-01-article.txt",
        "binary.txt",
        "blank.txt",
        "broken.md",
        "empty.txt",
        "gone.md",
        "impossible.md",
        "nul.txt",
        "records.jsonl, line 1",
        "records.jsonl, line 2",
    }
    assert all(failed.values())
    assert tally(results)["done"] == 13
    assert "fine.json" in tree(out)
    assert not (out.parent / "escape.json").exists()


def test_unknown_endings_are_named_once(corpus, out):
    for i in range(5):
        (corpus / f"{i}.docx").write_bytes(b"x")
    (corpus / "a.pdf").write_bytes(b"x")
    ignored = [result.message for result in go(corpus, out) if result.status == "ignored"]
    assert len(ignored) == 2
    assert "5 files ending in .docx" in ignored[0]


def test_loop_of_links_is_survived(corpus, out):
    (corpus / "eco" / "loop").symlink_to(corpus, target_is_directory=True)
    results = go(corpus, out)
    assert tally(results) == {"done": 12, "ignored": 1}
    assert results[0].message.startswith("the link eco/loop was left out")


def test_an_error_of_the_program_costs_one_article(corpus, out):
    (corpus / "bad.txt").write_text("Un texte qui déchire.", encoding="utf-8")
    results = go(corpus, out, Raising("déchire"))
    assert tally(results) == {"done": 12, "failed": 1}
    (bad,) = [result for result in results if result.status == "failed"]
    assert bad.path == "bad.txt"
    assert "RuntimeError: the seam burst" in bad.message


def test_memory_error_costs_one_article(corpus, out):
    (corpus / "bad.txt").write_text("Un texte qui déchire.", encoding="utf-8")
    assert tally(go(corpus, out, Raising("déchire", MemoryError))) == {"done": 12, "failed": 1}


@pytest.mark.parametrize("place", [".", "eco", "eco/new/folder"])
def test_output_inside_the_corpus_is_refused(corpus, place):
    with pytest.raises(CorpusError, match="inside the corpus"):
        run(corpus, corpus / place)
    assert not (corpus / "eco/new").exists()


def test_output_inside_the_corpus_through_a_link_is_refused(corpus, tmp_path):
    (tmp_path / "link").symlink_to(corpus, target_is_directory=True)
    with pytest.raises(CorpusError, match="inside the corpus"):
        run(corpus, tmp_path / "link" / "sheets")


def test_missing_corpus(tmp_path, out):
    with pytest.raises(CorpusError, match="nowhere"):
        go(tmp_path / "nowhere", out)
    assert not out.exists()


def test_missing_model(corpus, out):
    with pytest.raises(
        ModelError, match=r"xx_no_such_model: no such spaCy model.*python -m spacy download fr_core_news_sm"
    ):
        run(corpus, out, model="xx_no_such_model")
    assert not out.exists()


def test_a_folder_that_is_no_model(corpus, out):
    with pytest.raises(ModelError, match=rf"{corpus}: this folder holds no spaCy pipeline"):
        run(corpus, out, model=corpus)


def test_a_larger_model_of_spacy_s_can_be_had(corpus, out):
    with pytest.raises(ModelError, match="Install it with: python -m spacy download fr_core_news_lg"):
        run(corpus, out, model="fr_core_news_lg")


@pytest.mark.parametrize("jobs", ["2", 2.0, None])
def test_jobs_are_a_whole_number(corpus, out, jobs):
    with pytest.raises(TypeError, match="jobs must be an int, not "):
        run(corpus, out, jobs=jobs)


def test_output_that_is_a_file(corpus, out):
    out.write_text("I was here")
    with pytest.raises(CorpusError, match="sheets"):
        go(corpus, out)
    assert out.read_text() == "I was here"


@pytest.mark.parametrize("code", [errno.ENOSPC, errno.EDQUOT, errno.EROFS, errno.EACCES])
def test_unwritable_output_stops_the_run_cleanly(corpus, out, monkeypatch, code):
    go(corpus, out)
    before = tree(out)

    def full(handle):
        raise OSError(code, "no")

    monkeypatch.setattr(files.os, "fsync", full)
    with pytest.raises(CorpusError, match=r"can't be written: .*; |can't be written: it is on"):
        go(corpus, out, force=True)
    assert tree(out) == before


def test_full_disk_in_a_worker_stops_the_run(corpus, out):
    with pytest.raises(CorpusError, match="the disk is full"):
        go(corpus, out, Full(), jobs=2)
    assert tree(out) == {}


def test_a_sheet_that_cant_be_written_costs_one_article(corpus, out):
    (out / "2024-05-01-article.json").mkdir(parents=True)
    results = go(corpus, out)
    assert tally(results) == {"done": 11, "failed": 1}
    assert [r.path for r in results if r.status == "failed"] == ["2024-05-01-article.md"]


def test_two_runs_at_once_are_refused(corpus, out):
    first = run_job(corpus, Job(Plain(), out), fingerprint=FINGERPRINT)
    next(first)
    with pytest.raises(CorpusError, match="another run"):
        go(corpus, out)
    first.close()
    assert tally(go(corpus, out))["failed"] == 0


def test_an_abandoned_run_leaves_whole_sheets(corpus, out):
    results = run_job(corpus, Job(Plain(), out), fingerprint=FINGERPRINT)
    next(results)
    results.close()
    assert tree(out)
    for path in files.sheets_in(out):
        decode(path.read_bytes())
    assert not list(out.rglob(".*"))


@pytest.mark.parametrize("article_id", ["../a", "a/../../b", "/etc/a", "", "a\0b"])
def test_ids_that_would_leave_the_folder(out, article_id):
    with pytest.raises(files.ArticleError, match="would leave the output folder"):
        files.sheet_path(out, article_id)


def test_a_longest_name_can_be_written(corpus, out):
    name = "a" * 200
    (corpus / f"{name}.txt").write_text("Airbus livre.", encoding="utf-8")
    assert tally(go(corpus, out)) == {"done": 13}
    assert f"{name}.json" in tree(out)


def test_a_single_file_is_a_corpus(corpus, out):
    results = go(corpus / "2024-05-01-article.md", out)
    assert [(r.status, r.id) for r in results] == [("done", "2024-05-01-article")]
