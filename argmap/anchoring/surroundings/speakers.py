"""Who speaks at a place of a transcript, as the labels at the beginnings of its lines say."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from argmap.text import UNSPACED

if TYPE_CHECKING:
    from argmap.text import Span

_TIME = r"[\[(<]?\d{1,2}:\d{2}(?::\d{2})?(?:[.,]\d+)?[\])>]?"
LABEL = re.compile(
    rf"^[\s>*_#\-–—]*(?:{_TIME}\s*[-–—]?\s*)?[*_]*"  # noqa: RUF001
    r"(?P<name>[^\W\d_][^:：\n\r,;!?*]{0,40}?)[*_]*[ \t]?[:：][*_]*(?=\s|[^\W\d])",  # noqa: RUF001
    re.MULTILINE,
)
_MOST_NAMES = 4
_LONGEST_UNSPACED = 6  # characters: a clause before a colon is longer
_FURTHEST = 20_000  # characters back to the label of a long speech


def change_of_speaker(text: str, gap: Span) -> bool:
    r"""Tell whether another person speaks after a gap than before it.

    >>> from argmap.text import Span
    >>> change_of_speaker("RUIZ: It is a mistake.\nFORD: Not at all.", Span(21, 29))
    True
    """
    between = _labels(text, gap.start, gap.end)
    if not between:
        return False
    line = text.rfind("\n", 0, gap.start) + 1
    before = _labels(text, max(0, gap.start - _FURTHEST), line) + _labels(text, line, gap.start)
    after = between[-1]
    if before and before[-1] == after:
        return False
    return any(_is_speaker(text, name) for name in {after, *before[-1:]})


def _labels(text: str, start: int, end: int) -> list[str]:
    """Return the labels that begin lines of a stretch, all of which a name may be."""
    # What follows a label says that it is one, and may be what begins at the end.
    names = (match["name"].strip() for match in LABEL.finditer(text, start, end + 1))
    return [name for name in names if _may_name(name)]


def _may_name(name: str) -> bool:
    words = name.split()
    if any(first <= name[0] <= last for first, last in UNSPACED) and len(name) > _LONGEST_UNSPACED:
        return False
    return len(words) <= _MOST_NAMES and all(not word[0].islower() for word in words)


def _is_speaker(text: str, name: str) -> bool:
    """Tell whether a label is one: it is in capitals, or begins other lines as well."""
    if name.isupper():
        return True
    pattern = rf"^[^\w\n]*(?:{_TIME}\W*)?{re.escape(name)}\W{{0,4}}[:：]"  # noqa: RUF001
    return len(re.findall(pattern, text, re.MULTILINE)) > 1
