"""Worker processes that may die: their articles are tried once more, one by one."""

import logging
import multiprocessing
import os
import signal
import threading
from collections import deque
from collections.abc import Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from multiprocessing.connection import Connection

from glaneur.errors import GlaneurError
from glaneur.logs import LOGGER, log_to_stderr
from glaneur.runner.work import Job, Result, failed, work
from glaneur.schema import Article

_log = logging.getLogger(__name__)

_BATCHES_A_WORKER = 3
"""In flight at once: enough that no worker waits, few enough that little is held in memory."""

_CANT_START = (
    "The worker processes can't start. A script that asks for more than one job must be started from "
    'its file, with the call under `if __name__ == "__main__":`; else use one job.'
)
_DIED = (
    "the process that worked on it died twice (out of memory, most likely); try it with one job, "
    "or cut the article"
)

Batch = Sequence[Article]


class Crew:
    """A workshop of `jobs` processes."""

    def __init__(self, job: Job, *, jobs: int) -> None:
        self._job = job
        self._jobs = jobs
        self._pending: deque[tuple[Batch, Future[list[Result]]]] = deque()
        self._hire()
        try:
            self._executor.submit(_ready).result()
        except BrokenProcessPool as error:
            self.close()
            raise GlaneurError(_CANT_START) from error

    def feed(self, batch: Batch) -> Iterator[Result]:
        """Take a batch; where enough are in flight, wait for the oldest."""
        self._pending.append((batch, self._submit(batch)))
        if len(self._pending) >= self._jobs * _BATCHES_A_WORKER:
            yield from self._collect()

    def finish(self) -> Iterator[Result]:
        """Wait for all batches in flight."""
        while self._pending:
            yield from self._collect()

    def close(self) -> None:
        """Stop the workers at once; sheets are written whole or not at all."""
        # The workers watch this pipe, and see its end too when this process is killed.
        self._lifeline.close()
        self._executor.shutdown(wait=True, cancel_futures=True)

    def _hire(self) -> None:
        # Not fork: threads (a progress bar, BLAS) may hold locks that a fork would copy.
        context = multiprocessing.get_context("spawn")
        watched, self._lifeline = context.Pipe(duplex=False)
        level = logging.getLogger(LOGGER).getEffectiveLevel()
        self._executor = ProcessPoolExecutor(
            self._jobs, mp_context=context, initializer=_begin, initargs=(self._job, watched, level)
        )

    def _submit(self, batch: Batch) -> "Future[list[Result]]":
        try:
            return self._executor.submit(_work, batch)
        except BrokenProcessPool as error:
            future: Future[list[Result]] = Future()
            future.set_exception(error)
            return future

    def _collect(self) -> Iterator[Result]:
        batch, future = self._pending.popleft()
        try:
            results = future.result()
        except BrokenProcessPool:
            yield from self._retry(batch)
        else:
            yield from results

    def _retry(self, batch: Batch) -> Iterator[Result]:
        """Nobody knows which batch in flight broke the crew, so all that broke with it are suspects."""
        wait([future for _, future in self._pending])
        suspects = [batch, *(b for b, future in self._pending if _broken(future))]
        self._pending = deque((b, future) for b, future in self._pending if not _broken(future))
        _log.warning("A worker died; its articles are tried once more.")
        self._replace()
        for article in (article for suspect in suspects for article in suspect):
            future = self._submit([article])
            try:
                results = future.result()
            except BrokenProcessPool:
                self._replace()
                results = [failed(article, _DIED)]
            yield from results

    def _replace(self) -> None:
        self.close()
        self._hire()


def _broken(future: "Future[list[Result]]") -> bool:
    return isinstance(future.exception(), BrokenProcessPool)


_job: Job


def _begin(job: Job, watched: Connection, level: int) -> None:
    global _job  # noqa: PLW0603 - a worker's one task for life
    _job = job
    log_to_stderr(level)
    # Ctrl-C reaches the whole group of processes; the one that runs the crew decides.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_die_with_the_crew, args=(watched,), daemon=True).start()


def _die_with_the_crew(watched: Connection) -> None:
    try:
        watched.recv()
    except EOFError:
        os._exit(0)


def _ready() -> bool:
    return True


def _work(batch: Batch) -> list[Result]:
    return work(_job, batch)
