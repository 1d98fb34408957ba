"""Places in a text: spans, lines and columns, units of offsets, words and graphemes.

Everywhere in argmap an offset counts the code points of a text exactly as its file has it:
a byte order mark is offset 0, a CRLF is two, nothing is normalised.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from typing import Literal, NamedTuple

from argmap.errors import UsageError

Unit = Literal["code points", "utf-16", "utf-8", "without BOM", "CRLF as one", "LF as two"]

LINE_END = re.compile(r"\r\n|\r|\n")
WORD = re.compile(r"\w+(?:['’\-‑]\w+)*")


_LONGEST = 60


def shortened(text: str) -> str:
    """Return a text, the end of a long one cut off, for showing what it is.

    >>> shortened("Buses help " * 9)
    'Buses help Buses help Buses help Buses help Buses help Buses…'
    """
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST].rstrip()}…"


class Span(NamedTuple):
    """A half-open stretch of code points: ``start`` belongs to it, ``end`` does not.

    >>> Span(4, 9).cut("the quick fox")
    'quick'
    """

    start: int
    end: int

    @property
    def length(self) -> int:
        """How many code points the span holds."""
        return self.end - self.start

    def cut(self, text: str) -> str:
        """Return the text of the span; empty if it is outside ``text``."""
        return text[self.start : self.end]

    def stripped(self, text: str) -> Span:
        """Return the span without the white space at its edges.

        >>> Span(0, 6).stripped(" the  fox")
        Span(start=1, end=4)
        """
        words = text[self.start : self.end]
        start = self.start + len(words) - len(words.lstrip())
        return Span(start, start + len(words.strip()))

    def overlaps(self, other: Span) -> bool:
        """Tell whether the two spans share at least one code point."""
        return self.start < other.end and other.start < self.end

    def shifted(self, by: int) -> Span:
        """Return the span moved by so many code points."""
        return Span(self.start + by, self.end + by)


class Position(NamedTuple):
    """A place as editors name it: line and column, both from 1, columns in code points."""

    line: int
    column: int

    def __str__(self) -> str:
        return f"{self.line}:{self.column}"


class Lines:
    r"""The lines of a text, distinguished by LF, CRLF and CR only, as editors do.

    >>> lines = Lines("one\r\ntwo\u2028still two")
    >>> lines.position(5), len(lines)
    (Position(line=2, column=1), 2)
    """

    def __init__(self, text: str) -> None:
        self._text = text
        self._starts = [0]
        self._starts += [match.end() for match in LINE_END.finditer(text)]

    def __len__(self) -> int:
        return len(self._starts)

    def position(self, offset: int) -> Position:
        """Return the line and column of an offset; offsets past the end are taken as the end."""
        offset = max(0, min(offset, len(self._text)))
        line = bisect_right(self._starts, offset)
        return Position(line, offset - self._starts[line - 1] + 1)

    def offset(self, position: Position) -> int:
        """Return the offset of a line and column: the inverse of :meth:`position`.

        Raises UsageError when the text has no such line, or the line no such column.
        """
        start, end = self._bounds(position.line)
        is_last = position.line == len(self)
        if not 1 <= position.column <= end - start + is_last:
            raise UsageError(f"line {position.line} has no column {position.column}")
        return start + position.column - 1

    def span(self, line: int) -> Span:
        """Return where a line is, without its line end; ``line`` counts from 1.

        Raises UsageError when the text has no such line.
        """
        start, end = self._bounds(line)
        while end > start and self._text[end - 1] in "\r\n":
            end -= 1
        return Span(start, end)

    def _bounds(self, line: int) -> Span:
        """Return where a line is together with its line end."""
        if not 1 <= line <= len(self):
            raise UsageError(f"there is no line {line}: the text has {len(self)} lines")
        start = self._starts[line - 1]
        return Span(start, self._starts[line] if line < len(self) else len(self._text))


def to_code_points(text: str, offset: int, unit: Unit) -> int | None:
    """Convert an offset that counts in another unit into code points of ``text``.

    ``unit`` names what the offset counts: UTF-16 units, UTF-8 bytes, code points after a
    leading byte order mark, or code points with each CRLF as one, or each lone LF as two. Returns
    None if the offset is outside the text or inside a character.

    >>> to_code_points("😀 yes", 3, "utf-16")
    2
    """
    if offset < 0:
        return None
    if unit == "code points":
        return offset if offset <= len(text) else None
    if unit == "without BOM":
        found = offset + text.startswith("\ufeff")
        return found if found <= len(text) else None
    if unit == "CRLF as one":
        return _with_line_ends(text, offset, "\r\n", 1)
    if unit == "LF as two":
        return _with_line_ends(text, offset, "(?<!\r)\n", 2)
    return _from_encoded(text, offset, unit)


def _with_line_ends(text: str, offset: int, line_end: str, width: int) -> int | None:
    counted = place = 0
    for match in re.finditer(line_end, text):
        before = counted + match.start() - place
        if before >= offset:
            break
        counted = before + width
        place = match.end()
    found = place + offset - counted
    return found if place <= found <= len(text) else None


def _from_encoded(text: str, offset: int, unit: Unit) -> int | None:
    encoding, width = ("utf-16-le", 2) if unit == "utf-16" else ("utf-8", 1)
    # A code point never takes less than one unit, so the place lies in the first `offset` of them.
    head = text[:offset].encode(encoding, "surrogatepass")
    if len(head) < offset * width:
        return None
    try:
        found = len(head[: offset * width].decode(encoding, "surrogatepass"))
    except UnicodeDecodeError:
        return None
    # Half of a surrogate pair decodes without complaint, into something that is not in the text.
    is_whole = len(text[:found].encode(encoding, "surrogatepass")) == offset * width
    return found if is_whole else None


def words(text: str) -> list[Span]:
    """Return where the words of a text are; apostrophes and inner hyphens belong to a word.

    >>> [span.cut("It's a well-kept text") for span in words("It's a well-kept text")]
    ["It's", 'a', 'well-kept', 'text']
    """
    return [Span(*match.span()) for match in WORD.finditer(text)]


def is_word_edge(text: str, offset: int) -> bool:
    """Tell whether an offset does not cut a word, in scripts that write blanks between words."""
    if not 0 < offset < len(text):
        return True
    return not (_is_in_spaced_word(text, offset - 1) and _is_in_spaced_word(text, offset))


# Patterns that few texts need are compiled when the first one does.

# A number with its sign, its currency and all its digits; a sign behind a word or a number is a
# hyphen or a dash.
_NUMBER = (
    r"(?:(?<![^\s(\[\"'“‘«])[-−–+<>≤≥±~])?[$€£¥]?"
    r"(?:\d{1,3}(?:[ \u00a0\u202f'’]\d{3})+(?!\d)|\d+)(?:[.,]\d+)*[%‰]?"
)
# What comes before the rest of a word that a hyphen, or the end of a line, parts.
_PREFIX = (
    r"(?i)(?<!\w)(?:non|un|in|im|ir|il|dis|mis|anti|nicht|sans)[-\u2010\u2011\u00ad]\s*\Z"
    r"|[^\W\d_][-\u2010\u2011\u00ad][ \t]*(?:\r\n|\n|\r)\s*\Z"
)
_NEAR = 32  # code points that a number or a prefix takes up
# Numbers of Chinese and Japanese: in numerals, with what multiplies digits, and as fractions.
_HAN = "零〇一二两兩三四五六七八九十百千万萬亿億兆"
_HAN_NUMBER = rf"[{_HAN}\d]+分[之の][{_HAN}\d]+|[{_HAN}]{{2,}}|\d+[十百千万萬亿億兆]+[{_HAN}\d]*"


def is_inside_term(text: str, offset: int) -> bool:
    """Tell whether an offset cuts a number, or a word behind the hyphen that parts it.

    >>> is_inside_term("1.5 million", 2), is_inside_term("It is non-toxic.", 10)
    (True, True)
    >>> is_inside_term("In 2019, 5 of them", 9), is_inside_term("三千人", 1)
    (False, True)
    """
    if not 0 < offset < len(text):
        return False
    start = max(0, offset - _NEAR)
    if text[offset].isalpha() and text[offset].islower():
        return re.compile(_PREFIX).search(text, start, offset) is not None
    around = text[offset - 1 : offset + 1]
    if any(each in _HAN or each in "分之の" for each in around):
        pattern = _HAN_NUMBER
    elif any(each.isdigit() for each in around):
        pattern = _NUMBER
    else:
        return False
    found = re.compile(pattern).finditer(text, start, min(len(text), offset + _NEAR))
    return any(match.start() < offset < match.end() for match in found)


def is_grapheme_edge(text: str, offset: int) -> bool:
    r"""Tell whether an offset does not cut what a reader sees as one character (UAX #29).

    >>> is_grapheme_edge("e\u0301a", 1), is_grapheme_edge("e\u0301a", 2)
    (False, True)
    """
    if not 0 < offset < len(text):
        return True
    if text[offset - 1] < "\x80" and text[offset] < "\x80":
        return text[offset - 1 : offset + 1] != "\r\n"
    from wcwidth import iter_graphemes  # noqa: PLC0415 -- costly to import and seldom needed

    # No cluster reaches back past a line end, and hardly one past the letters of ASCII: from
    # there on it is told rightly which flags, say, belong together.
    floor = max(text.rfind("\n", 0, offset) + 1, offset - 256)
    place = start = _last_ascii(text, floor, offset)
    for cluster in iter_graphemes(text[start : offset + 64]):
        if place >= offset:
            break
        place += len(cluster)
    return place == offset


def stands_apart(text: str, span: Span) -> bool:
    r"""Tell whether a span neither begins nor ends inside a word, nor inside a grapheme.

    The number of a note or of a verse is no part of the word next to it.

    >>> stands_apart("the planet", Span(0, 8)), stands_apart("the plan3 is", Span(0, 8))
    (False, True)
    """
    return all(
        (is_word_edge(text, edge) or text[edge - 1].isnumeric() != text[edge].isnumeric())
        and is_grapheme_edge(text, edge)
        for edge in span
    )


def _last_ascii(text: str, floor: int, offset: int) -> int:
    return next((i for i in range(offset - 1, floor, -1) if text[i].isascii()), floor)


def _is_in_spaced_word(text: str, place: int) -> bool:
    # A combining mark is what the letter under it is: that of an emoji makes no word.
    while place > 0 and unicodedata.category(text[place])[0] == "M":
        place -= 1
    character = text[place]
    if character.isascii():
        return character.isalnum()
    if unicodedata.category(character)[0] not in "LMN":
        return False
    return not any(first <= character <= last for first, last in UNSPACED)


# Scripts that are written without blanks between words, from first to last code point: Thai to
# Tibetan, Myanmar, Khmer, Han with kana and bopomofo (Unicode Script property; Hangul does write
# blanks).
UNSPACED = (
    ("\u0e00", "\u0fff"),
    ("\u1000", "\u109f"),
    ("\u1780", "\u17ff"),
    ("\u2e80", "\u312f"),
    ("\u31a0", "\u31ff"),
    ("\u3400", "\u4dbf"),
    ("\u4e00", "\u9fff"),
    ("\ua9e0", "\ua9ff"),
    ("\uaa60", "\uaa7f"),
    ("\uf900", "\ufaff"),
    ("\uff66", "\uff9f"),
    ("\U0001b000", "\U0001b16f"),
    ("\U00020000", "\U0003ffff"),
)
UNSPACED_LETTERS = "".join(f"{first}-{last}" for first, last in UNSPACED)  # within [] of a pattern
