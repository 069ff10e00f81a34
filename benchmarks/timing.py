"""Clocks: CPU time of this process and of others."""

import gc
import json
import os
import subprocess
import sys
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from statistics import median
from time import process_time
from typing import Any

from benchmarks.options import ROOT


def stay_on_one_core() -> None:
    """Keep this process and those that it starts on one core, where the system can."""
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {max(os.sched_getaffinity(0))})


@dataclass(frozen=True)
class Clock:
    """CPU seconds by name, one for each time that something ran."""

    seconds: dict[str, list[float]] = field(default_factory=lambda: defaultdict(list))

    @contextmanager
    def time(self, name: str) -> Iterator[None]:
        """Note what the block costs."""
        # Each pays for its own garbage only.
        gc.collect()
        started = process_time()
        yield
        self.seconds[name].append(process_time() - started)

    def median(self, name: str) -> float:
        """The middle of what `name` cost."""
        return median(self.seconds[name])


def cpu_of(arguments: list[str]) -> tuple[float, str]:
    """CPU seconds (user and system) of a Python process, and its standard error."""
    process = subprocess.Popen(
        [sys.executable, *arguments], cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE
    )
    assert process.stderr is not None
    error = process.stderr.read().decode()
    process.stderr.close()
    _, status, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise RuntimeError(f"python {' '.join(arguments)} failed:\n{error}")
    return used.ru_utime + used.ru_stime, error


def child(task: str, *arguments: object) -> dict[str, Any]:
    """What `benchmarks.child` measured of itself, in a process of its own."""
    command = [sys.executable, "-m", "benchmarks.child", task, *map(str, arguments)]
    done = subprocess.run(command, cwd=ROOT, stdout=subprocess.PIPE, check=True)
    measured: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return measured
