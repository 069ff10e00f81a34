"""Strict scores by label on the held text, beside the stock model: `python models/press_fr/evaluate.py`.

An entity counts where both span and label are right. Stock is scored as spaCy gives it; what this package
makes of a model's answer inside an article is scored as `glaneur.load` gives it.
"""

import argparse
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from itertools import groupby
from pathlib import Path

import spacy

import glaneur
from glaneur.models import DEFAULT_MODEL, STOCK_MODEL
from sources import LABELS, Annotated, Span, split_own, split_winer

Spans = Iterable[Span]
Reader = Callable[[str], Spans]


def main() -> None:
    """Print a table for each set of held text."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--winer", type=Path, help="WiNER-fr's folder, for its months that are held out")
    options.add_argument("--model", default=DEFAULT_MODEL, help="the model to score beside stock")
    asked = options.parse_args()
    held = {"150 own paragraphs": [[p] for p in split_own()[1]]}
    if asked.winer:
        held["WiNER-fr 2017-04 and 2017-09"] = articles(split_winer(asked.winer)[1])
    stock = spacy.load(STOCK_MODEL)
    readers: dict[str, Reader] = {
        "stock": lambda text: ((e.start_char, e.end_char, e.label_) for e in stock(text).ents),
        "model": _by_model(asked.model),
        "glaneur": _by_glaneur(asked.model),
    }
    for name, group in held.items():
        print(f"\n{name}")
        print("label   " + "".join(f"{reader:>24}" for reader in readers))
        scores = {reader: score(group, read) for reader, read in readers.items()}
        for label in (*LABELS, "all"):
            cells = (_cell(scores[reader], label) for reader in readers)
            print(f"{label:8}" + "".join(f"{cell:>24}" for cell in cells))


def articles(paragraphs: Iterable[Annotated]) -> list[list[Annotated]]:
    """The paragraphs by article: their ids share what stands before the colon."""
    return [list(group) for _, group in groupby(paragraphs, key=lambda p: p.id.partition(":")[0])]


def score(group: Sequence[Sequence[Annotated]], read: Reader) -> Counter[tuple[str, str]]:
    """How many entities are right, said, and there, by label."""
    counts: Counter[tuple[str, str]] = Counter()
    for article in group:
        text, there = "", set[Span]()
        for paragraph in article:
            there |= {(len(text) + start, len(text) + end, label) for start, end, label in paragraph.spans}
            text += paragraph.text + "\n"
        said = set(read(text))
        for what, spans in (("right", said & there), ("said", said), ("there", there)):
            counts.update((what, label) for _, _, label in spans)
            counts[what, "all"] += len(spans)
    return counts


def f1(counts: Counter[tuple[str, str]], label: str = "all") -> float:
    """The harmonic mean of precision and recall, in percent."""
    total = counts["said", label] + counts["there", label]
    return 200 * counts["right", label] / total if total else 0.0


def _cell(counts: Counter[tuple[str, str]], label: str) -> str:
    right, said, there = (counts[what, label] for what in ("right", "said", "there"))
    return f"P {_percent(right, said):4.1f} R {_percent(right, there):4.1f} F {f1(counts, label):4.1f}"


def _percent(part: int, whole: int) -> float:
    return 100 * part / whole if whole else 0.0


def _by_model(model: str) -> Reader:
    nlp = glaneur.load(model)
    return lambda text: ((e.start_char, e.end_char, e.label_) for e in nlp(text).ents)


def _by_glaneur(model: str) -> Reader:
    nlp = glaneur.load(model)

    def read(text: str) -> Spans:
        return [(e.start, e.end, e.label) for e in glaneur.extract(text, nlp=nlp).entities]

    return read


if __name__ == "__main__":
    main()
