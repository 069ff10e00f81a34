"""`glaneur schema`."""

import click

from glaneur.outputs.sheet_json import SCHEMA_FILE


@click.command()
def command() -> None:
    """Print the JSON Schema that every sheet follows.

    \b
    Example:
      glaneur schema > factsheet.schema.json
    """
    click.echo(SCHEMA_FILE.read_bytes(), nl=False)
