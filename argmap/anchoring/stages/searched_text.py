"""The text that is searched, read in one way after the other; what is costly is made once."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from argmap.anchoring.reading.folding import without_signs
from argmap.anchoring.reading.skipping import fold_apparatus, skip_apparatus
from argmap.anchoring.reading.ways import (
    APPARATUS,
    CASE,
    HYPHEN_AT_LINE_END,
    HYPHENATION,
    LETTER_FOR_LETTER,
    SPACING,
    TYPOGRAPHY,
    Needle,
    Reading,
    Way,
)
from argmap.anchoring.skipped import over_apparatus
from argmap.anchoring.surroundings import cautions_at, may_be_parted, parting

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from argmap.anchoring.apparatus import Apparatus
    from argmap.anchoring.placement import Caution, Place, Placement
    from argmap.anchoring.reading.ways import Quote
    from argmap.text import Span


class SearchedText:
    """A text, its readings and its apparatus.

    ``apparatus`` are spans of the text that are known to be none of its words; others are
    recognised. ``language`` is that of the text, as a BCP 47 tag.
    """

    def __init__(self, text: str, *, apparatus: Iterable[Span], language: str | None) -> None:
        self.text = text
        primary = language.partition("-")[0].lower() if language else None
        self.source = Reading(text, language=primary)
        self._known_apparatus = tuple(apparatus)

    @cached_property
    def apparatus(self) -> Apparatus:
        """What is in the text and none of its words; looked for when first asked for."""
        from argmap.anchoring.apparatus import Apparatus  # noqa: PLC0415 -- what is found plainly needs it not

        return Apparatus(self.text, self._known_apparatus)

    @cached_property
    def without_apparatus(self) -> Reading:
        """The text without its apparatus."""
        self.source.adopt(skip_apparatus, fold_apparatus(self.text, self.apparatus))
        return self.source.through(skip_apparatus)

    @cached_property
    def _without_signs(self) -> str:
        return without_signs(self.source.through(*CASE).text)

    def likely(self, ways: Iterable[Way], quote: Quote, fragment: Span) -> Iterator[Way]:
        """Yield those of some ways in which a fragment of a quote may be found, by its letters."""
        is_there = None
        for way in ways:
            if way not in (LETTER_FOR_LETTER, TYPOGRAPHY, APPARATUS):
                if is_there is None:
                    letters = without_signs(quote.needle(fragment, CASE).text)
                    is_there = letters in self._without_signs
                if not is_there:
                    continue
            yield way

    @cached_property
    def breaks_words(self) -> bool:
        """Whether some of its lines seem to end within a word, at a hyphen."""
        return bool(HYPHEN_AT_LINE_END.search(self.text))

    def cautions_at(self, place: Place) -> tuple[Caution, ...]:
        """Return the cautions about a place; apparatus in it or next to it says nothing."""
        if not (cautions_at(self.text, place) or may_be_parted(self.text, place)):
            return ()
        return cautions_at(self.apparatus.blanked, place)

    def parting(self, place: Place) -> tuple[Caution, ...]:
        """Return the cautions that say that fragments do not belong together."""
        return parting(self.text, place) and parting(self.apparatus.blanked, place)

    def reading(self, way: Way) -> Reading:
        """Return the text as one way reads it."""
        if way == APPARATUS:
            return self.without_apparatus.through(*SPACING)
        return self.source.through(*way)

    def ways(self, quote: str) -> Iterator[Way]:
        """Yield the ways in which a quote is looked for, the strictest first."""
        yield from self.plain_ways(quote)
        yield SPACING
        if self.apparatus.marks:
            yield APPARATUS

    def plain_ways(self, quote: str) -> Iterator[Way]:
        """Yield the ways that set aside no more than typography, case, and hyphens at line ends."""
        yield from (LETTER_FOR_LETTER, TYPOGRAPHY, CASE)
        if self.breaks_words or HYPHEN_AT_LINE_END.search(quote):
            yield HYPHENATION

    def over_apparatus(
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
