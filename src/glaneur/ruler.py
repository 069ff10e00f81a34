"""The user's own names as a component: what they say of a text wins over the model."""

import re
from typing import Any

from spacy.language import Language
from spacy.matcher import Matcher
from spacy.pipeline import EntityRuler
from spacy.schemas import validate_token_pattern
from spacy.tokens import Doc

from glaneur.components import OWN_NAME
from glaneur.entities.own import OwnNames
from glaneur.errors import NamesError

NAMES = "glaneur_names"


@Language.factory(NAMES, assigns=["doc.ents"], default_config={"patterns": [], "digest": ""})
def _make_names(nlp: Language, name: str, patterns: list[dict[str, Any]], digest: str) -> "NamesComponent":  # noqa: ARG001
    return NamesComponent(nlp, patterns, digest)


class NamesComponent:
    """Sets entities by patterns, over those that are there; an id tells them from the model's."""

    def __init__(self, nlp: Language, patterns: list[dict[str, Any]], digest: str) -> None:
        self.digest = digest
        self._ruler = EntityRuler(nlp, overwrite_ents=True)
        self._ruler.add_patterns(patterns)

    def __call__(self, doc: Doc) -> Doc:
        """Set the entities."""
        return self._ruler(doc)


def add_names(nlp: Language, own: OwnNames) -> None:
    """Add the component to `nlp`.

    Raises NamesError where a token pattern is none that spaCy knows.
    """
    problems, patterns = [], []
    for line, entry in own.entries():
        if isinstance(entry["pattern"], list) and (wrong := _problem(nlp, entry["pattern"])):
            problems.append(f"{own.file}:{line}: {wrong}")
        patterns.append({**entry, "id": OWN_NAME + entry["id"]})
    if problems:
        raise NamesError("\n".join(problems))
    nlp.add_pipe(NAMES, config={"patterns": patterns, "digest": own.digest})


def _problem(nlp: Language, pattern: list[dict[str, Any]]) -> str:
    """What is wrong with a token pattern, empty where nothing is."""
    if wrong := validate_token_pattern(pattern):
        return "; ".join(wrong)
    try:
        Matcher(nlp.vocab).add("name", [pattern])
    except (ValueError, re.error) as error:
        return f"this token pattern can't be used ({error})"
    return ""


def names_digest(nlp: Language) -> str:
    """Return the digest of the names that the pipeline knows, empty where it has none."""
    return nlp.get_pipe(NAMES).digest if NAMES in nlp.pipe_names else ""  # type: ignore[attr-defined]
