"""A candidate: what a rule read, before one place decides which readings stand."""

from dataclasses import dataclass
from enum import IntEnum
from typing import Generic, TypeVar

T = TypeVar("T")


class Rank(IntEnum):
    """Which reading wins where two overlap: the lower one."""

    GUARD = 0
    """Not an expression at all: a URL, a telephone number, a score, a model's name."""
    MONEY = 1
    DATE = 2
    QUANTITY = 3
    WEAK_DATE = 4
    """A year alone, a bare month: right only where nothing else claims the figure."""
    NUMBER = 5


@dataclass(frozen=True, slots=True)
class Candidate(Generic[T]):
    """A reading of `text[start:end]` (folded text); `reading` is the rule's own structure."""

    start: int
    end: int
    rank: Rank
    reading: T
