"""AM110, AM118 and AM120: quotes that are not in their source, or only in parts."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from argmap.checking.diagnostic import SourcePlace
from argmap.checking.placements import (
    found_details,
    looked_for,
    shown_place,
)
from argmap.checking.rule import rule
from argmap.checking.wording import differences, listed, shortened

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from argmap.checking.diagnostic import Diagnostic
    from argmap.checking.subject import Subject
    from argmap.grounding.verdict import Verdict
    from argmap.text import Span

_FEW_CHANGES = 4  # that are worth naming, of a quote that is not in its source
_SIDE_BY_SIDE = 3  # characters between two words in a row


@rule("AM110", "deleted-quote", "error")
def deleted_quote(subject: Subject) -> Iterator[Diagnostic]:
    """Report a quote whose words were deleted from the source since the map was made.

    The earlier text is known: git has the version whose `sha256` is in the map, or it was given
    with `--old`. What was around the words is still there.

    Bad::

        argmap: 1
        sources:
          - {id: council, text: Buses help. They carry many.}
        claims:
          - {id: help, quote: Buses help, span: [0, 10]}
        reasons:
          - {id: many, supports: help, quote: They carry many, span: [12, 27]}
        caveats:
          - {id: rare, limits: help, quote: They are rare, span: [12, 25]}

    Good::

        argmap: 1
        sources:
          - {id: council, text: Buses help. They carry many.}
        claims:
          - {id: help, quote: Buses help, span: [0, 10]}
        reasons:
          - {id: many, supports: help, quote: They carry many, span: [12, 27]}

    To fix it, remove what the source no longer says, or keep the old text as another source.
    """
    for anchored in looked_for(subject, "deleted"):
        yield deleted_quote.finding(
            (*anchored.route, "quote"),
            f"the quote of {anchored} was deleted from source {anchored.source.id!r}",
            label="no longer in the source",
            statement=anchored.statement.id,
            source=SourcePlace(anchored.source.id, anchored.gap, "it was here")
            if anchored.gap
            else None,
            help="remove what the source no longer says, or keep the old text as another source",
        )


@rule("AM118", "spliced-quote", "error")
def spliced_quote(subject: Subject) -> Iterator[Diagnostic]:
    """Report a quote of which only parts are in the source.

    Passages from several places were joined without saying so, a ` … ` joins halves of different
    sentences or different speakers, or part of the quote is invented.

    Bad::

        argmap: 1
        sources:
          - id: council
            text: >-
              Buses carry many people into town every morning. The council
              asked the shopkeepers whether they wanted the parking spaces to go.
        claims:
          - id: help
            quote: >-
              Buses carry many people into town … and fly some of them to the moon
            spans: [[0, 33], [83, 127]]
        reasons:
          - id: asked
            supports: help
            quote: The council asked the shopkeepers
            span: [49, 82]

    Good::

        argmap: 1
        sources:
          - id: council
            text: >-
              Buses carry many people into town every morning. The council
              asked the shopkeepers whether they wanted the parking spaces to go.
        claims:
          - id: help
            quote: >-
              Buses carry many people … every morning
            spans: [[0, 23], [34, 47]]
        reasons:
          - id: asked
            supports: help
            quote: The council asked the shopkeepers
            span: [49, 82]

    To fix it, mark omissions with ` … `, or give each passage its own anchor.
    """
    for anchored in looked_for(subject, "spliced"):
        parts = anchored.placement.parts
        lost = [part.quoted_span for part in parts if part.found_span is None]
        there = [part.found_span for part in parts if part.found_span is not None]
        quote = anchored.anchor.quote
        yield spliced_quote.finding(
            (*anchored.route, "quote"),
            f"the quote of {anchored} joins words that are not together in the source"
            if _is_joined(there)
            else f"only part of the quote of {anchored} is in the source",
            label="not in the source: " + listed(repr(shortened(span.cut(quote))) for span in lost)
            if lost
            else _how_joined(anchored),
            statement=anchored.statement.id,
            source=SourcePlace(anchored.source.id, there[0], "this part of it is here")
            if there
            else None,
            help="mark omissions with ` … `, or give each passage its own anchor",
            details=found_details(anchored),
        )


@rule("AM120", "missing-quote", "error")
def missing_quote(subject: Subject) -> Iterator[Diagnostic]:
    """Report a quote that is not in its source.

    The map credits the source with words that it does not contain.

    Bad::

        argmap: 1
        sources:
          - {id: council, text: Buses help. They carry many.}
        claims:
          - {id: help, quote: Everybody loves the trams, span: [0, 10]}
        reasons:
          - {id: many, supports: help, quote: They carry many, span: [12, 27]}

    Good::

        argmap: 1
        sources:
          - {id: council, text: Buses help. They carry many.}
        claims:
          - {id: help, text: Everybody loves the buses, quote: Buses help, span: [0, 10]}
        reasons:
          - {id: many, supports: help, quote: They carry many, span: [12, 27]}

    To fix it, quote the passage exactly and keep your own wording as `text`; mark what the source
    does not say as `implicit`.
    """
    for anchored in looked_for(subject, "missing"):
        placement = anchored.placement
        nearest = placement.candidates[0] if placement.candidates else ()
        yield missing_quote.finding(
            (*anchored.route, "quote"),
            f"the quote of {anchored} is not in source {anchored.source.id!r}",
            label=f"not in the source: {differences(placement.changes)}"
            if 0 < len(placement.changes) <= _FEW_CHANGES
            else "not in the source",
            statement=anchored.statement.id,
            source=shown_place(anchored, nearest, "closest passage") if nearest else None,
            help="quote the passage exactly"
            + ("" if nearest else f", or mark the {anchored.statement.kind} `implicit`"),
            details=found_details(anchored),
        )


def _is_joined(spans: Sequence[Span]) -> bool:
    """Tell whether parts of a quote are in several places, not one right after the other."""
    return any(not 0 <= other.start - one.end <= _SIDE_BY_SIDE for one, other in pairwise(spans))


def _how_joined(anchored: Verdict) -> str:
    quote = anchored.anchor.quote
    if cautions := anchored.placement.cautions:
        what = "different speakers" if cautions[0].kind == "speakers" else "different sentences"
        return f"joins {what}, with {cautions[0].words} words omitted between them"
    from argmap.anchoring import narrow_fragments, split_fragments  # noqa: PLC0415 -- a clean map needs it not

    if len(split_fragments(quote)) == 1:
        return "joined without a ` … `"
    if narrow := narrow_fragments(quote):
        each = listed(repr(span.cut(quote)) for span in narrow)
        return f"too short to locate next to an omission: {each}; quote at least 8 letters"
    return "its fragments are out of order or too far apart"
