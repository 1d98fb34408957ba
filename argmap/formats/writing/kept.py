"""What an importer kept of a foreign file in ``meta``, for the export to the same format.

The map always comes first: what was kept of a statement only serves what a map cannot say, and
what was kept of a link only while that link is still there.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from argmap.errors import SourceError

if TYPE_CHECKING:
    from argmap.formats.document import Output
    from argmap.graph import Graph, Inference
    from argmap.model import ArgumentMap, Statement
    from argmap.source import Source


def label(statement: Statement) -> str:
    """Return the words that a node has in a format without spans: the text, else the first quote.

    >>> from argmap.model import Claim
    >>> label(Claim(id="c", quote="Buses help"))
    'Buses help'
    """
    return statement.text or statement.anchors[0].quote


def kept(record: Statement | ArgumentMap, format: str) -> dict[str, Any]:
    """Return what was kept of a statement, or of the whole map, under ``meta.<format>``."""
    found = record.meta.get(format)
    return found if isinstance(found, dict) else {}


def rest(map: ArgumentMap, format: str) -> dict[str, Any]:
    """Return what was kept of a file that belongs to no statement."""
    found = kept(map, format).get("rest")
    return found if isinstance(found, dict) else {}


def kept_of_links(graph: Graph, inference: Inference, format: str) -> list[dict[str, Any]]:
    """Return what was kept of each link of an inference, an empty record where nothing was."""
    found = []
    for link in inference.links:
        links = kept(graph.statements[link.origin], format).get("links")
        record = links.get(f"{link.relation} {link.reference}") if isinstance(links, dict) else None
        found.append(record if isinstance(record, dict) else {})
    return found


def tell_stale(graph: Graph, format: str, output: Output) -> None:
    """Tell of links whose records were kept though the links are no longer there."""
    there: set[tuple[str, str]] = {
        (link.origin, f"{link.relation} {link.reference}") for link in graph.links
    }
    for id, statement in graph.statements.items():
        links = kept(statement, format).get("links")
        for name in links if isinstance(links, dict) else ():
            if (id, name) not in there:
                what = "what was kept of a link that is no longer there is not used"
                output.tell("stale", id, "meta", what)


def write_texts(map: ArgumentMap, output: Output) -> None:
    """Put the text of every source beside the output, for programs that look for it there."""
    for source in map.sources:
        name = (
            f"{output.stem}.txt" if len(map.sources) == 1 else f"{output.stem}.{_name(source)}.txt"
        )
        try:
            output.beside(name, source.text)
        except SourceError as error:
            output.tell(
                "dropped", None, "sources", f"the text of {source.id!r} is left out: {error}"
            )


def _name(source: Source) -> str:
    """Return the id of a source as a part of a file's name that every system allows."""
    return re.sub(r"[^\w.-]+", "-", source.id)
