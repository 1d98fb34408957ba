"""Where in its source a statement is, as a card shows it: by line, page or time."""

from __future__ import annotations

import re
import warnings
from bisect import bisect_right
from itertools import pairwise
from typing import TYPE_CHECKING, Literal, NamedTuple, get_args

from argmap.errors import DrawingWarning, UsageError
from argmap.grounding.cited import Sources
from argmap.grounding.verdict import Verdict
from argmap.originals.place import clock
from argmap.text import Span
from argmap.whereabouts import place_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from argmap.graph import Graph
    from argmap.model import Anchor
    from argmap.source import Source

PlaceUnit = Literal["line", "page", "time"]
"""By what the places of statements are told."""
PLACE_UNITS: tuple[PlaceUnit, ...] = get_args(PlaceUnit)
_LINE_END = re.compile(r"\r\n|\r|\n")
_PAGE_END = re.compile("\f")
# The beginning of a cue (00:01:37.500 --> …), a stamp in brackets, or one that begins a line.
_STAMP = re.compile(
    r"(?m)(?:^[ \t]*|[\[(])(?P<time>(?:\d{1,2}:)?[0-5]?\d:[0-5]\d)(?:[.,]\d{1,3})?(?=[\])]|[ \t]|$)"
)
_FEWEST_STAMPS = 2


class _Mark(NamedTuple):
    """Where in a text a line, page or time begins, and what that is called."""

    offset: int
    name: str


def find_places(graph: Graph, unit: PlaceUnit) -> dict[str, str]:
    r"""Return where each statement is in its sources, by id, for those whose anchors hold.

    Lines are counted from 1. Pages and times are those of the file that a text was taken from, if
    its table of places knows them. In other texts pages are told apart by form feeds, as programs
    write them that take the text out of a PDF, and counted from 1; times are those of subtitles
    and of transcripts with stamps such as ``[01:37]``: the last one before the passage. Sources
    without any give a DrawingWarning. Raises UsageError for another unit.

    >>> from argmap.graph import Graph
    >>> from argmap.model import ArgumentMap, Claim
    >>> from argmap.source import Source
    >>> m = ArgumentMap(sources=[Source(id="note", text="A note.\nBuses help.")])
    >>> m.claims.append(Claim(id="c", quote="Buses help", span=(8, 18)))
    >>> find_places(Graph(m), "line")
    {'c': 'line 2'}
    """
    if unit not in PLACE_UNITS:
        raise UsageError(
            f"places cannot be given by {unit!r}", help=f"choose from {', '.join(PLACE_UNITS)}"
        )
    sources = Sources(graph.map)
    marks: dict[str, list[_Mark]] = {}
    places: dict[str, str] = {}
    for id, statement in graph.statements.items():
        found: list[str] = []
        for number, anchor in enumerate(statement.anchors):
            verdict = Verdict(statement, number, sources)
            if not verdict.is_valid:
                continue
            name = verdict.source.id
            if in_original := _in_original(verdict.source, anchor, unit):
                found.extend(in_original)
                continue
            if name not in marks:
                marks[name] = list(_MARKS[unit](verdict.text))
            before = bisect_right(marks[name], anchor.spans[0].start, key=lambda mark: mark.offset)
            if before:
                found.append(marks[name][before - 1].name)
        if found:
            names = tuple(dict.fromkeys(found))
            places[id] = _WORDS[unit][len(names) > 1] + ", ".join(names)
    without = [name for name, listed in marks.items() if not listed]
    if without:
        warnings.warn(
            f"no {unit} is shown for statements from {', '.join(without)}: {_MISSING[unit]}",
            DrawingWarning,
            stacklevel=3,
        )
    return places


def _in_original(source: Source, anchor: Anchor, unit: PlaceUnit) -> list[str]:
    """Return the pages or the time of an anchor in the file that its text was taken from."""
    if source.original is None or unit == "line":
        return []
    place = place_of(source, Span(anchor.spans[0].start, anchor.spans[-1].end))
    if place is None:
        return []
    if unit == "page":
        return [str(page) for page in place.pages]
    return [clock(place.time[0])] if place.time else []


def _lines(text: str) -> Iterator[_Mark]:
    yield _Mark(0, "1")
    for number, match in enumerate(_LINE_END.finditer(text), 2):
        yield _Mark(match.end(), str(number))


def _pages(text: str) -> Iterator[_Mark]:
    ends = [match.end() for match in _PAGE_END.finditer(text)]
    # A last form feed ends the last page.
    if ends:
        for number, start in enumerate((0, *ends), 1):
            yield _Mark(start, str(number))


def _times(text: str) -> list[_Mark]:
    """Return the stamps of a text; none if they are not in order, since then they are no stamps."""
    marks = [_Mark(match.start(), match["time"]) for match in _STAMP.finditer(text)]
    seconds = [_seconds(mark.name) for mark in marks]
    if len(marks) < _FEWEST_STAMPS or any(later < earlier for earlier, later in pairwise(seconds)):
        return []
    return marks


def _seconds(stamp: str) -> int:
    total = 0
    for part in stamp.split(":"):
        total = total * 60 + int(part)
    return total


_MARKS: dict[PlaceUnit, Callable[[str], Iterator[_Mark] | list[_Mark]]] = {
    "line": _lines,
    "page": _pages,
    "time": _times,
}
_WORDS: dict[PlaceUnit, tuple[str, str]] = {
    "line": ("line ", "lines "),
    "page": ("p. ", "pp. "),
    "time": ("", ""),
}
_MISSING: dict[PlaceUnit, str] = {
    "line": "the text is empty",
    "page": "its text was not taken from a PDF, and has no form feeds between pages",
    "time": "the text has no time stamps in order, such as [01:37]",
}
