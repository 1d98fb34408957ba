"""Which texts a foreign file is of, and where the words of its statements are in them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from argmap.errors import SourceError
from argmap.formats.reading.cited import free_id, is_text_of
from argmap.formats.reading.spans import ForeignSpan, anchored, fitted
from argmap.model import Anchor
from argmap.source import Source
from argmap.units import UNIT_NAMES

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Iterator, Sequence

    from argmap.formats.losses import LossKind
    from argmap.text import Span, Unit


class Texts:
    """The sources of a map in the making, and the places that its statements have in them.

    ``given`` are the texts that are given with the file, ``known`` those that argmap recorded in
    it or, if there are none, the ones that are given. ``sources`` are all that were found so far.
    """

    def __init__(self, given: Sequence[Source], known: Iterable[Source]) -> None:
        self.sources: list[Source] = list(known)
        self._given = given
        self._known = tuple(self.sources)
        self._spans: dict[str, list[ForeignSpan]] = {}
        self.losses: list[tuple[LossKind, str | None, str, str]] = []

    def tell(self, kind: LossKind, key: str | None, field: str, what: str) -> None:
        """Record a loss; ``key`` is the foreign key of the statement that it is of, if any."""
        self.losses.append((kind, key, field, what))

    def name_of(self, source: Source) -> str | None:
        """Return what anchors call a source: its id, or nothing if there is only one."""
        return source.id if len(self.sources) > 1 else None

    def source(
        self,
        name: str,
        text: str,
        *,
        id: str | None = None,
        **cited: Any,
    ) -> Source:
        """Return the source that a text in the file is: a known one, or a new one of that name.

        It is the known one with that ``id``, else the first known one with the same text. ``cited``
        is what is said of a new one, such as its ``title`` and ``url``.
        """
        same = next((one for one in self._known if one.id == id), None)
        same = same or next((one for one in self._known if is_text_of(one, text)), None)
        if same is None:
            same = Source(id=free_id(name, self.sources), text=text, **cited)
        if same not in self.sources:
            self.sources.append(same)
        return same

    def span(
        self, key: str, source: Source, words: str | None, start: int, end: int | None
    ) -> None:
        """Record where the file says that words of a statement are.

        Offsets may count anything: see ``fitted``. Without an ``end`` it is where the words end;
        without ``words`` they are what is there.
        """
        self._spans.setdefault(source.id, []).append(ForeignSpan(start, end, words, key))

    def tell_lost(self, key: str | None, name: object, *, is_there: bool) -> None:
        """Report a passage in a source of that name that is not in the file, or without words."""
        what = f"a passage is in {name!r}, which is not in the file or has no text"
        if is_there:
            what = f"a passage in {name!r} has no words"
        elif name is None:
            what = "a passage names no source"
        self.tell("unresolved", key, "anchors", f"{what}, and is left out")

    def tell_unit(self, unit: Unit) -> None:
        """Report the unit that the offsets of a file count, if it is not code points."""
        if unit != "code points":
            what = f"offsets were converted to code points: they counted {UNIT_NAMES[unit]}"
            self.tell("repaired", None, "anchors.spans", what)

    def fitted(self, unit: Unit | None = None) -> Iterator[tuple[Source, ForeignSpan, Span | None]]:
        """Yield the spans recorded with their sources, and where they are in code points.

        That is None for a span that does not fit its source, which is reported. Unless ``unit``
        says which unit offsets count, all the spans in a source decide it together.
        """
        for source in self.sources:
            if not (given := self._spans.get(source.id)):
                continue
            try:
                fit = fitted(source.text, given, unit)
            except SourceError as error:
                self.tell("unresolved", None, "sources", f"spans are not checked: {error}")
                continue
            if unit is None:
                self.tell_unit(fit.unit)
            for one, span in zip(given, fit.spans, strict=True):
                if span is None:
                    what = f"its span {one.start} to {one.end} is not in the text"
                    if one.quote is not None:
                        what = "its words are not where the file says"
                    self.tell("unresolved", one.key, "anchors.spans", what)
                yield source, one, span

    def placed(self, unit: Unit | None = None) -> dict[str, list[Anchor]]:
        """Return the anchors that the spans recorded make, by the keys of their statements.

        See ``fitted``. Words that are not where the file says get a quote without a span.
        """
        found: dict[str, list[Anchor]] = {}
        for source, one, span in self.fitted(unit):
            quote = one.quote if span is None else span.cut(source.text)
            if quote and quote.strip():
                spans = () if span is None else (span,)
                anchor = Anchor(source=self.name_of(source), quote=quote, spans=spans)
                found.setdefault(one.key or "", []).append(anchor)
        return found

    def words(
        self,
        texts: Sequence[tuple[str | None, str | None]],
        sources: Sequence[Source] | None = None,
        *,
        in_order: bool = True,
        implicit: Container[str | None] = (),
    ) -> list[Anchor | None]:
        """Look for the words of statements, which are given with their keys; return the anchors.

        They are looked for in the ``sources``, or else in those that are given; see ``anchored``.
        The anchor of words that are nowhere is None, that of words that are in several places
        has no span; both are reported, if there is any source. For statements with a key in
        ``implicit``, which need not be in a text, neither is reported, and both anchors are None.
        """
        sources = self._given if sources is None else sources
        if not sources or not texts:
            return [None] * len(texts)
        anchors, unplaced = anchored(sources, texts, in_order=in_order)
        for key, why in unplaced:
            if key not in implicit:
                self.tell("unresolved", key, "anchors", why)
        return [
            None if one is not None and not one.spans and key in implicit else one
            for one, (key, _) in zip(anchors, texts, strict=True)
        ]
