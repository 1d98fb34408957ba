"""From a quote to its place: one stage after the other, the first that knows answers.

1. The whole quote is looked for letter for letter, then with typography, case, and hyphens at
   line ends set aside. Of several places the context decides, then the nearness to the place
   expected; else the quote is ambiguous. Where it stands letter for letter in one place alone,
   that is it, though copies are typed otherwise, unless its context speaks for one of those.
2. Its fragments are looked for in the same ways, where the quote leaves words out.
3. Where they stand nearly, the place is approximate, and what differs is told.
4. What stands nowhere is missing, with the nearest place, and what of it stands where.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import replace
from functools import cached_property
from typing import TYPE_CHECKING

from argmap.anchoring.chains import LEAST_WIDTH, MOST_FRAGMENTS, find_chains, width
from argmap.anchoring.elision import split_fragments
from argmap.anchoring.occurrences import (
    Expectation,
    Occurrences,
    agrees,
    choose,
    find_occurrences,
    has_context,
)
from argmap.anchoring.placement import Change, Part, Placement, Status
from argmap.anchoring.reading.folding import fold_case, fold_typography, join_hyphens
from argmap.anchoring.reading.ways import (
    CASE,
    HYPHEN_AT_LINE_END,
    HYPHENATION,
    LETTER_FOR_LETTER,
    TYPOGRAPHY,
    Needle,
    Quote,
    Reading,
    Way,
)
from argmap.text import Span

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from argmap.anchoring.approximate.nearly import Nearly
    from argmap.anchoring.placement import Place

_WORDS = re.compile("[^ ]+")


class Finder:
    """Finds quotes in one text.

    What is costly, the text with its typography folded, is made when a quote first needs it, and
    kept. ``language`` is that of the text, as a BCP 47 tag; if it is not given, the words around a
    place tell it.

    >>> finder = Finder("The council said: “We will not pay.” The budget shrank.")
    >>> finder.find("We will not pay")
    Placement(status='exact', spans=(Span(start=19, end=34),), similarity=1.0, candidates=(), \
changes=(), parts=(), decided_by='unique', more_candidates=False)
    >>> finder.find('"We will not pay."').status
    'normalised'
    >>> finder.find("We will pay").status
    'missing'
    """

    def __init__(self, text: str, *, language: str | None = None) -> None:
        self.text = text
        primary = language.partition("-")[0].lower() if language else None
        self._source = Reading(text, language=primary)

    def find(
        self,
        quote: str,
        *,
        prefix: str = "",
        suffix: str = "",
        near: int | None = None,
        approximate: bool = True,
    ) -> Placement:
        """Return where a quote stands in the text, or why it has no place.

        ``prefix`` and ``suffix`` are the words before and after the quote; they tell its place
        from others with the same words, and a quote that is only next to other words is
        contradicted. ``near`` is the offset in code points where the quote is expected to begin; it
        decides only where the context does not, and only where the nearest place is at most half
        as far as the next. With ``approximate`` False a quote that stands
        only nearly is missing, and not told where, which takes a fraction of the time. A quote of
        blanks alone is missing.

        >>> finder = Finder("yes or no, no or yes")
        >>> finder.find("yes").candidates
        ((Span(start=0, end=3),), (Span(start=17, end=20),))
        >>> finder.find("yes", prefix="no or ").spans
        (Span(start=17, end=20),)
        """
        if not quote.strip():
            return Placement("missing")
        expected = Expectation(prefix, suffix, near)
        wanted = Quote(quote)
        return self._unless_contradicted(
            self._find_whole(wanted.whole, wanted, expected)
            or self._find_fragments(wanted, expected)
            or (self._find_nearly(wanted, expected) if approximate else Placement("missing")),
            expected,
        )

    def _unless_contradicted(self, placement: Placement, expected: Expectation) -> Placement:
        """Return a placement, contradicted if the context says that none of its places is meant."""
        if not (expected.prefix or expected.suffix) or placement.status == "missing":
            return placement
        places = (placement.spans,) if placement.spans else placement.candidates
        if placement.more_candidates or any(agrees(self.text, each, expected) for each in places):
            return placement
        return replace(
            placement, status="contradicted", spans=(), candidates=places, decided_by=None
        )

    def _find_whole(self, whole: Span, quote: Quote, expected: Expectation) -> Placement | None:
        """Place the quote, or the only fragment of it, in one piece."""
        for way in self._ways(quote.text):
            needle = quote.needle(whole, way)
            if not needle.text:
                continue
            source = self._source.through(*way)
            occurrences = find_occurrences(needle, source, expected)
            status: Status = "normalised" if way or whole.length < quote.whole.length else "exact"
            placement = None
            if not way and self._is_in_doubt(occurrences, expected):
                placement = self._find_copy(whole, quote, expected, occurrences, status)
            if placement := placement or self._decide(occurrences, expected, status):
                return _with_changes(placement, source, [needle], [whole])
        return None

    def _is_in_doubt(self, occurrences: Occurrences, expected: Expectation) -> bool:
        """Tell whether a place where the quote stands letter for letter may be the wrong copy.

        One place alone is right, unless the words around it are not those that are known.
        """
        places = occurrences.places
        if occurrences.more or not places:
            return False
        return len(places) > 1 or not has_context(self.text, places[0], expected)

    def _find_copy(
        self,
        whole: Span,
        quote: Quote,
        expected: Expectation,
        verbatim: Occurrences,
        status: Status,
    ) -> Placement | None:
        """Place the quote in one of its copies, also in those that are broken into other lines."""
        needle = quote.needle(whole, TYPOGRAPHY)
        if not needle.text or needle.text != needle.reading.text:
            return None  # of blanks at its edges it cannot be told how they would be typed
        found = find_occurrences(needle, self._source.through(*TYPOGRAPHY), expected)
        others = [place for place in found.places if not _overlaps_any(place, verbatim.places)]
        copies = Occurrences(tuple(sorted([*verbatim.places, *others])), more=found.more)
        placement = self._decide(copies, expected, status)
        if not placement or (len(verbatim.places) == 1 and placement.decided_by != "context"):
            return None
        is_typed_otherwise = placement.spans and placement.spans not in verbatim.places
        return replace(placement, status="normalised") if is_typed_otherwise else placement

    def _find_fragments(self, quote: Quote, expected: Expectation) -> Placement | None:
        """Place the fragments of a quote that leaves words out, in order."""
        fragments = split_fragments(quote.text)
        if len(fragments) == 1 and fragments[0].length < quote.whole.length:
            return self._find_whole(fragments[0], quote, expected)
        if not 1 < len(fragments) <= MOST_FRAGMENTS:
            return None
        if any(width(fragment.cut(quote.text)) < LEAST_WIDTH for fragment in fragments):
            return None
        for way in self._ways(quote.text):
            needles = [quote.needle(fragment, way) for fragment in fragments]
            if not all(needle.text for needle in needles):
                continue
            source = self._source.through(*way)
            chains = find_chains(needles, source, expected)
            if placement := self._decide(chains, expected, "elided"):
                placement = _with_changes(placement, source, needles, fragments)
                return self._with_omissions(placement, fragments)
        return None

    def left_out(self, quote: str, place: Place) -> tuple[Change, ...]:
        """Return the words that an elided quote leaves out though they turn what it says.

        ``place`` holds the span of each of its fragments.

        >>> finder = Finder("Buses may not help the town at all.")
        >>> finder.left_out("Buses may … help the town", (Span(0, 9), Span(14, 27)))[0].meaning
        'negation'
        """
        fragments = split_fragments(quote)
        if len(place) < 2 or len(fragments) != len(place):  # noqa: PLR2004 -- words are left out between two
            return ()
        from argmap.anchoring.approximate.nearly import changes_left_out  # noqa: PLC0415 -- as below

        return tuple(changes_left_out(self._source.through(*TYPOGRAPHY), fragments, place))

    def compare(self, quote: str, fragments: Sequence[Span], place: Place) -> Placement:
        """Return how a quote differs from the words at a place, which is taken as given.

        ``fragments`` are where in the quote the words for each span of the place stand. The
        placement is approximate, whatever the similarity.

        >>> finder = Finder("Buses may not help the town.")
        >>> finder.compare("Buses may help", [Span(0, 14)], (Span(0, 18),)).changes[0].meaning
        'negation'
        """
        from argmap.anchoring.approximate.nearly import Nearly  # noqa: PLC0415 -- as below

        return Nearly(Quote(quote), Expectation(), self._source).compare(fragments, place)

    def _with_omissions(self, placement: Placement, fragments: Sequence[Span]) -> Placement:
        """Add the words left out that turn what the quote says."""
        from argmap.anchoring.approximate.nearly import changes_left_out  # noqa: PLC0415 -- as below

        omitted = changes_left_out(self._source.through(*TYPOGRAPHY), fragments, placement.spans)
        return replace(placement, changes=(*placement.changes, *omitted))

    def _find_nearly(self, quote: Quote, expected: Expectation) -> Placement:
        """Place the quote where it stands nearly, or say what of it stands where."""
        from argmap.anchoring.approximate.nearly import Nearly  # noqa: PLC0415 -- what is found needs it not

        nearly = Nearly(quote, expected, self._source)
        fragments = split_fragments(quote.text)
        if not fragments:
            return Placement("missing")
        placement = None
        if 1 < len(fragments) <= MOST_FRAGMENTS and all(
            width(fragment.cut(quote.text)) >= LEAST_WIDTH for fragment in fragments
        ):
            placement = nearly.find_fragments(fragments)
        whole = fragments[0] if len(fragments) == 1 else quote.whole
        return (
            placement
            or nearly.find_loosely(whole)
            or nearly.find_edited(whole)
            or nearly.find_whole(whole)
            or nearly.missing(self._find_parts(quote, expected, nearly))
        )

    def _find_parts(self, quote: Quote, expected: Expectation, nearly: Nearly) -> tuple[Part, ...]:
        """Return where each fragment stands by itself, of a quote that leaves words out."""
        fragments = split_fragments(quote.text)
        if not 1 < len(fragments) <= MOST_FRAGMENTS:
            return ()
        parts = []
        for fragment in fragments:
            placement = self._find_whole(fragment, quote, expected)
            if not placement:
                placement = nearly.find_whole(fragment)
            places = placement.candidates or (placement.spans,) if placement else ()
            similarity = placement.similarity if placement else 0.0
            parts.append(Part(fragment, places[0][0] if places else None, similarity))
        return tuple(parts)

    def _decide(
        self, occurrences: Occurrences, expected: Expectation, status: Status
    ) -> Placement | None:
        if not occurrences.places:
            return None
        chosen = choose(self.text, occurrences, expected)
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

    def _ways(self, quote: str) -> Iterator[Way]:
        """Yield the ways in which a quote is looked for, the strictest first."""
        yield from (LETTER_FOR_LETTER, TYPOGRAPHY, CASE)
        if self._breaks_words or HYPHEN_AT_LINE_END.search(quote):
            yield HYPHENATION

    @cached_property
    def _breaks_words(self) -> bool:
        return bool(HYPHEN_AT_LINE_END.search(self.text))


def _overlaps_any(place: Place, others: Sequence[Place]) -> bool:
    """Tell whether a place overlaps one of others, which are in order and of one length."""
    last = bisect_left(others, place[0].end, key=lambda other: other[0].start) - 1
    return last >= 0 and others[last][0].overlaps(place[0])


def _with_changes(
    placement: Placement,
    source: Reading,
    needles: Sequence[Needle],
    fragments: Sequence[Span],
) -> Placement:
    """Add to a placement where its case differs from that of the quote."""
    if fold_case not in source.way or not placement.spans:
        return placement
    changes: list[Change] = []
    for needle, fragment, span in zip(needles, fragments, placement.spans, strict=True):
        changes += _case_changes(needle, fragment, source, span)
    return replace(placement, changes=tuple(changes))


def _case_changes(needle: Needle, fragment: Span, source: Reading, span: Span) -> Iterator[Change]:
    """Yield the words of a fragment that stand in the source in another case."""
    start = source.fold_offset(span.start)
    stretches = (
        (needle.reading, needle.stretch),
        (source, Span(start, start + len(needle.text))),
    )
    quoted, found = (_cased_words(reading, stretch) for reading, stretch in stretches)
    for (ours, quoted_span), (theirs, found_span) in zip(quoted, found, strict=False):
        if _differ_in_case(ours, theirs):
            yield Change("case", ours, theirs, quoted_span.shifted(fragment.start), found_span)


def _cased_words(reading: Reading, stretch: Span) -> Iterator[tuple[str, Span]]:
    """Yield the words of a stretch before case was folded, and where they stand."""
    cased = reading.before(fold_case)
    stretch = reading.unfold(stretch, fold_case)
    for word in _WORDS.finditer(cased.text, *stretch):
        span = cased.unfold(Span(*word.span()))
        yield span.cut(cased.original), span


def _differ_in_case(quoted: str, found: str) -> bool:
    ours, theirs = (join_hyphens(fold_typography(word).text).text for word in (quoted, found))
    return ours != theirs and fold_case(ours).text == fold_case(theirs).text
