"""Run a corpus: work on what is new or changed, tell of the rest."""

import logging
import os
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath

from glaneur.entities.own import AnyNames
from glaneur.errors import ArticleError, CorpusError
from glaneur.lexicons.lexicon import AnyLexicon
from glaneur.outputs.files import output_folder, remove_sheet, sheet_id, sheet_path, sheets_in
from glaneur.outputs.sheet_json import is_torn, read_stamp
from glaneur.publication import Published
from glaneur.readers import Discovery, Failure, discover, read_corpus
from glaneur.runner.pool import Crew
from glaneur.runner.work import Gleaner, Here, Job, Result, Status, Workshop
from glaneur.schema import Article

_log = logging.getLogger(__name__)

BATCH_ARTICLES = 8
BATCH_CHARACTERS = 100_000

_EDITED = "the sheet was changed since it was written, so it is kept; replace it with --force (force=True)"
_ORPHAN = "its article is no longer in the corpus; remove the sheet with --prune (prune=True)"
_EDITED_ORPHAN = "its article is no longer in the corpus, but the sheet was edited by hand, so it is kept"
_PRUNED = "its article is no longer in the corpus; the sheet was removed"


def run(
    corpus: str | os.PathLike[str],
    out: str | os.PathLike[str],
    *,
    model: str | os.PathLike[str] | None = None,
    lexicon: AnyLexicon | None = None,
    names: AnyNames | None = None,
    facts: bool = True,
    default_published: Published = None,
    jobs: int = 1,
    force: bool = False,
    prune: bool = False,
    text: bool = True,
    on_discovery: Callable[[Discovery], None] | None = None,
) -> Iterator[Result]:
    """Write a sheet for each article of `corpus` to `out`; yield what became of each, as it happens.

    A sheet that is up to date is left alone. One that was edited by hand is kept and told, unless
    `force` is set: then every article is worked on again. Sheets without their article are told, and
    removed with `prune`. `text=False` leaves the article's text out of its sheet. `jobs` is the number
    of processes; the sheets don't depend on it. `on_discovery` is called once, with the files found.
    `lexicon` is a TOML file with entries of the user's own; with other entries all sheets are made again.
    So it is with `names`, a JSONL file of names (label, pattern, id) that win over the model. Without
    `facts` nothing is parsed, which is faster.

    Raises:
        CorpusError: The corpus or the output folder can't be used, or the disk is full.
        ModelError: The model isn't installed.
        LexiconError: An entry of `lexicon` is broken, or the file can't be read.
        NamesError: A line of `names` is broken, or the file can't be read.

    """
    corpus, out = Path(corpus), Path(out)
    if not isinstance(jobs, int):
        raise TypeError(f"jobs must be an int, not {type(jobs).__name__}")
    if jobs < 1:
        raise CorpusError(f"jobs is {jobs}; at least one is needed.")
    _refuse_nested(corpus, out)
    options = {} if text else {"text": False}
    gleaner = Gleaner.of(model, lexicon, names, facts=facts, options=options)
    return run_job(
        corpus,
        Job(gleaner, out, text),
        fingerprint=gleaner.generator.fingerprint,
        default_published=default_published,
        jobs=jobs,
        force=force,
        prune=prune,
        on_discovery=on_discovery,
    )


def run_job(
    corpus: Path,
    job: Job,
    *,
    fingerprint: str,
    default_published: Published = None,
    jobs: int = 1,
    force: bool = False,
    prune: bool = False,
    on_discovery: Callable[[Discovery], None] | None = None,
) -> Iterator[Result]:
    """Run a corpus through any `job`: `run` with the way from article to sheet left open."""
    found = discover(corpus)
    if on_discovery:
        on_discovery(found)
    ledger = _Ledger(job.out, fingerprint, force)
    with output_folder(job.out):
        yield from (Result(status="ignored", path="", message=n.message) for n in found.notices())
        items = read_corpus(found, default_published=default_published)
        with closing(_Bench(job, jobs)) as bench:
            for item in items:
                verdict = ledger.enter(item)
                if verdict is not None:
                    yield verdict
                elif isinstance(item, Article):
                    yield from bench.take(item)
            yield from bench.finish()
        only = None if corpus.is_dir() else corpus.name
        yield from ledger.orphans(prune=prune, only=only)


