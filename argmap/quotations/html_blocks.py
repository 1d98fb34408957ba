"""The blocks of an HTML page, as a reader sees them.

HTML Living Standard, https://html.spec.whatwg.org/multipage/: what is no text is left out, a block
ends where an element of a block begins or ends, and `blockquote` and `q` are quotations.
"""

from __future__ import annotations

import html
from html.parser import HTMLParser
from typing import TYPE_CHECKING

from argmap.quotations.prose import BlockBuilder, kept
from argmap.text import Span

if TYPE_CHECKING:
    from argmap.quotations.prose import Block

_UNSHOWN = frozenset({"head", "script", "style", "template", "svg", "math", "noscript", "iframe"})
_IN_HEAD = frozenset({"base", "link", "meta", "noscript", "script", "style", "template", "title"})
_LITERAL = frozenset({"code", "kbd", "samp", "textarea"})
# Elements that go on within a line; all others begin and end a block.
_INLINE = frozenset(
    """
    a abbr acronym b bdi bdo big cite code data del dfn em font i img ins kbd label mark nobr q rb
    rp rt ruby s samp small span strike strong sub sup time tt u var wbr
    """.split()
)
_RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_EMPTY = frozenset({"area", "base", "col", "embed", "hr", "img", "input", "link", "meta", "wbr"})


def html_blocks(text: str) -> list[Block]:
    """Return the blocks of a page or of a part of one.

    >>> page = "<p>He said <q>not &amp; never</q>.</p><blockquote>Not now.</blockquote>"
    >>> [(block.words, block.is_quoted) for block in html_blocks(page)]
    [('He said not & never.', False), ('Not now.', True)]
    """
    reader = _Reader(text)
    reader.feed(text)
    reader.close()
    return kept(reader.builders)


class _Reader(HTMLParser):
    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=False)
        self._text = text
        # As HTMLParser counts lines.
        self._starts = [0]
        self._starts += [place + 1 for place, each in enumerate(text) if each == "\n"]
        # One that is never closed would hide the rest of the page.
        folded = text.lower()
        self._last_closed = {tag: folded.rfind(f"</{tag}") for tag in _UNSHOWN}
        self.builders: list[BlockBuilder] = []
        self._unshown: list[str] = []
        self._literal = 0
        self._raised = False
        self._quoted = 0
        self._group = 0
        self._cites: list[str | None] = []
        self._opened: list[tuple[str, BlockBuilder, int, str]] = []
        self._begin()

    def _begin(self) -> None:
        cites = self._cites[-1] if self._cites else None
        self._now = BlockBuilder(is_quoted=self._quoted > 0, group=self._group, cites=cites)
        self.builders.append(self._now)

    @property
    def _offset(self) -> int:
        line, column = self.getpos()
        return self._starts[line - 1] + column

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if self._unshown == ["head"] and tag not in _IN_HEAD:
            self._unshown.clear()  # its end tag may be left out
        if self._unshown or tag in _UNSHOWN:
            is_closed = self._last_closed.get(tag, 0) > self._offset or tag == "head"
            if tag not in _EMPTY and is_closed:
                self._unshown.append(tag)
            return
        given = dict(attrs)
        if tag == "br":
            self._now.add_for("\n", Span(self._offset, self._offset + 1))
        self._raised = self._raised or tag == "sup"
        if tag in _LITERAL:
            self._literal += 1
        if tag == "blockquote":
            self._quoted += 1
            self._group += 1
            self._cites.append(given.get("cite"))
        if tag not in _INLINE and tag not in _EMPTY and tag != "br":
            self._begin()
        elif tag in ("a", "q"):
            target = given.get("href" if tag == "a" else "cite") or ""
            self._opened.append((tag, self._now, self._now.length, target))

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in _EMPTY and tag != "br":
            self.handle_endtag(tag)

    def handle_endtag(self, tag: str) -> None:
        if self._unshown:
            if tag in self._unshown:
                while self._unshown.pop() != tag:
                    pass
            return
        self._raised = self._raised and tag != "sup"
        if tag in _LITERAL:
            self._literal = max(0, self._literal - 1)
        if tag == "blockquote" and self._quoted:
            self._quoted -= 1
            self._group += 1
            self._cites.pop()
        if tag not in _INLINE and tag not in _EMPTY and tag != "br":
            self._begin()
        elif tag in ("a", "q"):
            self._end_inline(tag)

    def _end_inline(self, tag: str) -> None:
        for number in range(len(self._opened) - 1, -1, -1):
            opened, builder, start, target = self._opened[number]
            if opened == tag:
                del self._opened[number]
                if tag == "q":
                    builder.mark_quoted(start)
                if target:
                    builder.mark_link(start, target)
                return

    def handle_data(self, data: str) -> None:
        if not self._unshown:
            start = self._now.length
            if self._raised and data.strip().isascii() and data.strip().isdigit():
                # As a reader sees it: the number of a note, or a power.
                place = Span(self._offset, self._offset + len(data))
                self._now.add_for(data.strip().translate(_RAISED), place)
            else:
                self._now.add(data, self._offset)
            if self._literal:
                self._now.mark_literal(start)

    def handle_entityref(self, name: str) -> None:
        self._reference(f"&{name}")

    def handle_charref(self, name: str) -> None:
        self._reference(f"&#{name}")

    def _reference(self, written: str) -> None:
        if self._unshown:
            return
        start = self._offset
        end = start + len(written)
        end += self._text.startswith(";", end)
        self._now.add_for(html.unescape(self._text[start:end]), Span(start, end))
