"""A sentence as the parser gets it: figures and names in a form that it knows.

A treebank of newspapers has few of the forms that press articles write sums in, and the parser loses the
verb of a sentence over one of them. So it is shown each figure as a plain number with its noun, each name and
date as one word; quotation marks and bullets are left out. Every word knows what it stands for, and where.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from spacy.tokens import Span

from glaneur.schema import FIGURE_FIELDS
from glaneur.typography import normalise

FIGURES = frozenset(FIGURE_FIELDS.values())
NUMBER = "50"
_NOUNS = {"money": "euros", "percent": "%", "measure": "mètres", "ratio": "%", "count": "unités"}
_ADJECTIVAL = re.compile(r"^(?=.{5})\w[a-zà-ÿ]+(?:é|i|u|is|us|t|ant)(?:e|s|es)?$")
_SHOWN = {"–": ",", "—": ",", "-": ",", "soit": "ou"}
_DATES = {
    "DATE": {"year": "2010", "month": "mai", "day": "lundi"},
    "TIME": {"hour": "midi", "minute": "midi", "second": "midi"},
}
_UNSEEN = frozenset('«»“”"•|*·')


@dataclass(frozen=True, slots=True)
class Placed:
    """A mention of a sentence: its kind, its index in the sheet, and its record as plain data."""

    kind: str
    index: int
    record: Mapping[str, Any]

    @property
    def start(self) -> int:
        """Where it starts in the article."""
        return int(self.record["start"])

    @property
    def end(self) -> int:
        """Where it ends in the article."""
        return int(self.record["end"])


@dataclass(frozen=True, slots=True)
class Word:
    """A word that the parser sees, and the stretch of the article that it stands for.

    `mention` is what the word names: an entity, or the figure whose noun it is. `lemma` is that of the word
    as written, where another verb is shown for it.
    """

    shown: str
    start: int
    end: int
    mention: Placed | None = None
    lemma: str | None = None


@dataclass(frozen=True, slots=True)
class _Block:
    """A stretch that is shown otherwise than it is written."""

    start: int
    end: int
    words: tuple[Word, ...]


def view(plain: str, tokens: Span, mentions: Sequence[Placed]) -> list[Word]:
    """The words that the parser sees for a sentence's `tokens`; `plain` is the article's normalised text."""
    figures, items = _figures(plain, mentions, tokens.end_char)
    taken = [(block.start, block.end) for block in figures]
    free = [m for m in mentions if not any(start < m.end and m.start < end for start, end in taken)]
    blocks = [*figures, *_dates(free), *_names(plain, free, items)]
    blocks.sort(key=lambda block: block.start)
    blocks = [
        b for b, before in zip(blocks, [None, *blocks], strict=False) if not before or b.start >= before.end
    ]
    return list(_plainly(list(_compounds(plain, _words(plain, tokens, blocks, items)))))


def _plainly(words: Sequence[Word]) -> Iterator[Word]:
    """The words as the parser tells them best.

    Without dashes, and without the capital of a participle or a verb ("Faut-il") at the start, which it takes
    for nouns; "soit" before a figure is shown as "ou".
    """
    asked = len(words) > 1 and words[1].shown.startswith("-")
    for i, word in enumerate(words):
        shown = _SHOWN.get(word.shown, word.shown)
        if i == 0 and shown == _SHOWN["-"]:
            continue
        if i == 0 and word.mention is None and (asked or _ADJECTIVAL.search(shown)):
            shown = shown.lower()
        yield replace(word, shown=shown) if shown != word.shown else word


def _compounds(text: str, words: Iterable[Word]) -> Iterator[Word]:
    """The words, those that hyphens join made one: `Président-candidat`."""
    waiting: list[Word] = []
    for word in words:
        if word.shown == "'" and waiting and waiting[-1].end == word.start:
            last = waiting.pop()
            waiting.append(Word(f"{last.shown}'", last.start, word.end, last.mention))
            continue
        joined = len(waiting) == 2 and waiting[1].end == word.start and word.mention is None
        if joined and text[word.start].isalpha():
            first = waiting[0]
            shown = text[first.start : word.end] if first.mention is None else first.shown
            waiting = [Word(shown, first.start, word.end, first.mention)]
            continue
        hyphen = word.shown == "-" and waiting and waiting[-1].end == word.start
        if hyphen and len(waiting) == 1 and text[waiting[0].start].isalpha():
            waiting.append(word)
            continue
        yield from waiting
        waiting = [word]
    yield from waiting


def _words(
    text: str, tokens: Iterable[Any], blocks: list[_Block], items: Mapping[int, Placed]
) -> Iterator[Word]:
    waiting = iter(blocks)
    block = next(waiting, None)
    done = 0
    for token in tokens:
        start, end = max(token.idx, done), token.idx + len(token)
        while block is not None and block.start < end:
            yield from _plain(text, start, block.start, items)
            yield from block.words
            done = start = block.end
            block = next(waiting, None)
        yield from _plain(text, start, end, items)


def _plain(text: str, start: int, end: int, items: Mapping[int, Placed]) -> Iterator[Word]:
    word = text[start:end].strip()
    if word and word not in _UNSEEN:
        yield Word(word, start, end, items.get(start))


def _figures(plain: str, mentions: Sequence[Placed], last: int) -> tuple[list[_Block], dict[int, Placed]]:
    """How the figures are shown, and where the counted nouns start."""
    blocks: list[_Block] = []
    items: dict[int, Placed] = {}
    done = 0
    for placed in mentions:
        if placed.kind not in FIGURES or placed.start < done:
            continue
        at = _item(plain, placed)
        if placed.start < at < min(placed.end, last):
            items[at] = placed
            blocks.append(_Block(placed.start, at, (Word(NUMBER, placed.start, at),)))
        else:
            noun = _NOUNS[placed.record.get("kind", "money")]
            number = Word(NUMBER, placed.start, placed.start)
            words = (number, Word(noun, placed.start, placed.end, placed))
            blocks.append(_Block(placed.start, placed.end, words))
        done = placed.end
    return blocks, items


def _item(plain: str, placed: Placed) -> int:
    """Where the counted noun of a figure starts, -1 where it counts none."""
    item = placed.record.get("item")
    return plain.find(normalise(item), placed.start, placed.end + len(item)) if item else -1


def _dates(mentions: Iterable[Placed]) -> Iterator[_Block]:
    """A date of several words as one: `14 mars 2012`, `ce jeudi 26`."""
    done = 0
    for placed in mentions:
        if placed.kind != "dates" or placed.start < done or len(placed.record["text"].split()) == 1:
            continue
        shown = _DATES.get(placed.record["type"], {}).get(placed.record["grain"])
        if shown is not None:
            done = placed.end
            yield _Block(placed.start, placed.end, (Word(shown, placed.start, placed.end),))


def _names(plain: str, mentions: Iterable[Placed], items: Mapping[int, Placed]) -> Iterator[_Block]:
    """A name of several words as its first."""
    for placed in mentions:
        if placed.kind == "entities":
            first = plain[placed.start : placed.end].split(maxsplit=1)[0]
            word = Word(first, placed.start, placed.end, items.get(placed.start, placed))
            yield _Block(placed.start, placed.end, (word,))
