"""Ways of reading a text, from letter for letter to case and hyphens set aside.

The source and the quote are read in the same way, and the one is searched for the other. A
reading knows the way back to the text as it stands; a needle knows when a place where the words
agree is none all the same.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from functools import cached_property
from typing import TYPE_CHECKING

from argmap.anchoring.reading.characters import HYPHENS, is_mark
from argmap.anchoring.reading.folding import (
    LINE_END,
    Folding,
    fold_case,
    fold_typography,
    join_hyphens,
)
from argmap.anchoring.reading.loosening import fold_loosely
from argmap.text import Span, is_word_edge

if TYPE_CHECKING:
    from argmap.anchoring.meaning.concordance import Concordance

Fold = Callable[[str], Folding]
Way = tuple[Fold, ...]

LETTER_FOR_LETTER: Way = ()
TYPOGRAPHY: Way = (fold_typography,)
CASE: Way = (fold_typography, fold_case)
HYPHENATION: Way = (fold_typography, join_hyphens, fold_case)
LOOSE: Way = (fold_typography, fold_loosely, fold_case)

HYPHEN_AT_LINE_END = re.compile(rf"[{HYPHENS[1:]}\-][ \t]*[\r\n\v\f\x85\u2028\u2029]")

# A quote in another case that is shorter than this must not begin or end inside a word: "US" does
# not stand in "house".
_SHORT = 24

# Where a quote recurs without end, so many places are looked at; fewer where it is long, or where
# its hyphens have to be compared.
_MOST_PLACES = 100_000
_MOST_CHARACTERS = 50_000_000
_MOST_HYPHENATED_CHARACTERS = 500_000


class Reading:
    """A text as one fold after the other makes it.

    ``text`` is what is read, ``original`` the text as it stands, ``way`` the folds between them,
    ``language`` the code of its language where that is known.

    >>> reading = Reading("He said  “yes”").through(fold_typography)
    >>> reading.text, reading.unfold(Span(8, 13))
    ('He said "yes"', Span(start=9, end=14))
    """

    def __init__(
        self,
        original: str,
        way: Way = LETTER_FOR_LETTER,
        steps: tuple[Folding, ...] = (),
        *,
        language: str | None = None,
    ) -> None:
        self.original = original
        self.language = language
        self.way = way
        self._steps = steps
        self._folded: dict[Fold, Reading] = {}
        self.text = steps[-1].text if steps else original

    def through(self, *folds: Fold) -> Reading:
        """Return the reading that more folds give, one after the other; each is made once."""
        reading = self
        for fold in folds:
            if fold not in reading._folded:
                way, steps = (*reading.way, fold), (*reading._steps, fold(reading.text))
                reading._folded[fold] = Reading(self.original, way, steps, language=self.language)
            reading = reading._folded[fold]
        return reading

    @cached_property
    def concordance(self) -> Concordance:
        """The words of the reading, listed when one is first looked up."""
        from argmap.anchoring.meaning.concordance import Concordance  # noqa: PLC0415 -- what is found needs it not

        return Concordance(self.text, self.language)

    def before(self, fold: Fold) -> Reading:
        """Return the reading without a fold and those after it."""
        kept = self.way.index(fold)
        return Reading(self.original, self.way[:kept], self._steps[:kept], language=self.language)

    def unfold(self, span: Span, fold: Fold | None = None) -> Span:
        """Return where a stretch of the reading stood before a fold, or in the text as it stands.

        In the text as it stands, the marks that follow its last character belong to it.
        """
        kept = self.way.index(fold) if fold else 0
        for step in reversed(self._steps[kept:]):
            span = step.unfold(span)
        if kept or not self._steps:
            return span
        end = span.end
        while end < len(self.original) and unicodedata.category(self.original[end])[0] == "M":
            end += 1
        return Span(span.start, end)

    def fold_offset(self, offset: int) -> int:
        """Return where an offset of the text as it stands is in the reading."""
        for step in self._steps:
            offset = step.fold_offset(offset)
        return offset

    def hyphens(self, span: Span) -> dict[int, str]:
        """Return the hyphens that were joined in a stretch: how far in it, and what stood there.

        A hyphen at the end of a line is an empty string: it may be there or not.
        """
        if join_hyphens not in self.way:
            return {}
        span = self.unfold(span, fold_case) if fold_case in self.way else span
        hyphenated = self.before(join_hyphens)
        joins = self._steps[self.way.index(join_hyphens)]
        hyphens = {}
        for place, stood in joins.pieces(span):
            original = hyphenated.unfold(stood).cut(self.original)
            optional = original[0] in HYPHENS and LINE_END.search(original)
            hyphens[place - span.start] = "" if optional else stood.cut(hyphenated.text)
        return hyphens


class Needle:
    """A quote, read in one of the ways, to be searched for in a source read in the same way.

    ``text`` is what to search for: the quote without the blanks at its edges, unless it is read
    letter for letter. ``stretch`` is where that stands in ``reading``, ``most_places`` at how
    many places it may be looked for.
    """

    def __init__(self, reading: Reading) -> None:
        self.reading = reading
        way = reading.way
        text = self.reading.text
        self.text = text.strip(" ") if way else text
        start = text.find(self.text)
        self.stretch = Span(start, start + len(self.text))
        self._hyphens = self.reading.hyphens(self.stretch)
        most = _MOST_HYPHENATED_CHARACTERS if join_hyphens in way else _MOST_CHARACTERS
        self.most_places = max(4, min(_MOST_PLACES, most // max(1, len(self.text))))

    def stands_at(self, start: int, source: Reading) -> bool:
        """Tell whether the place of a source where the words agree is a place of the quote.

        It is none where only the fold made it so: where an accent follows that the quote does not
        have, where an ellipsis would be cut, where a short quote in another case would stand
        inside a word, where a hyphen is missing that does not end a line.
        """
        if not source.way:
            return True
        end = start + len(self.text)
        if end < len(source.text) and is_mark(source.text[end]):
            return False
        if self._cuts_ellipsis(Span(start, end), source):
            return False
        if fold_case in source.way:
            if len(self.text) < _SHORT and not (
                is_word_edge(source.text, start) and is_word_edge(source.text, end)
            ):
                return False
            return self._agrees_in_hyphens(Span(start, end), source)
        return True

    def _cuts_ellipsis(self, place: Span, source: Reading) -> bool:
        if "." not in (self.text[0], self.text[-1]):
            return False
        found = source.unfold(place).cut(source.original)
        return (found.endswith("…") and not self.text.endswith("...")) or (
            found.startswith("…") and not self.text.startswith("...")
        )

    def _agrees_in_hyphens(self, place: Span, source: Reading) -> bool:
        found = source.hyphens(place)
        return all(
            "" in (self._hyphens.get(inner), found.get(inner))
            or self._hyphens.get(inner) == found.get(inner)
            for inner in self._hyphens.keys() | found.keys()
        )


def read_needle(quote: str, way: Way) -> Needle:
    """Return what to search for of a quote that is read in a way."""
    return Needle(Reading(quote).through(*way))


class Quote:
    """A quote and its fragments, read in one way after the other.

    >>> quote = Quote("“Yes” … he said")
    >>> quote.needle(Span(0, 5), TYPOGRAPHY).text
    '"Yes"'
    """

    def __init__(self, text: str) -> None:
        self.text = text
        self.whole = Span(0, len(text))
        self._readings: dict[Span, Reading] = {}
        self._needles: dict[tuple[Span, Way], Needle] = {}

    def needle(self, fragment: Span, way: Way) -> Needle:
        """Return what to search for where a fragment, or the whole, is read in a way."""
        if (fragment, way) not in self._needles:
            if fragment not in self._readings:
                self._readings[fragment] = Reading(fragment.cut(self.text))
            self._needles[fragment, way] = Needle(self._readings[fragment].through(*way))
        return self._needles[fragment, way]
