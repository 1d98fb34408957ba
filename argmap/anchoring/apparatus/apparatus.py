"""All the apparatus of a text, in order."""

from __future__ import annotations

import re
from bisect import bisect_left
from functools import cached_property
from typing import TYPE_CHECKING

from argmap.anchoring.apparatus.inline import inline_marks
from argmap.anchoring.apparatus.margins import begins_turn, margin_marks
from argmap.anchoring.apparatus.mark import LINE_END, Mark, split_lines
from argmap.anchoring.apparatus.pages import page_marks
from argmap.text import Span

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

_OPENING = ("(", "[", "“", "«", '"')
_SPACE = re.compile(r"\s*")
_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_CUE = "-->"
_LINE_END_WITHIN = re.compile(r"(?<=\S)[ \t]*(?:\r\n|\n|\r)[ \t]*(?=\S)")
_LAST_LINE_END = re.compile(r"(?<=\S)[ \t]*(?:\r\n|\n|\r)[ \t]*\Z")
_CLOCK = re.compile(r"\d:\d\d")
_FEW_WORDS = 2
_LONG = 60  # characters: over more, a quote is not readable


def find_apparatus(text: str, known: Iterable[Span] = ()) -> list[Mark]:
    r"""Return what is in a text and none of its words, in order and without overlap.

    ``known`` are spans that are known to be apparatus.

    >>> text = "the risk [12] fell in\n\n12\n\f the trial.¹⁵ It rose in 12 towns"
    >>> [mark.span.cut(text) for mark in find_apparatus(text)]
    ['[12]', '12\n\x0c ', '¹⁵']
    """
    lines = split_lines(text)
    marks = [*inline_marks(text), *margin_marks(text, lines), *page_marks(lines)]
    marks += [Mark(span) for span in known if span.start < span.end <= len(text)]
    return _apart(marks)


def without_apparatus(words: str) -> str:
    """Return some words as a reader reads them, without the apparatus among them.

    >>> without_apparatus("the risk [12] fell in <em>the</em> trial.¹⁵")
    'the risk fell in the trial.'
    """
    read = ""
    place = 0
    for mark in find_apparatus(words):
        read += words[place : mark.span.start]
        place = mark.span.end
        after = words[place : place + 1]
        is_apart = not mark.instead.isspace() or not (
            not read or read[-1:].isspace() or not after.isalnum()
        )
        read += mark.instead if is_apart else ""
        if not after.isalnum() and not after.isspace() and mark.instead.isspace():
            read = read.rstrip(" ") if after not in _OPENING else read
        elif read[-1:] in ("", " ", "\n") and after == " ":
            place += 1
    return (read + words[place:]).strip() or words


def _apart(marks: list[Mark]) -> list[Mark]:
    """Return marks without overlap; of those that overlap the first and longest stays."""
    kept: list[Mark] = []
    for mark in sorted(marks, key=lambda mark: (mark.span.start, -mark.span.end)):
        last = kept[-1].span if kept else Span(0, 0)
        if mark.span.start >= last.end:
            kept.append(mark)
        elif mark.span.end > last.end:
            kept[-1] = Mark(Span(last.start, mark.span.end))
    return kept


