"""The cases of cases/money, quantities, numbers and traps: what is marked is found, nothing else is.

Each line is a sentence in the markup of gold/README.md. A line without marks is a near miss.
"""

from pathlib import Path

import pytest

from case_limits import KnownLimits
from glaneur.expressions.scan import scan
from glaneur.outputs.gold import GoldMention, parse_gold
from glaneur.outputs.scores import first_missed
from glaneur.schema import Mention

CASES = Path(__file__).parent / "cases"
LAYERS = {
    "money": ("money",),
    "quantities": ("quantities",),
    "numbers": ("numbers",),
    "traps": ("money", "quantities"),
}
PUBLISHED = "2024-06-03"


def _cases() -> list[object]:
    limits = KnownLimits(CASES / "known_limits.txt")
    cases = []
    for layer in LAYERS:
        for file in sorted((CASES / layer).glob("*.txt")):
            for number, line in enumerate(file.read_text(encoding="utf-8").split("\n"), 1):
                if not line.strip() or line.startswith("#"):
                    continue
                key = f"{layer}/{file.stem}: {line[:40]}"
                marks = limits.marks(key)
                cases.append(pytest.param(layer, line, marks=marks, id=f"{layer}/{file.stem}:{number}"))
    limits.assert_all_met()
    return cases


def _differences(text: str, gold: tuple[GoldMention, ...], found: tuple[Mention, ...]) -> list[str]:
    differences = []
    by_span = {(mention.start, mention.end): mention for mention in found}
    for expected in gold:
        mention = by_span.pop((expected.start, expected.end), None)
        level = first_missed(expected, mention)
        if level and not expected.optional:
            differences.append(
                f"{level}: expected {expected.text!r} {expected.annotation}, found {mention!r}"
            )
    optional = [expected for expected in gold if expected.optional]
    for mention in by_span.values():
        if not any(mention.start < e.end and e.start < mention.end for e in optional):
            differences.append(f"not expected: {mention!r}")
    return differences


@pytest.mark.parametrize(("layer", "line"), _cases())
def test_case(layer: str, line: str) -> None:
    text, gold = parse_gold(line)
    result = scan(text, PUBLISHED, with_numbers=True)
    for name in LAYERS[layer]:
        expected = tuple(mention for mention in gold if mention.layer == name)
        assert not _differences(text, expected, getattr(result, name))
