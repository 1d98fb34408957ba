"""A map file checked as its project asks for."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from argmap.checking.checker import check_file
from argmap.checking.configuration import Configurations

if TYPE_CHECKING:
    import os

    from argmap.checking.diagnostic import Diagnostic
    from argmap.mapfile import MapFile


def check_as_configured(
    file: MapFile, folder: str | os.PathLike[str] | None = None
) -> list[Diagnostic]:
    """Return what `argmap check` finds in a map file, with the configuration that holds for it.

    ``folder`` is where a text without a file is said to be. Raises ConfigurationError for a
    configuration that makes no sense.

    >>> from argmap.mapfile import parse_map
    >>> file = parse_map("{argmap: 1, claims: [{id: help, text: Buses help, implicit: true}]}")
    >>> [one.name for one in check_as_configured(file)]
    ['disconnected-statement']
    """
    place = file.path.parent if file.path else Path(folder or "")
    configuration = Configurations().of(place)
    ignored = configuration.ignored_in(file.path) if file.path else ()
    return check_file(
        file,
        select=configuration.select,
        ignore=(*configuration.ignore, *ignored),
        minimum_coverage=configuration.minimum_coverage,
    )
