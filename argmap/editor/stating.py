"""Gestures on words of a source: they make a statement, or anchor one that is there."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any, ClassVar, Literal

from pydantic import Field, StrictInt

from argmap.anchoring.elision import cut_fragments, matches_quote
from argmap.editing import replace_all
from argmap.editing.faults import refuse_new_faults
from argmap.editor.gesture import Done, MapChange, Touched
from argmap.errors import UsageError
from argmap.model import Anchor, Kind, Relation
from argmap.text import Span, shortened

if TYPE_CHECKING:
    from collections.abc import Iterator

    from argmap.model import ArgumentMap, Statement
    from argmap.source import Source

Pair = tuple[StrictInt, StrictInt]
Pairs = Annotated[list[Pair], Field(min_length=1, max_length=100)]
_ANCHORS = ("anchors",)
_RELATION_OF_KIND: dict[Kind, Relation] = {"reason": "supports", "caveat": "limits"}


class State(MapChange):
    """Make a statement of words of a source, or of a text alone if there are none."""

    counts_in_source: ClassVar[bool] = True

    do: Literal["state"]
    kind: Kind
    source: StrictInt | None = None
    spans: list[Pair] = Field(default_factory=list, max_length=100)
    text: str | None = None
    relation: Relation | None = None
    target: str | None = None

    def touches(self, map: ArgumentMap) -> Iterator[Touched]:  # noqa: ARG002 -- nothing that is there
        """Yield nothing: what is there stays as it is."""
        yield from ()

    @property
    def wanted(self) -> str:
        """What is wanted, in words."""
        return f"a new {self.kind}"

    def make(self, map: ArgumentMap) -> Done:
        """Make the change in a map."""
        fields: dict[str, Any] = {}
        if self.spans:
            anchor = anchor_at(map, self.source, self.spans)
            fields = {"quote": anchor.quote, "spans": anchor.spans, "source": anchor.source}
        if self.target is not None:
            relation = self.relation or _RELATION_OF_KIND.get(self.kind)
            if relation is None:
                raise UsageError(
                    f"the relation of the {self.kind} to {self.target!r} is missing",
                    help="choose a relation, such as `supports`",
                )
            fields[relation] = self.target
        before = map.model_copy()
        add = getattr(map, self.kind)
        made: Statement = add(self.text or None, **fields)
        refuse_new_faults(before, map, f"{made.id!r} cannot be added")
        return Done(f"added {self.kind} {made.id!r}: {shortened(made.wording)}", made.id)


class AnchorHere(MapChange):
    """Anchor a statement in further words, or add them to the quote of its last anchor."""

    counts_in_source: ClassVar[bool] = True

    do: Literal["anchor"]
    id: str
    source: StrictInt | None = None
    spans: Pairs
    is_further_fragment: bool = False

    def touches(self, map: ArgumentMap) -> Iterator[Touched]:  # noqa: ARG002 -- the gesture has it
        """Yield its anchors."""
        yield Touched(self.id, _ANCHORS)

    @property
    def wanted(self) -> str:
        """What is wanted, in words."""
        return f"{'a longer' if self.is_further_fragment else 'another'} quote of it"

    def make(self, map: ArgumentMap) -> Done:
        """Make the change in a map."""
        statement = map[self.id]
        anchors = list(statement.anchors)
        if self.is_further_fragment and anchors:
            anchors[-1] = with_fragments(map, anchors[-1], self.source, self.spans)
            message = f"extended the quote of {self.id!r}"
        else:
            anchors.append(anchor_at(map, self.source, self.spans))
            message = f"added a quote to {self.id!r}"
        replace_all(map, {self.id: {"anchors": tuple(anchors)}})
        return Done(f"{message}: {shortened(anchors[-1].quote)}")


class Unanchor(MapChange):
    """Remove an anchor of a statement; they count from 0."""

    do: Literal["unanchor"]
    id: str
    anchor: StrictInt

    def touches(self, map: ArgumentMap) -> Iterator[Touched]:  # noqa: ARG002 -- as above
        """Yield its anchors."""
        yield Touched(self.id, _ANCHORS)

    @property
    def wanted(self) -> str:
        """What is wanted, in words."""
        return "a quote removed"

    def make(self, map: ArgumentMap) -> Done:
        """Make the change in a map."""
        anchors = map[self.id].anchors
        if not 0 <= self.anchor < len(anchors):
            raise UsageError(f"{self.id!r} has no quote {self.anchor + 1}")
        rest = anchors[: self.anchor] + anchors[self.anchor + 1 :]
        replace_all(map, {self.id: {"anchors": rest}})
        return Done(f"removed a quote of {self.id!r}: {shortened(anchors[self.anchor].quote)}")


def anchor_at(map: ArgumentMap, number: int | None, pairs: list[tuple[int, int]]) -> Anchor:
    """Return an anchor in words of a source, which counts from 0, in the order of the text.

    Spaces around the words are left out. Raises UsageError if there are no words.
    """
    source = _source(map, number)
    spans = _words(source.text, pairs)
    named = source.id if len(map.sources) > 1 else None
    return Anchor(quote=cut_fragments(source.text, spans), spans=spans, source=named)


def with_fragments(
    map: ArgumentMap, anchor: Anchor, number: int | None, pairs: list[tuple[int, int]]
) -> Anchor:
    """Return an anchor with more words of its source in its quote."""
    source = _source(map, number)
    if map.source_of(anchor) is not source:
        raise UsageError(
            "the words are in another source than the quote", help="add them as another quote"
        )
    if not matches_quote(source.text, anchor.quote, anchor.spans):
        raise UsageError(
            "the quote is not at its span, so nothing can be added to it",
            help="see what `argmap check` reports about it first",
        )
    spans = _words(source.text, [*anchor.spans, *pairs])
    quote = cut_fragments(source.text, spans)
    return anchor.model_copy(
        update={"quote": quote, "spans": spans, "prefix": None, "suffix": None}
    )


def _source(map: ArgumentMap, number: int | None) -> Source:
    if number is None:
        return map.source()
    if not 0 <= number < len(map.sources):
        raise UsageError(f"there is no source {number}", help="reload the page")
    return map.sources[number]


def _words(text: str, pairs: list[tuple[int, int]]) -> list[Span]:
    """Return spans in their order, without spaces around their words, joined if they overlap."""
    spans: list[Span] = []
    for start, end in sorted(pairs):
        if not 0 <= start < end <= len(text):
            raise UsageError(
                f"the source has no passage from {start} to {end}", help="select the words again"
            )
        words = text[start:end]
        first = start + len(words) - len(words.lstrip())
        span = Span(first, first + len(words.strip()))
        if span.start >= span.end:
            continue
        if spans and span.start <= spans[-1].end:
            spans[-1] = Span(spans[-1].start, max(span.end, spans[-1].end))
        else:
            spans.append(span)
    if not spans:
        raise UsageError("no words are selected", help="select some words of the source")
    return spans
