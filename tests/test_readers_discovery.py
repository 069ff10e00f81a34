"""Which files are articles: endings, hidden files, links and what can't be opened."""

import os
from collections.abc import Iterator
from importlib.metadata import EntryPoint
from pathlib import Path

import pytest

from glaneur.errors import CorpusError
from glaneur.readers import Draft, Reader, discover, registry
from glaneur.readers.plain import PlainReader
from reader_files import BODY


@pytest.fixture
def fresh_registry() -> Iterator[None]:
    registry.readers_by_suffix.cache_clear()
    yield
    registry.readers_by_suffix.cache_clear()


def touch(folder: Path, *names: str) -> None:
    for name in names:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(BODY)


def test_every_readable_file_in_order(tmp_path: Path) -> None:
    touch(tmp_path, "b.txt", "a.md", "a.MD", "a/z.html", "a/b/c.jsonl", "Z.htm", "é.txt", "a.b.txt")
    found = discover(tmp_path)
    assert found.root == tmp_path
    assert found.files == ("Z.htm", "a.MD", "a.b.txt", "a.md", "a/b/c.jsonl", "a/z.html", "b.txt", "é.txt")
    assert found.unknown == {}
    assert found.notices() == ()
    assert found.failures == ()


def test_one_file_is_a_corpus(tmp_path: Path) -> None:
    touch(tmp_path, "a.md", "b.md")
    found = discover(tmp_path / "a.md")
    assert (found.root, found.files) == (tmp_path, ("a.md",))


def test_one_file_of_an_unknown_ending(tmp_path: Path) -> None:
    touch(tmp_path, "a.docx")
    found = discover(tmp_path / "a.docx")
    assert (found.files, found.unknown) == ((), {".docx": 1})


def test_hidden_files_and_folders_are_skipped(tmp_path: Path) -> None:
    touch(tmp_path, ".a.md", ".git/b.md", "c.md", ".DS_Store")
    found = discover(tmp_path)
    assert (found.files, found.unknown) == (("c.md",), {})


def test_a_hidden_folder_can_be_the_corpus(tmp_path: Path) -> None:
    touch(tmp_path, ".corpus/a.md")
    assert discover(tmp_path / ".corpus").files == ("a.md",)


def test_unknown_endings_are_named_once(tmp_path: Path) -> None:
    touch(tmp_path, "a.docx", "b/c.docx", "b/D.DOCX", "LISEZMOI", "a.md")
    found = discover(tmp_path)
    assert found.unknown == {".docx": 3, "": 1}
    first, second = (notice.message for notice in found.notices())
    assert first.startswith("1 file without an ending was left out")
    assert second.startswith("3 files ending in .docx were left out")
    assert ".md" in second
    assert {notice.code for notice in found.notices()} == {"unknown_ending"}


def test_a_folder_with_the_ending_of_an_article(tmp_path: Path) -> None:
    touch(tmp_path, "dossier.md/a.txt")
    assert discover(tmp_path).files == ("dossier.md/a.txt",)


def test_an_empty_folder(tmp_path: Path) -> None:
    assert discover(tmp_path).files == ()


def test_a_missing_corpus(tmp_path: Path) -> None:
    with pytest.raises(CorpusError, match=r"no corpus at .*nulle-part"):
        discover(tmp_path / "nulle-part")


def test_a_corpus_whose_path_leads_nowhere(tmp_path: Path) -> None:
    touch(tmp_path, "a.md")
    (tmp_path / "loop").symlink_to("loop")
    with pytest.raises(CorpusError, match="no corpus at"):
        discover(tmp_path / "a.md" / "b.md")
    with pytest.raises(CorpusError, match="can't be opened"):
        discover(tmp_path / "loop")


def test_a_loop_of_links(tmp_path: Path) -> None:
    touch(tmp_path, "a/b/c.md")
    (tmp_path / "a/b/up").symlink_to(tmp_path, target_is_directory=True)
    (tmp_path / "a/self.md").symlink_to("self.md")
    found = discover(tmp_path)
    assert found.files == ("a/b/c.md",)
    assert [failure.path for failure in found.failures] == ["a/self.md"]


