"""The verdict on an anchor: is it valid, what became of it, and what would resolve it."""

from __future__ import annotations

from functools import cached_property
from itertools import pairwise
from typing import TYPE_CHECKING, Any, NamedTuple

from argmap.errors import ArgmapError, UsageError
from argmap.grounding.outcome import RESOLVABLE
from argmap.model.kinds import KIND_OF_SECTION
from argmap.text import Span

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from argmap.anchoring import Caution, Change, Moved, Place, Placement, Status
    from argmap.grounding.cited import CitedSource, Sources
    from argmap.grounding.outcome import Outcome
    from argmap.model import Anchor, ArgumentMap, Statement
    from argmap.source import Source
    from argmap.text import Unit


class Recount(NamedTuple):
    """Spans that hold once they are read as counting another unit than code points."""

    unit: Unit
    spans: Place


def verdicts(map: ArgumentMap, sources: Sources) -> Iterator[Verdict]:
    """Yield the verdict on every anchor of a map, in its order."""
    for section in KIND_OF_SECTION:
        for row, statement in enumerate(getattr(map, section)):
            for number in range(len(statement.anchors)):
                yield Verdict(statement, number, sources, (section, row))


class Verdict:
    """An anchor of a statement, held against the text of its source.

    ``number`` is the position of the anchor among those of the statement, ``route`` where in the
    map the statement is. Each question is answered when it is first asked; most anchors are valid
    and cost a comparison.

    >>> from argmap.grounding.cited import Sources
    >>> from argmap.model import ArgumentMap, Claim
    >>> from argmap.source import Source
    >>> claim = Claim(id="c", quote="it is", span=(0, 5))
    >>> m = ArgumentMap(sources=[Source(id="s", text="It is late.")], claims=[claim])
    >>> verdict = Verdict(claim, 0, Sources(m))
    >>> verdict.outcome, verdict.resolved.quote
    ('corrected', 'It is')
    """

    def __init__(
        self,
        statement: Statement,
        number: int,
        sources: Sources,
        route: tuple[str | int, ...] = (),
    ) -> None:
        self.statement = statement
        self.number = number
        self.anchor: Anchor = statement.anchors[number]
        self.route = (*route, "anchors", number)
        self.cited: CitedSource | None = None
        self.problem: ArgmapError | None = None
        try:
            self.cited = sources.of(self.anchor)
            self.problem = self.cited.error
        except UsageError as error:
            self.problem = error

    @property
    def has_text(self) -> bool:
        """True if it is clear which source the anchor means, and that can be read."""
        return self.cited is not None and self.cited.text is not None

    @property
    def source(self) -> Source:
        """The source that the anchor means; ask :attr:`has_text` first."""
        return self._cited.source

    @property
    def text(self) -> str:
        """The text of the source."""
        text = self._cited.text
        if text is None:
            raise UsageError("the source cannot be read") from self.problem
        return text

    @property
    def is_draft(self) -> bool:
        """True if the anchor has a quote and no span yet."""
        return not self.anchor.spans

    @property
    def is_beyond(self) -> bool:
        """True if a span reaches past the end of the text."""
        return any(span.end > len(self.text) for span in self.anchor.spans)

    @cached_property
    def is_valid(self) -> bool:
        """True if every span, cut out of the text, is exactly its fragment of the quote."""
        if not self.has_text or self.is_draft:
            return False
        spans, text = self.anchor.spans, self.text
        cuts = [span.cut(text) for span in spans]
        is_forward = all(one.end <= other.start for one, other in pairwise(spans))
        if is_forward and spans[-1].end <= len(text) and all(map(str.strip, cuts)):
            # The usual way to leave words out; for all others there is more to load.
            if " … ".join(cuts) == self.anchor.quote:
                return True
        elif len(spans) == 1:
            return False
        return self.says(self.anchor.quote, spans)

    def says(self, quote: str, spans: Place) -> bool:
        """Tell whether the text says exactly that at the spans."""
        from argmap.anchoring import matches_quote  # noqa: PLC0415 -- a plain anchor needs it not

        return matches_quote(self.text, quote, spans)

    def agrees(self, spans: Place) -> bool:
        """Tell whether a place is next to the words of the anchor's prefix and suffix.

        Some of them may have been edited since, if enough is left to know them again.
        """
        prefix, suffix = self.anchor.prefix or "", self.anchor.suffix or ""
        start, end = spans[0].start, spans[-1].end
        if self.text.endswith(prefix, 0, start) and self.text.startswith(suffix, end):
            return True
        from argmap.anchoring import agrees_with_context  # noqa: PLC0415 -- as above

        return agrees_with_context(self.text, Span(start, end), prefix, suffix)

    @property
    def holds(self) -> bool:
        """True if the quote is at its span, next to the words that the anchor says."""
        return self.is_valid and self.agrees(self.anchor.spans)

    @property
    def is_broken(self) -> bool:
        """True if the anchor has spans, and the quote is not there or next to other words."""
        return self.has_text and not self.is_draft and not self.holds

    @cached_property
    def left_out(self) -> tuple[Change, ...]:
        """The words that a valid quote omits although they change its meaning."""
        return self._left_out(self.anchor.spans) if self.is_valid else ()

    def _left_out(self, spans: Place) -> tuple[Change, ...]:
        if len(spans) < 2:  # noqa: PLR2004 -- words are left out between two
            return ()
        return self.source.finder.left_out(self.anchor.quote, spans)

    @cached_property
    def cautions(self) -> tuple[Caution, ...]:
        """What is left out of the quote or just outside it, and must be known to its reader.

        Empty if the quote has no place yet, and for what :attr:`left_out` says already. The map
        may say it elsewhere, which the verdict does not know.
        """
        spans = self.resolved_spans
        if not spans:
            return ()
        from argmap.anchoring import cautions_at, may_be_parted  # noqa: PLC0415 -- only a quick look, if that is enough

        # Whether only a page turns between two spans, the engine knows.
        has_some = bool(cautions_at(self.text, spans)) or may_be_parted(self.text, spans)
        return self.source.finder.cautions(spans, self.left_out) if has_some else ()

    @property
    def resolved_spans(self) -> Place:
        """The spans of the quote as the source resolves it, empty if that takes a decision."""
        if self.is_valid:
            return self.anchor.spans
        return self.placement.spans if self.outcome in RESOLVABLE else ()

    @cached_property
    def recount(self) -> Recount | None:
        """The one unit of counting in which the spans hold, None if there is none such.

        Spans that held in the text they were made for counted code points.
        """
        if self.is_draft or self.is_valid or self.moved:
            return None
        fitting = {}
        for unit in self._cited.units.different:
            spans = self._recounted(unit)
            if spans and spans not in fitting and self.says(self.anchor.quote, spans):
                fitting[spans] = Recount(unit, spans)
        return next(iter(fitting.values())) if len(fitting) == 1 else None

    def _recounted(self, unit: Unit) -> Place:
        spans = []
        for span in self.anchor.spans:
            start = self._cited.units.to_code_points(span.start, unit)
            end = self._cited.units.to_code_points(span.end, unit)
            if start is None or end is None or start >= end:
                return ()
            spans.append(Span(start, end))
        return tuple(spans)

    @cached_property
    def moved(self) -> tuple[Moved, ...]:
        """What became of each span since the source was changed.

        Empty if the text of then is not known, or the spans did not hold in it.
        """
        if self.is_draft or self.is_valid or not self._cited.revision:
            return ()
        from argmap.anchoring import matches_quote  # noqa: PLC0415 -- as above

        revision, anchor = self._cited.revision, self.anchor
        if not matches_quote(revision.old, anchor.quote, anchor.spans):
            return ()
        return tuple(revision.map_spans(anchor.spans))

    @property
    def gap(self) -> Span | None:
        """Where words of the quote were that have been deleted from the source."""
        gaps = [passage.gap for passage in self.moved if passage.status == "deleted"]
        return gaps[0] if gaps else None

    @cached_property
    def placement(self) -> Placement:
        """Where the quote is in the text, found with all that the anchor says of it."""
        anchor = self.anchor
        known = anchor.spans if self.is_valid else self.recount.spans if self.recount else ()
        if known:
            placement = self._at(known, "exact" if len(known) == 1 else "elided")
        elif (carried := self._carried()) is not None:
            placement = carried
        else:
            return self.source.find(
                anchor.quote,
                prefix=anchor.prefix or "",
                suffix=anchor.suffix or "",
                near=anchor.spans[0].start if anchor.spans and not self.is_beyond else None,
            )
        if self.agrees(placement.spans):
            return placement
        from dataclasses import replace  # noqa: PLC0415 -- as above

        return replace(
            placement, status="contradicted", spans=(), candidates=(placement.spans,), changes=()
        )

    def _carried(self) -> Placement | None:
        """Return where all spans came to be since the source was changed, if that is known."""
        spans = tuple(passage.span for passage in self.moved if passage.span)
        if not spans or len(spans) < len(self.moved):
            return None
        if any(one.end > other.start for one, other in pairwise(spans)):
            return None
        statuses = {passage.status for passage in self.moved}
        if statuses == {"exact"}:
            return self._at(spans, "exact" if len(spans) == 1 else "elided")
        if statuses <= {"exact", "corrected"}:
            return self._at(spans, "corrected")
        fragments = _fragments(self.anchor.quote, self.moved)
        return self.source.finder.compare(self.anchor.quote, fragments, spans)

    def _at(self, spans: Place, status: Status) -> Placement:
        from argmap.anchoring import Placement  # noqa: PLC0415 -- as above

        changes = self._left_out(spans)
        return Placement(status, spans, 1.0, changes=changes, decided_by="unique")

    @cached_property
    def outcome(self) -> Outcome:
        """What became of the anchor."""
        if not self.has_text:
            return "no source"
        if self.is_valid and not self.agrees(self.anchor.spans):
            return "contradicted"
        if self.is_valid:
            return "changed" if self.left_out else "valid"
        if self.gap is not None:
            return "deleted"
        return self._found(self.placement)

    def _found(self, found: Placement) -> Outcome:
        if found.status in ("ambiguous", "contradicted"):
            return found.status
        if not found.spans:
            return "spliced" if found.is_spliced else "missing"
        if found.changes_meaning:
            return "changed"
        if not found.is_certain:
            return "ambiguous"
        return "approximate" if found.status == "approximate" else self._resolvable(found.spans)

    def _resolvable(self, spans: Place) -> Outcome:
        if self.recount:
            return "miscounted"
        if not self.says(self.anchor.quote, spans):
            return "corrected"
        return "placed" if self.is_draft else "moved"

    def resolution(self, *, accept_approximate: bool = False) -> Anchor | None:
        """Return the anchor as the source resolves it, None if that takes a decision.

        The spans are those of the quote, the quote and its context are in the source's own
        characters. With ``accept_approximate`` a difference that was shown to be harmless is no
        obstacle.
        """
        if self.outcome == "valid":
            return self._with_context(self.anchor, self.anchor.spans)
        if self.outcome in RESOLVABLE or (accept_approximate and self.outcome == "approximate"):
            spans = self.placement.spans
            now: dict[str, Any] = {"spans": spans, "quote": self.wording_at(spans)}
            return self._with_context(self.anchor.model_copy(update=now), spans)
        return None

    @property
    def kept_text(self) -> str | None:
        """What was typed, as the text of a statement that has none, if the source has apparatus.

        The quote then has page numbers or reference marks in it, which nobody wants to read.
        """
        changes = self.placement.changes
        if self.statement.text or not any(
            change.kind == "apparatus" and change.found for change in changes
        ):
            return None
        typed = [anchor.quote for anchor in self.statement.anchors]
        for change in reversed(changes):
            if change.kind == "apparatus" and not change.found:
                quote = typed[self.number]
                start, end = change.quoted_span
                typed[self.number] = (quote[:start].rstrip() + quote[end:]).strip()
        return " ".join(typed)

    @property
    def resolved(self) -> Anchor:
        """The anchor as the source resolves it; as it is, if that takes a decision."""
        return self.resolution() or self.anchor

    def _with_context(self, anchor: Anchor, spans: Place) -> Anchor:
        """Return the anchor with its context in the source's own characters."""
        before, after = anchor.prefix or "", anchor.suffix or ""
        hull = Span(spans[0].start, spans[-1].end)
        if self.text.endswith(before, 0, hull.start) and self.text.startswith(after, hull.end):
            return anchor
        from argmap.anchoring import restored_context  # noqa: PLC0415 -- as above

        prefix, suffix = restored_context(self.text, hull, before, after)
        if (prefix, suffix) == (before, after):
            return anchor
        now = {"prefix": prefix or anchor.prefix, "suffix": suffix or anchor.suffix}
        return anchor.model_copy(update=now)

    def wording_at(self, spans: Place) -> str:
        """Return the quote, in the source's own characters if it differs from them."""
        return self.anchor.quote if self.says(self.anchor.quote, spans) else self.cut(spans)

    def cut(self, spans: Place) -> str:
        """Return what the text says at the spans, as a quote."""
        from argmap.anchoring import cut_fragments  # noqa: PLC0415 -- as above

        return cut_fragments(self.text, spans)

    @property
    def _cited(self) -> CitedSource:
        if self.cited is None:
            raise UsageError("the anchor has no source") from self.problem
        return self.cited

    def __str__(self) -> str:
        return f"{self.statement.kind} {self.statement.id!r}"


def _fragments(quote: str, moved: Sequence[Moved]) -> list[Span]:
    """Return where in a quote the words of each passage are that it is made of."""
    fragments = []
    place = 0
    for passage in moved:
        start = quote.index(passage.was, place)
        place = start + len(passage.was)
        fragments.append(Span(start, place))
    return fragments
