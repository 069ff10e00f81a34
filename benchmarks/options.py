"""What a run measures on: its options, and the articles."""

import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from glaneur.readers import read_corpus, read_file
from glaneur.schema import Article

ROOT = Path(__file__).parent.parent
CORPUS = ROOT / "corpus"
WINER = Path(os.environ.get("GLANEUR_SHARED", ROOT / "../shared")) / "data/winer-fr"

WARM_UP = Article(
    id="warm-up",
    path="warm-up.txt",
    published="2024-09-05",
    sha256="",
    text="À Pâques, M. Martin a payé 3 millions de dollars, soit 12 % du prix, à 300 km de Lyon. "
    "« On May 3, 2024 », dit-il, vingt ans après.",
)
"""Asks once for what is loaded at first use (registries, calendars, lexicons): that isn't the speed."""


@dataclass(frozen=True)
class Options:
    """One run's options, as the command line gives them; sizes are in characters, `long_size` in bytes."""

    rounds: int
    winer: int
    copies: int
    long_size: int
    sizes: Sequence[int]
    texts: Sequence[str]

    @cached_property
    def article_sets(self) -> Mapping[str, list[Article]]:
        """The articles by where they come from; `winer-fr` only where it is there."""
        sets = {"corpus": [item for item in read_corpus(CORPUS) if isinstance(item, Article)]}
        if WINER.is_dir() and self.winer:
            sets["winer-fr"] = _winer(self.winer)
        return sets

    def told(self) -> str:
        """Which articles are measured on, in one line."""
        sets = [
            f"{name}: {len(articles)} articles, {words(articles):,} words"
            for name, articles in self.article_sets.items()
        ]
        missing = [] if len(sets) > 1 else ["winer-fr: not measured (set GLANEUR_SHARED)"]
        return "; ".join(sets + missing) + f"; {self.rounds} rounds, CPU time, one core"


def words(articles: Sequence[Article]) -> int:
    """How many words the articles have, parted at white space."""
    return sum(len(text_of(article).split()) for article in articles)


def text_of(article: Article) -> str:
    """The article's text."""
    return article.text or ""


def _winer(count: int) -> list[Article]:
    paths = sorted(path.relative_to(WINER).as_posix() for path in WINER.glob("*/*/*.txt"))
    # Evenly over the two years.
    chosen = paths[:: max(len(paths) // count, 1)][:count]
    return [item for path in chosen for item in read_file(WINER, path) if isinstance(item, Article)]
