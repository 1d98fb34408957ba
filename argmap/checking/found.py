"""What was found when the quote of an anchor was looked for, as parts of a diagnostic."""

from __future__ import annotations

from typing import TYPE_CHECKING

from argmap.checking.diagnostic import Fix, SourcePlace
from argmap.mapfile import Edit

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from pydantic import JsonValue

    from argmap.anchoring import Place
    from argmap.checking.anchored import Anchored, Outcome
    from argmap.checking.subject import Subject
    from argmap.text import Span


def looked_for(subject: Subject, outcome: Outcome) -> Iterator[Anchored]:
    """Yield the anchors of which looking for the quote had that outcome."""
    for anchored in subject.misplaced:
        if anchored.recount is None and anchored.outcome == outcome:
            yield anchored


def placing(anchored: Anchored) -> Fix:
    """Return the fix that puts the spans where the quote was found, in the source's own words."""
    spans = anchored.placement.spans
    edits = [Edit((*anchored.route, "spans"), as_lists(spans))]
    message = "move the span onto the quote"
    if anchored.is_draft:
        message = "write the span of the quote"
    if anchored.outcome != "verbatim":
        edits.append(Edit((*anchored.route, "quote"), anchored.cut(spans)))
        message = "quote the source's own words"
    is_safe = anchored.is_certain and anchored.outcome in ("verbatim", "retyped")
    return Fix(message, tuple(edits), is_safe=is_safe)


def found_place(anchored: Anchored, label: str = "the quote stands here") -> SourcePlace:
    """Return the place where the quote was found."""
    spans = anchored.placement.spans
    if len(spans) > 1:
        label += f" (first of {len(spans)} fragments)"
    return SourcePlace(anchored.source.id, spans[0], label)


def found_details(anchored: Anchored) -> dict[str, JsonValue]:
    """Return how the quote was found, for programs."""
    found = anchored.placement
    details: dict[str, JsonValue] = {
        "spans": as_lists(found.spans),
        "quote": anchored.cut(found.spans),
        "similarity": round(found.similarity, 3),
        "decided_by": found.decided_by,
    }
    if found.changes:
        details["changes"] = [
            {
                "kind": change.kind,
                "quoted": change.quoted,
                "found": change.found,
                "meaning": change.meaning,
            }
            for change in found.changes
        ]
    return details


def described(anchored: Anchored, places: Sequence[Place]) -> list[JsonValue]:
    """Return places in the source, for programs."""
    return [
        {
            "spans": as_lists(spans),
            **anchored.source.position(spans[0].start)._asdict(),
            "quote": anchored.cut(spans),
        }
        for spans in places
    ]


def as_lists(spans: Sequence[Span]) -> list[JsonValue]:
    """Return spans as JSON has them."""
    return [[span.start, span.end] for span in spans]
