"""Count what is in one document of a corpus: a function from it to a small record.

See :mod:`argmap.corpora.examining` for what such functions have in common.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from argmap.corpora.reading import read_item_file
from argmap.protocols import normalised
from argmap.statistics import Counts, count, coverage

if TYPE_CHECKING:
    from argmap.corpora.item import Item
    from argmap.model import ArgumentMap, Kind, Relation
    from argmap.source import Source
    from argmap.statistics import Coverage
    from argmap.text import Position, Span


class Passage(NamedTuple):
    """A passage of a source: its span, where it begins, and its words."""

    span: Span
    position: Position
    text: str


class Covered(NamedTuple):
    """How much of one source a map covers, and the longest passages that it does not."""

    source: str
    path: str | None
    coverage: Coverage
    passages: tuple[Passage, ...]


class Counted(NamedTuple):
    """What there is in one map, and how much of each of its sources it covers."""

    name: str
    title: str | None
    counts: Counts
    sources: tuple[Covered, ...]


class Total:
    """What there is in many maps, added up; a source counts once for each map that has it.

    >>> from argmap.corpora import Item
    >>> data = b'{"claims": [{"id": "help", "text": "Buses help"}]}'
    >>> total = Total()
    >>> for line in (1, 2):
    ...     total.add(counted(Item(f"maps.jsonl:{line}", "maps.jsonl", line=line, data=data)))
    >>> total.maps, total.counts.statements
    (2, 2)
    """

    def __init__(self) -> None:
        self.maps = 0
        self.sources = 0
        self.uncounted = 0
        """How many sources are in a script that does not mark where sentences end."""
        self.sentences = self.covered_sentences = 0
        """Those of the other sources."""
        self.characters = self.covered_characters = 0
        self._kinds: Counter[Kind] = Counter()
        self._relations: Counter[Relation] = Counter()
        self._counts = Counts({}, {}, 0, 0, 0, 0, 0)

    def add(self, one: Counted) -> None:
        """Add what there is in one map."""
        self.maps += 1
        self._kinds.update(one.counts.kinds)
        self._relations.update(one.counts.relations)
        sums, counts = self._counts, one.counts
        self._counts = sums._replace(
            depth=max(sums.depth, counts.depth),
            joint_groups=sums.joint_groups + counts.joint_groups,
            implicit=sums.implicit + counts.implicit,
            quotes=sums.quotes + counts.quotes,
            drafts=sums.drafts + counts.drafts,
        )
        for _, _, found, _ in one.sources:
            self.sources += 1
            self.characters += found.characters
            self.covered_characters += found.covered_characters
            if found.sentences is None or found.covered_sentences is None:
                self.uncounted += 1
            else:
                self.sentences += found.sentences
                self.covered_sentences += found.covered_sentences

    @property
    def counts(self) -> Counts:
        """The sums; ``depth`` is that of the deepest map."""
        return self._counts._replace(kinds=dict(self._kinds), relations=dict(self._relations))


def counted(
    item: Item, *, passages: int | None = 0, allow_outside: tuple[str, ...] = ()
) -> Counted:
    """Return what there is in the map that a document is, and how much of its sources it covers.

    ``passages`` is how many of the passages that nothing covers are given for each source, None for
    all. Raises the error of the item, MapFileError if it cannot be read or has something wrong in
    it, and SourceError if the text of a source cannot be read.

    >>> from argmap.corpora import Item
    >>> data = b'{"claims": [{"id": "help", "text": "Buses help"}]}'
    >>> counted(Item("maps.jsonl:1", "maps.jsonl", line=1, data=data)).counts.statements
    1
    """
    map = read_item_file(item, allow_outside=allow_outside).whole_map()
    return Counted(item.name, map.title, count(map), _covered(map, passages))


def covered(
    item: Item, *, passages: int | None = 0, allow_outside: tuple[str, ...] = ()
) -> tuple[Covered, ...]:
    """Return how much of each of its sources the map that a document is covers; see counted."""
    return _covered(read_item_file(item, allow_outside=allow_outside).whole_map(), passages)


def _covered(map: ArgumentMap, most: int | None) -> tuple[Covered, ...]:
    return tuple(
        Covered(
            source.id,
            None if source.path is None else normalised(source.address),
            found,
            tuple(_passage(source, span) for span in found.uncovered[:most]),
        )
        for source, found in zip(map.sources, coverage(map), strict=True)
    )


def _passage(source: Source, span: Span) -> Passage:
    return Passage(span, source.position(span.start), span.cut(source.text))
