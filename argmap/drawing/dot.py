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
from argmap.drawing.theme import find_theme
from argmap.graph import Graph

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from argmap.drawing.cards import Card
    from argmap.drawing.composing.columns import Direction
    from argmap.drawing.theme import Theme
    from argmap.graph import Inference, Link
    from argmap.model import ArgumentMap, Relation

# Names that every release reads as they stand; a quoted name may not end in a backslash.
_SAFE = re.compile(r"[\w.:@/+-]+")
# Even in HTML-like labels Graphviz replaces ``\\N`` by the name of the node.
_HTML = {"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "\\": r"\\"}
_TITLE_WIDTH = 700.0

_LINES: dict[Relation, str] = {
    "supports": "arrowhead=normal",
    "rebuts": "arrowhead=tee",
    "undercuts": "arrowhead=tee, style=dashed",
    "limits": "arrowhead=odot, style=dotted, penwidth=2",
    "restates": "arrowhead=none",
    "answers": "arrowhead=none",
}


def to_dot(
    map: ArgumentMap,
    *,
    theme: Theme | str = "light",
    direction: Direction = "right",
    depth: int | None = 0,
    focus: str | None = None,
    collapse: Sequence[str] = (),
) -> str:
    r"""Return a map as a graph in the DOT language that looks well on its own.

    ``theme`` is a theme or the name of one; ``direction`` says where reasons lie, seen from their
    claim: ``right`` or ``down``; ``depth``, ``focus`` and ``collapse`` say what is shown, as
    :func:`argmap.drawing.folding.fold` has it. Every statement has its whole text, and nodes bear
    the ids of the statements as far as DOT can write them. Raises UsageError for an unknown theme
    or id.

    >>> from argmap.model import ArgumentMap
    >>> m = ArgumentMap()
    >>> _ = m.claim("Buses help", id="help")
    >>> _ = m.reason("They carry many", id="many", supports="help")
    >>> '"many" -> "help" [arrowhead=normal' in to_dot(m)
    True
    """
    theme = find_theme(theme)
    graph, folded = fold(Graph(map), depth=depth, focus=focus, collapse=collapse)
    return "\n".join((*_Writer(graph, folded, theme, direction).write(), ""))


class _Writer:
    def __init__(
        self, graph: Graph, folded: Mapping[str, int], theme: Theme, direction: Direction
    ) -> None:
        self.graph = graph
        self.folded = folded
        self.theme = theme
        self.direction = direction
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

    def _line(self, link: Link) -> Inference:
        return self.graph.inference_of(link)

    def write(self) -> Iterator[str]:
        theme = self.theme
        yield "digraph argmap {"
        # From reasons to claims, so that `ordering=in` keeps the order of the text.
        rank_direction = "RL" if self.direction == "right" else "BT"
        yield (
            f'graph [rankdir={rank_direction}, ordering=in, bgcolor="{theme.ground}", pad=0.4,'
            " nodesep=0.16, ranksep=0.36, fontname=Arial"
            f"{self._title()}]"
        )
        yield (
            'node [shape=box, style="filled,rounded", fontname=Arial,'
            f' fontsize={theme.body:g}, fontcolor="{theme.ink}", margin="0.12,0.08"]'
        )
        port = "w" if self.direction == "right" else "n"
        yield f"edge [penwidth={theme.line:g}, arrowsize=0.7, tailport={port}]"
        for id, card in make_cards(self.graph, theme, folded=self.folded).items():
            yield self._node(id, card)
        # The unseen node keeps the roots together and in their order.
        yield '"the map" [style=invis, shape=point]'
        for id in self.graph.roots:
            yield f'{self._name(id)} -> "the map" [style=invis]'
        order = {id: rank for rank, (_, id) in enumerate(self.graph.walk())}
        inferences = sorted(
            self.graph.inferences, key=lambda one: min(order[premise] for premise in one.premises)
        )
        for inference in inferences:
            yield from self._inference(inference)
        yield "}"

    def _title(self) -> str:
        title = self.graph.map.title
        if title is None:
            return ""
        lines = wrap(title, _TITLE_WIDTH, self.theme.title, bold=True).lines
        label = "".join(f'{_html(line)}<br align="left"/>' for line in lines)
        return (
            f", labelloc=t, labeljust=l,"
            f' fontsize={self.theme.title:g}, fontcolor="{self.theme.ink}", label=<<b>{label}</b>>'
        )

    def _node(self, id: str, card: Card) -> str:
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
        style = 'style="filled,rounded,dashed", ' if card.is_implicit else ""
        return (
            f"{self._name(id)} [{style}"
            f'color="{tone.accent}", fillcolor="{tone.tint}",'
            f' tooltip="{_quoted(statement.wording)}", label=<{label}>]'
        )

    def _name(self, id: str) -> str:
        return f'"{self.names[id]}"'

    def _inference(self, inference: Inference) -> Iterator[str]:
        """Write the edges of one step: premises, the dot where they meet, and its target."""
        link = inference.links[0]
        relation = inference.relation
        color = self.theme.stroke(relation)
        attacked = self.ends.attacked_by(link)
        if attacked is None:
            target = self._name(link.target)
        else:
            target = f'"step {self.attackers[self._line(attacked).links[0]]}"'
        if relation == "restates":
            color = f"{color}:{self.theme.ground}:{color}"
        line = f'{_LINES[relation]}, color="{color}"'
        is_dotted = inference.joint is not None or link in self.attackers
        if not is_dotted:
            length = 1 if attacked is not None else 2
            yield f"{self._name(link.origin)} -> {target} [{line}, minlen={length}]"
            return
        number = self.attackers.setdefault(link, len(self.attackers) + 1)
        dot = f'"step {number}"'
        size = 0.1 if inference.joint is not None else 0.07
        yield f'{dot} [shape=point, width={size}, color="{color}", style=filled]'
        headless = re.sub("arrowhead=[a-z]+", "arrowhead=none", line)
        for premise in inference.premises:
            yield f"{self._name(premise)} -> {dot} [{headless}, weight=3]"
        yield f"{dot} -> {target} [{line}, tailport=c, weight=3]"


def _html(text: str) -> str:
    return re.sub(r'[&<>"\\]', lambda match: _HTML[match[0]], without_controls(text))


def _quoted(text: str) -> str:
    r"""Escape text for a string in which Graphviz replaces ``\N`` and entities."""
    text = re.sub("[&<>]", lambda match: _HTML[match[0]], " ".join(without_controls(text).split()))
    return text.replace("\\", "\\\\").replace('"', '\\"')
