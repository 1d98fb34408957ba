"""Read the lines of Kialo's export: numbered claims, references, and what only looks like one."""

from __future__ import annotations

import re
from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

from argmap.formats.reading.assembly import Assembly

if TYPE_CHECKING:
    from argmap.formats.document import Document
    from argmap.model import ArgumentMap, Relation

HEAD = "Discussion Title:"
NUMBERED = re.compile(r"((?:\d{1,9}\.)+) (?:(Pro|Con): )?(.*)", re.DOTALL)
SEE = re.compile(r"-> See ((?:\d+\.)*\d+)\.?\s*\Z")
_LINE_END = re.compile(r"\r?\n")
_ESCAPED = re.compile(r"\\([()\[\]])")
_BRACKET = re.compile(r"[()\[\]]")
_LINK_START = re.compile(r"(?<!\\)\[((?:\\.|[^\[\]\\])*)\]\(")

Number = tuple[int, ...]


class _Line(NamedTuple):
    """A numbered claim, exactly as in the file."""

    number: Number
    side: str | None
    text: str


def read_outline(document: Document) -> ArgumentMap:
    """Return the map of an outline, and tell the document what of it leads nowhere."""
    return _Reader(document).map()


class _Reader:
    def __init__(self, document: Document) -> None:
        self.document = document
        self.assembly = Assembly(document, "kialo")
        self.title, self.lines = self._read()
        self.con: Relation = "limits" if document.options.get("con") == "limits" else "rebuts"

    def _read(self) -> tuple[str | None, list[_Line]]:
        head, *rest = _LINE_END.split(self.document.text.lstrip())
        if not head.startswith(HEAD):
            raise self.document.error(
                "expected the title of a discussion in the first line", 0, help=f"`{HEAD} …`"
            )
        claims: list[list[object]] = []
        children: dict[Number, int] = {}
        for line in rest:
            found = NUMBERED.match(line)
            number = number_of(found[1]) if found else ()
            if found and self._is_new(number, found[2], children):
                children[number] = 0
                children[number[:-1]] = number[-1]
                claims.append([number, found[2], [found[3]]])
            elif claims:
                claims[-1][2].append(line)  # type: ignore[attr-defined]
            elif line.strip():
                raise self.document.error(
                    "expected a numbered claim", self.document.text.index(line), help="`1. …`"
                )
        title = head[len(HEAD) :].strip() or None
        return title, [_Line(n, s, "\n".join(t).strip("\n")) for n, s, t in claims]  # type: ignore[arg-type]

    def _is_new(self, number: Number, side: str | None, children: dict[Number, int]) -> bool:
        """Tell whether a line that looks numbered begins a claim, and is not part of one."""
        above, last = number[:-1], number[-1]
        is_next = last == children.get(above, 0) + 1
        if not above:
            is_new = side is None and (is_next or not children)
        else:
            is_new = side is not None and number not in children
        if not is_new:
            what = "a line that looks numbered belongs to the claim above it"
            self.assembly.tell("repaired", None, "text", what)
        elif above and (above not in children or not is_next):
            what = "a number does not follow the one before it"
            self.assembly.tell("repaired", None, "id", what)
        return is_new

    def map(self) -> ArgumentMap:
        claims = [line for line in self.lines if not SEE.match(line.text)]
        texts = [(dotted(line.number), plain(line.text)) for line in claims]
        anchors = self.assembly.words(texts)
        for line, (key, text), anchor in zip(claims, texts, anchors, strict=True):
            meta = {"raw": line.text} if escaped(text) != line.text else None
            found = () if anchor is None else (anchor,)
            self.assembly.statement(key, text, anchors=found, meta=meta)
        stands_for = self._resolved()
        unusual = self._unusual(stands_for)
        for line in self.lines:
            if len(line.number) > 1:
                self._link(line, stands_for, is_unusual=line.number in unusual)
        return self.assembly.map(title=self.title)

    def _resolved(self) -> dict[Number, Number | None]:
        """Return for every number the claim that it is for, None if there is none."""
        refers = {
            line.number: number_of(found[1]) if (found := SEE.match(line.text)) else None
            for line in self.lines
        }
        resolved: dict[Number, Number | None] = {}
        for number in refers:
            end: Number | None = number
            passed = set()
            while end is not None and refers.get(end) is not None and end not in passed:
                passed.add(end)
                end = refers[end]
            resolved[number] = end if end in refers and refers[end] is None else None
        return resolved

    def _link(
        self, line: _Line, stands_for: dict[Number, Number | None], *, is_unusual: bool
    ) -> None:
        origin = stands_for[line.number]
        target = stands_for.get(line.number[:-1])
        relation: Relation = "supports" if line.side == "Pro" else self.con
        number = dotted(line.number)
        if origin is None:
            what = f"a claim that is referred to is not in the file: {line.text!r}"
            self.assembly.tell("unresolved", None, relation, what)
        elif target is None:
            what = "the claim above it is not in the file"
            self.assembly.tell("unresolved", dotted(origin), relation, what)
        else:
            meta = {"number": number} if is_unusual else None
            key, end = dotted(origin), dotted(target)
            self.assembly.inference(f"{number} ", relation, [key], end, meta=meta)

    def _unusual(self, stands_for: dict[Number, Number | None]) -> set[Number]:
        """Return the numbers of lines that would not be written where they are.

        References are written after the claims of their place, and Pro before Con.
        """
        last: dict[Number, int] = {}
        places: dict[tuple[Number | None, Number | None], list[Number]] = defaultdict(list)
        for line in self.lines:
            above = line.number[:-1]
            places[stands_for[line.number], stands_for.get(above)].append(line.number)
            if not SEE.match(line.text):
                last[above] = line.number[-1]
        amid = {
            line.number
            for line in self.lines
            if SEE.match(line.text) and line.number[-1] < last.get(line.number[:-1], 0)
        }
        return amid.union(*(numbers for numbers in places.values() if len(numbers) > 1))


def number_of(dotted: str) -> Number:
    """Return the parts of a number."""
    return tuple(int(part) for part in dotted.strip(".").split("."))


def dotted(number: Number) -> str:
    """Return a number with dots between its parts."""
    return ".".join(map(str, number))


def plain(raw: str) -> str:
    r"""Return what a claim says, without escapes, and of links only their words.

    >>> plain(r"the [rust](https://example.org/rust_(metal)) \(iron oxide\)")
    'the rust (iron oxide)'
    """
    pieces = []
    place = 0
    while found := _LINK_START.search(raw, place):
        end = _closing(raw, found.end())
        if end == len(raw):
            break
        is_link = raw[end] == ")"
        pieces += [raw[place : found.start()], found[1] if is_link else found[0]]
        place = end + 1 if is_link else found.end()
    return _ESCAPED.sub(r"\1", "".join((*pieces, raw[place:])))


def _closing(raw: str, start: int) -> int:
    """Return where the bracket that is open before ``start`` closes, or a blank is first."""
    depth = 1
    for place in range(start, len(raw)):
        depth += {"(": 1, ")": -1}.get(raw[place], 0)
        if depth == 0 or raw[place].isspace():
            return place
    return len(raw)


def escaped(text: str) -> str:
    """Return a text as a claim of Kialo's export, where links need brackets."""
    return _BRACKET.sub(r"\\\g<0>", text)
