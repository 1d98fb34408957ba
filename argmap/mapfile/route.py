"""Where in a map something is: a path of names and positions, and where that is in its file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from argmap.mapfile.tree import Entry, Mapping, Node, Scalar, Sequence
from argmap.model.kinds import KIND_OF_SECTION, SHORTHAND
from argmap.text import Span

if TYPE_CHECKING:
    from argmap.model import ArgumentMap

Route = tuple[str | int, ...]
"""For example ``("claims", 2, "anchors", 0, "quote")``; ``()`` is the map itself."""

SECTIONS = ("sources", *KIND_OF_SECTION)
HEAD_ORDER = ("argmap", "title", *SECTIONS, "meta")
"""The keys of a map in the order in which they are written."""


def is_own_key(key: str, value: object) -> bool:
    """Tell whether only argmap's files have such a key: its version, or records of a kind.

    Other formats have `sources` too, and keep what they cannot say under `argmap`.

    >>> is_own_key("argmap", 1), is_own_key("reasons", [[0, 1]])
    (True, False)
    """
    if key == "argmap":
        return not isinstance(value, dict)
    if key not in SECTIONS[1:]:
        return False
    return not isinstance(value, list) or not value or any(isinstance(one, dict) for one in value)


def say_route(map: ArgumentMap, route: Route) -> str:
    """Say in words what a route leads to, for maps that have no file.

    >>> from argmap.model import ArgumentMap
    >>> m = ArgumentMap()
    >>> _ = m.claim("Buses help", id="help")
    >>> say_route(m, ("claims", 0, "anchors", 1, "quote"))
    "claim 'help', anchor 2, quote"
    """
    if len(route) < 2 or route[0] not in SECTIONS or not isinstance(route[1], int):  # noqa: PLR2004
        return ", ".join(str(step) for step in route) or "the map"
    section = str(route[0])
    records = getattr(map, section)
    name = f"{section[:-1]} {records[route[1]].id!r}" if route[1] < len(records) else section
    steps = [name]
    for step in route[2:]:
        if isinstance(step, int):
            steps[-1] = f"{steps[-1].removesuffix('s')} {step + 1}"
        else:
            steps.append(step)
    return ", ".join(steps)


def find_node(root: Node, route: Route) -> tuple[Node, Entry | None, int]:
    """Follow a route as far as it is written in the file.

    Returns the node reached, the entry that holds it if it is the value of a key, and how many
    steps of the route were taken. Shorthand is seen through: the first anchor of a statement
    that has a ``quote`` of its own is the statement, and one id may stand for a list.
    """
    node, entry, taken = root, None, 0
    while taken < len(route):
        found = _step(node, route, taken)
        if found is None:
            break
        node, entry, steps = found
        taken += steps
    return node, entry, taken


def _step(node: Node, route: Route, taken: int) -> tuple[Node, Entry | None, int] | None:
    step = route[taken]
    if isinstance(node, Mapping):
        entry = node.entry(str(step))
        return (entry.value, entry, 1) if entry else _short_step(node, route[taken:])
    if isinstance(node, Sequence) and isinstance(step, int) and step < len(node.items):
        return node.items[step], None, 1
    if isinstance(node, Scalar) and step == 0:
        return node, None, 1
    return None


def _short_step(node: Mapping, route: Route) -> tuple[Node, Entry | None, int] | None:
    """Take a step, or two, that the file writes in short."""
    is_first = route[1:2] == (0,)
    if route[0] == "anchors" and is_first and is_shorthand(node):
        return node, None, 2
    if route[0] == "spans" and (single := node.entry("span")) is not None:
        return single.value, single, 2 if is_first else 1
    return None


def is_shorthand(node: Mapping) -> bool:
    """Tell whether a statement gives its one anchor as keys of its own."""
    return any(node.entry(name) for name in SHORTHAND)


def place_of(node: Node, entry: Entry | None) -> Span:
    """Return where to point for a node: a value itself, a collection's key, a record's id."""
    if isinstance(node, Scalar):
        return node.span if node.span.length or entry is None else entry.key.span
    if isinstance(node, Sequence) and node.is_flow:
        return node.span
    if isinstance(node, Mapping):
        name = node.entry("id")
        if name is not None and isinstance(name.value, Scalar) and name.value.span.length:
            return name.value.span
    if entry is not None:
        return entry.key.span
    if isinstance(node, Mapping) and node.entries:
        return node.entries[0].key.span
    return Span(node.span.start, min(node.span.start + 1, max(node.span.end, node.span.start)))


def rank(name: str, order: tuple[str, ...]) -> int:
    """Return where a key comes in an order; what is not named there comes last."""
    return order.index(name) if name in order else len(order)


def row_before(
    mapping: Mapping, name: str, removed: set[int], order: tuple[str, ...]
) -> int | None:
    """Return the row of the entry after which a new key goes, None if none is left."""
    kept = [row for row in range(len(mapping.entries)) if row not in removed]
    ranks = {row: rank(mapping.entries[row].name, order) for row in kept}
    own = rank(name, order)
    earlier = [row for row in kept if ranks[row] < own]
    if own == len(order) or not earlier:
        return kept[-1] if kept else None
    return max(earlier, key=lambda row: ranks[row])
