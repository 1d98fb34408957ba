"""A map as a picture, in the format that is asked for."""

from __future__ import annotations

import re
import warnings
from math import log
from pathlib import Path
from typing import TYPE_CHECKING, Literal, TypedDict, Unpack, cast, get_args

from argmap.drawing.arranging import arrange
from argmap.drawing.breakage import find_broken
from argmap.drawing.cards import is_right_to_left
from argmap.drawing.composing.packing import PROPORTION
from argmap.drawing.folding import fold, part_of
from argmap.drawing.linking import find_links
from argmap.drawing.painting import paint
from argmap.drawing.picture import BytesPicture, TextPicture
from argmap.drawing.plane import Direction
from argmap.drawing.showing import OnCards, find_showing
from argmap.drawing.svg import to_svg
from argmap.drawing.theme import AUTO, DARK, LIGHT, PRINT, colour_pairs, find_theme
from argmap.errors import DrawingError, DrawingWarning, EngineError, FormatError, UsageError
from argmap.graph import Graph
from argmap.writing import write_file

if TYPE_CHECKING:
    import os
    from collections.abc import Callable, Container, Iterable, Mapping, Sequence

    from argmap.drawing.plane import Flow, Way
    from argmap.drawing.scene import Scene
    from argmap.drawing.theme import Theme
    from argmap.model import ArgumentMap

FORMATS = ("svg", "png", "pdf", "dot")
"""The formats that need only argmap."""
_PAGE = "html"
_PICTURES = ("svg", "png", "pdf")
_OWN = (*_PICTURES, _PAGE)
Renderer = Literal["argmap", "graphviz"]
RENDERERS: tuple[Renderer, ...] = get_args(Renderer)
"""Who places the cards and draws the lines."""
DIRECTIONS: tuple[Direction, ...] = get_args(Direction)
"""Where reasons can lie, seen from their claim."""
# A picture that is wider, compared with its height, even if it wraps, had better run down.
_WIDEST = 3.0
_TURNING = 1.25


class Sizes(TypedDict, total=False):
    """How large a picture is to be.

    ``width`` is in pixels; ``aspect`` is width to height, such as ``16:9``; ``paper`` is the name
    of a sheet, upright or on its side, whichever shows the map larger.
    """

    width: float | None
    aspect: str | None
    paper: str | None


class Options(OnCards, Sizes, total=False):
    """What a picture may be asked for besides what is shown of the map, and how."""


def make_scene(
    map: ArgumentMap,
    *,
    theme: Theme | str = "light",
    direction: Direction = "auto",
    depth: int | None = None,
    focus: str | None = None,
    collapse: Sequence[str] = (),
    links: Mapping[str, str] | str | None = None,
    only: Container[str] | None = None,
    is_stacked: bool = False,
    is_whole: bool = False,
    width: float | None = None,
    aspect: str | None = None,
    paper: str | None = None,
    **showing: Unpack[OnCards],
) -> Scene:
    """Return the scene of a map: every shape and word of its picture; see :func:`draw`.

    ``only`` are the ids of the statements to draw, numbered as in the whole map. ``is_stacked``
    puts everything in one column, for those who scroll. ``is_whole`` shows texts whole, however
    long, for those who cannot ask for the rest.
    """
    dark = colour_pairs(LIGHT, DARK) if theme == AUTO else ()
    theme = find_theme(theme)
    if direction not in DIRECTIONS:
        raise UsageError(
            f"unknown direction {direction!r}", help=f"choose from {', '.join(DIRECTIONS)}"
        )
    whole = Graph(map)
    if only is None:
        graph, folded = fold(whole, depth=depth, focus=focus, collapse=collapse)
    else:
        graph, folded = Graph(part_of(map, only)), {}
    hrefs = find_links(map, links)
    shown = find_showing(whole, graph, theme, **showing)
    if shown.sides:
        # What lines say is then said by their dashes and heads alone.
        theme = theme._replace(line_colour=theme.grey)
    may_turn = direction == "auto"
    way = _way(direction, graph)
    broken = find_broken(graph)

    def drawn(proportion: float = PROPORTION, flow: Flow | None = None) -> Scene:
        arrangement = arrange(
            graph,
            theme,
            flow or ("down" if way == "down" else "right"),
            folded=folded,
            broken=broken,
            showing=shown._replace(is_whole=is_whole or theme.name == PRINT.name),
            is_stacked=is_stacked,
        )
        composition = arrangement.composed(proportion, may_bend=may_turn and flow is None)
        if way == "left":
            composition = composition.mirrored()
        return paint(graph, composition, theme, hrefs)._replace(dark=dark)

    sizes: Sizes = {"width": width, "aspect": aspect, "paper": paper}
    if any(size is not None for size in sizes.values()):
        return _fitted(drawn, sizes, theme, may_turn=may_turn)
    scene = drawn()
    if may_turn and scene.width > _WIDEST * scene.height:
        return min(scene, drawn(flow="down"), key=_disproportion)
    return scene


