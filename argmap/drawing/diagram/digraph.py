"""The diagram as a graph of the package graphviz, and in the DOT language.

The labels are HTML-like, so it needs a Graphviz with expat, which every release for desktops has.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from argmap.drawing.alternative_text import in_words
from argmap.drawing.diagram.labels import card_label, plain, rest_label, top_label

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from graphviz import Digraph  # type: ignore[import-untyped]

    from argmap.drawing.diagram.structure import Diagram, Node

# Names that every release reads as they are: a name may not end in a backslash, and in an edge
# the package takes what follows a colon for a port.
_SAFE = re.compile(r"[\w.@/+-]+")
_INCH = 72


def safe_names(ids: Iterable[str]) -> dict[str, str]:
    """Return the name of the node of each statement: its id, as far as DOT can write it."""
    # The space keeps these apart from any id, which has none.
    return {
        id: id if _SAFE.fullmatch(id) else f"statement {number}" for number, id in enumerate(ids, 1)
    }


def attributes(diagram: Diagram) -> tuple[dict[str, str], dict[str, str]]:
    """Return how Graphviz lays out every diagram: the attributes of the graph and of all edges."""
    theme, sides = diagram.theme, diagram.sides
    # From reasons to claims, so that `ordering=in` keeps the order of the text. Between two
    # columns of cards there are ranks for the dots of links.
    graph = {
        "rankdir": sides.rankdir,
        "ordering": "in",
        "nodesep": f"{theme.family_gap / _INCH:.3f}",
        "ranksep": f"{diagram.gap() / diagram.steps / _INCH:.3f}",
    }
    return graph, {"penwidth": f"{theme.line:g}", "arrowsize": "0.7"}


def add_diagram(diagram: Diagram, digraph: Digraph, links: Mapping[str, str]) -> None:
    """Add a diagram to an empty graph; ``links`` are the addresses of statements, by id."""
    from graphviz import escape  # noqa: PLC0415 -- only who asks for DOT needs it

    theme = diagram.theme
    graph, edge = attributes(diagram)
    title = top_label(diagram)
    digraph.attr(
        "graph",
        **graph,
        bgcolor=theme.ground,
        pad=f"{theme.margin / _INCH:.3f}",
        **({"label": title, "labelloc": "t", "labeljust": "l"} if title else {}),
        fontname="Arial",
    )
    digraph.attr(
        "node", shape="box", style="filled,rounded", fontname="Arial", margin="0", height="0",
        width="0", penwidth=f"{theme.border:g}",
    )  # fmt: skip
    digraph.attr("edge", **edge)
    for node in diagram.nodes:
        digraph.node(node.name, **_node(node, diagram, links, escape))
    with digraph.subgraph() as column:
        column.attr(rank="same")
        for name in diagram.first_column:
            column.node(name)
    for each in diagram.edges:
        digraph.edge(each.tail, each.head, **each.attributes)


def _node(
    node: Node, diagram: Diagram, links: Mapping[str, str], escape: type[str]
) -> dict[str, str]:
    theme, card = diagram.theme, node.card
    if card is not None:
        tone = card.tone(theme)
        dashes = ",dashed" if card.is_implicit else ""
        further = {"URL": escape(plain(links[card.id]))} if card.id in links else {}
        return {
            "label": card_label(card, node, theme, diagram.sides.entering),
            "style": f"filled,rounded{dashes}",
            "color": tone.accent,
            "fillcolor": tone.tint,
            "tooltip": escape(plain(in_words(card, diagram.graph))),
            **further,
        }
    if node.is_heading:
        return {
            "label": rest_label(node, theme, diagram.sides.entering),
            "style": "filled",
            "color": theme.question.tint,
            "fillcolor": theme.question.tint,
        }
    if node.color is not None:
        size = f"{node.width / _INCH:.3f}"
        return {
            "label": "", "shape": "point", "style": "filled", "width": size, "height": size,
            "color": node.color, "fillcolor": node.color,
        }  # fmt: skip
    return {"label": "", "shape": "point", "style": "invis"}
