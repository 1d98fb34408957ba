"""The sentences of a text, found where they are asked for."""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import cached_property, lru_cache
from itertools import pairwise

from argmap.sentences.ending import ends
from argmap.sentences.marks import ARMENIAN_QUESTION, CLOSING, QUESTIONS, TERMINAL
from argmap.sentences.paragraphs import blocks, paragraphs
from argmap.text import Span

_WORD = re.compile(r"[^\W_]")
# Thai, Lao, Tai Le, New Tai Lue and Tai Viet have no mark between sentences; Khmer may do without.
_UNMARKED = re.compile("[\u0e01-\u0e4e\u0e81-\u0ece\u1950-\u197f\u1980-\u19df\uaa80-\uaadf]+")
_KHMER = re.compile("[\u1780-\u17d3]+")
_KHMER_MARKS = re.compile("[\u17d4\u17d5?!.]")
_NO_LETTERS = re.compile(r"[\W\d_]+")
_MOST_UNMARKED = 0.2  # of the letters of a text whose sentences can be counted
_LAST_MARKS = re.compile(rf"[{TERMINAL}{CLOSING}\s\d\[\]*_¹²³⁰⁴-⁹†‡§\u037e;]+\Z")
_FURTHEST = 60  # characters that a sentence's last marks, and numbers of notes, take up
_ASKS = re.compile(f"[{QUESTIONS}]")
_GREEK_ASKS = re.compile("[\u0370-\u03ff\u1f00-\u1fff];")


class Sentences:
    """The sentences of a text, in its code points as they are in its file.

    A sentence is a half-open span without the white space around it. Its marks, what closes after
    them and the numbers of notes belong to it. A blank line, a heading, an item of a list and what
    another person says end a sentence, the end of a wrapped line does not.

    Scripts such as Thai set no mark between sentences. When more than a fifth of the letters are in
    such a script, ``is_countable`` is False, and every other answer is None: nothing is guessed.

    Only the passage between blank lines that an offset is in is looked at, and each only once.

    >>> sentences = Sentences("Buses help. Do they? Mr. Hall says so.")
    >>> [span.cut(sentences.text) for span in sentences.spans]
    ['Buses help.', 'Do they?', 'Mr. Hall says so.']
    >>> sentences.at(14), sentences.is_question(14), sentences.ends_within(Span(0, 14))
    (Span(start=12, end=20), True, 1)
    >>> Sentences("รถเมล์ช่วยได้ มันบรรทุกคนได้มาก").spans is None
    True
    """

    def __init__(self, text: str) -> None:
        self.text = text
        self._found: dict[int, tuple[Span, ...]] = {}

    @cached_property
    def is_countable(self) -> bool:
        """Whether the text is written in a script that sets marks between its sentences."""
        if self.text.isascii():
            return True
        unmarked = _letters(_UNMARKED, self.text)
        if not _KHMER_MARKS.search(self.text):
            unmarked += _letters(_KHMER, self.text)
        return not unmarked or unmarked <= _MOST_UNMARKED * len(_NO_LETTERS.sub("", self.text))

    @cached_property
    def spans(self) -> tuple[Span, ...] | None:
        """Where all the sentences are, in order, or None when they cannot be counted."""
        if not self.is_countable:
            return None
        return tuple(span for block in range(len(self._blocks)) for span in self._in(block))

    def at(self, offset: int) -> Span | None:
        """Return the sentence that an offset is in.

        It is None in the white space between two of them, outside the text, and when the sentences
        cannot be counted.
        """
        if not self.is_countable:
            return None
        block, place = self._place(offset)
        span = self._in(block)[place] if place >= 0 else None
        return span if span and span.start <= offset < span.end else None

    def ends_within(self, span: Span) -> int | None:
        """Return how many sentences end within a span before another one begins in it.

        It is one less than the span has to do with, and None when the sentences cannot be counted.
        Two passages are in one sentence when none ends within the span from the start of the first
        to the end of the second, and in neighbouring ones when one does.

        >>> Sentences("Buses help. They do. Yes.").ends_within(Span(6, 14))
        1
        """
        if not self.is_countable:
            return None
        if span.length <= 0:
            return 0
        (block, place), (last_block, last) = self._place(span.start), self._place(span.end - 1)
        if place < 0 or self._in(block)[place].end <= span.start:
            place += 1
        counted = sum(len(self._in(number)) for number in range(block, last_block))
        return max(0, counted + last - place)

    def is_question(self, offset: int) -> bool | None:
        """Tell whether the sentence that an offset is in asks something, by its last mark.

        None if no sentence is, and when they cannot be counted. Armenian asks by a mark on a
        vowel.

        >>> Sentences("“Why?” he asked. “Why not?”").is_question(2)
        False
        """
        span = self.at(offset)
        if span is None:
            return None
        words = span.cut(self.text)
        last = words[-_FURTHEST:]
        marks = _LAST_MARKS.search(last)
        asks = marks and (_ASKS.search(marks[0]) or _GREEK_ASKS.match(last, marks.start() - 1))
        return bool(asks) or ARMENIAN_QUESTION in words

    @cached_property
    def _blocks(self) -> list[tuple[int, int]]:
        return list(blocks(self.text)) or [(0, 0)]

    @cached_property
    def _block_starts(self) -> list[int]:
        return [start for start, _ in self._blocks]

    def _place(self, offset: int) -> tuple[int, int]:
        """Return the block that an offset is in, and which sentence of it began last, or -1."""
        block = max(0, bisect_right(self._block_starts, offset) - 1)
        return block, bisect_right(self._in(block), offset, key=lambda span: span.start) - 1

    def _in(self, block: int) -> tuple[Span, ...]:
        """Return the sentences of a block."""
        if block not in self._found:
            spans = (
                span
                for paragraph in paragraphs(self.text, *self._blocks[block])
                for span in _sentences(self.text, *paragraph)
            )
            self._found[block] = tuple(spans)
        return self._found[block]


@lru_cache(maxsize=4)
def sentences_of(text: str) -> Sentences:
    """Return the sentences of a text, the same ones when the same text is asked for again.

    >>> sentences_of("Buses help.") is sentences_of("Buses help.")
    True
    """
    return Sentences(text)


def _letters(pattern: re.Pattern[str], text: str) -> int:
    return sum(len(run) for run in pattern.findall(text))


def _sentences(text: str, start: int, end: int) -> list[Span]:
    """Return the sentences of a paragraph; what has no word in it belongs to the one before."""
    found: list[Span] = []
    for first, last in pairwise([start, *ends(text, start, end), end]):
        words = text[first:last]
        if _WORD.search(words):
            begins = first + len(words) - len(words.lstrip())
            found.append(Span(begins, begins + len(words.strip())))
        elif found and words.strip():
            found[-1] = Span(found[-1].start, first + len(words.rstrip()))
    return found
