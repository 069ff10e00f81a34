"""Overlaps: the one place that decides which of two readings of the same words stands."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from typing import Any

from glaneur.expressions.candidates import Candidate


def covers(candidates: list[Candidate[Any]], offset: int) -> bool:
    """Whether one of `candidates`, in text order and free of overlaps, stands at `offset`."""
    k = bisect_right(candidates, offset, key=lambda c: c.start) - 1
    return k >= 0 and offset < candidates[k].end


def resolve_overlaps(candidates: Iterable[Candidate[Any]]) -> list[Candidate[Any]]:
    """The candidates that stand, in text order: lower rank first, then the longer, then the earlier."""
    order = sorted(candidates, key=lambda c: (c.rank, c.start - c.end, c.start))
    starts: list[int] = []
    kept: list[Candidate[Any]] = []
    for candidate in order:
        k = bisect_left(starts, candidate.start)
        free_before = k == 0 or kept[k - 1].end <= candidate.start
        free_behind = k == len(kept) or candidate.end <= kept[k].start
        if free_before and free_behind:
            starts.insert(k, candidate.start)
            kept.insert(k, candidate)
    return kept
