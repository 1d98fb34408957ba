"""A scene as PNG: its SVG, drawn by resvg with the fonts that argmap brings.

The same scene gives the same picture on every machine, with and without fonts.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from argmap.drawing.lettering.missing import warn_of
from argmap.drawing.lettering.typefaces import find_typefaces
from argmap.drawing.svg import RIGHT_TO_LEFT, to_svg
from argmap.errors import DrawingError, UsageError

if TYPE_CHECKING:
    from argmap.drawing.scene import Scene

LONGEST_SIDE = 32_767
"""In pixels: no wider or higher picture is opened by browsers, viewers and office programs."""
MOST_PIXELS = 120_000_000
"""That is half a gigabyte of memory, for whoever looks at it as well."""
_SMALLEST, _LARGEST = 0.5, 16.0
# resvg takes every text for one that runs to the right; the text itself must say otherwise.
_EMBED, _END = "\u202b", "\u202c"
_ANY_RIGHT_TO_LEFT = re.compile(f"{RIGHT_TO_LEFT}([^<>]*)>([^<]*)")


def to_png(scene: Scene, *, scale: float = 1.0) -> bytes:
    r"""Return a scene as a PNG file with ``scale`` pixels to each pixel of the SVG.

    Characters that neither argmap nor the machine has a font for are reported by a DrawingWarning.
    Raises UsageError for a scale below 0.5, at which no text can be read, or above 16, and
    DrawingError for a picture that would be larger than programs open: it is never shrunk.

    >>> from argmap.drawing.scene import Scene
    >>> to_png(Scene(10, 20, "#ffffff", "Nothing", "An empty map."))[:4]
    b'\x89PNG'
    """
    if not _SMALLEST <= scale <= _LARGEST:
        raise UsageError(
            f"scale {scale:g} is out of range",
            help=f"choose from {_SMALLEST:g} to {_LARGEST:g}",
        )
    width, height = (round(side * scene.scale * scale) for side in (scene.width, scene.height))
    if max(width, height) > LONGEST_SIDE or width * height > MOST_PIXELS:
        raise DrawingError(
            f"the PNG would have {width:,} by {height:,} pixels, too large to open",
            help="draw less at a time: `--depth 3`, `--focus` on a statement, `--split question`; "
            "or SVG or PDF, which have no pixels",
        )
    from resvg_py import svg_to_bytes  # noqa: PLC0415 -- only PNG needs it

    typefaces = find_typefaces(scene.texts())
    warn_of(typefaces.missing)
    fonts = (typefaces.regular, typefaces.bold, *typefaces.others)
    svg = to_svg(scene._replace(dark=()))
    return svg_to_bytes(
        svg_string=_ANY_RIGHT_TO_LEFT.sub(_embedded, svg),
        zoom=scale,
        skip_system_fonts=True,
        font_files=[font.path for font in fonts],
        sans_serif_family="Liberation Sans",
    )


def _embedded(match: re.Match[str]) -> str:
    return f' text-anchor="end"{match[1]}>{_EMBED}{match[2]}{_END}'
