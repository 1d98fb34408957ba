"""The map: its statements in the author's order, found by id, and added one by one."""

from __future__ import annotations

import warnings
from collections.abc import Collection, Iterator, Mapping  # noqa: TC003 -- pydantic reads the annotations
from operator import is_
from typing import TYPE_CHECKING, Any, Self, TypeVar

from pydantic import Field, SerializeAsAny

from argmap.errors import UnplacedWarning, UsageError
from argmap.model.fields import Meta, Version  # noqa: TC001 -- as above
from argmap.model.id_index import IdIndex
from argmap.model.kinds import KIND_OF_SECTION, SHORTHAND, Kind
from argmap.model.naming import words_for_id
from argmap.model.origin import HasOrigin
from argmap.model.placing import placed_in, why_unplaced
from argmap.model.records import Records
from argmap.model.source_index import NamesSource, SourceIndex
from argmap.model.statement import (
    Anchor,
    Caveat,
    Claim,
    Question,
    Reason,
    Statement,
)
from argmap.nearest import did_you_mean
from argmap.record import Record
from argmap.source import Source
from argmap.text import shortened

if TYPE_CHECKING:
    from typing import Unpack

    from graphviz import Digraph  # type: ignore[import-untyped]

    from argmap.model.given import Bearing, Changes, StatementKeywords, Wanted
    from argmap.text import Span

_Kept = TypeVar("_Kept", bound=Statement)


class Head(Record):
    """What a map says of itself, before its sources and statements."""

    argmap: Version = 1
    """Version of the file format."""
    title: str | None = None
    """Title of the map."""
    meta: Meta = Field(default_factory=dict)
    """Anything else, kept as it is."""


