"""Which of the places of a quote is its place: the context decides, then the nearness.

A place inside a word is no copy of the quote, and a place whose neighbours contradict the context
is not the one that is meant.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from argmap.anchoring.occurrences import Occurrences, agrees, choose, has_context
from argmap.anchoring.placement import Placement
from argmap.text import stands_apart

if TYPE_CHECKING:
    from argmap.anchoring.occurrences import Expectation
    from argmap.anchoring.placement import Status


def decide(
    text: str, occurrences: Occurrences, expected: Expectation, status: Status
) -> Placement | None:
    """Return the placement with the status given, or an ambiguous one; None without a place."""
    if not occurrences.places:
        return None
    chosen = choose(text, occurrences, expected)
    if chosen:
        place, decided_by = chosen
        others = occurrences if decided_by == "position" else Occurrences(())
        return Placement(
            status,
            place,
            similarity=1.0,
            candidates=others.places,
            decided_by=decided_by,
            more_candidates=others.more,
        )
    return Placement(
        "ambiguous",
        similarity=1.0,
        candidates=occurrences.places,
        more_candidates=occurrences.more,
    )


def apart(text: str, occurrences: Occurrences, expected: Expectation) -> Occurrences:
    """Return the occurrences that cut no word, if there are: a word inside another is no copy.

    One that is just where it is expected, or in just the words around it, is one all the same.
    """
    places = tuple(
        place
        for place in occurrences.places
        if place[0].start == expected.near
        or all(stands_apart(text, span) for span in place)
        or ((expected.prefix or expected.suffix) and has_context(text, place, expected))
    )
    return Occurrences(places, more=occurrences.more) if places else occurrences


def unless_contradicted(text: str, placement: Placement, expected: Expectation) -> Placement:
    """Return a placement, contradicted if the context says that none of its places is meant."""
    if not (expected.prefix or expected.suffix) or placement.status == "missing":
        return placement
    places = (placement.spans,) if placement.spans else placement.candidates
    if placement.more_candidates or any(
        has_context(text, each, expected) or agrees(text, each, expected) for each in places
    ):
        return placement
    return replace(placement, status="contradicted", spans=(), candidates=places, decided_by=None)
