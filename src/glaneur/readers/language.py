"""Which language is the text in? Asked only of articles worked on: the answer costs more than the hash."""

from functools import cache
from typing import Any

FRENCH = "fr"
MIN_WORDS = 20
"""A shorter text is never judged: names and figures decide it."""

_PART = 200


def detect_language(text: str) -> str:
    """Return the ISO 639-1 code of the language of `text`; a text too short to tell is taken for French.

    Reads at most three parts of 200 characters, so its time doesn't grow with the text.
    """
    sample = _sample(text)
    if len(sample.split()) < MIN_WORDS:
        return FRENCH
    language: str = _identifier().classify(sample)[0]
    return language


def _sample(text: str) -> str:
    if len(text) <= 3 * _PART:
        return text
    middle = (len(text) - _PART) // 2
    return " ".join((text[:_PART], text[middle : middle + _PART], text[-_PART:]))


@cache
def _identifier() -> Any:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier  # noqa: PLC0415 - loads numpy and a model

    return LanguageIdentifier.from_model_file(MODEL_FILE)
