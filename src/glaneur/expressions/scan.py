"""The scan: one pass over a text that decides all its expressions; every face is a view of it."""

from collections.abc import Iterator
from dataclasses import dataclass, fields
from functools import lru_cache
from typing import Any, TypeVar

from glaneur.expressions.candidates import Candidate
from glaneur.expressions.currencies import Places
from glaneur.expressions.dates import Facing, Resolved, Resolver, find
from glaneur.expressions.guards import find_guards
from glaneur.expressions.money import MoneyReading, read_money
from glaneur.expressions.numbers import NumberReading, read_numbers
from glaneur.expressions.numerals import read_numerals
from glaneur.expressions.overlaps import covers, resolve_overlaps
from glaneur.expressions.quantities import QuantityReading, read_quantities
from glaneur.expressions.tokens import Tokens
from glaneur.lexicons.lexicon import SHIPPED, Lexicon
from glaneur.publication import Published, parse_published
from glaneur.schema import Mention, Money, Number, Quantity, TimeExpression
from glaneur.typography import Folded, fold

_CHUNK = 50_000  # characters: bounds the memory of a very long article
M = TypeVar("M", bound=Mention)
_RESOLVED = tuple(field.name for field in fields(Resolved))


@dataclass(frozen=True, slots=True)
class Scan:
    """All expressions of a text, each layer in text order and free of overlaps."""

    numbers: tuple[Number, ...]
    money: tuple[Money, ...]
    quantities: tuple[Quantity, ...]
    dates: tuple[TimeExpression, ...]


def scan(
    text: str,
    published: Published = None,
    *,
    with_numbers: bool = False,
    facing: Facing = "past",
    lexicon: Lexicon = SHIPPED,
) -> Scan:
    """Read all expressions of `text`; relative dates count from `published`.

    Numbers are a layer of their own, which no sheet holds: read on demand. `facing` is where a date
    points whose sentence does not say: news looks back, an agenda ahead. `lexicon` says which words are
    currencies, units, modifiers and items.

    Raises ValueError where `published` is a string that is no ISO date.
    """
    folded = fold(text)
    anchor = None if published is None else parse_published(published)
    resolver = Resolver(anchor, facing=facing)
    places = Places(_words(folded.text, lexicon))
    numbers: list[Number] = []
    money: list[Money] = []
    quantities: list[Quantity] = []
    dates: list[TimeExpression] = []
    for offset, chunk in _chunks(folded.text):
        at = _Place(text, folded, offset)
        kept, figures = _read(_tokens(chunk, lexicon), places, with_numbers=with_numbers)
        numbers += [at.mention(Number, c, c.reading._asdict()) for c in figures]
        money += [
            at.mention(Money, c, c.reading._asdict()) for c in kept if isinstance(c.reading, MoneyReading)
        ]
        quantities += [at.quantity(c) for c in kept if isinstance(c.reading, QuantityReading)]
        temporal = [c for c in kept if not isinstance(c.reading, (MoneyReading, QuantityReading, str))]
        resolved = resolver.resolve(temporal)
        dates += [at.date(c, r) for c, r in zip(temporal, resolved, strict=True)]
    return Scan(tuple(numbers), tuple(money), tuple(quantities), tuple(dates))


def _read(
    tokens: Tokens, places: Places, *, with_numbers: bool
) -> tuple[list[Candidate[Any]], list[Candidate[NumberReading]]]:
    """The readings of `tokens` that stand, and the numbers outside guards and dates."""
    numerals = read_numerals(tokens)
    guards = find_guards(tokens, numerals)
    dates = find(tokens, numerals)
    money = resolve_overlaps([*guards, *read_money(tokens, numerals, places)])
    claimed = {n.first for n in numerals.all if covers(money, tokens.start[n.first])}
    kept = resolve_overlaps([*money, *dates, *read_quantities(tokens, numerals, claimed)])
    stated = [c for c in kept if not isinstance(c.reading, str)]
    if not with_numbers:
        return stated, []
    not_counted = [c for c in kept if not isinstance(c.reading, (MoneyReading, QuantityReading))]
    numbers = resolve_overlaps([*not_counted, *read_numbers(tokens, numerals)])
    return stated, [c for c in numbers if isinstance(c.reading, NumberReading)]


@dataclass(frozen=True, slots=True)
class _Place:
    """Maps offsets in a chunk of folded text to the source text."""

    source: str
    folded: Folded
    offset: int

    def mention(self, model: type[M], candidate: Candidate[Any], said: dict[str, Any]) -> M:
        start, end = self._span(candidate.start, candidate.end)
        return model(text=self.source[start:end], start=start, end=end, **said)

    def quantity(self, candidate: Candidate[QuantityReading]) -> Quantity:
        said = candidate.reading._asdict()
        if candidate.reading.item is not None:
            start, end = self._span(*candidate.reading.item)
            said["item"] = self.source[start:end]
        return self.mention(Quantity, candidate, said)

    def date(self, candidate: Candidate[Any], resolved: Resolved) -> TimeExpression:
        return self.mention(TimeExpression, candidate, {name: getattr(resolved, name) for name in _RESOLVED})

    def _span(self, start: int, end: int) -> tuple[int, int]:
        return self.folded.span(start + self.offset, end + self.offset)


def _chunks(text: str) -> Iterator[tuple[int, str]]:
    """`text` cut behind line ends into stretches of bounded length; a longer line is cut at a space."""
    start = 0
    while start < len(text):
        end = start + _CHUNK
        if end < len(text):
            cut = max(text.rfind("\n", start, end), 0) or max(text.rfind(". ", start, end), 0)
            cut = cut or max(text.rfind(" ", start, end), 0)
            end = cut + 1 if cut > start else end
        yield start, text[start:end]
        start = end


@lru_cache(maxsize=1)
def _tokens(chunk: str, lexicon: Lexicon) -> Tokens:
    """The tokens of a chunk; the last are kept, so that a text of one chunk is cut up once."""
    return Tokens(chunk, lexicon)


def _words(text: str, lexicon: Lexicon) -> Iterator[str]:
    """The words of a whole text in lower case, made only when somebody counts them.

    A dollar sign also comes with the word before it: "milliards $" is written in Quebec alone.
    """
    for _, chunk in _chunks(text):
        low = _tokens(chunk, lexicon).low
        yield from low
        yield from (low[i - 1] + word for i, word in enumerate(low) if word == "$")
