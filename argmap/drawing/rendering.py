"""A map as a picture, in the format that is asked for."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, get_args

from argmap.drawing.cards import make_cards
from argmap.drawing.columns import Direction, make_dot, read_columns
from argmap.drawing.composition import compose
from argmap.drawing.dot import to_dot
from argmap.drawing.engines import lay_out, render_dot
from argmap.drawing.painting import paint
from argmap.drawing.svg import to_svg
from argmap.drawing.theme import find_theme
from argmap.errors import DrawingError, EngineError, FormatError, UsageError
from argmap.graph import Graph
from argmap.writing import write_file

if TYPE_CHECKING:
    import os

    from argmap.drawing.engines import EngineName
    from argmap.drawing.scene import Scene
    from argmap.drawing.theme import Theme
    from argmap.model import ArgumentMap

FORMATS = ("svg", "dot")
"""The formats that need nothing but argmap."""
DIRECTIONS: tuple[Direction, ...] = get_args(Direction)
"""Where reasons can lie, seen from their claim."""


def make_scene(
    map: ArgumentMap,
    *,
    theme: Theme | str = "light",
    direction: Direction = "right",
    engine: EngineName = "auto",
    time_limit: float = 30.0,
) -> Scene:
    """Return the scene of a map: every shape and word of its picture; see :func:`draw`."""
    theme = find_theme(theme)
    if direction not in DIRECTIONS:
        raise UsageError(
            f"there is no direction {direction!r}", help=f"choose from {', '.join(DIRECTIONS)}"
        )
    graph = Graph(map)
    cards = make_cards(graph, theme, direction)
    dot = make_dot(graph, cards, theme, direction)
    layout = lay_out(dot, engine=engine, time_limit=time_limit)
    columns = read_columns(graph, cards, layout, direction)
    composition = compose(graph, cards, columns, theme, direction)
    return paint(graph, cards, composition, theme)


def draw(
    map: ArgumentMap,
    *,
    theme: Theme | str = "light",
    direction: Direction = "right",
    engine: EngineName = "auto",
    time_limit: float = 30.0,
    prefix: str = "argmap",
) -> str:
    """Return the picture of a map as the text of an SVG file.

    ``theme`` is a theme or the name of one: ``light`` or ``dark``. ``direction`` says where
    reasons lie, seen from their claim: ``right`` or ``down``. ``engine`` is the Graphviz that
    finds the columns: ``auto``, ``dot`` or ``wasm``; it makes no visible difference.
    ``time_limit`` is in seconds. ``prefix`` begins every id of the SVG, so that several pictures
    can share a page. The same map gives the same text. Raises UsageError for a name that does not
    exist and EngineError if there is no engine, or it takes longer than the time limit.

    >>> from argmap.model import ArgumentMap
    >>> m = ArgumentMap(title="Buses")
    >>> _ = m.claim("Buses help", id="help")
    >>> draw(m).startswith("<svg xmlns=")
    True
    """
    scene = make_scene(map, theme=theme, direction=direction, engine=engine, time_limit=time_limit)
    return to_svg(scene, prefix=prefix)


def render(
    map: ArgumentMap,
    path: str | os.PathLike[str] | None = None,
    *,
    format: str | None = None,
    theme: Theme | str = "light",
    direction: Direction = "right",
    engine: EngineName = "auto",
    time_limit: float = 30.0,
) -> bytes:
    """Return the picture of a map in some format, and write it to ``path`` if that is given.

    ``format`` is ``svg`` or ``dot``, or one that the ``dot`` program of the machine knows, such as
    ``png`` or ``pdf``; left out, it follows the suffix of ``path``. The other options are those of
    :func:`draw`. The file is written whole or not at all. Raises FormatError if the format is
    open, DrawingError if it cannot be made here, EngineError if there is no engine or it takes
    too long, UsageError for a name that does not exist, and OutputError if the file cannot be
    written.

    >>> from argmap.model import ArgumentMap
    >>> m = ArgumentMap()
    >>> _ = m.claim("Buses help", id="help")
    >>> render(m, format="dot")[:16]
    b'digraph argmap {'
    """
    format = _chosen(format, path)
    if format == "svg":
        picture = draw(
            map, theme=theme, direction=direction, engine=engine, time_limit=time_limit
        ).encode()
    elif format == "dot":
        picture = to_dot(map, theme=theme, direction=direction).encode()
    else:
        dot = to_dot(map, theme=theme, direction=direction)
        picture = _by_program(dot, format, engine, time_limit)
    if path is not None:
        write_file(path, picture)
    return picture


def _chosen(format: str | None, path: str | os.PathLike[str] | None) -> str:
    suffix = "" if path is None else Path(path).suffix.removeprefix(".")
    chosen = (format or suffix).lower()
    if not chosen:
        raise FormatError(
            "what to draw is open: there is neither a format nor a suffix",
            where=None if path is None else str(path),
            help=f"choose from {', '.join(FORMATS)}, png, pdf",
        )
    if not re.fullmatch("[a-z0-9_.:+-]+", chosen):
        raise FormatError(
            f"there is no format {chosen!r}", help=f"choose from {', '.join(FORMATS)}, png, pdf"
        )
    return chosen


def _by_program(dot: str, format: str, engine: EngineName, time_limit: float) -> bytes:
    always = f"{' and '.join(FORMATS)} need nothing but argmap"
    if engine == "wasm":
        raise DrawingError(
            f"the engine `wasm` cannot draw {format!r}",
            help=f"leave the engine to argmap; {always}",
        )
    try:
        return render_dot(dot, format, time_limit=time_limit)
    except EngineError as error:
        raise EngineError(
            f"{format!r} cannot be drawn: {error.what}",
            help=f"{error.help}; {always}" if error.help else always,
        ) from error
