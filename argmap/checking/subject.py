"""The map under examination, with what several rules ask of it worked out once."""

from __future__ import annotations

from difflib import get_close_matches
from functools import cached_property, partial
from typing import TYPE_CHECKING, Literal, NamedTuple

from argmap.checking.anchored import Anchored
from argmap.errors import SourceError
from argmap.graph import Graph
from argmap.model import ARROW
from argmap.units import Units

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from argmap.anchoring import Revision
    from argmap.checking.ignoring import Unused
    from argmap.mapfile import Problem, Route
    from argmap.model import Anchor, ArgumentMap, Statement
    from argmap.source import Source

Vocabulary = Literal["statements", "sources", "joints"]

# Looking for the nearest id costs milliseconds in a large map, and nobody reads so many hints.
_MOST_HINTS = 100


class Located(NamedTuple):
    """A statement and where in the map it is."""

    statement: Statement
    route: Route

    @property
    def id(self) -> str:
        """The id of the statement."""
        return self.statement.id

    def __str__(self) -> str:
        return f"{self.statement.kind} {self.statement.id!r}"


class Cited(NamedTuple):
    """A source, where in the map it is, and its text or why it cannot be had."""

    source: Source
    route: Route
    units: Units | None
    error: SourceError | None = None

    @property
    def text(self) -> str | None:
        """The text of the source, None where it cannot be had."""
        return self.units.text if self.units else None


class Subject:
    """A map under examination.

    ``problems`` are those of the file that it was read from and ``broken_ids`` the ids of the
    records that could not be read and are missing from the map. ``minimum_coverage`` is the share
    of the sentences of each source that statements have to cover. ``old`` holds, by the id of
    their source, texts that spans were made for, where git need not be asked for them.
    ``unused_ignores`` are the comments of the file that silence nothing, known only when all else
    was told.
    """

    def __init__(
        self,
        map: ArgumentMap,
        *,
        problems: tuple[Problem, ...] = (),
        broken_ids: frozenset[str] = frozenset(),
        minimum_coverage: float | None = None,
        old: Mapping[str, str] | None = None,
    ) -> None:
        self.map = map
        self.problems = problems
        self.broken_ids = broken_ids
        self.minimum_coverage = minimum_coverage
        self.old = old or {}
        self._revisions: dict[str, Revision | None] = {}
        self.unused_ignores: tuple[Unused, ...] = ()
        self._hints: dict[tuple[Vocabulary, str], str | None] = {}

    @property
    def is_whole(self) -> bool:
        """True when every record of the file is in the map, under an id of its own."""
        return not self.problems and len(self.by_id) == len(self.statements)

    @cached_property
    def graph(self) -> Graph:
        """The links of the map."""
        return Graph(self.map)

    @cached_property
    def statements(self) -> tuple[Located, ...]:
        """Every statement with its route, in the author's order."""
        return tuple(
            Located(statement, (section, row))
            for section in ("questions", "claims", "reasons", "caveats")
            for row, statement in enumerate(getattr(self.map, section))
        )

    @cached_property
    def by_id(self) -> dict[str, Located]:
        """The first statement of each id."""
        first: dict[str, Located] = {}
        for located in self.statements:
            first.setdefault(located.id, located)
        return first

    def named(self, id: str) -> str:
        """Return how to speak of a statement: its kind and id."""
        return str(self.by_id[id])

    def route_of(self, origin: str, relation: str, reference: str) -> Route:
        """Return the route of a reference that a statement makes."""
        located = self.by_id[origin]
        row = getattr(located.statement, relation).index(reference)
        return (*located.route, relation, row)

    def nearest(self, name: str, among: Vocabulary) -> str | None:
        """Return the name of the map that is most like another one, None if none is."""
        if (among, name) not in self._hints:
            if len(self._hints) >= _MOST_HINTS:
                return None
            others = [known for known in self._vocabularies[among] if known != name]
            self._hints[among, name] = next(iter(get_close_matches(name, others, n=1)), None)
        return self._hints[among, name]

    @cached_property
    def _vocabularies(self) -> dict[Vocabulary, list[str]]:
        joints = dict.fromkeys(located.statement.joint for located in self.statements)
        return {
            "statements": list(self.by_id),
            "sources": [cited.source.id for cited in self.cited],
            "joints": [joint for joint in joints if joint],
        }

    # Sources and anchors

    @cached_property
    def cited(self) -> tuple[Cited, ...]:
        """Every source with its text."""
        return tuple(_read(source, ("sources", row)) for row, source in enumerate(self.map.sources))

    def source_of(self, anchor: Anchor) -> Cited | None:
        """Return the source that an anchor points into, None where that is open or unknown."""
        if anchor.source is None:
            return self.cited[0] if len(self.cited) == 1 else None
        return self._cited_by_id.get(anchor.source)

    @cached_property
    def _cited_by_id(self) -> dict[str, Cited]:
        return {cited.source.id: cited for cited in reversed(self.cited)}

    @property
    def anchors(self) -> Iterator[tuple[Located, Route, Anchor]]:
        """Every anchor with its statement and its own route."""
        for located in self.statements:
            for row, anchor in enumerate(located.statement.anchors):
                yield located, (*located.route, "anchors", row), anchor

    @cached_property
    def anchored(self) -> tuple[Anchored, ...]:
        """Every anchor whose source is clear and can be read."""
        return tuple(
            Anchored(
                located.statement,
                route,
                anchor,
                cited.source,
                cited.units,
                partial(self._revision_of, cited.source),
            )
            for located, route, anchor in self.anchors
            if (cited := self.source_of(anchor)) is not None and cited.units is not None
        )

    def _revision_of(self, source: Source) -> Revision | None:
        """Return how a source was changed since its spans were made, if its old text is known."""
        if source.id not in self._revisions:
            old = self.old.get(source.id)
            if old is None and source.is_changed:
                from argmap.history import old_text  # noqa: PLC0415 -- only for changed sources

                old = old_text(source)
            revision = None
            if old is not None:
                from argmap.anchoring import Revision  # noqa: PLC0415 -- as above

                revision = Revision(old, source.text)
            self._revisions[source.id] = revision
        return self._revisions[source.id]

    @cached_property
    def misplaced(self) -> tuple[Anchored, ...]:
        """The anchors that are not letter for letter what stands at their spans."""
        return tuple(anchored for anchored in self.anchored if not anchored.is_valid)

    # References

    @cached_property
    def perhaps_meant(self) -> frozenset[str]:
        """Ids that references which name nothing clear were perhaps meant to name.

        What such a statement lacks may be just what the broken reference was to give it, so it is
        not told off for the lack.
        """
        meant = set()
        for unresolved in self.graph.unresolved:
            target = unresolved.reference.partition(ARROW)[0]
            near = self.nearest(target, "statements") if target not in self.by_id else target
            meant |= {unresolved.origin} | ({near} if near else set())
        return frozenset(meant)


def _read(source: Source, route: Route) -> Cited:
    try:
        return Cited(source, route, Units(source.text))
    except SourceError as error:
        return Cited(source, route, None, error)
