"""Sheets against hand annotation: precision, recall and F1 by kind.

Three levels, each stricter than the one before: `span` (the same stretch of text), `value` (and of the
same kind and worth: label, figures, currency, unit or item, TIMEX3 value), `full` (and with the same
modifier, `per` and `mod`).
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from fractions import Fraction
from functools import partial
from typing import Literal

from glaneur.outputs.fact_scores import FactEvaluation
from glaneur.outputs.gold import GoldMention
from glaneur.schema import KINDS, Entity, FactSheet, Mention, Money, Number, Quantity, TimeExpression
from glaneur.typography import normalise

Level = Literal["span", "value", "full"]
LEVELS: tuple[Level, ...] = ("span", "value", "full")


@dataclass(slots=True)
class Score:
    """Counts of one kind: annotated, found, and right at each level."""

    gold: int = 0
    found: int = 0
    right: dict[Level, int] = field(default_factory=lambda: dict.fromkeys(LEVELS, 0))

    def precision(self, level: Level) -> float:
        """Return the share of what was found that is right; 0 where nothing was found."""
        return self.right[level] / self.found if self.found else 0.0

    def recall(self, level: Level) -> float:
        """Return the share of what is annotated that was found right; 0 where nothing is annotated."""
        return self.right[level] / self.gold if self.gold else 0.0

    def f1(self, level: Level) -> float:
        """Return the harmonic mean of precision and recall."""
        total = self.gold + self.found
        return 2 * self.right[level] / total if total else 0.0


@dataclass(frozen=True, slots=True)
class Difference:
    """A mention that sheet and annotation don't agree on.

    `missed` is the first level at which they differ; `gold` is null where nothing is annotated there, `found`
    where nothing was found.
    """

    article: str
    layer: str
    missed: Level
    gold: GoldMention | None
    found: Mention | None


@dataclass(slots=True)
class Evaluation:
    """Scores by layer (`money`) and by layer and kind (`dates DURATION`), and what differs.

    `facts` scores the facts, where they are annotated.
    """

    scores: dict[str, Score] = field(default_factory=lambda: defaultdict(Score))
    differences: list[Difference] = field(default_factory=list)
    facts: FactEvaluation = field(default_factory=FactEvaluation)

    def add(self, sheet: FactSheet, annotated: Sequence[GoldMention]) -> None:
        """Count one article. Optional mentions are neither missed nor wrong."""
        for layer in KINDS:
            gold = [mention for mention in annotated if mention.layer == layer]
            found = list(_counted(getattr(sheet, layer), gold))
            for expected, mention in _paired([g for g in gold if not g.optional], found):
                self._count(sheet.article.id, layer, expected, mention)

    def as_dict(self) -> dict[str, dict[str, object]]:
        """Return the scores as plain data, rounded to four places."""
        mentions: dict[str, dict[str, object]] = {
            name: {"gold": score.gold, "found": score.found}
            | {
                level: {
                    "precision": round(score.precision(level), 4),
                    "recall": round(score.recall(level), 4),
                    "f1": round(score.f1(level), 4),
                }
                for level in LEVELS
            }
            for name, score in sorted(self.scores.items())
        }
        return mentions | self.facts.as_dict()

    def _count(self, article: str, layer: str, gold: GoldMention | None, found: Mention | None) -> None:
        missed = first_missed(gold, found)
        self._add(layer, gold, found, missed)
        if gold and found and gold.kind != kind_of(found):
            self._add(f"{layer} {gold.kind}", gold, None, "span")
            self._add(f"{layer} {kind_of(found)}", None, found, "span")
        elif gold:
            self._add(f"{layer} {gold.kind}", gold, found, missed)
        elif found:
            self._add(f"{layer} {kind_of(found)}", None, found, missed)
        if missed:
            self.differences.append(Difference(article, layer, missed, gold, found))

    def _add(self, name: str, gold: GoldMention | None, found: Mention | None, missed: Level | None) -> None:
        score = self.scores[name]
        score.gold += gold is not None
        score.found += found is not None
        for level in LEVELS[: LEVELS.index(missed)] if missed else LEVELS:
            score.right[level] += 1


def kind_of(mention: Mention) -> str:
    """Return an entity's label, a quantity's kind or a date's type, as annotations name them."""
    match mention:
        case Entity():
            return mention.label
        case Quantity():
            return mention.kind
        case TimeExpression():
            return mention.type
        case Number():
            return "ordinal" if mention.ordinal else "number"
    return "money"


