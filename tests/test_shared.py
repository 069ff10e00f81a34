"""The seed articles and a sample of Wikinews, where the folder of shared material is there."""

import hashlib
import json
import os
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

import glaneur
from glaneur.expressions.scan import Scan, scan
from glaneur.schema import Fact, FactSheet, Mention

SHARED = Path(os.environ.get("GLANEUR_SHARED", Path(__file__).parents[2] / "shared")) / "data"
SAMPLE = 40

needs_seeds = pytest.mark.skipif(
    not (SHARED / "seeds").is_dir(), reason=f"no seed articles in {SHARED}: set GLANEUR_SHARED"
)
needs_wikinews = pytest.mark.skipif(
    not (SHARED / "winer-fr").is_dir(), reason=f"no Wikinews articles in {SHARED}: set GLANEUR_SHARED"
)


def _seeds() -> list[dict[str, Any]]:
    file = SHARED / "seeds" / "expected.json"
    return json.loads(file.read_text(encoding="utf-8")) if file.is_file() else []


@needs_seeds
@pytest.mark.parametrize("seed", _seeds(), ids=lambda seed: seed["file"])
def test_every_value_of_a_seed_comes_out_right_and_no_trap_is_taken(seed: dict[str, Any]) -> None:
    text = (SHARED / "seeds" / seed["file"]).read_text(encoding="utf-8")
    found = scan(text, seed["published"])
    for layer in ("money", "quantities", "dates"):
        mentions = {(m.start, m.end): m for m in getattr(found, layer)}
        for expected in seed[layer]:
            mention = mentions.get((expected["start"], expected["end"]))
            assert mention is not None, expected
            _agrees(mention, expected)
    for trap in seed["traps"]:
        taken = [m for m in _all(found) if m.start < trap["end"] and trap["start"] < m.end]
        assert not taken, trap


@pytest.fixture(scope="module")
def sheets() -> dict[str, FactSheet]:
    nlp = glaneur.load()
    texts = {seed["file"]: (SHARED / "seeds" / seed["file"]).read_text(encoding="utf-8") for seed in _seeds()}
    return {
        seed["published"]: glaneur.extract(texts[seed["file"]], published=seed["published"], nlp=nlp)
        for seed in _seeds()
    }


@needs_seeds
@pytest.mark.parametrize(
    ("published", "figure", "said"),
    [
        ("2024-05-27", "100 milliards de dollars", ("couple", "hedged", "The Information", None)),
        ("2024-05-27", "100 exaflops", ("objectif annoncé", "planned", None, "automne 2024")),
        ("2024-09-05", "6 milliards de dollars", ("xAI", "asserted", None, "mai")),
        ("2024-09-05", "24 milliards de dollars", ("xAI", "asserted", None, None)),
        ("2024-09-05", "18 turbines", ("xAI", "hedged", "organisation", None)),
    ],
)
def test_a_fact_of_a_seed_has_its_holder_its_certainty_its_source_and_its_date(
    sheets: dict[str, FactSheet], published: str, figure: str, said: tuple[str | None, ...]
) -> None:
    sheet = sheets[published]
    mentions = {"money": sheet.money, "quantity": sheet.quantities}
    texts = [mentions[fact.value.kind][fact.value.index].text.replace("\xa0", " ") for fact in sheet.facts]
    assert said in [
        _said(sheet, fact) for fact, text in zip(sheet.facts, texts, strict=True) if text == figure
    ]


def _said(sheet: FactSheet, fact: Fact) -> tuple[str | None, ...]:
    return (
        fact.holder and fact.holder.text,
        fact.certainty,
        fact.source and fact.source.text,
        None if fact.when is None else sheet.dates[fact.when].text,
    )


def _agrees(mention: Mention, expected: dict[str, Any]) -> None:
    fields = set(expected) - {"note", "surface"}
    for name in fields:
        value = getattr(mention, name)
        wanted = expected[name]
        same = value == Decimal(str(wanted)) if isinstance(value, Decimal) else value == wanted
        assert same, f"{name}: {value!r}, expected {wanted!r} in {expected}"


def _all(found: Scan) -> tuple[Mention, ...]:
    return (*found.money, *found.quantities, *found.dates)


def _wikinews() -> list[Path]:
    files = (SHARED / "winer-fr").rglob("2*_*.txt")
    return sorted(files, key=lambda file: hashlib.sha256(file.name.encode()).hexdigest())[-SAMPLE:]


@needs_wikinews
def test_wikinews_articles_are_read_without_a_failure_or_a_false_offset(tmp_path: Path) -> None:
    corpus = tmp_path / "corpus"
    corpus.mkdir()
    for file in _wikinews():
        (corpus / file.name).write_bytes(file.read_bytes())
    results = list(glaneur.run(corpus, tmp_path / "sheets"))
    assert [result.status for result in results] == ["done"] * SAMPLE
    for result in results:
        assert result.sheet is not None
        sheet = json.loads(result.sheet.read_text(encoding="utf-8"))
        text = sheet["article"]["text"]
        for layer in ("entities", "money", "quantities", "dates"):
            for mention in sheet[layer]:
                assert text[mention["start"] : mention["end"]] == mention["text"]
