"""Guards: stretches whose figures are no expressions: addresses of the Web, telephone numbers, references."""

import re
from collections.abc import Iterator

from glaneur.expressions.candidates import Candidate, Rank

# Each pattern is anchored on a rare character or word and bounded, so that the search is linear.
_WEB = re.compile(r"://|\bwww\.|[\w.]@\w|\.(?:fr|com|org|net|eu|info|io|be|ch|ca)/")
_HANDLE = re.compile(r"[@#]\w+")
_TELEPHONE = re.compile(
    r"(?<![\d,.])(?:(?:\+\d{2,3} ?(?:\(0\) ?)?|0)[1-9](?:[ .-]?\d{2}){4}|0 ?8\d{2}(?: ?\d{3}){2})(?!\d)"
)
_REFERENCE = re.compile(
    r"\b(?:articles?|art\.|alinéas?|n°s?|nº|no\.|décret|RFC|ISBN|ISO|[LRD]\.) {0,2}(?:n° ?)?(?:[LRDA]\.? ?)?"
    r"\*?\d[\d.-]{0,20}(?:(?:, | et | à )(?:[LRD]\. ?)?\d{1,4}(?:-\d{1,3}){1,3}){0,9}"
)

_IBAN = re.compile(r"\b[A-Z]{2}\d{2}(?: ?\d{4}){3,7}(?: ?\d{1,3}\b)?")
_SCORES = re.compile(r"(?<![\d.,-])\d{1,3}-\d{1,3}(?:(?:, | et |/| )\d{1,3}-\d{1,3}){1,8}(?![\d%€$-])")
_ADDRESS = re.compile(
    r"\b\d{1,4}(?: (?:bis|ter|quater))?,? "
    r"(?:rue|avenue|boulevard|place|quai|chemin|allées?|impasse|cours|square|route|faubourg|esplanade)\b"
    r"|\b\d{1,4} [A-Z]\w{1,20} (?:Street|Avenue|Road|Square)\b"
    r"|(?<=, )\d{5} (?=[A-Z][a-zé])"
)
_CODE = re.compile(r"`[^`\n]{1,200}`")
_TITLE = re.compile(r"« ?\d{1,5} [A-Z]\w{1,20} ?»")


def find_guards(text: str) -> list[Candidate[str]]:
    """Every guarded stretch of folded `text`; the reading is the kind of guard."""
    return [
        *(Candidate(start, end, Rank.GUARD, "web") for start, end in _web(text)),
        *(Candidate(m.start(), m.end(), Rank.GUARD, "handle") for m in _HANDLE.finditer(text)),
        *(Candidate(m.start(), m.end(), Rank.GUARD, "telephone") for m in _TELEPHONE.finditer(text)),
        *(Candidate(m.start(), _stop(m), Rank.GUARD, "reference") for m in _REFERENCE.finditer(text)),
        *(Candidate(m.start(), m.end(), Rank.GUARD, "account") for m in _IBAN.finditer(text)),
        *(Candidate(m.start(), m.end(), Rank.GUARD, "score") for m in _SCORES.finditer(text)),
        *(Candidate(m.start(), m.end(), Rank.GUARD, "address") for m in _ADDRESS.finditer(text)),
        *(Candidate(m.start(), m.end(), Rank.GUARD, "code") for m in _CODE.finditer(text)),
        *(Candidate(m.start(), m.end(), Rank.GUARD, "title") for m in _TITLE.finditer(text)),
    ]


def _web(text: str) -> Iterator[tuple[int, int]]:
    """The whole words that hold a URL or an e-mail address."""
    behind = 0
    space = re.compile(r"\s|$")
    for hit in _WEB.finditer(text):
        if hit.start() < behind:
            continue
        start = max(_last_space(text, hit.start(), behind) + 1, behind)
        stop = space.search(text, hit.end())
        behind = stop.start() if stop else len(text)
        yield start, behind


def _last_space(text: str, i: int, floor: int) -> int:
    return max(text.rfind(" ", floor, i), text.rfind("\n", floor, i), floor - 1)


def _stop(match: "re.Match[str]") -> int:
    """A reference's end without the full stop of its sentence."""
    return match.end() - (match.group()[-1] in ".-")
