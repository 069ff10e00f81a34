"""What can't be read costs itself alone, and its message says where, what, and what to do."""

import json
import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from glaneur.errors import ArticleError
from glaneur.readers import Draft, Failure, Reader, Rejected, read_corpus, registry
from glaneur.readers.plain import PlainReader
from glaneur.schema import Article
from reader_files import BODY, write


def read_with_good_neighbours(folder: Path) -> Failure:
    """Read the corpus between two good articles, and return its one failure."""
    write(folder, "0.txt", BODY)
    write(folder, "z.txt", BODY)
    results = list(read_corpus(folder))
    assert {result.id for result in results if isinstance(result, Article)} == {"0", "z"}
    (failure,) = (result for result in results if isinstance(result, Failure))
    return failure


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("a.txt", "", "is empty"),
        ("a.txt", " \n\u00a0\n\t\n", "is empty"),
        ("a.md", "---\ntitle: seul\n---\n\n", "is empty"),
        ("a.html", "", "is empty"),
        ("a.jsonl", "\n\n", "is empty"),
        ("a.html", "<html><body></body></html>", "no article text"),
        ("a.html", "Bonjour", "no HTML page"),
        ("a.txt", b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", "NUL"),
        ("a.txt", "Un texte\0 coupé".encode(), "NUL"),
        ("a.txt", "Un texte".encode("utf-16-le"), "NUL"),
        ("a.txt", b"\xff\xfe" + "Un\0texte".encode("utf-16-le"), "NUL"),
        ("a.txt", b"\xff\xfeU", "utf-16"),
        ("a.txt", bytes(range(1, 32)) * 20, "binary"),
        ("a.txt", bytes(range(0x80, 0x100)) * 40, "neither UTF-8 nor"),
        ("a.txt", "été\nhiver ".encode() + b"caf\xe9" + " été".encode(), "0xe9 in line 2"),
        ("a.html", b"<html>\0</html>", "NUL"),
        ("a.md", "---\ntitle: [un\n---\nCorps", "front matter in line 2"),
        ("a.md", "---\ntitle: un\n  x: : y\n---\nCorps", "front matter in line 3"),
        ("a.md", "\n\n---\ntitle: un\n  x: : y\n---\nCorps", "front matter in line 5"),
        ("a.md", "---\ntitle: un\nCorps", "never closed"),
        ("a.md", "---\nJuste une phrase\n---\nCorps", "`name: value`"),
        ("a.md", "---\ntitle: [un, deux]\n---\nCorps", "`title` that is list"),
        ("a.md", "---\ntags: {un: deux}\n---\nCorps", "`tags` that are dict"),
        ("a.md", "---\nx: !!python/object/apply:os.getcwd []\n---\nCorps", "broken front matter"),
        ("a.md", "---\n" + "[" * 100_000 + "\n---\nCorps", "nested too deeply"),
        ("a.md", "---\n" + "- " * 100_000 + "\n---\nCorps", "nested too deeply"),
        ("a.md", "---\npublished: 2024-02-31\n---\nCorps", "`published: 2024-02-31`"),
        ("a.md", "---\npublished: 2023-02-29T10:00\n---\nCorps", "`published: 2023-02-29T10:00`"),
        ("a.md", "---\npublished: 5 septembre 2024\n---\nCorps", "`published: 5 septembre 2024`"),
        ("a.md", "---\npublished: 2024-09\n---\nCorps", "`published: 2024-09`"),
        ("a.md", "---\npublished: 2024-W36-4\n---\nCorps", "`published: 2024-W36-4`"),
        ("a.md", "---\npublished: [2024-09-05]\n---\nCorps", "`published` that is list"),
    ],
)
def test_a_bad_file(tmp_path: Path, name: str, content: str | bytes, message: str) -> None:
    write(tmp_path, name, content)
    failure = read_with_good_neighbours(tmp_path)
    assert (failure.path, failure.line) == (name, None)
    assert failure.id == "a"
    assert message in failure.message
    assert ":" in failure.message, "says what to do"
    assert str(failure) == f"{name} {failure.message}"


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("{", "is not JSON"),
        ("[" * 100_000, "nested too deeply"),
        ('"texte"', "not a JSON object"),
        ("{}", "has no `text`"),
        ('{"text": null}', "has no `text`"),
        ('{"text": ["un"]}', "has no `text`"),
        ('{"text": "  "}', "is empty"),
        ('{"text": "un", "published": "2024-02-31"}', "`published: 2024-02-31`"),
        ('{"text": "un", "published": 1725494400}', "`published: 1725494400`"),
        ('{"text": "un", "published": true}', "`published` that is bool"),
        ('{"text": "un", "id": ["x"]}', "`id` that is list"),
        ('{"text": "un", "id": "../../etc/passwd"}', "leave the folder"),
        ('{"text": "un", "id": "a/../../b"}', "leave the folder"),
        ('{"text": "un", "id": ".."}', "leave the folder"),
        ('{"text": "un", "id": "..\\\\b"}', "leave the folder"),
        ('{"text": "un", "id": "/etc/passwd"}', "leave the folder"),
        ('{"text": "un", "id": "\\\\\\\\serveur\\\\b"}', "leave the folder"),
        ('{"text": "un", "id": "C:\\\\b"}', "leave the folder"),
        ('{"text": "un", "id": "c:"}', "leave the folder"),
        ('{"text": "un", "id": "a\\u0000b"}', "leave the folder"),
        ('{"text": "un", "id": "?!"}', "can't name a file"),
        ('{"text": "un", "id": "' + "x" * 201 + '"}', "more than 200 bytes"),
        ('{"text": "un", "id": "' + "é" * 101 + '"}', "more than 200 bytes"),
    ],
)
def test_a_bad_line_costs_itself(tmp_path: Path, line: str, message: str) -> None:
    write(tmp_path, "a.jsonl", f'{{"text": "un"}}\n{line}\n{{"text": "trois"}}\n')
    first, failure, third = read_corpus(tmp_path)
    assert (first.id, third.id) == ("a-1", "a-3")
    assert isinstance(failure, Failure)
    assert (failure.path, failure.line, failure.where) == ("a.jsonl", 2, "a.jsonl, line 2")
    assert message in failure.message


