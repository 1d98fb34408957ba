"""When something is said, in a transcript with times in its text.

What counts as a time that is none of the words is said by the engine that finds quotes: it leaves
them out of what is said, and so they are looked for among what it leaves out.
"""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from argmap.anchoring.apparatus import find_apparatus
from argmap.anchoring.surroundings.speakers import labels, speakers_of
from argmap.originals.places import Cue

if TYPE_CHECKING:
    from collections.abc import Iterator

_CLOCK = r"(?<!\d)(?:\d{1,3}:)?\d{1,2}:\d\d(?:[.,]\d{1,3})?(?![\d:])"
_TIME = re.compile(rf"(?P<since>{_CLOCK})(?:[ \t]*(?P<to>-->|[-–—])[ \t]*(?P<until>{_CLOCK}))?")
_ARROW = "-->"
_LEAST, _LEAST_IN_BRACKETS = 3, 2  # times that make a transcript of a text


class _Mark(NamedTuple):
    """A time in a text: the stretch that is none of the words, and what it says."""

    start: int
    end: int
    since: float
    until: float | None
    least: int
    """How many times of its kind make a transcript: one alone if it has an arrow."""


def time_codes(text: str) -> tuple[Cue, ...]:
    r"""Return what is said between the times of a transcript; nothing for any other text.

    A time holds up to the next one, unless it says itself how long; the end of what is said last
    may be unknown.

    >>> said = time_codes("[00:01] Yes.\n[00:04 --> 00:06] No.\n[01:00] Why?\n")
    >>> [(cue.since, cue.until) for cue in said]
    [(1.0, 4.0), (4.0, 6.0), (60.0, None)]
    """
    if text.count(":") < _LEAST_IN_BRACKETS or not _TIME.search(text):
        return ()
    found = list(_marks(text))
    least = min((mark.least for mark in found), default=_LEAST)
    if len(found) < least or any(one.since > other.since for one, other in pairwise(found)):
        return ()  # times of day, or of several recordings: no clock that runs through the text
    speakers = speakers_of(text)
    ends = [(_before(text, mark.start), mark.since) for mark in found[1:]]
    return tuple(
        Cue(
            mark.end,
            max(mark.end, end),
            mark.since,
            following if mark.until is None else mark.until,
            speakers.at(mark.end),
        )
        for mark, (end, following) in zip(found, [*ends, (len(text), None)], strict=True)
    )


def _marks(text: str) -> Iterator[_Mark]:
    """Yield the times of a text among what is none of its words, in their order."""
    named = [(label.start, label.end) for label in labels(text, 0, len(text)) if label.is_sure]
    stretches = sorted((*(mark.span for mark in find_apparatus(text)), *named))
    last: _Mark | None = None
    last_time = -1
    for start, end in stretches:
        match = _TIME.search(text, start, end)
        if not match:
            continue
        if last is not None and match.start() == last_time:
            last = last._replace(end=max(last.end, end))  # the same time, with a name
            continue
        if last is not None:
            yield last
        until = match["until"] and _seconds(match["until"])
        since = _seconds(match["since"])
        is_bracketed = text[match.start() - 1 : match.start()] == "["
        least = 1 if match["to"] == _ARROW else _LEAST_IN_BRACKETS if is_bracketed else _LEAST
        last_time = match.start()
        last = _Mark(start, end, since, until if until and until >= since else None, least)
    if last is not None:
        yield last


def _before(text: str, offset: int) -> int:
    """Return where the words before an offset end, on the lines above it."""
    while offset and text[offset - 1].isspace():
        offset -= 1
    return offset


def _seconds(clock: str) -> float:
    whole, _, parts = clock.replace(",", ".").partition(".")
    seconds = 0
    for part in whole.split(":"):
        seconds = seconds * 60 + int(part)
    return seconds + int((parts or "0").ljust(3, "0")) / 1000
