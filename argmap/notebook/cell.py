"""What a cell shows whose last line is a map: its picture, with a plain outline next to it."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection

    from argmap.model import ArgumentMap

OUTLINE = "text/plain"
PICTURE = "image/svg+xml"
PAGE = "text/html"
PDF = "application/pdf"

_has_pdf = False


def pdf_in_notebooks(wanted: bool | None = None) -> bool:  # noqa: FBT001 -- a setting
    """Return whether cells hold the PDF of a map as well; ``wanted`` is what counts from then on.

    With it, `jupyter nbconvert --to latex` and ``--to pdf`` need no Inkscape: they take the PDF and
    leave the SVG alone. It adds some 50 kB to each cell that shows a map, so it is off at first.

    >>> before = pdf_in_notebooks(True)
    >>> pdf_in_notebooks(before)
    True
    """
    global _has_pdf  # noqa: PLW0603 -- one setting for the notebook, as file_size_limit has it
    before = _has_pdf
    if wanted is not None:
        _has_pdf = wanted
    return before


def mimebundle(
    map: ArgumentMap,
    include: Collection[str] | None = None,
    exclude: Collection[str] | None = None,
) -> dict[str, str]:
    """Return what a notebook may show of a map, by MIME type, made only where it is asked for.

    ``include`` and ``exclude`` are MIME types; what argmap cannot make is ignored.

    >>> from argmap.model import ArgumentMap
    >>> sorted(mimebundle(ArgumentMap(title="Buses"), include=["text/plain"]))
    ['text/plain']
    """
    usual = (OUTLINE, PICTURE, PAGE, PDF) if _has_pdf else (OUTLINE, PICTURE, PAGE)
    wanted = set(include or usual) - set(exclude or ())
    from argmap.drawing import to_outline  # noqa: PLC0415 -- only what shows a map draws it

    outline = to_outline(map)
    shown = {OUTLINE: outline} if OUTLINE in wanted else {}
    if PDF in wanted:
        shown[PDF] = _as_pdf(map)
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

    return str(draw(map, theme=AUTO))


def _as_pdf(map: ArgumentMap) -> str:
    from base64 import b64encode  # noqa: PLC0415 -- as above

    from argmap.drawing import render  # noqa: PLC0415 -- as above

    return b64encode(render(map, format="pdf")).decode()
