"""Where the quote of an anchor was found, as parts of a diagnostic."""

from __future__ import annotations

from typing import TYPE_CHECKING

from argmap.checking.diagnostic import Fix, SourcePlace
from argmap.grounding.description import as_pairs, describe_placement
from argmap.grounding.settling import with_quoted
from argmap.mapfile import Edit

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pydantic import JsonValue

    from argmap.anchoring import Place
    from argmap.checking.subject import Subject
    from argmap.grounding.outcome import Outcome
    from argmap.grounding.verdict import Verdict

MOST_CANDIDATES = 20
"""How many occurrences of an ambiguous quote are listed."""


def looked_for(subject: Subject, *outcomes: Outcome) -> Iterator[Verdict]:
    """Yield the misplaced anchors with one of the outcomes."""
    for verdict in subject.misplaced:
        if verdict.outcome in outcomes:
            yield verdict


def placing(verdict: Verdict, chosen: Place = ()) -> Fix:
    """Return the fix that resolves an anchor: as `argmap anchor` does, where it would.

    ``chosen`` are the spans to quote instead, where a person has to choose.
    """
    resolved = None if chosen else verdict.resolution()
    now = resolved or verdict.anchor
    spans = resolved.spans if resolved else chosen or verdict.placement.spans
    quote = resolved.quote if resolved else verdict.wording_at(spans)
    edits = [Edit((*verdict.route, "spans"), as_pairs(spans))]
    message = "write the span of the quote" if verdict.is_draft else "move the span onto the quote"
    if verdict.outcome == "miscounted":
        message = "convert the span to code points"
    if quote != verdict.anchor.quote:
        edits.append(Edit((*verdict.route, "quote"), quote))
        message = "use the source's wording"
    edits += _kept(verdict, quote, settles=resolved is not None)
    sides = ((side, getattr(now, side)) for side in ("prefix", "suffix"))
    edits += [
        Edit((*verdict.route, side), context)
        for side, context in sides
        if context != getattr(verdict.anchor, side)
    ]
    return Fix(message, tuple(edits), is_safe=resolved is not None)


def _kept(verdict: Verdict, quote: str, *, settles: bool) -> list[Edit]:
    """Return the edits that keep what was written: as the text, or under `meta`."""
    written, statement = verdict.anchor.quote, verdict.route[:-2]
    is_corrected = settles and verdict.outcome in ("corrected", "miscounted")
    text = verdict.kept_text if is_corrected else None
    edits = [Edit((*statement, "text"), text)] if text else []
    if quote != written and written not in (text or ""):
        quotes = [anchor.quote for anchor in verdict.statement.anchors]
        quotes[verdict.number] = quote
        meta = with_quoted(verdict.statement.meta, [written], quotes)
        if meta != verdict.statement.meta:
            edits.append(Edit((*statement, "meta"), meta or None))
    return edits


def found_place(verdict: Verdict, label: str = "the quote is here") -> SourcePlace:
    """Return the place where the quote was found, or the first of several."""
    placement = verdict.placement
    return shown_place(verdict, placement.spans or placement.candidates[0], label)


def shown_place(verdict: Verdict, spans: Place, label: str) -> SourcePlace:
    """Return a place in the source of an anchor, to be shown with a label."""
    if len(spans) > 1:
        label += f" (first of {len(spans)} fragments)"
    return SourcePlace(verdict.source.id, spans[0], label)


def found_details(verdict: Verdict) -> dict[str, JsonValue]:
    """Return where and how the quote was found, for programs."""
    return describe_placement(
        verdict.placement, verdict.anchor.quote, verdict.source, most=MOST_CANDIDATES
    )
