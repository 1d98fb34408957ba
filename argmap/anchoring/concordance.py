"""The words of a text: where they stand, listed once, and in what language they are written.

Whoever looks for many words in one text looks them up faster than he searches for them. What is
too long to list is searched; of its words those are known that stand around a place.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from functools import cached_property
from typing import TYPE_CHECKING

from argmap.anchoring.alignment import UNSPACED_LETTERS
from argmap.anchoring.vocabulary import recognise
from argmap.text import Span, is_word_edge

if TYPE_CHECKING:
    from collections.abc import Iterator

    from argmap.anchoring.vocabulary import Vocabulary

_WORD = re.compile(rf"[{UNSPACED_LETTERS}]|[^\W{UNSPACED_LETTERS}]+")
_LONG_TEXT = 1_000_000
_SHORT_STRETCH = 16_000  # that is searched as fast as anything is looked up in it
_MOST_PLACES = 256  # of a word, that are sooner looked at than the text is searched
_MOST_LOOKED_AT = 40  # occurrences of letters, to tell whether they are a word
_BLOCK = 100_000  # characters of a long text whose words are listed together
_MOST_BLOCKS = 8
_SAMPLE = 2_000  # characters by which a language is told, and half of it on each side


class Concordance:
    """Where each word of a text stands; its case and typography are folded.

    >>> concordance = Concordance("the bus is late, the bus is full and the train is late")
    >>> list(concordance.starts("the bus", Span(0, 54)))
    [0, 17]
    >>> concordance.knows("trains"), concordance.knows("train")
    (False, True)
    """

    def __init__(self, text: str) -> None:
        self.text = text
        self._blocks: dict[int, set[str]] = {}
        self._languages: dict[int, Vocabulary | None] = {}

    @cached_property
    def _places(self) -> dict[str, list[int]]:
        places: dict[str, list[int]] = {}
        for match in _WORD.finditer(self.text):
            places.setdefault(match[0], []).append(match.start())
        return places

    def starts(self, words: str, within: Span) -> Iterator[int]:
        """Yield where words begin in a stretch of the text, on the edges of words."""
        if within.length > _SHORT_STRETCH and len(self.text) <= _LONG_TEXT:
            listed = [
                (self._places.get(match[0], ()), match.start()) for match in _WORD.finditer(words)
            ]
            if listed:
                places, inner = min(listed, key=lambda each: len(each[0]))
                if len(places) <= _MOST_PLACES:
                    first = bisect_left(places, within.start + inner)
                    for place in places[first:]:
                        start = place - inner
                        if start + len(words) > within.end:
                            return
                        if self.text.startswith(words, start):
                            yield start
                    return
        start = self.text.find(words, *within)
        while start >= 0:
            yield start
            start = self.text.find(words, start + 1, within.end)

    def knows(self, form: str, near: int = 0) -> bool:
        """Tell whether a form is a word of the text, of a long one near a place."""
        if _WORD.fullmatch(form):
            if len(self.text) <= _LONG_TEXT:
                return form in self._places
            first = max(0, near - _BLOCK // 2) // _BLOCK
            return any(form in self._words_of_block(block) for block in (first, first + 1))
        around = Span(max(0, near - _BLOCK // 2), near + _BLOCK // 2)
        for _, start in zip(range(_MOST_LOOKED_AT), self.starts(form, around), strict=False):
            if is_word_edge(self.text, start) and is_word_edge(self.text, start + len(form)):
                return True
        return False

    def _words_of_block(self, block: int) -> set[str]:
        if block not in self._blocks:
            if len(self._blocks) == _MOST_BLOCKS:
                del self._blocks[next(iter(self._blocks))]
            start = block * _BLOCK
            self._blocks[block] = set(_WORD.findall(self.text, start, start + _BLOCK))
        return self._blocks[block]

    def vocabulary(self, near: int) -> Vocabulary | None:
        """Return the vocabulary of the language that is written around a place."""
        sample = near // _SAMPLE
        if sample not in self._languages:
            start = max(0, sample * _SAMPLE - _SAMPLE // 2)
            end = sample * _SAMPLE + _SAMPLE * 3 // 2
            self._languages[sample] = recognise(_WORD.findall(self.text, start, end))
        return self._languages[sample]
