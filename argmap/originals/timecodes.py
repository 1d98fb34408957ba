"""When something is said, in a transcript with times in its text.

What counts as a time that is none of the words is said by the engine that finds quotes: it leaves
them out of what is said, and so they are looked for among what it leaves out.
"""

from __future__ import annotations

import re
from itertools import pairwise

from argmap.anchoring.apparatus import find_apparatus
from argmap.anchoring.surroundings.speakers import labels, speakers_of
from argmap.originals.places import Cue

_CLOCK = re.compile(r"(?<!\d)(?:(\d{1,3}):)?(\d{1,2}):(\d\d)(?:[.,](\d{1,3}))?(?![\d:])")
_LEAST = 3  # times that make a transcript of a text


def time_codes(text: str) -> tuple[Cue, ...]:
    r"""Return what is said between the times of a transcript; nothing for any other text.

    A time holds up to the next one; the end of what is said last is not known.

    >>> said = time_codes("[00:01] Yes.\n[00:04] No.\n[01:00] Why?\n")
    >>> [(cue.since, cue.until) for cue in said]
    [(1.0, 4.0), (4.0, 60.0), (60.0, None)]
    """
    if text.count(":") < _LEAST or len(_CLOCK.findall(text)) < _LEAST:
        return ()
    marks: dict[int, tuple[int, float]] = {}
    named = [(label.start, label.end) for label in labels(text, 0, len(text)) if label.is_timed]
    for start, end in (*(mark.span for mark in find_apparatus(text)), *named):
        if match := _CLOCK.search(text, start, end):
            marks[match.start()] = (end, _seconds(match))
    found = [(start, end, seconds) for start, (end, seconds) in sorted(marks.items())]
    if len(found) < _LEAST or any(one[2] > other[2] for one, other in pairwise(found)):
        return ()  # times of day, or of several recordings: no clock that runs through the text
    speakers = speakers_of(text)
    cues = [
        Cue(end, max(end, _before(text, following)), since, until, speakers.at(end))
        for (_, end, since), (following, _, until) in pairwise(found)
    ]
    _, end, since = found[-1]
    return (*cues, Cue(end, len(text), since, None, speakers.at(end)))


def _before(text: str, offset: int) -> int:
    """Return where the words before an offset end, on the lines above it."""
    while offset and text[offset - 1].isspace():
        offset -= 1
    return offset


def _seconds(match: re.Match[str]) -> float:
    hours, minutes, seconds, parts = match.groups()
    whole = int(hours or 0) * 3600 + int(minutes) * 60 + int(seconds)
    return whole + int((parts or "0").ljust(3, "0")) / 1000
