"""`argmap new`: start a map over source texts."""

from __future__ import annotations

from pathlib import Path

import click

from argmap.cli.streams import put, say
from argmap.errors import UsageError
from argmap.mapfile import dumps, map_format
from argmap.model import ArgumentMap
from argmap.source import Source

_SKELETON = """\
questions:
#  - id: why                  # a short name of your own
#    quote: words of the text, letter for letter
claims:
#  - id: main
#    text: what is claimed, in your words
#    answers: why
#    quote: words of the text
reasons:
#  - id: because
#    text: what is said for it
#    supports: main
#    quote: words of the text
caveats:
#  - id: but
#    text: what narrows it, counts against it, or cuts a reason off
#    limits: main             # or `rebuts`, or `undercuts`
#    quote: words of the text
"""


@click.command(
    epilog="\b\nFor example:\n  argmap new interview.txt -o interview.argmap.yaml",
    no_args_is_help=True,
)
@click.argument("texts", metavar="TEXT...", nargs=-1, required=True)
@click.option("-o", "--output", metavar="MAP", help="Write the map here, not to standard output.")
@click.option("--title", help="The title of the map.")
@click.option("--encoding", default="utf-8", show_default=True, help="The encoding of the texts.")
@click.option("--force", is_flag=True, help="Replace MAP if it is there already.")
def new(
    texts: tuple[str, ...], output: str | None, title: str | None, encoding: str, *, force: bool
) -> None:
    """Start a map over source texts: each with its path and its hash, and room for statements."""
    if output not in (None, "-") and Path(output or "").exists() and not force:
        raise UsageError("the file is there already", where=output, help="`--force` replaces it")
    folder = Path(output).parent if output and output != "-" else Path()
    sources = [
        _named(Source.read(text, encoding=encoding), number, texts)
        for number, text in enumerate(texts)
    ]
    map = ArgumentMap(title=title, sources=[source.relative_to(folder) for source in sources])
    if output and output != "-" and map_format(output) == "json":
        put(dumps(map, syntax="json"), output)
    else:
        put(dumps(map) + _SKELETON, output)
    if output not in (None, "-"):
        say(f"{output}: write down what the text argues, then run `argmap anchor {output}`")


def _named(source: Source, number: int, texts: tuple[str, ...]) -> Source:
    """Keep the ids of texts that are called the same apart."""
    stems = [Path(text).stem for text in texts]
    if stems.count(stems[number]) == 1:
        return source
    return source.model_copy(update={"id": f"{source.id}-{number + 1}"})
