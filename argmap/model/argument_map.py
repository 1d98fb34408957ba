"""The map: statements are added to it one by one, and edited with every reference kept right."""

from __future__ import annotations

import warnings
from collections.abc import Collection  # noqa: TC003 -- pydantic reads the annotations
from typing import TYPE_CHECKING, Any, TypeVar

from argmap.errors import UnplacedWarning, UsageError
from argmap.model.collection import StatementCollection
from argmap.model.kinds import KIND_OF_SECTION, SHORTHAND, Kind
from argmap.model.naming import words_for_id
from argmap.model.placing import placed_in, why_unplaced
from argmap.model.statement import Anchor, Caveat, Claim, Question, Reason, Statement
from argmap.text import shortened

if TYPE_CHECKING:
    from typing import Unpack

    from graphviz import Digraph  # type: ignore[import-untyped]

    from argmap.model.given import Bearing, Changes, StatementKeywords

_Kept = TypeVar("_Kept", bound=Statement)


class ArgumentMap(StatementCollection):
    """What a text argues: its questions, claims, reasons and caveats, in the author's order.

    >>> from argmap.source import Source
    >>> m = ArgumentMap(sources=[Source(id="note", text="Buses help. They carry many.")])
    >>> claim = m.claim("Buses help", quote="Buses help")
    >>> m.reason("They carry many", supports=claim, quote="They carry many").id
    'they-carry-many'
    >>> m["buses-help"].anchors[0].spans
    (Span(start=0, end=10),)
    """

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
        SourceError when the text of a source cannot be read, and pydantic's ValidationError when
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

        >>> from argmap.source import Source
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
