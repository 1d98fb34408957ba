"""A quote that is only nearly in the text, beside apparatus too; or what of it stands where."""

from __future__ import annotations

from typing import TYPE_CHECKING

from argmap.anchoring.approximate.nearly import ApproximateSearch
from argmap.anchoring.chains import MOST_FRAGMENTS
from argmap.anchoring.elision import split_fragments, without_marks
from argmap.anchoring.occurrences import Expectation
from argmap.anchoring.placement import Part, Placement
from argmap.anchoring.reading.skipping import skip_apparatus
from argmap.anchoring.reading.ways import CASE
from argmap.anchoring.stages.fragments import are_wide, parted
from argmap.anchoring.stages.whole_quotes import find_whole
from argmap.text import Span

if TYPE_CHECKING:
    from collections.abc import Sequence

    from argmap.anchoring.placement import Place
    from argmap.anchoring.reading.ways import Quote
    from argmap.anchoring.stages.searched_text import SearchedText


_LEAST_ROOM = 1_000


def find_nearly(searched: SearchedText, quote: Quote, expected: Expectation) -> Placement:
    """Place the quote where it stands nearly, or say what of it stands where."""
    fragments = split_fragments(quote.text)
    if not fragments:
        return Placement("missing")
    nearly = ApproximateSearch(quote, expected, searched.source)
    found = _found_nearly(searched, nearly, quote, expected, fragments)
    if found.spans and not found.changes_meaning:
        return found
    again = [found]
    if not nearly.effort.is_spent and _is_beside_apparatus(searched, found, quote):
        around = _around(found.spans, quote.whole.length) if found.spans else None
        over = ApproximateSearch(quote, expected, searched.without_apparatus, nearly.effort, around)
        placement = _found_nearly(searched, over, quote, expected, fragments)
        again.append(_over_apparatus(searched, placement, quote, fragments))
    return max(again, key=_likely)


def compare(
    searched: SearchedText, quote: Quote, fragments: Sequence[Span], place: Place
) -> Placement:
    """Return how a quote differs from the words at a place, which is taken as given."""
    found = ApproximateSearch(quote, Expectation(), searched.source).compare(fragments, place)
    if not found.changes_meaning or not any(map(searched.apparatus.marks_within, place)):
        return found
    over = ApproximateSearch(quote, Expectation(), searched.without_apparatus).compare(
        fragments, place
    )
    return _over_apparatus(searched, over, quote, fragments)


def _over_apparatus(
    searched: SearchedText, placement: Placement, quote: Quote, fragments: Sequence[Span]
) -> Placement:
    """Add the apparatus that a placement in the text without it is found over."""
    source = searched.without_apparatus.through(*CASE)
    needles = [quote.needle(each, (skip_apparatus, *CASE)) for each in fragments]
    return searched.over_apparatus(placement, source, needles, fragments)


def _around(place: Place, room: int) -> Span:
    """Return where a quote is that was found at a place, with the apparatus within it."""
    room = max(room, _LEAST_ROOM)
    return Span(max(0, place[0].start - room), place[-1].end + room)


def _is_beside_apparatus(searched: SearchedText, found: Placement, quote: Quote) -> bool:
    """Tell whether there is apparatus where the quote nearly is, or where parts of it are."""
    places = [*found.spans, *(span for place in found.candidates[:1] for span in place)]
    places += [part.found_span for part in found.parts if part.found_span]
    room = quote.whole.length
    return any(
        searched.apparatus.marks_within(Span(span.start - room, span.end + room)) for span in places
    )


def _found_nearly(
    searched: SearchedText,
    nearly: ApproximateSearch,
    quote: Quote,
    expected: Expectation,
    fragments: Sequence[Span],
) -> Placement:
    """Place the quote nearly in one reading of the text."""
    placement = None
    if are_wide(fragments, quote.text):
        fragments = [without_marks(fragment, quote.text) for fragment in fragments]
        placement = nearly.find_fragments(fragments)
        if placement and placement.spans and searched.parting(placement.spans):
            return parted(searched, placement.spans, fragments)
    whole = fragments[0] if len(fragments) == 1 else quote.whole
    return (
        placement
        or nearly.find_loosely(whole)
        or nearly.find_edited(whole)
        or nearly.find_whole(whole)
        or nearly.missing(_find_parts(searched, quote, expected, nearly))
    )


def _find_parts(
    searched: SearchedText, quote: Quote, expected: Expectation, nearly: ApproximateSearch
) -> tuple[Part, ...]:
    """Return where each fragment is by itself, of a quote that leaves words out."""
    fragments = split_fragments(quote.text)
    if not 1 < len(fragments) <= MOST_FRAGMENTS:
        return ()
    parts = []
    for fragment in fragments:
        placement = find_whole(searched, fragment, quote, expected)
        if not placement:
            placement = nearly.find_whole(fragment)
        places = placement.candidates or (placement.spans,) if placement else ()
        similarity = placement.similarity if placement else 0.0
        parts.append(Part(fragment, places[0][0] if places else None, similarity))
    return tuple(parts)


def _likely(placement: Placement) -> tuple[bool, int, float]:
    """Return how likely a placement is the right one: placed, with few changes that tell, alike."""
    telling = sum(1 for change in placement.changes if change.meaning)
    return placement.status != "missing", -telling, placement.similarity
