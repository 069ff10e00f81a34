"""The command line: each command is one call of the library, and its presentation."""

from glaneur.cli.app import main

__all__ = ["main"]
