"""A scene as SVG that looks the same everywhere and can be read aloud.

Every colour and size is a presentation attribute: no ``style`` attribute, no marker, no script, so
that the picture survives every viewer, converter and content policy. Only a picture that follows
its reader into the dark has a style sheet, which says which colour becomes which. The same scene
gives the same bytes. Format: https://www.w3.org/TR/SVG2/.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from argmap.controls import without_controls
from argmap.drawing.scene import Circle, Curve, Group, Polygon, Rectangle, Text
from argmap.drawing.theme import FONTS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from argmap.drawing.engines import Point
    from argmap.drawing.scene import Item, Scene

RIGHT_TO_LEFT = ' direction="rtl" unicode-bidi="embed"'
"""What a text has that begins at the right."""
_MARKUP = {"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "\r": "&#13;"}
# Markup, and all that without_controls looks for.
_TO_ESCAPE = re.compile('[&<>"\x00-\x1f\ud800-\udfff\ufffe\uffff]')


def to_svg(scene: Scene, *, prefix: str = "argmap") -> str:
    """Return a scene as the text of an SVG file.

    ``prefix`` begins every id, so that several pictures can share a page. Characters that XML
    cannot hold are shown as their control pictures, such as ``␀``, or as U+FFFD.

    >>> from argmap.drawing.scene import Scene
    >>> print(to_svg(Scene(10, 20, "#ffffff", "Nothing", "An empty map.")))
    <svg xmlns="http://www.w3.org/2000/svg" width="10" height="20" viewBox="0 0 10 20" \
role="group" aria-labelledby="argmap-title argmap-description">
    <title id="argmap-title">Nothing</title>
    <desc id="argmap-description">An empty map.</desc>
    <rect width="10" height="20" fill="#ffffff"/>
    </svg>
    <BLANKLINE>
    """
    width, height = _number(scene.width), _number(scene.height)
    prefix = _escaped(prefix)
    size = f'width="{width}" height="{height}"'
    box = f'viewBox="0 0 {width} {height}"'
    name = f'aria-labelledby="{prefix}-title {prefix}-description"'
    own = f' id="{prefix}-picture"' if scene.dark else ""
    lines = [
        f'<svg xmlns="http://www.w3.org/2000/svg"{own} {size} {box} role="group" {name}>',
        f'<title id="{prefix}-title">{_escaped(scene.title)}</title>',
        f'<desc id="{prefix}-description">{_escaped(scene.description)}</desc>',
        *_darkened(scene.dark, prefix),
        f'<rect {size} fill="{scene.ground}"/>',
    ]
    for item in scene.items:
        lines += _written(item, prefix)
    return "\n".join((*lines, "</svg>", ""))


def _darkened(pairs: tuple[tuple[str, str], ...], prefix: str) -> Iterator[str]:
    """Yield the style sheet that replaces colours on screens whose readers want them dark."""
    if pairs:
        yield "<style>@media screen and (prefers-color-scheme: dark) {"
        for light, dark in pairs:
            for name in ("fill", "stroke"):
                yield f'#{prefix}-picture [{name}="{light}"] {{ {name}: {dark} }}'
        yield "}</style>"


def _written(item: Item, prefix: str) -> Iterator[str]:
    match item:
        case Group():
            yield from _group(item, prefix)
        case Rectangle():
            yield (
                f'<rect x="{_number(item.x)}" y="{_number(item.y)}"'
                f' width="{_number(item.width)}" height="{_number(item.height)}"'
                f'{_optional("rx", item.radius)} fill="{item.fill}"'
                f"{_stroked(item.stroke, item.stroke_width)}{_dashed(item.dashes)}/>"
            )
        case Curve():
            cap = ' stroke-linecap="round"' if item.is_round else ""
            yield (
                f'<path d="{_path(item.points)}" fill="none"'
                f"{_stroked(item.stroke, item.stroke_width)}{_dashed(item.dashes)}{cap}/>"
            )
        case Polygon():
            points = " ".join(_pair(point) for point in item.points)
            yield f'<polygon points="{points}" fill="{item.fill}"/>'
        case Circle():
            yield (
                f'<circle cx="{_number(item.x)}" cy="{_number(item.y)}"'
                f' r="{_number(item.radius)}" fill="{item.fill}"'
                f"{_stroked(item.stroke, item.stroke_width)}/>"
            )
        case Text():
            yield _text(item)


def _group(group: Group, prefix: str) -> Iterator[str]:
    attributes = "" if group.id is None else f' id="{prefix}-{_escaped(group.id)}"'
    if group.role == "statement":
        attributes += ' role="img"'
    elif group.role in ("links", "legend"):
        # What a link says stands with its statement; the legend only serves those who see it.
        attributes += ' aria-hidden="true"'
    for name, value in group.data:
        attributes += f' data-{name}="{_escaped(value)}"'
    if group.href is not None:
        yield f'<a href="{_escaped(group.href)}">'
    yield f"<g{attributes}>"
    if group.title is not None:
        yield f"<title>{_escaped(group.title)}</title>"
    for item in group.items:
        yield from _written(item, prefix)
    yield "</g>" if group.href is None else "</g></a>"


def _text(text: Text) -> str:
    weight = ' font-weight="bold"' if text.is_bold else ""
    direction = RIGHT_TO_LEFT if text.is_right_to_left else ""
    return (
        f'<text x="{_number(text.x)}" y="{_number(text.y)}" font-family="{_escaped(FONTS)}"'
        f' font-size="{_number(text.size)}"{weight}{direction}'
        f' fill="{text.fill}">{_escaped(text.text)}</text>'
    )


def _path(points: tuple[Point, ...]) -> str:
    pieces = [f"M{_pair(points[0])}"]
    for place in range(1, len(points), 3):
        start, first, second, end = points[place - 1 : place + 3]
        if _is_straight(start, first, second, end):
            pieces.append(f"L{_pair(end)}")
        else:
            pieces.append(f"C{_pair(first)} {_pair(second)} {_pair(end)}")
    return " ".join(pieces)


def _is_straight(start: Point, first: Point, second: Point, end: Point) -> bool:
    return start.y == first.y == second.y == end.y or start.x == first.x == second.x == end.x


def _pair(point: Point) -> str:
    return f"{_number(point.x)},{_number(point.y)}"


def _number(value: float) -> str:
    """Write a number with at most two decimals, and never as ``-0``."""
    if value == (whole := int(value)):
        return str(whole)
    text = f"{value:.2f}".rstrip("0").rstrip(".")
    return "0" if text == "-0" else text


def _optional(name: str, value: float) -> str:
    return f' {name}="{_number(value)}"' if value else ""


def _stroked(stroke: str | None, width: float) -> str:
    return "" if stroke is None else f' stroke="{stroke}" stroke-width="{_number(width)}"'


def _dashed(dashes: tuple[float, ...]) -> str:
    return f' stroke-dasharray="{" ".join(map(_number, dashes))}"' if dashes else ""


def _escaped(text: str) -> str:
    if not _TO_ESCAPE.search(text):
        return text
    return re.sub('[&<>"\r]', lambda match: _MARKUP[match[0]], without_controls(text))
