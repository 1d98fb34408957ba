"""What an importer kept of a foreign file in ``meta``, for the export to the same format.

The map always comes first: what was kept of a statement only serves what a map cannot say, and
what was kept of a link only while that link is still there.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from argmap.errors import SourceError
from argmap.formats.reading import records

if TYPE_CHECKING:
    from argmap.formats.document import Output
    from argmap.formats.reading.records import Record
    from argmap.graph import Graph, Inference, Link
    from argmap.model import ArgumentMap, Statement


def label(statement: Statement) -> str:
    """Return the words that a node has in a format without spans: the text, else the first quote.

    >>> from argmap.model import Claim
    >>> label(Claim(id="c", quote="Buses help"))
    'Buses help'
    """
    return statement.text or statement.anchors[0].quote


def kept(holder: Statement | ArgumentMap, format: str) -> Record:
    """Return what was kept of a statement, or of the whole map, under ``meta.<format>``."""
    return records.record(holder.meta, format)


def rest(map: ArgumentMap, format: str) -> Record:
    """Return what was kept of a file that belongs to no statement."""
    return records.record(kept(map, format), "rest")


def kept_of_link(graph: Graph, link: Link, format: str) -> Record:
    """Return what was kept of a link, an empty record if nothing was."""
    links = records.record(kept(graph.statements[link.origin], format), "links")
    return records.record(links, f"{link.relation} {link.reference}")


def kept_of_links(graph: Graph, inference: Inference, format: str) -> list[Record]:
    """Return what was kept of each link of an inference, an empty record if nothing was."""
    return [kept_of_link(graph, link, format) for link in inference.links]


def tell_stale(graph: Graph, format: str, output: Output) -> None:
    """Tell of links whose records were kept though the links are no longer there."""
    there: set[tuple[str, str]] = {
        (link.origin, f"{link.relation} {link.reference}") for link in graph.links
    }
    for id, statement in graph.statements.items():
        for name in records.record(kept(statement, format), "links"):
            if (id, name) not in there:
                what = "what was kept of a removed link is not used"
                output.tell("stale", id, "meta", what)


def texts_of(map: ArgumentMap, output: Output) -> dict[str, str]:
    """Return the texts of sources by their ids; those that cannot be read are reported."""
    found: dict[str, str] = {}
    for source in map.sources:
        try:
            found[source.id] = source.text
        except SourceError as error:
            what = f"the text of {source.id!r} is left out: {error}"
            output.tell("dropped", None, "sources", what)
    return found


def write_texts(map: ArgumentMap, output: Output) -> None:
    """Put the text of every source next to the output, for programs that look for it there."""
    for id, text in texts_of(map, output).items():
        name = f".{_name(id)}" if len(map.sources) > 1 else ""
        output.beside(f"{output.stem}{name}.txt", text)


def _name(id: str) -> str:
    """Return the id of a source as a part of a file's name that every system allows."""
    return re.sub(r"[^\w.-]+", "-", id)
