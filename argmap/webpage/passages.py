"""A source as it is read on the page: its exact text, cut wherever a passage begins or ends.

Passages overlap, so no element holds one: each piece between two edges says which statements its
words belong to.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict, deque
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from argmap.drawing.theme import look_of
from argmap.grounding.cited import Sources
from argmap.grounding.verdict import verdicts
from argmap.sentences.paragraphs import blocks, paragraphs
from argmap.text import LINE_END, Span
from argmap.webpage import markup

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Sequence

    from argmap.drawing.theme import Look
    from argmap.graph import Graph
    from argmap.source import Source

# A transcript names who speaks at the beginning of a line.
_SPEAKER = re.compile(r"[ \t]*([^\s:][^:]{0,60}):")


class Passage(NamedTuple):
    """Words of a source that make a statement: ``number`` and ``look`` are those of the latter."""

    span: Span
    number: int
    look: Look


def passages_of(graph: Graph) -> dict[str, list[Passage]]:
    """Return the passages of each source, by its id, with the numbers of a walk from 0.

    A span that does not hold is left out: it would show words that the statement does not quote.
    """
    numbers = {id: number for number, (_, id) in enumerate(graph.walk())}
    passages: dict[str, list[Passage]] = defaultdict(list)
    for verdict in verdicts(graph.map, Sources(graph.map)):
        statement = verdict.statement
        if verdict.holds and graph.statements[statement.id] is statement:
            passages[verdict.source.id] += [
                Passage(span, numbers[statement.id], look_of(statement))
                for span in verdict.anchor.spans
            ]
    return passages


class Piece(NamedTuple):
    """Some words of a source between two edges, and the passages that they belong to.

    ``begun`` are the numbers of the passages that begin here, from 1.
    """

    words: str
    here: tuple[Passage, ...]
    begun: tuple[int, ...]
    is_speaker: bool
    is_ignored: bool

    @property
    def look(self) -> Look | None:
        """That of the narrowest passage, which gives the piece its colour."""
        narrowest = min(self.here, key=lambda passage: passage.span.length, default=None)
        return narrowest and narrowest.look


class Paragraph(NamedTuple):
    """A paragraph of a source with its line ends; ``is_wrapped`` says that it has several lines."""

    pieces: tuple[Piece, ...]
    is_wrapped: bool

    @property
    def is_blank(self) -> bool:
        """Whether it has no words."""
        return not any(piece.words.strip() for piece in self.pieces)

    @property
    def is_ignored(self) -> bool:
        """Whether all of its words are left out of the map on purpose."""
        return all(piece.is_ignored for piece in self.pieces if piece.words.strip())


def paragraphs_of(
    source: Source,
    passages: Iterable[Passage],
    speakers: Collection[str] = (),
    cuts: Sequence[int] = (),
) -> Iterator[Paragraph]:
    """Yield the paragraphs of a source, cut wherever a passage begins or ends.

    A line is a paragraph unless the text is wrapped by hand. ``speakers`` are names that are set
    apart when a line begins with one and a colon; ``cuts`` are further offsets to cut at, in their
    order. Raises what reading the text raises.

    >>> from argmap.source import Source
    >>> help = Passage(Span(0, 5), 3, "claim")
    >>> (paragraph,) = paragraphs_of(Source(id="note", text="Buses help."), [help])
    >>> [(piece.words, piece.look, piece.begun) for piece in paragraph.pieces]
    [('Buses', 'claim', (4,)), (' help.', None, ())]
    """
    whole = source.text
    known = {name.casefold() for name in speakers}
    waiting = deque(sorted(set(passages)))
    open_passages: list[Passage] = []
    for line, is_wrapped in _paragraphs(whole, known):
        while waiting and waiting[0].span.start < line.end:
            open_passages.append(waiting.popleft())
        left_out = [span for span in source.apparatus if span.overlaps(line)]
        head = _end_of_speaker(whole, line, known)
        edges = {line.start, head, line.end}
        edges.update(cuts[bisect_left(cuts, line.start) : bisect_left(cuts, line.end)])
        for span in (*(passage.span for passage in open_passages), *left_out):
            edges.update(offset for offset in span if line.start < offset < line.end)
        pieces: list[Piece] = []
        for start, end in pairwise(sorted(edges)):
            cut = Span(start, end)
            here = tuple(passage for passage in open_passages if passage.span.overlaps(cut))
            begun = dict.fromkeys(one.number + 1 for one in here if one.span.start == start)
            is_ignored = not here and any(span.overlaps(cut) for span in left_out)
            pieces.append(Piece(cut.cut(whole), here, tuple(begun), start < head, is_ignored))
        open_passages = [passage for passage in open_passages if passage.span.end > line.end]
        yield Paragraph(tuple(pieces), is_wrapped)


def source_text(
    source: Source,
    passages: Iterable[Passage],
    speakers: Collection[str] = (),
    times: Sequence[tuple[int, str]] = (),
) -> Iterator[str]:
    """Yield the text of a source as HTML, paragraph by paragraph; see :func:`paragraphs_of`.

    Without its markup it is the text, character for character. Lines that were wrapped by hand are
    one paragraph of the class ``flow``, whose line ends a browser shows as spaces. Speakers are in
    bold. A passage knows the numbers of its statements, from 1, which are shown without changing
    the text, and so are the ``times`` at offsets, in their order: that of a paragraph is the first
    in it, and others are empty elements before their words.

    >>> from argmap.source import Source
    >>> help = Passage(Span(0, 5), 3, "claim")
    >>> print(*source_text(Source(id="note", text="Buses help."), [help]))
    <p dir="auto"><mark class="claim" data-s="3" role="button" tabindex="-1" \
aria-pressed="false" data-n="4">Buses</mark> help.</p>
    """
    time_at = dict(reversed(times))
    end = 0
    for paragraph in paragraphs_of(source, passages, speakers, sorted(time_at)):
        time = last = ""
        written = []
        for piece in paragraph.pieces:
            if end in time_at and time_at[end] != last:
                last = time_at[end]
                named = f' data-time="{last}"'
                written.append(f"<span{named}></span>" if time else "")
                time = time or named
            written.append(_written(piece))
            end += len(piece.words)
        kind = "blank" if paragraph.is_blank else "aside" if paragraph.is_ignored else ""
        classes = " ".join(filter(None, (kind, "flow" if paragraph.is_wrapped else "")))
        names = f' class="{classes}"' if classes else ""
        yield f'<p dir="auto"{names}{time}>{"".join(written)}</p>'


def _written(piece: Piece) -> str:
    words = markup.text(piece.words)
    if piece.is_speaker:
        words = f"<b>{words}</b>"
    if piece.here:
        return _marked(words, piece)
    return f'<span class="ignored">{words}</span>' if piece.is_ignored else words


def _marked(words: str, piece: Piece) -> str:
    """Return a piece that belongs to statements."""
    numbers = list(dict.fromkeys(passage.number for passage in piece.here))
    several = " several" if len(numbers) > 1 else ""
    # One can go to where a passage begins; what follows of it is only lit.
    button = ""
    if piece.begun:
        button = (
            ' role="button" tabindex="-1" aria-pressed="false"'
            f' data-n="{", ".join(map(str, piece.begun))}"'
        )
    listed = " ".join(map(str, numbers))
    return f'<mark class="{piece.look}{several}" data-s="{listed}"{button}>{words}</mark>'


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
