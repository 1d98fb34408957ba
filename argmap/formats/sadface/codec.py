"""SADFace JSON: the Simple Argument Description Format.

Atoms are statements, and every inference is a node between its premises and its target: `support`,
or the name of a scheme, and `conflict`. An edge from a conflict to another inference is an
undercut, and a `disagree` that leads to two atoms is a rebuttal in both directions. Both dialects
are read: 0.2 with nodes of the type `scheme`, 0.5 with `inference` and `conflict`. The text of an
atom's source, with its offset and length, becomes an anchor in the resource that it refers to.

Edges are read as they are. The library's own function for attacks writes them in the wrong
direction; `attacks=turned` reverses those of 0.5 dialect conflicts named `attack`.

When written, a limit becomes a conflict, an anchor of several spans becomes several sources, and
ids are UUIDs made from those of the map. What SADFace cannot express is kept under the name
`argmap` in `metadata`, where tools can keep their own data.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from argmap.formats.format import Codec, Option
from argmap.formats.sadface.reading import read_sadface
from argmap.formats.sadface.writing import write_sadface

if TYPE_CHECKING:
    from argmap.formats.document import Document
    from argmap.model import ArgumentMap


def _fits(document: Document) -> bool:
    data = document.json
    if not isinstance(data, dict) or not {"nodes", "edges", "metadata"} <= data.keys():
        return False
    nodes, metadata = data["nodes"], data["metadata"]
    has_core = isinstance(metadata, dict) and isinstance(metadata.get("core"), dict)
    return isinstance(nodes, list) and (has_core or "resources" in data)


def _load(document: Document) -> ArgumentMap:
    data = document.json
    if not isinstance(data, dict) or not data.keys() & {"nodes", "edges"}:
        raise document.error("this is not SADFace: not an object with `nodes` and `edges`", 0)
    return read_sadface(data, document).map()


SADFACE = Codec(
    fits=_fits,
    load=_load,
    dump=write_sadface,
    options=(
        Option(
            "attacks",
            "how edges of attacks are read",
            default="literal",
            choices=("literal", "turned"),
        ),
        Option(
            "dialect",
            "the version of SADFace that is written",
            default="0.5",
            choices=("0.2", "0.5"),
        ),
    ),
)
