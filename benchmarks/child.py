"""One task in a process of its own, which prints what it cost as one line of JSON."""

import json
import re
import resource
import sys
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path


def main(task: str, *arguments: str) -> None:
    """Do the task; print CPU and wall-clock seconds, peak memory in bytes, and results by status."""
    started = time.perf_counter()
    statuses = _TASKS[task](*arguments)
    measured = {
        "cpu": time.process_time(),
        "wall": time.perf_counter() - started,
        "peak": _peak_bytes(),
        "statuses": statuses,
    }
    sys.stdout.write(json.dumps(measured) + "\n")


def _run(corpus: str, out: str) -> dict[str, int]:
    import glaneur  # noqa: PLC0415 - each task pays for its own imports

    return Counter(result.status for result in glaneur.run(corpus, out))


def _stock_ner(corpus: str) -> dict[str, int]:
    from benchmarks.contenders import exhaust, stock_ner  # noqa: PLC0415
    from glaneur.readers import read_corpus  # noqa: PLC0415
    from glaneur.schema import Article  # noqa: PLC0415

    texts = [item.text or "" for item in read_corpus(corpus) if isinstance(item, Article)]
    exhaust(stock_ner().pipe(texts))
    return {"done": len(texts)}


_TASKS: dict[str, Callable[..., dict[str, int]]] = {"run": _run, "stock_ner": _stock_ner}


def _peak_bytes() -> int:
    # On Linux `ru_maxrss` starts from what the parent had; the kernel's own mark of this process doesn't.
    status = Path("/proc/self/status")
    if status.exists() and (mark := re.search(r"VmHWM:\s+(\d+) kB", status.read_text())):
        return int(mark[1]) * 1024
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak if sys.platform == "darwin" else peak * 1024


if __name__ == "__main__":
    main(*sys.argv[1:])
