r"""Where paragraphs end: no sentence goes on past a blank line, a heading, a list item, a turn.

A line end alone is white space, because lines are wrapped in the middle of sentences. It ends a
paragraph where a reader sees one end: the next line begins an item of a list or what another person
says, or the line is so short that its writer did not wrap it.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

# CRLF is one line end: the lookahead keeps a blank line from being seen inside it.
_LINE_END = r"(?:\r\n|\n|\r(?!\n)|\u2028)"
_LINES = re.compile(_LINE_END)
_BLANK = re.compile(rf"{_LINE_END}(?:[ \t\f\v\u00a0\u3000\ufeff>]*{_LINE_END})+|\u2029")
_MARGIN = re.compile(r"[\s>\ufeff]*")
_WORD = re.compile(r"[^\W_]")
_FIRST = re.compile(r"[\W_]*(\w)")
_HEADING = re.compile(r"#{1,6}[ \t]")
_MARKER = re.compile(
    r"""
    (?P<row>\|)
|   (?P<bullet>[*+•‣▪●○◦·])[ \t\u00a0]
|   (?P<dash>[-–—])[ \t\u00a0]
|   [(]?(?P<number>\d{1,3})[.)][ \t\u00a0]
|   [(]?(?P<letter>[^\W\d_])[.)][ \t\u00a0]
|   (?P<time>[\[(]\d{1,2}:\d\d)
|   (?P<speaker>[^\s:：.,;!?][^:：,;!?\r\n]{0,40})[:：](?=\s|\w|$)
    """,
    re.VERBOSE,
)
_MOST_NAMES = 5  # words of what names a speaker
_WIDEST = 200  # columns: a longer line is a paragraph of its own, which nobody wrapped
_UNBROKEN = re.compile("[!-~]{40}")  # an address, or a rule: its line is as wide as it must be
_SHORT = 0.8  # of the widest line of a block: hand-wrapped lines are seldom shorter
_HAN_WORD = 4  # Han and kana are wrapped between any two of them, but for a mark or two
_HAN = (
    ("\u3040", "\u30ff"),
    ("\u3400", "\u9fff"),
    ("\uf900", "\ufaff"),
    ("\U00020000", "\U0003ffff"),
)


class _Line(NamedTuple):
    start: int
    body: int
    end: int  # without white space
    depth: int  # of quoting, by the signs > before it
    is_apart: bool  # a heading, or a line that only sets others apart: * * *, -----, =====

    @property
    def width(self) -> int:
        return self.end - self.start


class _Mark(NamedTuple):
    kind: str
    value: str


def blocks(text: str) -> Iterator[tuple[int, int]]:
    """Yield where what is between blank lines begins and ends."""
    start = 0
    for match in _BLANK.finditer(text):
        if match.start() > start:
            yield start, match.start()
        start = match.end()
    if start < len(text):
        yield start, len(text)


def paragraphs(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield where the paragraphs of a block begin and end."""
    if not _LINES.search(text, start, end):
        yield start, end
        return
    lines = list(_lines(text, start, end))
    wrapped = [line.width for line in lines if not _UNBROKEN.search(text, line.body, line.end)]
    widest = max(wrapped or [line.width for line in lines], default=0)
    marks = [_mark(text, line) for line in lines]
    listed = _listed(marks)
    begins = start
    for number in range(1, len(lines)):
        line, following = lines[number - 1], lines[number]
        if _parts(text, line, following, marks[number - 1 : number + 1], listed, widest):
            yield begins, line.end
            begins = following.start
    yield begins, end


def _lines(text: str, start: int, end: int) -> Iterator[_Line]:
    for match in [*_LINES.finditer(text, start, end), None]:
        stop = match.start() if match else end
        margin = _MARGIN.match(text, start, stop)
        body = margin.end() if margin else start
        stripped = max(body, start + len(text[start:stop].rstrip()))
        depth = text.count(">", start, body) if body > start else 0
        is_rule = stripped - body > 2 and not _WORD.search(text, body, stripped)  # noqa: PLR2004
        is_heading = text[body : body + 1] == "#" and _HEADING.match(text, body) is not None
        yield _Line(start, body, stripped, depth, is_rule or is_heading)
        if match:
            start = match.end()


def _mark(text: str, line: _Line) -> _Mark | None:
    """Return what a line begins with, if that may be an item of a list or a speaker's name."""
    match = _MARKER.match(text, line.body, line.end)
    if not match or match.lastgroup is None:
        return None
    kind, value = match.lastgroup, match[match.lastgroup]
    if kind == "speaker":
        names = value.split()
        if len(names) > _MOST_NAMES or not all(_names(name) for name in names):
            return None
    return _Mark(kind, value)


def _names(word: str) -> bool:
    return not word[0].islower() or word in {"of", "the", "de", "da", "di", "van", "von", "y", "al"}


def _listed(marks: list[_Mark | None]) -> set[_Mark]:
    """Return the marks that belong together: bullets, numbers in a row, names in capitals."""
    found = Counter(mark for mark in marks if mark)
    kinds = Counter(mark.kind for mark in found.elements())
    listed: set[_Mark] = set()
    for mark in found:
        if mark.kind in {"row", "bullet", "time"}:
            is_one = kinds[mark.kind] > 1
        elif mark.kind == "number":
            beside = (str(int(mark.value) + step) for step in (-1, 1))
            is_one = any(_Mark("number", value) in found for value in beside) or (
                mark.value == "1" and found[mark] > 1  # Markdown numbers by itself
            )
        elif mark.kind == "letter":
            place = ord(mark.value)
            beside = (chr(max(0, place + step)) for step in (-1, 1))
            is_one = any(_Mark("letter", value) in found for value in beside)
        else:
            is_one = mark.kind == "speaker" and mark.value[0].isupper() and kinds["speaker"] > 1
        if is_one:
            listed.add(mark)
    return listed


def _parts(
    text: str,
    line: _Line,
    following: _Line,
    marks: list[_Mark | None],
    listed: set[_Mark],
    widest: int,
) -> bool:
    """Tell whether a paragraph ends between two lines."""
    if line.is_apart or following.is_apart or line.depth != following.depth:
        return True
    mark_before, mark = marks
    first = text[following.body : following.body + 1]
    goes_on = first.islower() and not "\u10d0" <= first <= "\u10ff"
    if goes_on and mark is None:
        return False
    is_short = widest > _WIDEST or line.width + 1 + _length(text, following) <= _SHORT * widest
    last = text[line.end - 1 : line.end]
    if mark:
        is_next = mark_before is not None and mark_before.kind == mark.kind
        is_item = mark.kind in {"dash", "speaker"} and (is_next or last in set(":;"))
        is_outdented = line.body - line.start > following.body - following.start
        if mark in listed or is_short or is_item or is_outdented:
            return True
    if not first.isalnum():
        match = _FIRST.match(text, following.body, following.end)
        first = match[1] if match else ""
        goes_on = first.islower() and not "\u10d0" <= first <= "\u10ff"
    return is_short and not goes_on and last not in set(",-–—(、，")


def _length(text: str, line: _Line) -> int:
    """Return how much room the first word of a line takes."""
    word = text[line.body : min(line.end, line.body + _WIDEST)].split(None, 1)[:1]
    if word and any(first <= word[0][0] <= last for first, last in _HAN):
        return min(len(word[0]), _HAN_WORD)
    return len(word[0]) if word else 0
