"""The spaCy components: `doc.spans["entities" | "money" | "quantities" | "dates"]`.

They work in any pipeline. Tokens hide some mentions (`10€-15€` may be one token) and spans can only
snap to tokens, so the mention itself, with its true offsets, is on `span._.glaneur`: a typed model
made from plain data in `doc.user_data`, which survives `n_process` and a DocBin that stores user data.

Relative dates need the date of publication, set before the pipeline runs:

    doc = nlp.make_doc(text)
    doc._.glaneur_published = "2024-09-05"
    doc = nlp(doc)            # nlp.pipe takes such Docs too

spaCy imports this module in every environment where the package is installed: what costs time to
import is imported in the functions.
"""

from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from spacy.language import Language
from spacy.tokens import Doc, Span, SpanGroup

from glaneur.publication import Published, parse_published

if TYPE_CHECKING:
    from glaneur.lexicons.lexicon import Lexicon
    from glaneur.schema import Mention

Label = Callable[[dict[str, Any]], str]
"""The label of a span, from the plain data of its mention."""

LexiconConfig = str | dict[str, Any] | None
"""The `lexicon` of a component's config: a TOML file's path, the entries themselves, or what ships."""

USER_DATA = "glaneur"
"""Where everything of this package lives in `Doc.user_data`."""

OWN_NAME = "glaneur:"
"""How the id of an entity starts that the user's own names gave; the name to show follows."""

_SPAN_LABELS: dict[str, Label] = {
    "money": lambda _: "MONEY",
    "quantities": lambda quantity: quantity["kind"].upper(),
    "dates": lambda date: date["type"],
}
LABELS = {"PER": "PER", "ORG": "ORG", "LOC": "LOC", "MISC": "MISC", "PERSON": "PER", "GPE": "LOC"}
"""What the labels of a model are called here; entities with others are left out."""


def article_text(doc: Doc) -> str:
    """Return the text as it was given, before its typography was made plain."""
    text: str = _data(doc).get("text") or doc.text
    return text


def records(doc: Doc, kind: str) -> "Sequence[dict[str, Any]]":
    """Return the mentions of `kind` as plain data, in order.

    `kind` is "entities", "money", "quantities" or "dates", or "facts" for the facts.
    """
    found: Sequence[dict[str, Any]] = _data(doc).get(kind, ())
    return found


@Language.factory("glaneur_entities", requires=["doc.ents"], assigns=["doc.spans"])
def make_entities(nlp: Language, name: str) -> Callable[[Doc], Doc]:  # noqa: ARG001 - spaCy passes both by name
    """Make `glaneur_entities`, which cleans the entities that the model found."""
    return find_entities


@Language.factory("glaneur_money", assigns=["doc.spans"], default_config={"lexicon": None})
def make_money(nlp: Language, name: str, lexicon: LexiconConfig) -> "ExpressionComponent":
    """Make `glaneur_money`; `lexicon` is the path of a TOML file with entries of the user's own, or these."""
    return _make(nlp, name, "money", lexicon)


@Language.factory("glaneur_quantities", assigns=["doc.spans"], default_config={"lexicon": None})
def make_quantities(nlp: Language, name: str, lexicon: LexiconConfig) -> "ExpressionComponent":
    """Make `glaneur_quantities`; `lexicon` as for `glaneur_money`."""
    return _make(nlp, name, "quantities", lexicon)


@Language.factory("glaneur_dates", assigns=["doc.spans"], default_config={"lexicon": None})
def make_dates(nlp: Language, name: str, lexicon: LexiconConfig) -> "ExpressionComponent":
    """Make `glaneur_dates`; `lexicon` as for `glaneur_money`, since one scan decides for all three."""
    return _make(nlp, name, "dates", lexicon)


def _make(nlp: Language, name: str, kind: str, said: LexiconConfig) -> "ExpressionComponent":
    from glaneur.errors import LexiconError  # noqa: PLC0415
    from glaneur.lexicons.lexicon import as_lexicon, from_data  # noqa: PLC0415

    lexicon = from_data(said) if isinstance(said, Mapping) else as_lexicon(said)
    for other, component in nlp.components:
        if isinstance(component, ExpressionComponent) and component.lexicon.digest != lexicon.digest:
            raise LexiconError(
                f"{name} has another lexicon than {other}, but one scan decides for both: add each with the "
                'same config={"lexicon": …}.'
            )
    return ExpressionComponent(kind, lexicon)