def _fitted(
    drawn: Callable[[float, Flow | None], Scene], sizes: Sizes, theme: Theme, *, may_turn: bool
) -> Scene:
    """Return the scene that fits some sizes best, running down if that shows it much larger."""
    from argmap.drawing.sizing import find_target, fit  # noqa: PLC0415 -- seldom asked for

    def fitting(proportion: float) -> Scene:
        scene = drawn(proportion, None)
        if not may_turn:
            return scene
        turned = drawn(proportion, "down")
        # Reading on to the right is the usual way, so that turning must be worth it.
        is_larger = _TURNING * _smallness(turned, proportion) < _smallness(scene, proportion)
        return turned if is_larger else scene

    target = find_target(**sizes)
    return drawn(PROPORTION, None) if target is None else fit(fitting, target, theme)


def _is_right_to_left(graph: Graph) -> bool:
    """Tell whether most statements are written from right to left."""
    statements = graph.statements.values()
    return 2 * sum(is_right_to_left(one.wording) for one in statements) > len(statements)


def _smallness(scene: Scene, proportion: float) -> float:
    """Return how much a scene must shrink to fit a frame of some proportion, up to a factor."""
    return max(scene.width / proportion, scene.height)


def _disproportion(scene: Scene) -> float:
    """Return how far the proportions of a scene are from those of a page."""
    return abs(log(scene.width / scene.height / PROPORTION))


def draw(
    map: ArgumentMap,
    *,
    theme: Theme | str = "light",
    direction: Direction = "auto",
    depth: int | None = None,
    focus: str | None = None,
    collapse: Sequence[str] = (),
    links: Mapping[str, str] | str | None = None,
    prefix: str | None = None,
    **options: Unpack[Options],
) -> TextPicture:
    """Return the picture of a map as the text of an SVG file, which a notebook shows.

    ``theme`` is a theme, the name of one (see :data:`THEMES`) or of a TOML file, or ``auto`` for a
    picture that follows the light or dark setting of its reader. ``direction`` is the side of a
    claim on which its reasons are: ``right``, ``down``, ``left``, or with ``auto`` whichever suits
    the map, which is left where most of it is written so, and else right. With ``auto`` a long
    chain wraps, and what is high has reasons on both sides of the claim; what would still be more
    than three times as wide as high runs down. ``depth``, ``focus`` and ``collapse`` say what is
    shown, as :func:`argmap.drawing.folding.fold` has it: a map of more than 150 statements is
    folded, with a DrawingWarning, unless ``depth`` is 0. ``links`` are addresses that cards link
    to, by id, or a template such as ``{url}#:~:text={text}``, see
    :func:`argmap.drawing.linking.find_links`. ``prefix`` begins every id of the SVG; left out, it
    is made of the picture, so that several pictures can share a page. ``values``, ``places``,
    ``numbers`` and ``colour`` say what else cards show, ``width``, ``aspect`` and ``paper`` how
    large the picture is: see :class:`argmap.drawing.showing.OnCards` and
    :class:`argmap.drawing.rendering.Sizes`. The same map gives the same text on every machine.
    Raises UsageError for a name that does not exist.

    >>> from argmap.model import ArgumentMap
    >>> m = ArgumentMap(title="Buses")
    >>> _ = m.claim("Buses help", id="help")
    >>> draw(m).startswith("<svg xmlns=")
    True
    """
    scene = make_scene(
        map,
        theme=theme,
        direction=direction,
        depth=depth,
        focus=focus,
        collapse=collapse,
        links=links,
        **options,
    )
    return TextPicture(to_svg(scene, prefix=prefix), title=map.title)


