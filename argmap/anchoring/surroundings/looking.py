"""A closer look at a place: what its omissions do to the sentences, and what governs it."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from argmap.anchoring.meaning.governing import governing_around, tokens
from argmap.anchoring.placement import Caution
from argmap.anchoring.surroundings.cautions import REACH
from argmap.anchoring.surroundings.gaps import Gap, limit_in
from argmap.anchoring.surroundings.outside import governing_after, governing_before
from argmap.anchoring.surroundings.questions import asks_unseen
from argmap.anchoring.surroundings.speakers import change_of_speaker
from argmap.sentences import Sentences, sentences_of
from argmap.text import Span

if TYPE_CHECKING:
    from argmap.anchoring.meaning.governing import Governing
    from argmap.anchoring.placement import CautionKind, Place

_SPACES = 2  # between sentences that only white space parts; more of it is in place of apparatus
_BEGINNING = 24  # characters by which a passage begins


def look(text: str, place: Place) -> tuple[Caution, ...]:
    """Return the cautions about the words at a place; see :func:`cautions_at`."""
    sentences = sentences_of(text)
    known = governing_around(text, place[0])
    found = [
        *_outside(text, place, sentences, known),
        *_omitted(text, place, sentences, known),
    ]
    if (asks := asks_unseen(text, place, sentences, known)) is not None:
        found.append(_caution("question", text, asks))
    return tuple(sorted(found, key=lambda caution: caution.found_span))


def _outside(text: str, place: Place, sentences: Sentences, known: Governing) -> list[Caution]:
    """Return what governs the first and the last words of a place from outside."""
    first, last = place[0], place[-1]
    head, tail = outside(text, Span(first.start, last.end), sentences)
    beginning = text[first.start : first.start + _BEGINNING]
    governed = (
        governing_before(text, head, beginning, known),
        governing_after(text, tail, known, is_introduced=_is_introduced(text, head, known)),
    )
    return [_caution("outside", text, span) for span in governed if span]


def _is_introduced(text: str, head: Span, known: Governing) -> bool:
    """Tell whether a word such as *that* is right before a passage."""
    words = [token.key for token in tokens(text, head)]
    return known.at_end(words, "introduces") > 0


def outside(text: str, hull: Span, sentences: Sentences) -> tuple[Span, Span]:
    """Return what is before a passage and after it in the sentences that it begins and ends in.

    In scripts that set no marks between sentences, it is what is near.
    """
    start, end = hull
    while start < end - 1 and not text[start].isalnum():
        start += 1
    while end > start + 1 and not text[end - 1].isalnum():
        end -= 1
    first, last = sentences.at(start), sentences.at(end - 1)
    begins = max(first.start if first else 0, hull.start - REACH)
    ends = min(last.end if last else len(text), hull.end + REACH)
    return Span(min(begins, hull.start), hull.start), Span(hull.end, max(ends, hull.end))


def _omitted(text: str, place: Place, sentences: Sentences, known: Governing) -> list[Caution]:
    """Return what is wrong with the omissions of a place."""
    found = []
    for number, (one, other) in enumerate(pairwise(place), 1):
        gap = Span(one.end, other.start)
        if gap.length > _SPACES and not gap.cut(text).strip():
            continue  # only a page turns, or a cue begins: nothing is left out
        made = Gap(text, place, number, sentences, known)
        if change_of_speaker(text, gap):
            found.append(_caution("speakers", text, gap))
        elif made.parts_halves:
            found.append(_caution("sentences", text, gap))
        elif limit := limit_in(text, made, known):
            found.append(_caution("limit", text, limit))
    return found


def _caution(kind: CautionKind, text: str, span: Span) -> Caution:
    words = span.cut(text)
    start = span.start + len(words) - len(words.lstrip(" \t\r\n,;:—–-"))
    stripped = Span(min(start, span.end), span.start + len(words.rstrip()))
    span = stripped if stripped.length > 0 else span
    return Caution(kind, span.cut(text), span, len(tokens(text, span)))
