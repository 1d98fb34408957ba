"""GraphML, which yEd, Gephi, Cytoscape, igraph and networkx read.

Nodes are the statements, with ``kind``, the wording as ``text`` and ``label``, and every other
field under its own name. Edges have their ``relation``, which is also their ``label``; if they
undercut, ``attacks`` is the link that they attack, as ``premise->target``. No edge can end at an
edge, so joint and undercut links become nodes of the kind ``inference``; with
``inference-nodes=all`` every link does, and with ``none`` no link does, and an undercut ends at the
premise. For yEd each node is a box that fits its label.

Ids are those of the statements if XML allows them as names, else ``node-1`` and so on with the id
as a value. Lists, anchors, sources and ``meta`` are JSON in a string. Everything except kind, text
and relation is reported as encoded. Characters that XML does not allow are replaced by visible
symbols, which is reported.
"""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any, get_args

from argmap.controls import without_controls
from argmap.drawing.lettering.wrapping import wrap
from argmap.formats.format import Codec, Option
from argmap.formats.writing.inference_nodes import InferenceNodes
from argmap.formats.writing.left_out import tell_unresolved
from argmap.formats.writing.property_graph import property_graph
from argmap.graph import Graph

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from argmap.formats.document import Output
    from argmap.model import ArgumentMap

# What ids of nodes may be: NMTOKEN (https://www.w3.org/TR/xml/#NT-Nmtoken).
_NMTOKEN = re.compile(
    "[-.0-9A-Z_a-z:\xb7\xc0-\xd6\xd8-\xf6\xf8-\u037d\u037f-\u1fff\u200c\u200d\u203f\u2040"
    "\u2070-\u218f\u2c00-\u2fef\u3001-\ud7ff\uf900-\ufdcf\ufdf0-\ufffd\U00010000-\U000effff]+"
)
_ESCAPES = {"&": "&amp;", "<": "&lt;", ">": "&gt;", "\r": "&#13;"}
# How yEd has what a node looks like (https://yed.yworks.com/support/manual/import_graphml.html).
_YWORKS, _GRAPHICS = "http://www.yworks.com/xml/graphml", "yfiles-node"
_BOX_WIDTH, _PADDING, _TEXT, _LEADING = 220, 8, 12, 1.25
# What every program that reads GraphML can show.
_COMMON = frozenset({"id", "kind", "text", "relation", "joint", "attacks", "title"})


def dump(map: ArgumentMap, output: Output) -> str:
    """Return a map as a graph whose nodes and edges bear all that is said of them.

    Node ids are those of the statements, or else numbered, with the id as a value. The option
    ``inference-nodes`` says which inferences become nodes, since no edge can end at an edge. Lists
    and anchors are JSON in a string.
    """
    graph = Graph(map)
    choice: InferenceNodes = output.options["inference-nodes"]  # type: ignore[assignment]
    known = property_graph(graph, choice)
    tell_unresolved(graph, output)
    for id in graph.statements:
        for field in (name for name in known.nodes[id] if name not in _COMMON):
            output.tell("encoded", id, field, f"`{field}` is a value that only argmap knows")
    for field in (name for name in known.attributes if name not in _COMMON):
        output.tell(
            "encoded", None, field, f"the map's `{field}` is a value that only argmap knows"
        )
    names = {
        node: node if _NMTOKEN.fullmatch(node) else _free(f"node-{rank}", known.nodes)
        for rank, node in enumerate(known.nodes, 1)
    }
    nodes = {
        node: ({} if names[node] == node else {"id": node})
        | {"label": values.get("text") or values["relation"], **values}
        for node, values in known.nodes.items()
    }
    edges = [
        (tail, head, {"label": values["relation"], **values}) for tail, head, values in known.edges
    ]
    lines = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        f'<graphml xmlns="http://graphml.graphdrawing.org/xmlns" xmlns:y="{_YWORKS}">',
        *_keys("graph", [known.attributes]),
        *_keys("node", nodes.values()),
        *_keys("edge", [values for _, _, values in edges]),
        f'  <key id="{_GRAPHICS}" for="node" yfiles.type="nodegraphics"/>',
        '  <graph edgedefault="directed">',
        *_data("graph", known.attributes, "    "),
    ]
    for node, values in nodes.items():
        box = _box(str(values["label"]))
        lines += [f'    <node id="{names[node]}">', *_data("node", values), box, "    </node>"]
    for tail, head, values in edges:
        ends = f'source="{names[tail]}" target="{names[head]}"'
        lines += [f"    <edge {ends}>", *_data("edge", values), "    </edge>"]
    lines += ["  </graph>", "</graphml>", ""]
    text = "\n".join(lines)
    shown = without_controls(text)
    if shown != text:
        what = "characters that XML cannot represent are written as their pictures"
        output.tell("approximated", None, "text", what)
    return shown


def _keys(place: str, records: Iterable[Mapping[str, Any]]) -> Iterator[str]:
    """Declare every value that something of a sort has, with its type."""
    types: dict[str, str] = {}
    for record in records:
        for name, value in record.items():
            types.setdefault(name, _TYPES.get(type(value), "string"))
    for name, type_ in types.items():
        what = f'attr.name="{name}" attr.type="{type_}"'
        yield f'  <key id="{place}-{name}" for="{place}" {what}/>'


_TYPES = {bool: "boolean", float: "double"}


def _data(place: str, values: Mapping[str, Any], indent: str = "      ") -> Iterator[str]:
    for name, value in values.items():
        plain = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
        yield f'{indent}<data key="{place}-{name}">{_escaped(plain)}</data>'


def _box(label: str) -> str:
    """Return a node as yEd shows it: a box with its label, broken into lines."""
    lines = wrap(label, _BOX_WIDTH - 2 * _PADDING, _TEXT).lines
    height = round(len(lines) * _TEXT * _LEADING + 2 * _PADDING)
    words = _escaped("\n".join(lines))
    place = f'<y:Geometry x="0" y="0" width="{_BOX_WIDTH}" height="{height}"/>'
    shape = f"<y:ShapeNode>{place}<y:NodeLabel>{words}</y:NodeLabel></y:ShapeNode>"
    return f'      <data key="{_GRAPHICS}">{shape}</data>'


def _escaped(text: str) -> str:
    return re.sub("[&<>\r]", lambda match: _ESCAPES[match[0]], text)


def _free(name: str, taken: Mapping[str, object]) -> str:
    while name in taken:
        name += "_"
    return name


GRAPHML = Codec(
    dump=dump,
    options=(
        Option(
            "inference-nodes",
            "which inferences become nodes, so that an undercut can end there",
            "needed",
            get_args(InferenceNodes),
        ),
    ),
)