def test_the_real_path_is_kept_whatever_links_there_are(tmp_path: Path) -> None:
    touch(tmp_path, "corpus/real/a.md", "corpus/real/deep/b.md", "elsewhere/deep/c.md")
    (tmp_path / "corpus/0-link").symlink_to("real/deep", target_is_directory=True)
    (tmp_path / "corpus/1-link").symlink_to(tmp_path / "elsewhere", target_is_directory=True)
    (tmp_path / "corpus/2-link").symlink_to(tmp_path / "elsewhere/deep", target_is_directory=True)
    found = discover(tmp_path / "corpus")
    assert found.files == ("1-link/deep/c.md", "real/a.md", "real/deep/b.md")


def test_a_link_to_an_article_is_an_article(tmp_path: Path) -> None:
    touch(tmp_path, "corpus/a.md", "elsewhere/b.md")
    (tmp_path / "corpus/b.md").symlink_to(tmp_path / "elsewhere/b.md")
    assert discover(tmp_path / "corpus").files == ("a.md", "b.md")


def test_what_is_no_regular_file_is_told_and_never_opened(tmp_path: Path) -> None:
    touch(tmp_path, "a.md")
    (tmp_path / "gone.md").symlink_to("nulle-part.md")
    os.mkfifo(tmp_path / "pipe.md")
    found = discover(tmp_path)
    assert found.files == ("a.md",)
    assert [failure.path for failure in found.failures] == ["gone.md", "pipe.md"]
    assert [failure.id for failure in found.failures] == ["gone", "pipe"]
    assert all("put the article itself there" in failure.message for failure in found.failures)


def test_a_folder_that_cannot_be_opened(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    touch(tmp_path, "a.md", "closed/b.md")
    scandir = os.scandir

    def guarded(path: Path) -> object:
        if Path(path).name == "closed":
            raise PermissionError(13, "Permission denied")
        return scandir(path)

    monkeypatch.setattr(os, "scandir", guarded)
    found = discover(tmp_path)
    assert found.files == ("a.md",)
    (failure,) = found.failures
    assert str(failure) == "closed can't be opened (Permission denied): check its permissions"
    monkeypatch.setattr(os, "scandir", lambda path: guarded(Path("closed")))
    with pytest.raises(CorpusError, match="Permission denied"):
        discover(tmp_path)


class OdtReader:
    suffixes = (".odt",)

    def read(self, path: Path) -> Iterator[Draft]:
        yield Draft(text=path.read_text())


class GreedyReader(PlainReader):
    suffixes = (".md",)


def declare(monkeypatch: pytest.MonkeyPatch, **points: str) -> None:
    declared = [EntryPoint(name=name, value=value, group=registry.GROUP) for name, value in points.items()]
    monkeypatch.setattr(registry, "entry_points", lambda group: declared)


def test_the_readers_that_come_with_it(fresh_registry: None) -> None:
    readers = registry.readers_by_suffix()
    assert list(readers) == [".htm", ".html", ".jsonl", ".markdown", ".md", ".ndjson", ".txt", ".xhtml"]
    assert all(isinstance(reader, Reader) for reader in readers.values())


def test_a_new_reader_is_an_entry_point(
    fresh_registry: None, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    declare(monkeypatch, odt=f"{__name__}:OdtReader")
    touch(tmp_path, "a.odt", "b.md")
    found = discover(tmp_path)
    assert (found.files, found.unknown) == (("a.odt",), {".md": 1})


@pytest.mark.parametrize(
    ("points", "message"),
    [
        ({"odt": "nulle_part:OdtReader"}, r"'odt' \(nulle_part:OdtReader\) can't be loaded"),
        (
            {"md": "glaneur.readers.markdown:MarkdownReader", "other": f"{__name__}:GreedyReader"},
            r"MarkdownReader and .*GreedyReader read \.md",
        ),
    ],
)
def test_readers_that_cannot_be_used(
    fresh_registry: None, monkeypatch: pytest.MonkeyPatch, points: dict[str, str], message: str
) -> None:
    declare(monkeypatch, **points)
    with pytest.raises(CorpusError, match=message):
        registry.readers_by_suffix()
