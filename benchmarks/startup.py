"""CPU time from the start of a process to its end, for each command and for `find_money`."""

from statistics import median

from benchmarks.options import Options
from benchmarks.report import Report
from benchmarks.timing import cpu_of
from glaneur.cli.app import COMMANDS

_BARE = "python, nothing else"
_TELL = """
import atexit, sys
atexit.register(lambda: sys.stderr.write("spacy" if "spacy" in sys.modules else ""))
"""
_COLUMNS = {"start": "", "CPU s": ".3f", "best": ".3f", "× python": ".1f", "imports spaCy": ""}


def measure(options: Options) -> list[Report]:
    """One report; the first round, which may compile modules, doesn't count."""
    starts = _starts()
    seconds: dict[str, list[float]] = {name: [] for name in starts}
    spacy = {}
    for turn in range(options.rounds + 1):
        for name, code in starts.items():
            cpu, error = cpu_of(["-c", code])
            spacy[name] = "yes" if error.endswith("spacy") else "no"
            if turn:
                seconds[name].append(cpu)
    rows = [
        {
            "start": name,
            "CPU s": median(found),
            "best": min(found),
            "× python": median(found) / median(seconds[_BARE]),
            "imports spaCy": spacy[name],
        }
        for name, found in seconds.items()
    ]
    return [Report("Start-up", _COLUMNS, rows)]


def _starts() -> dict[str, str]:
    commands = [["--help"], ["--version"], *([name, "--help"] for name in COMMANDS), ["schema"]]
    return {
        _BARE: "pass",
        "import glaneur": _TELL + "import glaneur",
        "glaneur.find_money": _TELL + "import glaneur; glaneur.find_money('Il doit 3 millions d’euros.')",
        "glaneur.find_dates": _TELL + "import glaneur; glaneur.find_dates('Il viendra le 3 mai 2024.')",
        **{f"glaneur {' '.join(c)}": f"{_TELL}from glaneur.cli import main; main({c!r})" for c in commands},
        "glaneur.load": _TELL + "import glaneur; glaneur.load()",
    }
