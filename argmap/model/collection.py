"""The statements of a map in the author's order, found by id, by passage, or by what they say."""

from __future__ import annotations

from collections.abc import Iterator, Mapping  # noqa: TC003 -- pydantic reads the annotations
from operator import is_
from typing import TYPE_CHECKING, Any, Self

from pydantic import Field, SerializeAsAny

from argmap.errors import UsageError
from argmap.model.fields import Meta, Version  # noqa: TC001 -- as above
from argmap.model.id_index import IdIndex
from argmap.model.origin import HasOrigin
from argmap.model.records import Records
from argmap.model.source_index import NamesSource, SourceIndex
from argmap.model.statement import Caveat, Claim, Question, Reason, Statement
from argmap.nearest import did_you_mean
from argmap.record import Record
from argmap.source import Source

if TYPE_CHECKING:
    from typing import Unpack

    from argmap.model.given import Wanted
    from argmap.text import Span


class Head(Record):
    """What a map says of itself, before its sources and statements."""

    argmap: Version = 1
    """Version of the file format."""
    title: str | None = None
    """Title of the map."""
    meta: Meta = Field(default_factory=dict)
    """Anything else, kept as it is."""


class StatementCollection(Head, HasOrigin):
    """The sources of a map and its statements, as a collection of statements."""

    sources: list[SerializeAsAny[Source]] = Field(default_factory=list)
    """The texts that the statements are anchored in."""
    questions: list[SerializeAsAny[Question]] = Field(default_factory=list)
    """What the texts ask."""
    claims: list[SerializeAsAny[Claim]] = Field(default_factory=list)
    """What the texts assert."""
    reasons: list[SerializeAsAny[Reason]] = Field(default_factory=list)
    """What supports other statements."""
    caveats: list[SerializeAsAny[Caveat]] = Field(default_factory=list)
    """What limits, rebuts or undercuts other statements."""

    @property
    def statements(self) -> Iterator[Statement]:
        """Every statement: questions, claims, reasons, caveats, each in the author's order."""
        yield from self.questions
        yield from self.claims
        yield from self.reasons
        yield from self.caveats

    @property
    def ids(self) -> tuple[str, ...]:
        """The ids of the statements, in the same order."""
        return tuple(statement.id for statement in self.statements)

    def __iter__(self) -> Iterator[Statement]:  # type: ignore[override]  # pydantic's gives pairs
        """Return an iterator over the statements, as of any collection; see :attr:`statements`."""
        return self.statements

    def __len__(self) -> int:
        """Return how many statements there are."""
        return len(self.questions) + len(self.claims) + len(self.reasons) + len(self.caveats)

    def __bool__(self) -> bool:
        """Return True: a map is there even if it is empty."""
        return True

    def __getitem__(self, id: str) -> Statement:
        """Return the statement of that id; raise UsageError, naming the nearest, if none has it."""
        found = self._statement_index.find(id)
        if found is not None:
            return found
        raise _unknown("statement", id, [statement.id for statement in self.statements])

    def __contains__(self, wanted: object) -> bool:
        """Tell whether the map has this statement, or one of this id."""
        if isinstance(wanted, Statement):
            return self._statement_index.find(wanted.id) == wanted
        return self._statement_index.find(wanted) is not None

    def get(self, id: str, default: Statement | None = None) -> Statement | None:
        """Return the statement of that id, or ``default`` if none has it."""
        found = self._statement_index.find(id)
        return default if found is None else found

    def at(
        self, start: int, end: int | None = None, source: str | None = None
    ) -> tuple[Statement, ...]:
        """Return the statements that are anchored in a passage of a source, in their order.

        ``start`` and ``end`` are half-open code points of the source, ``end`` the next one if it
        is left out; ``source`` is the id of a source, or None for the only one. A statement is
        anchored there if one of its spans shares a code point with the passage. Raises UsageError
        if there is no such source, or if the passage is empty.

        >>> from argmap.model import ArgumentMap
        >>> m = ArgumentMap(sources=[Source(id="note", text="Buses help. They carry many.")])
        >>> claim = m.claim(quote="Buses help", id="help")
        >>> [statement.id for statement in m.at(6)], m.at(12, 28)
        (['help'], ())
        """
        end = start + 1 if end is None else end
        if not 0 <= start < end:
            raise UsageError(
                f"there is no passage from {start} to {end}",
                help="the end must be greater than the start, which is at least 0",
            )
        wanted = self.source(source)

        def overlaps(span: Span) -> bool:
            return span.start < end and start < span.end

        return tuple(
            statement
            for statement in self.statements
            if any(
                any(map(overlaps, anchor.spans)) and self.known_source_of(anchor) is wanted
                for anchor in statement.anchors
            )
        )

    def where(self, **wanted: Unpack[Wanted]) -> tuple[Statement, ...]:
        """Return the statements of which all of this holds, in their order.

        Each keyword is a ``kind``, a ``source`` that it quotes, a ``tag``, or a field of a
        statement with its value: None for one that is not given, and for a relation an id or a
        statement that it names. Raises UsageError for another keyword.

        >>> from argmap.model import ArgumentMap
        >>> m = ArgumentMap()
        >>> claim = m.claim("Buses help", id="help", speaker="Ann")
        >>> reason = m.reason("They carry many", id="many", supports=claim, speaker="Bob")
        >>> [statement.id for statement in m.where(kind="reason", speaker="Bob")]
        ['many']
        >>> m.where(supports=claim) == (reason,)
        True
        """
        from argmap.model.asking import holds_of  # noqa: PLC0415 -- few programs ask

        return tuple(one for one in self.statements if holds_of(self, one, wanted))

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

        >>> from argmap.model import Anchor, ArgumentMap
        >>> m = ArgumentMap(sources=[Source(id="note", text="Buses help.")])
        >>> m.source_of(Anchor(quote="Buses help")).id
        'note'
        """
        return self.source(anchor.source)

    def known_source_of(self, anchor: NamesSource) -> Source | None:
        """Return the source that an anchor means, or None if :meth:`source_of` would raise."""
        return self._source_index.find(anchor.source)

    def model_post_init(self, _context: Any, /) -> None:
        """Let the lists count their changes, so that ids are found in constant time."""
        for name in _KINDS:
            self.__dict__[name] = Records.of(self.__dict__[name])

    def __setattr__(self, name: str, value: Any) -> None:
        """Set a field to a value that is valid; a list is copied."""
        if name in type(self).model_fields:
            value = self._valid({name: value})[name]
        super().__setattr__(name, value)

    def __copy__(self) -> Self:
        """Return a copy with lists of its own, so that adding to it leaves this map alone."""
        copied = super().__copy__()
        copied.__dict__.update({name: Records(getattr(self, name)) for name in _KINDS})
        return copied

    def _valid(self, changes: Mapping[str, Any]) -> dict[str, Any]:
        # Statements are valid once they are made, and validators take a while to build.
        made = {
            name: Records(listed)
            for name, listed in changes.items()
            if name in _KINDS
            and isinstance(listed, list)
            and all(isinstance(one, _KINDS[name]) for one in listed)
        }
        others = {name: value for name, value in changes.items() if name not in made}
        return {**made, **super()._valid(others)} if others else dict(made)

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


_KINDS: dict[str, type[Any]] = {
    "sources": Source,
    "questions": Question,
    "claims": Claim,
    "reasons": Reason,
    "caveats": Caveat,
}


def _unknown(what: str, id: str, known: list[str]) -> UsageError:
    return UsageError(f"the map has no {what} {id!r}", help=did_you_mean(id, known))
