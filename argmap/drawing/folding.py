"""What of a map is shown: all of it, so many steps of it, or what one statement is on.

Folding takes a graph and gives a smaller one, and says how many statements are folded away under
each that is left. Whatever is drawn from there on knows nothing of the rest.
"""

from __future__ import annotations

import warnings
from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from argmap.errors import DrawingWarning, UsageError
from argmap.graph import Graph
from argmap.model.kinds import KIND_OF_SECTION

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Mapping, Sequence

    from argmap.model import ArgumentMap

MOST_UNFOLDED = 150
"""A map with more statements is folded unless it is said how deep it is to be shown."""


class View(NamedTuple):
    """What is shown of a map, and how many statements are ``folded`` under each that is."""

    graph: Graph
    folded: Mapping[str, int]


def fold(
    graph: Graph,
    *,
    depth: int | None = None,
    focus: str | None = None,
    collapse: Sequence[str] = (),
) -> View:
    """Return what is shown of a map.

    ``depth`` is how many steps from the top, or from ``focus``, are shown; 0 is all of them. With
    None that is all, too, but in a map of more than 150 statements so many steps as hold no more
    than that, which a DrawingWarning reports. ``focus`` is the id of a statement: only it, what it
    bears on up to the top, and what bears on it are shown. ``collapse`` are ids of statements
    under which nothing is shown. Raises UsageError for an unknown id or a negative depth.

    >>> from argmap.model import ArgumentMap
    >>> m = ArgumentMap()
    >>> _ = m.claim("Buses help", id="c"), m.reason("They carry many", id="r", supports="c")
    >>> fold(Graph(m), collapse=["c"]).folded
    {'c': 1}
    """
    if depth is not None and depth < 0:
        raise UsageError(f"the depth cannot be {depth}", help="0 shows everything")
    collapsed = {graph.map[id].id for id in collapse}
    above = set() if focus is None else _above(graph, graph.map[focus].id)
    steps: dict[str, int] = {}
    for step, id in graph.walk(focus):
        parent = graph.parents[id]
        if not step or (parent in steps and parent not in collapsed):
            steps[id] = step
    deepest = _most_steps(steps) if depth is None else depth or None
    shown = {id for id, step in steps.items() if deepest is None or step <= deepest} | above
    if len(shown) == len(graph.statements):
        return View(graph, {})
    if depth is None and len(shown) < len(steps.keys() | above):
        warnings.warn(
            f"showing {len(shown)} of {len(graph.statements):,} statements, to a depth of "
            f"{deepest}; +n counts the folded ones; use `--depth all` for the whole map, in Python "
            "`depth=0`",
            DrawingWarning,
            stacklevel=3,
        )
    return View(Graph(part_of(graph.map, shown)), _count_folded(graph, shown))


def split_by_question(graph: Graph) -> dict[str | None, ArgumentMap]:
    """Return the part of the map under each question, by its id, and under None what is left.

    >>> from argmap.model import ArgumentMap
    >>> m = ArgumentMap()
    >>> _ = m.question("Do buses help?", id="q"), m.claim("They do", id="c", answers="q")
    >>> [part.claims[0].id for part in split_by_question(Graph(m)).values()]
    ['c']
    """
    return {
        band.question: part_of(graph.map, {id for root in band.roots for _, id in graph.walk(root)})
        for band in graph.bands
    }


def part_of(map: ArgumentMap, ids: Container[str]) -> ArgumentMap:
    """Return the map with these statements alone, in the author's order."""
    kept = {
        section: [one for one in getattr(map, section) if one.id in ids]
        for section in KIND_OF_SECTION
    }
    return map.model_copy(update=kept)


def _above(graph: Graph, focus: str) -> set[str]:
    """Return what a statement bears on up to the top, with whatever counts only together."""
    above: set[str] = set()
    followed: set[str] = set()
    waiting = [focus]
    while waiting:
        id = waiting.pop()
        if id in followed:
            continue
        # A premise is shown for the sake of its inference; only what is followed leads further up.
        followed.add(id)
        above.add(id)
        link = graph.parent_link(id)
        while link is not None:
            above.update(graph.inference_of(link).premises)
            waiting.append(link.target)
            # An undercut means nothing without the link that it attacks.
            link = graph.attacked_by(link)
    return above


def _most_steps(steps: Mapping[str, int]) -> int | None:
    """Return how many steps can be shown at once; one at the least, None for all of them."""
    counts = Counter(steps.values())
    total = counts[0]
    deepest = 0
    while len(steps) > MOST_UNFOLDED and deepest < max(counts):
        total += counts[deepest + 1]
        if total > MOST_UNFOLDED and deepest:
            return deepest
        deepest += 1
    return None


def _count_folded(graph: Graph, shown: Iterable[str]) -> dict[str, int]:
    """Say for each statement that is shown how many under it are not."""
    nearest: dict[str, str | None] = {id: id for id in shown}
    folded: dict[str, int] = {}
    for _, id in graph.walk():
        if id not in nearest:
            parent = graph.parents[id]
            over = nearest[id] = None if parent is None else nearest.get(parent)
            if over is not None:
                folded[over] = folded.get(over, 0) + 1
    return folded
