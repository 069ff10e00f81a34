"""One name for one person inside an article: "Macron" is called by the full form said elsewhere."""

from collections import defaultdict
from collections.abc import Sequence

from glaneur.typography import normalise

_MAX_WORDS = 6


def canonical_names(mentions: Sequence[tuple[str, str]]) -> list[str]:
    """Return a canonical name for each `(surface, label)`: plain typography, no line breaks.

    A person's is the longest form in the article that contains the surface as whole words, where
    there is only one. Other labels keep their surface: "Airbus Helicopters" is not "Airbus".
    """
    forms = [" ".join(normalise(surface).split()) for surface, _ in mentions]
    longer = _longer_forms({form for form, (_, label) in zip(forms, mentions, strict=True) if label == "PER"})
    return [
        longer.get(form, form) if label == "PER" else form
        for form, (_, label) in zip(forms, mentions, strict=True)
    ]


def _longer_forms(forms: set[str]) -> dict[str, str]:
    """For each form, the one longest form that contains it; ambiguous forms are left out."""
    containing: defaultdict[str, set[str]] = defaultdict(set)
    for form in forms:
        words = form.split()
        if len(words) > _MAX_WORDS:
            continue
        for size in range(1, len(words)):
            for first in range(len(words) - size + 1):
                containing[" ".join(words[first : first + size])].add(form)
    longest = {form: {f for f in containing[form] if f not in containing} for form in list(containing)}
    return {form: found.pop() for form, found in longest.items() if form in forms and len(found) == 1}
