"""Ways of reading a text, from exactly to case and hyphens set aside.

The source and the quote are read in the same way, and the one is searched for the other. A
reading knows the way back to the text as it is; a needle knows when a place where the words
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
    fold_spacing,
    fold_typography,
    join_hyphens,
)
from argmap.anchoring.reading.loosening import fold_loosely
from argmap.anchoring.reading.skipping import skip_apparatus
from argmap.text import Span, is_word_edge

if TYPE_CHECKING:
    from collections.abc import Iterator

    from argmap.anchoring.meaning.concordance import Concordance

Fold = Callable[[str], Folding]
Way = tuple[Fold, ...]

LETTER_FOR_LETTER: Way = ()
TYPOGRAPHY: Way = (fold_typography,)
CASE: Way = (fold_typography, fold_case)
HYPHENATION: Way = (fold_typography, join_hyphens, fold_case)
BROKEN: Way = (fold_typography, join_hyphens)
SPACING: Way = (fold_typography, fold_spacing, join_hyphens, fold_case)
APPARATUS: Way = (skip_apparatus, *SPACING)
LOOSE: Way = (fold_typography, fold_loosely, fold_case)

HYPHEN_AT_LINE_END = re.compile(rf"[{HYPHENS[1:]}\-][ \t]*[\r\n\v\f\x85\u2028\u2029]")

# Letters whose case is not told alike everywhere: the dotted and the dotless i, and Greek vowels,
# which have no accents as capitals.
_UNSETTLED_CASE = re.compile("[iIİı\u0386-\u03ce\u1f00-\u1fff]")  # noqa: RUF001
_UNSETTLING = re.compile("[İı\u0386-\u03ce\u1f00-\u1fff]")

# A quote in another case that is shorter than this must not begin or end inside a word: "US" does
# not be in "house".
_SHORT = 24

# Where a quote recurs without end, so many places are looked at; fewer where it is long, or where
# its hyphens have to be compared.
_MOST_PLACES = 100_000
_MOST_CHARACTERS = 50_000_000
_MOST_HYPHENATED_CHARACTERS = 500_000


_MOST_SEARCHED = 64  # times the text, before its words are listed
_SHORT_STRETCH = 16_000  # that is searched as fast as anything is looked up in it


class Reading:
    """A text as one fold after the other makes it.

    ``text`` is what is read, ``original`` the text as it is, ``way`` the folds between them,
    ``language`` the code of its language where that is known, ``before`` the reading that the last
    fold was made of.

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
        before: Reading | None = None,
    ) -> None:
        self.original = original
        self.language = language
        self.way = way
        self._steps = steps
        self._folded: dict[Fold, Reading] = {}
        self._before = before
        self.text = steps[-1].text if steps else original
        self._left_to_search = _MOST_SEARCHED * len(self.text)

    def through(self, *folds: Fold) -> Reading:
        """Return the reading that more folds give, one after the other; each is made once."""
        reading = self
        for fold in folds:
            if fold not in reading._folded:
                way, steps = (*reading.way, fold), (*reading._steps, fold(reading.text))
                reading._folded[fold] = Reading(
                    self.original, way, steps, language=self.language, before=reading
                )
            reading = reading._folded[fold]
        return reading

    @cached_property
    def concordance(self) -> Concordance:
        """The words of the reading, listed when one is first looked up."""
        from argmap.anchoring.meaning.concordance import Concordance  # noqa: PLC0415 -- what is found needs it not

        return Concordance(self.text, self.language)

    def occurrences(self, words: str, start: int = 0, stop: int | None = None) -> Iterator[int]:
        """Yield where words begin in a stretch of the reading; occurrences may overlap.

        Whoever looks for many quotes in a long text has its words listed after some time, which
        gives the same answers.
        """
        stop = len(self.text) if stop is None else stop
        self._left_to_search -= stop - start
        if self._left_to_search < 0 and stop - start > _SHORT_STRETCH:
            found = self.concordance.look_up_inside(words, Span(start, stop))
            if found is not None:
                yield from found
                return
        place = self.text.find(words, start, stop)
        while place >= 0:
            yield place
            place = self.text.find(words, place + 1, stop)

    def before(self, fold: Fold) -> Reading:
        """Return the reading without a fold and those after it."""
        reading = self
        while fold in reading.way and reading._before:
            reading = reading._before
        return reading

    def unfold(self, span: Span, fold: Fold | None = None) -> Span:
        """Return where a stretch of the reading was before a fold, or in the text as it is.

        In the text as it is, the marks that follow its last character belong to it.
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
        """Return where an offset of the text as it is is in the reading."""
        for step in self._steps:
            offset = step.fold_offset(offset)
        return offset

    def hyphens(self, span: Span) -> dict[int, str]:
        """Return the hyphens that were joined in a stretch: how far in it, and what was there.

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
            hyphens[place - span.start] = "" if optional else stood.cut(hyphenated.text).strip()
        return hyphens

    @property
    def skips(self) -> bool:
        """True if apparatus is left out."""
        return skip_apparatus in self.way

    def skipped(self, span: Span) -> list[tuple[int, str]]:
        """Return the apparatus left out of a stretch: how far in it, and what was there."""
        if not self.skips:
            return []
        kept = self.way.index(skip_apparatus)
        skips, rest = self._steps[kept], self._steps[kept + 1 :]
        before = span
        for step in reversed(rest):
            before = step.unfold(before)
        left_out = []
        for inner, stood in skips.pieces(before):
            place = inner
            for step in rest:
                place = step.fold_offset(place)
            left_out.append((place - span.start, stood.cut(self.original)))
        return left_out

    def adopt(self, fold: Fold, folding: Folding) -> None:
        """Take what a fold makes of the text, which more was known for than the text says."""
        way, steps = (*self.way, fold), (*self._steps, folding)
        self._folded[fold] = Reading(self.original, way, steps, language=self.language, before=self)

    @cached_property
    def has_unsettled_case(self) -> bool:
        """True if the text has letters whose case is not told alike everywhere."""
        return bool(_UNSETTLING.search(self.original))

    def unsettled_case(self, span: Span) -> list[str]:
        """Return the letters of a stretch whose case is not told alike, as they were before."""
        return _UNSETTLED_CASE.findall(
            self.unfold(span, fold_case).cut(self.before(fold_case).text)
        )


