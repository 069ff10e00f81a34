"""Views to trees: the stock French parser, on the sentences that hold a figure."""

from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

import spacy
from spacy.tokens import Doc, Token

from glaneur.blas import one_thread, use_fast_ops
from glaneur.errors import ModelError
from glaneur.facts.verbs import Verbs
from glaneur.facts.view import Word
from glaneur.models import STOCK_MODEL, no_such_model

_PIPES = ("tok2vec", "morphologizer", "parser")
_UNUSED = ["ner", "senter", "tagger", "attribute_ruler"]
_INFINITIVE = ("er", "ir", "re")
_LABEL = 5
"""How many words a label has at most, its colon counted."""


class Parsed(NamedTuple):
    """A sentence's tree, a Doc whose tokens are `words`."""

    doc: Doc
    words: list[Word]


class Parser:
    """The parser, morphologizer and lemmatizer of spaCy's French model.

    Raises ModelError: the model isn't installed.
    """

    def __init__(self) -> None:
        try:
            self._nlp = spacy.load(STOCK_MODEL, exclude=_UNUSED)
        except (OSError, ValueError, ImportError) as error:
            raise ModelError(f"{no_such_model(STOCK_MODEL)} ({error})") from error
        for name in _PIPES:
            use_fast_ops(self._nlp.get_pipe(name))
        lemmatizer: Any = self._nlp.get_pipe("lemmatizer")
        self._lemmatizer = lemmatizer
        self._verbs = Verbs(self._lemmatizer.lookups)

    def parse(self, sentences: Sequence[list[Word]]) -> list[Parsed]:
        """The tree of each sentence, and the words it is of: those shown last."""
        words = list(sentences)
        docs = self._docs(words)
        unseen = {i: found for i, doc in enumerate(docs) if (found := self._verbs.unseen(doc, words[i]))}
        for i, known in unseen.items():
            words[i] = [known.get(k, word) for k, word in enumerate(words[i])]
        for i, doc in zip(unseen, self._docs([words[i] for i in unseen]), strict=True):
            docs[i] = doc
        return [Parsed(doc, shown) for doc, shown in zip(docs, words, strict=True)]

    def lemma(self, token: Token) -> str:
        """The lemma of a parsed token."""
        found: list[str] = self._lemmatizer.lemmatize(token)
        lemma = found[0] if found else token.lower_
        governs = token.pos_ in ("VERB", "AUX") or any(c.dep_.startswith("nsubj") for c in token.children)
        if governs and not lemma.endswith(_INFINITIVE):
            return self._verbs.lemma(token.lower_) or lemma
        return lemma

    def _docs(self, sentences: Sequence[Sequence[Word]]) -> list[Doc]:
        docs = [
            Doc(self._nlp.vocab, words=[word.shown for word in words], sent_starts=list(_starts(words)))
            for words in sentences
        ]
        with one_thread():
            for name in _PIPES:
                pipe: Any = self._nlp.get_pipe(name)
                pipe.set_annotations(docs, pipe.predict(docs))
        return docs


def _starts(words: Sequence[Word]) -> Iterator[bool]:
    """Where a tree starts: at the sentence, and behind a label ("Yémen : ").

    The parser would cut a sentence in the middle of a clause that it does not understand.
    """
    for i in range(len(words)):
        yield i == 0 or (i <= _LABEL and words[i - 1].shown == ":")
