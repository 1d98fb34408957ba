"""Break the quotes of a map file that are too long for a line."""

from __future__ import annotations

from typing import TYPE_CHECKING

from argmap.mapfile.layout import EditedText
from argmap.mapfile.spot import records_in
from argmap.mapfile.text_changes import TextChange
from argmap.mapfile.tree import Mapping, Scalar, Sequence
from argmap.mapfile.yaml_value import yaml_folded
from argmap.text import LINE_END, Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from argmap.mapfile.reading import MapFile
    from argmap.mapfile.tree import Entry

_DEEPER = 2


def wrap_quotes(file: MapFile, *, width: int = 100, within: Span | None = None) -> list[TextChange]:
    r"""Return the changes that break each quote on a line that is longer than ``width``.

    The quote is written as a folded block (``>-``), which says exactly the same. Left alone are
    quotes in several lines, in ``{…}``, with a comment behind them, or outside ``within``.

    >>> from argmap.mapfile import parse_map
    >>> file = parse_map("claims:\n- id: c\n  quote: Buses help the town\n")
    >>> [change.written for change in wrap_quotes(file, width=20)]
    ['>-\n    Buses help the\n    town']
    """
    if file.syntax == "json":
        return []
    layout = EditedText(file.text)
    changes = []
    for entry in _quotes(file):
        value = entry.value
        if not isinstance(value, Scalar) or (within and not value.span.overlaps(within)):
            continue
        column = layout.column_below(value, entry)
        written = value.span.cut(file.text).rstrip()
        span = Span(value.span.start, value.span.start + len(written))
        line_start = max(file.text.rfind(end, 0, span.start) for end in "\r\n") + 1
        if column is None or LINE_END.search(written) or span.end - line_start <= width:
            continue
        indent = " " * (column + _DEEPER)
        lines = yaml_folded(str(value.value), width - len(indent))
        if lines:
            folded = layout.line_end.join((">-", *(indent + line for line in lines)))
            changes.append(TextChange(span, folded))
    return changes


def _quotes(file: MapFile) -> Iterator[Entry]:
    for record in records_in(file.tree):
        if record.section == "sources":
            continue
        listed = record.node.entry("anchors")
        items = listed.value.items if listed and isinstance(listed.value, Sequence) else []
        for node in (record.node, *items):
            if isinstance(node, Mapping) and not node.is_flow:
                quote = node.entry("quote")
                if quote is not None:
                    yield quote