def _counted(found: Iterable[Mention], gold: Sequence[GoldMention]) -> Iterator[Mention]:
    """Leave out what was found at an optional mention, unless it has to do with a required one."""
    required = [mention for mention in gold if not mention.optional]
    spans = {(mention.start, mention.end) for mention in required}
    optional = [mention for mention in gold if mention.optional]
    optional_spans = {(mention.start, mention.end) for mention in optional}
    for mention in found:
        span = (mention.start, mention.end)
        if span in spans or (
            span not in optional_spans and (_overlap(mention, required) or not _overlap(mention, optional))
        ):
            yield mention


def _overlap(mention: Mention, others: Iterable[GoldMention]) -> bool:
    return any(mention.start < other.end and other.start < mention.end for other in others)


def _paired(
    gold: Sequence[GoldMention], found: Sequence[Mention]
) -> Iterator[tuple[GoldMention | None, Mention | None]]:
    """Pair mentions of one span, the best agreeing first; then what is left of either."""
    by_span: dict[tuple[int, int], list[GoldMention]] = defaultdict(list)
    for expected in gold:
        by_span[expected.start, expected.end].append(expected)
    for mention in found:
        candidates = by_span.get((mention.start, mention.end))
        if candidates:
            best = max(candidates, key=partial(_agreement, found=mention))
            candidates.remove(best)
            yield best, mention
        else:
            yield None, mention
    for left in by_span.values():
        yield from ((expected, None) for expected in left)


def _agreement(gold: GoldMention, *, found: Mention) -> int:
    missed = first_missed(gold, found)
    return LEVELS.index(missed) if missed else len(LEVELS)


def first_missed(gold: GoldMention | None, found: Mention | None) -> Level | None:
    """Return the first level at which annotation and finding differ, None where they agree."""
    if gold is None or found is None:
        return "span"
    if gold.kind != kind_of(found) or not _same_value(gold, found):
        return "value"
    return None if gold.extras == _extras(found) else "full"


def _same_value(gold: GoldMention, found: Mention) -> bool:
    match found:
        case Money():
            figure, currency = gold.value
            return _same_figure(figure, found.amount, found.min, found.max) and currency == found.currency
        case Quantity():
            figure, *what = gold.value
            return _same_figure(figure, found.value, found.min, found.max) and (
                not what or _plain(what[0]) == _plain(found.unit if found.kind == "measure" else found.item)
            )
        case Number():
            return _same_figure(gold.value[0], found.value, found.min, found.max)
        case TimeExpression():
            return gold.value == (found.value,)
    return True


def _same_figure(figure: object, value: Decimal | None, low: Decimal | None, high: Decimal | None) -> bool:
    said = (value,) if value is not None else (low, high)
    if not isinstance(figure, tuple) or len(figure) != len(said):
        return False
    return all(
        real is not None and abs(Fraction(expected) - Fraction(real)) <= _tolerance(expected)
        for expected, real in zip(figure, said, strict=True)
    )


def _tolerance(expected: Decimal | Fraction) -> Fraction:
    """Return what a ratio such as one third, which has no exact decimal, may be off."""
    return Fraction(1, 10**6) if isinstance(expected, Fraction) else Fraction(0)


def _extras(found: Mention) -> frozenset[str]:
    match found:
        case Money():
            per = {f"per={found.per.replace(' ', '_')}"} if found.per else set()
            return frozenset(per | ({found.modifier} if found.modifier else set()))
        case Quantity() | Number():
            return frozenset({found.modifier} if found.modifier else ())
        case TimeExpression():
            return frozenset({f"mod={found.mod}"} if found.mod else ())
    return frozenset()


def _plain(written: object) -> str | None:
    return None if written is None else " ".join(normalise(str(written)).split())
