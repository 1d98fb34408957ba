"""A statement in words, and a passage of a source with what is quoted from it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from argmap.controls import as_line, visible
from argmap.graph import Graph

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from argmap.model import ArgumentMap, Statement
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


def facts_of(map: ArgumentMap, statement: Statement) -> Iterator[str]:
    """Yield what a statement is, says and bears on, and what bears on it, a fact a line."""
    yield visible(f"{statement.kind} {statement.id}")
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


def in_context(
    source: Source, spans: tuple[Span, ...], *, mark: Callable[[str], str] | None = None
) -> Iterator[str]:
    """Yield the passage around some spans of a source line by line.

    ``mark`` returns a character of theirs as it is to be shown; without it they are marked by
    signs on a line below. Raises SourceError if the text cannot be read.
    """
    text = source.text
    start = max(0, spans[0].start - _CONTEXT)
    end = min(len(text), spans[-1].end + _CONTEXT)
    # Begin and end at a paragraph or a word, whichever is nearer to the quote.
    start = max(start, text.rfind("\n", 0, spans[0].start) + 1)
    stop = text.find("\n", spans[-1].end)
    end = min(end, stop if stop >= 0 else end)
    yield from _marked(source, start, end, spans, mark)


def _marked(
    source: Source,
    start: int,
    end: int,
    spans: tuple[Span, ...],
    mark: Callable[[str], str] | None,
) -> Iterator[str]:
    """Yield a passage line by line, the words of the spans marked in it or below."""
    from wcwidth import iter_graphemes, wcswidth  # noqa: PLC0415 -- only for this output

    text = source.text
    for first, last in _lines(text, start, end):
        line = marks = plain = ""
        place = first
        for cluster in iter_graphemes(text[first:last]):
            is_inside = any(span.start <= place < span.end for span in spans)
            shown = " " if cluster in ("\t", "\r", "\n", "\r\n") else visible(cluster)
            line += mark(shown) if mark and is_inside else shown
            marks += ("^" if is_inside else " ") * max(0, wcswidth(shown))
            plain += shown
            place += len(cluster)
        if as_line(plain) != plain:
            line, marks = f"\\{line}", f" {marks}"
        yield f"    {line}"
        if not mark and marks.strip():
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