class ArgumentMap(Head, HasOrigin):
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

        >>> m = ArgumentMap(sources=[Source(id="note", text="Buses help.")])
        >>> m.source_of(Anchor(quote="Buses help")).id
        'note'
        """
        return self.source(anchor.source)

    def known_source_of(self, anchor: NamesSource) -> Source | None:
        """Return the source that an anchor means, or None where :meth:`source_of` would raise."""
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
        where it is if there is exactly one, and the line breaks of its source; otherwise it stays a
        draft, with an UnplacedWarning that says why. Raises UsageError when the id is taken,
        SourceError when the text of a source cannot be had, and pydantic's ValidationError when
        the statement is not well formed.
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
            raise UsageError(f"the id {id!r} is already used", help="ids must be unique")
        statement = kind(**{"id": id, "text": text, **fields})
        anchors = tuple(self.placed(anchor) for anchor in statement.anchors)
        if anchors != statement.anchors:
            statement = statement.model_copy(update={"anchors": anchors})
        kept.append(statement)
        self._warn_of_drafts(statement, stacklevel=4)
        return statement

    def rename(self, old: str, new: str) -> Statement:
        """Give a statement another id, in every relation and in ``premise->target``; return it.

        Raises UsageError if there is no such statement or if the new id is used, and pydantic's
        ValidationError if the new one cannot be an id.

        >>> m = ArgumentMap()
        >>> claim = m.claim("Buses help", id="a")
        >>> reason = m.reason("They carry many", id="b", supports=claim)
        >>> m.rename("a", "help").id, m["b"].supports
        ('help', ('help',))
        """
        from argmap.editing import rename  # noqa: PLC0415 -- a floor above: see the contract

        return rename(self, old, new)

    def replace(self, id: str, /, **changes: Unpack[Changes]) -> Statement:
        """Change fields of a statement, and return it as it is then.

        ``changes`` are those of :meth:`claim`: a ``quote`` replaces all anchors, and is placed as
        there; without one, ``span``, ``source``, ``prefix`` and ``suffix`` change the only anchor.
        An undercut of a link follows it to another target; a ``joint`` that no other premise has
        any more is removed. Raises UsageError, and changes nothing, if the map would have a
        reference that leads nowhere, to several links, in a circle or to the wrong kind, and
        pydantic's ValidationError if the statement would not be well formed.

        >>> m = ArgumentMap(sources=[Source(id="note", text="Buses help. They carry many.")])
        >>> claim = m.claim("Buses", id="help")
        >>> m.replace("help", text="Buses help", quote="Buses help").anchors[0].spans
        (Span(start=0, end=10),)
        """
        from argmap.editing import replace  # noqa: PLC0415 -- as above

        now = replace(self, id, changes)
        if not changes.keys().isdisjoint(("anchors", *SHORTHAND)):
            self._warn_of_drafts(now, stacklevel=3)
        return now

    def move(self, id: str, /, **targets: Unpack[Bearing]) -> Statement:
        """Let a statement bear on others than before, and return it.

        ``targets`` are relations, such as ``supports``, with what they lead to. They take the place
        of what it supports, rebuts, undercuts and limits, and of its ``joint``; what bears on it
        goes with it. Raises what :meth:`replace` does.

        >>> m = ArgumentMap()
        >>> help, save = m.claim("Buses help", id="help"), m.claim("Buses save", id="save")
        >>> reason = m.reason("They carry many", id="many", supports=help)
        >>> m.move("many", supports="save").supports
        ('save',)
        """
        from argmap.editing import move  # noqa: PLC0415 -- as above

        return move(self, id, targets)

    def remove(self, id: str, *, subtree: bool = False) -> tuple[Statement, ...]:
        """Remove a statement and every reference to it; return what was removed.

        With ``subtree`` goes what then bears on nothing: the reasons for it, their reasons, and so
        on. What bears on something else as well stays. Without, UsageError is raised if a reason or
        caveat would bear on nothing, and nothing is removed.

        >>> m = ArgumentMap()
        >>> claim = m.claim("Buses help", id="help")
        >>> reason = m.reason("They carry many", id="many", supports=claim)
        >>> [statement.id for statement in m.remove("help", subtree=True)], len(m)
        (['help', 'many'], 0)
        """
        from argmap.editing import remove  # noqa: PLC0415 -- as above

        return remove(self, id, subtree=subtree)

    def subtree(self, id: str) -> ArgumentMap:
        """Return a map of a statement and all that bears on it, directly or through others.

        It has the same title and sources. References that lead out of it are left out, so that the
        statement itself becomes a claim if it was a reason or caveat; so are undercuts of links
        that lead out of it, such as one of the link from that statement. This map stays as it is.

        >>> m = ArgumentMap()
        >>> claim = m.claim("Buses help", id="help")
        >>> reason = m.reason("They carry many", id="many", supports=claim)
        >>> m.subtree("many")["many"].kind
        'claim'
        """
        from argmap.editing import subtree  # noqa: PLC0415 -- as above

        return subtree(self, id)

    def merged(self, other: ArgumentMap) -> ArgumentMap:
        """Return a map with the sources and statements of this one and another; both stay.

        What is the same in both is there once. An id that the other map uses for something else
        gets a number behind it, with a MergeWarning that says so. The title is that of this map, or
        else of the other one; of keys of ``meta`` that both have, those of this map count.

        >>> m, other = ArgumentMap(), ArgumentMap()
        >>> _ = m.claim("Buses help", id="help"), other.claim("Trams help", id="trams")
        >>> m.merged(other).ids
        ('help', 'trams')
        """
        from argmap.editing import merged  # noqa: PLC0415 -- as above

        return merged(self, other)

    def placed(self, anchor: Anchor) -> Anchor:
        """Return the anchor with the span of its quote, if it is in just one place.

        It may differ from its source in white space alone, such as line breaks: then it becomes
        what the source has there.
        """
        source = self.known_source_of(anchor)
        return anchor if anchor.spans or source is None else placed_in(source, anchor)

    def _warn_of_drafts(self, statement: Statement, *, stacklevel: int) -> None:
        """Say which quotes of a statement have no span, and why, in a map that has sources."""
        for anchor in statement.anchors:
            if anchor.spans or not self.sources:
                continue
            source = self.known_source_of(anchor)
            if source is not None:
                why = why_unplaced(source, anchor)
            else:
                why = "the map has several sources" if anchor.source is None else "unknown source"
                why += f": {', '.join(repr(one.id) for one in self.sources)}"
            named = f"{statement.kind} {statement.id!r} (“{shortened(anchor.quote)}”)"
            warnings.warn(
                f"the quote of {named} has no span yet: {why};"
                " `am.check` says more, `am.ground` places what it can",
                UnplacedWarning,
                stacklevel=stacklevel,
            )

    def _free_id(self, text: str, kind: Kind) -> str:
        name = "-".join(words_for_id(text)[:4])[:40].strip("-") or kind
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


_KINDS: dict[str, type[Any]] = {
    "sources": Source,
    "questions": Question,
    "claims": Claim,
    "reasons": Reason,
    "caveats": Caveat,
}


def _unknown(what: str, id: str, known: list[str]) -> UsageError:
    return UsageError(f"the map has no {what} {id!r}", help=did_you_mean(id, known))
