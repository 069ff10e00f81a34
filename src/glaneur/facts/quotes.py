"""What is quoted in an article, and who says it: behind the closing mark, across sentences."""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from glaneur.facts.phrases import Phrase, bare, named
from glaneur.facts.view import Placed
from glaneur.lexicons import load_table

_QUOTED = re.compile(r"«[^«»\n]{1,2000}»|“[^“”\n]{1,2000}”")
_SAYS = re.compile(
    r",?\s*(?:(?:s'|se |a |ont |avait |nous |lui )*)(?P<verb>[a-zà-ÿ]{3,})(?:-t)?(?:-elle|-il)?\s"
)
_SOMEBODY = re.compile(r"(?:le |la |l'|un |une |les |des |son |sa )([\w-]+)")
_NO_VERBS = frozenset(load_table("function_words")["function_words"]["words"])
_REACH = 60


class Quote(NamedTuple):
    """A quotation's place, and who speaks."""

    start: int
    end: int
    speaker: Phrase


class Quotes:
    """The quotations of an article whose speaker is told right behind them."""

    def __init__(self, plain: str, names: Sequence[Placed]) -> None:
        self._quotes = list(_quotes(plain, names))
        self._starts = [quote.start for quote in self._quotes]

    def speaker(self, offset: int) -> Phrase | None:
        """Who says what stands at an offset; None outside of quotations."""
        i = bisect_right(self._starts, offset) - 1
        return self._quotes[i].speaker if i >= 0 and offset < self._quotes[i].end else None


def _quotes(plain: str, names: Sequence[Placed]) -> Iterator[Quote]:
    people = [n for n in names if n.record["label"] in ("PER", "ORG")]
    i = 0
    for quoted in _QUOTED.finditer(plain):
        says = _SAYS.match(plain, quoted.end())
        if says is None or says["verb"] in _NO_VERBS:
            continue
        while i < len(people) and people[i].start < says.end():
            i += 1
        between = plain[says.end() : people[i].start] if i < len(people) else "."
        somebody = _SOMEBODY.match(plain, says.end())
        if len(between) <= _REACH and not set(between) & set(".!?«»\n;"):
            yield Quote(quoted.start(), quoted.end(), named(people[i]))
        elif somebody is not None:
            yield Quote(quoted.start(), quoted.end(), bare(*somebody.span(1)))
