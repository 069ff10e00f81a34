"""The program against hand annotation: scores stay at or above the recorded floors, which only rise."""

import json
from pathlib import Path

import pytest

from glaneur.outputs.scores import Evaluation
from glaneur.runner import evaluate

TESTS = Path(__file__).parent
FLOORS = json.loads((TESTS / "gold" / "floors.json").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def evaluation() -> Evaluation:
    return evaluate(TESTS / "gold", TESTS.parent / "corpus")


@pytest.mark.parametrize(
    ("layer", "level", "floor"),
    [(layer, level, floor) for layer, levels in FLOORS.items() for level, floor in levels.items()],
)
def test_f1_is_at_or_above_its_floor(evaluation: Evaluation, layer: str, level: str, floor: float) -> None:
    assert round(evaluation.scores[layer].f1(level), 4) >= floor
