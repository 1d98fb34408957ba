"""The text with marks that OVA keeps, as the source of a graph and the places of its statements."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from argmap.formats.interchange.html_text import read_marked
from argmap.formats.interchange.reading import STATEMENTS
from argmap.formats.losses import listing
from argmap.formats.reading.cited import CITED, has_text
from argmap.formats.reading.spans import anchors_at
from argmap.source import Source
from argmap.text import Span

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from argmap.formats.interchange.html_text import Mark, MarkedText
    from argmap.formats.interchange.reading import AifGraph
    from argmap.formats.reading.assembly import Assembly
    from argmap.model import Anchor

_TAG = re.compile(r"<(?:br|/?div|/?span)\b[^<>]*>", re.IGNORECASE)
_NUMBERED = re.compile(r"(\d+)(_.*)?")


def marked_source(source: Source) -> tuple[Source, MarkedText | None]:
    """Return a source and its marks: if its text is OVA's HTML, one with the plain text of it.

    Spans are those of the plain text, which is in no file, so the source holds it itself.
    """
    if not has_text(source) or not _TAG.search(source.text):
        return source, None
    marked = read_marked(source.text)
    cited = {name: getattr(source, name) for name in CITED if name != "ignore"}
    return Source(id=source.id, text=marked.text, **cited), marked


def marked_anchors(
    marked: MarkedText,
    graph: AifGraph,
    assembly: Assembly,
    source: str | None,
    *,
    steps: Sequence[int] = (1,),
    by_words: bool = False,
) -> dict[str, list[Anchor]]:
    """Return the anchors of every statement that a mark leads to; see ``resolved_marks``.

    ``source`` is the id of the text, where anchors have to say it.
    """
    spans = resolved_marks(marked, graph, assembly, steps=steps, by_words=by_words)
    return {key: anchors_at(marked.text, one, source) for key, one in spans.items()}


def resolved_marks(
    marked: MarkedText,
    graph: AifGraph,
    assembly: Assembly,
    *,
    steps: Sequence[int] = (1,),
    by_words: bool = False,
) -> dict[str, list[Span]]:
    """Return the spans of every statement that a mark leads to.

    ``steps`` are by how much the number of a mark may be above that of its node. ``by_words`` is
    True if the ids of the marks are not those of the nodes, as in what AIFdb exports: then only
    the words count, and an id chooses between statements with the same words.
    """
    if marked.stray_ends:
        what = "a mark with an end but no start is ignored"
        assembly.tell("repaired", None, "text", what)
    found: dict[str, list[Span]] = {}
    lost: list[Mark] = []
    for mark in marked.marks:
        key = None if by_words else _statement_of(mark.id, graph)
        if key is None:
            lost.append(mark)
        else:
            found.setdefault(key, []).append(mark.span)
    for mark in marked.unclosed:
        key = None if by_words else _statement_of(mark.id, graph)
        words = "" if key is None else graph.words_of(key)
        covered = mark.span.cut(marked.text)
        if key is not None and words and covered.startswith(words):
            what = "a mark without an end is cut to the words of its statement"
            assembly.tell("repaired", key, "anchors.spans", what)
            found.setdefault(key, []).append(Span(mark.span.start, mark.span.start + len(words)))
        else:
            what = "a mark without an end is left out"
            assembly.tell("unresolved", key, "anchors.spans", what)
    nowhere: list[str] = []
    for mark in lost:
        key = None if by_words else _by_number(mark.id, graph, found, steps)
        key = key or _by_words(mark, marked.text, graph)
        if key is None or key in found:
            nowhere.append(repr(mark.id))
        else:
            found[key] = [mark.span]
    if nowhere:
        what = f"marks in the text do not lead to a statement: {listing(nowhere)}"
        assembly.tell("unresolved", None, "anchors.spans", what)
    return found


def _statement_of(id: str, graph: AifGraph) -> str | None:
    """Return the statement that a mark is of: the node of that id, or what is said in it."""
    key = id.removeprefix("node")
    if key not in graph.nodes:
        key = id
    if key not in graph.nodes:
        return None
    if graph.type_of(key) in STATEMENTS:
        return key
    contents = graph.contents_of(key) if graph.type_of(key) == "L" else []
    return contents[0] if len(contents) == 1 else None


def _by_number(
    id: str, graph: AifGraph, found: Mapping[str, object], steps: Sequence[int]
) -> str | None:
    """Return the statement that OVA marks under the number of its locution, the next one."""
    match = _NUMBERED.fullmatch(id.removeprefix("node"))
    if match is None or len(match[1]) > 30:  # noqa: PLR2004 -- no number of a node
        return None
    for step in steps:
        key = f"{int(match[1]) - step}{match[2] or ''}"
        if key in graph.nodes and graph.type_of(key) in STATEMENTS and key not in found:
            return key
    return None


def _by_words(mark: Mark, text: str, graph: AifGraph) -> str | None:
    """Return the only statement that says, or was said in, just the words of a mark."""
    words = mark.span.cut(text)
    fitting = graph.saying(words)
    if len(fitting) == 1:
        return fitting[0]
    named = _statement_of(mark.id, graph)
    return named if named in fitting else None
