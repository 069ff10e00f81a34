"""Ways from article to sheet that need no model, for the tests of the runner. Workers import this module."""

import logging
import os
import signal
import threading
from dataclasses import dataclass
from pathlib import Path

from glaneur.errors import CorpusError
from glaneur.schema import Article, Entity, FactSheet, Generator, Sentence

FINGERPRINT = "f" * 64


def sheet_of(article: Article, *, fingerprint: str = FINGERPRINT) -> FactSheet:
    """A sheet whose entities are the article's capitalised words."""
    text = article.text or ""
    entities, start = [], 0
    for word in text.split():
        start = text.index(word, start)
        if word[0].isupper():
            entities.append(
                Entity(
                    text=word,
                    start=start,
                    end=start + len(word),
                    sentence=0,
                    label="MISC",
                    name=word,
                    rule="x",
                )
            )
        start += len(word)
    return FactSheet(
        article=article,
        generator=Generator(name="glaneur", version="0", model="fake 1", fingerprint=fingerprint),
        sentences=(Sentence(start=0, end=len(text)),),
        entities=tuple(entities),
        warnings=article.notices,
    )


@dataclass(frozen=True)
class Plain:
    """Reads every article; `fingerprint` is that of the program it plays."""

    fingerprint: str = FINGERPRINT

    def __call__(self, article: Article) -> FactSheet:
        return sheet_of(article, fingerprint=self.fingerprint)


@dataclass(frozen=True)
class Raising:
    """Raises on articles that hold a word."""

    word: str
    error: type[Exception] = RuntimeError

    def __call__(self, article: Article) -> FactSheet:
        if self.word in (article.text or ""):
            raise self.error("the seam burst")
        return sheet_of(article)


@dataclass(frozen=True)
class Dying:
    """Kills its own process on articles that hold a word: each time, or only the first."""

    word: str
    once: Path | None = None

    def __call__(self, article: Article) -> FactSheet:
        if self.word in (article.text or "") and not (self.once and self.once.exists()):
            if self.once:
                self.once.touch()
            os.kill(os.getpid(), signal.SIGKILL)
        return sheet_of(article)


@dataclass(frozen=True)
class Waiting:
    """Tells through a named pipe that it has come to an article that holds a word, then waits to be ended."""

    word: str
    begun: Path

    def __call__(self, article: Article) -> FactSheet:
        if self.word in (article.text or ""):
            self.begun.write_bytes(b"")
            threading.Event().wait()
        return sheet_of(article)


@dataclass(frozen=True)
class Talking:
    """Logs as this program does, and as another package does."""

    def __call__(self, article: Article) -> FactSheet:
        logging.getLogger("glaneur.fake").info("of this program")
        logging.getLogger("other").warning("of another package")
        logging.getLogger("glaneur.fake").debug("not worth it")
        logging.getLogger("other").info("not worth it")
        return sheet_of(article)


@dataclass(frozen=True)
class Full:
    """Finds the disk full at the first article."""

    def __call__(self, article: Article) -> FactSheet:
        raise CorpusError(f"{article.id}: can't be written: the disk is full; free some space and run again.")
