"""Diagnostics one to a line, for editors and for searching."""

from __future__ import annotations

from typing import TYPE_CHECKING

from argmap.controls import as_line, visible
from argmap.report.colour import SEVERITIES, Paint

if TYPE_CHECKING:
    from collections.abc import Sequence

    from argmap.report.located import Located


def concise(found: Sequence[Located], *, colour: bool = False) -> str:
    """Return each diagnostic as ``path:line:column: CODE [*] message``.

    A map without a file has no lines and columns; its route in words is there.
    """
    paint = Paint(is_on=colour)
    return "".join(f"{_line(located, paint)}\n" for located in found)


def _line(located: Located, paint: Paint) -> str:
    diagnostic = located.diagnostic
    place = located.in_map
    where = f"{located.name}:{place.start}" if place else f"{located.name}: {located.about}"
    code = paint(diagnostic.code, SEVERITIES[diagnostic.severity])
    mark = " [*]" if diagnostic.is_fixable else ""
    return f"{as_line(where)}: {code}{mark} {visible(diagnostic.message)}"
