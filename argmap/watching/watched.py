"""One map that is watched: checked, drawn, and what both depend on."""

from __future__ import annotations

import warnings
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from argmap.checking import check_as_configured
from argmap.checking.inputs import inputs_of
from argmap.controls import as_line, visible
from argmap.errors import ArgmapError, DrawingWarning
from argmap.mapfile import read_map
from argmap.writing import write_file

if TYPE_CHECKING:
    from collections.abc import Iterable

    from argmap.access import Folders
    from argmap.checking import Diagnostic
    from argmap.mapfile import MapFile

PAGES = (".html", ".htm")
_SEVERITIES = (("error", "error"), ("warning", "warning"), ("info", "info"))


class Look(NamedTuple):
    """What a look at a map came to: one line, the files that it depends on, and what was drawn."""

    line: str
    inputs: tuple[Path, ...]
    drawn: bytes | None = None


class Watched(NamedTuple):
    """A map file, with what is drawn of it at each change.

    ``output`` is the file that is drawn, None if the map is only checked; ``theme`` is a theme or a
    theme file; ``allow_outside`` is as for :func:`argmap.load`.
    """

    name: str
    output: str | None = None
    theme: str | None = None
    allow_outside: Folders = ()

    @property
    def first_inputs(self) -> tuple[Path, ...]:
        """The files that it depends on whatever is in them: the map and the theme file."""
        theme = [Path(self.theme)] if self.theme and Path(self.theme).is_file() else []
        return (Path(self.name), *theme)

    def look(self) -> Look:
        """Check the map, draw it if all of it can be read, and say in one line what came of it."""
        inputs = list(self.first_inputs)
        drawn = None
        try:
            file = read_map(self.name, allow_outside=self.allow_outside)
            inputs += inputs_of(file)
            found = check_as_configured(file)
            summary = _counted(found)
            if self.output is not None:
                drawn, more = self._draw(file, found, self.output)
                summary += f"; {more}"
        except ArgmapError as error:
            summary = f"error: {error}" + (f" ({error.help})" if error.help else "")
        now = datetime.now().astimezone().strftime("%H:%M:%S")
        line = as_line(f"{now} {visible(self.name)}: {visible(summary)}")
        return Look(line, tuple(dict.fromkeys(inputs)), drawn)

    def _draw(
        self, file: MapFile, found: Iterable[Diagnostic], output: str
    ) -> tuple[bytes | None, str]:
        if file.problems:
            return None, f"{output} is unchanged, because the map cannot be read completely"
        with warnings.catch_warnings(record=True) as caught:
            warnings.simplefilter("always", DrawingWarning)
            drawn = self._drawn(file, found, output)
        write_file(output, drawn, is_remade=True)
        remarks = [str(one.message) for one in caught if issubclass(one.category, DrawingWarning)]
        return drawn, "; ".join((f"drew {output}", *remarks))

    def _drawn(self, file: MapFile, found: Iterable[Diagnostic], output: str) -> bytes:
        if Path(output).suffix.lower() in PAGES:
            from argmap.drawing import AUTO  # noqa: PLC0415 -- who only checks draws nothing
            from argmap.webpage import page_html  # noqa: PLC0415 -- as above

            page = page_html(file.map, theme=self.theme or AUTO, diagnostics=found)
            return page.encode()
        from argmap.drawing import render  # noqa: PLC0415 -- as above

        return bytes(
            render(file.map, format=Path(output).suffix[1:].lower(), theme=self.theme or "light")
        )


def _counted(found: Iterable[Diagnostic]) -> str:
    """Return how many findings there are, by severity."""
    severities = [one.severity for one in found]
    counts = [
        f"{count:,} {name}{'' if count == 1 or name == 'info' else 's'}"
        for severity, name in _SEVERITIES
        if (count := severities.count(severity))  # type: ignore[arg-type]
    ]
    return ", ".join(counts) or "no findings"
