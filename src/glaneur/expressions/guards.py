"""Guards: stretches whose figures are no expressions: Web addresses, telephone numbers, references.

Each pattern is bounded and tried only where a rare character or the figure's neighbours call for it,
so that the search costs next to nothing and stays linear.
"""

import re
from collections.abc import Iterator

from glaneur.expressions.candidates import Candidate, Rank
from glaneur.expressions.numeral import Numeral
from glaneur.expressions.numerals import Numerals
from glaneur.expressions.tokens import Tokens
from glaneur.lexicons import load_table

_TABLE = load_table("guards")
_DOMAINS: list[str] = _TABLE["web"]["domains"]
_WEB_SIGNS = ("@", "://", "www.", *(f".{domain}/" for domain in _DOMAINS))
_WEB = re.compile(rf"://|\bwww\.|(?<=[\w.])@\w|\.(?:{'|'.join(_DOMAINS)})/")
_SPACE = re.compile(r"\s|$")
_HANDLE = re.compile(r"[@#]\w+")
_CODE = re.compile(r"`[^`\n]{1,200}`")
_TELEPHONE = re.compile(
    r"\+?(?:\d{2,3} ?(?:\(0\) ?)?|0)[1-9](?:[ .-]?\d{2}){4}(?!\d)|0 ?8\d{2}(?: ?\d{3}){2}(?!\d)"
)
_HEADS: list[str] = _TABLE["references"]["heads"]
_REFERENCE = re.compile(
    rf"(?i:{'|'.join(map(re.escape, _HEADS))})\.? {{0,2}}(?:n° ?)?(?:[LRDA]\.? ?)?"
    r"\*?\d[\d.-]{0,20}(?:(?:, | et | à )(?:[LRD]\. ?)?\d{1,4}(?:-\d{1,3}){1,3}){0,9}"
)
_ACCOUNT = re.compile(r"[A-Z]{2}\d{2}(?: ?\d{4}){3,7}(?: ?\d{1,3}\b)?")
_SCORES = re.compile(r"\d{1,3}-\d{1,3}(?:(?:, | et |/| )\d{1,3}-\d{1,3}){1,8}(?![\d%€$-])")
_ENGLISH_ADDRESS = re.compile(r"\d{1,4} [A-Z]\w{1,20} (?:Street|Avenue|Road|Square)\b")
_TITLE = re.compile(r"« ?(?:L[ae]s? |The )?\d{1,5} [A-Z]\w{1,20} ?»")
_REFERENCE_HEADS = frozenset(head.lower().rstrip("°.") for head in _HEADS)
_STREETS = frozenset(load_table("counted_nouns")["streets"]["words"])


def find_guards(tokens: Tokens, numerals: Numerals) -> list[Candidate[str]]:
    """Every guarded stretch of the text; the reading is the kind of guard."""
    text = tokens.text
    found = [Candidate(start, end, Rank.GUARD, "web") for start, end in _web(text)]
    if "@" in text or "#" in text:
        found += [Candidate(m.start(), m.end(), Rank.GUARD, "handle") for m in _HANDLE.finditer(text)]
    if "`" in text:
        found += [Candidate(m.start(), m.end(), Rank.GUARD, "code") for m in _CODE.finditer(text)]
    behind = 0
    for numeral in numerals.all:
        start = tokens.start[numeral.first]
        if numeral.form != "digits" or start < behind:
            continue
        guard = _at_figure(tokens, numeral, start)
        if guard is not None:
            behind = guard.end
            found.append(guard)
    return found


def _web(text: str) -> Iterator[tuple[int, int]]:
    """The whole words that hold a URL or an e-mail address."""
    if not any(sign in text for sign in _WEB_SIGNS):
        return
    behind = 0
    for hit in _WEB.finditer(text):
        if hit.start() < behind:
            continue
        start = max(text.rfind(" ", behind, hit.start()), text.rfind("\n", behind, hit.start())) + 1
        stop = _SPACE.search(text, hit.end())
        start, behind = max(start, behind), stop.start() if stop else len(text)
        yield start, behind


def _at_figure(tokens: Tokens, numeral: Numeral, start: int) -> Candidate[str] | None:
    """The guard that the figure at `start` stands in, if its neighbours look like one."""
    low, first, last = tokens.low, numeral.first, numeral.last
    before, behind = low[first - 1], low[last]
    tried: list[tuple[str, re.Pattern[str], int]] = []
    if low[first][0] == "0" or before in ("+", "-"):
        tried.append(("telephone", _TELEPHONE, tokens.start[first - 1] if before == "+" else start))
    head = _reference_head(tokens, first)
    if head is not None:
        tried.append(("reference", _REFERENCE, tokens.start[head]))
    if behind == "-" and tokens.glued(last):
        tried.append(("score", _SCORES, start))
    if len(before) == 2 and tokens.glued(first):
        tried.append(("account", _ACCOUNT, tokens.start[first - 1]))
    for k in (first - 1, first - 2):
        if low[k] == "«":
            tried.append(("title", _TITLE, tokens.start[k]))
    if behind.isalpha() and low[last + 1] in ("street", "avenue", "road", "square"):
        tried.append(("address", _ENGLISH_ADDRESS, start))
    for kind, pattern, at in tried:
        match = pattern.match(tokens.text, at)
        if match:
            return Candidate(match.start(), _stop(match), Rank.GUARD, kind)
    return _address(tokens, numeral)


def _reference_head(tokens: Tokens, first: int) -> int | None:
    """The token at which a reference to a law or a numbered thing may start before the figure."""
    low = tokens.low
    for k in range(first - 1, first - 6, -1):
        if low[k] in _REFERENCE_HEADS and (len(low[k]) > 1 or low[k + 1] in ("°", ".", "º")):
            longer = low[k - 1] in _REFERENCE_HEADS and len(low[k - 1]) > 1
            return k - 1 if longer else k
        if low[k] not in (".", "°", "º", "*", " ") and len(low[k]) > 1:
            return None
    return None


def _address(tokens: Tokens, numeral: Numeral) -> Candidate[str] | None:
    """`12 bis, rue des Lilas`, and the postcode that follows a comma: `, 35000 Rennes`."""
    low, i = tokens.low, numeral.last
    if len(numeral.digits) == 5 and low[numeral.first - 1] == "," and tokens.surface(i).istitle():
        return Candidate(tokens.start[numeral.first], tokens.end[numeral.last - 1], Rank.GUARD, "address")
    if low[i] in ("bis", "ter", "quater"):
        i += 1
    if low[i] == ",":
        i += 1
    if low[i] not in _STREETS or numeral.value > 9999:
        return None
    return Candidate(tokens.start[numeral.first], tokens.end[i], Rank.GUARD, "address")


def _stop(match: "re.Match[str]") -> int:
    """A guard's end without the full stop of its sentence."""
    return match.end() - (match.group()[-1] in ".-")
