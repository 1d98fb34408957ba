"""Argdown JSON: what Argdown's own program writes for `argdown json`, with and without a map.

It is read as the text is from which it was made: see [argdown](#argdown). It has no front matter,
so a title, sources and what else argmap wrote there are lost on this way.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

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
from argmap.text import to_code_points

if TYPE_CHECKING:
    from collections.abc import Iterator

    from argmap.formats.argdown.debate import RelationType
    from argmap.formats.document import Document
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
    """Return what the JSON says; what in it is not as the program writes it is told and left out.

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
                "this is no JSON of Argdown: not an object with `statements` and `arguments`", 0
            )
        statements, arguments = found.get("statements"), found.get("arguments")
        for title, given in _mappings(statements):
            self.debate.statements[title] = self.node(title, given, is_argument=False)
        for title, given in _mappings(arguments):
            self.debate.arguments[title] = self.node(title, given, is_argument=True)
        for title, given in _mappings(arguments):
            self.steps(self.debate.arguments[title], _listed(given.get("pcs")))
        for given in _listed(found.get("relations")):
            self.relation(given)
        self.debate.headings = [str(one.get("title")) for one in _sections(found.get("sections"))]

    def node(self, title: str, given: dict[str, Any], *, is_argument: bool) -> Node:
        number = title.removeprefix(_UNTITLED)
        node = Node(title, is_argument, is_untitled=number != title and number.isdecimal())
        node.data = data if isinstance(data := given.get("data"), dict) else {}
        for member in _listed(given.get("members")):
            node.mentions.append(_mention(member))
        return node

    def steps(self, argument: Node, given: list[dict[str, Any]]) -> None:
        for index, one in enumerate(given):
            node = self.debate.statements.get(str(one.get("title")))
            if node is None:
                self.lost(f"a premise or conclusion is not in the file: {one.get('title')!r}")
                continue
            inference = None
            if isinstance(found := one.get("inference"), dict):
                rules = found.get("inferenceRules")
                inference = Inference(
                    argument,
                    index,
                    [str(rule) for rule in rules] if isinstance(rules, list) else [],
                    data if isinstance(data := found.get("data"), dict) else None,
                )
            argument.steps.append(Step(node, inference))

    def relation(self, given: dict[str, Any]) -> None:
        type = _TYPES.get(str(given.get("relationType")))
        origin = self.end(given, "from")
        target = self.end(given, "to")
        if type is None:
            self.lost(f"a relation is none of Argdown's: {given.get('relationType')!r}")
        elif not isinstance(origin, Node) or target is None:
            names = f"{given.get('from')!r} to {given.get('to')!r}"
            self.lost(f"a relation has an end that is not in the file: {names}")
        elif type in SYMMETRIC and not isinstance(target, Node):
            self.lost("only statements can contradict each other")
        else:
            self.debate.relations.append(Relation(type, origin, target))

    def end(self, given: dict[str, Any], name: str) -> Node | Inference | None:
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


def _mention(member: dict[str, Any]) -> Mention:
    text = str(member.get("text") or "")
    tags, addresses, is_formatted = [], [], False
    for found in _listed(member.get("ranges")):
        type = found.get("type")
        if type == "tag":
            start, end = _offset(text, found.get("start"), 0), _offset(text, found.get("stop"), 1)
            tags.append(Tag(str(found.get("tag")), start, end))
        elif type == "link":
            addresses.append(str(found.get("url")))
        elif type in _FORMATS:
            is_formatted = True
    data = member.get("data")
    return Mention(
        place=(_number(member.get("startLine")), _number(member.get("startColumn"))),
        text=None if member.get("isReference") else text,
        tags=tags,
        data=data if isinstance(data, dict) else None,
        is_formatted=is_formatted,
        addresses=addresses,
    )


def _offset(text: str, given: Any, more: int) -> int:
    """Return an offset that counts as JavaScript does; of the last character, with one ``more``."""
    found = to_code_points(text, _number(given) + more, "utf-16")
    return len(text) if found is None else found


def _number(given: Any) -> int:
    return given if isinstance(given, int) else 0


def _mappings(given: Any) -> Iterator[tuple[str, dict[str, Any]]]:
    for key, value in given.items() if isinstance(given, dict) else ():
        if isinstance(value, dict):
            yield key, value


def _listed(given: Any) -> list[dict[str, Any]]:
    return [one for one in given if isinstance(one, dict)] if isinstance(given, list) else []


def _sections(given: Any) -> Iterator[dict[str, Any]]:
    open = _listed(given)[::-1]
    while open:
        section = open.pop()
        yield section
        open += _listed(section.get("children"))[::-1]


ARGDOWN_JSON = Codec(fits=_fits, load=_load)
