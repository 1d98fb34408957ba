"""`argmap schema`: print the JSON Schema of the map file."""

from __future__ import annotations

import json

import click

from argmap.cli.streams import put
from argmap.schema import map_schema


@click.command(epilog="\b\nFor example:\n  argmap schema -o argmap.schema.json")
@click.option("-o", "--output", metavar="FILE", help="Write it here, not to standard output.")
def schema(output: str | None) -> None:
    """Print the JSON Schema of the map file, with a description of every key.

    Editors check maps against it as you type, and language models can be held to it.
    """
    put(json.dumps(map_schema(), ensure_ascii=False, indent=2) + "\n", output)
