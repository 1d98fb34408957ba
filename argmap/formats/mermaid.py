"""Mermaid flowcharts, which many sites draw inside a text.

The arrows point from a statement to its target, labelled with the relation and with a head for it;
kinds differ in shape and colour, in the theme `light` of argmap's pictures. Joint premises meet in
a small circle, and so does a link that is undercut, because no edge of Mermaid can end at an edge.
``direction`` is the direction of the arrows.

Only wordings, kinds and relations are drawn, and one loss reports that. Nothing in a wording is
read as markup: quotation marks, entities, tags, Markdown, directives, TeX, icons. Maps larger than
Mermaid draws by default, 500 edges or 50,000 characters, are reported with the name of its setting.
Made for Mermaid 11.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from argmap.controls import LINE_BREAK, without_controls
from argmap.drawing.theme import LIGHT, LOOKS, look_of
from argmap.formats.format import Codec, Option
from argmap.formats.writing.inference_nodes import plain_graph
from argmap.formats.writing.left_out import tell_undrawn, tell_unresolved
from argmap.graph import Graph

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from argmap.formats.document import Output
    from argmap.formats.writing.inference_nodes import Edge
    from argmap.model import ArgumentMap, Kind, Relation

# Each kind has a form of its own, so that none differs from others only by its colour alone.
_FORMS: dict[Kind, tuple[str, str]] = {
    "question": ("([", "])"),
    "claim": ("[", "]"),
    "reason": ("(", ")"),
    "caveat": ("[[", "]]"),
}
_HEADS: dict[Relation, str] = {
    "supports": "-->",
    "rebuts": "--x",
    "undercuts": "-.-x",
    "limits": "--o",
    "restates": "---",
    "answers": "==>",
}
# What leads into the node of an inference, which bears the head itself.
_HEADLESS: dict[Relation, str] = {"undercuts": "-.-"}

# What Mermaid draws by default (https://mermaid.js.org/config/schema-docs/config.html).
_MOST_EDGES = 500
_LONGEST_TEXT = 50_000

_UNSAFE = re.compile("[^A-Za-z0-9]")
# What Mermaid, or the HTML that it makes, takes for more than itself: entities, tags, Markdown,
# `\n` for a line end, a directive after `%%`, TeX after `$$`, icons as in `fa:fa-car`, lists, and
# `style` or `classDef` with a colon, after which it takes away a semicolon.
_SPECIAL = re.compile(
    r"""["#<>&\\`]|(?<=%)%|(?<=\$)\$|(?<=fa[a-z]):|(?<=fa):|s(?=tyle)|c(?=lassDef)"""
    r"""|^\s*(?:[-+*]|\d+[.)])""",
    re.MULTILINE,
)
# JavaScript takes it for a blank, Python does not.
_BYTE_ORDER_MARK = "\ufeff"
_NAMED = {'"': "#quot;", "<": "#lt;", ">": "#gt;", "&": "#amp;"}


def dump(map: ArgumentMap, output: Output) -> str:
    """Return a map as a flowchart of its statements and how they bear on each other.

    The option ``direction`` says which way the arrows point. Only wordings, kinds and relations
    are drawn, which one loss reports.
    """
    graph = Graph(map)
    plain = plain_graph(graph)
    text = "\n".join((*_lines(graph, output.options["direction"]), ""))
    tell_unresolved(graph, output)
    tell_undrawn(graph, output, drawn="wordings, kinds and relations", fields=())
    if len(plain.edges) > _MOST_EDGES:
        what = f"its {len(plain.edges)} edges are drawn only if `maxEdges` of Mermaid is raised"
        output.tell("approximated", None, "supports", what)
    if len(text) > _LONGEST_TEXT:
        what = f"its {len(text)} characters are drawn only if `maxTextSize` of Mermaid is raised"
        output.tell("approximated", None, "text", what)
    return text


def _lines(graph: Graph, direction: str) -> Iterator[str]:
    plain = plain_graph(graph)
    names = _names((*graph.statements, *plain.nodes))
    yield f"flowchart {direction}"
    title = escaped(LINE_BREAK.sub(" ", graph.map.title or ""))
    if title.replace(_BYTE_ORDER_MARK, "").strip():
        yield f"  accTitle: {title}"
    for id, statement in graph.statements.items():
        opening, closing = _FORMS[statement.kind]
        label = "<br/>".join(map(escaped, LINE_BREAK.split(statement.wording)))
        yield f'  {names[id]}{opening}"{label}"{closing}:::{look_of(statement)}'
    for number in plain.nodes:
        yield f"  {names[number]}(( ))"
    for edge in plain.edges:
        yield f"  {names[edge.tail]} {_arrow(edge)} {names[edge.head]}"
    used = {look_of(statement) for statement in graph.statements.values()}
    for look in (look for look in LOOKS if look in used):
        tone = LIGHT.tone(look)
        style = f"fill:{tone.tint},stroke:{tone.accent},color:{LIGHT.ink}"
        yield f"  classDef {look} {style}"


def _names(nodes: Iterable[str]) -> dict[str, str]:
    """Return a name of letters, digits and low lines for each node, none of them a keyword."""
    names: dict[str, str] = {}
    taken: set[str] = set()
    for rank, node in enumerate(nodes, 1):
        name = f"n_{_UNSAFE.sub('_', node)}"
        while name in taken:
            name += f"_{rank}"
        taken.add(name)
        names[node] = name
    return names


def _arrow(edge: Edge) -> str:
    if edge.part == "in":
        return _HEADLESS.get(edge.relation, "---")
    return f"{_HEADS[edge.relation]}|{edge.relation}|"


def escaped(text: str) -> str:
    r"""Return a line as Mermaid has it in quotation marks.

    >>> escaped('say "<b>", 100 %% \\n')
    'say #quot;#lt;b#gt;#quot;, 100 %#37; #92;n'
    """
    return _SPECIAL.sub(_entity, without_controls(text))


def _entity(match: re.Match[str]) -> str:
    last = match[0][-1]
    return match[0][:-1] + _NAMED.get(last, f"#{ord(last)};")


MERMAID = Codec(
    dump=dump,
    options=(Option("direction", "direction of the arrows", "BT", ("BT", "TB", "LR", "RL")),),
)
