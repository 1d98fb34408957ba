"""The map under examination, with what several rules ask of it worked out once."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Literal, NamedTuple

from argmap.checking.comparisons import Comparisons
from argmap.checking.worded import Worded, worded
from argmap.graph import Graph
from argmap.grounding.cautions import MapCautions
from argmap.grounding.cited import Sources
from argmap.grounding.verdict import verdicts
from argmap.model import ARROW
from argmap.model.kinds import KIND_OF_SECTION
from argmap.nearest import nearest

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from argmap.anchoring import Caution
    from argmap.checking.ignoring import Unused
    from argmap.grounding.cited import CitedSource
    from argmap.grounding.verdict import Verdict
    from argmap.history import History
    from argmap.mapfile import Problem, Route
    from argmap.model import Anchor, ArgumentMap, Statement
    from argmap.wordings.judge import Judge

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


class Subject:
    """A map under examination.

    ``problems`` are those of the file that it was read from and ``broken_ids`` the ids of the
    records that could not be read and are missing from the map. ``minimum_coverage`` is the share
    of the sentences of each source that statements have to cover. ``old`` holds, by the id of
    their source, texts that spans were made for, where git need not be asked for them; ``git`` is
    whether it is asked at all, or the History to ask.
    ``judge`` is asked about the wording of each statement; ``comparisons`` are those of an earlier
    check of the map. ``unused_ignores`` are the comments of
    the file that silence nothing, known only when all else was reported.
    """

    def __init__(
        self,
        map: ArgumentMap,
        *,
        problems: tuple[Problem, ...] = (),
        broken_ids: frozenset[str] = frozenset(),
        minimum_coverage: float | None = None,
        old: Mapping[str, str] | None = None,
        git: History | bool = True,
        judge: Judge | None = None,
        comparisons: Comparisons | None = None,
    ) -> None:
        self.map = map
        self.problems = problems
        self.broken_ids = broken_ids
        self.minimum_coverage = minimum_coverage
        self.sources = Sources(map, old=old, git=git, may_be_outside=True)
        self.judge = judge
        self.comparisons = comparisons or Comparisons()
        self.comparisons.begin()
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
            for section in KIND_OF_SECTION
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
            self._hints[among, name] = nearest(name, others)
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

    @property
    def cited(self) -> tuple[CitedSource, ...]:
        """Every source with its text."""
        return self.sources.all

    @property
    def anchors(self) -> Iterator[tuple[Located, Route, Anchor]]:
        """Every anchor with its statement and its own route."""
        for located in self.statements:
            for row, anchor in enumerate(located.statement.anchors):
                yield located, (*located.route, "anchors", row), anchor

    @cached_property
    def anchored(self) -> tuple[Verdict, ...]:
        """The verdict on every anchor whose source is clear and can be read."""
        return tuple(each for each in verdicts(self.map, self.sources) if each.has_text)

    @cached_property
    def misplaced(self) -> tuple[Verdict, ...]:
        """The verdicts on anchors of which the source does not say the quote at their spans."""
        return tuple(each for each in self.anchored if not each.is_valid)

    @cached_property
    def cautions(self) -> tuple[tuple[Verdict, Caution], ...]:
        """The anchors that the source resolves, each with a caution that the map leaves open."""
        cautions = MapCautions(self.map, self.sources)
        return tuple((each, caution) for each in self.anchored for caution in cautions.due(each))

    @cached_property
    def worded(self) -> tuple[Worded, ...]:
        """Every statement with a wording of its own, if all that it quotes holds."""
        return tuple(worded(self))

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
