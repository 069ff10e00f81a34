"""The public face as functions. What needs spaCy imports it when it is called."""

from pathlib import Path
from typing import TYPE_CHECKING, Literal

from glaneur.expressions.scan import scan
from glaneur.lexicons.lexicon import AnyLexicon, as_lexicon
from glaneur.publication import Published
from glaneur.runner import run, sheet_of_text
from glaneur.schema import FactSheet, Money, Number, Quantity, TimeExpression

__all__ = [
    "extract",
    "find_dates",
    "find_money",
    "find_numbers",
    "find_quantities",
    "load",
    "run",
]

if TYPE_CHECKING:
    from spacy.language import Language

    from glaneur.entities.own import AnyNames


def find_numbers(text: str, *, lexicon: AnyLexicon | None = None) -> tuple[Number, ...]:
    """Return the numbers that `text` says, in figures or words.

    Here and below `lexicon` is a TOML file with currencies, units, modifiers and items to know beside
    those that ship.

    Raises LexiconError: an entry of `lexicon` is broken, or the file can't be read.
    """
    return scan(_checked(text), None, with_numbers=True, lexicon=as_lexicon(lexicon)).numbers


def find_money(text: str, *, lexicon: AnyLexicon | None = None) -> tuple[Money, ...]:
    """Return the sums of money that `text` says.

    Raises LexiconError: see `find_numbers`.
    """
    return scan(_checked(text), None, lexicon=as_lexicon(lexicon)).money


def find_quantities(text: str, *, lexicon: AnyLexicon | None = None) -> tuple[Quantity, ...]:
    """Return the measures, percentages, counts and ratios that `text` says.

    Raises LexiconError: see `find_numbers`.
    """
    return scan(_checked(text), None, lexicon=as_lexicon(lexicon)).quantities


def find_dates(
    text: str,
    *,
    published: Published = None,
    facing: Literal["past", "future"] = "past",
    lexicon: AnyLexicon | None = None,
) -> tuple[TimeExpression, ...]:
    """Return the dates, times and durations of `text`; `published` anchors the relative ones.

    `facing` is where "lundi" or "en mai" points when its sentence does not say: news looks back; an
    agenda or an assistant looks ahead.

    Raises ValueError: `published` is no ISO date. LexiconError: see `find_numbers`.
    """
    return scan(_checked(text), published, facing=facing, lexicon=as_lexicon(lexicon)).dates


def load(
    model: str | Path | None = None,
    *,
    lexicon: AnyLexicon | None = None,
    names: "AnyNames | None" = None,
    facts: bool = True,
) -> "Language":
    """Return a spaCy pipeline ready for articles; see `glaneur.pipeline.load`.

    Raises ModelError: the model is not installed, or not usable. LexiconError: see `find_numbers`.
    NamesError: a line of `names` is broken, or the file can't be read.
    """
    from glaneur import pipeline  # noqa: PLC0415 - spaCy takes seconds to import

    return pipeline.load(model, lexicon=lexicon, names=names, facts=facts)


def extract(text: str, *, published: Published = None, nlp: "Language | None" = None) -> FactSheet:
    r"""Return the fact sheet of one text.

    Offsets count in the sheet's own `article.text`: `text` composed (NFC), with line ends as \\n. The
    pipeline is `nlp`, else the default one, loaded at the first call and kept.

    Raises ModelError: the model can't be loaded. ValueError: `published` is no ISO date. ArticleError:
    `text` is binary.
    """
    return sheet_of_text(_checked(text), published=published, nlp=nlp)


def _checked(text: object) -> str:
    if isinstance(text, str):
        return text
    raise TypeError(f"text must be a str, not {type(text).__name__}")
