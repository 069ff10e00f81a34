"""One name for one bearer in an article: `Macron` and `SELC` are called by the full form said elsewhere."""

import unicodedata
from collections import defaultdict
from collections.abc import Mapping, Sequence

from glaneur.entities.cleanup import Cleaned

_MAX_WORDS = 6
_SMALL_WORDS = frozenset(
    ("de", "du", "des", "la", "le", "les", "l", "d", "et", "of", "the", "and", "pour", "à", "en")
)


def canonical_names(plain: str, mentions: Sequence[Cleaned]) -> list[str]:
    """Return a canonical name for each mention of normalised text: one line, single spaces.

    A person's is the longest form in the article that contains the surface as whole words, where there is
    only one. Initials that stand in parentheses behind a name, or before it, are that name. Others keep
    their surface: "Airbus Helicopters" is not "Airbus".
    """
    forms = [" ".join(plain[m.start : m.end].split()) for m in mentions]
    longer = _longer_forms([form for form, m in zip(forms, mentions, strict=True) if m.label == "PER"])
    spelt = _spelt_out(plain, forms, mentions)
    return [
        longer.get(form.casefold(), form) if m.label == "PER" else spelt.get(form, form)
        for form, m in zip(forms, mentions, strict=True)
    ]


def _longer_forms(forms: Sequence[str]) -> dict[str, str]:
    """For each form, in any case, the one longest form that contains it; ambiguous forms are left out."""
    written: dict[str, str] = {}
    for form in forms:  # in mixed case where the article says it so
        key = form.casefold()
        if key not in written or (written[key].isupper() and not form.isupper()):
            written[key] = form
    containing: defaultdict[str, set[str]] = defaultdict(set)
    for form in written:
        words = form.split()
        if len(words) > _MAX_WORDS:
            continue
        for size in range(1, len(words)):
            for first in range(len(words) - size + 1):
                containing[" ".join(words[first : first + size])].add(form)
    longest = {form: {f for f in containing[form] if f not in containing} for form in list(containing)}
    full = {form: found.pop() for form, found in longest.items() if form in written and len(found) == 1}
    return {form: written[full.get(form, form)] for form in written}


def _spelt_out(plain: str, forms: Sequence[str], mentions: Sequence[Cleaned]) -> Mapping[str, str]:
    """The full form of the initials that the article explains: `Southern Environmental Law Center (SELC)`."""
    spelt: dict[str, str] = {}
    for k in range(len(mentions) - 1):
        one, other = mentions[k], mentions[k + 1]
        if plain[one.end : other.start].strip() != "(" or plain[other.end : other.end + 1] != ")":
            continue
        for short, full in ((forms[k + 1], forms[k]), (forms[k], forms[k + 1])):
            if are_initials(short, full):
                spelt.setdefault(short, full)
    return spelt


def are_initials(short: str, full: str) -> bool:
    """Whether `short` is made of the first letters of the words of `full`, small words counted or not."""
    letters = _bare(short.replace(".", ""))
    if len(letters) < 2 or not short[0].isupper() or " " in short:
        return False
    words = _bare(full).replace("-", " ").replace("'", " ").split()
    every = "".join(word[0] for word in words)
    main = "".join(word[0] for word in words if word not in _SMALL_WORDS)
    return len(words) > 1 and letters in (every, main)


def _bare(text: str) -> str:
    """`text` without accents, in lower case: `Électricité` gives the E of EDF."""
    apart = unicodedata.normalize("NFD", text.casefold())
    return "".join(char for char in apart if not unicodedata.combining(char))
