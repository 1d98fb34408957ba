"""A scene as SVG that looks the same everywhere and can be read aloud.

Every colour and size is a presentation attribute: no ``style`` attribute, no marker, no script, so
that the picture survives every viewer, converter and content policy. Only a picture that follows
its reader into the dark has a style sheet, which says which colour becomes which. The same scene
gives the same bytes. Format: https://www.w3.org/TR/SVG2/.
"""

from __future__ import annotations

from typing import TYPE_CHECKING
from zlib import crc32

from argmap.controls import without_controls
from argmap.drawing.scene import Circle, Curve, Group, Polygon, Rectangle, Text
from argmap.drawing.theme import FONTS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from argmap.drawing.plane import Point
    from argmap.drawing.scene import Item, Scene

RIGHT_TO_LEFT = ' direction="rtl" unicode-bidi="embed"'
"""What a text has that begins at the right."""
_STAND_IN = "\0"
_MARKUP = (("&", "&amp;"), ("<", "&lt;"), (">", "&gt;"), ('"', "&quot;"))


def to_svg(scene: Scene, *, prefix: str | None = None) -> str:
    """Return a scene as the text of an SVG file.

    ``prefix`` begins every id; left out, it is a checksum of the picture, so that several pictures
    can share a page. Characters that XML
    cannot hold are shown as their control pictures, such as ``␀``, or as U+FFFD.

    >>> from argmap.drawing.scene import Scene
    >>> print(to_svg(Scene(10, 20, "#ffffff", "Nothing", "An empty map."), prefix="argmap"))
    <svg xmlns="http://www.w3.org/2000/svg" width="10" height="20" viewBox="0 0 10 20" \
role="group" aria-labelledby="argmap-title argmap-description">
    <title id="argmap-title">Nothing</title>
    <desc id="argmap-description">An empty map.</desc>
    <rect width="10" height="20" fill="#ffffff"/>
    </svg>
    <BLANKLINE>
    """
    if prefix is not None:
        return _Writer(_escaped(prefix)).picture(scene)
    # No text has this character, since XML cannot hold it.
    picture = _Writer(_STAND_IN).picture(scene)
    return picture.replace(_STAND_IN, f"argmap-{crc32(picture.encode()):08x}")


class _Numbers(dict[float, str]):
    """Numbers as they are written: at most two decimals, and never ``-0``."""

    def __missing__(self, value: float) -> str:
        if value == (whole := int(value)):
            text = str(whole)
        else:
            text = f"{value:.2f}".rstrip("0").rstrip(".")
        text = self[value] = "0" if text == "-0" else text
        return text


