"""The diagram of a map: as DOT, as a graph to go on with, and as a scene."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, Unpack

from argmap.drawing.breakage import find_broken
from argmap.drawing.diagram.digraph import add_diagram, safe_names
from argmap.drawing.diagram.structure import SIDES, Diagram
from argmap.drawing.folding import fold
from argmap.drawing.linking import find_links
from argmap.drawing.showing import find_showing
from argmap.drawing.sizing import find_target, fit
from argmap.drawing.theme import AUTO, DARK, LIGHT, colour_pairs, find_theme
from argmap.errors import UsageError
from argmap.graph import Graph

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from graphviz import Digraph  # type: ignore[import-untyped]

    from argmap.drawing.plane import Way
    from argmap.drawing.scene import Scene
    from argmap.drawing.showing import OnCards
    from argmap.drawing.theme import Theme
    from argmap.model import ArgumentMap


def to_graphviz(
    map: ArgumentMap,
    *,
    theme: Theme | str = "light",
    direction: Way = "right",
    depth: int | None = 0,
    focus: str | None = None,
    collapse: Sequence[str] = (),
    links: Mapping[str, str] | str | None = None,
    **showing: Unpack[OnCards],
) -> Digraph:
    """Return the diagram of a map as a ``graphviz.Digraph``, to go on with.

    It is a graph of the package graphviz (https://graphviz.readthedocs.io): give it other
    attributes, nodes and edges, and draw it with the program ``dot``. As the last line of a
    notebook cell it shows itself; as long as it is not changed, that needs no program.

    ``theme`` is a theme or the name of one. ``direction`` is the side of a claim on which its
    reasons are: ``right``, ``down`` or ``left``. ``depth``, ``focus`` and ``collapse`` say what is
    shown, as for :func:`argmap.drawing.folding.fold`. ``links`` are addresses by id, or a template
    for them, as for :func:`argmap.drawing.linking.find_links`. ``values``, ``places``, ``numbers``
    and ``colour`` say what else cards show: see :class:`argmap.drawing.showing.OnCards`. Every
    statement has its whole text. Nodes have the ids of the statements, as far as DOT can write
    them; the dots on links are named "step 1"
    and so on. Raises UsageError for an unknown theme, direction or id.

    >>> from argmap.model import ArgumentMap
    >>> m = ArgumentMap()
    >>> _ = m.claim("Buses help", id="help")
    >>> to_graphviz(m).directed
    True
    """
    from argmap.drawing.diagram.map_graph import MapGraph  # noqa: PLC0415 -- loads graphviz

    made = _made(map, theme, direction, depth, focus, collapse, links, showing)
    graph = MapGraph("argmap")
    add_diagram(made.diagram, graph, made.hrefs)

    def picture() -> Scene:
        from argmap.drawing.diagram.tracing import traced  # noqa: PLC0415 -- loads the engine

        return traced(made.diagram, made.hrefs)

    graph.shows(picture)
    return graph


def to_dot(
    map: ArgumentMap,
    *,
    theme: Theme | str = "light",
    direction: Way = "right",
    depth: int | None = 0,
    focus: str | None = None,
    collapse: Sequence[str] = (),
    links: Mapping[str, str] | str | None = None,
    **showing: Unpack[OnCards],
) -> str:
    """Return the diagram of a map in the DOT language; see :func:`to_graphviz`.

    >>> from argmap.model import ArgumentMap
    >>> m = ArgumentMap()
    >>> _ = m.claim("Buses help", id="help")
    >>> _ = m.reason("They carry many", id="many", supports="help")
    >>> "many -> help [arrowhead=normal" in to_dot(m)
    True
    """
    graph = to_graphviz(
        map,
        theme=theme,
        direction=direction,
        depth=depth,
        focus=focus,
        collapse=collapse,
        links=links,
        **showing,
    )
    return str(graph.source)


def make_diagram_scene(
    map: ArgumentMap,
    *,
    theme: Theme | str = "light",
    direction: Way = "right",
    depth: int | None = None,
    focus: str | None = None,
    collapse: Sequence[str] = (),
    links: Mapping[str, str] | str | None = None,
    time_limit: float = 30.0,
    width: float | None = None,
    aspect: str | None = None,
    paper: str | None = None,
    **showing: Unpack[OnCards],
) -> Scene:
    """Return the scene of the diagram that the bundled Graphviz draws of a map.

    The arguments are those of :func:`to_graphviz`, but a map of more than 150 statements is folded
    unless ``depth`` is 0. ``theme`` can be ``auto``. ``width``, ``aspect`` and ``paper`` say how
    large the picture is, see :class:`argmap.drawing.rendering.Sizes`. The same map gives the same
    scene on every machine. Raises EngineError if the bundled Graphviz is missing, fails or does not
    finish within ``time_limit`` seconds, and UsageError as that function does.

    >>> from argmap.model import ArgumentMap
    >>> m = ArgumentMap(title="Buses")
    >>> _ = m.claim("Buses help", id="help")
    >>> make_diagram_scene(m).title
    'Buses'
    """
    from argmap.drawing.diagram.tracing import traced  # noqa: PLC0415 -- loads the engine

    dark = colour_pairs(LIGHT, DARK) if theme == AUTO else ()
    made = _made(map, theme, direction, depth, focus, collapse, links, showing)
    scene = traced(made.diagram, made.hrefs, time_limit=time_limit)._replace(dark=dark)
    target = find_target(width=width, aspect=aspect, paper=paper)
    # Graphviz lays out a map in one way, whatever the proportions.
    return scene if target is None else fit(lambda _: scene, target, made.diagram.theme)


class _Made(NamedTuple):
    diagram: Diagram
    hrefs: Mapping[str, str]


def _made(
    map: ArgumentMap,
    theme: Theme | str,
    direction: Way,
    depth: int | None,
    focus: str | None,
    collapse: Sequence[str],
    links: Mapping[str, str] | str | None,
    showing: OnCards,
) -> _Made:
    theme = find_theme(theme)
    if direction not in SIDES:
        raise UsageError(f"unknown direction {direction!r}", help=f"choose from {', '.join(SIDES)}")
    graph, folded = fold(Graph(map), depth=depth, focus=focus, collapse=collapse)
    shown = find_showing(Graph(map), graph, theme, **showing)
    if shown.sides:
        # What lines say is then said by their dashes and heads alone.
        theme = theme._replace(line_colour=theme.grey)
    diagram = Diagram(
        graph,
        theme,
        direction,
        folded=folded,
        broken=find_broken(graph),
        names=safe_names(graph.statements),
        # Every text is whole, since nobody can ask a diagram for the rest of it.
        showing=shown._replace(is_whole=True),
    )
    return _Made(diagram, find_links(map, links))
