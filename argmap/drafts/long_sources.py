"""Long sources in passages that a model can read, and the drafts of passages joined to one map."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from argmap.drafts.reading import DraftReading
from argmap.editing import renamed
from argmap.errors import UsageError
from argmap.formats.losses import Loss
from argmap.model import ArgumentMap
from argmap.model.kinds import KIND_OF_SECTION
from argmap.source import Source
from argmap.text import Span

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from argmap.model import Anchor, Statement

_PARAGRAPH = re.compile(r"(?:\r\n|\r|\n)[ \t]*(?:\r\n|\r|\n)\s*")


class Passage(NamedTuple):
    """A stretch of a source: ``span`` are half-open code points of it."""

    source: Source
    span: Span

    @property
    def text(self) -> str:
        """The words of the passage."""
        return self.span.cut(self.source.text)


def passages(source: Source, size: int = 12_000, overlap: int = 600) -> Iterator[Passage]:
    """Yield the passages of a source, each of at most ``size`` code points.

    A passage ends with a paragraph, else with a sentence, else with a word. The next one begins up
    to ``overlap`` code points before it ends, with a sentence, so that what is said across the cut
    is whole in one of them. Together they hold the whole text. Raises UsageError unless ``size`` is
    more than twice ``overlap``.

    >>> source = Source(id="s", text="One is here. Two is there. Three is gone.")
    >>> [passage.text for passage in passages(source, size=30, overlap=0)]
    ['One is here. Two is there. ', 'Three is gone.']
    """
    if overlap < 0 or size <= 2 * overlap or size < 1:
        raise UsageError(
            f"passages of {size} code points cannot overlap by {overlap}",
            help="give a size of more than twice the overlap",
        )
    text = source.text
    start = 0
    while start < len(text):
        if len(text) - start <= size:
            yield Passage(source, Span(start, len(text)))
            return
        end = _end(text, start + size // 2, start + size)
        yield Passage(source, Span(start, end))
        start = _start(text, max(start + 1, end - overlap), end)


def _end(text: str, least: int, most: int) -> int:
    """Return where a passage ends, between two offsets."""
    paragraphs = [match.end() for match in _PARAGRAPH.finditer(text, least, most)]
    if paragraphs:
        return paragraphs[-1]
    sentences = _sentence_starts(text, least, most)
    if sentences:
        return sentences[-1]
    spaces = [match.end() for match in re.finditer(r"\s+", text[least:most])]
    return least + spaces[-1] if spaces else most


def _start(text: str, least: int, end: int) -> int:
    """Return where the next passage starts: with the first sentence after an offset."""
    return next(iter(_sentence_starts(text, least, end)), end)


def _sentence_starts(text: str, least: int, most: int) -> list[int]:
    """Return where sentences start between two offsets; what is around them is looked at, too."""
    from argmap.sentences import sentences_of  # noqa: PLC0415 -- short sources need it not

    around = Span(max(0, least - 2_000), min(len(text), most + 200))
    sentences = sentences_of(around.cut(text))
    starts = []
    place = least - around.start
    while place <= most - around.start:
        sentence = sentences.at(place)
        if sentence is None:
            place += 1
            continue
        if least <= sentence.start + around.start <= most:
            starts.append(sentence.start + around.start)
        place = max(sentence.end, place + 1)
    return starts


def join_drafts(drafts: Iterable[tuple[Passage, DraftReading]]) -> DraftReading:
    """Return one map of the drafts that were made of the passages of a source.

    A quote is placed in its own passage first, so that one which recurs elsewhere has its place.
    What two drafts say alike is joined, and ids that two of them use are changed; both is reported.
    """
    joined = ArgumentMap()
    losses: list[Loss] = []
    seen: dict[tuple[object, ...], str] = {}
    for passage, reading in drafts:
        if not joined.sources:
            joined.sources.append(passage.source)
        joined.title = joined.title or reading.map.title
        losses += reading.losses
        _join(joined, reading.map, passage, seen, losses)
    return DraftReading(joined, tuple(losses))


def _join(
    joined: ArgumentMap,
    added: ArgumentMap,
    passage: Passage,
    seen: dict[tuple[object, ...], str],
    losses: list[Loss],
) -> None:
    alone = Source(id=passage.source.id, text=passage.text, language=passage.source.language)
    ids: dict[str, str] = {}
    kept: list[tuple[str, Statement]] = []
    for section in KIND_OF_SECTION:
        for statement in getattr(added, section):
            anchors = tuple(_placed(anchor, alone, passage) for anchor in statement.anchors)
            says = (section, statement.text, *((a.quote, a.spans) for a in anchors))
            if says in seen:
                ids[statement.id] = seen[says]
                what = "another passage says the same; they became one statement"
                losses.append(Loss("repaired", seen[says], "text", what))
                continue
            id = joined._statement_index.free_id(statement.id)  # noqa: SLF001 -- the one way to make ids
            while id in ids.values():
                id = f"{id}-2"
            if id != statement.id:
                what = "its id was changed, because another passage uses the same"
                losses.append(Loss("repaired", id, "id", what))
            ids[statement.id] = seen[says] = id
            kept.append((section, statement.model_copy(update={"anchors": anchors})))
    for section, statement in kept:
        getattr(joined, section).append(renamed(statement, ids))


def _placed(anchor: Anchor, alone: Source, passage: Passage) -> Anchor:
    """Return an anchor with its span in the source, if it is exactly in its passage."""
    if anchor.spans:
        return anchor
    placement = alone.find(anchor.quote, prefix=anchor.prefix or "", suffix=anchor.suffix or "")
    if placement.status not in ("exact", "elided") or not placement.is_certain:
        return anchor
    spans = tuple(span.shifted(passage.span.start) for span in placement.spans)
    return anchor.model_copy(update={"spans": spans})
