"""Which texts a foreign file is of, and where the words of its statements stand in them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from argmap.formats.reading.cited import free_id, is_text_of
from argmap.formats.reading.spans import ForeignSpan, anchored, fitted
from argmap.model import Anchor
from argmap.source import Source

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from argmap.formats.losses import LossKind


class Texts:
    """The sources of a map in the making, and the places that its statements have in them.

    ``given`` are the texts that are given with the file, ``known`` those that argmap noted down in
    it or, if there are none, the ones that are given. ``sources`` are all that were found so far.
    """

    def __init__(self, given: Sequence[Source], known: Iterable[Source]) -> None:
        self.sources: list[Source] = list(known)
        self._given = given
        self._known = tuple(self.sources)
        self._spans: dict[str, list[ForeignSpan]] = {}
        self._told: list[tuple[LossKind, str | None, str, str]] = []

    def tell(self, kind: LossKind, key: str | None, field: str, what: str) -> None:
        """Note down a loss; ``key`` is the foreign key of the statement that it is of, if any."""
        self._told.append((kind, key, field, what))

    def name_of(self, source: Source) -> str | None:
        """Return what anchors call a source: its id, or nothing if there is only one."""
        return source.id if len(self.sources) > 1 else None

    def source(
        self,
        name: str,
        text: str,
        *,
        id: str | None = None,
        title: str | None = None,
        url: str | None = None,
    ) -> Source:
        """Return the source that a text in the file is: a known one, or a new one of that name.

        It is the known one with that ``id``, else the first known one with the same text. ``title``
        and ``url`` are those of a new one.
        """
        same = next((one for one in self._known if one.id == id), None)
        same = same or next((one for one in self._known if is_text_of(one, text)), None)
        if same is None:
            same = Source(id=free_id(name, self.sources), text=text, title=title, url=url)
            self.sources.append(same)
        return same

    def span(self, key: str, source: Source, words: str, start: int, end: int | None) -> None:
        """Note down where the file says that words of a statement stand.

        Offsets may count anything: see ``placed``. Without an ``end`` it is where the words end.
        """
        self._spans.setdefault(source.id, []).append(ForeignSpan(start, end, words, key))

    def placed(self) -> dict[str, list[Anchor]]:
        """Return the anchors that the spans noted down make, by the keys of their statements.

        Which unit the offsets count is decided by all the spans in a source together. Words that
        do not stand where the file says are reported; they get a quote without a span.
        """
        found: dict[str, list[Anchor]] = {}
        for source in self.sources:
            if not (given := self._spans.get(source.id)):
                continue
            fit = fitted(source.text, given)
            if fit.unit != "code points":
                self.tell("repaired", None, "anchors.spans", f"offsets count {fit.unit}")
            for one, span in zip(given, fit.spans, strict=True):
                if span is None:
                    what = "its words do not stand where the file says"
                    self.tell("unresolved", one.key, "anchors.spans", what)
                spans = () if span is None else (span,)
                anchor = Anchor(source=self.name_of(source), quote=one.quote or "", spans=spans)
                found.setdefault(one.key or "", []).append(anchor)
        return found

    def words(
        self,
        texts: Sequence[tuple[str | None, str | None]],
        sources: Sequence[Source] | None = None,
        *,
        in_order: bool = True,
    ) -> list[Anchor | None]:
        """Look for the words of statements, which are given with their keys; return the anchors.

        They are looked for in the ``sources``, or else in those that are given; see ``anchored``.
        The anchor of words that stand nowhere is None, that of words that stand in several places
        has no span; both are reported, if there is any source.
        """
        sources = self._given if sources is None else sources
        if not sources or not texts:
            return [None] * len(texts)
        anchors, unplaced = anchored(sources, texts, in_order=in_order)
        for key, why in unplaced:
            self.tell("unresolved", key, "anchors", why)
        return anchors
