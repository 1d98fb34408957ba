"""An anchor held against the text it points into."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Literal, NamedTuple

from argmap.text import Span

if TYPE_CHECKING:
    from collections.abc import Callable

    from argmap.anchoring import Change, Moved, Placement, Revision
    from argmap.mapfile import Route
    from argmap.model import Anchor, Statement
    from argmap.source import Source
    from argmap.text import Unit
    from argmap.units import Units

Outcome = Literal[
    "verbatim",
    "retyped",
    "approximate",
    "changed",
    "spliced",
    "ambiguous",
    "deleted",
    "absent",
]
"""What became of a quote that does not stand at its span: the same words are elsewhere, typed
differently, or nearly; a change touches their meaning; they are put together from several places;
they are in several places; they were taken out since; they are nowhere."""


class Recount(NamedTuple):
    """Spans that hold once they are read as counting another unit than code points."""

    unit: Unit
    spans: tuple[Span, ...]


class Anchored:
    """An anchor, the statement it makes, and the text of its source."""

    def __init__(
        self,
        statement: Statement,
        route: Route,
        anchor: Anchor,
        source: Source,
        units: Units,
        revise: Callable[[], Revision | None] = lambda: None,
    ) -> None:
        self.statement = statement
        self.route = route
        self.anchor = anchor
        self.source = source
        self.units = units
        self._revise = revise

    @property
    def text(self) -> str:
        """The text of the source."""
        return self.units.text

    @cached_property
    def is_valid(self) -> bool:
        """True when every span, cut out of the text, is its fragment letter for letter."""
        spans = self.anchor.spans
        if len(spans) == 1 and spans[0].cut(self.text) == self.anchor.quote:
            return True
        return bool(spans) and self.says(self.anchor.quote, spans)

    def says(self, quote: str, spans: tuple[Span, ...]) -> bool:
        """Tell whether the text says just that at the spans."""
        from argmap.anchoring import matches_quote  # noqa: PLC0415 -- a plain anchor needs it not

        return matches_quote(self.text, quote, spans)

    @cached_property
    def left_out(self) -> tuple[Change, ...]:
        """The words that a quote which holds leaves out though they turn what it says."""
        if len(self.anchor.spans) < 2 or not self.is_valid:  # noqa: PLR2004 -- out between two
            return ()
        return self.source.finder.left_out(self.anchor.quote, self.anchor.spans)

    @property
    def is_draft(self) -> bool:
        """True when the anchor has a quote and no span yet."""
        return not self.anchor.spans

    @property
    def is_beyond(self) -> bool:
        """True when a span reaches past the end of the text."""
        return any(span.end > len(self.text) for span in self.anchor.spans)

    @cached_property
    def recount(self) -> Recount | None:
        """The one unit of counting in which the spans hold, None where there is none such."""
        found = {}
        for unit in self.units.different:
            spans = self._recounted(unit)
            if spans and spans not in found and self.says(self.anchor.quote, spans):
                found[spans] = Recount(unit, spans)
        return next(iter(found.values())) if len(found) == 1 else None

    def _recounted(self, unit: Unit) -> tuple[Span, ...]:
        spans = []
        for span in self.anchor.spans:
            start = self.units.to_code_points(span.start, unit)
            end = self.units.to_code_points(span.end, unit)
            if start is None or end is None or start >= end:
                return ()
            spans.append(Span(start, end))
        return tuple(spans)

    @cached_property
    def placement(self) -> Placement:
        """Where the quote stands in the text, looked for with all that the anchor says of it."""
        anchor = self.anchor
        if self._followed[0] is not None:
            return self._followed[0]
        near = anchor.spans[0].start if anchor.spans and not self.is_beyond else None
        return self.source.find(
            anchor.quote, prefix=anchor.prefix or "", suffix=anchor.suffix or "", near=near
        )

    @cached_property
    def _followed(self) -> tuple[Placement | None, tuple[Moved, ...]]:
        """Where the words are since the source was changed, if its old text is known."""
        revision = None if self.is_draft else self._revise()
        if revision is None:
            return None, ()
        from argmap.grounding import carry_over  # noqa: PLC0415 -- as above

        return carry_over(self.anchor, self.source, revision)

    @property
    def gap(self) -> Span | None:
        """Where words of the quote stood that were taken out of the source."""
        gaps = [passage.gap for passage in self._followed[1] if passage.status == "deleted"]
        return gaps[0] if gaps else None

    @cached_property
    def outcome(self) -> Outcome:
        """What became of the quote, from looking for it in the whole text."""
        if self.gap is not None:
            return "deleted"
        found = self.placement
        if found.status == "ambiguous":
            return "ambiguous"
        if not found.spans:
            return "spliced" if found.is_spliced else "absent"
        if found.changes_meaning:
            return "changed"
        if self.says(self.anchor.quote, found.spans):
            return "verbatim"
        return "approximate" if found.status == "approximate" else "retyped"

    @property
    def is_certain(self) -> bool:
        """True when the words themselves tell the place, not only that it lies nearest."""
        return self.placement.decided_by != "position"

    def cut(self, spans: tuple[Span, ...]) -> str:
        """Return the text's own words at the spans, as a quote."""
        from argmap.anchoring import cut_fragments  # noqa: PLC0415 -- as above

        return cut_fragments(self.text, spans)

    def is_unique(self, spans: tuple[Span, ...]) -> bool:
        """Tell whether some fragment stands nowhere else in the text."""
        for span in spans:
            words = span.cut(self.text)
            first = self.text.find(words)
            if self.text.find(words, first + 1) == -1:
                return True
        return False

    def __str__(self) -> str:
        return f"{self.statement.kind} {self.statement.id!r}"
