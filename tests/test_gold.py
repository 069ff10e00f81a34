"""The program against hand annotation: scores stay at or above the recorded floors, which only rise.

Facts are scored on the open articles only: the sealed ones are kept for a last look.
A floor of `facts` is the share of the facts that are right in a field; of `whole` it is F1.
"""

import json
import shutil
from pathlib import Path

import pytest

from glaneur.outputs.fact_scores import FactScore
from glaneur.outputs.scores import Evaluation
from glaneur.runner import evaluate

TESTS = Path(__file__).parent
GOLD = TESTS / "gold"
FLOORS = json.loads((GOLD / "floors.json").read_text(encoding="utf-8"))
FACT_FLOORS = FLOORS.pop("facts")


@pytest.fixture(scope="module")
def evaluation() -> Evaluation:
    return evaluate(GOLD, TESTS.parent / "corpus", facts=False)


@pytest.fixture(scope="module")
def facts(tmp_path_factory: pytest.TempPathFactory) -> FactScore:
    sealed = (GOLD / "facts" / "sealed.list").read_text(encoding="utf-8").split()
    gold = tmp_path_factory.mktemp("open") / "gold"
    shutil.copytree(GOLD, gold, ignore=shutil.ignore_patterns(*(f"{article}.*" for article in sealed)))
    return evaluate(gold, TESTS.parent / "corpus").facts.scores["facts"]


@pytest.mark.parametrize(
    ("layer", "level", "floor"),
    [(layer, level, floor) for layer, levels in FLOORS.items() for level, floor in levels.items()],
)
def test_f1_is_at_or_above_its_floor(evaluation: Evaluation, layer: str, level: str, floor: float) -> None:
    assert round(evaluation.scores[layer].f1(level), 4) >= floor


@pytest.mark.parametrize(("field", "floor"), FACT_FLOORS.items())
def test_facts_are_at_or_above_their_floor(facts: FactScore, field: str, floor: float) -> None:
    score = facts.whole.f1 if field == "whole" else facts.accuracy(field)
    assert round(score, 4) >= floor
