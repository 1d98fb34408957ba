"""Composes a text out of the pieces of a document, and keeps where each of them is from."""

from __future__ import annotations

import re

from argmap.originals.places import Element, Rewritten
from argmap.text import Span

_SPACES = re.compile(r"[ \t\n\r\f]+")  # those of HTML; a no-break space stays
_GAPS = ("", " ", "\t", "\n", "\n\n")


class Composer:
    """A text that grows: words, and the gaps between them, of which the widest is kept."""

    def __init__(self) -> None:
        self.length = 0
        self.elements: list[Element] = []
        self.apparatus: list[Span] = []
        self.rewritten: list[Rewritten] = []
        self._pieces: list[str] = []
        self._gap = ""

    @property
    def text(self) -> str:
        """The text so far, with a line end behind it."""
        return "".join((*self._pieces, "\n")) if self._pieces else ""

    @property
    def is_empty(self) -> bool:
        """True as long as there are no words."""
        return not self._pieces

    def gap(self, gap: str) -> None:
        """Leave a space, a tab, a line end or an empty line before the next words."""
        self._gap = max(self._gap, gap, key=_GAPS.index)

    def break_line(self) -> None:
        """Leave a line end before the next words, or an empty line if there is one already."""
        self.gap("\n\n" if self._gap == "\n" else "\n")

    def words(self, text: str, path: str, *, as_is: bool = False) -> Span:
        """Add words of an element, with their white space collapsed unless it is kept as it is."""
        if not as_is:
            text = _SPACES.sub(" ", text)
            if text.startswith(" "):
                self.gap(" ")
            is_open = text.endswith(" ")
            text = text.strip(" ")
        else:
            is_open = False
        if text:
            gap = self._gap if self._pieces else ""
            self._gap = ""
            start = self.length + len(gap)
            self._pieces += [gap, text]
            self.length = start + len(text)
            self._note(start, path)
        if is_open:
            self.gap(" ")
        return Span(self.length - len(text), self.length)

    def rewrite(self, start: int, end: int, original: str = "") -> None:
        """Say that a stretch of the text is otherwise in the document: not at all if it is ""."""
        if start < end:
            self.rewritten.append(Rewritten(start, end, original))

    def mark(self, start: int) -> None:
        """Say that what was added since is none of the words of the text."""
        if start < self.length:
            self.apparatus.append(Span(start, self.length))

    def _note(self, start: int, path: str) -> None:
        last = self.elements[-1] if self.elements else None
        if last and last.path == path:
            self.elements[-1] = Element(last.start, self.length, path)
        else:
            self.elements.append(Element(start, self.length, path))
