"""A map at a glance: its outline, what can be folded, and counts above each statement."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from lsprotocol import types

from argmap.controls import on_one_line, visible
from argmap.graph import Graph
from argmap.mapfile.tree import Mapping, Sequence
from argmap.text import Span, shortened

if TYPE_CHECKING:
    from collections.abc import Iterator

    from argmap.language_server.documents import DocumentReading
    from argmap.mapfile.spot import Record
    from argmap.mapfile.tree import Node

_SYMBOLS = {
    "sources": types.SymbolKind.File,
    "questions": types.SymbolKind.Event,
    "claims": types.SymbolKind.Class,
    "reasons": types.SymbolKind.Method,
    "caveats": types.SymbolKind.Operator,
}
# What bears on a statement by each relation, one and several.
_COUNTED = {
    "answers": ("answer", "answers"),
    "supports": ("reason", "reasons"),
    "limits": ("limit", "limits"),
    "rebuts": ("rebuttal", "rebuttals"),
    "undercuts": ("undercut", "undercuts"),
    "restates": ("restatement", "restatements"),
}


def symbols_of(reading: DocumentReading) -> list[types.DocumentSymbol]:
    """Return the sections of a map with their records, by id and wording."""
    sections: dict[str, types.DocumentSymbol] = {}
    for record in reading.records:
        shown = reading.range(_extent(reading, record.node))
        symbol = types.DocumentSymbol(
            name=visible(record.id) or record.section[:-1],
            kind=_SYMBOLS[record.section],
            range=shown,
            selection_range=reading.range(record.name_span),
            detail=shortened(on_one_line(record.wording)) or None,
        )
        section = sections.setdefault(record.section, _section(reading, record, shown))
        section.children = [*(section.children or ()), symbol]
        section.range = types.Range(section.range.start, shown.end)
    return sorted(sections.values(), key=lambda one: one.range.start)


def _section(reading: DocumentReading, record: Record, range: types.Range) -> types.DocumentSymbol:
    key = range
    if isinstance(reading.part.tree, Mapping):
        entry = reading.part.tree.entry(record.section)
        key = reading.range(entry.key.span) if entry else range
    return types.DocumentSymbol(
        name=record.section,
        kind=types.SymbolKind.Namespace,
        range=types.Range(key.start, range.end),
        selection_range=key,
    )


def folds_in(reading: DocumentReading) -> list[types.FoldingRange]:
    """Return the lists and records of a map that take several lines."""
    spans = set(_several_lines(reading))
    return [types.FoldingRange(start, end) for start, end in sorted(spans)]


def _several_lines(reading: DocumentReading) -> Iterator[tuple[int, int]]:
    nodes: list[tuple[Node, int]] = [(reading.part.tree, 0)] if reading.part.tree else []
    while nodes:
        node, start = nodes.pop()
        first = reading.range(_extent(reading, node, start))
        if first.end.line > first.start.line and node is not reading.part.tree:
            yield first.start.line, first.end.line
        if isinstance(node, Sequence):
            nodes += [(item, item.span.start) for item in node.items]
        elif isinstance(node, Mapping):
            nodes += [(entry.value, entry.key.span.start) for entry in node.entries]


def _extent(reading: DocumentReading, node: Node, start: int | None = None) -> Span:
    """Return where a node is, from a start on, without the blank lines after it."""
    start = node.span.start if start is None else start
    written = reading.text[start : node.span.end]
    return Span(start, start + len(written.rstrip()))


def lenses_of(reading: DocumentReading) -> list[types.CodeLens]:
    """Return above each statement what bears on it, and above each source what quotes it."""
    graph = Graph(reading.part.map)
    cited: Counter[str] = Counter()
    for statement in reading.part.map.statements:
        sources = map(reading.part.map.known_source_of, statement.anchors)
        cited.update({source.id for source in sources if source is not None})
    lenses = []
    for record in reading.records:
        if record.section == "sources":
            title = _counted(cited[record.id], "statement", "statements")
        elif record.id in graph.statements:
            title = _bearing(graph, record.id)
        else:
            continue
        if title:
            # A command that does nothing: what it is called is what is shown.
            command = types.Command(title, "")
            lenses.append(types.CodeLens(reading.range(record.name_span), command))
    return lenses


def _bearing(graph: Graph, id: str) -> str:
    counts: Counter[str] = Counter(link.relation for link in graph.incoming(id))
    return ", ".join(
        _counted(counts[relation], one, several)
        for relation, (one, several) in _COUNTED.items()
        if counts[relation]
    )


def _counted(count: int, one: str, several: str) -> str:
    return f"{count:,} {one if count == 1 else several}"
