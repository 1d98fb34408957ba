"""The groups of a graph: what is joined in any direction, and what leads back to itself."""

from __future__ import annotations

from typing import TypeVar

_Key = TypeVar("_Key")


def topmost(above: dict[_Key, _Key], key: _Key) -> _Key:
    """Return the first of the keys that are joined with one, and shorten the way to it.

    ``above`` are the ways up that are known (union-find, with the paths halved); what is on top
    leads to itself, as does a key without any.

    >>> topmost({"a": "b", "b": "c", "c": "c"}, "a")
    'c'
    """
    above.setdefault(key, key)
    while above[key] != key:
        above[key] = above[above[key]]
        key = above[key]
    return key


def strongly_connected(targets: dict[str, list[str]]) -> list[list[str]]:
    """Return the strongly connected components of a graph.

    ``targets`` are the ids that each id leads to. They are found by Tarjan's algorithm (SIAM
    Journal on Computing 1, 1972), without recursion, so that depth has no limit.

    >>> strongly_connected({"a": ["b"], "b": ["a", "c"], "c": []})
    [['c'], ['b', 'a']]
    """
    index: dict[str, int] = {}
    low: dict[str, int] = {}
    open_ids: list[str] = []
    is_open: set[str] = set()
    components: list[list[str]] = []
    for root, first in targets.items():
        if root in index:
            continue
        index[root] = low[root] = len(index)
        open_ids.append(root)
        is_open.add(root)
        work = [(root, iter(first))]
        while work:
            id, rest = work[-1]
            for target in rest:
                if target not in index:
                    index[target] = low[target] = len(index)
                    open_ids.append(target)
                    is_open.add(target)
                    work.append((target, iter(targets[target])))
                    break
                if target in is_open:
                    low[id] = min(low[id], index[target])
            else:
                work.pop()
                if work:
                    low[work[-1][0]] = min(low[work[-1][0]], low[id])
                if low[id] == index[id]:
                    component = [open_ids.pop()]
                    while component[-1] != id:
                        component.append(open_ids.pop())
                    is_open.difference_update(component)
                    components.append(component)
    return components
