"""What a notebook shows for a map: its picture, with a plain outline beside it."""

from __future__ import annotations

import hashlib
from html import escape
from typing import TYPE_CHECKING

from argmap.errors import DrawingError

if TYPE_CHECKING:
    from collections.abc import Collection

    from argmap.model import ArgumentMap

OUTLINE = "text/plain"
PICTURE = "image/svg+xml"
PAGE = "text/html"


def mimebundle(
    map: ArgumentMap,
    include: Collection[str] | None = None,
    exclude: Collection[str] | None = None,
) -> dict[str, str]:
    """Return what a notebook may show of a map, by MIME type, made only where it is asked for.

    The plain outline is always there. Where no engine works, the HTML says so above the outline
    and there is no picture: a cell never fails because of its display.
    """
    wanted = set(include or (OUTLINE, PICTURE, PAGE)) - set(exclude or ())
    from argmap.drawing import draw, to_outline  # noqa: PLC0415 -- only what shows a map draws it

    outline = to_outline(map)
    shown = {OUTLINE: outline} if OUTLINE in wanted else {}
    if not wanted & {PICTURE, PAGE}:
        return shown
    try:
        picture = draw(map)
    except DrawingError as error:
        if PAGE in wanted:
            shown[PAGE] = _without_picture(outline, error)
        return shown
    if PICTURE in wanted:
        shown[PICTURE] = picture
    if PAGE in wanted:
        shown[PAGE] = _framed(picture)
    return shown


def _framed(picture: str) -> str:
    """Return the picture for a page that may hold other maps: its ids carry a digest."""
    name = hashlib.sha256(picture.encode()).hexdigest()[:8]
    return f'<div class="argmap-{name}">{picture}</div>'


def _without_picture(outline: str, error: DrawingError) -> str:
    advice = f" {escape(error.help)}" if error.help else ""
    return (
        f"<p><strong>argmap could not draw this map:</strong> {escape(str(error))}.{advice}</p>"
        f"<pre>{escape(outline)}</pre>"
    )
