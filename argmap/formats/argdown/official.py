"""Argdown JSON: what Argdown's own program writes for `argdown json`, with and without a map.

It is read as the text is from which it was made: see [argdown](#argdown). It has no front matter,
so a title, sources and what else argmap wrote there are lost on this way.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from argmap.formats.argdown.debate import (
    SYMMETRIC,
    Debate,
    Inference,
    Mention,
    Node,
    Relation,
    Step,
)
from argmap.formats.argdown.loading import to_map
from argmap.formats.argdown.tree import Tag
from argmap.formats.format import Codec
from argmap.formats.reading import records
from argmap.text import to_code_points

if TYPE_CHECKING:
    from collections.abc import Iterator

    from argmap.formats.argdown.debate import RelationType
    from argmap.formats.document import Document
    from argmap.formats.reading.records import Record
    from argmap.model import ArgumentMap

_KEYS = ("statements", "arguments", "relations")
_UNTITLED = "Untitled "
_TYPES: dict[str, RelationType] = {
    "support": "support",
    "entails": "entails",
    "attack": "attack",
    "contrary": "contrary",
    "contradictory": "contradictory",
    "undercut": "undercut",
}
_FORMATS = ("bold", "italic")


def _fits(document: Document) -> bool:
    data = document.json
    return (
        isinstance(data, dict)
        and all(isinstance(data.get(key), dict) for key in _KEYS[:2])
        and isinstance(data.get(_KEYS[2]), list)
    )


def _load(document: Document) -> ArgumentMap:
    return to_map(document, read_debate(document)).map()


def read_debate(document: Document) -> Debate:
    """Return what the JSON says; what the program would not write is reported and left out.

    Only the lists of statements, arguments and relations are read: the program repeats relations
    elsewhere, and its map is drawn from them.
    """
    return _Reader(document).debate


class _Reader:
    def __init__(self, document: Document) -> None:
        self.document = document
        self.debate = Debate()
        found = document.json
        if not isinstance(found, dict) or not found.keys() & set(_KEYS):
            raise document.error(
                "this is not Argdown JSON: not an object with `statements` and `arguments`", 0
            )
        tell = document.tell
        arguments = records.entries(found, "arguments", tell)
        for title, given in records.entries(found, "statements", tell).items():
            self.debate.statements[title] = _node(title, given, is_argument=False)
        for title, given in arguments.items():
            self.debate.arguments[title] = _node(title, given, is_argument=True)
        for title, given in arguments.items():
            self.steps(self.debate.arguments[title], records.records(given, "pcs", tell))
        for given in records.records(found, "relations", tell):
            self.relation(given)
        self.debate.headings = [str(one.get("title")) for one in _sections(found)]

    def steps(self, argument: Node, given: list[Record]) -> None:
        for index, one in enumerate(given):
            title = str(one.get("title"))
            if title not in self.debate.statements:
                # Its place counts: inferences and undercuts name steps by their numbers.
                what = f"a premise or conclusion is not among the statements: {title!r}"
                self.document.tell("repaired", None, "statements", what)
                self.debate.statements[title] = _node(title, {"members": [one]}, is_argument=False)
            node = self.debate.statements[title]
            inference = None
            if isinstance(found := one.get("inference"), dict):
                rules = [str(rule) for rule in records.listed(found, "inferenceRules")]
                inference = Inference(argument, index, rules, _data(found))
            argument.steps.append(Step(node, inference))

    def relation(self, given: Record) -> None:
        type = _TYPES.get(str(given.get("relationType")))
        origin = self.end(given, "from")
        target = self.end(given, "to")
        if type is None:
            self.lost(f"a relation is not one of Argdown's: {given.get('relationType')!r}")
        elif not isinstance(origin, Node) or target is None:
            names = f"{given.get('from')!r} to {given.get('to')!r}"
            self.lost(f"a relation has an end that is not in the file: {names}")
        elif type in SYMMETRIC and not isinstance(target, Node):
            self.lost("only statements can contradict each other")
        else:
            self.debate.relations.append(Relation(type, origin, target))

    def end(self, given: Record, name: str) -> Node | Inference | None:
        title, type = str(given.get(name)), given.get(f"{name}Type")
        if type == "equivalence-class":
            return self.debate.statements.get(title)
        argument = self.debate.arguments.get(title)
        if type == "argument" or argument is None:
            return argument
        wanted = given.get("conclusionIndex")
        inferences = (step.inference for step in argument.steps)
        return next((one for one in inferences if one is not None and one.index == wanted), None)

    def lost(self, what: str) -> None:
        self.document.tell("unresolved", None, "relations", what)


def _node(title: str, given: Record, *, is_argument: bool) -> Node:
    number = title.removeprefix(_UNTITLED)
    node = Node(title, is_argument, is_untitled=number != title and number.isdecimal())
    node.data = records.record(given, "data")
    node.mentions = [_mention(member) for member in records.records(given, "members")]
    return node


def _mention(member: Record) -> Mention:
    text = str(member.get("text") or "")
    tags, addresses, is_formatted = [], [], False
    for found in records.records(member, "ranges"):
        type = found.get("type")
        if type == "tag":
            start, end = _offset(text, found, "start", 0), _offset(text, found, "stop", 1)
            tags.append(Tag(str(found.get("tag")), start, end))
        elif type == "link":
            addresses.append(str(found.get("url")))
        elif type in _FORMATS:
            is_formatted = True
    return Mention(
        place=(_number(member, "startLine"), _number(member, "startColumn")),
        text=None if member.get("isReference") else text,
        tags=tags,
        data=_data(member),
        is_formatted=is_formatted,
        addresses=addresses,
    )


def _data(holder: Record) -> Record | None:
    return data if isinstance(data := holder.get("data"), dict) else None


def _offset(text: str, found: Record, name: str, more: int) -> int:
    """Return an offset that counts as JavaScript does; of the last character, with one ``more``."""
    offset = to_code_points(text, _number(found, name) + more, "utf-16")
    return len(text) if offset is None else offset


def _number(holder: Record, name: str) -> int:
    return records.whole_number(holder, name) or 0


def _sections(data: Record) -> Iterator[Record]:
    open = records.records(data, "sections")[::-1]
    while open:
        section = open.pop()
        yield section
        open += records.records(section, "children")[::-1]


ARGDOWN_JSON = Codec(fits=_fits, load=_load)
