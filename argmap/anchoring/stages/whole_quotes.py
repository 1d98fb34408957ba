"""A quote, or the only fragment of it, found in one piece.

A copy that is typed otherwise, or broken into other lines, is a place like any other. What is typed
around the quote and is none of it, such as a bullet or a citation, is set aside last.
"""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import replace
from typing import TYPE_CHECKING

from argmap.anchoring.casing import with_case_changes
from argmap.anchoring.elision import split_fragments
from argmap.anchoring.occurrences import Occurrences, find_occurrences, has_context
from argmap.anchoring.reading.ways import BROKEN, TYPOGRAPHY
from argmap.anchoring.skipped import goes_on_otherwise, with_citation
from argmap.anchoring.stages.deciding import apart, decide

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from argmap.anchoring.occurrences import Expectation
    from argmap.anchoring.placement import Place, Placement, Status
    from argmap.anchoring.reading.ways import Quote, Way
    from argmap.anchoring.stages.searched_text import SearchedText
    from argmap.text import Span


def find_whole(
    searched: SearchedText,
    whole: Span,
    quote: Quote,
    expected: Expectation,
    ways: Iterable[Way] | None = None,
) -> Placement | None:
    """Place a stretch of a quote in one piece, in the first of the ways in which it is found.

    Without ``ways`` it is looked for in all.
    """
    ways = searched.ways(quote.text) if ways is None else ways
    for way in searched.likely(ways, quote, whole):
        needle = quote.needle(whole, way)
        if not needle.text:
            continue
        source = searched.reading(way)
        occurrences = apart(searched.text, find_occurrences(needle, source, expected), expected)
        status: Status = "corrected" if way or whole.length < quote.whole.length else "exact"
        placement = None
        if not way and _is_in_doubt(searched.text, occurrences, expected):
            placement = _find_copy(searched, whole, quote, expected, occurrences, status)
        if placement := placement or decide(searched.text, occurrences, expected, status):
            placement = with_case_changes(placement, source, [needle], [whole])
            return searched.over_apparatus(placement, source, [needle], [whole])
    return None


def _is_in_doubt(text: str, occurrences: Occurrences, expected: Expectation) -> bool:
    """Tell whether a place where the quote is exactly may be the wrong copy.

    A place alone is right if the words around it are those that are known.
    """
    places = occurrences.places
    if occurrences.more or not places:
        return False
    is_known = bool(expected.prefix or expected.suffix)
    return len(places) > 1 or not is_known or not has_context(text, places[0], expected)


def _find_copy(
    searched: SearchedText,
    whole: Span,
    quote: Quote,
    expected: Expectation,
    verbatim: Occurrences,
    status: Status,
) -> Placement | None:
    """Place the quote in one of its copies, also in those that are typed otherwise."""
    way = BROKEN if searched.breaks_words else TYPOGRAPHY
    needle = quote.needle(whole, way)
    if not needle.text or needle.text != needle.reading.text:
        return None  # of blanks at its edges it cannot be known how they would be typed
    source = searched.source.through(*way)
    found = apart(searched.text, find_occurrences(needle, source, expected), expected)
    others = [place for place in found.places if not _overlaps_any(place, verbatim.places)]
    copies = Occurrences(tuple(sorted([*verbatim.places, *others])), more=found.more)
    if len(copies.places) == 1:
        return None
    placement = decide(searched.text, copies, expected, status)
    is_typed_otherwise = placement and placement.spans and placement.spans not in verbatim.places
    return replace(placement, status="corrected") if placement and is_typed_otherwise else placement


def _overlaps_any(place: Place, others: Sequence[Place]) -> bool:
    """Tell whether a place overlaps one of others, which are in order and of one length."""
    last = bisect_left(others, place[0].end, key=lambda other: other[0].start) - 1
    return last >= 0 and others[last][0].overlaps(place[0])


def find_beside(searched: SearchedText, quote: Quote, expected: Expectation) -> Placement | None:
    """Place the quote without what is typed around it: bullets, quotation marks, citations."""
    from argmap.anchoring.apparatus import bare_stretches  # noqa: PLC0415 -- what is found plainly needs it not

    if len(split_fragments(quote.text)) != 1:
        return None
    ways = list(searched.ways(quote.text))
    for stretch in bare_stretches(quote.text):
        placement = find_whole(searched, stretch, quote, expected, ways)
        if placement and not goes_on_otherwise(
            searched.text, placement, stretch, quote.text, searched.apparatus
        ):
            return with_citation(placement, stretch, quote.text)
    return None
