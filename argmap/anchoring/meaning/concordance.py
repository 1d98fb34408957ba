"""The words of a text: where they are, and in what language they are written.

Whoever looks for many words in one text had better list them all once, and look them up. Whoever
looks for a few searches for them. So a text is searched until that has taken about as long as to
list its words, which gives the same answers; what is too long to list is always searched.
"""

from __future__ import annotations

import re
from array import array
from bisect import bisect_left
from functools import cached_property
from itertools import islice
from typing import TYPE_CHECKING

from argmap.anchoring.meaning.vocabulary import languages, recognise, vocabulary
from argmap.text import UNSPACED_LETTERS, Span, is_word_edge

if TYPE_CHECKING:
    from collections.abc import Iterator

    from argmap.anchoring.meaning.vocabulary import Vocabulary

_LETTER = rf"[^\W_{UNSPACED_LETTERS}]"
_WORD = re.compile(rf"[{UNSPACED_LETTERS}]|{_LETTER}+")
_LONG_TEXT = 1_000_000
_LONGEST_LISTED = 20_000_000
_SHORT_STRETCH = 16_000  # that is searched as fast as anything is looked up in it
_MOST_SEARCHED = 64  # times the text, before its words are listed
_MOST_LOOKED_UP = 24  # words of a quote, of which the rarest is taken
_MOST_PLACES = 256  # of a word, that are sooner looked at than the text is searched
_AROUND = 50_000  # characters before and after a place in a long text, whose words are known
_MOST_MISSES = 100  # occurrences inside other words, each of which takes a while to look at
_SAMPLE = 2_000  # characters by which a language is told, and half of it on each side


class Concordance:
    """Where each word of a text is.

    ``language`` is the code of its language where that is known; else it is known by the words.

    >>> concordance = Concordance("the bus is late, the bus is full and the train is late")
    >>> list(concordance.starts("the bus", Span(0, 54)))
    [0, 17]
    >>> concordance.knows("trains"), concordance.knows("train")
    (False, True)
    """

    def __init__(self, text: str, language: str | None = None) -> None:
        self.text = text
        self.language = language
        self._left_to_search = _MOST_SEARCHED * len(text)
        self._languages: dict[int, Vocabulary | None] = {}

    @cached_property
    def _places(self) -> dict[str, array[int]]:
        places: dict[str, array[int]] = {}
        for match in _WORD.finditer(self.text):
            found = places.get(match[0])
            if found is None:
                # Numbers side by side take a tenth of the room that a list of them takes.
                found = places[match[0]] = array("I")
            found.append(match.start())
        return places

    def starts(self, words: str, within: Span) -> Iterator[int]:
        """Yield where words begin in a stretch of the text, on the edges of words."""
        found = self._look_up(words, within) if self._is_listed(within) else None
        if found is None:
            found = self._search_words(words, within)
        return (start for start in found if self._stands_apart(start, words))

    def _stands_apart(self, start: int, words: str) -> bool:
        return is_word_edge(self.text, start) and is_word_edge(self.text, start + len(words))

    def _search_words(self, words: str, within: Span) -> Iterator[int]:
        """Yield where words begin, with a pattern once they were found inside others too often."""
        misses = 0
        for start in self.search(words, within):
            yield start
            misses += not self._stands_apart(start, words)
            if misses > _MOST_MISSES:
                apart = _apart(words)
                match = apart.search(self.text, start + 1, within.end)
                while match:
                    yield match.start()
                    match = apart.search(self.text, match.start() + 1, within.end)
                return

    def search(self, words: str, within: Span) -> Iterator[int]:
        """Yield where words begin in a stretch of the text, also inside other words."""
        start = self.text.find(words, *within)
        while start >= 0:
            yield start
            start = self.text.find(words, start + 1, within.end)

    def _is_listed(self, within: Span) -> bool:
        """Tell whether words are looked up rather than searched for in a stretch of the text."""
        if within.length <= _SHORT_STRETCH:
            return False
        if "_places" in self.__dict__:
            return True
        if len(self.text) > _LONG_TEXT:
            return False
        self._left_to_search -= within.length
        return self._left_to_search < 0

    def _look_up(self, words: str, within: Span) -> Iterator[int] | None:
        """Return where words begin, by the places of the rarest; None if all are frequent."""
        return self._by_rarest(_WORD.finditer(words), words, within)

    def look_up_inside(self, words: str, within: Span) -> Iterator[int] | None:
        """Return where words begin, also inside other words; None if that takes a search.

        They are found by the rarest of those that are whole whatever is before and after them.

        >>> concordance = Concordance("the bus is late, the bus is full and the train is late")
        >>> list(concordance.look_up_inside("e bus is", Span(0, 54)))
        [2, 19]
        """
        inner = (
            each for each in _WORD.finditer(words) if 0 < each.start() < each.end() < len(words)
        )
        return self._by_rarest(inner, words, within)

    def _by_rarest(
        self, known: Iterator[re.Match[str]], words: str, within: Span
    ) -> Iterator[int] | None:
        if len(self.text) > _LONGEST_LISTED:
            return None
        places, inner = None, 0
        for each in islice(known, _MOST_LOOKED_UP):
            found = self._places.get(each[0])
            if found is None:
                return iter(())
            if places is None or len(found) < len(places):
                places, inner = found, each.start()
        if places is None or len(places) > _MOST_PLACES:
            return None
        first = bisect_left(places, within.start + inner)
        last = bisect_left(places, within.end - len(words) + inner + 1)
        starts = (place - inner for place in places[first:last])
        return (start for start in starts if self.text.startswith(words, start))

    def knows(self, form: str, near: int = 0) -> bool:
        """Tell whether a form is a word of the text, of a long one near a place."""
        return next(self.starts(form, self._around(near)), None) is not None

    def _around(self, near: int) -> Span:
        if len(self.text) > _LONG_TEXT:
            return Span(max(0, near - _AROUND), near + _AROUND)
        return Span(0, len(self.text))

    def recurs(self, form: str, near: int = 0) -> bool:
        """Tell whether a form occurs more than once in the text, of a long one near a place."""
        return len(list(islice(self.starts(form, self._around(near)), 2))) > 1

    def vocabulary(self, near: int) -> Vocabulary | None:
        """Return the vocabulary of the language that is written around a place."""
        if self.language is not None:
            return vocabulary(self.language) if self.language in languages() else None
        sample = near // _SAMPLE
        if sample not in self._languages:
            start = max(0, sample * _SAMPLE - _SAMPLE // 2)
            around = self.text[start : sample * _SAMPLE + _SAMPLE * 3 // 2]
            self._languages[sample] = recognise(_WORD.findall(around.casefold()))
        return self._languages[sample]


def _apart(words: str) -> re.Pattern[str]:
    """Return what matches words that are not part of longer ones; what is literal is found fast."""
    is_letter = re.compile(_LETTER)
    first, rest = re.escape(words[0]), re.escape(words[1:])
    before = f"(?<!{_LETTER}{first})" if is_letter.match(words[0]) else ""
    after = f"(?!{_LETTER})" if is_letter.match(words[-1]) else ""
    return re.compile(f"{first}{before}{rest}{after}")
