"""A layout as plain values, and how to read it from what Graphviz prints."""

from __future__ import annotations

from operator import itemgetter
from typing import TYPE_CHECKING, Any, NamedTuple

from argmap.drawing.engines import failing

if TYPE_CHECKING:
    from collections.abc import Mapping

POINTS_PER_INCH = 72


class Point(NamedTuple):
    """A place in the picture: points to the right and down from its top left corner."""

    x: float
    y: float


class Box(NamedTuple):
    """Where a node stands: its top left corner and its size, in points."""

    x: float
    y: float
    width: float
    height: float


class Route(NamedTuple):
    """The way of an edge from ``tail`` to ``head``, both names of nodes.

    ``id`` is the attribute of that name, which tells apart several edges between the same nodes.
    ``points`` are the control points of one or more cubic Bézier curves, each of which begins
    where the one before ends, so there are 3n + 1 of them. ``start`` and ``end`` are the tips of
    the arrow heads, where Graphviz was asked for heads and so let the curve end before the box.
    """

    tail: str
    head: str
    points: tuple[Point, ...]
    id: str | None = None
    start: Point | None = None
    end: Point | None = None


class Layout(NamedTuple):
    """Where everything stands, in points, with y growing downward.

    The order of ``edges`` is the same with every engine. ``engine`` names the Graphviz that laid
    it out.
    """

    width: float
    height: float
    boxes: Mapping[str, Box]
    edges: tuple[Route, ...]
    engine: str


def read_layout(output: bytes, *, engine: str) -> Layout:
    """Read what Graphviz prints for ``-Tjson`` or ``-Tjson0``.

    An edge that Graphviz draws in several pieces (with ``concentrate``) has a route for each, one
    that it does not draw (with ``splines=none``) has none. Raises EngineError if the output is not
    one such graph.

    Source of the format: https://graphviz.org/docs/outputs/json/
    """
    import json  # noqa: PLC0415 -- only for this

    try:
        graph = json.loads(output)
        left, bottom, right, top = map(float, graph["bb"].split(","))
        page = _Page(left, top)
        objects: list[dict[str, Any]] = graph.get("objects", [])
        names: dict[int, str] = {thing["_gvid"]: thing["name"] for thing in objects}
        return Layout(
            width=right - left,
            height=top - bottom,
            boxes={thing["name"]: page.box(thing) for thing in objects if "pos" in thing},
            edges=tuple(
                page.route(names[edge["tail"]], names[edge["head"]], piece, edge.get("id"))
                for edge in sorted(graph.get("edges", []), key=itemgetter("_gvid"))
                for piece in edge.get("pos", "").split(";")
                if piece
            ),
            engine=engine,
        )
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise failing.refused(engine, "what it printed is not the layout of one graph") from error


class _Page(NamedTuple):
    """The corner from which argmap measures; Graphviz measures from the bottom left one."""

    left: float
    top: float

    def point(self, pair: str) -> Point:
        x, y = pair.split(",")
        return Point(float(x) - self.left, self.top - float(y))

    def box(self, node: dict[str, Any]) -> Box:
        centre = self.point(node["pos"])
        width = float(node["width"]) * POINTS_PER_INCH
        height = float(node["height"]) * POINTS_PER_INCH
        return Box(centre.x - width / 2, centre.y - height / 2, width, height)

    def route(self, tail: str, head: str, positions: str, id: str | None) -> Route:
        tips: dict[str, Point] = {}
        points: list[Point] = []
        for position in positions.split():
            if position[0] in "se":
                tips[position[0]] = self.point(position[2:])
            else:
                points.append(self.point(position))
        return Route(tail, head, tuple(points), id, start=tips.get("s"), end=tips.get("e"))
