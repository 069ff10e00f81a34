"""What is done to the model's entities: boundaries, function words, consistency inside an article."""

from collections.abc import Iterable

from glaneur.entities.cleanup import Cleaned, clean_mentions
from glaneur.entities.names import canonical_names
from glaneur.schema import Entity


def clean(text: str, raw: Iterable[tuple[int, int, str]]) -> list[Entity]:
    """Entities from the model's `(start, end, label)`, cleaned, in text order, without overlap."""
    cleaned = clean_mentions(text, raw)
    names = canonical_names([(text[c.start : c.end], c.label) for c in cleaned])
    return [_entity(text, c, name) for c, name in zip(cleaned, names, strict=True)]


def _entity(text: str, cleaned: Cleaned, name: str) -> Entity:
    return Entity.model_validate(
        {
            "text": text[cleaned.start : cleaned.end],
            "start": cleaned.start,
            "end": cleaned.end,
            "label": cleaned.label,
            "name": name,
            "rule": cleaned.rule,
        }
    )


__all__ = ["clean"]
