"""The lines of a brat annotation file: each kind as a record that is read and written.

The format: https://brat.nlplab.org/standoff.html
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from argmap.text import Span

if TYPE_CHECKING:
    from argmap.formats.reading.records import Record

# No file is so long that an offset would need more digits, and Python reads no more than 4300.
_OFFSET = "[0-9]{1,15}"
_FRAGMENTS = rf"{_OFFSET} +{_OFFSET}(?: *; *{_OFFSET} +{_OFFSET})*"
_TEXT_BOUND = re.compile(rf"(T\S*)\t(\S+) +({_FRAGMENTS}) *(?:\t(.*))?", re.DOTALL)
_RELATION = re.compile(r"(R\S*)\t(\S+) +([^\s:]+):(\S+) +([^\s:]+):(\S+)(\s*)", re.DOTALL)
_ATTRIBUTE = re.compile(r"([AM]\S*)\t(\S+) +(\S+)(?: +(.*))?", re.DOTALL)
_NOTE = re.compile(r"(#\S*)\t(\S+) +(\S+) *(?:\t(.*))?", re.DOTALL)
_PAIR = re.compile(rf"({_OFFSET}) +({_OFFSET})")
# The roles of what a relation leads from, and of what it leads to, in either order.
_FIRST_ROLES = frozenset(("arg1", "source", "from", "premise", "evidence", "reason"))
_LAST_ROLES = frozenset(("arg2", "target", "to", "conclusion", "claim", "majorclaim"))
_BEGINNING = re.compile(r"(?:[TREAMN#][0-9]+|\*)\t")


class TextBound(NamedTuple):
    r"""A stretch of the text with a type; ``covered`` are its words, None if none are written.

    >>> read_line("T1\tClaim 0 2;6 8\tit is").spans
    (Span(start=0, end=2), Span(start=6, end=8))
    """

    id: str
    type: str
    spans: tuple[Span, ...]
    covered: str | None

    def __str__(self) -> str:
        places = ";".join(f"{span.start} {span.end}" for span in self.spans)
        return f"{self.id}\t{self.type} {places}\t{self.covered or ''}"


class Arc(NamedTuple):
    """A link from one annotation to another, by their ids."""

    id: str
    type: str
    origin: str
    end: str

    def __str__(self) -> str:
        return f"{self.id}\t{self.type} Arg1:{self.origin} Arg2:{self.end}"


class Attribute(NamedTuple):
    """A property of an annotation; ``value`` is None if having the name is all it says."""

    id: str
    name: str
    of: str
    value: str | None

    def __str__(self) -> str:
        return f"{self.id}\t{self.name} {self.of}" + (
            "" if self.value is None else f" {self.value}"
        )


class Note(NamedTuple):
    """A free remark on an annotation."""

    id: str
    type: str
    of: str
    words: str

    def __str__(self) -> str:
        return f"{self.id}\t{self.type} {self.of}\t{self.words}"


class Unmapped(NamedTuple):
    """A line that says nothing an argument map could: an event, a normalisation, a blank line.

    ``is_known`` is False if the line is of no kind that the format has, or is not well formed.
    """

    words: str
    is_known: bool

    @property
    def id(self) -> str:
        """The id with which the line begins, or nothing."""
        return self.words.partition("\t")[0]

    @property
    def names(self) -> frozenset[str]:
        """The ids of other lines that the line speaks of."""
        words = self.words.partition("\t")[2].partition("\t")[0].split()
        if self.id.startswith("E"):
            return frozenset(role.rpartition(":")[2] for role in words)
        return frozenset(words[1:] if self.id == "*" else words[1:2])

    def __str__(self) -> str:
        return self.words


Line = TextBound | Arc | Attribute | Note | Unmapped


def read_line(words: str) -> Line:
    r"""Return what a line says; ``words`` are the line without its end.

    >>> read_line("R1\tsupports Arg1:T2 Arg2:T1\t")
    Arc(id='R1', type='supports', origin='T2', end='T1')
    """
    words = words.removesuffix("\r")
    if found := _TEXT_BOUND.fullmatch(words):
        spans = tuple(Span(int(start), int(end)) for start, end in _PAIR.findall(found[3]))
        return TextBound(found[1], found[2], spans, found[4])
    if found := _RELATION.fullmatch(words):
        ends = [(found[3], found[4]), (found[5], found[6])]
        if ends[0][0].lower() in _LAST_ROLES and ends[1][0].lower() in _FIRST_ROLES:
            ends.reverse()
        return Arc(found[1], found[2], ends[0][1], ends[1][1])
    if found := _ATTRIBUTE.fullmatch(words.rstrip()):
        return Attribute(found[1], found[2], found[3], found[4] or None)
    if found := _NOTE.fullmatch(words):
        return Note(found[1], found[2], found[3], found[4] or "")
    is_known = not words.strip() or bool(re.match(r"(?:[EN]\S*|\*)\t", words))
    return Unmapped(words, is_known)


class PlacedLine:
    """A line and where it is in its file."""

    __slots__ = ("line", "place", "words")

    def __init__(self, place: int, words: str) -> None:
        self.place = place
        self.words = words
        self.line: Line = read_line(words)

    def kept(self, usual: Line | None) -> Record:
        """Return what is to be kept of the line: all of it, where it is not as usual."""
        found: Record = {"id": self.line.id, "pos": self.place}
        if isinstance(self.line, TextBound | Arc):
            found["type"] = self.line.type
        if usual is None or str(usual) != self.words:
            found["line"] = self.words
        return found


def names_of(line: Line) -> frozenset[str]:
    """Return the ids of other lines that a line speaks of."""
    if isinstance(line, Arc):
        return frozenset((line.origin, line.end))
    if isinstance(line, Attribute | Note):
        return frozenset((line.of,))
    return line.names if isinstance(line, Unmapped) and line.is_known else frozenset()


def looks_like_brat(text: str) -> bool:
    r"""Tell whether each of the first lines of a text that is not blank is one of brat's.

    >>> looks_like_brat("\n T1\tClaim 0 4\tso"), looks_like_brat("T1\tClaim 0 4\tso it is")
    (False, True)
    """
    first = [line for line in text.removeprefix("\ufeff").split("\n", 20)[:20] if line.strip()]
    return bool(first) and all(_BEGINNING.match(line) for line in first)