class _Writer:
    def __init__(self, prefix: str) -> None:
        self.prefix = prefix
        self.lines: list[str] = []
        # Most places and sizes occur many times.
        self.numbers = _Numbers()

    def picture(self, scene: Scene) -> str:
        n, prefix = self.numbers, self.prefix
        area = f'width="{n[scene.width]}" height="{n[scene.height]}"'
        corner = f"{n[-scene.left]} {n[-scene.top]}"
        box = f'viewBox="{corner} {n[scene.width]} {n[scene.height]}"'
        size, place = area, ""
        if scene.scale != 1:
            size = (
                f'width="{n[scene.width * scene.scale]}" height="{n[scene.height * scene.scale]}"'
            )
        if scene.left or scene.top:
            place = f' x="{n[-scene.left]}" y="{n[-scene.top]}"'
        name = f'aria-labelledby="{prefix}-title {prefix}-description"'
        own = f' id="{prefix}-picture"' if scene.dark else ""
        self.lines = [
            f'<svg xmlns="http://www.w3.org/2000/svg"{own} {size} {box} role="group" {name}>',
            f'<title id="{prefix}-title">{_escaped(scene.title)}</title>',
            f'<desc id="{prefix}-description">{_escaped(scene.description)}</desc>',
            *_darkened(scene.dark, prefix),
            f'<rect{place} {area} fill="{scene.ground}"/>',
        ]
        for item in scene.items:
            self.write(item)
        return "\n".join((*self.lines, "</svg>", ""))

    def write(self, item: Item) -> None:
        n = self.numbers
        match item:
            case Group():
                self.group(item)
            case Text():
                self.lines.append(self.text(item))
            case Rectangle():
                radius = f' rx="{n[item.radius]}"' if item.radius else ""
                self.lines.append(
                    f'<rect x="{n[item.x]}" y="{n[item.y]}"'
                    f' width="{n[item.width]}" height="{n[item.height]}"{radius}'
                    f' fill="{item.fill}"{self.stroke(item)}{self.dashes(item)}/>'
                )
            case Curve():
                cap = ' stroke-linecap="round"' if item.is_round else ""
                self.lines.append(
                    f'<path d="{self.path(item.points)}" fill="none"'
                    f"{self.stroke(item)}{self.dashes(item)}{cap}/>"
                )
            case Polygon():
                points = " ".join([f"{n[x]},{n[y]}" for x, y in item.points])
                self.lines.append(f'<polygon points="{points}" fill="{item.fill}"/>')
            case Circle():
                self.lines.append(
                    f'<circle cx="{n[item.x]}" cy="{n[item.y]}"'
                    f' r="{n[item.radius]}" fill="{item.fill}"{self.stroke(item)}/>'
                )

    def group(self, group: Group) -> None:
        attributes = "" if group.id is None else f' id="{self.prefix}-{_escaped(group.id)}"'
        if group.role == "statement":
            attributes += ' role="img"'
        elif group.role in ("links", "legend"):
            # What a link says is with its statement; the legend only serves those who see it.
            attributes += ' aria-hidden="true"'
        if group.language is not None:
            attributes += f' xml:lang="{_escaped(group.language)}"'
        for name, value in group.data:
            attributes += f' data-{name}="{_escaped(value)}"'
        link = "" if group.href is None else f'<a href="{_escaped(group.href)}">\n'
        self.lines.append(f"{link}<g{attributes}>")
        if group.title is not None:
            self.lines.append(f"<title>{_escaped(group.title)}</title>")
        for item in group.items:
            self.write(item)
        self.lines.append("</g></a>" if link else "</g>")

    def text(self, text: Text) -> str:
        n = self.numbers
        weight = ' font-weight="bold"' if text.is_bold else ""
        direction = RIGHT_TO_LEFT if text.is_right_to_left else ""
        return (
            f'<text x="{n[text.x]}" y="{n[text.y]}" font-family="{_FONTS}"'
            f' font-size="{n[text.size]}"{weight}{direction}'
            f' fill="{text.fill}">{_escaped(text.text)}</text>'
        )

    def path(self, points: tuple[Point, ...]) -> str:
        n = self.numbers
        pieces = [f"M{n[points[0].x]},{n[points[0].y]}"]
        for place in range(1, len(points), 3):
            (a, b), (c, d), (e, f), (g, h) = points[place - 1 : place + 3]
            if b == d == f == h or a == c == e == g:
                pieces.append(f"L{n[g]},{n[h]}")
            else:
                pieces.append(f"C{n[c]},{n[d]} {n[e]},{n[f]} {n[g]},{n[h]}")
        return " ".join(pieces)

    def stroke(self, item: Rectangle | Curve | Circle) -> str:
        if item.stroke is None:
            return ""
        return f' stroke="{item.stroke}" stroke-width="{self.numbers[item.stroke_width]}"'

    def dashes(self, item: Rectangle | Curve) -> str:
        if not item.dashes:
            return ""
        return f' stroke-dasharray="{" ".join([self.numbers[each] for each in item.dashes])}"'


def _darkened(pairs: tuple[tuple[str, str], ...], prefix: str) -> Iterator[str]:
    """Yield the style sheet that replaces colours on screens whose readers want them dark."""
    if pairs:
        yield "<style>@media screen and (prefers-color-scheme: dark) {"
        for light, dark in pairs:
            for name in ("fill", "stroke"):
                yield f'#{prefix}-picture [{name}="{light}"] {{ {name}: {dark} }}'
        yield "}</style>"


def _escaped(text: str) -> str:
    for sign, name in _MARKUP:
        if sign in text:
            text = text.replace(sign, name)
    return text if text.isprintable() else without_controls(text).replace("\r", "&#13;")


_FONTS = _escaped(FONTS)
