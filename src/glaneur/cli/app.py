"""The `glaneur` command and its sub-commands, which are imported when they are called."""

import errno
import importlib
import io
import logging
import sys
from typing import Any

import click

from glaneur._version import __version__
from glaneur.errors import GlaneurError
from glaneur.logs import log_to_stderr

COMMANDS = {
    "run": "Write a fact sheet for each article of a corpus.",
    "extract": "Read one text; print its fact sheet.",
    "show": "Show an article with its mentions in colour.",
    "facts": "Print what sheets say of each sum and quantity.",
    "export": "Print a row for each mention of a folder of sheets.",
    "check": "Check sheets against their schema and their text.",
    "schema": "Print the JSON Schema of a sheet.",
    "eval": "Score the program against hand annotation.",
}
"""The commands, and what each does in one line: the help doesn't have to import them."""


class _Commands(click.Group):
    """The sub-commands by name: `run` is `command` in `glaneur.cli.run`."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - as click calls it
        """Return the names in the order of the help."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002 - as click calls it
        """Import the command of that name."""
        if cmd_name not in COMMANDS:
            return None
        command: click.Command = importlib.import_module(f"glaneur.cli.{cmd_name}").command
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002 - as click calls it
        """Write the list of commands."""
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))

    def invoke(self, ctx: click.Context) -> Any:
        """Run a command; an error that the caller can act on is a message, not a traceback."""
        try:
            return super().invoke(ctx)
        except GlaneurError as error:
            raise _Stopped(str(error)) from error
        except OSError as error:
            if error.errno == errno.EPIPE:  # click ends quietly when nobody reads any more
                raise
            raise _Stopped(f"{error.filename or 'input or output'}: {error.strerror or error}.") from error


class _Stopped(click.ClickException):
    exit_code = 2


@click.group(
    cls=_Commands,
    context_settings={"help_option_names": ["-h", "--help"]},
    epilog="`glaneur COMMAND --help` tells more and gives an example.",
)
@click.version_option(__version__, prog_name="glaneur")
@click.option("-v", "--verbose", count=True, help="Tell what is done; twice: everything.")
@click.option("-q", "--quiet", is_flag=True, help="Log errors only.")
def main(*, verbose: int, quiet: bool) -> None:
    """Read French press articles into checked fact sheets.

    Names, sums, quantities and dates: each with its place in the text and its value in standard form. And
    what the article says with each sum and quantity.

    \b
    Examples:
      glaneur run corpus --out sheets
      glaneur extract "xAI a levé 6 milliards de dollars en mai." --published 2024-09-05
    """
    level = logging.ERROR if quiet else (logging.WARNING, logging.INFO, logging.DEBUG)[min(verbose, 2)]
    log_to_stderr(level)
    if isinstance(sys.stdout, io.TextIOWrapper):
        # A terminal that can't show a letter shows a question mark; files and JSON are UTF-8 anyway.
        sys.stdout.reconfigure(errors="replace")
