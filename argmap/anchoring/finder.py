"""From a quote to its place: one stage after the other, the first that knows answers.

1. The whole quote is looked for exactly, then with typography, case, and hyphens at
   line ends set aside. Of several places the context decides, then the nearness to the place
   expected; else the quote is ambiguous. A copy that is typed otherwise, or broken into other
   lines, is a place like any other.
2. Its fragments are looked for in the same ways, where the quote leaves words out. Halves of
   different sentences and what different people say do not belong together: such a quote is
   missing, and its parts say where they are.
3. Then the blanks beside signs are set aside, and the apparatus of the text: page numbers, notes,
   reference marks, cues, markup. So is what is typed around the quote and is none of it.
4. Where it is nearly, the place is approximate, and what differs is reported.
5. What is nowhere is missing, with the nearest place, what differs there, and what of the
   quote stands where.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from argmap.anchoring.context import choose_context
from argmap.anchoring.elision import split_fragments
from argmap.anchoring.occurrences import Expectation
from argmap.anchoring.placement import Placement
from argmap.anchoring.reading.ways import Quote
from argmap.anchoring.stages.deciding import unless_contradicted
from argmap.anchoring.stages.fragments import find_fragments, left_out
from argmap.anchoring.stages.searched_text import SearchedText
from argmap.anchoring.stages.whole_quotes import find_beside, find_whole

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from argmap.anchoring.placement import Caution, Change, Place
    from argmap.text import Span

_MAY_LEAVE_OUT = re.compile(r"…|\.\s?\.")
_MOST_KEPT = 32
_MOST_CONTEXTS = 1024


class Finder:
    """Finds quotes in one text.

    ``apparatus`` are spans of the text that are known to be none of its words, such as page
    headings; others are recognised. What is costly, the text with its typography folded, is made
    when a quote first needs it, and kept. ``language`` is that of the text, as a BCP 47 tag; if it
    is not given, the words around a place tell it.

    >>> finder = Finder("The council said: “We will not pay.” The budget shrank.")
    >>> finder.find("We will not pay")
    Placement('exact', spans=(Span(start=19, end=34),), similarity=1.0, decided_by='unique')
    >>> finder.find('"We will not pay."').status
    'corrected'
    >>> finder.find("We will pay").status
    'missing'
    """

    def __init__(
        self, text: str, *, apparatus: Iterable[Span] = (), language: str | None = None
    ) -> None:
        self.text = text
        self._searched = SearchedText(text, apparatus=apparatus, language=language)
        # The latest placements: many statements may share a quote, and one is asked for repeatedly.
        self._kept: dict[tuple[object, ...], Placement] = {}
        self._contexts: dict[Span, tuple[str, str]] = {}

    def find(
        self,
        quote: str,
        *,
        prefix: str = "",
        suffix: str = "",
        near: int | None = None,
        approximate: bool = True,
    ) -> Placement:
        """Return where a quote is in the text, or why it has no place.

        ``prefix`` and ``suffix`` are the words before and after the quote; they tell its place
        from others with the same words, and a quote that is only next to other words is
        contradicted. ``near`` is the offset in code points where the quote is expected to begin; it
        decides only if the context does not, and only if the nearest place is at most half
        as far as the next. With ``approximate`` False a quote that is
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
        searched = self._searched
        # What leaves words out seldom is in the text as it is: then its fragments are sooner found.
        ways = searched.plain_ways(quote) if _MAY_LEAVE_OUT.search(quote) else None
        placement = (
            find_whole(searched, wanted.whole, wanted, expected, ways)
            or find_fragments(searched, wanted, expected)
            or find_beside(searched, wanted, expected)
            or (self._find_nearly(wanted, expected) if approximate else Placement("missing"))
        )
        return self._with_cautions(unless_contradicted(self.text, placement, expected))

    def _find_nearly(self, quote: Quote, expected: Expectation) -> Placement:
        from argmap.anchoring.stages.near_matches import find_nearly  # noqa: PLC0415 -- what is found needs it not

        return find_nearly(self._searched, quote, expected)

    def cautions(self, place: Place, changes: Sequence[Change] = ()) -> tuple[Caution, ...]:
        """Return what a reader should know about the words at a place, alone.

        ``changes`` are differences that are known: what they say already is not said again.
        """
        reported = [change.found_span for change in changes if change.meaning]
        return tuple(
            caution
            for caution in self._searched.cautions_at(place)
            if caution.kind != "limit" or not any(map(caution.found_span.overlaps, reported))
        )

    def _with_cautions(self, placement: Placement) -> Placement:
        if not placement.spans:
            return placement
        cautions = self.cautions(placement.spans, placement.changes)
        return replace(placement, cautions=cautions) if cautions else placement

    def left_out(self, quote: str, place: Place) -> tuple[Change, ...]:
        """Return the words that an elided quote leaves out though they turn what it says.

        ``place`` holds the span of each of its fragments.

        >>> from argmap.text import Span
        >>> finder = Finder("Buses may not help the town at all.")
        >>> finder.left_out("Buses may … help the town", (Span(0, 9), Span(14, 27)))[0].meaning
        'negation'
        """
        fragments = split_fragments(quote)
        if len(place) < 2 or len(fragments) != len(place):  # noqa: PLR2004 -- words are left out between two
            return ()
        changes = left_out(self._searched.source, fragments, place)
        apparatus = self._searched.apparatus
        return tuple(change for change in changes if not apparatus.is_all_of(change.found_span))

    def context(self, span: Span) -> tuple[str, str]:
        """Return the words before and after a span, as :func:`choose_context` chooses them.

        >>> from argmap.text import Span
        >>> Finder("We came. We saw. We went.").context(Span(9, 11))
        ('We came. ', ' saw. We went.')
        """
        if span not in self._contexts:
            if len(self._contexts) == _MOST_CONTEXTS:
                self._contexts.clear()
            occurrences = self._searched.source.occurrences
            self._contexts[span] = choose_context(self.text, span, occurrences=occurrences)
        return self._contexts[span]

    def compare(self, quote: str, fragments: Sequence[Span], place: Place) -> Placement:
        """Return how a quote differs from the words at a place, which is taken as given.

        ``fragments`` are where in the quote the words for each span of the place are. The
        placement is approximate, whatever the similarity, unless only typography or
        apparatus differs.

        >>> from argmap.text import Span
        >>> finder = Finder("Buses may not help the town.")
        >>> finder.compare("Buses may help", [Span(0, 14)], (Span(0, 18),)).changes[0].meaning
        'negation'
        """
        from argmap.anchoring.stages.near_matches import compare  # noqa: PLC0415 -- as above

        return compare(self._searched, Quote(quote), fragments, place)
