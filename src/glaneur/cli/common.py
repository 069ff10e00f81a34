"""What several commands share: what articles are read with, and where is written to."""

import io
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any

import click

from glaneur.outputs.files import atomic_file

Function = Callable[..., Any]


def reading_options(command: Function) -> Function:
    """Add what articles are read with: `--model`, `--lexicon`, `--names` and `--no-facts`."""
    model = click.option(
        "--model", help="spaCy model: an installed package or a folder; by default the one that ships."
    )
    lexicon = click.option(
        "--lexicon",
        metavar="FILE",
        type=click.Path(exists=True, dir_okay=False, path_type=Path),
        help="Your own currencies, units, items and modifiers (TOML).",
    )
    names = click.option(
        "--names",
        metavar="FILE",
        type=click.Path(exists=True, dir_okay=False, path_type=Path),
        help="Names of your own, which win over the model (JSONL of spaCy's EntityRuler).",
    )
    facts = click.option(
        "--facts/--no-facts",
        default=True,
        show_default=True,
        help="Link each figure to what it is about; without, nothing is parsed, which is faster.",
    )
    return model(lexicon(names(facts(command))))


@contextmanager
def writing(out: str) -> Iterator[IO[str]]:
    """Open the file `out`, which is written whole or not at all, or the standard output for `-`; UTF-8."""
    if out == "-":
        with click.open_file(out, "w", encoding="utf-8") as stream:
            yield stream
        return
    with atomic_file(Path(out)) as raw:
        text = io.TextIOWrapper(raw, encoding="utf-8", newline="\n")
        try:
            yield text
        finally:
            text.detach()
