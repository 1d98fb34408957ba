"""Places of a text as the protocol counts them: lines from 0, characters in units of an encoding.

https://microsoft.github.io/language-server-protocol/specifications/lsp/3.17/specification/#position
"""

from __future__ import annotations

from lsprotocol import types

from argmap.text import Lines, Span

_BOM = "\ufeff"
# How to count the units of each encoding: the name of its codec, and how many bytes a unit takes.
_UNITS: dict[str, tuple[str, int]] = {
    types.PositionEncodingKind.Utf8: ("utf-8", 1),
    types.PositionEncodingKind.Utf16: ("utf-16-le", 2),
    types.PositionEncodingKind.Utf32: ("utf-32-le", 4),
}


class Positions:
    r"""One text, whose offsets are code points, and what its places are in the protocol.

    ``encoding`` is what client and server agreed on. A text ``on_disk`` may begin with a byte order
    mark, which editors do not show and do not count.

    >>> positions = Positions("a\n\U0001f600b")
    >>> positions.position(3)
    1:2
    >>> positions.offset(types.Position(1, 2)), positions.offset(types.Position(1, 1))
    (3, 2)
    """

    def __init__(
        self,
        text: str,
        encoding: str = types.PositionEncodingKind.Utf16,
        *,
        on_disk: bool = False,
    ) -> None:
        self.text = text
        self.lines = Lines(text)
        self._codec, self._unit = _UNITS[encoding]
        self._hidden = int(on_disk and text.startswith(_BOM))

    def position(self, offset: int) -> types.Position:
        """Return the place of an offset; one past the end is the end."""
        line, column = self.lines.position(offset)
        before = self._visible(line).start
        written = self.text[before : self._start(line) + column - 1]
        return types.Position(line - 1, self._length(written))

    def range(self, span: Span) -> types.Range:
        """Return the two places of a span."""
        return types.Range(self.position(span.start), self.position(span.end))

    def offset(self, position: types.Position) -> int:
        """Return the offset of a place.

        One that the text does not have is the nearest one before it: the end of the line or of the
        text, and the start of a character.
        """
        if position.line >= len(self.lines):
            return len(self.text)
        line = self._visible(max(0, position.line) + 1)
        written = line.cut(self.text)
        if written.isascii():
            return min(line.start + max(0, position.character), line.end)
        units = 0
        for index, character in enumerate(written):
            units += self._length(character)
            if units > position.character:
                return line.start + index
        return line.end

    def span(self, range: types.Range) -> Span:
        """Return the span of two places; they are put in order."""
        first, last = self.offset(range.start), self.offset(range.end)
        return Span(min(first, last), max(first, last))

    def _length(self, written: str) -> int:
        if written.isascii():
            return len(written)
        return len(written.encode(self._codec, "surrogatepass")) // self._unit

    def _start(self, line: int) -> int:
        return self.lines.span(line).start

    def _visible(self, line: int) -> Span:
        """Return where a line is, from 1, as an editor shows it."""
        span = self.lines.span(line)
        return Span(span.start + self._hidden, span.end) if line == 1 else span
