"""Indented outlines: `+` before what supports the line above, `-` before what rebuts it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from argmap.formats import Codec, Format, Option
from argmap.graph import Graph
from argmap.model import ArgumentMap

if TYPE_CHECKING:
    from argmap.formats import Document, Output

_LINE = re.compile(r"( *)([+-]?) ?(.+)")
_WIDTH = Option("indent", "writing: how many spaces a level is indented", "2", ("2", "4"))
_RELATIONS = {"+": "supports", "-": "rebuts"}


def fits(document: Document) -> bool:
    """Tell whether a text looks like an outline; this must never raise anything."""
    first, _, rest = document.text.partition("\n")
    return bool(first.strip()) and not first.startswith(" ") and rest.startswith(("  + ", "  - "))


def load(document: Document) -> ArgumentMap:
    """Return the map that an outline says."""
    map = ArgumentMap()
    above: list[tuple[int, str]] = []
    offset = 0
    for number, line in enumerate(document.text.split("\n"), 1):
        start, offset = offset, offset + len(line) + 1
        found = _LINE.fullmatch(line.rstrip("\r"))
        if found is None:
            continue
        depth, sign, text = len(found[1]), found[2], found[3]
        while above and above[-1][0] >= depth:
            above.pop()
        if bool(sign) != bool(above):
            what = "a line without a sign must be at the left" if above else "nothing is above this"
            raise document.error(what, start, help="indent it below what it bears on")
        if sign == "+":
            map.reason(text=text, id=f"s{number}", supports=above[-1][1])
        elif sign == "-":
            map.caveat(text=text, id=f"s{number}", rebuts=above[-1][1])
        else:
            map.claim(text=text, id=f"s{number}")
        above.append((depth, f"s{number}"))
    return map


def dump(map: ArgumentMap, output: Output) -> str:
    """Return the outline of a map, and report what has no place in it."""
    graph = Graph(map)
    width = int(output.options.get("indent", "2"))
    written: set[str] = set()
    lines: list[str] = []
    roots = [one.id for one in map.statements if not graph.outgoing(one.id)]
    stack = [(id, 0, "") for id in reversed(roots)]
    while stack:
        id, depth, sign = stack.pop()
        if id in written:
            output.tell("dropped", id, "supports", "a statement has one place in an outline")
            continue
        written.add(id)
        wording = " ".join(graph.statements[id].wording.split())
        lines.append(" " * (width * depth) + f"{sign} {wording}".strip())
        for link in reversed(graph.incoming(id)):
            if link.relation in _RELATIONS.values():
                mark = "+" if link.relation == "supports" else "-"
                stack.append((link.origin, depth + 1, mark))
    for statement in map.statements:
        if statement.id not in written:
            output.tell("dropped", statement.id, "text", "other relations have no place")
        if statement.anchors:
            output.tell("dropped", statement.id, "anchors", "an outline has no sources")
    return "\n".join([*lines, ""])


INDENTED = Format(
    name="indented",
    title="Indented outline",
    suffixes=(".indented",),
    syntax="text",
    home=Codec(fits=fits, load=load, dump=dump, options=(_WIDTH,)),
    specification="https://example.org/indented",
)