class Needle:
    """A quote, read in one of the ways, to be searched for in a source read in the same way.

    ``text`` is what to search for: the quote without the blanks at its edges, unless it is read
    exactly. ``stretch`` is where that is in ``reading``, ``most_places`` at how
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
        self.skipped = self.reading.skipped(self.stretch) if self.text else []
        most = _MOST_HYPHENATED_CHARACTERS if join_hyphens in way else _MOST_CHARACTERS
        self.most_places = max(4, min(_MOST_PLACES, most // max(1, len(self.text))))

    def place(self, offset: int) -> int:
        """Return where an offset of the needle is in the quote."""
        if offset >= len(self.text):
            return self.reading.unfold(self.stretch).end
        start = self.stretch.start + offset
        return self.reading.unfold(Span(start, start + 1)).start

    def stands_at(self, start: int, source: Reading) -> bool:
        """Tell whether the place of a source where the words agree is a place of the quote.

        It is none if only the fold made it so: where an accent follows that the quote does not
        have, where an ellipsis would be cut, where a short quote in another case would be
        inside a word, where a hyphen is missing that does not end a line.
        """
        if not source.way:
            return True
        end = start + len(self.text)
        if end < len(source.text) and is_mark(source.text[end]):
            return False
        if self._cuts_ellipsis(Span(start, end), source):
            return False
        place = Span(start, end)
        if fold_case in source.way and not self._agrees_in_case(place, source):
            return False
        return self._agrees_in_hyphens(place, source) and self._agrees_in_apparatus(place, source)

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

    def _agrees_in_case(self, place: Span, source: Reading) -> bool:
        """Tell whether case explains what a dot on an i, or an accent in Greek, makes unlike.

        And, of a short quote, whether it is not inside a word.
        """
        if len(self.text) < _SHORT and not (
            is_word_edge(source.text, place.start) and is_word_edge(source.text, place.end)
        ):
            return False
        if not (source.has_unsettled_case or self.reading.has_unsettled_case):
            return True
        quoted = self.reading.unsettled_case(self.stretch)
        return all(map(_are_cases, quoted, source.unsettled_case(place)))

    def _agrees_in_apparatus(self, place: Span, source: Reading) -> bool:
        """Tell whether the apparatus that the quote has is not unlike what the source has there."""
        if not self.skipped:
            return True
        found = source.skipped(place)
        for inner, quoted in self.skipped:
            beside = [stood for other, stood in found if abs(other - inner) <= 1]
            signs = letters_and_digits(quoted)
            if beside and signs and signs not in letters_and_digits("".join(beside)):
                return False
        return True


def letters_and_digits(words: str) -> str:
    """Return some words without the spaces and signs among them."""
    return "".join(filter(str.isalnum, words))


def _are_cases(one: str, other: str) -> bool:
    """Tell whether two letters that fold to the same are one letter in two cases."""
    if one.casefold() == other.casefold() or {one, other} in ({"I", "ı"}, {"İ", "i"}, {"İ", "I"}):  # noqa: RUF001
        return True
    if "i" in (fold_case(one).text, fold_case(other).text):
        return False
    # One of them has an accent: the other has none because it is a capital.
    return one.isupper() or other.isupper()


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
