"""A map in the DOT language, for people who have Graphviz and want to go on from there.

The labels are HTML-like (https://graphviz.org/doc/info/shapes.html#html), so it needs a Graphviz
with expat, which every release for desktops has. argmap's own pictures do not come from it.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from argmap.controls import without_controls
from argmap.drawing.cards import SLACK, make_cards
from argmap.drawing.composing.ends import Ends
from argmap.drawing.folding import fold
from argmap.drawing.lettering.wrapping import wrap
from argmap.drawing.linking import find_links
from argmap.drawing.saying import WITHOUT_A_QUESTION
from argmap.drawing.theme import find_theme
from argmap.graph import Graph

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from graphviz import Digraph  # type: ignore[import-untyped]

    from argmap.drawing.cards import Card
    from argmap.drawing.composing.columns import Direction
    from argmap.drawing.theme import Theme
    from argmap.graph import Inference, Link
    from argmap.model import ArgumentMap, Relation

# Names that every release reads as they stand: a name may not end in a backslash, and in an edge
# the package takes what follows a colon for a port.
_SAFE = re.compile(r"[\w.@/+-]+")
# Even in HTML-like labels Graphviz replaces ``\\N`` by the name of the node, and release 2 takes a
# ``]`` before a tag for the end of unparsed text.
_HTML = {"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "\\": r"\\", "]": "&#93;"}
_TITLE_WIDTH = 700.0

_LINES: dict[Relation, dict[str, str]] = {
    "supports": {"arrowhead": "normal"},
    "rebuts": {"arrowhead": "tee"},
    "undercuts": {"arrowhead": "tee", "style": "dashed"},
    "limits": {"arrowhead": "odot", "style": "dotted", "penwidth": "2"},
    "restates": {"arrowhead": "none"},
    "answers": {"arrowhead": "none"},
}


def to_graphviz(
    map: ArgumentMap,
    *,
    theme: Theme | str = "light",
    direction: Direction = "right",
    depth: int | None = 0,
    focus: str | None = None,
    collapse: Sequence[str] = (),
    links: Mapping[str, str] | str | None = None,
) -> Digraph:
    """Return a map as a ``graphviz.Digraph`` that looks well on its own.

    It is a graph of the package graphviz (https://graphviz.readthedocs.io), to be given other
    attributes, nodes and edges and drawn with the program ``dot``. ``theme`` is a theme or the
    name of one; ``direction`` says where reasons lie, seen from their claim: ``right`` or
    ``down``; ``depth``, ``focus`` and ``collapse`` say what is shown, as
    :func:`argmap.drawing.folding.fold` has it; ``links`` are addresses by id, or a template for
    them, as :func:`argmap.drawing.linking.find_links` has it. Every statement has its whole text,
    and nodes bear the ids of the statements as far as DOT can write them. In a map with questions,
    what leads to none of them has a node of its own as a heading. Raises UsageError for an
    unknown theme or id.

    >>> from argmap.model import ArgumentMap
    >>> m = ArgumentMap()
    >>> _ = m.claim("Buses help", id="help")
    >>> to_graphviz(m).directed
    True
    """
    theme = find_theme(theme)
    graph, folded = fold(Graph(map), depth=depth, focus=focus, collapse=collapse)
    return _Drawer(graph, folded, theme, direction, find_links(map, links)).drawn()


def to_dot(
    map: ArgumentMap,
    *,
    theme: Theme | str = "light",
    direction: Direction = "right",
    depth: int | None = 0,
    focus: str | None = None,
    collapse: Sequence[str] = (),
    links: Mapping[str, str] | str | None = None,
) -> str:
    """Return a map as a text in the DOT language; see :func:`to_graphviz`.

    >>> from argmap.model import ArgumentMap
    >>> m = ArgumentMap()
    >>> _ = m.claim("Buses help", id="help")
    >>> _ = m.reason("They carry many", id="many", supports="help")
    >>> "many -> help [arrowhead=normal" in to_dot(m)
    True
    """
    drawn = to_graphviz(
        map,
        theme=theme,
        direction=direction,
        depth=depth,
        focus=focus,
        collapse=collapse,
        links=links,
    )
    return str(drawn.source)


class _Drawer:
    def __init__(
        self,
        graph: Graph,
        folded: Mapping[str, int],
        theme: Theme,
        direction: Direction,
        links: Mapping[str, str],
    ) -> None:
        self.graph = graph
        self.folded = folded
        self.theme = theme
        self.direction = direction
        self.links = links
        self.ends = Ends(graph)
        # The blank keeps these apart from any id, which has none.
        self.names = {
            id: id if _SAFE.fullmatch(id) else f"statement {number}"
            for number, id in enumerate(graph.statements, 1)
        }
        self.attackers: dict[Link, int] = {}
        for link in graph.links:
            attacked = self.ends.attacked_by(link)
            if attacked is not None:
                self.attackers.setdefault(self._line(attacked).links[0], len(self.attackers) + 1)
        self.drawing = self._empty()

    def _line(self, link: Link) -> Inference:
        return self.graph.inference_of(link)

    def _empty(self) -> Digraph:
        from graphviz import Digraph  # noqa: PLC0415 -- no other picture needs it

        theme = self.theme
        goes_right = self.direction == "right"
        return Digraph(
            "argmap",
            graph_attr={
                # From reasons to claims, so that `ordering=in` keeps the order of the text.
                "rankdir": "RL" if goes_right else "BT",
                "ordering": "in",
                "bgcolor": theme.ground,
                "pad": "0.4",
                "nodesep": "0.16",
                "ranksep": "0.36",
                "fontname": "Arial",
                **self._title(),
            },
            node_attr={
                "shape": "box",
                "style": "filled,rounded",
                "fontname": "Arial",
                "fontsize": f"{theme.body:g}",
                "fontcolor": theme.ink,
                "margin": "0.12,0.08",
            },
            edge_attr={
                "penwidth": f"{theme.line:g}",
                "arrowsize": "0.7",
                "tailport": "w" if goes_right else "n",
            },
        )

    def drawn(self) -> Digraph:
        for id, card in make_cards(self.graph, self.theme, folded=self.folded).items():
            self._add_node(id, card)
        # The unseen node keeps the roots together and in their order.
        self.drawing.node("the map", style="invis", shape="point")
        for band in self.graph.bands:
            top = self._add_band() if band.is_stray else "the map"
            for id in band.roots:
                # Below its heading a root is as far down as an answer is below its question.
                length = {"minlen": "2"} if band.is_stray else {}
                self.drawing.edge(self.names[id], top, style="invis", **length)
        order = {id: rank for rank, (_, id) in enumerate(self.graph.walk())}
        inferences = sorted(
            self.graph.inferences, key=lambda one: min(order[premise] for premise in one.premises)
        )
        for inference in inferences:
            self._add_step(inference)
        return self.drawing

    def _add_band(self) -> str:
        """Add the heading of what leads to no question, which is no statement; return its name."""
        name, theme = "without a question", self.theme
        self.drawing.node(
            name,
            f"<<b>{_html(WITHOUT_A_QUESTION)}</b>>",
            shape="underline",
            style="filled",
            color=theme.grey,
            fillcolor=theme.question.tint,
            fontcolor=theme.grey,
            tooltip=WITHOUT_A_QUESTION,
        )
        self.drawing.edge(name, "the map", style="invis")
        return name

    def _title(self) -> dict[str, str]:
        title = self.graph.map.title
        if title is None:
            return {}
        lines = wrap(title, _TITLE_WIDTH, self.theme.title, bold=True).lines
        label = "".join(f'{_html(line)}<br align="left"/>' for line in lines)
        return {
            "labelloc": "t",
            "labeljust": "l",
            "fontsize": f"{self.theme.title:g}",
            "fontcolor": self.theme.ink,
            "label": f"<<b>{label}</b>>",
        }

    def _add_node(self, id: str, card: Card) -> None:
        from graphviz import escape  # noqa: PLC0415 -- as above

        theme, tone = self.theme, self.theme.tone(card.look)
        statement = self.graph.statements[id]
        room = (card.width - 2 * theme.padding) * SLACK
        head = f'<font point-size="{theme.head:g}" color="{tone.accent}"><b>{card.word}</b></font>'
        if card.details:
            head += (
                f'<font point-size="{theme.head:g}" color="{theme.grey}">'
                f"  {_html(card.details)}</font>"
            )
        if card.badge:
            head += f'<font point-size="{theme.head:g}"><b>  {card.badge}</b></font>'
        lines = (head, *map(_html, wrap(statement.wording, room, theme.body).lines))
        rows = "".join(f'<tr><td align="left">{line}</td></tr>' for line in lines)
        # A table of one width, since the labels of boxes wider than their text are centred.
        label = (
            f'<table border="0" cellborder="0" cellpadding="0" cellspacing="1"'
            f' width="{round(card.width - 2 * theme.padding)}">{rows}</table>'
        )
        further = {"style": "filled,rounded,dashed"} if card.is_implicit else {}
        if id in self.links:
            further["URL"] = escape(_plain(self.links[id]))
        self.drawing.node(
            self.names[id],
            f"<{label}>",
            **further,
            color=tone.accent,
            fillcolor=tone.tint,
            tooltip=escape(_plain(statement.wording)),
        )

    def _add_step(self, inference: Inference) -> None:
        """Add the edges of one step: premises, the dot where they meet, and its target."""
        link = inference.links[0]
        relation = inference.relation
        color = self.theme.stroke(relation)
        attacked = self.ends.attacked_by(link)
        if attacked is None:
            target = self.names[link.target]
        else:
            target = f"step {self.attackers[self._line(attacked).links[0]]}"
        if relation == "restates":
            color = f"{color}:{self.theme.ground}:{color}"
        line = {**_LINES[relation], "color": color}
        is_dotted = inference.joint is not None or link in self.attackers
        if not is_dotted:
            length = "1" if attacked is not None else "2"
            self.drawing.edge(self.names[link.origin], target, **line, minlen=length)
            return
        number = self.attackers.setdefault(link, len(self.attackers) + 1)
        dot = f"step {number}"
        size = "0.1" if inference.joint is not None else "0.07"
        self.drawing.node(dot, "", shape="point", width=size, color=color, style="filled")
        headless = {**line, "arrowhead": "none"}
        for premise in inference.premises:
            self.drawing.edge(self.names[premise], dot, **headless, weight="3")
        self.drawing.edge(dot, target, **line, tailport="c", weight="3")


def _html(text: str) -> str:
    return re.sub(r'[&<>"\\\]]', lambda match: _HTML[match[0]], without_controls(text))


def _plain(text: str) -> str:
    """Return a text on one line, for an attribute in which Graphviz replaces entities."""
    return re.sub("[&<>]", lambda match: _HTML[match[0]], " ".join(without_controls(text).split()))
