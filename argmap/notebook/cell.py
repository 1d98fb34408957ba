"""What a cell shows whose last line is a map: its picture, with a plain outline beside it."""

from __future__ import annotations

from typing import TYPE_CHECKING

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

    ``include`` and ``exclude`` are MIME types; what argmap cannot make is passed over.

    >>> from argmap.model import ArgumentMap
    >>> sorted(mimebundle(ArgumentMap(title="Buses"), include=["text/plain"]))
    ['text/plain']
    """
    wanted = set(include or (OUTLINE, PICTURE, PAGE)) - set(exclude or ())
    from argmap.drawing import to_outline  # noqa: PLC0415 -- only what shows a map draws it

    outline = to_outline(map)
    shown = {OUTLINE: outline} if OUTLINE in wanted else {}
    if not wanted & {PICTURE, PAGE}:
        return shown
    picture = _drawn(map)
    if PICTURE in wanted:
        shown[PICTURE] = picture
    if PAGE in wanted:
        shown[PAGE] = f'<div class="argmap-cell">{picture}</div>'
    return shown


def _drawn(map: ArgumentMap) -> str:
    """Draw the map light or dark as the reader's system is, on a ground of its own."""
    from argmap.drawing import AUTO, draw  # noqa: PLC0415 -- as above

    return draw(map, theme=AUTO)