class Apparatus:
    """The apparatus of one text, looked for when it is first asked for."""

    def __init__(self, text: str, known: Sequence[Span] = ()) -> None:
        self._text = text
        self._known = known

    @cached_property
    def marks(self) -> list[Mark]:
        """All of it, in order and without overlap."""
        return find_apparatus(self._text, self._known)

    def marks_within(self, span: Span) -> list[Mark]:
        """Return the apparatus that is inside a stretch of the text."""
        first = bisect_left(self.marks, span.start, key=_start)
        last = bisect_left(self.marks, span.end, key=_start)
        return [mark for mark in self.marks[first:last] if mark.span.end <= span.end]

    def given_words(self, mark: Mark) -> list[str]:
        """Return the words of a mark that somebody says is apparatus, if it may be part of a line.

        A caption has lines of its own; what is inside a line, or is a word or two, may be none.
        """
        if not any(mark.span.overlaps(known) for known in self._known):
            return []
        words = [word.casefold() for word in _WORD.findall(mark.span.cut(self._text))]
        before = self._text[: mark.span.start].rstrip(" \t")[-1:]
        behind = self._text[mark.span.start : mark.span.end].rstrip(" \t")[-1:]
        after = self._text[mark.span.end : mark.span.end + _LONG].lstrip(" \t")[:1]
        is_apart = _is_line_end(before) and (_is_line_end(behind) or _is_line_end(after))
        return words if not is_apart or len(words) <= _FEW_WORDS else []

    def begins_at(self, offset: int) -> bool:
        """Tell whether a piece of apparatus begins at an offset."""
        first = bisect_left(self.marks, offset, key=_start)
        return first < len(self.marks) and self.marks[first].span.start == offset

    def is_all_of(self, span: Span) -> bool:
        """Tell whether a stretch of the text holds only apparatus and white space."""
        first = bisect_left(self.marks, span.start, key=lambda mark: mark.span.end)
        last = bisect_left(self.marks, span.end, key=_start)
        place = span.start
        for mark in self.marks[first:last]:
            if self._text[place : max(place, mark.span.start)].strip():
                return False
            place = max(place, mark.span.end)
        return not self._text[place : max(place, span.end)].strip()

    @cached_property
    def blanked(self) -> str:
        """The text as it is read, its apparatus filled up with spaces: no offset changes.

        Where a page turns, one line end is left of the white space around it, so that a sentence
        goes on there as it goes on from line to line. The lines of cues are of any length, so they
        only end where somebody begins to speak.
        """
        parts = []
        place = 0
        for mark in self.marks:
            start, end = max(place, mark.span.start), max(place, mark.span.end)
            words = self._text[place:start]
            if not LINE_END.search(mark.span.cut(self._text)):
                if _CLOCK.search(self._text, start, end) and self._goes_on(end):
                    words = _LAST_LINE_END.sub(_blanks, words)
                parts += [words, mark.instead.strip().ljust(end - start)[: end - start]]
                place = end
                continue
            words = words.rstrip()
            after = _SPACE.match(self._text, end)
            end = after.end() if after else end
            length = end - place - len(words)
            parts += [words, "\n".rjust(length)]
            place = end
        blanked = "".join((*parts, self._text[place:]))
        return _joined_lines(blanked) if _CUE in self._text else blanked

    def _goes_on(self, offset: int) -> bool:
        """Tell whether the same speaker goes on behind a time that ends at an offset."""
        return self.begins_at(offset) or not begins_turn(self._text, offset)

    def pieces(self, span: Span) -> tuple[Span, ...]:
        """Return a stretch of the text in pieces, parted where a page turns or a cue begins.

        What is long, or holds the end of a line, parts it; a mark within a line does not, and
        neither does the end of a line alone.
        """
        pieces = []
        start = span.start
        for mark in self.marks_within(span):
            cut = mark.span.cut(self._text)
            if mark.span.length > _LONG or (cut.strip() and LINE_END.search(cut)):
                pieces.append(Span(start, mark.span.start))
                start = mark.span.end
        pieces.append(Span(start, span.end))
        stripped = (piece.stripped(self._text) for piece in pieces)
        return tuple(piece for piece in stripped if piece.length)


def _joined_lines(text: str) -> str:
    """Return a text with a space for each line end behind which nobody begins to speak."""
    return _LINE_END_WITHIN.sub(
        lambda match: match[0] if begins_turn(text, match.end()) else _blanks(match), text
    )


def _blanks(match: re.Match[str]) -> str:
    return " " * len(match[0])


def _is_line_end(character: str) -> bool:
    return not character or LINE_END.match(character) is not None


def _start(mark: Mark) -> int:
    return mark.span.start
