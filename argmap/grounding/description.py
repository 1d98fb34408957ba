"""A placement as data: the one shape that reports, `--report` and findings give to programs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from argmap.text import Span

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pydantic import JsonValue

    from argmap.anchoring import Caution, Change, Part, Place, Placement
    from argmap.source import Source


def describe_placement(
    placement: Placement, quote: str, source: Source, *, most: int | None = None
) -> dict[str, JsonValue]:
    """Return where a quote is in a source and how it was found, as JSON has it.

    Spans are half-open code points, of the source or, if they are called ``quoted_span``, of the
    quote; lines and columns count from 1. At most ``most`` candidates are listed, which
    ``more_candidates`` then says.

    >>> from argmap.source import Source
    >>> source = Source(id="s", text="It is late. It is late.")
    >>> data = describe_placement(source.find("it is late."), "it is late.", source)
    >>> data["status"], [place["column"] for place in data["candidates"]]
    ('ambiguous', [1, 13])
    """
    candidates = placement.candidates[:most]
    return {
        "status": placement.status,
        "similarity": round(placement.similarity, 3),
        "decided_by": placement.decided_by,
        "found": describe_place(placement.spans, source) if placement.spans else None,
        "candidates": [describe_place(place, source, has_context=True) for place in candidates],
        "more_candidates": placement.more_candidates or len(candidates) < len(placement.candidates),
        "changes": [describe_change(change) for change in placement.changes],
        "parts": [_part(part, quote, source) for part in placement.parts],
        "cautions": [describe_caution(caution) for caution in placement.cautions],
    }


def describe_place(
    place: Place, source: Source, *, has_context: bool = False
) -> dict[str, JsonValue]:
    """Return a place in a source: its spans, line and column, and what the source says there."""
    from argmap.anchoring import cut_fragments  # noqa: PLC0415 -- for findings only

    position = source.position(place[0].start)
    data: dict[str, JsonValue] = {
        "spans": as_pairs(place),
        "line": position.line,
        "column": position.column,
        "quote": cut_fragments(source.text, place),
    }
    if has_context:
        hull = Span(place[0].start, place[-1].end)
        data["prefix"], data["suffix"] = source.finder.context(hull)
    return data


def describe_change(change: Change) -> dict[str, JsonValue]:
    """Return one difference between a quote and its place."""
    return {
        "kind": change.kind,
        "meaning": change.meaning,
        "quoted": change.quoted,
        "found": change.found,
        "quoted_span": list(change.quoted_span),
        "found_span": list(change.found_span),
    }


def describe_caution(caution: Caution) -> dict[str, JsonValue]:
    """Return what is left out of a quote or just outside it, and how many words that is."""
    return {
        "kind": caution.kind,
        "found": caution.found,
        "found_span": list(caution.found_span),
        "words": caution.words,
    }


def as_pairs(spans: Sequence[Span]) -> list[JsonValue]:
    """Return spans as JSON has them."""
    return [list(span) for span in spans]


def _part(part: Part, quote: str, source: Source) -> dict[str, JsonValue]:
    span = part.found_span
    return {
        "quoted": part.quoted_span.cut(quote),
        "quoted_span": list(part.quoted_span),
        "found": describe_place((span,), source) if span else None,
        "similarity": round(part.similarity, 3),
    }
