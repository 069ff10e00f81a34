"""A sentence as the parser gets it: figures and names in a form that it knows.

A treebank of newspapers has few of the forms that press articles write sums in, and the parser loses the verb
of a sentence over one of them. So it is shown each figure as a plain number with its noun and each name as one
word; quotation marks and bullets are left out. What stands for what is kept, and every word knows its place.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from spacy.tokens import Doc

from glaneur.lexicons import load_table
from glaneur.typography import normalise

FIGURES = ("money", "quantities")
NUMBER = "50"
_NOUNS = {"money": "euros", "percent": "%", "measure": "mètres", "ratio": "%", "count": "unités"}
_FUNCTION_WORDS = frozenset(load_table("function_words")["function_words"]["words"])
_DASHES = frozenset("–—-")
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

    `mention` is what the word names: an entity, or the figure whose noun it is.
    """

    shown: str
    start: int
    end: int
    mention: Placed | None = None


@dataclass(frozen=True, slots=True)
class _Block:
    """A stretch that is shown otherwise than it is written."""

    start: int
    end: int
    words: tuple[Word, ...]


def view(doc: Doc, first: int, last: int, mentions: Sequence[Placed]) -> list[Word]:
    """The words that the parser sees for the tokens `first` to `last` of an article's `doc`."""
    text = doc.text
    lower = doc[first].idx
    blocks, items = _figures(text, lower, mentions)
    if DATE != "0":
        blocks += list(_dates(blocks, mentions))
    blocks = sorted([*blocks, *_names(text, blocks, items, mentions)], key=lambda block: block.start)
    return list(_plainly(_compounds(text, _words(text, doc[first:last], blocks, items))))


def _plainly(words: Iterable[Word]) -> Iterator[Word]:
    """The words without a capital at the start, nor dashes, which the parser takes for nouns."""
    for i, word in enumerate(words):
        shown = word.shown
        if shown in _DASHES:
            if i == 0:
                continue
            shown = ","
        elif i == 0 and word.mention is None and shown[1:].islower() and shown.lower() not in _FUNCTION_WORDS:
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


def _figures(text: str, lower: int, mentions: Sequence[Placed]) -> tuple[list[_Block], dict[int, Placed]]:
    """How the figures are shown, and where the counted nouns start."""
    blocks: list[_Block] = []
    items: dict[int, Placed] = {}
    done = lower
    for placed in mentions:
        if placed.kind not in FIGURES or placed.start < done:
            continue
        start = placed.start
        at = _item(text, placed)
        if placed.start < at < placed.end:
            items[at] = placed
            blocks.append(_Block(start, at, (Word(NUMBER, placed.start, at),)))
        else:
            noun = _NOUNS[placed.record.get("kind", "money")]
            number = Word(NUMBER, placed.start, placed.start)
            blocks.append(_Block(start, placed.end, (number, Word(noun, placed.start, placed.end, placed))))
        done = placed.end
    return blocks, items


import os

DATE = os.environ.get("DATE", "1")


def _dates(figures: Sequence[_Block], mentions: Sequence[Placed]) -> Iterator[_Block]:
    done = 0
    for placed in mentions:
        free = placed.start >= done and not any(
            f.start < placed.end and placed.start < f.end for f in figures
        )
        if placed.kind == "dates" and free and placed.record["type"] in _DATES:
            words = placed.record["text"].split()
            if len(words) < 2:
                continue
            shown = _DATES[placed.record["type"]].get(placed.record["grain"], "lundi")
            done = placed.end
            yield _Block(placed.start, placed.end, (Word(shown, placed.start, placed.end),))


_DATES = {
    "DATE": {"year": "2010", "month": "mai", "day": "lundi"},
    "TIME": {"minute": "midi", "hour": "midi", "second": "midi"},
}


def _item(text: str, placed: Placed) -> int:
    """Where the counted noun of a figure starts, -1 where it counts none."""
    item = placed.record.get("item")
    return text.find(normalise(item), placed.start) if item else -1


def _names(
    text: str, figures: Sequence[_Block], items: Mapping[int, Placed], mentions: Sequence[Placed]
) -> Iterator[_Block]:
    taken = [(block.start, block.end) for block in figures]
    for placed in mentions:
        if placed.kind == "entities" and not any(s < placed.end and placed.start < e for s, e in taken):
            shown = text[placed.start : placed.end].split(maxsplit=1)[0]
            yield _Block(
                placed.start,
                placed.end,
                (Word(shown, placed.start, placed.end, items.get(placed.start, placed)),),
            )
