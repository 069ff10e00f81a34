"""What is done to the model's entities: boundaries, function words, consistency inside an article."""

from collections.abc import Iterable, Sequence

from glaneur.entities.cleanup import OWN, Cleaned, clean_mentions, overlaid
from glaneur.entities.consistency import consistent
from glaneur.entities.datelines import with_datelines
from glaneur.entities.names import canonical_names
from glaneur.schema import Entity
from glaneur.typography import normalise


def clean(
    text: str, raw: Iterable[tuple[int, int, str]], own: Sequence[tuple[int, int, str, str]] = ()
) -> list[Entity]:
    """Entities from the model's `(start, end, label)`, cleaned, in text order, without overlap.

    `own` are entities by the user's names, `(start, end, label, name)`: they stand as they are, and what
    overlaps them is dropped. Their `name` is that of all mentions of the same bearer; where it is empty the
    article's full form is.
    """
    plain = normalise(text)
    named = [Cleaned(start, end, label, OWN) for start, end, label, _ in own]
    found = overlaid(named, with_datelines(plain, clean_mentions(plain, raw)))
    found = overlaid(named, consistent(plain, found))
    names = canonical_names(plain, found)
    said = {(start, end): name for start, end, _, name in own if name}
    by_form = {
        name: said[c.start, c.end] for c, name in zip(found, names, strict=True) if (c.start, c.end) in said
    }
    return [
        _entity(text, plain, c, said.get((c.start, c.end)) or by_form.get(name, name))
        for c, name in zip(found, names, strict=True)
    ]


def _entity(text: str, plain: str, cleaned: Cleaned, name: str) -> Entity:
    rule = cleaned.rule
    if rule == "ner" and name != " ".join(plain[cleaned.start : cleaned.end].split()):
        rule = "ner_full_name"
    return Entity.model_validate(
        {
            "text": text[cleaned.start : cleaned.end],
            "start": cleaned.start,
            "end": cleaned.end,
            "label": cleaned.label,
            "name": name,
            "rule": rule,
        }
    )


__all__ = ["clean"]
