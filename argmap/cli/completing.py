"""What a shell offers when the TAB key is pressed: files, and the ids of a map.

Click completes commands and options by itself; docs/editors.md says how to turn it on.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from argmap.errors import ArgmapError

if TYPE_CHECKING:
    import click
    from click.shell_completion import CompletionItem


def complete_files(
    _context: click.Context, _parameter: click.Parameter, incomplete: str
) -> list[CompletionItem]:
    """Let the shell complete the name of a file."""
    from click.shell_completion import CompletionItem  # noqa: PLC0415 -- only a shell asks

    return [CompletionItem(incomplete, type="file")]


def complete_ids(
    context: click.Context, _parameter: click.Parameter, incomplete: str
) -> list[CompletionItem]:
    """Return the ids of the map that is named before, with what their statements say."""
    from click.shell_completion import CompletionItem  # noqa: PLC0415 -- only a shell asks

    from argmap.controls import on_one_line  # noqa: PLC0415 -- as above
    from argmap.mapfile import read_map  # noqa: PLC0415 -- as above
    from argmap.text import shortened  # noqa: PLC0415 -- as above

    # Behind an option that still lacks its value, click has not given arguments their names.
    name = context.params.get("map_name") or next(iter(context.args), "-")
    if name == "-":
        return []
    try:
        statements = list(read_map(name).map.statements)
    except ArgmapError:
        return []  # a shell can show no message here; the command will
    return [
        CompletionItem(one.id, help=shortened(on_one_line(one.wording)))
        for one in statements
        if one.id.startswith(incomplete) and one.id.isprintable()
    ]
