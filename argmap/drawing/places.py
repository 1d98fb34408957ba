"""Where in its source a statement is, as a card shows it: by line, page or time."""

from __future__ import annotations

import warnings
from typing import TYPE_CHECKING, Literal, get_args

from argmap.errors import ArgmapError, DrawingWarning, UsageError
from argmap.grounding.cited import Sources
from argmap.grounding.verdict import Verdict
from argmap.originals.place import clock
from argmap.whereabouts import place_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from argmap.graph import Graph
    from argmap.model import Anchor
    from argmap.source import Source

PlaceUnit = Literal["line", "page", "time"]
"""By what the places of statements are reported."""
PLACE_UNITS: tuple[PlaceUnit, ...] = get_args(PlaceUnit)


def find_places(graph: Graph, unit: PlaceUnit) -> dict[str, str]:
    r"""Return where each statement is in its sources, by id, for those whose anchors hold.

    Lines are counted from 1. Pages and times are those that :meth:`Source.place` gives: of the file
    that a text was taken from, or of the text itself, if it has form feeds between pages, or times
    such as ``[01:37]``. Sources without any are reported in a DrawingWarning. Raises UsageError for
    another unit.

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
    without: dict[str, Source] = {}
    known: set[str] = set()
    places: dict[str, str] = {}
    for id, statement in graph.statements.items():
        found: list[str] = []
        for number, anchor in enumerate(statement.anchors):
            verdict = Verdict(statement, number, sources)
            if not verdict.is_valid:
                continue
            source = verdict.source
            names = list(_names(source, anchor, unit))
            found.extend(names)
            without.setdefault(source.id, source)
            known.update([source.id] if names else [])
        if found:
            names = list(dict.fromkeys(found))
            places[id] = _WORDS[unit][len(names) > 1] + ", ".join(names)
    _report([source for id, source in without.items() if id not in known], unit)
    return places


def _names(source: Source, anchor: Anchor, unit: PlaceUnit) -> Iterator[str]:
    """Yield what the places of an anchor are called: where it begins, or all of its pages."""
    first = anchor.spans[0]
    if unit == "line":
        yield str(source.position(first.start).line)
    elif unit == "time":
        place = place_of(source, first)
        if place is not None and place.time:
            yield clock(place.time[0])
    else:
        for span in anchor.spans:
            place = place_of(source, span)
            yield from map(str, place.pages if place else ())


def _report(sources: Iterable[Source], unit: PlaceUnit) -> None:
    """Warn of sources of which no place is known, with the reason."""
    reasons: dict[str, list[str]] = {}
    for source in sources:
        try:
            source.places  # noqa: B018 -- to see whether they can be had
            reason = _MISSING[unit]
        except ArgmapError as error:
            reason = str(error)
        reasons.setdefault(reason, []).append(source.id)
    for reason, names in reasons.items():
        warnings.warn(
            f"no {unit} is shown for statements from {', '.join(names)}: {reason}",
            DrawingWarning,
            stacklevel=4,
        )


_WORDS: dict[PlaceUnit, tuple[str, str]] = {
    "line": ("line ", "lines "),
    "page": ("p. ", "pp. "),
    "time": ("", ""),
}
_MISSING: dict[PlaceUnit, str] = {
    "line": "the text is empty",
    "page": "its text was not taken from a PDF, and has no form feeds between pages",
    "time": "the text has no times in order before the passages, such as [01:37]",
}
