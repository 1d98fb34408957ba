"""A reading without what is none of the words: page numbers, reference marks, cues, markup."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from argmap.anchoring.reading.folding import Folding
from argmap.text import UNSPACED_LETTERS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from argmap.anchoring.apparatus import Apparatus

# A number among letters that are written without blanks, where a line may end at any character.
_ENDS_LINE = re.compile(rf"(?P<beside>[{UNSPACED_LETTERS}])?(?<!\d)\d+\s*\Z")
_BEGINS_LINE = re.compile(rf"\s*\d+(?!\d)(?P<beside>[{UNSPACED_LETTERS}])?")
_LONGEST_NUMBER = 32  # characters, with the blanks next to it


def skip_apparatus(text: str) -> Folding:
    """Leave out what is recognised as apparatus, in a text as it is.

    >>> skip_apparatus("the risk [12] fell &amp; rose").text
    'the risk   fell & rose'
    """
    from argmap.anchoring.apparatus import Apparatus  # noqa: PLC0415 -- what is found plainly needs it not

    return fold_apparatus(text, Apparatus(text))


def fold_apparatus(text: str, apparatus: Apparatus) -> Folding:
    r"""Leave the apparatus out of a text that it was looked for in.

    Nothing stays between the halves of a number that it parts.

    >>> skip_apparatus("花了599\n[00:06:18] 40两").text
    '花了59940两'
    """
    return Folding(text, _pieces(text, apparatus))


def _pieces(text: str, apparatus: Apparatus) -> Iterator[tuple[int, int, str]]:
    marks = apparatus.marks
    place = 0
    while place < len(marks):
        first = last = place
        while last + 1 < len(marks) and (
            not text[marks[last].span.end : marks[last + 1].span.start].strip()
        ):
            last += 1
        start, end = marks[first].span.start, marks[last].span.end
        before = _ENDS_LINE.search(text, max(0, start - _LONGEST_NUMBER), start)
        after = before and _BEGINS_LINE.match(text, end, end + _LONGEST_NUMBER)
        if before and after and (before["beside"] or after["beside"]):
            stop = len(before[0].rstrip()) + before.start()
            yield stop, end + len(after[0]) - len(after[0].lstrip()), ""
        else:
            yield from ((*mark.span, mark.instead) for mark in marks[first : last + 1])
        place = last + 1