def render(
    map: ArgumentMap,
    path: str | os.PathLike[str] | None = None,
    *,
    format: str | None = None,
    theme: Theme | str | None = None,
    direction: Direction = "auto",
    depth: int | None = None,
    focus: str | None = None,
    collapse: Sequence[str] = (),
    links: Mapping[str, str] | str | None = None,
    scale: float = 1.0,
    renderer: Renderer | None = None,
    time_limit: float = 30.0,
    **options: Unpack[Options],
) -> BytesPicture:
    """Return the picture of a map in some format, and write it to ``path`` if that is given.

    The picture is the bytes of its file, and a notebook shows it.

    ``format`` is ``svg``, ``png``, ``pdf``, ``dot`` or ``html``, or any format that the ``dot``
    program of the machine supports; left out, it follows the suffix of ``path``, and without a
    ``path`` it is ``svg``. ``theme`` is ``light`` if it is left out, and for HTML ``auto``.
    ``scale`` is that of a PNG: its pixels to each one of the SVG. ``renderer`` is ``argmap``, or
    ``graphviz`` for the diagram that Graphviz draws, see :func:`argmap.to_graphviz`; if it is left
    out, Graphviz draws only the formats that argmap does not, with a DrawingWarning. ``time_limit``
    is how many seconds Graphviz may take. The other options are those of :func:`draw`; DOT is
    folded only if they ask for it, and HTML, see :func:`argmap.webpage.page_html`, takes none that
    says what is shown. The file is written whole or not at all. Raises FormatError if there is no
    format, DrawingError if it cannot be made here, EngineError if Graphviz is missing or takes too
    long, UsageError for a name that does not
    exist, and OutputError if the file cannot be written.

    >>> from argmap.model import ArgumentMap
    >>> m = ArgumentMap()
    >>> _ = m.claim("Buses help", id="help")
    >>> render(m, format="dot")[:16]
    b'digraph argmap {'
    """
    format = _chosen(format, path)
    shown: _Shown = {"depth": depth, "focus": focus, "collapse": collapse, "links": links}
    _refuse_what_none_draws(renderer, format)
    if format == _PAGE:
        if direction not in ("auto", "right") or any(shown.values()):
            raise UsageError(
                "an HTML page always shows the whole map, and readers fold it",
                help="omit the options for how much is shown, where, and with which links",
            )
        from argmap.webpage import page_html  # noqa: PLC0415 -- a floor above: see the contract

        showing = _without_sizes(options, "a page is as large as its window")
        picture = page_html(map, theme=theme or AUTO, **showing).encode()
    elif format in _PICTURES:
        theme = theme or LIGHT
        if renderer == "graphviz":
            from argmap.drawing.diagram import make_diagram_scene  # noqa: PLC0415 -- as above

            scene = make_diagram_scene(
                map,
                theme=theme,
                direction=_way(direction, Graph(map)),
                time_limit=time_limit,
                **shown,
                **options,
            )
        else:
            # Nobody can ask a PNG or PDF for the rest of a text.
            whole = format != "svg"
            scene = make_scene(
                map, theme=theme, direction=direction, is_whole=whole, **shown, **options
            )
        picture = _written(scene, format, scale)
    else:
        from argmap.drawing.diagram import to_dot  # noqa: PLC0415 -- as above

        showing = _without_sizes(options, f"Graphviz decides the size of {format!r}")
        if format == "dot":
            shown["depth"] = depth or 0
        way = _way(direction, Graph(map))
        dot = to_dot(map, theme=theme or LIGHT, direction=way, **shown, **showing)
        picture = dot.encode() if format == "dot" else _by_program(dot, format, time_limit)
        if format != "dot" and renderer is None:
            warnings.warn(
                f"{format!r} was drawn by Graphviz; argmap draws {_listed(_OWN)}",
                DrawingWarning,
                stacklevel=2,
            )
    if path is not None:
        write_file(path, picture, is_remade=True)
    return BytesPicture(picture, format, map.title)


