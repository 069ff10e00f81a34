"""A second run: what is left alone, what is worked on again, what is told."""

import os
from collections import Counter

import pytest

from glaneur.outputs.sheet_json import decode
from glaneur.runner.corpus import run_job
from glaneur.runner.work import Job
from runner_fakes import FINGERPRINT, Plain, Raising
from test_runner import corpus, go, out, tally, tree  # noqa: F401 - fixtures

# pytest hands the fixtures over by the names that are imported above.
# ruff: noqa: F811

NEVER = Raising("")
"""Fails on whatever it is asked to read."""


def statuses(results):
    return {result.id: result.status for result in results}


def test_nothing_is_done_twice(corpus, out):
    go(corpus, out)
    before = tree(out)
    assert tally(go(corpus, out, NEVER)) == {"skipped": 12}
    assert tree(out) == before


def test_only_a_new_article_is_worked_on(corpus, out):
    go(corpus, out)
    (corpus / "new.txt").write_text("Airbus livre.", encoding="utf-8")
    results = go(corpus, out)
    assert tally(results) == {"skipped": 12, "done": 1}
    assert statuses(results)["new"] == "done"


@pytest.mark.parametrize(
    "text",
    [
        "Le groupe Boeing livre 0 avions à Toulouse.\n",
        "---\ntitle: Airbus\n---\nLe groupe Airbus livre 0 avions à Toulouse.\n",
        "---\npublished: 2024-05-02\n---\nLe groupe Airbus livre 0 avions à Toulouse.\n",
    ],
)
def test_a_changed_article_is_worked_on(corpus, out, text):
    go(corpus, out)
    (corpus / "2024-05-01-article.md").write_text(text, encoding="utf-8")
    results = go(corpus, out)
    assert tally(results) == {"skipped": 11, "done": 1}
    assert statuses(results)["2024-05-01-article"] == "done"


def test_a_touched_article_is_left_alone(corpus, out):
    go(corpus, out)
    (corpus / "2024-05-01-article.md").touch()
    assert tally(go(corpus, out, NEVER)) == {"skipped": 12}


def test_the_default_date_counts_where_it_is_used(corpus, out):
    (corpus / "undated.txt").write_text("Airbus livre.", encoding="utf-8")
    go(corpus, out)
    results = go(corpus, out, default_published="2024-09-05")
    assert tally(results) == {"skipped": 12, "done": 1}
    sheet = decode((out / "undated.json").read_bytes())
    assert (sheet.article.published, sheet.article.published_basis) == ("2024-09-05", "default")


def test_another_program_works_on_everything(corpus, out):
    go(corpus, out)
    job = Job(Plain(fingerprint="e" * 64), out)
    assert tally(run_job(corpus, job, fingerprint="e" * 64)) == {"done": 12}
    assert tally(run_job(corpus, job, fingerprint="e" * 64)) == {"skipped": 12}


def test_a_failed_article_is_tried_again(corpus, out):
    (corpus / "bad.txt").write_text("Un texte qui déchire.", encoding="utf-8")
    go(corpus, out, Raising("déchire"))
    assert tally(go(corpus, out)) == {"skipped": 12, "done": 1}


@pytest.fixture
def edited(corpus, out):
    go(corpus, out)
    path = out / "2024-05-01-article.json"
    path.write_text(path.read_text(encoding="utf-8").replace('"MISC"', '"ORG"'), encoding="utf-8")
    return path


@pytest.mark.parametrize("changed", [False, True])
def test_an_edited_sheet_is_told_and_kept(corpus, out, edited, changed):
    before = edited.read_bytes()
    if changed:
        (corpus / "2024-05-01-article.md").write_text("Boeing.", encoding="utf-8")
    results = go(corpus, out)
    assert tally(results) == {"skipped": 11, "edited": 1}
    (told,) = [result for result in results if result.status == "edited"]
    assert told.sheet == edited
    assert "--force" in told.message
    assert edited.read_bytes() == before


def test_force_replaces_an_edited_sheet(corpus, out, edited):
    assert tally(go(corpus, out, force=True)) == {"done": 12}
    assert b'"ORG"' not in edited.read_bytes()
    assert tally(go(corpus, out, NEVER)) == {"skipped": 12}


@pytest.mark.parametrize("content", ["{}", "not a sheet", '{"article": {"sha256": "'])
def test_what_stands_in_a_sheets_place_is_kept(corpus, out, content):
    out.mkdir()
    (out / "2024-05-01-article.json").write_text(content)
    assert tally(go(corpus, out)) == {"done": 11, "edited": 1}
    assert (out / "2024-05-01-article.json").read_text() == content


