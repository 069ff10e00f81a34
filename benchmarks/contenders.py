"""The pipelines that are compared."""

from collections import deque
from collections.abc import Iterable

import spacy
from spacy.language import Language

from glaneur.models import STOCK_MODEL

STOCK_ALL = "stock, all components"
STOCK_NER = "stock, NER alone"


def stock() -> Language:
    """The model as spaCy loads it."""
    return spacy.load(STOCK_MODEL)


def stock_ner() -> Language:
    """The model with nothing but its NER, which has a tok2vec of its own; all settings spaCy's."""
    nlp = spacy.load(STOCK_MODEL)
    others = [name for name in nlp.component_names if name != "ner"]
    return spacy.load(STOCK_MODEL, exclude=others)


def exhaust(items: Iterable[object]) -> None:
    """Make all items and keep none."""
    deque(items, maxlen=0)
