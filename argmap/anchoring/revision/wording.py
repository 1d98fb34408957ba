"""Stretches of two texts compared word by word."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left, bisect_right
from functools import cached_property, lru_cache
from typing import NamedTuple

from argmap.anchoring.reading.characters import INVISIBLE, fold_character, is_mark
from argmap.anchoring.reading.folding import fold_typography
from argmap.anchoring.revision.patience import Run, align
from argmap.text import LINE_END, UNSPACED_LETTERS, Span

Texts = tuple[str, str]  # the old one and the new one
Side = int  # which of two texts is meant: 0 the old one, 1 the new one

_BETWEEN_BLANKS = re.compile(r"\S+")
_STOPS = (".", "!", "?", "...")
_NEW_PARAGRAPH = 5
_FARTHEST = 30  # words that what was put in or taken out may slide

_IS_UNSPACED = re.compile(f"[{UNSPACED_LETTERS}]")


class Edges(NamedTuple):
    """An edge of a matched word in either text."""

    old: int
    new: int


class ComparedWords:
    """A stretch of two texts of which each word is told where it is in the other.

    ``sides`` are the stretches of the old text and of the new one, ``are_alike`` says that they
    differ in blanks alone.

    >>> texts = "so it went", "so “it” did"
    >>> ComparedWords(texts, (Span(0, 10), Span(0, 11))).carry(3, 0, ends=False)
    4
    """

    def __init__(self, texts: Texts, sides: tuple[Span, Span], *, are_alike: bool = False) -> None:
        self.sides = sides
        self._texts = texts
        self._are_alike = are_alike

    @cached_property
    def _words(self) -> tuple[_Words, _Words]:
        if self._are_alike:
            pattern = _BETWEEN_BLANKS
        else:
            sides = zip(self._texts, self.sides, strict=True)
            pattern = _word_pattern("".join(side.cut(text) for text, side in sides))
        old, new = (
            _Words(text, side, pattern) for text, side in zip(self._texts, self.sides, strict=True)
        )
        return old, new

    @cached_property
    def _runs(self) -> tuple[list[Run], list[Run]]:
        """The runs of words that correspond, and the same seen from the new text."""
        old, new = self._words
        if old.keys == new.keys:
            run = Run(0, 0, len(old.keys))
            return [run], [run]
        runs = align(old.keys, new.keys)
        for number in range(1, len(runs)):
            runs[number - 1 : number + 1] = _slide(runs[number - 1], runs[number], old, new)
        runs = [run for run in runs if run.length]
        return runs, [Run(run.new, run.old, run.length) for run in runs]

    def carry(self, edge: int, side: Side, *, ends: bool) -> int | None:
        """Return where the edge of a word, or a place in it, is in the text of the other side.

        The word is that which ``ends`` there, or the one that begins; None if it has no like.
        """
        words = self._words[side]
        number = bisect_left(words.starts, edge) - 1 if ends else bisect_right(words.ends, edge)
        if not 0 <= number < len(words.keys):
            return None
        other = self._counterpart(number, side)
        if other is None:
            return None
        word, found = words.span(number), self._words[1 - side].span(other)
        inner = min(max(0, edge - word.start), word.length)
        if inner == word.length:
            return found.end
        if not inner:
            return found.start
        ours, theirs = word.cut(self._texts[side]), found.cut(self._texts[1 - side])
        return found.start + (inner if ours == theirs else _refold(ours, theirs, inner))

    def _counterpart(self, number: int, side: Side) -> int | None:
        runs = self._runs[side]
        place = bisect_right(runs, number, key=_start) - 1
        if place < 0 or number >= runs[place].old + runs[place].length:
            return None
        return number - runs[place].old + runs[place].new

    def before(self, edge: int) -> Edges | None:
        """Return the end of the last word with a like that ends before an edge of the old text."""
        old, new = self._words
        runs = self._runs[0]
        number = bisect_right(old.ends, edge) - 1
        place = bisect_right(runs, number, key=_start) - 1
        if place < 0:
            return None
        last = min(number - runs[place].old, runs[place].length - 1)
        return Edges(old.ends[runs[place].old + last], new.ends[runs[place].new + last])

    def after(self, edge: int) -> Edges | None:
        """Return the start of the first word with a like from an edge of the old text on."""
        old, new = self._words
        runs = self._runs[0]
        number = bisect_left(old.starts, edge)
        place = bisect_right(runs, number, key=_start) - 1
        if place < 0 or number >= runs[place].old + runs[place].length:
            place += 1
        if place == len(runs):
            return None
        first = max(0, number - runs[place].old)
        return Edges(old.starts[runs[place].old + first], new.starts[runs[place].new + first])


class _Words:
    """The words of a stretch of a text: where they are, and what they are compared by."""

    def __init__(self, text: str, stretch: Span, pattern: re.Pattern[str]) -> None:
        self._text = text
        self.starts: list[int] = []
        self.ends: list[int] = []
        self.keys: list[str] = []
        for match in pattern.finditer(text, *stretch):
            key = match[0] if pattern is _BETWEEN_BLANKS else _fold_word(match[0])
            if key:
                self.starts.append(match.start())
                self.ends.append(match.end())
                self.keys.append(key)

    def span(self, number: int) -> Span:
        return Span(self.starts[number], self.ends[number])

    def break_before(self, number: int) -> int:
        """Return how much of a break is before a word: none, a blank, a line, a sentence."""
        if number in (0, len(self.keys)):
            return _NEW_PARAGRAPH
        blanks = self._text[self.ends[number - 1] : self.starts[number]]
        if not blanks.isspace():
            return 0
        lines = len(LINE_END.findall(blanks))
        if lines > 1:
            return _NEW_PARAGRAPH
        return 1 + lines + 2 * (self.keys[number - 1] in _STOPS)


def _slide(one: Run, two: Run, old: _Words, new: _Words) -> tuple[Run, Run]:
    """Let what was put in or taken out between two runs begin and end where there is a break.

    Of "He came. She left. We" in place of "He came. We", it is not ". She left" that is new. That
    such a stretch may slide, and to where it had best, is an idea of git's diff.
    """
    if not (one.length and two.length):
        return one, two
    ends = one.old + one.length, one.new + one.length
    if ends[0] == two.old:
        words, start, end = new, ends[1], two.new
    elif ends[1] == two.new:
        words, start, end = old, ends[0], two.old
    else:
        return one, two
    keys = words.keys
    left = right = 0
    while left < min(one.length, _FARTHEST) and keys[start - 1 - left] == keys[end - 1 - left]:
        left += 1
    while right < min(two.length, _FARTHEST) and keys[start + right] == keys[end + right]:
        right += 1
    if not left + right:
        return one, two

    def fitness(by: int) -> tuple[int, int]:
        breaks = words.break_before(start + by) + words.break_before(end + by)
        return breaks, -abs(by)

    by = max(range(-left, right + 1), key=fitness)
    moved = Run(two.old + by, two.new + by, two.length - by)
    return Run(one.old, one.new, one.length + by), moved


def _start(run: Run) -> int:
    return run.old


def _refold(ours: str, theirs: str, inner: int) -> int:
    """Return where an offset inside a word is in the same word, otherwise composed."""
    folded = fold_typography(ours).fold_offset(inner)
    folding = fold_typography(theirs)
    length = len(folding.text)
    return folding.unfold(Span(min(folded, length - 1), length)).start


def _word_pattern(text: str) -> re.Pattern[str]:
    """Return what a word of a text is: in scripts that write no blanks, each character."""
    special = () if text.isascii() else set(text)
    marks = "".join(sorted(each for each in special if is_mark(each) or INVISIBLE.match(each)))
    marks = f"[{re.escape(marks)}]" if marks else "(?!)"
    letter = rf"(?:[^\W_]|{marks})" if special else r"[^\W_]"
    if any(_IS_UNSPACED.match(each) for each in special):
        word = rf"[{UNSPACED_LETTERS}]{marks}*|(?:(?![{UNSPACED_LETTERS}]){letter})+"
    else:
        word = f"{letter}+"
    return re.compile(rf"{word}|([^\w\s])\1*|_+")


@lru_cache(maxsize=1 << 15)
def _fold_word(word: str) -> str:
    if word.isascii():
        return word if word.isalnum() else fold_typography(word).text
    return unicodedata.normalize("NFC", "".join(map(fold_character, word)))
