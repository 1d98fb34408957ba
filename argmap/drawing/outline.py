"""A map as plain text: one statement below the other, indented under what it bears on."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from argmap.controls import as_line, on_one_line
from argmap.drawing.alternative_text import WITHOUT_A_QUESTION, values_of
from argmap.graph import Band, Graph

if TYPE_CHECKING:
    from collections.abc import Iterator

    from argmap.graph import Link
    from argmap.model import ArgumentMap, Relation

_SIGNS: dict[Relation, str] = {
    "supports": "+",
    "rebuts": "-",
    "undercuts": "/",
    "limits": "~",
    "restates": "=",
    "answers": ">",
}
_WIDTH = 90
_DEEPEST = 20


def to_outline(map: ArgumentMap, root: str | None = None) -> str:
    """Return a map, or what hangs from the statement ``root``, as indented text.

    Each line has the relation to the statement above, the kind, the id and the wording. In a map
    with questions, what leads to none of them is indented under the words "Without a question". In
    brackets follow the speaker, if it is not the one above, qualifier, joint name, strength,
    credence, and further links. Below twenty levels nothing is indented further. Raises UsageError
    if there is no statement ``root``.

    >>> from argmap.model import ArgumentMap
    >>> m = ArgumentMap(title="Buses")
    >>> _ = m.claim("Buses help", id="help")
    >>> _ = m.reason("They carry many", id="many", supports="help")
    >>> print(to_outline(m), end="")
    Buses
    <BLANKLINE>
    claim help  Buses help
      + supports  reason many  They carry many
    """
    graph = Graph(map)
    if root is not None:
        root = map[root].id
    unresolved: dict[str, list[str]] = defaultdict(list)
    for one in graph.unresolved:
        unresolved[one.origin].append(f"{one.relation} {one.reference}: {one.problem}")
    paragraphs = [[as_line(on_one_line(map.title))]] if map.title and root is None else []
    bands = graph.bands if root is None else (Band(None, (root,)),)
    for band in bands:
        if band.is_stray:
            paragraphs.append([WITHOUT_A_QUESTION])
        for top in band.roots:
            if not band.is_stray:
                paragraphs.append([])
            for depth, id in graph.walk(top):
                indent = "  " * min(depth + band.is_stray, _DEEPEST)
                entry = _line(id, depth, graph, unresolved[id])
                paragraphs[-1] += [as_line(line) for line in _wrapped(entry, indent)]
    return "".join("\n".join(lines) + "\n\n" for lines in paragraphs)[:-1]


def _line(id: str, depth: int, graph: Graph, unresolved: list[str]) -> str:
    statement = graph.statements[id]
    shown = graph.parent_link(id)
    relation = f"{_SIGNS[shown.relation]} {shown.relation}  " if depth and shown else ""
    others = [link for link in graph.outgoing(id) if link != shown or not depth]
    above = graph.parents[id] if depth else None
    is_same_speaker = above is not None and graph.statements[above].speaker == statement.speaker
    remarks = [
        None if is_same_speaker else statement.speaker,
        statement.qualifier and f"“{statement.qualifier}”",
        "implicit" if statement.implicit else None,
        f"joint {statement.joint}" if statement.joint else None,
        *values_of(statement),
        *_further(others, has_parent=bool(relation)),
        *unresolved,
    ]
    brackets = "; ".join(on_one_line(remark) for remark in remarks if remark)
    text = f"{relation}{statement.kind} {on_one_line(id)}  {on_one_line(statement.wording)}"
    return f"{text}  [{brackets}]" if brackets else text


def _further(links: list[Link], *, has_parent: bool) -> Iterator[str]:
    for link in links:
        yield f"{'also ' if has_parent else ''}{link.relation} {link.reference}"


def _wrapped(text: str, indent: str) -> Iterator[str]:
    """Yield the lines of a text, the second and later ones indented further."""
    from wcwidth import wcswidth  # noqa: PLC0415 -- costly to import and only needed here

    line = indent
    used = len(indent)
    is_empty = True
    for word in text.split(" "):
        width = max(wcswidth(word), 0)
        if not is_empty and used + 1 + width > _WIDTH and word:
            yield line.rstrip()
            line = indent + "    " + word
            used = len(indent) + 4 + width
        else:
            line += word if is_empty else f" {word}"
            used += width + (not is_empty)
        is_empty = False
    yield line
