"""`argmap show`: a map as an outline, or one statement with its words in their context."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from argmap.cli.options import colour_option, reading_options
from argmap.cli.streams import echo
from argmap.controls import as_line, visible
from argmap.drawing import to_outline
from argmap.errors import SourceError
from argmap.graph import Graph
from argmap.mapfile import read_map

if TYPE_CHECKING:
    from collections.abc import Iterator

    from argmap.model import Anchor, ArgumentMap, Statement
    from argmap.source import Source
    from argmap.text import Span

_PASSIVE = {
    "supports": "supported by",
    "rebuts": "rebutted by",
    "undercuts": "undercut by",
    "limits": "limited by",
    "restates": "restated by",
    "answers": "answered by",
}
_WIDTH = 80
_CONTEXT = 160  # code points of context shown on either side of a quote


@click.command(
    epilog="\b\nFor example:\n"
    "  argmap show interview.argmap.yaml\n"
    "  argmap show interview.argmap.yaml embrace",
    no_args_is_help=True,
)
@click.argument("map_name", metavar="MAP")
@click.argument("id", metavar="[ID]", required=False)
@reading_options
@colour_option
def show(map_name: str, id: str | None, allow_outside: tuple[str, ...], *, colour: bool) -> None:
    """Print a map as an outline; with an ID, that statement and its words in their context."""
    map = read_map(map_name, allow_outside=allow_outside).whole_map()
    if id is None:
        echo(f"{to_outline(map).rstrip()}\n")
        return
    lines = list(_statement(map, map[id], colour=colour))
    echo("\n".join((*lines, "")))


def _statement(map: ArgumentMap, statement: Statement, *, colour: bool) -> Iterator[str]:
    name = visible(f"{statement.kind} {statement.id}")
    yield click.style(name, bold=True) if colour else name
    if statement.text:
        yield as_line(f"  {statement.text}")
    facts = {
        "speaker": statement.speaker,
        "qualifier": statement.qualifier,
        "joint": statement.joint,
        "scheme": statement.scheme,
        "strength": statement.strength,
        "credence": statement.credence,
        "implicit": "yes" if statement.implicit else None,
        "tags": ", ".join(statement.tags) or None,
        "note": statement.note,
    }
    for name, fact in facts.items():
        if fact is not None:
            yield visible(f"  {name}: {fact}")
    for relation, reference in statement.references:
        yield visible(f"  {relation} {reference}")
    for link in Graph(map).incoming(statement.id):
        yield visible(f"  {_PASSIVE[link.relation]} {link.origin}")
    for anchor in statement.anchors:
        yield ""
        yield from _in_context(map, anchor, colour=colour)


def _in_context(map: ArgumentMap, anchor: Anchor, *, colour: bool) -> Iterator[str]:
    if not anchor.spans:
        yield visible(f"  “{anchor.quote}”, not anchored yet")
        return
    source = map.source_of(anchor)
    try:
        text = source.text
    except SourceError as error:
        yield visible(f"  “{anchor.quote}”, but {error}")
        return
    yield visible(f"  {source.id} {source.position(anchor.spans[0].start)}")
    start = max(0, anchor.spans[0].start - _CONTEXT)
    end = min(len(text), anchor.spans[-1].end + _CONTEXT)
    # Begin and end at a paragraph or a word, whichever is nearer to the quote.
    start = max(start, text.rfind("\n", 0, anchor.spans[0].start) + 1)
    stop = text.find("\n", anchor.spans[-1].end)
    end = min(end, stop if stop >= 0 else end)
    yield from _marked(source, start, end, anchor.spans, colour=colour)


def _marked(
    source: Source, start: int, end: int, spans: tuple[Span, ...], *, colour: bool
) -> Iterator[str]:
    """Yield a passage line by line, the words of the spans underlined or marked below."""
    from wcwidth import iter_graphemes, wcswidth  # noqa: PLC0415 -- only for this output

    text = source.text
    for first, last in _lines(text, start, end):
        line = marks = plain = ""
        place = first
        for cluster in iter_graphemes(text[first:last]):
            is_inside = any(span.start <= place < span.end for span in spans)
            shown = " " if cluster in ("\t", "\r", "\n", "\r\n") else visible(cluster)
            line += click.style(shown, underline=True) if colour and is_inside else shown
            marks += ("^" if is_inside else " ") * max(0, wcswidth(shown))
            plain += shown
            place += len(cluster)
        if as_line(plain) != plain:
            line, marks = f"\\{line}", f" {marks}"
        yield f"    {line}"
        if not colour and marks.strip():
            yield f"    {marks.rstrip()}"


def _lines(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield where the lines of a passage begin and end when it is broken at blanks."""
    while start < end:
        stop = min(end, start + _WIDTH)
        if stop < end:
            blank = max(text.rfind(" ", start, stop), text.rfind("\n", start, stop))
            stop = blank if blank > start else stop
        newline = text.find("\n", start, stop)
        stop = newline if newline > start else stop
        yield start, stop
        start = stop
        while start < end and text[start] in " \r\n\t":
            start += 1
