"""Paragraph by paragraph: an article's tokens, and what the model predicts on them.

A paragraph is a line, stripped. The model was trained on short texts and is faster on them, and
what it says of a paragraph must not depend on the rest of the article: so tokenizer and model see
one paragraph at a time, exactly as stock spaCy would, while the article stays one Doc.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

import numpy as np
from spacy.language import Language
from spacy.tokens import Doc
from spacy.vocab import Vocab

from glaneur.blas import one_thread
from glaneur.components import USER_DATA
from glaneur.typography import normalise

BATCH_PARAGRAPHS = 16
BATCH_TOKENS = 4_000
MAX_PARAGRAPH_TOKENS = 2_000
"""Longer paragraphs are cut at a sentence-like end, so that memory has a bound."""
MAX_RUN = 1_000
"""Longer runs without a space are cut: spaCy's affix search is quadratic in a run's length."""

_Array = Any  # spaCy's stubs call its uint64 arrays now floats, now Ints2d
_TOKEN: list[int | str] = ["ORTH", "SPACY", "NORM"]
_PREDICTED: list[int | str] = ["ENT_IOB", "ENT_TYPE", "SENT_START"]
_NOTHING: _Array = np.zeros((0, len(_TOKEN)), dtype=np.uint64)
_OUTSIDE = 2
_NO_START = np.uint64(2**64 - 1)
_LINE = re.compile(r"[^\n\r]+")
_LONG_RUN = re.compile(rf"\S{{{MAX_RUN}}}")
_SENTENCE_ENDS = frozenset(".!?…")


def paragraphs(text: str) -> Iterator[tuple[int, int]]:
    """Yield the offsets of the paragraphs of `text`, in order."""
    for match in _LINE.finditer(text):
        line = match.group()
        stripped = line.strip()
        if stripped:
            start = match.start() + len(line) - len(line.lstrip())
            yield start, start + len(stripped)


class ParagraphTokenizer:
    """Text to Doc: typography made plain, each paragraph tokenised by the stock tokenizer.

    What stands between two paragraphs is one whitespace token. `Doc.text` is the normalised text,
    offsets are those of the original, which is kept in `Doc.user_data`.
    """

    def __init__(self, stock: Any, vocab: Vocab) -> None:
        self.stock = stock
        self.vocab = vocab

    def __call__(self, text: str) -> Doc:
        """Return the Doc of `text`."""
        plain = normalise(text)
        doc = _doc(self.vocab, np.concatenate([_NOTHING, *self._pieces(plain)]))
        doc.user_data[USER_DATA] = {} if plain == text else {"text": text}
        return doc

    def _pieces(self, plain: str) -> Iterator[_Array]:
        done = 0
        for start, end in paragraphs(plain):
            if start > done:
                yield self._gap(plain[done:start])
            for run in _runs(plain[start:end]):
                yield self.stock(run).to_array(_TOKEN)
            done = end
        if done < len(plain):
            yield self._gap(plain[done:])

    def _gap(self, blank: str) -> _Array:
        orth = self.vocab.strings.add(blank)
        return np.array([[orth, 0, orth]], dtype=np.uint64)

    def __getattr__(self, name: str) -> Any:
        # `explain`, `rules`, `to_disk` and the like are those of the stock tokenizer.
        if name in {"stock", "vocab"} or name.startswith("__"):
            raise AttributeError(name)
        return getattr(self.stock, name)


def _runs(paragraph: str) -> Iterator[str]:
    start = 0
    for match in _LONG_RUN.finditer(paragraph):
        yield paragraph[start : match.end()]
        start = match.end()
    if start < len(paragraph):
        yield paragraph[start:]


class ParagraphPredictor:
    """Run other components of `nlp` on each paragraph and keeps what they say.

    `pipes` are names in `nlp`, usually disabled there: entities and sentence starts that they set
    on a paragraph's own Doc are copied to the article's.
    """

    def __init__(self, nlp: Language, *, pipes: Sequence[str]) -> None:
        self.nlp = nlp
        self.pipes = tuple(pipes)

    def __call__(self, doc: Doc) -> Doc:
        """Set the entities and sentence starts of `doc`."""
        if not len(doc):
            return doc
        tokens = doc.to_array(_TOKEN)
        predicted: _Array = np.zeros((len(doc), len(_PREDICTED)), dtype=np.uint64)
        predicted[:, 0] = _OUTSIDE
        predicted[:, 2] = _NO_START
        predicted[0, 2] = 1
        with one_thread():
            for batch in _batches(token_paragraphs(doc)):
                docs = [_doc(doc.vocab, tokens[a:b]) for a, b in batch]
                self._predict(docs)
                for (a, b), part in zip(batch, docs, strict=True):
                    predicted[a:b] = part.to_array(_PREDICTED)
                    predicted[a, 2] = 1
        return doc.from_array(_PREDICTED, predicted)

    def _predict(self, docs: list[Doc]) -> None:
        for name in self.pipes:
            pipe: Any = self.nlp.get_pipe(name)
            pipe.set_annotations(docs, pipe.predict(docs))


def _doc(vocab: Vocab, tokens: _Array) -> Doc:
    doc = Doc(vocab, words=tokens[:, 0], spaces=tokens[:, 1].astype(bool))
    return doc.from_array("NORM", tokens[:, 2])


def token_paragraphs(doc: Doc) -> Iterator[tuple[int, int]]:
    """Yield the token ranges of the paragraphs of `doc`, the overlong ones cut."""
    blanks = np.flatnonzero(doc.to_array("IS_SPACE")).tolist()
    start = 0
    for i in [*(i for i in blanks if "\n" in doc[i].text or "\r" in doc[i].text), len(doc)]:
        first, last = start, i
        while first < last and doc[first].is_space:
            first += 1
        while last > first and doc[last - 1].is_space:
            last -= 1
        yield from _cut(doc, first, last)
        start = i + 1


def _cut(doc: Doc, first: int, last: int) -> Iterator[tuple[int, int]]:
    while last - first > MAX_PARAGRAPH_TOKENS:
        limit = first + MAX_PARAGRAPH_TOKENS
        middle = first + MAX_PARAGRAPH_TOKENS // 2
        ends = (i for i in range(limit, middle, -1) if doc[i - 1].text in _SENTENCE_ENDS)
        cut = next(ends, limit)
        yield first, cut
        first = cut
    if last > first:
        yield first, last


def _batches(ranges: Iterable[tuple[int, int]]) -> Iterator[list[tuple[int, int]]]:
    # Never across articles: an article's sheet must not depend on its neighbours in a batch.
    batch: list[tuple[int, int]] = []
    size = 0
    for first, last in ranges:
        if batch and (len(batch) == BATCH_PARAGRAPHS or size + last - first > BATCH_TOKENS):
            yield batch
            batch, size = [], 0
        batch.append((first, last))
        size += last - first
    if batch:
        yield batch
