"""Options that several commands share."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import click

Function = Callable[..., Any]


def reading_options(command: Function) -> Function:
    """Add what articles are read with: `--model` and `--lexicon`."""
    model = click.option("--model", help="spaCy model: an installed package or a folder.")
    lexicon = click.option(
        "--lexicon",
        metavar="FILE",
        type=click.Path(exists=True, dir_okay=False, path_type=Path),
        help="Your own currencies, units, items and modifiers (TOML).",
    )
    return model(lexicon(command))
