"""`argmap new --again`: take the texts of a map again from originals that have changed."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from argmap.cli.saving import save_in_place
from argmap.cli.streams import say
from argmap.errors import SourceError, UsageError
from argmap.grounding.settling import ground
from argmap.mapfile import read_map
from argmap.report.grounded import grounding_text
from argmap.source import Source

if TYPE_CHECKING:
    from argmap.model import ArgumentMap


def take_again(originals: tuple[str, ...], output: str | None, encoding: str) -> int:
    """Take texts again, let the anchors of the map follow, and return the exit status."""
    if output is None or not Path(output).is_file():
        raise UsageError(
            "`--again` needs the map whose quotes are to be found in the new text",
            help="give it with `-o MAP`",
        )
    file = read_map(output)
    map = file.whole_map()
    rows = [_row(map, original, output) for original in originals]
    sources = list(map.sources)
    old: dict[str, str] = {}
    for row, original in zip(rows, originals, strict=True):
        before = sources[row]
        if (text := _old_text(before)) is not None:
            old[before.id] = text
        taken = Source.from_original(original, id=before.id, again=True, encoding=encoding)
        taken = taken.relative_to(file.folder)
        fields = ("path", "text", "original", "encoding", "sha256")
        given = {name: taken.__dict__[name] for name in fields}
        if old.get(before.id) is not None:
            # The hash that its spans were made for is what they are carried over from.
            given["sha256"] = before.sha256
        sources[row] = before.model_copy(update=given)
    renewed = map.model_copy(update={"sources": sources})
    grounding = ground(renewed, old=old)
    # As long as a quote is not where the map says, the hash is that of the text it was found in.
    left = {one.source for one in grounding.open}
    signed = [
        source.signed() if number in rows and source.id not in left else source
        for number, source in enumerate(grounding.map.sources)
    ]
    text = file.with_map(grounding.map.model_copy(update={"sources": signed}))
    if text != file.text:
        save_in_place(file, text, keeps_result=False)
    for line in grounding_text(grounding, name=output, file=file.reread(text)).splitlines():
        say(line)
    return 1 if grounding.open else 0


def _row(map: ArgumentMap, original: str, output: str) -> int:
    """Return which source of the map was taken from an original."""
    wanted = os.path.realpath(original)
    for row, source in enumerate(map.sources):
        location = source.original_location
        if location is not None and os.path.realpath(location) == wanted:
            return row
    raise UsageError(
        f"no source of the map was taken from {original}",
        where=output,
        help="start a new map with `argmap new`, or correct the `original` of the source",
    )


def _old_text(source: Source) -> str | None:
    """Return the text that the anchors were made in, if it still can be read."""
    try:
        return source.text
    except SourceError as error:
        say(
            f"source {source.id!r}: its earlier text cannot be read, so its quotes are searched "
            f"for again: {error}"
        )
        return None
