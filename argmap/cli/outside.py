"""Report the texts that a map names and that will not be read from where the map is written."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from argmap.access import Access
from argmap.cli.streams import say
from argmap.errors import OutsideError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from argmap.source import Source


def report_outside(sources: Iterable[Source], output: str | None) -> None:
    """Report each text that is outside the project of the file that names it from now on."""
    if output in (None, "-"):
        return
    for error in outside(sources, output or ""):
        say(f"{output}: {error.what}; {error.help}")


def outside(sources: Iterable[Source], output: str) -> Iterator[OutsideError]:
    """Yield why each text that is outside the project of a file will not be read from there."""
    access = Access.of(Path(output).parent)
    for source in sources:
        if source.path is None:
            continue
        try:
            access.check(source.location, named=f"text of source {source.id!r}")
        except OutsideError as error:
            yield error
