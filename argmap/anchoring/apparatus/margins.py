"""Marks at the beginnings of lines: of quoting, lists, verses and lines, cues, and who speaks."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from argmap.anchoring.apparatus.mark import LINE_START, Mark
from argmap.anchoring.apparatus.words import PARTICLES
from argmap.anchoring.turns import changes_of_speaker
from argmap.text import UNSPACED_LETTERS, Span

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from argmap.anchoring.apparatus.mark import Line

_NEW_LINE = r"(?:\r\n|\n|\r)"
_CLOCK = r"(?:\d{1,3}:)?\d{1,2}:\d\d[.,]\d{3}"
# An empty line, a line that names the cue, and its times, up to the words.
_CUE = re.compile(
    rf"{LINE_START}(?:(?<!\S)[^\r\n]{{1,80}}{_NEW_LINE})?[ \t]*{_CLOCK}[ \t]*-->[ \t]*{_CLOCK}"
    rf"[^\r\n]*{_NEW_LINE}?"
)
_HEADER = re.compile(rf"\ufeff?WEBVTT[^\r\n]*{_NEW_LINE}")
_QUOTED = re.compile(r"(?:>[ \t]?)+")
_HEADING = re.compile(r"#{1,6}[ \t]+(?=\S)")
_BULLET = re.compile(r"[•‣▪●○◦*][ \t\xa0]+(?=\S)")
_DASH = re.compile(r"[-–][ \t\xa0]+(?=\S)")
_ITEM = re.compile(
    r"(?P<open>\(?)(?:(?P<number>\d{1,3})|(?P<letter>[^\W\d_]))(?P<close>[.)])[ \t\xa0]+(?=\S)"
)
_ROMAN_ITEM = re.compile(r"\([ivx]{1,5}\)[ \t\xa0]+(?=\S)")
_CLOCKED = r"\d{1,2}:\d\d(?::\d\d)?(?:[.,]\d{1,3})?"
_TIME = re.compile(
    r"(?P<open>[\[(]?)\d{1,2}:\d\d(?P<seconds>:\d\d)?(?:[.,]\d{1,3})?"
    rf"(?:[ \t]*(?:-->|[-–—])[ \t]*{_CLOCKED})?"
    r"(?P<close>[\])]?)(?:(?:[ \t]*[-–|])?[ \t]+(?=\S)|$)"
)
# A name and a colon, a time in brackets, or both; or a time behind the name on a line of its own.
_SPEAKER = re.compile(
    r"[ \t]*(?P<name>[^\W\d_a-z][^\s:：,;!?\[(]*(?: [^\s:：,;!?\[(]+){0,4})(?:"
    rf"(?:[ \t]*[\[(]{_CLOCKED}[\])])?[:：][ \t]*(?:(?=\S)|(?={_NEW_LINE}))"
    rf"|[ \t]+[\[(]{_CLOCKED}[\])][ \t]*(?:(?=\S)|(?={_NEW_LINE}))"
    rf"|(?:[ \t]{{2,}}|\t){_CLOCKED}[ \t]*(?={_NEW_LINE}))"
)
_BEGINS_TURN = re.compile(r">>|&gt;&gt;|[-–—]\s?\S")
_LINE_ENDS = re.compile(rf"[ \t]*{_NEW_LINE}\s*")
_COLON = re.compile("[:：]")
_LONGEST_NAME = 80
_COUNTED = re.compile(r"(\d{1,4})(?:[.:]?[ \t\xa0]+)(?=\S)")
_COUNTED_BEHIND = re.compile(r"(?<=\S)[ \t\xa0]{2,}(\d{1,4})$")
_VERSE = re.compile(r"[.,;:!?”\"’'][ \t]+(\d{1,3})[ \t]+(?=[^\W\d_\"“‘'])")
_AGAIN = 12  # lines from one that is counted to the next
_CLOSING = frozenset((".", ")"))
_LEAST_COUNTED = 3
_LEAST_WRAPPED = 8  # characters of a line that is wrapped
_MOSTLY_FULL = 0.7  # of the width of the next line, since figures are narrower than letters
_NUMBER_LAST = re.compile(rf"[{UNSPACED_LETTERS}]\d+$")
_NUMBER_FIRST = re.compile(rf"\d+[{UNSPACED_LETTERS}]")
_FIVE = 5
_LEAST_TIMES = 3


def margin_marks(text: str, lines: Sequence[Line]) -> Iterator[Mark]:
    """Yield the marks at the beginnings of lines; those of different sorts may overlap."""
    has_cues = "-->" in text
    if has_cues:
        yield from _all(_CUE, text)
        if header := _HEADER.match(text):
            yield Mark(Span(*header.span()))
    turns = {change.start for change in changes_of_speaker(text)}
    quoted = (span for span, _ in _matches(_QUOTED, lines))
    yield from (Mark(span) for span in quoted if span.start not in turns)
    for pattern in (_HEADING, _BULLET):
        yield from (Mark(span) for span, _ in _matches(pattern, lines))
    dashes = [Mark(span) for span, _ in _matches(_DASH, lines)]
    if len(dashes) > 1 and not has_cues:
        yield from dashes
    yield from _items(lines)
    yield from _counted(text, lines)
    yield from _broken_numbers(lines)
    if ":" in text or "：" in text:
        yield from _turns(text, lines)


def _all(pattern: re.Pattern[str], text: str) -> Iterator[Mark]:
    return (Mark(Span(*match.span())) for match in pattern.finditer(text))


def _matches(
    pattern: re.Pattern[str], lines: Iterable[Line]
) -> Iterator[tuple[Span, re.Match[str]]]:
    """Yield what begins a line and where it is in the text."""
    for line in lines:
        # Most lines begin with a word.
        if (not line.text[0].isalpha() or line.text[1:2] in _CLOSING) and (
            match := pattern.match(line.text)
        ):
            yield Span(*match.span()).shifted(line.span.start), match


def _items(lines: Sequence[Line]) -> Iterator[Mark]:
    """Yield the marks of list items, which count up from one to the next."""
    styles: dict[tuple[str, ...], list[tuple[int, Span]]] = {}
    for span, match in _matches(_ITEM, lines):
        kind = "number" if match["number"] else "letter"
        value = int(match["number"]) if match["number"] else ord(match["letter"])
        style = kind, match["open"], match["close"]
        styles.setdefault(style, []).append((value, span))
    for counted in styles.values():
        values = {value for value, _ in counted}
        for value, span in counted:
            if value - 1 in values or value + 1 in values:
                yield Mark(span)
    yield from (Mark(span) for span, _ in _matches(_ROMAN_ITEM, lines))


def _counted(text: str, lines: Sequence[Line]) -> Iterator[Mark]:
    """Yield the numbers of lines and verses, which count up by one or by five."""
    before: list[tuple[int, int, Span]] = []
    behind: list[tuple[int, int, Span]] = []
    for number, line in enumerate(lines):
        if line.text[0].isdigit() and (match := _COUNTED.match(line.text)):
            span = Span(*match.span()).shifted(line.span.start)
            before.append((int(match[1]), number, span))
        if line.text[-1].isdigit() and (match := _COUNTED_BEHIND.search(line.text)):
            span = Span(*match.span()).shifted(line.span.start)
            behind.append((int(match[1]), number, span))
    for counted in (before, behind):
        yield from map(Mark, _chains(counted, step=1))
        yield from map(Mark, _chains([one for one in counted if one[0] % _FIVE == 0], step=_FIVE))
    verses = [
        (int(match[1]), number, Span(match.start() + 1, match.end()))
        for number, match in enumerate(_VERSE.finditer(text))
    ]
    yield from map(Mark, _chains(verses, step=1))


def _chains(counted: Iterable[tuple[int, int, Span]], *, step: int) -> Iterator[Span]:
    """Yield what belongs to a row that counts up: value, number of the line, and where it is."""
    rows: dict[int, list[tuple[int, Span]]] = {}
    done: list[list[tuple[int, Span]]] = []
    for value, number, span in counted:
        row = rows.pop(value, [])
        if row and number - row[-1][0] > _AGAIN:
            done.append(row)
            row = []
        row.append((number, span))
        if value + step in rows:
            done.append(rows[value + step])
        rows[value + step] = row
    for row in (*done, *rows.values()):
        if len(row) >= _LEAST_COUNTED:
            yield from (span for _, span in row)


def _broken_numbers(lines: Sequence[Line]) -> Iterator[Mark]:
    """Yield the ends of full lines that part a number, where a line may end at any character."""
    for line, following in pairwise(lines):
        if (
            line.text[-1].isdigit()
            and following.text[0].isdigit()
            and not following.is_apart
            and line.width >= max(_LEAST_WRAPPED, _MOSTLY_FULL * following.width)
            and _NUMBER_LAST.search(line.text)
            and _NUMBER_FIRST.match(following.text)
        ):
            yield Mark(Span(line.span.end, following.span.start), "")


def _is_of_name(word: str) -> bool:
    return not word[0].islower() or word in PARTICLES


def _turns(text: str, lines: Sequence[Line]) -> Iterator[Mark]:
    """Yield the times at which something is said, and the name of who goes on speaking."""
    times = [
        (span, match)
        for span, match in _matches(_TIME, lines)
        if match["open"] + match["close"] in ("", "[]", "()")
    ]
    many = sum(match["open"] != "[" for _, match in times) >= _LEAST_TIMES
    starts = {line.span.start for line in lines if _COLON.search(line.text, 0, _LONGEST_NAME)}
    for span, match in times:
        if match["open"] == "[" or many or match["seconds"]:
            yield Mark(_with_line_end(text, span))
            starts.add(span.end)
    speaker = ""
    for start in sorted(starts):
        label = _SPEAKER.match(text, start)
        if not label:
            continue
        if not all(map(_is_of_name, label["name"].split())):
            continue
        if label["name"] == speaker:
            yield Mark(_with_line_end(text, Span(*label.span())))
        speaker = label["name"]


def begins_turn(text: str, offset: int) -> bool:
    """Tell whether a line that begins at an offset may be the turn of another speaker."""
    return _BEGINS_TURN.match(text, offset) is not None or _SPEAKER.match(text, offset) is not None


def _with_line_end(text: str, span: Span) -> Span:
    """Return a mark with the end of its line, if it is all of the line."""
    end = _LINE_ENDS.match(text, span.end)
    return Span(span.start, end.end()) if end else span