@pytest.mark.parametrize("kept", [0, 1, 20, 0.3, 0.6, 0.999])
def test_a_torn_sheet_is_made_again_and_told(corpus, out, caplog, kept):
    go(corpus, out)
    path = out / "2024-05-01-article.json"
    whole = path.read_bytes()
    path.write_bytes(whole[: kept if isinstance(kept, int) else int(kept * len(whole))])
    assert tally(go(corpus, out)) == {"skipped": 11, "done": 1}
    assert path.read_bytes() == whole
    assert f"{path} is torn" in caplog.text


def test_a_sheet_full_of_zeros_is_torn(corpus, out):
    go(corpus, out)
    path = out / "2024-05-01-article.json"
    path.write_bytes(b"\0" * 4096)
    assert tally(go(corpus, out)) == {"skipped": 11, "done": 1}


def test_a_broken_edit_is_kept(corpus, out, edited):
    edited.write_bytes(edited.read_bytes().replace(b'"sentences": [', b'"sentences": '))
    assert tally(go(corpus, out)) == {"skipped": 11, "edited": 1}


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may read everything")
def test_a_sheet_that_cant_be_read_is_named(corpus, out):
    go(corpus, out)
    path = out / "2024-05-01-article.json"
    path.chmod(0)
    (failed,) = [result for result in go(corpus, out) if result.status == "failed"]
    assert (
        failed.message
        == f"its sheet {path} can't be read (Permission denied): check its permissions, or remove it"
    )


def test_deleted_articles_are_told(corpus, out):
    go(corpus, out)
    before = tree(out)
    (corpus / "eco" / "2024-05-02-article.md").unlink()
    results = go(corpus, out)
    assert tally(results) == {"skipped": 11, "orphan": 1}
    assert statuses(results)["eco/2024-05-02-article"] == "orphan"
    assert tree(out) == before


def test_prune_removes_their_sheets_and_nothing_else(corpus, out):
    go(corpus, out)
    for path in (corpus / "eco").iterdir():
        path.unlink()
    (out / "notes.json").write_text('{"mine": true}')
    (out / "notes.txt").write_text("mine")
    assert tally(go(corpus, out, prune=True)) == {"skipped": 6, "pruned": 6}
    assert not (out / "eco").exists()
    assert {"notes.json", "notes.txt"} < set(tree(out))
    assert len(tree(out)) == 8


def test_prune_keeps_an_edited_sheet(corpus, out, edited):
    (corpus / "2024-05-01-article.md").unlink()
    assert tally(go(corpus, out, prune=True)) == {"skipped": 11, "orphan": 1}
    assert edited.exists()
    assert tally(go(corpus, out, prune=True, force=True)) == {"done": 11, "pruned": 1}
    assert not edited.exists()


def test_an_article_that_cant_be_read_is_not_deleted(corpus, out):
    (corpus / "records.jsonl").write_text(
        '{"id": "one", "text": "Airbus."}\n{"id": "two", "text": "Boeing."}\n'
    )
    go(corpus, out)
    (corpus / "2024-05-01-article.md").write_bytes(b"")
    (corpus / "records.jsonl").write_text('{"id": "one", "text": "Airbus."}\nbroken\n')
    results = go(corpus, out, prune=True)
    assert Counter(statuses(results).values())["pruned"] == 0
    assert {"two.json", "2024-05-01-article.json"} <= set(tree(out))


def test_a_record_that_is_gone_is_an_orphan(corpus, out):
    (corpus / "records.jsonl").write_text(
        '{"id": "one", "text": "Airbus."}\n{"id": "two", "text": "Boeing."}\n'
    )
    go(corpus, out)
    (corpus / "records.jsonl").write_text('{"id": "one", "text": "Airbus."}\n')
    assert statuses(go(corpus, out, prune=True))["two"] == "pruned"


def test_a_run_on_one_file_says_nothing_of_the_others(corpus, out):
    go(corpus, out)
    results = go(corpus / "2024-05-01-article.md", out, prune=True)
    assert tally(results) == {"skipped": 1}
    assert len(tree(out)) == 12


def test_leftovers_of_a_killed_run_are_cleaned(corpus, out):
    (out / "eco").mkdir(parents=True)
    (out / "eco" / ".glaneur-0123456789abcdef.tmp").write_bytes(b"{")
    (out / ".hidden").write_bytes(b"mine")
    go(corpus, out)
    assert len(tree(out)) == 13
    assert (out / ".hidden").exists()


def test_sheets_with_and_without_text_differ_in_fingerprint():
    from glaneur.outputs.provenance import generator  # noqa: PLC0415

    with_text = generator("fr_core_news_sm")
    without = generator("fr_core_news_sm", options={"text": False})
    assert with_text.fingerprint != without.fingerprint
    assert with_text == generator("fr_core_news_sm")
    assert len(FINGERPRINT) == len(with_text.fingerprint)
