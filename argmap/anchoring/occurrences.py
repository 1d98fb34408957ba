"""All the places of a quote, and what tells the right one from the others.

The context decides first, then nearness to the place where the quote is expected. Where neither
does, the quote is ambiguous: the first place is as good a guess as any, so none is made.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from argmap.anchoring.context import LONGEST_CONTEXT, agrees_with_context, is_in_context
from argmap.anchoring.reading.folding import fold_typography
from argmap.anchoring.reading.ways import Needle, Reading, read_needle
from argmap.text import Span

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from argmap.anchoring.placement import Decision, Place

MOST_PLACES = 1_000
NEIGHBOURHOOD = 4_000

_CLEAR_LEAD = 0.1


@dataclass(frozen=True, slots=True)
class Expectation:
    """What is known about the place of a quote: the words around it, and where it once began."""

    prefix: str = ""
    suffix: str = ""
    near: int | None = None


@dataclass(frozen=True, slots=True)
class Occurrences:
    """Places of a quote, in order; ``more`` is True if there are too many to list them all."""

    places: tuple[Place, ...]
    more: bool = False


def find_starts(
    needle: Needle, source: Reading, *, start: int = 0, stop: int | None = None, most: int
) -> tuple[list[int], bool]:
    """Return where a needle starts in a reading, and whether there is more than was looked at.

    Occurrences may overlap. ``start`` and ``stop`` bound the stretch of the reading that is
    searched, ``most`` how many starts are listed.
    """
    starts: list[int] = []
    limit = needle.most_places
    for place in source.occurrences(needle.text, start, stop):
        if len(starts) == most or not limit:
            return starts, True
        limit -= 1
        if needle.stands_at(place, source):
            starts.append(place)
    return starts, False


def find_occurrences(needle: Needle, source: Reading, expected: Expectation) -> Occurrences:
    """Return the places of a needle in a reading, as spans of the text as it is.

    Of more than a thousand those are listed that agree with the whole context, those nearest to
    the place expected, and the first ones.
    """
    starts, more = find_starts(needle, source, most=MOST_PLACES)
    if more:
        in_context = _starts_in_context(needle, source, expected)
        near = _starts_near(needle, source, expected)
        starts = sorted(list(dict.fromkeys([*in_context, *near, *starts]))[:MOST_PLACES])
    length = len(needle.text)
    return Occurrences(
        tuple((source.unfold(Span(start, start + length)),) for start in starts), more=more
    )


def _starts_in_context(needle: Needle, source: Reading, expected: Expectation) -> Iterable[int]:
    """Return where a needle starts in its whole context, when that is at one place only."""
    whole = read_needle(expected.prefix + needle.reading.original + expected.suffix, source.way)
    starts, more = find_starts(whole, source, most=2)
    if more or len(starts) != 1 or whole.text == needle.text:
        return ()
    before = len(read_needle(expected.prefix + "x", source.way).text) - 1
    start = source.text.find(needle.text, max(starts[0], starts[0] + before - 1))
    return (start,) if needle.stands_at(start, source) else ()


def _starts_near(needle: Needle, source: Reading, expected: Expectation) -> Iterable[int]:
    """Return where a needle starts near the place expected, at least the two nearest starts."""
    if expected.near is None:
        return ()
    near = source.fold_offset(expected.near)
    starts: list[int] = []
    for reach in (NEIGHBOURHOOD // 64, NEIGHBOURHOOD // 8, NEIGHBOURHOOD):
        start, stop = max(0, near - reach), near + reach + len(needle.text)
        starts, _ = find_starts(needle, source, start=start, stop=stop, most=2 * reach + 1)
        if len(starts) > 1:
            break
    return starts


def choose(
    text: str, occurrences: Occurrences, expected: Expectation
) -> tuple[Place, Decision] | None:
    """Return the place that is meant, and what decided; None if that cannot be known.

    A place next to other words than the context's is not meant. Position decides twice: the place
    that is clearly nearest to the one expected, or, of a quote with omissions, the one whose
    fragments are clearly nearest to each other.
    """
    places = occurrences.places
    if len(places) == 1 and not occurrences.more:
        return places[0], "unique"
    if expected.prefix or expected.suffix:
        places = _best_in_context(text, occurrences, expected)
        if len(places) == 1 < len(occurrences.places):
            return places[0], "context"
        if not places:
            return None
    place = _nearest(places, expected.near, more=occurrences.more) or _tightest(
        places, more=occurrences.more
    )
    return (place, "position") if place else None


def has_context(text: str, place: Place, expected: Expectation) -> bool:
    """Tell whether the words around a place are exactly those that are known."""
    prefix, suffix = expected.prefix[-LONGEST_CONTEXT:], expected.suffix[:LONGEST_CONTEXT]
    return text.endswith(prefix, 0, place[0].start) and text.startswith(suffix, place[-1].end)


def agrees(text: str, place: Place, expected: Expectation) -> bool:
    """Tell whether a place is next to the words that are known to be around it, or were once."""
    hull = Span(place[0].start, place[-1].end)
    return agrees_with_context(text, hull, expected.prefix, expected.suffix)


def _best_in_context(
    text: str, occurrences: Occurrences, expected: Expectation
) -> tuple[Place, ...]:
    """Return the places that the context speaks for: one, or those between which it cannot tell.

    One place that has exactly the context is it. Otherwise it is the best of those that are next
    to its words, or, if there are none, to words that it may have become, if it leads clearly. None
    at all is left if all are next to other words.
    """
    prefix, suffix = expected.prefix[-LONGEST_CONTEXT:], expected.suffix[:LONGEST_CONTEXT]
    same = [place for place in occurrences.places if has_context(text, place, expected)]
    if occurrences.more:
        alone = len(same) == 1 and not _recurs(text, same[0], prefix, suffix)
        return tuple(same) if alone or len(same) > 1 else occurrences.places
    if len(same) == 1:
        return tuple(same)
    hulls = [Span(place[0].start, place[-1].end) for place in occurrences.places]
    agreeing: tuple[Place, ...] = ()
    for fits in (is_in_context, agrees_with_context):
        agreeing = agreeing or tuple(
            place
            for place, hull in zip(occurrences.places, hulls, strict=True)
            if fits(text, hull, expected.prefix, expected.suffix)
        )
    if len(agreeing) < 2:  # noqa: PLR2004 -- one or none
        return agreeing
    similarities = _context_similarities(text, agreeing, prefix, suffix)
    best = max(similarities)
    return tuple(
        place
        for place, similarity in zip(agreeing, similarities, strict=True)
        if similarity > best - _CLEAR_LEAD
    )


def _recurs(text: str, place: Place, prefix: str, suffix: str) -> bool:
    whole = prefix + text[place[0].start : place[-1].end] + suffix
    first = text.find(whole)
    return text.find(whole, first + 1) >= 0


def _context_similarities(
    text: str, places: Sequence[Place], prefix: str, suffix: str
) -> list[float]:
    """Return for each place how like the context its surroundings are, from 0 to 1 for each side.

    Normalised Levenshtein similarity of as many characters, typography folded.
    """
    from rapidfuzz.distance import Levenshtein  # noqa: PLC0415 -- repeated quotes alone need it

    prefix = fold_typography(prefix).text
    suffix = fold_typography(suffix).text
    reach = 4 * max(len(prefix), len(suffix)) + 64  # blanks that fold to one take more room
    similarities = []
    for place in places:
        similarity = 0.0
        if prefix:
            start = place[0].start
            before = fold_typography(text[max(0, start - reach) : start]).text
            similarity += Levenshtein.normalized_similarity(prefix, before[-len(prefix) :])
        if suffix:
            end = place[-1].end
            after = fold_typography(text[end : end + reach]).text
            similarity += Levenshtein.normalized_similarity(suffix, after[: len(suffix)])
        similarities.append(similarity)
    return similarities


def _nearest(places: Sequence[Place], near: int | None, *, more: bool) -> Place | None:
    """Return the place that is at most half as far from the one expected as the next."""
    if near is None or len(places) == 1:
        return None
    distances = sorted((abs(place[0].start - near), place) for place in places)
    (nearest, place), (next_nearest, _) = distances[:2]
    if more:
        # Nothing is known of the places farther away.
        next_nearest = min(next_nearest, NEIGHBOURHOOD)
    return place if nearest < next_nearest and 2 * nearest <= next_nearest else None


def _tightest(places: Sequence[Place], *, more: bool) -> Place | None:
    """Return the place whose fragments have at most half as much between them as the next."""
    if more or len(places) == 1:
        return None
    gaps = sorted((gap(place), place) for place in places)
    (least, place), (next_least, _) = gaps[:2]
    return place if least < next_least and 2 * least <= next_least else None


def gap(place: Place) -> int:
    """Return how many characters lie between the fragments of a place."""
    return place[-1].end - place[0].start - sum(span.length for span in place)
