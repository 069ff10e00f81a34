"""What the training starts from, a spaCy NER with word vectors, and how these are made small at the end."""

from collections.abc import Iterator, Mapping
from itertools import islice
from typing import Any

import numpy as np
import spacy
from spacy.language import Language
from spacy.training import Example
from spacy.vectors import Vectors

_OTHERS = ["tok2vec", "morphologizer", "parser", "tagger", "attribute_ruler", "lemmatizer", "senter"]
_LONGEST_WORD = 25
_STATIC = "static_vectors"


def starting_pipeline(package: str, *, words: int, frequent: int) -> Language:
    """A pipeline with the tokenizer and `ner` of `package`, and the vectors of `words` of its words.

    Words are kept by frequency; behind the first `frequent` ones only those with a capital: names need them.
    """
    large = spacy.load(package, exclude=_OTHERS)
    if not large.vocab.vectors.n_keys:
        return large
    return _with_vectors(large, large.vocab.vectors.data, dict(islice(_kept(large, frequent), words)))


def compressed(nlp: Language, width: int) -> Language:
    """`nlp` with vectors of `width` dimensions: those in which its NER tells most words apart.

    The layer that reads vectors multiplies them by its weights; what is kept are the first principal
    components of the products, so that the NER says nearly what it said.
    """
    vectors = nlp.vocab.vectors
    if not vectors.n_keys:
        return nlp
    weights = next(n.get_param("W") for n in layers(nlp) if n.name == _STATIC)
    left, sizes, right = np.linalg.svd(vectors.data @ weights.T, full_matrices=False)
    return _with_vectors(nlp, left[:, :width] * sizes[:width], vectors.key2row, _contiguous(right[:width].T))


def _with_vectors(
    source: Language, data: Any, rows: Mapping[int, int], projection: Any | None = None
) -> Language:
    """A copy of the tokenizer and `ner` of `source` over other vectors; `projection` reads these."""
    nlp = spacy.blank("fr")
    nlp.tokenizer.from_bytes(source.tokenizer.to_bytes())
    nlp.vocab.vectors = Vectors(strings=nlp.vocab.strings, data=_contiguous(data))
    for key, row in rows.items():
        nlp.vocab.vectors.add(key, row=row)
    old: Any = source.get_pipe("ner")
    new: Any = nlp.add_pipe("ner", config={"model": source.config["components"]["ner"]["model"]})
    example = Example.from_dict(nlp.make_doc("Lyon"), {"entities": [(0, 4, "LOC")]})
    new.initialize(lambda: [example], nlp=nlp, labels=old.label_data)
    for before, layer in zip(layers(source), layers(nlp), strict=True):
        for name in before.param_names:
            if before.has_param(name):
                other = projection is not None and before.name == _STATIC
                layer.set_param(name, projection if other else before.get_param(name))
    return nlp


def layers(nlp: Language) -> Iterator[Any]:
    """The layers of the NER, always in the same order."""
    ner: Any = nlp.get_pipe("ner")
    yield from ner.model.walk()


def _kept(large: Language, frequent: int) -> Iterator[tuple[int, int]]:
    for rank, (key, row) in enumerate(large.vocab.vectors.key2row.items()):
        if rank < frequent or _may_be_name(large.vocab.strings[key]):
            yield key, row


def _may_be_name(word: str) -> bool:
    return (
        word[:1].isupper() and len(word) < _LONGEST_WORD and word.replace("-", "").replace("'", "").isalpha()
    )


def _contiguous(array: Any) -> Any:
    return np.ascontiguousarray(array, dtype=np.float32)
