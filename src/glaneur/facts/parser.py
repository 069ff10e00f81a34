"""Views to trees: the stock French parser, on the sentences that hold a figure."""

from collections.abc import Iterator, Sequence
from typing import Any

import spacy
from spacy.tokens import Doc, Token

from glaneur.blas import one_thread, use_fast_ops
from glaneur.errors import ModelError
from glaneur.facts.view import Word
from glaneur.models import STOCK_MODEL, no_such_model

_PIPES = ("tok2vec", "morphologizer", "parser")
_UNUSED = ["ner", "senter", "tagger", "attribute_ruler"]
_LABEL = 5
"""How many words a label has at most, its colon counted."""


class Parser:
    """The parser, morphologizer and lemmatizer of spaCy's French model.

    Raises ModelError: the model isn't installed.
    """

    def __init__(self) -> None:
        try:
            self._nlp = spacy.load(STOCK_MODEL, exclude=_UNUSED)
        except OSError as error:
            raise ModelError(no_such_model(STOCK_MODEL)) from error
        for name in _PIPES:
            use_fast_ops(self._nlp.get_pipe(name))
        self._lemmatizer: Any = self._nlp.get_pipe("lemmatizer")

    def parse(self, sentences: Sequence[Sequence[Word]]) -> list[Doc]:
        """The tree of each sentence, a Doc whose tokens are its words."""
        docs = [
            Doc(self._nlp.vocab, words=[word.shown for word in words], sent_starts=list(_starts(words)))
            for words in sentences
        ]
        with one_thread():
            for name in _PIPES:
                pipe: Any = self._nlp.get_pipe(name)
                pipe.set_annotations(docs, pipe.predict(docs))
        return docs

    def lemma(self, token: Token) -> str:
        """The lemma of a parsed token."""
        found: list[str] = self._lemmatizer.lemmatize(token)
        return found[0] if found else token.lower_


def _starts(words: Sequence[Word]) -> Iterator[bool]:
    """Where a tree starts: at the sentence, and behind a label ("Yémen : ").

    The parser would cut a sentence in the middle of a clause that it does not understand.
    """
    for i in range(len(words)):
        yield i == 0 or (i <= _LABEL and words[i - 1].shown == ":")
