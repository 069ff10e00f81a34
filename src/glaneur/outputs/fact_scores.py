"""Facts against hand annotation: how many are right, field by field and whole.

A figure without a fact is wrong in every field; a fact without an annotated figure is one found too many.
`whole` is right where holder, date and certainty are.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from glaneur.outputs.fact_pairs import FIELDS, MAY_BE_ABSENT, Field, figure_of, paired, right_fields
from glaneur.outputs.gold_facts import NONE, GoldFact
from glaneur.schema import Fact, FactSheet, Predicate, Words


@dataclass(slots=True)
class Tally:
    """Counts of one thing: annotated, found, and found right."""

    gold: int = 0
    found: int = 0
    right: int = 0

    @property
    def precision(self) -> float:
        """The share of what was found that is right; 0 where nothing was found."""
        return self.right / self.found if self.found else 0.0

    @property
    def recall(self) -> float:
        """The share of what is annotated that was found right; 0 where nothing is annotated."""
        return self.right / self.gold if self.gold else 0.0

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall."""
        total = self.gold + self.found
        return 2 * self.right / total if total else 0.0

    def as_dict(self) -> dict[str, float]:
        """Return the three shares as plain data, rounded to four places."""
        return {name: round(getattr(self, name), 4) for name in ("precision", "recall", "f1")}


@dataclass(slots=True)
class FactScore:
    """Counts of the facts of some articles.

    `figures` are the facts annotated, found, and found at an annotated figure. `right` counts, by field, the
    annotated facts that are right in it. `present` counts what a field that may be absent says where it says
    something; `certainties` the labels.
    """

    figures: Tally = field(default_factory=Tally)
    right: Counter[Field] = field(default_factory=Counter)
    present: dict[Field, Tally] = field(default_factory=lambda: defaultdict(Tally))
    certainties: dict[str, Tally] = field(default_factory=lambda: defaultdict(Tally))

    def accuracy(self, name: Field) -> float:
        """Return the share of the annotated facts that are right in a field; 0 where none is annotated."""
        return self.right[name] / self.figures.gold if self.figures.gold else 0.0

    @property
    def whole(self) -> Tally:
        """Whole facts: annotated, found, and found right."""
        return Tally(self.figures.gold, self.figures.found, self.right["whole"])

    def as_dict(self) -> dict[str, object]:
        """Return the scores as plain data, rounded to four places."""
        counts: dict[str, object] = {"gold": self.figures.gold, "found": self.figures.found}
        for name in FIELDS:
            shares: dict[str, object] = {"accuracy": round(self.accuracy(name), 4)}
            if name in MAY_BE_ABSENT:
                shares |= self.present[name].as_dict()
            elif name == "certainty":
                shares |= {label: tally.as_dict() for label, tally in sorted(self.certainties.items())}
            counts[name] = self.whole.as_dict() if name == "whole" else shares
        return counts


@dataclass(frozen=True, slots=True)
class FactDifference:
    """A field in which a fact and its annotation don't agree.

    `field` is `value` where only one of them is there. `expected` is as the annotation writes it, `found` is
    written alike: `-` where there is none. `rule` is null where no fact was found.
    """

    article: str
    field: str
    figure: str
    expected: str
    found: str
    rule: str | None


@dataclass(slots=True)
class FactEvaluation:
    """Scores of all articles and, where some are sealed, of these and of the open ones; and what differs."""

    _scores: dict[str, FactScore] = field(default_factory=lambda: defaultdict(FactScore))
    differences: list[FactDifference] = field(default_factory=list)

    @property
    def scores(self) -> dict[str, FactScore]:
        """The scores of all facts and, where some articles are sealed, of theirs and of the open ones."""
        alone = "facts sealed" not in self._scores
        return {name: score for name, score in sorted(self._scores.items()) if name == "facts" or not alone}

    def add(self, sheet: FactSheet, annotated: Sequence[GoldFact], *, sealed: bool = False) -> None:
        """Count one article. What differs in a sealed one is counted, but not told.

        An optional figure without a fact is not missed; the fact of one that was found is judged.
        """
        groups = [self._scores[name] for name in ("facts", "facts sealed" if sealed else "facts open")]
        for gold, fact in paired(sheet, annotated):
            right = right_fields(sheet, gold, fact) if gold and fact else frozenset()
            for score in groups:
                _count(score, gold, fact, right)
            if not sealed:
                self.differences += _differences(sheet, gold, fact, right)

    def as_dict(self) -> dict[str, dict[str, object]]:
        """Return the scores as plain data, rounded to four places."""
        return {name: score.as_dict() for name, score in self.scores.items()}


def _count(score: FactScore, gold: GoldFact | None, fact: Fact | None, right: frozenset[Field]) -> None:
    score.figures.gold += gold is not None
    score.figures.found += fact is not None
    if gold is None:
        return
    score.figures.right += fact is not None
    score.right.update(right)
    for name in MAY_BE_ABSENT:
        said = fact is not None and getattr(fact, name) is not None
        agrees = said and name in right
        score.present[name].gold += agrees or None not in getattr(gold, name)
        score.present[name].found += said
        score.present[name].right += agrees
    agrees = fact is not None and "certainty" in right
    score.certainties[fact.certainty if fact and agrees else gold.certainty[0]].gold += 1
    if fact:
        score.certainties[fact.certainty].found += 1
        score.certainties[fact.certainty].right += agrees


def _differences(
    sheet: FactSheet, gold: GoldFact | None, fact: Fact | None, right: frozenset[Field]
) -> Iterator[FactDifference]:
    article = sheet.article.id
    if gold and not fact:
        yield FactDifference(article, "value", gold.figure.text, gold.figure.text, NONE, None)
    if fact and not gold:
        figure = figure_of(sheet, fact).text
        yield FactDifference(article, "value", figure, NONE, figure, fact.rule)
    if gold is None or fact is None:
        return
    for name in FIELDS:
        if name not in right and name != "whole":
            said = _said(sheet, fact, name)
            yield FactDifference(article, name, gold.figure.text, gold.written[name], said, fact.rule)


def _said(sheet: FactSheet, fact: Fact, name: Field) -> str:
    """What a fact says in a field, as annotations write it."""
    if name == "when":
        return NONE if fact.when is None else sheet.dates[fact.when].text
    match getattr(fact, name):
        case Predicate() as predicate:
            return f"{predicate.text}={predicate.lemma}"
        case Words() as words:
            return words.text
        case said:
            return NONE if said is None else str(said)
