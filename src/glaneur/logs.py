"""Where a process of this program logs: to the standard error, its own messages as loud as was asked."""

import logging

LOGGER = "glaneur"
"""Above all loggers of the package."""


def log_to_stderr(level: int) -> None:
    """Log this package's messages from `level` on, and other packages' warnings."""
    logging.basicConfig(level=logging.WARNING, format="%(levelname)s %(name)s: %(message)s")
    logging.getLogger(LOGGER).setLevel(level)