def _way(direction: Direction, graph: Graph) -> Way:
    """Return where reasons lie; if nothing is asked for, that is as most of the map is written."""
    if direction != "auto":
        return direction
    return "left" if _is_right_to_left(graph) else "right"


def _without_sizes(options: Options, problem: str) -> OnCards:
    """Return what cards show; raise UsageError for a size that cannot be read."""
    if sizes := [name for name in Sizes.__annotations__ if options.get(name) is not None]:
        raise UsageError(problem, help=f"omit {', '.join(sizes)}")
    shown = OnCards.__annotations__
    return cast("OnCards", {name: value for name, value in options.items() if name in shown})


class _Shown(TypedDict):
    depth: int | None
    focus: str | None
    collapse: Sequence[str]
    links: Mapping[str, str] | str | None


def _written(scene: Scene, format: str, scale: float) -> bytes:
    # Each of these brings a library of its own, which only its format pays for.
    if format == "png":
        from argmap.drawing.png import to_png  # noqa: PLC0415

        return to_png(scene, scale=scale)
    if format == "pdf":
        from argmap.drawing.pdf import to_pdf  # noqa: PLC0415

        return to_pdf(scene)
    return to_svg(scene).encode()


def _chosen(format: str | None, path: str | os.PathLike[str] | None) -> str:
    suffix = "svg" if path is None else Path(path).suffix.removeprefix(".")
    chosen = (format or suffix).lower()
    if not chosen:
        raise FormatError(
            "no output format: give a format or a file extension",
            where=str(path),
            help=f"choose from {', '.join((*FORMATS, _PAGE))}",
        )
    if not re.fullmatch("[a-z0-9_.:+-]+", chosen):
        raise FormatError(f"unknown format {chosen!r}", help=f"choose from {', '.join(FORMATS)}")
    return chosen


def _refuse_what_none_draws(renderer: Renderer | None, format: str) -> None:
    if renderer not in (None, *RENDERERS):
        raise UsageError(f"unknown renderer {renderer!r}", help=f"choose from {_listed(RENDERERS)}")
    if renderer == "graphviz" and format == _PAGE:
        raise UsageError(
            "Graphviz does not draw pages", help="omit the renderer, or draw SVG, PNG or PDF"
        )
    if renderer == "argmap" and format not in (*_OWN, "dot"):
        raise DrawingError(
            f"argmap does not draw {format!r}",
            help=f"choose from {_listed(_OWN)}, or let Graphviz draw it: `--renderer graphviz`",
        )


def _listed(names: Iterable[str]) -> str:
    return ", ".join(names)


def _by_program(dot: str, format: str, time_limit: float) -> bytes:
    from argmap.drawing.engines import render_dot  # noqa: PLC0415 -- only for foreign formats

    always = f"{', '.join((*FORMATS, _PAGE))} need only argmap"
    try:
        return render_dot(dot, format, time_limit=time_limit)
    except EngineError as error:
        if known := re.search(r"not recognized\. Use one of: (.+)", error.what):
            raise DrawingError(
                f"`dot` does not support format {format!r}",
                help=f"it supports {known[1].strip()}; {always}",
            ) from error
        raise EngineError(
            f"{format!r} cannot be drawn: {error.what}",
            help=f"{error.help}; {always}" if error.help else always,
        ) from error
