"""The map: its statements in the author's order, found by id, and added one by one."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterator  # noqa: TC003 -- pydantic reads the annotations
from operator import is_
from typing import TYPE_CHECKING, Any, TypeVar

from pydantic import Field, SerializeAsAny

from argmap.errors import UsageError
from argmap.model.fields import Meta, Version  # noqa: TC001 -- as above
from argmap.model.id_index import IdIndex
from argmap.model.kinds import KIND_OF_SECTION, Kind
from argmap.model.source_index import NamesSource, SourceIndex
from argmap.model.statement import (
    Anchor,
    Caveat,
    Claim,
    Question,
    Reason,
    Statement,
)
from argmap.record import Record
from argmap.source import Source  # noqa: TC001 -- as above

if TYPE_CHECKING:
    from typing import Unpack

    from graphviz import Digraph  # type: ignore[import-untyped]

    from argmap.model.given import StatementKeywords

_Kept = TypeVar("_Kept", bound=Statement)


class Head(Record):
    """What a map says of itself, before its sources and statements."""

    argmap: Version = 1
    """The version of the file format."""
    title: str | None = None
    """What the map is called."""
    meta: Meta = Field(default_factory=dict)
    """Anything else, kept as it is."""


class ArgumentMap(Head):
    """What a text argues: its questions, claims, reasons and caveats, in the author's order.

    >>> m = ArgumentMap(sources=[Source(id="note", text="Buses help. They carry many.")])
    >>> claim = m.claim("Buses help", quote="Buses help")
    >>> m.reason("They carry many", supports=claim, quote="They carry many").id
    'they-carry-many'
    >>> m["buses-help"].anchors[0].spans
    (Span(start=0, end=10),)
    """

    sources: list[SerializeAsAny[Source]] = Field(default_factory=list)
    """The texts that the statements are anchored in."""
    questions: list[SerializeAsAny[Question]] = Field(default_factory=list)
    """What the texts ask."""
    claims: list[SerializeAsAny[Claim]] = Field(default_factory=list)
    """What they hold to be so."""
    reasons: list[SerializeAsAny[Reason]] = Field(default_factory=list)
    """What they say in support."""
    caveats: list[SerializeAsAny[Caveat]] = Field(default_factory=list)
    """What narrows, counts against or cuts off what they say."""

    @property
    def statements(self) -> Iterator[Statement]:
        """Every statement: questions, claims, reasons, caveats, each in the author's order."""
        yield from self.questions
        yield from self.claims
        yield from self.reasons
        yield from self.caveats

    def __getitem__(self, id: str) -> Statement:
        """Return the statement of that id; raise UsageError, naming the nearest, if none has it."""
        found = self._statement_index.find(id)
        if found is not None:
            return found
        raise _unknown("statement", id, [statement.id for statement in self.statements])

    def __contains__(self, id: object) -> bool:
        return self._statement_index.find(id) is not None

    def source(self, id: str | None = None) -> Source:
        """Return the source of that id, or the only one; raise UsageError if there is none such."""
        found = self._source_index.find(id)
        if found is not None:
            return found
        if id is not None:
            raise _unknown("source", id, [source.id for source in self.sources])
        several = bool(self.sources)
        raise UsageError(
            f"the map has {len(self.sources) or 'no'} sources" + ": say which one" * several,
            help="set `source` to the id of one of them" if several else "give the map a source",
        )

    def source_of(self, anchor: NamesSource) -> Source:
        """Return the source that an anchor means: the one it names, or else the only one.

        Raises UsageError when the map has no source of that name, or when the anchor names none
        and the map does not have exactly one.

        >>> m = ArgumentMap(sources=[Source(id="note", text="Buses help.")])
        >>> m.source_of(Anchor(quote="Buses help")).id
        'note'
        """
        return self.source(anchor.source)

    def known_source_of(self, anchor: NamesSource) -> Source | None:
        """Return the source that an anchor means, or None where :meth:`source_of` would raise."""
        return self._source_index.find(anchor.source)

    @property
    def _source_index(self) -> SourceIndex[Source]:
        kept: SourceIndex[Source] | None = self.__dict__.get("_kept_index")
        # Another list may have been assigned, also by `model_copy`.
        if kept is None or kept.sources is not self.sources:
            kept = self.__dict__["_kept_index"] = SourceIndex(self.sources)
        return kept

    @property
    def _statement_index(self) -> IdIndex[Statement]:
        kept: IdIndex[Statement] | None = self.__dict__.get("_kept_statements")
        lists = (self.questions, self.claims, self.reasons, self.caveats)
        # As above.
        if kept is None or not all(map(is_, kept.lists, lists)):
            kept = self.__dict__["_kept_statements"] = IdIndex(*lists)
        return kept

    def question(
        self, text: str | None = None, *, id: str | None = None, **fields: Unpack[StatementKeywords]
    ) -> Question:
        """Add a question and return it; see :meth:`claim`."""
        return self._add(self.questions, Question, text, id, fields)

    def claim(
        self, text: str | None = None, *, id: str | None = None, **fields: Unpack[StatementKeywords]
    ) -> Claim:
        """Add a claim and return it.

        ``text`` is the statement in the analyst's words, ``id`` is made from it if it is left out,
        and ``fields`` are those of a statement, such as ``quote``, ``answers`` or ``speaker``.
        Relations take ids or statements, one or several. A quote without a span gets the place
        where it stands if there is exactly one; otherwise it stays a draft for ``check`` to tell
        of. Raises UsageError when the id is taken, SourceError when the text of a source cannot be
        had, and pydantic's ValidationError when the statement is not well formed.
        """
        return self._add(self.claims, Claim, text, id, fields)

    def reason(
        self, text: str | None = None, *, id: str | None = None, **fields: Unpack[StatementKeywords]
    ) -> Reason:
        """Add a reason and return it; it needs a ``supports``. See :meth:`claim`."""
        return self._add(self.reasons, Reason, text, id, fields)

    def caveat(
        self, text: str | None = None, *, id: str | None = None, **fields: Unpack[StatementKeywords]
    ) -> Caveat:
        """Add a caveat and return it; it needs a ``limits``, ``rebuts`` or ``undercuts``.

        See :meth:`claim`.
        """
        return self._add(self.caveats, Caveat, text, id, fields)

    def _add(
        self,
        kept: list[_Kept],
        kind: type[_Kept],
        text: str | None,
        id: str | None,
        fields: StatementKeywords,
    ) -> _Kept:
        if id is None:
            id = self._free_id(text or fields.get("quote") or "", kind.kind)
        elif id in self:
            raise UsageError(f"the id {id!r} is taken", help="an id names one statement of the map")
        statement = kind.model_validate({"id": id, "text": text, **fields})
        anchors = tuple(self.placed(anchor) for anchor in statement.anchors)
        if anchors != statement.anchors:
            statement = statement.model_copy(update={"anchors": anchors})
        kept.append(statement)
        return statement

    def placed(self, anchor: Anchor) -> Anchor:
        """Return the anchor with the span of its quote, if it stands in just one place verbatim."""
        if anchor.spans or not self.sources or (anchor.source is None and len(self.sources) > 1):
            return anchor
        from argmap.anchoring import matches_quote  # noqa: PLC0415 -- most maps are only read

        source = self.source_of(anchor)
        found = source.find(anchor.quote, prefix=anchor.prefix or "", suffix=anchor.suffix or "")
        if not found.is_certain or not matches_quote(source.text, anchor.quote, found.spans):
            return anchor
        return anchor.model_copy(update={"spans": found.spans})

    def _free_id(self, text: str, kind: Kind) -> str:
        name = "-".join(_words_for_id(text)[:4])[:40].strip("-") or kind
        return self._statement_index.free_id(name)

    def to_graphviz(self, **options: Any) -> Digraph:
        """Return the diagram of the map as a ``graphviz.Digraph``, which a notebook shows.

        The options are those of :func:`argmap.to_graphviz`.

        >>> m = ArgumentMap()
        >>> _ = m.claim("Buses help", id="help")
        >>> m.to_graphviz(direction="down").directed
        True
        """
        from argmap.drawing.diagram import to_graphviz  # noqa: PLC0415 -- see the contract

        return to_graphviz(self, **options)

    def _repr_mimebundle_(
        self, include: Collection[str] | None = None, exclude: Collection[str] | None = None
    ) -> dict[str, str]:
        """Show the map in a notebook."""
        from argmap.notebook import mimebundle  # noqa: PLC0415 -- a floor above: see the contract

        return mimebundle(self, include, exclude)

    def __repr__(self) -> str:
        counts = ", ".join(f"{len(getattr(self, name))} {name}" for name in KIND_OF_SECTION)
        return f"ArgumentMap({self.title!r}: {counts})"

    __str__ = __repr__


def _words_for_id(text: str) -> list[str]:
    """Return the words of a text in lower case, with the marks that belong to their letters."""
    plain = re.sub("['\u2019]", "", text.lower())
    kept = (
        character if character.isalnum() or unicodedata.category(character)[0] == "M" else " "
        for character in unicodedata.normalize("NFC", plain)
    )
    return "".join(kept).split()


def _unknown(what: str, id: str, known: list[str]) -> UsageError:
    from difflib import get_close_matches  # noqa: PLC0415 -- as above

    near = get_close_matches(id, known, n=1)
    advice = f"did you mean {near[0]!r}?" if near else None
    return UsageError(f"the map has no {what} {id!r}", help=advice)
