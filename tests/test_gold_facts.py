"""The hand annotation of facts is whole: a line for each figure, nothing in it that the text does not say."""

import re
from pathlib import Path

import pytest

from glaneur.outputs.gold import parse_gold
from glaneur.outputs.gold_facts import parse_facts

GOLD = Path(__file__).parent / "gold"
FILES = sorted((GOLD / "facts").glob("*.tsv"))
COLUMNS = ["value", "holder", "measure", "predicate", "when", "certainty", "source", "direction"]
WORDS = {
    "certainty": {"asserted", "hedged", "planned", "negated", "question"},
    "direction": {"up", "down", "-"},
}


def test_every_annotated_article_has_its_facts() -> None:
    assert [path.stem for path in FILES] == sorted(path.stem for path in GOLD.glob("*.txt"))


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_facts_are_of_the_article(path: Path) -> None:
    text, mentions = parse_gold((GOLD / f"{path.stem}.txt").read_text(encoding="utf-8"))
    figures = [m for m in sorted(mentions, key=lambda m: m.start) if m.layer in ("money", "quantities")]
    header, *rows = (line.split("\t") for line in path.read_text(encoding="utf-8").splitlines())
    assert header == COLUMNS
    assert [row[0] for row in rows] == [text[m.start : m.end] for m in figures]
    for row in rows:
        for column, field in zip(COLUMNS, row, strict=True):
            for said in field.split(" || "):
                if column in WORDS:
                    assert said in WORDS[column], (row, column)
                elif said != "-":
                    surface = re.sub(r"=[^=]+$" if column == "predicate" else r"#\d+$", "", said)
                    assert surface in text, (row, column)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_facts_are_read(path: Path) -> None:
    text, mentions = parse_gold((GOLD / f"{path.stem}.txt").read_text(encoding="utf-8").strip("\n"))
    assert len(parse_facts(path.read_text(encoding="utf-8"), text, mentions)) > 0


def test_sealed_articles_are_annotated() -> None:
    sealed = (GOLD / "facts" / "sealed.list").read_text(encoding="utf-8").splitlines()
    assert set(sealed) <= {path.stem for path in FILES}
