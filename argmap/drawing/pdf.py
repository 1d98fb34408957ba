"""A scene as PDF: vectors at any size, text that can be selected and searched, fonts inside.

The same scene gives the same bytes. A pixel of the SVG is three quarters of a point, as in CSS.
"""

from __future__ import annotations

from functools import cache
from io import BytesIO
from typing import TYPE_CHECKING, Any

from argmap.controls import without_controls
from argmap.drawing.lettering.bidi import in_visual_order
from argmap.drawing.lettering.missing import warn_of
from argmap.drawing.lettering.typefaces import find_typefaces
from argmap.drawing.scene import Circle, Curve, Group, Polygon, Rectangle, Text

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from argmap.drawing.lettering.typefaces import Typeface, Typefaces
    from argmap.drawing.scene import Item, Scene

_POINTS = 0.75
# Longer sides are beyond what PDF viewers show (ISO 32000-1, annex C: 200 inches).
_LONGEST = 14_400.0


def to_pdf(scene: Scene, *others: Scene) -> bytes:
    """Return scenes as a PDF file, a page for each; the first one names the document.

    A page has the size of its picture; where that is beyond 200 inches, the most that PDF has,
    the picture is drawn smaller, and zooming in shows it as sharp. Characters that no font
    has are reported by a DrawingWarning.

    >>> from argmap.drawing.scene import Scene
    >>> to_pdf(Scene(10, 20, "#ffffff", "Nothing", "An empty map."))[:5]
    b'%PDF-'
    """
    from reportlab.pdfgen.canvas import Canvas  # type: ignore[import-untyped]  # noqa: PLC0415 -- only PDF needs it

    from argmap.drawing.pdf_information import Information, check_date  # noqa: PLC0415 -- as above

    check_date()
    pages = (scene, *others)
    texts = (text for page in pages for text in page.texts())
    typefaces = find_typefaces(map(in_visual_order, texts), truetype_only=True)
    warn_of(typefaces.missing)
    file = BytesIO()
    canvas = Canvas(
        file,
        invariant=1,
        pageCompression=1,
        # Else the file names Helvetica, which is not in it.
        initialFontName=_registered(typefaces.regular),
    )
    canvas._doc.info = Information(  # noqa: SLF001 -- there is no other way to leave out an author
        without_controls(scene.title), without_controls(scene.description)
    )
    for page in pages:
        scale = min(_POINTS * page.scale, _LONGEST / max(page.width, page.height))
        canvas.setPageSize((page.width * scale, page.height * scale))
        # From here on y grows downward, as in the scene; text is turned back where it is set.
        canvas.translate(0, page.height * scale)
        canvas.scale(scale, -scale)
        writer = _Writer(canvas, typefaces)
        canvas.translate(page.left, page.top)
        writer.write(Rectangle(-page.left, -page.top, page.width, page.height, page.ground))
        for item in page.items:
            writer.write(item)
        canvas.showPage()
    canvas.save()
    return file.getvalue()


def find_widths(texts: Iterable[str]) -> Callable[[str, float, bool], float]:
    """Return a function that says how wide words are in a PDF, of a size, bold or not.

    ``texts`` are all that will be set, by which fonts are found.

    >>> width = find_widths(["Buses", "الحافلات"])
    >>> width("Buses", 10, False) < width("Buses", 10, True) < 40
    True
    """
    from reportlab.pdfbase.pdfmetrics import stringWidth  # type: ignore[import-untyped]  # noqa: PLC0415 -- only PDF needs it

    typefaces = find_typefaces(map(in_visual_order, texts), truetype_only=True)

    @cache
    def width(text: str, size: float, is_bold: bool) -> float:  # noqa: FBT001 -- as said
        visual = in_visual_order(without_controls(text))
        pieces = typefaces.split(visual, bold=is_bold)
        return float(sum(stringWidth(piece, _registered(font), size) for font, piece in pieces))

    return width


