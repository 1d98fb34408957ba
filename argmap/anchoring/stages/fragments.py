"""A quote that leaves words out, found as a chain of its fragments.

Halves of different sentences and what different people say do not belong together: such a quote is
missing, and its parts say where they are.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from argmap.anchoring.casing import with_case_changes
from argmap.anchoring.chains import LEAST_WIDTH, MOST_FRAGMENTS, find_chains, width
from argmap.anchoring.elision import split_fragments, without_marks
from argmap.anchoring.occurrences import Occurrences, gap
from argmap.anchoring.placement import Part, Placement
from argmap.anchoring.reading.ways import TYPOGRAPHY
from argmap.anchoring.stages.deciding import apart, decide
from argmap.anchoring.stages.whole_quotes import find_whole

if TYPE_CHECKING:
    from collections.abc import Sequence

    from argmap.anchoring.occurrences import Expectation
    from argmap.anchoring.placement import Change, Place
    from argmap.anchoring.reading.ways import Quote, Reading, Way
    from argmap.anchoring.stages.searched_text import SearchedText
    from argmap.text import Span

_MOST_CHAINS = 64  # that are looked at, to see whether their fragments belong together


def find_fragments(searched: SearchedText, quote: Quote, expected: Expectation) -> Placement | None:
    """Place the fragments of a quote that leaves words out, in order."""
    fragments = split_fragments(quote.text)
    if len(fragments) == 1 and fragments[0].length < quote.whole.length:
        bare = without_marks(fragments[0], quote.text)
        return find_whole(searched, fragments[0], quote, expected) or (
            find_whole(searched, bare, quote, expected) if bare != fragments[0] else None
        )
    if not are_wide(fragments, quote.text):
        return None
    stripped = [without_marks(fragment, quote.text) for fragment in fragments]
    separate = None
    for way in searched.ways(quote.text):
        for tried in (fragments, stripped) if stripped != fragments else (fragments,):
            placement = _find_chain(searched, tried, quote, expected, way)
            if placement and placement.status != "missing":
                return placement
            separate = separate or placement
    return separate


def are_wide(fragments: Sequence[Span], quote: str) -> bool:
    """Tell whether there are several fragments, each of which is long enough to be found."""
    return 1 < len(fragments) <= MOST_FRAGMENTS and all(
        width(fragment.cut(quote)) >= LEAST_WIDTH for fragment in fragments
    )


def parted(searched: SearchedText, place: Place, fragments: Sequence[Span]) -> Placement:
    """Return that a quote is nowhere, because what it joins does not belong together."""
    parts = map(Part, fragments, place)
    return Placement(
        "missing",
        similarity=1.0,
        candidates=(place,),
        parts=tuple(parts),
        cautions=searched.parting(place),
    )


def left_out(source: Reading, fragments: Sequence[Span], place: Place) -> list[Change]:
    """Return the words between the spans of a place that turn what the quote says."""
    from argmap.anchoring.approximate.nearly import changes_left_out  # noqa: PLC0415 -- only between fragments

    return changes_left_out(source.through(*TYPOGRAPHY), fragments, place)


def _find_chain(
    searched: SearchedText,
    fragments: Sequence[Span],
    quote: Quote,
    expected: Expectation,
    way: Way,
) -> Placement | None:
    """Place fragments read in one way; missing where none of their places holds together."""
    needles = [quote.needle(fragment, way) for fragment in fragments]
    if not all(needle.text for needle in needles):
        return None
    source = searched.reading(way)
    chains = apart(searched.text, find_chains(needles, source, expected), expected)
    sound = _sound(searched, chains)
    if not sound.places and chains.places:
        return parted(searched, min(chains.places, key=gap), fragments)
    placement = decide(searched.text, sound, expected, "elided")
    if placement is None:
        return None
    placement = with_case_changes(placement, source, needles, fragments)
    omitted = left_out(searched.source, fragments, placement.spans)
    placement = replace(placement, changes=(*placement.changes, *omitted))
    return searched.over_apparatus(placement, source, needles, fragments)


def _sound(searched: SearchedText, chains: Occurrences) -> Occurrences:
    """Return the chains whose fragments belong together; of very many, all."""
    if len(chains.places) > _MOST_CHAINS:
        return chains
    places = tuple(place for place in chains.places if not searched.parting(place))
    return Occurrences(places, more=chains.more)