def test_a_bad_line_that_says_its_id_keeps_it(tmp_path: Path) -> None:
    write(tmp_path, "a.jsonl", '{"id": "xai", "text": 1}\n')
    (failure,) = read_corpus(tmp_path)
    assert failure.id == "xai"


@pytest.mark.parametrize(
    ("written", "safe"),
    [
        ("2024/09/xai", "2024-09-xai"),
        ("https://exemple.fr/gare?x=1", "https-exemple.fr-gare-x=1"),
        ("L’été : bilan", "L-été-bilan"),
        (".caché", "caché"),
        ("a\nb", "a-b"),
        ("con", "_con"),
        ("NUL.txt", "_NUL.txt"),
        ("\ud800x", "x"),
    ],
)
def test_an_id_is_made_safe_and_says_so(tmp_path: Path, written: str, safe: str) -> None:
    write(tmp_path, "a.jsonl", json.dumps({"id": written, "text": BODY, "published": "2024-01-01"}))
    (article,) = read_corpus(tmp_path)
    assert isinstance(article, Article)
    assert article.id == safe
    (notice,) = article.notices
    assert notice.code == "id_changed"
    assert repr(safe) in notice.message


@pytest.mark.parametrize("written", ["xai", "2024-09-05_xai.v2", "été", 12])
def test_a_safe_id_stays(tmp_path: Path, written: object) -> None:
    write(tmp_path, "a.jsonl", json.dumps({"id": written, "text": BODY, "published": "2024-01-01"}))
    (article,) = read_corpus(tmp_path)
    assert article.id == str(written)
    assert article.notices == ()


def test_lone_surrogates_of_json_can_be_written_again(tmp_path: Path) -> None:
    write(tmp_path, "a.jsonl", r'{"text": "un \ud83d deux", "title": "\udc00"}')
    (article,) = read_corpus(tmp_path)
    assert isinstance(article, Article)
    assert (article.text, article.title) == ("un \ufffd deux", "\ufffd")


