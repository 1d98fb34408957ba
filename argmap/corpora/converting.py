"""Convert one document of a corpus, and sum up what was lost of many.

See :mod:`argmap.corpora.examining` for what functions of one document have in common.
"""

from __future__ import annotations

import os
from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from argmap.corpora.opening import bytes_of
from argmap.corpora.reading import ReadOptions, read_item
from argmap.corpora.rows import is_renamed, record_in, unpacked
from argmap.formats import FORMATS, STRICT, Loss, dump, named

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from argmap.corpora.item import Item
    from argmap.source import Source

_MOST_NAMED = 6
_OWN = ("yaml", "json")
_RENAMED = Loss(
    "repaired",
    None,
    "name",
    "the name that the map was read from cannot be used in this folder and is changed",
)


class Conversion(NamedTuple):
    """How documents are converted: to which format, with which options, and how they are read."""

    format: str
    options: tuple[tuple[str, str], ...] = ()
    reading: ReadOptions = ReadOptions()


class Converted(NamedTuple):
    """What one document is in another format, to be written to ``target``.

    ``companions`` are the texts that belong next to it, by the names of their files; ``losses`` is
    what got lost in reading and in writing; ``sources`` are those whose texts it names by a path.
    """

    name: str
    target: str
    text: str
    companions: dict[str, str]
    losses: tuple[Loss, ...]
    sources: tuple[Source, ...]


def converted(item: Item, target: str, how: Conversion) -> Converted:
    """Return what a document is in another format, for a file of the name ``target``.

    Nothing is written. Raises the error of the item, and what read and write raise.

    >>> from argmap.corpora import Item
    >>> data = b'{"claims": [{"id": "help", "text": "Buses help"}]}'
    >>> item = Item("maps.jsonl:1", "maps.jsonl", line=1, data=data)
    >>> print(converted(item, "maps-1.argmap.yaml", Conversion("yaml")).text, end="")
    argmap: 1
    claims:
      - id: help
        text: Buses help
    """
    loaded = read_item(item, how.reading)
    map, texts = loaded.map, dict[str, str]()
    record = record_in(bytes_of(item)) if item.line else None
    renamed = (_RENAMED,) if record is not None and is_renamed(record) else ()
    if how.format in _OWN and record is not None:
        map, texts = unpacked(map, item.within, target)
    dumped = dump(map, target, format=how.format, options=dict(how.options))
    sources = map.sources if named(how.format).reads else ()
    return Converted(
        item.name,
        target,
        dumped.text,
        {**dumped.companions, **texts},
        (*loaded.losses, *renamed, *dumped.losses),
        tuple(source for source in sources if source.path is not None),
    )


def target_of(item: Item, format: str) -> str:
    """Return the path of a document in another format, below the folder of the results.

    >>> from argmap.corpora import Item
    >>> target_of(Item("maps/old/bus.aif.json", "maps", within="old/bus.aif.json"), "yaml")
    'old/bus.argmap.yaml'
    """
    suffix = named(format).suffixes[0]
    if item.line:
        return item.within + suffix
    name = item.within.lower()
    ends = [end for one in FORMATS for end in one.suffixes if name.endswith(end)]
    end = max(ends, key=len, default=os.path.splitext(name)[1])  # noqa: PTH122 -- as text
    return (item.within[: -len(end)] if end else item.within) + suffix


class LossTally:
    """What was lost of many maps, summed up: each kind of loss once, with the maps that it is in.

    >>> from argmap.formats import Loss
    >>> tally = LossTally()
    >>> for name in ("a.json", "b.json"):
    ...     tally.add(name, [Loss("dropped", "k1", "undercuts", "undercuts have no place in AML")])
    >>> list(tally.lines())
    ['dropped: undercuts have no place in AML (2 in 2 maps: a.json, b.json)']
    """

    def __init__(self) -> None:
        self.is_strict = False
        """Whether anything was dropped or approximated."""
        self._times: Counter[tuple[str, str]] = Counter()
        self._maps: Counter[tuple[str, str]] = Counter()
        self._named: dict[tuple[str, str], list[str]] = {}

    def add(self, name: str, losses: Iterable[Loss]) -> None:
        """Count the losses of one map."""
        kinds: Counter[tuple[str, str]] = Counter()
        for loss in losses:
            self.is_strict = self.is_strict or loss.kind in STRICT
            kinds[loss.kind, loss.what] += 1
        for kind, times in kinds.items():
            self._times[kind] += times
            self._maps[kind] += 1
            listed = self._named.setdefault(kind, [])
            if len(listed) < _MOST_NAMED:
                listed.append(name)

    def lines(self) -> Iterator[str]:
        """Yield a line for each kind of loss."""
        for (kind, what), times in self._times.items():
            maps, listed = self._maps[kind, what], self._named[kind, what]
            names = ", ".join(listed) + (f" and {maps - len(listed)} more" * (maps > len(listed)))
            whole = f"{times:,} in {maps:,} map{'s' * (maps > 1)}"
            yield f"{kind}: {what} ({whole}: {names})"
