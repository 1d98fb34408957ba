"""The cautions about the words at a place, with a quick look first at whether there can be any."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from argmap.anchoring.meaning.governing import cue_words, inverted_words, keys
from argmap.text import Span

if TYPE_CHECKING:
    from argmap.anchoring.placement import Caution, Place

REACH = 240  # characters before a quote and after it in which what governs it is looked for

# Half-width marks end a sentence before white space only, and a full stop may abbreviate.
_SENTENCE_END = re.compile(r"[.!?…][\"'”’»)\]]*\s|[。！？؟।]|\n\s*\n")
_STOP = re.compile(r"[.!?…][\"'”’»)\]]*\s|[。！？؟।]")
# An empty line, or a new page, that a sentence goes on behind: with a number, or in small letters.
_TURN = re.compile(
    r"(?:[\w,;]|</v>)[ \t]*"
    r"(?:\r?\n[ \t]*(?:\r?\n\s*)+(?=[-–\[(]?\s?\d|[^\W\dA-Z])|\s*\f)"
)
# Markup, marks of notes, and the numbers of lines, between the words of a sentence.
_MARKUP = re.compile(r"[<>&*_\[\]`¹²³⁰⁴-⁹]|\n[ \t]*\d{1,4}[ \t]")
# What ends a sentence of any script has no letter or digit in it.
_MAY_PART = re.compile(r"[^\w\s,،，\-–—'’()]|\n")
_QUESTION = re.compile(
    "[?\u037e\u061f\u1367\u2047-\u2049\uff1f\u055e]|(?<=[\u0370-\u03ff\u1f00-\u1fff]);"
)
_FURTHEST = 400  # characters after a quote in which its question mark is


def cautions_at(text: str, place: Place) -> tuple[Caution, ...]:
    """Return what a reader should know about the words of a text at a place, alone.

    ``place`` holds one span for each fragment of the quote, in order. The cautions are in the
    order of the text. Nothing is said of sentences in scripts that set no marks between them.

    >>> text = "There is no evidence that the vaccine causes harm."
    >>> cautions_at(text, (Span(26, 49),))[0].found
    'no evidence that'
    >>> cautions_at(text, (Span(0, 50),))
    ()
    """
    if len(place) == 1 and not (_may_be_governed(text, place[0]) or _may_ask(text, place[0])):
        return ()
    from argmap.anchoring.surroundings.looking import look  # noqa: PLC0415 -- few need more than that

    return look(text, place)


def may_be_parted(text: str, place: Place) -> bool:
    r"""Tell whether apparatus may part the sentence around a place: a page's turn, a cue, markup.

    Then what is outside the quote in that sentence is known only without the text's apparatus.

    >>> may_be_parted("There is no evidence\n\n12\n\nthat it helps.", (Span(31, 39),))
    True
    >>> may_be_parted("There is **no** evidence that it helps.", (Span(30, 38),))
    True
    """
    start, end = place[0].start, place[-1].end
    head = _STOP.split(text[max(0, start - REACH) : start])[-1]
    tail = _STOP.split(text[max(0, end - 1) : end + REACH], maxsplit=1)[0]
    if any(_TURN.search(side) for side in (head, tail)):
        return True
    has_markup = any(_MARKUP.search(side) for side in (head, tail))
    return has_markup and _may_be_governed(text, Span(start, end))


def parting(text: str, place: Place) -> tuple[Caution, ...]:
    """Return the cautions which say that the fragments at a place do not belong together.

    >>> text = "The plan is a mistake. Nobody says so. If it fails, the depot closes."
    >>> [each.kind for each in parting(text, (Span(0, 11), Span(52, 68)))]
    ['sentences']
    """
    between = (Span(one.end - 3, other.start + 3) for one, other in pairwise(place))
    if not any(_MAY_PART.search(text, max(0, gap.start), gap.end) for gap in between):
        return ()
    return tuple(caution for caution in cautions_at(text, place) if caution.parts)


def _may_be_governed(text: str, span: Span) -> bool:
    """Tell whether a word that may govern a passage is near it, in its sentence or not."""
    start = max(0, span.start - REACH)
    for match in _SENTENCE_END.finditer(text, start, span.start):
        if _ends_surely(text, match.start()):
            start = match.end()
    end = min(len(text), span.end + REACH)
    last = max(span.start, span.end - 3)
    after = _SENTENCE_END.search(text, last, end)
    if after and _ends_surely(text, after.start()):
        end = max(span.end, after.end())
    cues = cue_words()
    head, tail = keys(text, start, span.start), keys(text, span.end, end)
    if head and head[0] in inverted_words():
        return True
    return not (cues.isdisjoint(head) and cues.isdisjoint(tail))


def _ends_surely(text: str, mark: int) -> bool:
    """Tell whether a mark ends a sentence and is not perhaps the full stop of an abbreviation."""
    return text[mark] != "." or text[max(0, mark - 4) : mark].isalpha()


def _may_ask(text: str, span: Span) -> bool:
    """Tell whether the sentence at a passage may be a question whose mark is not in the passage."""
    last = max(span.start, span.end - 3)
    if _QUESTION.search(text, last, span.end):
        return False
    end = min(len(text), span.end + _FURTHEST)
    after = _SENTENCE_END.search(text, span.end, end)
    if after and _ends_surely(text, after.start()):
        end = after.end()
    return _QUESTION.search(text, last, end) is not None
