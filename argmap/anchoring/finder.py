"""From a quote to its place: one stage after the other, the first that knows answers.

1. The whole quote is looked for letter for letter, then with typography, case, and hyphens at
   line ends set aside. Of several places the context decides, then the nearness to the place
   expected; else the quote is ambiguous. A copy that is typed otherwise, or broken into other
   lines, is a place like any other.
2. Its fragments are looked for in the same ways, where the quote leaves words out. Halves of
   different sentences and what different people say do not belong together: such a quote is
   missing, and its parts say where they are.
3. Then the blanks beside signs are set aside, and the apparatus of the text: page numbers, notes,
   reference marks, cues, markup. So is what is typed around the quote and is none of it.
4. Where it stands nearly, the place is approximate, and what differs is told.
5. What stands nowhere is missing, with the nearest place, what differs there, and what of the
   quote stands where.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import replace
from functools import cached_property
from typing import TYPE_CHECKING

from argmap.anchoring.casing import with_case_changes
from argmap.anchoring.chains import LEAST_WIDTH, MOST_FRAGMENTS, find_chains, width
from argmap.anchoring.context import choose_context
from argmap.anchoring.elision import split_fragments, without_marks
from argmap.anchoring.occurrences import (
    Expectation,
    Occurrences,
    agrees,
    choose,
    find_occurrences,
    gap,
    has_context,
)
from argmap.anchoring.placement import Change, Part, Placement, Status
from argmap.anchoring.reading.skipping import fold_apparatus, skip_apparatus
from argmap.anchoring.reading.ways import (
    APPARATUS,
    BROKEN,
    CASE,
    HYPHEN_AT_LINE_END,
    HYPHENATION,
    LETTER_FOR_LETTER,
    SPACING,
    TYPOGRAPHY,
    Needle,
    Quote,
    Reading,
    Way,
)
from argmap.anchoring.skipped import goes_on_otherwise, over_apparatus, with_citation
from argmap.anchoring.surroundings import cautions_at, parting
from argmap.text import LINE_END, Span, stands_apart

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from argmap.anchoring.apparatus import Apparatus
    from argmap.anchoring.approximate.nearly import Nearly
    from argmap.anchoring.placement import Caution, Place

_MAY_LEAVE_OUT = re.compile(r"…|\.\s?\.")
_MOST_KEPT = 32
_MOST_CONTEXTS = 1024
_MOST_CHAINS = 64  # that are looked at, to see whether their fragments belong together


class Finder:
    """Finds quotes in one text.

    ``apparatus`` are spans of the text that are known to be none of its words, such as page
    headings; others are recognised. What is costly, the text with its typography folded, is made
    when a quote first needs it, and kept. ``language`` is that of the text, as a BCP 47 tag; if it
    is not given, the words around a place tell it.

    >>> finder = Finder("The council said: “We will not pay.” The budget shrank.")
    >>> finder.find("We will not pay")
    Placement(status='exact', spans=(Span(start=19, end=34),), similarity=1.0, candidates=(), \
changes=(), parts=(), decided_by='unique', more_candidates=False, cautions=())
    >>> finder.find('"We will not pay."').status
    'normalised'
    >>> finder.find("We will pay").status
    'missing'
    """

    def __init__(
        self, text: str, *, apparatus: Iterable[Span] = (), language: str | None = None
    ) -> None:
        self.text = text
        primary = language.partition("-")[0].lower() if language else None
        self._source = Reading(text, language=primary)
        # The latest placements: many statements may share a quote, and one is asked for repeatedly.
        self._kept: dict[tuple[object, ...], Placement] = {}
        self._contexts: dict[Span, tuple[str, str]] = {}
        self._known_apparatus = tuple(apparatus)

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
        key = (quote, prefix, suffix, near, approximate)
        if key not in self._kept:
            if len(self._kept) == _MOST_KEPT:
                del self._kept[next(iter(self._kept))]
            expected = Expectation(prefix, suffix, near)
            self._kept[key] = self._find(quote, expected, approximate=approximate)
        return self._kept[key]

    def _find(self, quote: str, expected: Expectation, *, approximate: bool) -> Placement:
        wanted = Quote(quote)
        # What leaves words out seldom is in the text as it is: then its fragments are sooner found.
        ways = self._plain_ways(quote) if _MAY_LEAVE_OUT.search(quote) else None
        placement = self._unless_contradicted(
            self._find_whole(wanted.whole, wanted, expected, ways)
            or self._find_fragments(wanted, expected)
            or self._find_beside(wanted, expected)
            or (self._find_nearly(wanted, expected) if approximate else Placement("missing")),
            expected,
        )
        return self._with_cautions(placement)

    def cautions(self, place: Place, changes: Sequence[Change] = ()) -> tuple[Caution, ...]:
        """Return what a reader should know about the words at a place, alone.

        ``changes`` are differences that are known: what they say already is not said again.
        """
        told = [change.found_span for change in changes if change.meaning]
        return tuple(
            caution
            for caution in self._surroundings(place)
            if caution.kind != "limit" or not any(map(caution.found_span.overlaps, told))
        )

    def _with_cautions(self, placement: Placement) -> Placement:
        if not placement.spans:
            return placement
        cautions = self.cautions(placement.spans, placement.changes)
        return replace(placement, cautions=cautions) if cautions else placement

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

    def _find_whole(
        self, whole: Span, quote: Quote, expected: Expectation, ways: Iterable[Way] | None = None
    ) -> Placement | None:
        """Place the quote, or the only fragment of it, in one piece."""
        for way in self._ways(quote.text) if ways is None else ways:
            needle = quote.needle(whole, way)
            if not needle.text:
                continue
            source = self._reading(way)
            occurrences = self._apart(find_occurrences(needle, source, expected), expected)
            status: Status = "normalised" if way or whole.length < quote.whole.length else "exact"
            placement = None
            if not way and self._is_in_doubt(occurrences, expected):
                placement = self._find_copy(whole, quote, expected, occurrences, status)
            if placement := placement or self._decide(occurrences, expected, status):
                placement = with_case_changes(placement, source, [needle], [whole])
                return self._over_apparatus(placement, source, [needle], [whole])
        return None

    def _is_in_doubt(self, occurrences: Occurrences, expected: Expectation) -> bool:
        """Tell whether a place where the quote stands letter for letter may be the wrong copy.

        A place alone is right if the words around it are those that are known.
        """
        places = occurrences.places
        if occurrences.more or not places:
            return False
        is_known = bool(expected.prefix or expected.suffix)
        return len(places) > 1 or not is_known or not has_context(self.text, places[0], expected)

    def _find_copy(
        self,
        whole: Span,
        quote: Quote,
        expected: Expectation,
        verbatim: Occurrences,
        status: Status,
    ) -> Placement | None:
        """Place the quote in one of its copies, also in those that are typed otherwise."""
        way = BROKEN if self._breaks_words else TYPOGRAPHY
        needle = quote.needle(whole, way)
        if not needle.text or needle.text != needle.reading.text:
            return None  # of blanks at its edges it cannot be told how they would be typed
        found = self._apart(
            find_occurrences(needle, self._source.through(*way), expected), expected
        )
        others = [place for place in found.places if not _overlaps_any(place, verbatim.places)]
        copies = Occurrences(tuple(sorted([*verbatim.places, *others])), more=found.more)
        if len(copies.places) == 1:
            return None
        placement = self._decide(copies, expected, status)
        is_typed_otherwise = (
            placement and placement.spans and placement.spans not in verbatim.places
        )
        return (
            replace(placement, status="normalised")
            if placement and is_typed_otherwise
            else placement
        )

    def _find_beside(self, quote: Quote, expected: Expectation) -> Placement | None:
        """Place the quote without what is typed around it: bullets, quotation marks, citations."""
        from argmap.anchoring.apparatus import bare_stretches  # noqa: PLC0415 -- what is found plainly needs it not

        if len(split_fragments(quote.text)) != 1:
            return None
        ways = list(self._ways(quote.text))
        for stretch in bare_stretches(quote.text):
            placement = self._find_whole(stretch, quote, expected, ways)
            if placement and not goes_on_otherwise(
                self.text, placement, stretch, quote.text, self.apparatus
            ):
                return with_citation(placement, stretch, quote.text)
        return None

    def _over_apparatus(
        self,
        placement: Placement,
        source: Reading,
        needles: Sequence[Needle],
        fragments: Sequence[Span],
    ) -> Placement:
        """Add the apparatus that a placement is found over, if its source was read without it."""
        if not source.skips:
            return placement
        return over_apparatus(placement, self.apparatus, source, needles, fragments)

    def _find_fragments(self, quote: Quote, expected: Expectation) -> Placement | None:
        """Place the fragments of a quote that leaves words out, in order."""
        fragments = split_fragments(quote.text)
        if len(fragments) == 1 and fragments[0].length < quote.whole.length:
            bare = without_marks(fragments[0], quote.text)
            return self._find_whole(fragments[0], quote, expected) or (
                self._find_whole(bare, quote, expected) if bare != fragments[0] else None
            )
        if not _are_wide(fragments, quote.text):
            return None
        stripped = [without_marks(fragment, quote.text) for fragment in fragments]
        parted = None
        for way in self._ways(quote.text):
            for tried in (fragments, stripped) if stripped != fragments else (fragments,):
                placement = self._find_chain(tried, quote, expected, way)
                if placement and placement.status != "missing":
                    return placement
                parted = parted or placement
        return parted

    def _find_chain(
        self, fragments: Sequence[Span], quote: Quote, expected: Expectation, way: Way
    ) -> Placement | None:
        """Place fragments read in one way; missing where none of their places holds together."""
        needles = [quote.needle(fragment, way) for fragment in fragments]
        if not all(needle.text for needle in needles):
            return None
        source = self._reading(way)
        chains = self._apart(find_chains(needles, source, expected), expected)
        sound = self._sound(chains)
        if not sound.places and chains.places:
            return self._parted(min(chains.places, key=gap), fragments)
        placement = self._decide(sound, expected, "elided")
        if placement is None:
            return None
        placement = with_case_changes(placement, source, needles, fragments)
        placement = self._with_omissions(placement, fragments)
        return self._over_apparatus(placement, source, needles, fragments)

    def _apart(self, occurrences: Occurrences, expected: Expectation) -> Occurrences:
        """Return the occurrences that cut no word, if there are: a word inside another is no copy.

        One that is just where it is expected, or in just the words around it, is one all the same.
        """
        places = tuple(
            place
            for place in occurrences.places
            if place[0].start == expected.near
            or all(stands_apart(self.text, span) for span in place)
            or ((expected.prefix or expected.suffix) and has_context(self.text, place, expected))
        )
        return Occurrences(places, more=occurrences.more) if places else occurrences

    def _sound(self, chains: Occurrences) -> Occurrences:
        """Return the chains whose fragments belong together; of very many, all."""
        if len(chains.places) > _MOST_CHAINS:
            return chains
        places = tuple(place for place in chains.places if not self._parting(place))
        return Occurrences(places, more=chains.more)

    def _parted(self, place: Place, fragments: Sequence[Span]) -> Placement:
        """Return that a quote is nowhere, because what it joins does not belong together."""
        parts = map(Part, fragments, place)
        return Placement(
            "missing",
            similarity=1.0,
            candidates=(place,),
            parts=tuple(parts),
            cautions=self._parting(place),
        )

    def _parting(self, place: Place) -> tuple[Caution, ...]:
        """Return the cautions which say that what is at a place does not belong together."""
        if not parting(self.text, place):
            return ()
        return tuple(caution for caution in self._surroundings(place) if caution.parts)

    def _surroundings(self, place: Place) -> tuple[Caution, ...]:
        """Return the cautions at a place; no sentence ends where a page turns."""
        cautions = cautions_at(self.text, place)
        if not any(caution.parts for caution in cautions):
            return cautions
        return cautions_at(self._in_one_page, self._joined(place))

    @cached_property
    def _in_one_page(self) -> str:
        """The text with as many blanks in place of page turns, notes and cues."""
        parts: list[str] = []
        done = 0
        for mark in self.apparatus.marks:
            if LINE_END.search(self.text, *mark.span):
                words = self.text[done : mark.span.start].rstrip()
                parts += [words, " " * (mark.span.end - done - len(words))]
                done = mark.span.end
        return "".join((*parts, self.text[done:]))

    def _joined(self, place: Place) -> Place:
        """Return a place with the spans in one that only apparatus parts: no words are left out."""
        joined = [place[0]]
        for span in place[1:]:
            gap = Span(joined[-1].end, span.start)
            if gap.cut(self.text).strip() and self.apparatus.is_all_of(gap):
                joined[-1] = Span(joined[-1].start, span.end)
            else:
                joined.append(span)
        return tuple(joined)

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

        changes = changes_left_out(self._source.through(*TYPOGRAPHY), fragments, place)
        return tuple(
            change for change in changes if not self.apparatus.is_all_of(change.found_span)
        )

    def context(self, span: Span) -> tuple[str, str]:
        """Return the words before and after a span, as :func:`choose_context` chooses them.

        >>> Finder("We came. We saw. We went.").context(Span(9, 11))
        ('We came. ', ' saw. We went.')
        """
        if span not in self._contexts:
            if len(self._contexts) == _MOST_CONTEXTS:
                self._contexts.clear()
            self._contexts[span] = choose_context(
                self.text, span, occurrences=self._source.occurrences
            )
        return self._contexts[span]

    def compare(self, quote: str, fragments: Sequence[Span], place: Place) -> Placement:
        """Return how a quote differs from the words at a place, which is taken as given.

        ``fragments`` are where in the quote the words for each span of the place stand. The
        placement is approximate, whatever the similarity, unless nothing but typography or
        apparatus differs.

        >>> finder = Finder("Buses may not help the town.")
        >>> finder.compare("Buses may help", [Span(0, 14)], (Span(0, 18),)).changes[0].meaning
        'negation'
        """
        from argmap.anchoring.approximate.nearly import Nearly  # noqa: PLC0415 -- as below

        wanted = Quote(quote)
        found = Nearly(wanted, Expectation(), self._source).compare(fragments, place)
        if not found.changes_meaning or not any(map(self.apparatus.marks_within, place)):
            return found
        source = self._without_apparatus
        over = Nearly(wanted, Expectation(), source).compare(fragments, place)
        needles = [wanted.needle(each, (skip_apparatus, *CASE)) for each in fragments]
        return self._over_apparatus(over, source.through(*CASE), needles, fragments)

    def _with_omissions(self, placement: Placement, fragments: Sequence[Span]) -> Placement:
        """Add the words left out that turn what the quote says."""
        from argmap.anchoring.approximate.nearly import changes_left_out  # noqa: PLC0415 -- as below

        omitted = changes_left_out(self._source.through(*TYPOGRAPHY), fragments, placement.spans)
        return replace(placement, changes=(*placement.changes, *omitted))

    def _find_nearly(self, quote: Quote, expected: Expectation) -> Placement:
        """Place the quote where it stands nearly, or say what of it stands where."""
        from argmap.anchoring.approximate.nearly import Nearly  # noqa: PLC0415 -- what is found needs it not

        fragments = split_fragments(quote.text)
        if not fragments:
            return Placement("missing")
        nearly = Nearly(quote, expected, self._source)
        found = self._found_nearly(nearly, quote, expected, fragments)
        if found.spans and not found.changes_meaning:
            return found
        again = [found]
        if self._is_beside_apparatus(found, quote):
            source = self._without_apparatus
            over = Nearly(quote, expected, source, nearly.deadline)
            placement = self._found_nearly(over, quote, expected, fragments)
            needles = [quote.needle(each, (skip_apparatus, *CASE)) for each in fragments]
            again.append(self._over_apparatus(placement, source.through(*CASE), needles, fragments))
        return max(again, key=_likely)

    def _is_beside_apparatus(self, found: Placement, quote: Quote) -> bool:
        """Tell whether there is apparatus where the quote nearly is, or where parts of it are."""
        places = [*found.spans, *(span for place in found.candidates[:1] for span in place)]
        places += [part.found_span for part in found.parts if part.found_span]
        room = quote.whole.length
        return any(
            self.apparatus.marks_within(Span(span.start - room, span.end + room)) for span in places
        )

    def _found_nearly(
        self, nearly: Nearly, quote: Quote, expected: Expectation, fragments: Sequence[Span]
    ) -> Placement:
        placement = None
        if _are_wide(fragments, quote.text):
            fragments = [without_marks(fragment, quote.text) for fragment in fragments]
            placement = nearly.find_fragments(fragments)
            if placement and placement.spans and self._parting(placement.spans):
                return self._parted(placement.spans, fragments)
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
        yield from self._plain_ways(quote)
        yield SPACING
        if self.apparatus.marks:
            yield APPARATUS

    def _plain_ways(self, quote: str) -> Iterator[Way]:
        """Yield the ways that set aside no more than typography, case, and hyphens at line ends."""
        yield from (LETTER_FOR_LETTER, TYPOGRAPHY, CASE)
        if self._breaks_words or HYPHEN_AT_LINE_END.search(quote):
            yield HYPHENATION

    def _reading(self, way: Way) -> Reading:
        """Return the text as one way reads it."""
        if way == APPARATUS:
            return self._without_apparatus.through(*SPACING)
        return self._source.through(*way)

    @cached_property
    def apparatus(self) -> Apparatus:
        """What is in the text and none of its words; looked for when first asked for."""
        from argmap.anchoring.apparatus import Apparatus  # noqa: PLC0415 -- what is found plainly needs it not

        return Apparatus(self.text, self._known_apparatus)

    @cached_property
    def _without_apparatus(self) -> Reading:
        self._source.adopt(skip_apparatus, fold_apparatus(self.text, self.apparatus))
        return self._source.through(skip_apparatus)

    @cached_property
    def _breaks_words(self) -> bool:
        return bool(HYPHEN_AT_LINE_END.search(self.text))


def _are_wide(fragments: Sequence[Span], quote: str) -> bool:
    """Tell whether there are several fragments, each of which is long enough to be found."""
    return 1 < len(fragments) <= MOST_FRAGMENTS and all(
        width(fragment.cut(quote)) >= LEAST_WIDTH for fragment in fragments
    )


def _likely(placement: Placement) -> tuple[bool, int, float]:
    """Return how likely a placement is the right one: placed, with few changes that tell, alike."""
    telling = sum(1 for change in placement.changes if change.meaning)
    return placement.status != "missing", -telling, placement.similarity


def _overlaps_any(place: Place, others: Sequence[Place]) -> bool:
    """Tell whether a place overlaps one of others, which are in order and of one length."""
    last = bisect_left(others, place[0].end, key=lambda other: other[0].start) - 1
    return last >= 0 and others[last][0].overlaps(place[0])
