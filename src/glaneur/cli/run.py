"""`glaneur run`."""

import time
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

import click
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TaskID, TextColumn, TimeRemainingColumn
from rich.table import Table
from rich.text import Text

from glaneur.cli.common import reading_options
from glaneur.errors import GlaneurError
from glaneur.outputs.terminal import one_line
from glaneur.readers import Discovery
from glaneur.runner import Result, run

_SHOWN_FAILURES = 20
_INTERRUPTED = 130  # as a shell says it
_LINE_EVERY = 500
_COUNTED = ("done", "skipped", "failed", "edited", "orphan", "pruned")
_ARTICLES = ("done", "skipped", "failed", "edited")


@click.command(
    epilog="Exit code: 0, or 1 where an article failed (the others are done), or 2 where nothing could run."
)
@click.argument("corpus", type=click.Path(path_type=Path))
@click.option("--out", required=True, type=click.Path(path_type=Path), help="Folder of the sheets.")
@reading_options
@click.option("--default-published", metavar="DATE", help="Date of articles that give none (ISO).")
@click.option("--jobs", type=click.IntRange(1), default=1, show_default=True, help="Number of processes.")
@click.option("--force", is_flag=True, help="Work on every article again, edited sheets included.")
@click.option("--prune", is_flag=True, help="Remove the sheets whose article is gone.")
@click.option("--no-text", is_flag=True, help="Leave the articles' text out of the sheets.")
def command(
    *,
    corpus: Path,
    out: Path,
    model: str | None,
    lexicon: Path | None,
    names: Path | None,
    facts: bool,
    default_published: str | None,
    jobs: int,
    force: bool,
    prune: bool,
    no_text: bool,
) -> None:
    """Write a fact sheet for each article of CORPUS, a folder or a single file.

    Sheets that are up to date are left alone, so a second run only works on what is new or changed.
    A sheet that was edited by hand is kept.

    \b
    Example:
      glaneur run corpus --out sheets --jobs 2
    """
    watch = _Watch()
    results = run(
        corpus,
        out,
        model=model,
        lexicon=lexicon,
        names=names,
        facts=facts,
        default_published=default_published,
        jobs=jobs,
        force=force,
        prune=prune,
        text=not no_text,
        on_discovery=watch.begin,
    )
    try:
        with watch.progress:
            for result in results:
                watch.note(result)
    except KeyboardInterrupt:
        watch.close()
        click.echo("Stopped. The same command goes on from here.", err=True)
        click.get_current_context().exit(_INTERRUPTED)
    except GlaneurError:
        watch.close()
        raise
    Console().print(watch.summary())
    if watch.statuses["failed"]:
        click.get_current_context().exit(1)


@dataclass(slots=True)
class _Watch:
    """Counts the results, and shows them as they come: a bar on a terminal, else lines."""

    console: Console = field(default_factory=lambda: Console(stderr=True, soft_wrap=True))
    statuses: Counter[str] = field(default_factory=Counter)
    mentions: Counter[str] = field(default_factory=Counter)
    warnings: Counter[str] = field(default_factory=Counter)
    failures: list[Result] = field(default_factory=list)
    words: int = 0
    started: float = field(default_factory=time.monotonic)
    total: int | None = None
    progress: Progress = field(init=False)
    task: TaskID = field(init=False)

    def __post_init__(self) -> None:
        self.progress = Progress(
            TextColumn("{task.description}"),
            BarColumn(),
            MofNCompleteColumn(),
            TimeRemainingColumn(),
            console=self.console,
            disable=not self.console.is_terminal,
        )
        self.task = self.progress.add_task("articles", total=None)

    def begin(self, found: Discovery) -> None:
        """Set what there is to do; a file of records doesn't say how many it has."""
        self.total = found.articles()
        self.progress.update(self.task, total=self.total)
        if not found.files:
            self._tell(f"{found.root}: there is no article here")
        elif not self.console.is_terminal:
            self._tell(f"{_grouped(len(found.files))} files to read")

    def note(self, result: Result) -> None:
        """Count a result; tell what needs to be told."""
        self.statuses[result.status] += 1
        self.mentions.update(result.mentions)
        self.warnings.update(notice.code for notice in result.warnings)
        self.words += result.words
        if result.message:
            where = f"{result.path}: " if result.path else ""
            self._tell(one_line(f"{result.status}: {where}{result.message}"))
        if result.status == "failed" and len(self.failures) < _SHOWN_FAILURES:
            self.failures.append(result)
        if result.status in _ARTICLES:
            self.progress.advance(self.task)
            articles = self._articles()
            if not self.console.is_terminal and articles % _LINE_EVERY == 0:
                self._tell(f"{articles} articles" + (f" of {self.total}" if self.total else ""))

    def close(self) -> None:
        """Print the closing table of a run that is cut short, where it has done anything."""
        if self.statuses:
            Console().print(self.summary())

    def summary(self) -> Table:
        """Return the closing table."""
        seconds = max(time.monotonic() - self.started, 1e-9)
        table = Table(show_header=False, title="glaneur run", title_justify="left")
        table.add_column(style="bold")
        table.add_column(overflow="fold")
        table.add_row("articles", _grouped(self._articles()))
        for status in _COUNTED:
            if self.statuses[status] or status in ("done", "skipped", "failed"):
                table.add_row(f"  {status}", _grouped(self.statuses[status]))
        table.add_section()
        for kind, count in self.mentions.items():
            table.add_row(kind, _grouped(count))
        for code, count in sorted(self.warnings.items()):
            table.add_row(f"warning {code}", _grouped(count))
        table.add_row("words a second", _grouped(round(self.words / seconds)) if self.words else "–")
        if self.failures:
            table.add_section()
        for result in self.failures:
            table.add_row("failed", Text(one_line(f"{result.path}: {result.message}")))
        if (more := self.statuses["failed"] - len(self.failures)) > 0:
            table.add_row("failed", f"… and {_grouped(more)} more, each told above")
        return table

    def _articles(self) -> int:
        return sum(self.statuses[status] for status in _ARTICLES)

    def _tell(self, line: str) -> None:
        self.progress.console.print(line, markup=False, highlight=False)


def _grouped(count: int) -> str:
    return f"{count:,}"
