"""How a text goes on after words that somebody has begun to quote."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from argmap.sentences import sentences_of
from argmap.text import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from argmap.anchoring.finder import Finder

_WORD = re.compile(r"\w+(?:['’\-‑]\w+)*")
_CLAUSE_END = re.compile(r"[,;:–—](?=\s)")
_FEWEST_WORDS = 3
_MOST_PLACES = 8


def continuations(finder: Finder, begun: str) -> Iterator[Span]:
    """Yield the passages that begin with some words, to the end of a clause or of the sentence.

    ``begun`` are at least three words, of which the last may be unfinished; fewer fit too much of a
    text. Typography and case may differ, as for any quote. Of the first eight places where the text
    has the words, the end of the sentence comes first, then the ends of its clauses.

    >>> from argmap.anchoring import Finder
    >>> finder = Finder("Buses help the town, they say. Buses help the poor.")
    >>> [span.cut(finder.text) for span in continuations(finder, "buses help th")]
    ['Buses help the town, they say.', 'Buses help the town', 'Buses help the poor.']
    """
    words = list(_WORD.finditer(begun))
    if len(words) < _FEWEST_WORDS:
        return
    for start, end in _begun(finder, begun, words[-1]):
        sentence = sentences_of(finder.text).at(max(start, end - 1))
        last = sentence.end if sentence else end
        yield Span(start, max(last, end))
        for mark in _CLAUSE_END.finditer(finder.text, end, last):
            if mark.start() > end:
                yield Span(start, mark.start())


def _begun(finder: Finder, begun: str, last: re.Match[str]) -> list[Span]:
    """Return where a text has the words; if the last one is unfinished, where it has that begun."""
    whole = _places(finder, begun)
    if begun[last.end() :].strip():
        return whole
    # The words before the last one, and behind them a word that begins as that does.
    known = _places(finder, begun[: last.start()].rstrip())
    beginning = last[0].casefold()
    found = list(whole)
    for span in known:
        following = _WORD.search(finder.text, span.end)
        if following and following[0].casefold().startswith(beginning):
            gap = finder.text[span.end : following.start()]
            if not any(character.isalnum() for character in gap):
                found.append(Span(span.start, following.start() + len(last[0])))
    starts = {span.start: span for span in reversed(found)}
    return [starts[start] for start in sorted(starts)][:_MOST_PLACES]


def _places(finder: Finder, words: str) -> list[Span]:
    found = finder.find(words, approximate=False)
    places = [found.spans] if found.spans else list(found.candidates)
    return [place[0] for place in places if len(place) == 1][:_MOST_PLACES]