def test_two_files_of_one_id(tmp_path: Path) -> None:
    write(tmp_path, "a.md", "Le premier.")
    write(tmp_path, "a.txt", "Le second.")
    first, second = read_corpus(tmp_path)
    assert isinstance(first, Article)
    assert (first.path, first.text) == ("a.md", "Le premier.")
    assert isinstance(second, Failure)
    assert second.path == "a.txt"
    assert "a.md" in second.message


def test_an_unreadable_article_keeps_its_id(tmp_path: Path) -> None:
    write(tmp_path, "a.md", "")
    write(tmp_path, "a.txt", "Le second.")
    first, second = read_corpus(tmp_path)
    assert "is empty" in str(first)
    assert "same id as a.md" in str(second)


def test_two_records_of_one_id(tmp_path: Path) -> None:
    line = json.dumps({"id": "x", "text": BODY})
    write(tmp_path, "a.jsonl", f"{line}\n{line}\n")
    write(tmp_path, "x.txt", BODY)
    first, second, third = read_corpus(tmp_path)
    assert first.id == "x"
    assert (second.path, second.line) == ("a.jsonl", 2)
    assert third.path == "x.txt"
    for failure in (second, third):
        assert "same id as a.jsonl, line 1" in str(failure)


def test_two_names_that_differ_in_composition_alone(tmp_path: Path) -> None:
    write(tmp_path, "e\u0301te\u0301.txt", "Le premier.")
    write(tmp_path, "\u00e9t\u00e9.txt", "Le second.")
    first, second = read_corpus(tmp_path)
    assert first.id == "\u00e9t\u00e9"
    assert "same id" in str(second)


def test_a_name_too_long_for_its_sheet(tmp_path: Path) -> None:
    write(tmp_path, "x" * 201 + ".txt", BODY)
    failure = read_with_good_neighbours(tmp_path)
    assert failure.id is None
    assert "shorter" in failure.message


@pytest.mark.skipif(os.name == "nt", reason="names are Unicode there")
def test_a_name_that_is_not_utf8(tmp_path: Path) -> None:
    try:
        (tmp_path / os.fsdecode(b"caf\xe9.txt")).write_text(BODY)
    except OSError:
        pytest.skip("this file system takes UTF-8 names alone")
    failure = read_with_good_neighbours(tmp_path)
    assert "rename" in failure.message
    assert str(failure).encode()


def test_a_file_that_is_gone_when_its_turn_comes(tmp_path: Path) -> None:
    write(tmp_path, "a.txt", BODY)
    gone = write(tmp_path, "b.txt", BODY)
    results = read_corpus(tmp_path)
    assert next(results).id == "a"
    gone.unlink()
    assert "b.txt can't be opened (No such file" in str(next(results))


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may read everything")
def test_a_file_without_permission(tmp_path: Path) -> None:
    write(tmp_path, "a.txt", BODY).chmod(0)
    assert "check its permissions" in read_with_good_neighbours(tmp_path).message


def test_a_reader_that_fails_in_an_unforeseen_way(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    class Broken:
        suffixes = (".md",)

        def read(self, path: Path) -> Iterator[Draft | Rejected]:
            raise ZeroDivisionError("oops")

    readers: dict[str, Reader] = {".md": Broken(), ".txt": PlainReader()}
    monkeypatch.setattr(registry, "readers_by_suffix", lambda: readers)
    write(tmp_path, "a.md", BODY)
    failure = read_with_good_neighbours(tmp_path)
    assert failure.message == "can't be read (ZeroDivisionError: oops): check the file"


def test_drafts_of_a_reader_end_where_the_file_does(tmp_path: Path) -> None:
    (draft,) = PlainReader().read(write(tmp_path, "a.txt", "un\n"))
    assert draft == Draft(text="un\n")
    with pytest.raises(ArticleError):
        next(PlainReader().read(write(tmp_path, "b.txt", b"\0")))
