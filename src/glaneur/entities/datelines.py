"""Datelines: `MEMPHIS (AFP) —` opens a dispatch with a place and an agency, whatever the model calls them."""

import re
from collections.abc import Iterator, Sequence

from glaneur.entities.cleanup import Cleaned, overlaid
from glaneur.lexicons import load_table

_AGENCIES = "|".join(map(re.escape, load_table("entities")["agencies"]["words"]))
_WORD = r"[^\W\d_a-zà-ÿ][\w'-]{1,24}"
_DATELINE = re.compile(
    rf"^[ ]{{0,8}}(?P<place>{_WORD}(?: (?:(?:de|du|la|le|les|sur) )?{_WORD}){{0,3}})(?:, [^()\n]{{2,30}}?)? "
    rf"\((?P<agency>{_AGENCIES})\) ?[-–—] ",
    re.M,
)
RULE = "dateline"


def with_datelines(plain: str, found: Sequence[Cleaned]) -> list[Cleaned]:
    """`found` (sorted, normalised text) with the places and agencies of datelines as they must be."""
    return overlaid([*_said(plain)], found)


def _said(plain: str) -> Iterator[Cleaned]:
    for line in _DATELINE.finditer(plain):
        yield Cleaned(*line.span("place"), "LOC", RULE)
        yield Cleaned(*line.span("agency"), "ORG", RULE)
