"""Stretches between quotation marks, in the typography of all languages.

An opening mark may be closed by several: `„` by `“` in German and by `”` in Polish; `”` opens in
Swedish and closes in English. What a mark does follows from those that are open and from what is
next to it. The pairs are those of CLDR 47, https://cldr.unicode.org (*delimiters*), and LaTeX's.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from argmap.text import Span

_CLOSERS = {
    "“": '”“"',
    "”": "”",
    "„": '“”„"',
    "‟": "”",
    "«": "»",
    "»": "«»",
    "‹": "›",
    "›": "‹›",
    "‘": "’",
    "’": "’",
    "‚": "‘’",
    '"': '"”',
    "'": "'",
    "「": "」",
    "『": "』",
    "﹁": "﹂",
    "﹃": "﹄",
    "〝": "〞〟",
    "＂": "＂",
    "``": "''",
    "''": "''",
    "`": "'’",
    "″": "″",
    "´": "´",
    ",,": "''”“\"",
    "❝": "❞",
    "⹂": "”",
    "<<": ">>",
}  # fmt: skip
# A grave accent opens as on a typewriter, `so', unless another one makes code of it.
_MARK = re.compile(
    r"``|''|<<|>>|(?<!\w),,(?=\w)|`(?=[^`\n]{1,300}['’](?!\w))|[“”„‟«»‹›‘’‚\"'「」『』﹁﹂﹃﹄〝〞〟＂″´❝❞⹂]"
)
_OPENS_ONLY = frozenset("„‟‚「『﹁﹃〝`❝⹂") | {"``", "<<", ",,"}
_CLOSES_ONLY = frozenset("」』﹂﹄〞〟❞") | {">>"}
_SINGLE = frozenset("‘’‚'›‹`″´")
# Marks that in some language open what they close in others; they open only where words begin.
_EITHER = frozenset("”’»›\"'＂″´") | {"''"}
_BEFORE_OPENING = "([{—–-/:,，。：；、“„«\"'…¿¡>*_"
_LONGEST_READING = 600  # characters between a mark that may be an apostrophe and another
_DEEPEST = 8  # quotations within one another
_MOST_APOSTROPHES = 100  # at the beginning of words of a block, that open nothing
_FURTHEST = 20_000  # characters from an opening mark to the one that closes it


class Marked(NamedTuple):
    """A stretch between two marks, and other stretches that may be meant if marks are unclear.

    ``span`` holds the words between the marks, ``outer`` the marks, too. Where a closing mark may
    be an apostrophe, ``others`` are the longer readings.
    """

    span: Span
    outer: Span
    others: tuple[Span, ...] = ()


class Marks(NamedTuple):
    """What is between marks in a block, and the mark that nothing in the block closes, if any."""

    marked: tuple[Marked, ...]
    unclosed: Span | None


def marked_stretches(words: str, is_literal: frozenset[int] = frozenset()) -> Marks:
    """Return the outermost stretches between quotation marks in the words of a block.

    In ``is_literal`` are offsets whose marks quote nothing.

    >>> words = "„Ja“, rief er, «nein», and the dogs’ bone isn't ‘new’."
    >>> [marked.span.cut(words) for marked in marked_stretches(words).marked]
    ['Ja', 'nein', 'new']
    """
    found: list[Marked] = []
    unclosed: Span | None = None
    start = 0
    for _ in range(_MOST_APOSTROPHES):
        marked, opened = _marked_from(words, start, is_literal)
        found += marked
        if opened is None:
            break
        mark, span = opened
        if mark not in _SINGLE:
            unclosed = span
            break
        # It was an apostrophe, and what follows it is looked at as if it were not there.
        start = span.end
    kept = [marked for marked in found if marked.span.cut(words).strip()]
    return Marks(tuple(_with_others(words, marked) for marked in kept), unclosed)


def _marked_from(
    words: str, start: int, is_literal: frozenset[int]
) -> tuple[list[Marked], tuple[str, Span] | None]:
    """Return what is between marks from an offset on, and the outermost one that stays open."""
    found: list[Marked] = []
    open: list[tuple[str, Span]] = []
    given_up: tuple[str, Span] | None = None
    for match in _MARK.finditer(words, start):
        mark, span = match[0], Span(*match.span())
        if span.start in is_literal or _is_within_word(words, span, mark, open):
            continue
        if open and span.start - open[0][1].start > _FURTHEST:
            given_up = given_up or open[0]
            open = []
        level = _closed_level(words, span, mark, open)
        if level is not None:
            opened = open[level]
            del open[level:]
            if not open:
                inside = Span(opened[1].end, span.start)
                found.append(Marked(inside, Span(opened[1].start, span.end)))
        elif len(open) < _DEEPEST and _opens(words, span, mark, is_inside=bool(open)):
            open.append((mark, span))
    if given_up and given_up[0] not in _SINGLE:
        return found, given_up
    return found, open[0] if open else None


def opening_mark(words: str) -> str | None:
    """Return the quotation mark that words begin with, None if they begin with none."""
    match = _MARK.match(words.lstrip())
    return match[0] if match and match[0] in _CLOSERS else None


def _is_within_word(words: str, span: Span, mark: str, open: list[tuple[str, Span]]) -> bool:
    """Tell whether a mark is an apostrophe or a sign of inches: there is a word on both sides."""
    before, after = _beside(words, span)
    if mark in ("'", "’", "‘"):
        return before.isalnum() and after.isalnum()
    is_measure = mark == '"' and before.isdigit() and not after.isalnum()
    return is_measure and all(opener != mark for opener, _ in open)


def _beside(words: str, span: Span) -> tuple[str, str]:
    """Return the characters right before and right after a mark, empty at an end of the words."""
    return words[max(0, span.start - 1) : span.start], words[span.end : span.end + 1]


def _closed_level(words: str, span: Span, mark: str, open: list[tuple[str, Span]]) -> int | None:
    """Return which of the open marks is closed by one, the innermost first; None if none is."""
    for level in range(len(open) - 1, -1, -1):
        opener, opened = open[level]
        if mark not in _CLOSERS[opener]:
            continue
        if mark in _EITHER or mark in ("“", "«", "‘"):
            before, after = _beside(words, span)
            # What follows white space and precedes a word opens another one.
            begins = (before.isspace() or before in "(“„«‘‚") and after.isalnum()
            if begins and not (mark == "»" and opener == "«"):
                continue
            if mark in ("'", "’") and after.isalnum():
                continue
        if opened.end == span.start and mark == opener:
            continue
        return level
    return None


def _opens(words: str, span: Span, mark: str, *, is_inside: bool) -> bool:
    before, after = _beside(words, span)
    if mark in _CLOSES_ONLY or mark not in _CLOSERS or not after:
        return False
    if mark in ("«", "»", "<<"):
        # French has a space after the mark that opens.
        return not before.isalnum() or not after.isspace()
    if after.isspace() or mark in _OPENS_ONLY or mark == "“":
        return not after.isspace()
    is_start = not before or before.isspace() or before in _BEFORE_OPENING
    if mark in ("'", "’"):
        # An apostrophe may begin a word: *'tis*, *’90s*.
        return is_start and (after.isalpha() or (is_inside and after.isalnum()))
    return is_start or _is_ideographic(before) or (mark == "‘" and not before.isalnum())


def _is_ideographic(character: str) -> bool:
    return "\u3000" <= character <= "\u9fff" or "\uac00" <= character <= "\ud7af"


def _with_others(words: str, marked: Marked) -> Marked:
    """Add the longer readings of what ends at a mark that may be an apostrophe: *dogs’ bones*."""
    closer = words[marked.span.end : marked.outer.end]
    if closer not in ("'", "’"):
        return marked
    others = []
    rest = words[marked.outer.end : marked.outer.end + _LONGEST_READING]
    for match in re.finditer(re.escape(closer), rest):
        place = marked.outer.end + match.start()
        if words[place + 1 : place + 2].isalnum():
            continue
        if re.search('[‘"“]', words[marked.outer.end : place]):
            break
        others.append(Span(marked.span.start, place))
        if len(others) == 3:  # noqa: PLR2004 -- more apostrophes are no reading
            break
    return marked._replace(others=tuple(others))
