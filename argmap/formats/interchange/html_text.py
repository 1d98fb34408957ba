"""Text with marked spans, as the annotation tool OVA keeps it: a fragment of HTML."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from html import escape
from html.parser import HTMLParser
from typing import TYPE_CHECKING, NamedTuple

from argmap.text import Span

if TYPE_CHECKING:
    from collections.abc import Iterable


class Mark(NamedTuple):
    """A stretch of the text that is marked, and the id that it is marked with."""

    id: str
    span: Span


@dataclass
class MarkedText:
    """The plain text of a fragment, and its marks in the order in which they start.

    ``unclosed`` are the marks that no end tag closes: each runs to the end of the text.
    ``stray_ends`` counts the end tags that close nothing.
    """

    text: str = ""
    marks: list[Mark] = field(default_factory=list)
    unclosed: list[Mark] = field(default_factory=list)
    stray_ends: int = 0


def read_marked(html: str) -> MarkedText:
    r"""Return the plain text of a fragment of HTML and what is marked in it.

    A ``br`` is a line end and so is the end of a ``div``; entities are decoded, other tags are left
    out, and all white space stays as it is.

    >>> found = read_marked('One &amp; <span id="n1">two</span><br>')
    >>> found.text, found.marks
    ('One & two\n', [Mark(id='n1', span=Span(start=6, end=9))])
    """
    parser = _Parser()
    parser.feed(html)
    parser.close()
    return parser.result()


class _Parser(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.pieces: list[str] = []
        self.length = 0
        self.last = ""
        self.open: list[tuple[str | None, int]] = []
        self.found = MarkedText()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "span":
            self.open.append((dict(attrs).get("id"), self.length))
        elif tag == "br" or (tag == "div" and self.length and self.last != "\n"):
            self._put("\n")

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag != "span":  # `<span/>` is an open tag in HTML, but marks nothing here
            self.handle_starttag(tag, attrs)

    def handle_endtag(self, tag: str) -> None:
        if tag == "div" and self.last != "\n":
            self._put("\n")
        elif tag == "span" and not self.open:
            self.found.stray_ends += 1
        elif tag == "span":
            self._close(*self.open.pop(), self.found.marks)

    def handle_data(self, data: str) -> None:
        self._put(data)

    def result(self) -> MarkedText:
        while self.open:
            self._close(*self.open.pop(), self.found.unclosed)
        self.found.marks.sort(key=lambda mark: mark.span)
        self.found.text = "".join(self.pieces)
        return self.found

    def _close(self, id: str | None, start: int, marks: list[Mark]) -> None:
        if id is not None and start < self.length:
            marks.append(Mark(id, Span(start, self.length)))

    def _put(self, text: str) -> None:
        if text:
            self.pieces.append(text)
            self.length += len(text)
            self.last = text[-1]


def write_marked(text: str, marks: Iterable[Mark]) -> str:
    r"""Return a text as a fragment of HTML with marks in it; the inverse of read_marked.

    The marks must nest: see ``nesting``.

    >>> write_marked("1 < 2\n", [Mark("n1", Span(0, 1))])
    '<span id="n1" class="highlighted">1</span> &lt; 2<br>'
    """
    starts: dict[int, list[Mark]] = {}
    ends: dict[int, int] = {}
    for mark in sorted(marks, key=lambda one: (one.span.start, -one.span.end)):
        starts.setdefault(mark.span.start, []).append(mark)
        ends[mark.span.end] = ends.get(mark.span.end, 0) + 1
    edges = sorted({0, len(text), *starts, *ends})
    parts: list[str] = []
    for place, after in zip(edges, [*edges[1:], len(text)], strict=True):
        parts.append("</span>" * ends.get(place, 0))
        parts += [
            f'<span id="{escape(mark.id)}" class="highlighted">' for mark in starts.get(place, ())
        ]
        parts.append(escape(text[place:after], quote=False).replace("\n", "<br>"))
    return "".join(parts)


def nesting(text: str, marks: Iterable[Mark]) -> tuple[list[Mark], list[Mark]]:
    """Return the marks that can be written, and those that hold a line end or cross another."""
    good: list[Mark] = []
    bad: list[Mark] = []
    open_marks: list[Mark] = []
    for mark in sorted(marks, key=lambda one: (one.span.start, -one.span.end)):
        while open_marks and open_marks[-1].span.end <= mark.span.start:
            open_marks.pop()
        crosses = bool(open_marks) and mark.span.end > open_marks[-1].span.end
        if crosses or re.search("[\r\n]", mark.span.cut(text)):
            bad.append(mark)
        else:
            good.append(mark)
            open_marks.append(mark)
    return good, bad