def find_entities(doc: Doc) -> Doc:
    """Set `doc.spans["entities"]` from `doc.ents`."""
    from glaneur.entities import clean  # noqa: PLC0415

    raw, own = [], []
    for ent in doc.ents:
        label = LABELS.get(ent.label_)
        if label is not None and ent.ent_id_.startswith(OWN_NAME):
            if "\n" in ent.text:
                continue  # a token pattern that ran across a paragraph's end
            own.append((ent.start_char, ent.end_char, label, ent.ent_id_.removeprefix(OWN_NAME)))
        elif label is not None:
            raw.append((ent.start_char, ent.end_char, label))
    return _store(doc, "entities", clean(article_text(doc), raw, own), lambda entity: entity["label"])


class ExpressionComponent:
    """Sets `doc.spans[kind]`; the components of a pipeline share a `lexicon`, and one scan of each Doc."""

    def __init__(self, kind: str, lexicon: "Lexicon") -> None:
        self.kind = kind
        self.lexicon = lexicon

    def __call__(self, doc: Doc) -> Doc:
        """Scan the Doc, unless another component has, and set the spans."""
        data = _data(doc)
        reading = [data.get("published"), self.lexicon.digest]
        if data.get("scanned") != reading:
            from glaneur.expressions.scan import scan  # noqa: PLC0415

            found = scan(article_text(doc), data.get("published"), lexicon=self.lexicon)
            for name in _SPAN_LABELS:
                data[name] = _records(getattr(found, name))
            data["scanned"] = reading
        return _set_spans(doc, self.kind, _SPAN_LABELS[self.kind])


def lexicon_of(nlp: Language) -> "Lexicon | None":
    """Return the lexicon that the pipeline's components read with; None where it has none of them."""
    return next((c.lexicon for _, c in nlp.components if isinstance(c, ExpressionComponent)), None)


def _data(doc: Doc) -> dict[str, Any]:
    data: dict[str, Any] = doc.user_data.setdefault(USER_DATA, {})
    return data


def keep(doc: Doc, kind: str, found: "Sequence[dict[str, Any]]") -> None:
    """Keep plain data with a Doc, for `records` to return."""
    _data(doc)[kind] = found


def _store(doc: Doc, kind: str, found: "Sequence[Mention]", label: Label) -> Doc:
    keep(doc, kind, _records(found))
    return _set_spans(doc, kind, label)


def _set_spans(doc: Doc, kind: str, label: Label) -> Doc:
    spans = []
    for i, record in enumerate(_data(doc)[kind]):
        span = doc.char_span(
            record["start"],
            record["end"],
            label=label(record),
            alignment_mode="expand",
            span_id=f"{kind}:{i}",
        )
        if span is not None:
            spans.append(span)
    doc.spans[kind] = SpanGroup(doc, name=kind, spans=spans)
    return doc


def _records(found: "Sequence[Mention]") -> list[dict[str, Any]]:
    # Decimals as strings: exact, and known to msgpack.
    return [
        {key: str(value) if isinstance(value, Decimal) else value for key, value in mention}
        for mention in found
    ]


def _typed(span: Span) -> "Mention | None":
    from glaneur.schema import KINDS  # noqa: PLC0415

    kind, _, index = span.id_.partition(":")
    records = _data(span.doc).get(kind)
    return KINDS[kind].model.model_validate(records[int(index)]) if records and index else None


def _published(doc: Doc) -> str | None:
    published: str | None = _data(doc).get("published")
    return published


def _set_published(doc: Doc, value: Published) -> None:
    _data(doc)["published"] = None if value is None else parse_published(value).isoformat()


Span.set_extension("glaneur", getter=_typed, force=True)
Doc.set_extension("glaneur_published", getter=_published, setter=_set_published, force=True)
