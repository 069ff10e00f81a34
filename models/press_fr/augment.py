"""A variant of a paragraph for training: set in capitals, as headlines are."""

import random

from sources import Annotated


def in_capitals_sometimes(paragraph: Annotated, rng: random.Random, *, share: float) -> Annotated:
    """`paragraph`, in capitals with a chance of `share` (where that keeps its length, and so its offsets)."""
    capitals = paragraph.text.upper()
    if rng.random() >= share or len(capitals) != len(paragraph.text):
        return paragraph
    return Annotated(paragraph.id, capitals, paragraph.spans)
