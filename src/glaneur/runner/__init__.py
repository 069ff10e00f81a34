"""A corpus through all of it: what a rerun may skip, workers, retries, orphans."""

from glaneur.runner.corpus import run
from glaneur.runner.evaluation import evaluate
from glaneur.runner.single import sheet_of_text, sheets_of
from glaneur.runner.work import Result, Status

__all__ = ["Result", "Status", "evaluate", "run", "sheet_of_text", "sheets_of"]
