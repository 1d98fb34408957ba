"""Outlines in Markdown, for documents, wikis and issues.

Each statement is a bullet below the first one that it bears on: its kind, its id, the relation
unless it is the usual one of a reason, in brackets the speaker (unless it is the one above),
qualifier and joint name, then the wording, and marks such as ``^interview:120-141`` for its spans
(``spans=no`` leaves them out). Links to further targets are bullets at the end, as in ``See r1
supports c2``.

Everything else is dropped and reported; line breaks become spaces, and bullets deeper than 40
levels are indented no further. Nothing in a wording is read as Markdown or HTML.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from argmap.controls import LINE_BREAK, without_controls
from argmap.formats.format import Codec, Option
from argmap.formats.losses import unheld
from argmap.formats.writing.left_out import tell_unresolved
from argmap.graph import Graph
from argmap.model import ARROW, RELATIONS

if TYPE_CHECKING:
    from argmap.formats.document import Output
    from argmap.graph import Link
    from argmap.model import Anchor, ArgumentMap, Statement

_SHOWN = frozenset(
    {"title", "id", "text", "joint", "implicit", "speaker", "qualifier", *RELATIONS}
    | {"anchors", "anchors.source", "anchors.quote", "anchors.spans"}
    | {"sources", "sources.id", "sources.path"}
)
# With deeper indents, a chain of reasons would take the square of its length.
_DEEPEST = 40
# What CommonMark, or the dialect of GitHub, takes for more than itself within a line.
_SPECIAL = re.compile(r"[\\`*_\[\]<>&~#$|]")


def dump(map: ArgumentMap, output: Output) -> str:
    """Return a map as nested bullets: each statement under the first one that it bears on.

    The option ``spans`` says whether marks such as ``^interview:120-141`` tell where the words of
    a statement are. In brackets follow the speaker, where it is not the one above, qualifier
    and joint name. Further links are bullets at the end.
    """
    graph = Graph(map)
    marked = output.options["spans"] == "yes"
    lines = [f"# {_line(map.title)}", ""] if map.title else []
    deepest = 0
    for depth, id in graph.walk():
        deepest = max(deepest, depth)
        statement = graph.statements[id]
        link = graph.parent_link(id) if depth else None
        indent = "  " * min(depth, _DEEPEST)
        above = graph.statements[link.target].speaker if link else None
        bullet = _bullet(statement, link, above)
        lines.append(f"{indent}- {bullet}{_marks(map, statement) * marked}")
    lines += [
        f"- See {_line(link.origin)} {link.relation} {_line(link.reference)}"
        for id in graph.statements
        for link in graph.outgoing(id)
        if link != graph.parent_link(id)
    ]
    _tell(graph, deepest, output, marked=marked)
    return "\n".join((*lines, ""))


def _bullet(statement: Statement, link: Link | None, above: str | None) -> str:
    words = [statement.kind.capitalize(), statement.id]
    if link is not None and (statement.kind, link.relation) != ("reason", "supports"):
        words.append(link.relation)
        if ARROW in link.reference:
            words.append(link.reference)
    remarks = [
        None if statement.speaker == above else statement.speaker,
        statement.qualifier and f"“{statement.qualifier}”",
        f"joint {statement.joint}" if statement.joint is not None else None,
        "implicit" if statement.implicit else None,
    ]
    remark = "; ".join(_line(remark) for remark in remarks if remark)
    return f"{_line(' '.join(words))}{f' [{remark}]' if remark else ''}: {_line(statement.wording)}"


def _marks(map: ArgumentMap, statement: Statement) -> str:
    return "".join(f" ^{_mark(map, anchor)}" for anchor in statement.anchors if anchor.spans)


def _mark(map: ArgumentMap, anchor: Anchor) -> str:
    source = map.known_source_of(anchor)
    name = anchor.source if source is None else source.id
    places = ",".join(f"{start}-{end}" for start, end in anchor.spans)
    return f"{_line(name)}:{places}" if name else places


def _line(text: str) -> str:
    r"""Return a text in one line, in which nothing is taken for Markdown.

    >>> _line("*Buses*\nhelp_me")
    '\\*Buses\\* help\\_me'
    """
    return _SPECIAL.sub(r"\\\g<0>", without_controls(LINE_BREAK.sub(" ", text)))


def _tell(graph: Graph, deepest: int, output: Output, *, marked: bool) -> None:
    tell_unresolved(graph, output)
    hidden = frozenset() if marked else frozenset({"anchors.source", "anchors.spans"})
    output.losses += unheld(graph.map, _SHOWN - hidden, format="an outline in Markdown")
    if deepest > _DEEPEST:
        what = f"statements deeper than {_DEEPEST} levels are indented no further"
        output.tell("approximated", None, "supports", what)
    for id, statement in graph.statements.items():
        if LINE_BREAK.search(statement.wording):
            output.tell("approximated", id, "text", "line breaks become spaces in an outline")
        if statement.text and any(not anchor.spans for anchor in statement.anchors):
            output.tell("dropped", id, "anchors.quote", "a quote without a span has no mark")


MARKDOWN = Codec(
    dump=dump,
    options=(Option("spans", "mark where the words are in the source", "yes", ("yes", "no")),),
)
