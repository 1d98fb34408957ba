"""`argmap schema`: print the JSON Schema of the map file, or of a draft for a language model."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import click

from argmap.cli.options import draft_target_option
from argmap.cli.streams import put

if TYPE_CHECKING:
    from argmap.drafts import Target


@click.command(
    epilog="\b\nFor example:\n"
    "  argmap schema -o argmap.schema.json\n"
    "  argmap schema --for openai -o draft.schema.json"
)
@click.option("-o", "--output", metavar="FILE", help="Output file. Default: standard output.")
@draft_target_option("Print the schema of a draft for this provider's structured output.")
def schema(output: str | None, target: Target | None) -> None:
    """Print the JSON Schema of the map file, with a description of every key.

    Editors check maps against it as you type. With --for, print the smaller schema of a draft:
    only quotes, every key required, nothing that a strict mode refuses. `argmap anchor --draft`
    reads what a model writes with it.
    """
    if target is None:
        from argmap.file_schema import schema as map_schema  # noqa: PLC0415 -- only the schema that is asked for

        wanted = map_schema()
    else:
        from argmap.drafts import draft_schema  # noqa: PLC0415 -- as above

        wanted = draft_schema(target)
    put(json.dumps(wanted, ensure_ascii=False, indent=2) + "\n", output)
