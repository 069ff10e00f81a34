"""The component `glaneur_facts`: behind the mentions, the facts that the figures among them stand in.

`glaneur.load` adds it; it needs the four other components, and sentences.
"""

from spacy.language import Language
from spacy.tokens import Doc

from glaneur.components import article_text, keep, records
from glaneur.facts.linker import find_facts
from glaneur.facts.parser import Parser

NAME = "glaneur_facts"
_MENTIONS = ("entities", "money", "quantities", "dates")


@Language.factory(NAME, requires=["doc.spans", "token.is_sent_start"])
class FactComponent:
    """Keeps the facts of a Doc as plain data; `glaneur.sheets` makes them typed."""

    def __init__(self, nlp: Language, name: str) -> None:  # noqa: ARG002 - spaCy passes both by name
        self.parser = Parser()

    def __call__(self, doc: Doc) -> Doc:
        """Link the figures of `doc`, which has sentences; without them there are no facts."""
        if not doc.has_annotation("SENT_START"):
            return doc
        mentions = {kind: records(doc, kind) for kind in _MENTIONS}
        keep(doc, "facts", find_facts(doc, article_text(doc), mentions, self.parser))
        return doc
