"""Hand annotation of facts: a line for each figure, as `tests/gold/README.md` describes it.

An example, with `|` for the tabs: `6 milliards|xAI|levée|annoncé=annoncer|dimanche || -|asserted|xAI || -|-`.
"""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import TypeVar, cast, get_args

from glaneur.outputs.gold import GoldError, GoldMention
from glaneur.schema import FIGURE_FIELDS, Certainty, Direction, Mention, Stretch, Words

Span = tuple[int, int]
T = TypeVar("T")

COLUMNS = ("value", "holder", "measure", "predicate", "when", "certainty", "source", "direction")
NONE = "-"

_EITHER = " || "
_NTH = re.compile(r"(.+)#(\d+)")


@dataclass(frozen=True, slots=True)
class Surface:
    """Words as a person copied them, and where the text has them: everywhere, or the k-th place alone."""

    text: str
    places: tuple[Span, ...]

    def meant(self, figure: GoldMention, sentences: Iterable[Stretch]) -> Span:
        """Return the place nearest to the figure in its sentence, else nearest before it, else nearest."""
        distance = partial(_distance, figure)
        sentence = next((s for s in sentences if s.start <= figure.start < s.end), None)
        inside = [p for p in self.places if sentence is None or sentence.start <= p[0] < sentence.end]
        if inside:
            return min(inside, key=distance)
        before = [place for place in self.places if place[1] <= figure.start]
        return before[-1] if before else min(self.places, key=distance)


@dataclass(frozen=True, slots=True)
class Verb:
    """A governing verb: its form in the text, and its lemma."""

    surface: Surface
    lemma: str


@dataclass(frozen=True, slots=True)
class GoldFact:
    """What a person says of one figure.

    Each field holds alternatives that are as good, the preferred one first; None is "there is none".
    `written` is the line as it stands in the file, by column.
    """

    figure: GoldMention
    written: Mapping[str, str]
    holder: tuple[Surface | None, ...]
    measure: tuple[Surface | None, ...]
    predicate: tuple[Verb | None, ...]
    when: tuple[Surface | None, ...]
    certainty: tuple[Certainty, ...]
    source: tuple[Surface | None, ...]
    direction: tuple[Direction | None, ...]


def parse_facts(table: str, text: str, mentions: Iterable[GoldMention]) -> tuple[GoldFact, ...]:
    """Return the annotated facts of an article, whose `text` and `mentions` are those of its gold.

    Raises GoldError, which says the line.
    """
    figures = sorted((m for m in mentions if m.layer in FIGURE_FIELDS.values()), key=lambda m: m.start)
    header, *lines = table.rstrip("\n").split("\n")
    if tuple(header.split("\t")) != COLUMNS:
        raise GoldError(f"line 1: the columns must be {', '.join(COLUMNS)}, with tabs between them")
    facts = []
    for number, (line, figure) in enumerate(zip(lines, figures, strict=False), start=2):
        try:
            facts.append(_fact(line.split("\t"), text, figure))
        except GoldError as error:
            raise GoldError(f"line {number}: {error}") from error
    if len(lines) > len(figures):
        raise GoldError(f"line {len(figures) + 2}: the article's gold has no figure for this line")
    if len(lines) < len(figures):
        raise GoldError(f"line {len(lines) + 2}: no line for the figure {figures[len(lines)].text!r}")
    return tuple(facts)


def span_of(placed: Stretch | Words | Mention | GoldMention) -> Span:
    """Return where something stands, as a pair."""
    return placed.start, placed.end


def overlap(a: Span, b: Span) -> int:
    """Return how many characters both spans have; below 1 where they don't overlap."""
    return min(a[1], b[1]) - max(a[0], b[0])


def _fact(fields: Sequence[str], text: str, figure: GoldMention) -> GoldFact:
    if len(fields) != len(COLUMNS):
        raise GoldError(f"{len(fields)} fields where {len(COLUMNS)} are expected, with tabs between them")
    written = dict(zip(COLUMNS, fields, strict=True))
    if written["value"] != figure.text:
        raise GoldError(f"value {written['value']!r}: the figure that is next in the gold is {figure.text!r}")
    surface, verb = partial(_surface, text), partial(_verb, text)
    return GoldFact(
        figure,
        written,
        holder=_or_none(written, "holder", surface),
        measure=_or_none(written, "measure", surface),
        predicate=_or_none(written, "predicate", verb),
        when=_or_none(written, "when", surface),
        certainty=_either(written, "certainty", _certainty),
        source=_or_none(written, "source", surface),
        direction=_or_none(written, "direction", _direction),
    )


def _either(written: Mapping[str, str], column: str, read: Callable[[str], T]) -> tuple[T, ...]:
    try:
        return tuple(read(said) for said in written[column].split(_EITHER))
    except ValueError as error:
        raise GoldError(f"{column} {written[column]!r}: {error}") from error


def _or_none(written: Mapping[str, str], column: str, read: Callable[[str], T]) -> tuple[T | None, ...]:
    return _either(written, column, lambda said: None if said == NONE else read(said))


def _surface(text: str, said: str) -> Surface:
    if not said.strip():
        raise ValueError(f"is empty; write {NONE} where there is none")
    counted = None if said in text else _NTH.fullmatch(said)
    surface = counted[1] if counted else said
    places = _places(text, surface)
    if not places:
        raise ValueError(f"{surface!r} is not in the article's text")
    if counted:
        nth = int(counted[2])
        if not 1 <= nth <= len(places):
            raise ValueError(f"the text has {surface!r} {len(places)} times only")
        places = places[nth - 1 : nth]
    return Surface(surface, places)


def _verb(text: str, said: str) -> Verb:
    surface, _, lemma = said.rpartition("=")
    if not surface or not lemma:
        raise ValueError("a predicate is written surface=lemma")
    return Verb(_surface(text, surface), lemma)


def _certainty(said: str) -> Certainty:
    return cast("Certainty", _one_of(said, get_args(Certainty)))


def _direction(said: str) -> Direction:
    return cast("Direction", _one_of(said, get_args(Direction)))


def _one_of(said: str, words: Sequence[str]) -> str:
    if said not in words:
        raise ValueError(f"must be one of {', '.join(words)}")
    return said


def _places(text: str, surface: str) -> tuple[Span, ...]:
    """Where the text has the surface: as whole words, else (where it has no such) within words."""
    found = [match.span() for match in re.finditer(re.escape(surface), text)]
    return tuple(place for place in found if _whole(text, place)) or tuple(found)


def _whole(text: str, place: Span) -> bool:
    start, end = place
    return not any(0 < i < len(text) and text[i - 1].isalnum() and text[i].isalnum() for i in (start, end))


def _distance(figure: GoldMention, place: Span) -> int:
    return -overlap(span_of(figure), place)
