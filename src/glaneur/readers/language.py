"""Is the text French? Asked only of articles that are worked on: the answer costs more than the hash."""

from functools import cache
from typing import Any

from glaneur.schema import Notice

MIN_WORDS = 20
"""A shorter text is never judged: names and figures decide it."""

_PART = 200


def check_language(text: str) -> Notice | None:
    """Return a notice where `text` isn't French; null where it is, or is too short to tell.

    Reads at most three parts of 200 characters, so its time doesn't grow with the text.
    """
    sample = _sample(text)
    if len(sample.split()) < MIN_WORDS:
        return None
    language, _ = _identifier().classify(sample)
    if language == "fr":
        return None
    return Notice(
        code="not_french",
        message=f"The text seems to be in another language than French ({language}): check its mentions.",
    )


def _sample(text: str) -> str:
    if len(text) <= 3 * _PART:
        return text
    middle = (len(text) - _PART) // 2
    return " ".join((text[:_PART], text[middle : middle + _PART], text[-_PART:]))


@cache
def _identifier() -> Any:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier  # noqa: PLC0415 - loads numpy and a model

    return LanguageIdentifier.from_model_file(MODEL_FILE)
