"""A map on its way into a document: read, checked, drawn, with its page."""

from __future__ import annotations

import hashlib
import re
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from argmap.access import Access
from argmap.checking import check_as_configured
from argmap.drawing import AUTO, DIRECTIONS, draw
from argmap.errors import MapFileError, UsageError
from argmap.mapfile import parse_map, read_map
from argmap.report import report
from argmap.webpage import page_html

if TYPE_CHECKING:
    import os
    from collections.abc import Mapping

    from argmap.model import ArgumentMap

OPTIONS = ("theme", "direction", "depth", "focus", "width", "numbers")
"""What can be said of the picture of a map, named as for :func:`argmap.draw`."""
_TRUE = ("", "true", "yes", "numbers")


class Embedded:
    """A map that checks, and what a document shows of it.

    ``name`` is a name for its files and ids, which is the same for the same map and picture.
    """

    def __init__(self, map: ArgumentMap, name: str, options: Mapping[str, Any]) -> None:
        self.map = map
        self.name = name
        self._options = options

    @property
    def title(self) -> str:
        """The title of the map."""
        return self.map.title or "Argument map"

    def svg(self, links: str | None = None) -> str:
        """Return the picture, for the middle of an HTML document; ``links`` are as for draw."""
        svg = draw(self.map, prefix=self.name, links=links, **self._options)
        # As wide as it was drawn, or as there is room.
        return svg[svg.index("<svg") :].replace(
            "<svg ", '<svg style="max-width:100%;height:auto" ', 1
        )

    @cached_property
    def page(self) -> str:
        """The page, as the text of a file of its own."""
        return page_html(self.map, diagnostics=[], original="none")


def embed(
    text: str = "",
    *,
    file: str | None = None,
    folder: str | os.PathLike[str] = "",
    project: str | os.PathLike[str] | None = None,
    name: str = "argmap",
    options: Mapping[str, str] | None = None,
) -> Embedded:
    """Return a map that is written in a document, or in a file that the document names.

    ``file`` and the sources of a map that is given as ``text`` are taken from ``folder``. A file is
    read only if it is in the project of that folder, or of ``project``. ``name`` is what messages
    call the text. ``options`` are those of :data:`OPTIONS`, as text. Raises
    MapFileError with every finding if `argmap check` has any, with the configuration of the
    project; OutsideError for a file elsewhere; UsageError for an option that does not exist; and
    what reading a map raises.

    >>> from argmap.errors import MapFileError
    >>> try:
    ...     embed("{questions: [{id: a, text: Why buses, implicit: true}]}")
    ... except MapFileError as error:
    ...     print(error)
    argmap: the map has findings, so it is not drawn (1 finding):
    argmap:1:19: AM302 question 'a' has no answer
    """
    if file is not None and text.strip():
        raise UsageError("give either a map or `file`, not both", where=name)
    if file is None:
        read = parse_map(text, name=name, folder=folder)
    else:
        path = Path(folder) / file
        # A document may come from a stranger, like a map.
        Access.of(project or folder).check(path, named="map")
        read = read_map(path)
    if found := check_as_configured(read, folder if file is None else None):
        count = f"{len(found)} finding{'' if len(found) == 1 else 's'}"
        listed = report([(read, found)], "concise").rstrip("\n")
        raise MapFileError(
            f"the map has findings, so it is not drawn ({count}):\n{listed}",
            where=read.name,
            help="fix what `argmap check` finds, or ignore it: `# argmap: ignore[CODE]`",
        )
    chosen = _options(options or {}, read.name)
    digest = hashlib.sha256(f"{read.text}{sorted(chosen.items())}".encode()).hexdigest()[:8]
    stem = re.sub(r"[^\w-]+", "-", Path(file).name.split(".")[0] if file else "map")
    return Embedded(read.whole_map(), f"argmap-{stem}-{digest}", chosen)


def _options(given: Mapping[str, str], where: str) -> dict[str, Any]:
    """Return options of a picture, which documents give as text."""
    chosen: dict[str, Any] = {"theme": AUTO}
    for name, value in given.items():
        if name in ("depth", "width"):
            if not (value.isdecimal() or (name == "depth" and value == "all")):
                raise UsageError(f"`{name}` must be a number, not {value!r}", where=where)
            chosen[name] = 0 if value == "all" else int(value)
        elif name == "numbers":
            chosen[name] = value.lower() in _TRUE
        elif name == "direction" and value not in DIRECTIONS:
            raise UsageError(
                f"unknown direction {value!r}",
                where=where,
                help=f"choose from {', '.join(DIRECTIONS)}",
            )
        elif name in OPTIONS:
            chosen[name] = value
        else:
            raise UsageError(
                f"unknown option `{name}` of a map",
                where=where,
                help=f"choose from file, page, {', '.join(OPTIONS)}",
            )
    return chosen
