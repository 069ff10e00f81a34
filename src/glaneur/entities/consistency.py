"""One label for one name inside an article, and its occurrences that the model passed over.

Only clear evidence counts: a label that the article's other occurrences outvote, a name that recurs as it
was written. A name that is both a place and a body (a club and its city) keeps both.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace

from glaneur.entities.boundaries import starts_sentence
from glaneur.entities.cleanup import LINE, OWN, Cleaned, overlaid
from glaneur.entities.finder import Finder
from glaneur.entities.noise import is_noise

_SHORTEST = 3  # characters of a name that is looked for again
_OFTEN = 2  # how often a single word must have been said to be a name, to be looked for again
_OUTVOTES = 3  # how often more a label must have been given than another
_BOTH = {"ORG", "LOC"}
_CAPITAL_BEFORE = re.compile(r"[^\W\d_a-zà-ÿ][\w'-]* (?:& )?$")
_CAPITAL_BEHIND = re.compile(r" (?:(?:de|du|des|of|&) )?[^\W\d_a-zà-ÿ]")
_LOOK_BACK = 24
_LONGEST_HEADLINE = 300


def consistent(plain: str, found: Sequence[Cleaned]) -> list[Cleaned]:
    """`found` (cleaned mentions of normalised text, sorted) with one label a name, and the missed ones."""
    labelled = _outvoted(plain, found)
    known = _known(plain, labelled)
    with_missed = sorted([*labelled, *_missed(plain, labelled, known)], key=lambda c: c.start)
    return overlaid([*_in_headlines(plain, known)], with_missed)


def _votes(plain: str, found: Sequence[Cleaned]) -> dict[str, Counter[str]]:
    votes: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for mention in found:
        votes[plain[mention.start : mention.end]][mention.label] += 1
    return votes


def _outvoted(plain: str, found: Sequence[Cleaned]) -> list[Cleaned]:
    winners = {}
    for name, labels in _votes(plain, found).items():
        (first, most), *rest = labels.most_common(2)
        if rest and {first, rest[0][0]} != _BOTH and most >= _OUTVOTES * rest[0][1]:
            winners[name] = first
    return [_relabelled(plain, mention, winners) for mention in found]


def _relabelled(plain: str, mention: Cleaned, labels: dict[str, str]) -> Cleaned:
    label = labels.get(plain[mention.start : mention.end], mention.label)
    if label == mention.label or mention.rule == OWN:
        return mention
    return replace(mention, label=label, rule="same_name")


def _known(plain: str, found: Sequence[Cleaned]) -> dict[str, str]:
    """The names worth looking for, with the one label that each has."""
    return {
        name: next(iter(labels))
        for name, labels in _votes(plain, found).items()
        if len(labels) == 1 and len(name) >= _SHORTEST and name[0].isupper() and "\n" not in name
        if " " in name or labels.total() >= _OFTEN
    }


def _missed(plain: str, found: Sequence[Cleaned], known: dict[str, str]) -> Iterator[Cleaned]:
    """Occurrences of the article's own names, as written, in what no mention covers."""
    finder = Finder(known)
    done = 0
    for until, behind in (*((m.start, m.end) for m in found), (len(plain), len(plain))):
        for start, end, name in finder.find(plain, done, until):
            word = " " not in name and (
                starts_sentence(plain, start) or plain[start - 1 : start] in ("#", "@")
            )
            if not (word or _in_longer_name(plain, start, end) or is_noise(plain, start, end, known[name])):
                yield Cleaned(start, end, known[name], "recurs")
        done = max(done, behind)


def _in_longer_name(plain: str, start: int, end: int) -> bool:
    """Whether a capital stands beside: `Macron` in "Brigitte Macron", `Apple` in "Apple Music"."""
    before = plain[max(0, start - _LOOK_BACK) : start]
    single = " " not in plain[start:end]
    return bool(_CAPITAL_BEHIND.match(plain, end)) or (single and bool(_CAPITAL_BEFORE.search(before)))


def _in_headlines(plain: str, known: dict[str, str]) -> Iterator[Cleaned]:
    """The article's own names in lines all in capitals, where the model reads badly."""
    finder = None
    for line in LINE.finditer(plain):
        if len(line.group()) > _LONGEST_HEADLINE or not line.group().isupper():
            continue
        finder = finder or Finder((n for n in known if not n.isupper() and len(n) > _SHORTEST), str.casefold)
        for start, end, name in finder.find(plain, *line.span()):
            yield Cleaned(start, end, known[name], "recurs")