class _Writer:
    def __init__(self, canvas: Any, typefaces: Typefaces) -> None:
        self.canvas = canvas
        self.typefaces = typefaces
        self.names: dict[tuple[str, int], str] = {}

    def _name(self, typeface: Typeface) -> str:
        key = (typeface.path, typeface.number)
        if key not in self.names:
            self.names[key] = _registered(typeface)
        return self.names[key]

    def write(self, item: Item) -> None:  # noqa: C901 -- one case per shape
        match item:
            case Group():
                for each in item.items:
                    self.write(each)
                plate = item.items[0] if item.items else None
                # Within the page there is nothing that a fragment could name.
                if item.href and item.href[0] != "#" and isinstance(plate, Rectangle):
                    right, bottom = plate.x + plate.width, plate.y + plate.height
                    area = (plate.x, bottom, right, plate.y)
                    self.canvas.linkURL(item.href, area, relative=1)
            case Rectangle():
                self._ink(item.fill, item.stroke, item.stroke_width, item.dashes)
                place = (item.x, item.y, item.width, item.height)
                drawn = {"fill": 1, "stroke": int(item.stroke is not None)}
                if item.radius:
                    self.canvas.roundRect(*place, item.radius, **drawn)
                else:
                    self.canvas.rect(*place, **drawn)
            case Curve():
                self._ink(None, item.stroke, item.stroke_width, item.dashes)
                self.canvas.setLineCap(1 if item.is_round else 0)
                path = self.canvas.beginPath()
                path.moveTo(*item.points[0])
                for start in range(1, len(item.points), 3):
                    first, second, end = item.points[start : start + 3]
                    path.curveTo(*first, *second, *end)
                self.canvas.drawPath(path, stroke=1, fill=0)
                self.canvas.setLineCap(0)
            case Polygon():
                self._ink(item.fill, None, 0, ())
                path = self.canvas.beginPath()
                path.moveTo(*item.points[0])
                for point in item.points[1:]:
                    path.lineTo(*point)
                path.close()
                self.canvas.drawPath(path, stroke=0, fill=1)
            case Circle():
                self._ink(item.fill, item.stroke, item.stroke_width, ())
                drawn = {"fill": 1, "stroke": int(item.stroke is not None)}
                self.canvas.circle(item.x, item.y, item.radius, **drawn)
            case Text():
                self._text(item)

    def _ink(
        self, fill: str | None, stroke: str | None, width: float, dashes: tuple[float, ...]
    ) -> None:
        if fill is not None:
            self.canvas.setFillColor(fill)
        if stroke is not None:
            self.canvas.setStrokeColor(stroke)
            self.canvas.setLineWidth(width)
            self.canvas.setDash(list(dashes))

    def _text(self, text: Text) -> None:
        visual = in_visual_order(
            without_controls(text.text), is_right_to_left=text.is_right_to_left
        )
        pieces = [
            (self._name(font), piece)
            for font, piece in self.typefaces.split(visual, bold=text.is_bold)
        ]
        x = text.x
        if text.is_right_to_left:
            x -= sum(self.canvas.stringWidth(piece, name, text.size) for name, piece in pieces)
        self.canvas.saveState()
        self.canvas.translate(x, text.y)
        self.canvas.scale(1, -1)
        line = self.canvas.beginText(0, 0)
        line.setFillColor(text.fill)
        for name, piece in pieces:
            line.setFont(name, text.size)
            line.textOut(piece)
        self.canvas.drawText(line)
        self.canvas.restoreState()


def _registered(typeface: Typeface) -> str:
    """Return the name of a font, which is made known to reportlab when it is first used."""
    from reportlab.pdfbase.pdfmetrics import (  # noqa: PLC0415 -- as above
        getRegisteredFontNames,
        registerFont,
    )
    from reportlab.pdfbase.ttfonts import TTFont  # type: ignore[import-untyped]  # noqa: PLC0415

    name = f"{typeface.path}, {typeface.number}"
    if name not in getRegisteredFontNames():
        registerFont(TTFont(name, typeface.path, subfontIndex=typeface.number))
    return name
