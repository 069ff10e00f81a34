"""What a sentence opens with: its likely subject, told by its article, without parsing it."""

from collections.abc import Sequence
from typing import NamedTuple

from spacy.tokens import Span

from glaneur.facts.phrases import Phrase, bare, named
from glaneur.facts.view import Placed

_ARTICLES = {"le": "Masc", "un": "Masc", "ce": "Masc", "la": "Fem", "une": "Fem", "cette": "Fem", "sa": "Fem"}
_ARTICLES |= {"les": "Plur", "des": "Plur", "ces": "Plur", "l'": "", "son": ""}


class Opening(NamedTuple):
    """The noun or name that a sentence opens with; `form` is Masc, Fem, Plur, or empty where unknown."""

    phrase: Phrase
    form: str


def opening(tokens: Span, mentions: Sequence[Placed]) -> Opening | None:
    """The noun phrase at the start of a sentence, None where it opens with something else."""
    first = tokens[0]
    form = _ARTICLES.get(first.lower_)
    start = first.idx if form is None else first.idx + len(first.text_with_ws)
    at_start = [m for m in mentions if m.start == start]
    name = next((m for m in at_start if m.kind == "entities" and m.record["label"] != "MISC"), None)
    if name is not None:
        return Opening(named(name), "")
    if form is None or at_start or len(tokens) < 3 or not tokens[1].is_alpha:
        return None
    return Opening(bare(start, start + len(tokens[1])), form)
