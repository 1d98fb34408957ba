"""The diagram as the bundled Graphviz draws it, as a scene of plain shapes.

The bundled Graphviz is the same on every machine, but it cannot set HTML-like labels. So it is
given boxes of the size of the cards, and what it draws (https://graphviz.org/docs/outputs/json/) is
read stroke by stroke; the cards, which argmap sets, are put where it wants them. No text of a map
enters what it is given.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, NamedTuple

from argmap.drawing.alternative_text import describe
from argmap.drawing.diagram.digraph import attributes
from argmap.drawing.engines import failing, trace
from argmap.drawing.painting import link_group, paint_band, paint_card, paint_top
from argmap.drawing.plane import Box, Point
from argmap.drawing.scene import Circle, Curve, Group, Polygon, Scene

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from argmap.drawing.diagram.structure import Diagram, Node
    from argmap.drawing.scene import Item

_INCH = 72
_DASHES: dict[str, tuple[float, ...]] = {"dashed": (5, 3.5), "dotted": (0, 4)}


def traced(diagram: Diagram, hrefs: Mapping[str, str], *, time_limit: float = 30.0) -> Scene:
    """Return the scene of a diagram; ``hrefs`` are the addresses of cards, by the id.

    Raises EngineError if the bundled Graphviz is missing, fails or takes longer than
    ``time_limit`` seconds.
    """
    output = trace(bare_dot(diagram), time_limit=time_limit)
    try:
        drawn = _Drawn(json.loads(output))
        return _painted(diagram, drawn, hrefs)
    except (ValueError, KeyError, TypeError, IndexError, AttributeError) as error:
        reason = "its output is not a drawing of that graph"
        raise failing.refused("the bundled Graphviz", reason) from error


def bare_dot(diagram: Diagram) -> str:
    """Return what the bundled Graphviz is given: boxes without text, named by numbers."""
    graph, edge = attributes(diagram)
    names = {node.name: f"n{number}" for number, node in enumerate(diagram.nodes)}
    return "\n".join(
        (
            "digraph {",
            f"graph {_listed(graph)}",
            'node [label="" shape=box fixedsize=true fontsize=1]',
            f"edge {_listed(edge)}",
            *(f"{names[node.name]} {_listed(_node(node))}" for node in diagram.nodes),
            f"{{rank=same {' '.join(names[name] for name in diagram.first_column)}}}",
            *(
                f"{names[each.tail]} -> {names[each.head]}"
                f" {_listed({**each.attributes, 'id': f'e{number}'})}"
                for number, each in enumerate(diagram.edges)
            ),
            "}",
        )
    )


def _node(node: Node) -> dict[str, str]:
    size = {"width": f"{node.width / _INCH:.4f}", "height": f"{node.height / _INCH:.4f}"}
    if node.color is not None:
        return {**size, "shape": "point"}
    if node.ports > 1:
        fields = "|".join(f"<p{number}>" for number in range(1, node.ports + 1))
        return {**size, "shape": "record", "label": fields}
    return size


def _listed(attributes: Mapping[str, str]) -> str:
    return "[" + " ".join(f'{name}="{value}"' for name, value in attributes.items()) + "]"


class _Drawn:
    """What Graphviz has drawn: the middle of every node, and the strokes of every edge.

    Graphviz measures upward, argmap downward.
    """

    def __init__(self, output: dict[str, Any]) -> None:
        # Subgraphs have no place.
        self.middles = {
            thing["name"]: _pair(thing["pos"])
            for thing in output.get("objects", ())
            if "pos" in thing
        }
        self.strokes: dict[str, list[dict[str, Any]]] = {
            edge["id"]: [
                stroke for part in ("_draw_", "_tdraw_", "_hdraw_") for stroke in edge.get(part, ())
            ]
            for edge in output.get("edges", ())
        }


def _pair(text: str) -> Point:
    x, y = text.split(",")
    return Point(float(x), -float(y))


def _painted(diagram: Diagram, drawn: _Drawn, hrefs: Mapping[str, str]) -> Scene:
    theme = diagram.theme
    boxes = {
        node.name: _box(node, drawn.middles[f"n{number}"])
        for number, node in enumerate(diagram.nodes)
    }
    lines = [
        (edge, list(_Pen(theme.line, theme.ground).items(drawn.strokes[f"e{number}"])))
        for number, edge in enumerate(diagram.edges)
        if edge.links
    ]
    shown = [node for node in diagram.nodes if node.is_seen]
    frame = _Frame.around(
        [boxes[node.name] for node in shown], [item for _, items in lines for item in items]
    )
    margin = theme.margin
    top = paint_top(
        diagram.graph,
        diagram.cards,
        diagram.relations,
        theme,
        width=frame.right - frame.left,
        margin=margin,
    )
    right, down = margin - frame.left, top.bottom - frame.top
    links = [
        link_group((_moved(item, right, down) for item in items), edge.links)
        for edge, items in lines
    ]
    cards: list[Item] = []
    for node in shown:
        box = boxes[node.name]
        box = box._replace(x=box.x + right, y=box.y + down)
        if node.card is not None:
            href = hrefs.get(node.card.id)
            cards.append(paint_card(node.card, box, diagram.graph, theme, href))
        elif node.color is None:
            cards.append(paint_band(box, theme))
        else:
            radius = node.width / 2
            links.append(
                Group("link", (Circle(box.x + radius, box.y + radius, radius, node.color),))
            )
    items: list[Item] = list(top.items)
    if links:
        items.append(Group("links", tuple(links)))
    return Scene(
        width=round(top.width + 2 * margin),
        height=round(top.bottom + frame.bottom - frame.top + margin),
        ground=theme.ground,
        title=diagram.graph.map.title or "Argument map",
        description=describe(diagram.cards),
        items=(*items, *cards),
    )


def _box(node: Node, middle: Point) -> Box:
    return Box(middle.x - node.width / 2, middle.y - node.height / 2, node.width, node.height)


class _Pen:
    """The state that Graphviz draws in: colours, the width of lines and their dashes."""

    def __init__(self, width: float, ground: str) -> None:
        self.stroke = self.fill = "#000000"
        self.width = width
        self.dashes: tuple[float, ...] = ()
        self.ground = ground

    def items(self, strokes: list[dict[str, Any]]) -> Iterator[Item]:
        for stroke in strokes:
            match stroke["op"]:
                case "c":
                    self.stroke = stroke["color"]
                case "C":
                    self.fill = stroke["color"]
                case "S":
                    self._set(stroke["style"])
                case "b" | "B":
                    yield self._curve(tuple(Point(x, -y) for x, y in stroke["points"]))
                case "L":
                    yield self._curve(_straight(stroke["points"]))
                case "P" | "p" as op:
                    points = stroke["points"]
                    if op == "P":
                        yield Polygon(tuple(Point(x, -y) for x, y in points), self.fill)
                    yield self._curve(_straight([*points, points[0]]))
                case "E" | "e" as op:
                    x, y, radius, _ = stroke["rect"]
                    fill = self.fill if op == "E" else self.ground
                    yield Circle(x, -y, radius, fill, self.stroke, self.width)

    def _set(self, style: str) -> None:
        if style.startswith("setlinewidth("):
            self.width = float(style.removeprefix("setlinewidth(").removesuffix(")"))
        else:
            self.dashes = _DASHES.get(style, ())

    def _curve(self, points: tuple[Point, ...]) -> Curve:
        is_round = self.dashes == _DASHES["dotted"]
        return Curve(points, self.stroke, self.width, self.dashes, is_round=is_round)


def _straight(corners: list[list[float]]) -> tuple[Point, ...]:
    """Return straight lines from corner to corner, as curves."""
    (x, y), *others = corners
    points = [Point(x, -y)]
    for x, y in others:
        begin, end = points[-1], Point(x, -y)
        third = Point((end.x - begin.x) / 3, (end.y - begin.y) / 3)
        points += [
            Point(begin.x + third.x, begin.y + third.y), Point(end.x - third.x, end.y - third.y),
            end,
        ]  # fmt: skip
    return tuple(points)


class _Frame(NamedTuple):
    """What is drawn goes so far to each side."""

    left: float
    top: float
    right: float
    bottom: float

    @classmethod
    def around(cls, boxes: list[Box], items: list[Item]) -> _Frame:
        places = [Point(box.x, box.y) for box in boxes]
        places += [Point(box.x + box.width, box.y + box.height) for box in boxes]
        for item in items:
            if isinstance(item, Curve | Polygon):
                places += item.points
        if not places:
            return cls(0, 0, 0, 0)
        xs, ys = [place.x for place in places], [place.y for place in places]
        return cls(min(xs), min(ys), max(xs), max(ys))


def _moved(item: Item, right: float, down: float) -> Item:
    match item:
        case Circle():
            return item._replace(x=item.x + right, y=item.y + down)
        case Curve() | Polygon():
            return item._replace(points=tuple(Point(x + right, y + down) for x, y in item.points))
    return item
