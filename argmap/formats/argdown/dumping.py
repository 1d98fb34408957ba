"""Write a map as Argdown text, with what Argdown cannot say as data that only argmap reads."""

from __future__ import annotations

from typing import TYPE_CHECKING

from argmap.formats.argdown.interpreting import interpret
from argmap.formats.argdown.layout import BlockLayout
from argmap.formats.argdown.loading import named, ordered, to_map
from argmap.formats.argdown.parser import parse
from argmap.formats.argdown.writing import write_tree
from argmap.formats.document import Document
from argmap.formats.reading import records as reading
from argmap.formats.reading.decoding import KEY
from argmap.formats.writing.encoding import encoded
from argmap.formats.writing.kept import kept, rest, tell_stale
from argmap.formats.writing.left_out import tell_written_as

if TYPE_CHECKING:
    from collections.abc import Mapping

    from argmap.formats.argdown.debate import Debate
    from argmap.formats.document import Output
    from argmap.formats.reading.assembly import Assembly
    from argmap.formats.reading.records import Record
    from argmap.model import ArgumentMap


def _order(map: ArgumentMap, debate: Debate, keys: Mapping[str, str]) -> dict[str, list[str]]:
    """Return the order of a map's statements where it is not that of the text."""
    place = {key: number for number, key in enumerate(named(ordered(debate)).values())}
    for listed in (map.questions, map.claims, map.reasons, map.caveats):
        places = [place[keys[one.id]] for one in listed]
        if places != sorted(places):
            return {"order": [keys[one.id] for one in map.statements]}
    return {}


def dump(map: ArgumentMap, output: Output) -> str:
    """Return the text of a map, and tell the output what other readers of it will not see."""
    layout = BlockLayout(map)
    tree = layout.tree
    document = Document(text=write_tree(tree))
    debate = interpret(document, parse(document))

    order = _order(map, debate, layout.keys)

    def back(block: Record) -> Assembly:
        return to_map(Document(), debate, {**block, **order})

    block = encoded(
        map.model_copy(update={"title": None}), layout.keys, back, output, own="argdown"
    )
    records = reading.as_record(block.pop("statements", None))
    for id, member in layout.members.items():
        if record := records.get(layout.keys[id]):
            member.data = {**(member.data or {}), KEY: record}
    if map.title is not None:
        tree.front["title"] = map.title
    front = reading.record(rest(map, "argdown"), "front")
    tree.front |= reading.without(front, "title", KEY)
    if block or order or not tree.blocks:
        tree.front[KEY] = {**block, **order}
    tell_stale(layout.graph, "argdown", output)
    tell_written_as(map, output, limits="an attack")
    for statement in map.statements:
        if kept(statement, "argdown").get("addresses"):
            what = "where its links led is not written"
            output.tell("dropped", statement.id, "meta", what)
    return write_tree(tree)