def _refuse_nested(corpus: Path, out: Path) -> None:
    inside = corpus.resolve()
    if inside in (out.resolve(), *out.resolve().parents):
        raise CorpusError(f"{out}: the output folder is inside the corpus; choose one beside it.")


@dataclass(slots=True)
class _Ledger:
    """Which articles the corpus has, and what their sheets say of them."""

    out: Path
    fingerprint: str
    force: bool
    ids: set[str] = field(default_factory=set)
    failed_paths: set[str] = field(default_factory=set)

    def enter(self, item: Article | Failure) -> Result | None:
        """Note an article; None where it has to be worked on."""
        if isinstance(item, Failure):
            self.failed_paths.add(item.path)
            if item.id is not None:
                self.ids.add(item.id)
            return Result(status="failed", path=item.where, id=item.id, message=item.message)
        self.ids.add(item.id)
        try:
            path = sheet_path(self.out, item.id)
            return None if self.force else self._verdict(item, path)
        except ArticleError as error:
            message = str(error)
        except OSError as error:
            reason = error.strerror or error
            message = f"its sheet {path} can't be read ({reason}): check its permissions, or remove it"
        return Result(status="failed", path=item.path, id=item.id, message=message)

    def _verdict(self, article: Article, path: Path) -> Result | None:
        try:
            data = path.read_bytes()
        except FileNotFoundError:
            return None
        if is_torn(data):
            _log.warning("%s is torn, not a whole sheet; it is made again", path)
            return None
        stamp = read_stamp(data)
        if stamp is None or not stamp.intact:
            return Result(status="edited", path=article.path, id=article.id, sheet=path, message=_EDITED)
        if (stamp.sha256, stamp.fingerprint) != (article.sha256, self.fingerprint):
            return None
        return Result(status="skipped", path=article.path, id=article.id, sheet=path)

    def orphans(self, *, prune: bool, only: str | None) -> Iterator[Result]:
        """Yield the sheets without an article; `only` looks at those of one file of the corpus."""
        for path in sheets_in(self.out):
            article_id = sheet_id(self.out, path)
            if article_id in self.ids:
                continue
            try:
                stamp = read_stamp(path.read_bytes())
            except OSError:
                continue  # nothing shows that it is a sheet
            if stamp is None or only not in (None, stamp.path) or self._unsure(stamp.path):
                continue
            status: Status = "orphan"
            message = _ORPHAN
            if not stamp.intact and not self.force:
                message = _EDITED_ORPHAN
            elif prune:
                remove_sheet(path, self.out)
                status, message = "pruned", _PRUNED
            yield Result(status=status, path=stamp.path, id=article_id, sheet=path, message=message)

    def _unsure(self, path: str) -> bool:
        """Whether the article may still be there, in a file or folder that could not be read."""
        article = PurePosixPath(path)
        return any(str(part) in self.failed_paths for part in (article, *article.parents))


class _Bench:
    """Gathers articles into batches for a workshop, which opens with the first of them."""

    def __init__(self, job: Job, jobs: int) -> None:
        self._job = job
        self._jobs = jobs
        self._workshop: Workshop | None = None
        self._batch: list[Article] = []
        self._characters = 0

    def take(self, article: Article) -> Iterator[Result]:
        """Add an article; yield the results that are there by now."""
        self._batch.append(article)
        self._characters += len(article.text or "")
        if len(self._batch) >= BATCH_ARTICLES or self._characters >= BATCH_CHARACTERS:
            yield from self._hand_over()

    def finish(self) -> Iterator[Result]:
        """Yield all results that are still to come."""
        if self._batch:
            yield from self._hand_over()
        if self._workshop:
            yield from self._workshop.finish()

    def close(self) -> None:
        """Stop the workshop."""
        if self._workshop:
            self._workshop.close()

    def _hand_over(self) -> Iterator[Result]:
        if self._workshop is None:
            self._workshop = Here(self._job) if self._jobs == 1 else Crew(self._job, jobs=self._jobs)
        batch, self._batch, self._characters = self._batch, [], 0
        yield from self._workshop.feed(batch)
