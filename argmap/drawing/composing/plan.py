"""What stands under what, and in which order it is read: all that a layout has to go by."""

from __future__ import annotations

import heapq
from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from argmap.drawing.composing.ends import Ends
    from argmap.drawing.composing.sections import Sections
    from argmap.graph import Graph


class Plan(NamedTuple):
    """What is to be laid out: ids as they are read, and pairs of which the first places the second.

    The pairs lead away from the root and never in a circle, and come in an order in which nothing
    places others before it has been placed itself.
    """

    ids: tuple[str, ...]
    placing: tuple[tuple[str, str], ...]


def make_plan(sections: Sections, ends: Ends) -> Plan:
    """Return which cards stand under which; headings and links between sections place none."""
    graph = sections.graph
    ids = tuple(id for id in _in_drawing_order(graph) if id not in sections.headings)
    pairs: dict[tuple[str, str], None] = {}
    for link in sections.links:
        base = ends.base(link)
        if (
            base is not None
            and base != link.origin
            and link not in sections.far
            and (graph.parent_link(link.origin) == link or graph.inference_of(link).joint)
        ):
            pairs[base, link.origin] = None
    place = _acyclic_places(ids, pairs)
    placing = (pair if place[pair[0]] < place[pair[1]] else pair[::-1] for pair in pairs)
    return Plan(ids, tuple(sorted(placing, key=lambda pair: place[pair[0]])))


def _in_drawing_order(graph: Graph) -> Iterator[str]:
    """Yield every id before what hangs from it; undercuts right after the reason they attack.

    Siblings come in reading order, but joint premises together, at the place of the first.
    """
    undercuts: dict[str, list[str]] = defaultdict(list)
    children: dict[str, list[str]] = defaultdict(list)
    for id in graph.statements:
        joint_with: dict[object, list[str]] = {}
        for child in graph.children(id):
            link = graph.parent_link(child)
            if link is not None and graph.attacked_by(link):
                undercuts[id].append(child)
            else:
                inference = link and graph.inference_of(link)
                joint_with.setdefault(inference, []).append(child)
        children[id] = [child for group in joint_with.values() for child in group]
    stack = list(reversed(graph.roots))
    while stack:
        id = stack.pop()
        yield id
        stack.extend(reversed(undercuts[id]))
        stack.extend(reversed(children[id]))


def _acyclic_places(ids: tuple[str, ...], pairs: Iterable[tuple[str, str]]) -> dict[str, int]:
    """Return a place for each id so that pairs lead to later places, as far as that can be.

    It is Kahn's algorithm (*Topological sorting of large networks*, Communications of the ACM 5,
    1962); where a cycle blocks it, the first of the ids that are left goes next.
    """
    rank = {id: number for number, id in enumerate(ids)}
    following: dict[str, list[str]] = defaultdict(list)
    blocked = dict.fromkeys(ids, 0)
    for tail, head in pairs:
        following[tail].append(head)
        blocked[head] += 1
    free = [rank[id] for id in ids if not blocked[id]]
    places: dict[str, int] = {}
    waiting = iter(ids)
    while len(places) < len(ids):
        id = ids[heapq.heappop(free)] if free else next(one for one in waiting if one not in places)
        if id in places:
            continue
        places[id] = len(places)
        for head in following[id]:
            blocked[head] -= 1
            if not blocked[head] and head not in places:
                heapq.heappush(free, rank[head])
    return places
