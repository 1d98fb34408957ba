"""A source as it is read on the page: its text as it stands, cut wherever a passage begins or ends.

Passages overlap, so no element holds one: each piece between two edges says which statements its
words belong to.
"""

from __future__ import annotations

import re
from collections import deque
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from argmap.sentences.paragraphs import blocks, paragraphs
from argmap.text import LINE_END, Span
from argmap.webpage import markup

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator

    from argmap.drawing.theme import Look
    from argmap.source import Source

# A transcript names who speaks at the beginning of a line.
_SPEAKER = re.compile(r"[ \t]*([^\s:][^:]{0,60}):")


class Passage(NamedTuple):
    """Words of a source that make a statement: ``number`` and ``look`` are those of the latter."""

    span: Span
    number: int
    look: Look


def source_text(
    source: Source,
    passages: Iterable[Passage],
    speakers: Collection[str] = (),
) -> Iterator[str]:
    """Yield the text of a source, paragraph by paragraph.

    Without its markup it is the text, character for character. A line is a paragraph unless the
    text is wrapped by hand; such lines are one paragraph of the class ``flow``, whose line ends a
    browser shows as spaces. ``speakers`` are names that are set in bold when a line begins with
    one and a colon. A passage knows the numbers of its statements, from 1, which
    are shown without changing the text. Raises what reading the text raises.

    >>> from argmap.source import Source
    >>> help = Passage(Span(0, 5), 3, "claim")
    >>> print(*source_text(Source(id="note", text="Buses help."), [help]))
    <p dir="auto"><mark class="claim" data-s="3" role="button" tabindex="-1" \
aria-pressed="false" data-n="4">Buses</mark> help.</p>
    """
    whole = source.text
    known = {name.casefold() for name in speakers}
    waiting = deque(sorted(set(passages)))
    open_passages: list[Passage] = []
    for line, is_wrapped in _paragraphs(whole, known):
        while waiting and waiting[0].span.start < line.end:
            open_passages.append(waiting.popleft())
        left_out = [span for span in source.ignore if span.overlaps(line)]
        head = _end_of_speaker(whole, line, known)
        edges = {line.start, head, line.end}
        for span in (*(passage.span for passage in open_passages), *left_out):
            edges.update(offset for offset in span if line.start < offset < line.end)
        pieces: list[str] = []
        states: set[str] = set()
        for start, end in pairwise(sorted(edges)):
            piece = Span(start, end)
            words = markup.text(piece.cut(whole))
            if start < head:
                words = f"<b>{words}</b>"
            here = [passage for passage in open_passages if passage.span.overlaps(piece)]
            is_ignored = not here and any(span.overlaps(piece) for span in left_out)
            if here:
                words = _marked(words, here, start)
            elif is_ignored:
                words = f'<span class="ignored">{words}</span>'
            pieces.append(words)
            if piece.cut(whole).strip():
                states.add("ignored" if is_ignored else "read")
        open_passages = [passage for passage in open_passages if passage.span.end > line.end]
        kind = "" if "read" in states else "aside" if states else "blank"
        classes = " ".join(filter(None, (kind, "flow" if is_wrapped else "")))
        names = f' class="{classes}"' if classes else ""
        yield f'<p dir="auto"{names}>{"".join(pieces)}</p>'


def _marked(words: str, here: list[Passage], start: int) -> str:
    """Return a piece that belongs to statements; the narrowest passage gives it its colour."""
    numbers = " ".join(str(number) for number in dict.fromkeys(p.number for p in here))
    look = min(here, key=lambda passage: passage.span.length).look
    several = " several" if len({p.number for p in here}) > 1 else ""
    # One can go to where a passage begins; what follows of it is only lit.
    begun = [passage.number + 1 for passage in here if passage.span.start == start]
    button = ' role="button" tabindex="-1" aria-pressed="false"' if begun else ""
    if begun:
        button += f' data-n="{", ".join(map(str, dict.fromkeys(begun)))}"'
    return f'<mark class="{look}{several}" data-s="{numbers}"{button}>{words}</mark>'


def _end_of_speaker(whole: str, line: Span, known: Collection[str]) -> int:
    """Return where the name of a known speaker ends with which a line begins, or its start."""
    named = _SPEAKER.match(whole, line.start, line.end)
    return named.end() if named and named[1].casefold() in known else line.start


def _paragraphs(whole: str, known: Collection[str]) -> Iterator[tuple[Span, bool]]:
    """Yield the paragraphs of a text with their line ends, and whether each has several lines."""
    begins = deque(
        start for block in blocks(whole) for start, _ in paragraphs(whole, *block) if start
    )
    start, end, lines = 0, 0, 0
    for line in _lines(whole):
        is_blank = not line.cut(whole).strip()
        while begins and begins[0] < line.start:
            begins.popleft()
        is_first = begins and begins[0] < line.end
        if lines and (is_blank or is_first or _end_of_speaker(whole, line, known) > line.start):
            yield Span(start, end), lines > 1
            start, lines = line.start, 0
        end, lines = line.end, lines + 1
        if is_blank:
            yield Span(start, end), False
            start, lines = end, 0
    if lines:
        yield Span(start, end), lines > 1


def _lines(whole: str) -> Iterator[Span]:
    """Yield the lines of a text, each with its end."""
    start = 0
    for match in LINE_END.finditer(whole):
        yield Span(start, match.end())
        start = match.end()
    if start < len(whole):
        yield Span(start, len(whole))
