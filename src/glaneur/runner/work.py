"""One article to one sheet on disk: what is done in a worker, or right here when there is none."""

import logging
import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any, Literal, Protocol, Self

from glaneur.entities.own import AnyNames, OwnNames, as_names
from glaneur.errors import ArticleError, GlaneurError
from glaneur.lexicons.lexicon import SHIPPED, AnyLexicon, Lexicon, as_lexicon
from glaneur.models import DEFAULT_MODEL
from glaneur.outputs.files import flush_folders, sheet_path, write_atomic
from glaneur.outputs.provenance import generator
from glaneur.outputs.sheet_json import encode_sealed
from glaneur.schema import KINDS, Article, FactSheet, Generator, Notice

_log = logging.getLogger(__name__)

Status = Literal["done", "skipped", "failed", "edited", "orphan", "pruned", "ignored"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """What became of one article (or, for `ignored`, of all files of an unknown ending).

    - `done`: its sheet is written; `skipped`: its sheet is up to date.
    - `failed`: it has no new sheet; `edited`: its sheet was changed by hand, and is kept.
    - `orphan`: a sheet without its article, kept; `pruned`: such a sheet, removed.

    `path` is relative to the corpus, `sheet` is the file of the sheet. `mentions` counts them, and
    the facts, by field of the sheet. `message` says what is wrong and what to do, and is empty where all
    is well.
    """

    status: Status
    path: str
    id: str | None = None
    sheet: Path | None = None
    message: str = ""
    mentions: Mapping[str, int] = field(default_factory=dict)
    words: int = 0
    warnings: tuple[Notice, ...] = ()


@dataclass(frozen=True, slots=True)
class Job:
    """What a worker has to know: how an article becomes a sheet, and where the sheet goes."""

    glean: Callable[[Article], FactSheet]
    out: Path
    text: bool = True


class Workshop(Protocol):
    """Takes batches of articles and gives results, at its own pace."""

    def feed(self, batch: Sequence[Article]) -> Iterator[Result]:
        """Take a batch; yield the results that are there by now."""
        ...

    def finish(self) -> Iterator[Result]:
        """Yield the results that are still to come."""
        ...

    def close(self) -> None:
        """Stop; what is still being worked on is given up."""
        ...


@dataclass(frozen=True, slots=True)
class Gleaner:
    """Article to sheet with a spaCy model, which is loaded at the first article."""

    model: str
    generator: Generator
    lexicon: Lexicon = SHIPPED
    names: OwnNames | None = None
    facts: bool = True

    @classmethod
    def of(
        cls,
        model: str | os.PathLike[str] | None = None,
        lexicon: AnyLexicon | None = None,
        names: AnyNames | None = None,
        facts: bool = True,
        options: Mapping[str, object] | None = None,
    ) -> Self:
        """Return the gleaner with a model (by default the usual one), a lexicon, names and a run's `options`.

        Without `facts` figures are not linked to what they are about.

        Raises ModelError where the model isn't installed, LexiconError where `lexicon` is broken, NamesError
        where `names` is.
        """
        name = os.fspath(model or DEFAULT_MODEL)
        known, own = as_lexicon(lexicon), as_names(names)
        digest = own.digest if own else ""
        by = generator(name, lexicon=known, names=digest, facts=facts, options=options)
        return cls(name, by, known, own, facts)

    def __call__(self, article: Article) -> FactSheet:
        """Return the article's sheet."""
        from glaneur.sheets import glean  # noqa: PLC0415 - imports spaCy: a run with nothing to do spares it

        return glean(article, _pipeline(self.model, self.lexicon, self.names, self.facts), self.generator)


@cache
def _pipeline(model: str, lexicon: Lexicon, names: OwnNames | None, facts: bool) -> Any:
    from glaneur import pipeline  # noqa: PLC0415 - imports spaCy

    return pipeline.load(model, lexicon=lexicon, names=names, facts=facts)


class Here:
    """The workshop of a run without workers."""

    def __init__(self, job: Job) -> None:
        self._job = job

    def feed(self, batch: Sequence[Article]) -> Iterator[Result]:
        """Work on the batch at once."""
        yield from work(self._job, batch)

    def finish(self) -> Iterator[Result]:
        """Yield nothing: all is done."""
        return iter(())

    def close(self) -> None:
        """Do nothing: there is nobody to stop."""


def work(job: Job, batch: Sequence[Article]) -> list[Result]:
    """Write the sheets of a batch. An article that fails costs only itself.

    Raises CorpusError where the output folder takes no more files, ModelError without a model.
    """
    results = [_work_on(job, article) for article in batch]
    flush_folders({result.sheet.parent for result in results if result.sheet})
    return results


def failed(article: Article, message: str) -> Result:
    """Return the result of an article that could not be worked on."""
    return Result(status="failed", path=article.path, id=article.id, message=message)


def _work_on(job: Job, article: Article) -> Result:
    try:
        path = sheet_path(job.out, article.id)
        sheet = job.glean(article)
        write_atomic(path, encode_sealed(sheet if job.text else _without_text(sheet)))
    except ArticleError as error:
        return failed(article, str(error))
    except GlaneurError:
        raise
    except OSError as error:
        return failed(article, f"its sheet can't be written: {error}")
    except Exception as error:
        # Whatever a library makes of a strange text, the other articles are worth finishing.
        _log.debug("%s", article.path, exc_info=True)
        # spaCy wraps a component's KeyError in advice of its own, which would mislead.
        cause = error.__cause__ or error
        reason = f"{type(cause).__name__}: {cause}".strip().removesuffix(":")
        return failed(article, f"could not be worked on ({reason}); see the log with -vv and report it")
    return Result(
        status="done",
        path=article.path,
        id=article.id,
        sheet=path,
        mentions={name: len(getattr(sheet, name)) for name in (*KINDS, "facts")},
        words=len((article.text or "").split()),
        warnings=sheet.warnings,
    )


def _without_text(sheet: FactSheet) -> FactSheet:
    from glaneur.sheets import without_text  # noqa: PLC0415 - imports spaCy

    return without_text(sheet)
