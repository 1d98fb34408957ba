"""Questions whose words a quote takes so that it states them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from argmap.anchoring.meaning.governing import tokens
from argmap.anchoring.surroundings.gaps import last_letter
from argmap.text import Span

if TYPE_CHECKING:
    from argmap.anchoring.meaning.governing import Governing
    from argmap.anchoring.placement import Place
    from argmap.sentences import Sentences

# What a question may begin after, within its sentence.
_OPENS = re.compile('[:："“„«¿—]')
_MOST_BEFORE = 3  # words that ask, before the subject: *What exactly does …*


def asks_unseen(text: str, place: Place, sentences: Sentences, known: Governing) -> Span | None:
    """Return what of a question is missing from a quote that then states something.

    A question shows by its mark, by its beginning, or by a word that asks. A phrase from the
    middle of one states nothing; but fragments of one state what they are joined to.
    """
    for number, span in enumerate(place):
        last = last_letter(text, span)
        if not sentences.is_question(last):
            continue
        sentence = sentences.at(last)
        inner = [each for each in place if sentence and each.start < sentence.end]
        if sentence is None or number + 1 < len(inner):
            continue
        same = [each for each in inner if each.end > sentence.start]
        if unseen := _unseen(text, same, sentence, known):
            return unseen
    return None


def _unseen(text: str, quoted: list[Span], sentence: Span, known: Governing) -> Span | None:
    head = Span(sentence.start, max(sentence.start, quoted[0].start))
    for mark in _OPENS.finditer(text, *head):
        head = Span(mark.end(), head.end)
    tail = Span(quoted[-1].end, sentence.end)
    before = tokens(text, head)
    after = tokens(text, tail)
    has_mark = not after and not tail.cut(text).strip("*_ \"'”’»)]")
    if has_mark or quoted[0].start < sentence.start:
        return None
    words = [token.key for span in quoted for token in tokens(text, span)]
    if not before:
        if after or not known.lists("asks"):
            return None
        shows = any(known.at_start(words[place:], "asks") for place in range(len(words)))
        return None if shows or known.lists("inverts") else tail
    if len(quoted) > 1:
        return head
    keys = [token.key for token in before]
    links = known.at_start(keys, "links") if len(keys) > 1 else 0
    is_inverted = len(keys) <= _MOST_BEFORE and bool(known.at_start(keys[links:], "asks"))
    return head if is_inverted else None
