"""The sheets of the whole corpus, without `generator`, against the golden ones that were read by eye.

To bless a change: look at what differs, read it in its article, then `pytest --force-regen` and commit
the new goldens with the reason.
"""

import difflib
from collections.abc import Iterator
from pathlib import Path

import pytest
from pytest_regressions.file_regression import FileRegressionFixture
from spacy.language import Language

from glaneur.outputs.sheet_json import encode
from glaneur.pipeline import load
from glaneur.readers import read_corpus
from glaneur.schema import Article, Generator
from glaneur.sheets import build_sheet, read

CORPUS = Path(__file__).parent.parent / "corpus"
GOLDEN = Path(__file__).parent / "golden"
_NOBODY = Generator(name="", version="", model="", fingerprint="")


@pytest.fixture(scope="module")
def sheets() -> dict[str, str]:
    nlp = load()
    return dict(_golden_forms(nlp))


def _golden_forms(nlp: Language) -> Iterator[tuple[str, str]]:
    for article in read_corpus(CORPUS):
        assert isinstance(article, Article)
        sheet = build_sheet(read(article, nlp), article, _NOBODY)
        lines = encode(sheet).decode("utf-8").splitlines(keepends=True)
        yield article.id, "".join(_without_generator(lines))


def _without_generator(lines: list[str]) -> Iterator[str]:
    inside = False
    for line in lines:
        inside = inside or line.startswith('  "generator"')
        if not inside:
            yield line
        inside = inside and not line.startswith("  }")


def _check(obtained: Path, expected: Path) -> None:
    """Show only the lines (a mention each) that changed."""
    old, new = (path.read_text(encoding="utf-8").splitlines() for path in (expected, obtained))
    if old != new:
        changed = list(difflib.unified_diff(old, new, "golden", "now", lineterm="", n=0))
        raise AssertionError(f"{expected.stem}: {len(changed)} lines differ\n" + "\n".join(changed))


def _ids() -> list[str]:
    return sorted(path.stem for path in CORPUS.glob("*.md"))


@pytest.mark.parametrize("article_id", _ids())
def test_sheet_is_the_golden_one(
    article_id: str, sheets: dict[str, str], file_regression: FileRegressionFixture
) -> None:
    file_regression.check(
        sheets[article_id],
        extension=".json",
        fullpath=GOLDEN / f"{article_id}.json",
        encoding="utf-8",
        check_fn=_check,
    )


def test_no_golden_is_left_over() -> None:
    assert sorted(path.stem for path in GOLDEN.glob("*.json")) == _ids()
