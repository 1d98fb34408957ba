"""Make a map of what an Argdown text says.

Statements and arguments alike become statements; an argument whose premises and conclusion are
written out becomes the inferences between them. Argdown's own program makes no check beyond the
syntax; what is undefined, said twice or leads nowhere is reported here.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from argmap.formats.argdown.debate import SYMMETRIC, Inference, Node
from argmap.formats.reading.assembly import Assembly
from argmap.formats.reading.decoding import KEY, decoded

if TYPE_CHECKING:
    from argmap.formats.argdown.debate import Debate, Mention, Relation
    from argmap.formats.document import Document
    from argmap.formats.losses import LossKind
    from argmap.formats.reading.records import Record
    from argmap.model import Anchor
    from argmap.model import Relation as MapRelation

UNSAID: tuple[MapRelation, ...] = ("answers", "restates")
"""The relations of a map that Argdown has no line for."""

_RELATIONS: dict[str, MapRelation] = {
    "support": "supports",
    "entails": "supports",
    "attack": "rebuts",
    "contrary": "rebuts",
    "contradictory": "rebuts",
    "undercut": "undercuts",
}
_BLANKS = " \t\r\n"


def to_map(document: Document, debate: Debate, block: object = None) -> Assembly:
    """Return the map in the making of a debate.

    ``block`` is what argmap encoded, where that is not in the debate itself.
    """
    return _Loader(document, debate, block).read()


def ordered(debate: Debate) -> list[Node]:
    """Return the nodes that are statements of a map, in the order in which they are defined."""
    nodes = [*debate.statements.values(), *debate.arguments.values()]
    return sorted((node for node in nodes if not node.steps), key=_place)


def _place(node: Node) -> tuple[int, ...]:
    mention = node.defining or (node.mentions[0] if node.mentions else None)
    return mention.place if mention else ()


def named(nodes: list[Node]) -> dict[Node, str]:
    """Return a key for every node: its title without blanks, or a number where it has none."""
    keys: dict[Node, str] = {}
    taken = {_key(node.title) for node in nodes if not node.is_untitled}
    given: set[str] = set()
    number = 0
    for node in nodes:
        key = wanted = "" if node.is_untitled else _key(node.title)
        while not key or key in given:
            number += 1
            key = f"{wanted}-{number}" if wanted else f"s{number}"
            if key in taken:
                key = ""
        given.add(key)
        keys[node] = key
    return keys


def _key(title: str) -> str:
    return "-".join(title.split())


class _Loader:
    def __init__(self, document: Document, debate: Debate, block: object) -> None:
        self.document = document
        self.debate = debate
        self.nodes = ordered(debate)
        self.keys = named(self.nodes)
        self.front = dict(debate.front)
        self.title = self.front.pop("title", None)
        records = None
        if block is None:
            block = self.front.pop(KEY, None)
            records = {
                key: record
                for node, key in self.keys.items()
                if (record := node.data.get(KEY)) is not None
            }
        if isinstance(block, dict):
            block = {**block, "title": self.title}
            self.order(block.get("order"))
        self.encoded = decoded(document, block, unsaid=UNSAID, records=records)
        self.assembly = Assembly(document, "argdown", self.encoded)
        # For every statement the inferences that it is a premise of.
        self.steps: dict[str, list[str]] = {key: [] for key in self.keys.values()}
        self.inferences: dict[Inference, str] = {}
        # Statements that belong in a structure are written in square brackets.
        self.in_structure: set[Node] = set()

    def read(self) -> Assembly:
        structures = [node for node in self.debate.arguments.values() if node.steps]
        for argument in structures:
            self.in_structure |= {step.node for step in argument.steps}
        bearing = {relation.origin for relation in self.debate.relations}
        self.statements(bearing)
        for argument in structures:
            self.structure(argument)
        relations = [
            (f"{number}", relation) for number, relation in enumerate(self.debate.relations)
        ]
        for key, relation in relations:
            if relation.type not in SYMMETRIC:
                self.steps[self.origin(relation)].append(f"\n{key}")
        for key, relation in relations:
            self.relation(f"\n{key}", relation)
        if self.debate.headings:
            self.assembly.tell("dropped", None, "meta", "headings cannot be stored in a map")
        if self.front:
            self.assembly.rest["front"] = self.front
        self.assembly.title = self.title if isinstance(self.title, str) else None
        return self.assembly

    def order(self, wanted: object) -> None:
        """Put the nodes into the order that argmap recorded, if it is one of theirs."""
        if wanted is None:
            return
        nodes = {key: node for node, key in self.keys.items()}
        if isinstance(wanted, list) and sorted(map(str, wanted)) == sorted(nodes):
            self.nodes = [nodes[str(key)] for key in wanted]
        else:
            what = "the order saved by argmap does not match the statements of the file"
            self.document.tell("stale", None, "order", what)

    # Statements

    def statements(self, bearing: set[Node]) -> None:
        texts = [(self.keys[node], self.text(node)) for node in self.nodes]
        anchors = self.assembly.words(texts)
        for node, (_, text), anchor in zip(self.nodes, texts, anchors, strict=True):
            self.statement(node, text, anchor, is_bearing=node in bearing)

    def text(self, node: Node) -> str:
        text = wording(node.defining) if node.defining else ""
        if text or node.is_untitled:
            return text
        what = "its title is used as its text, because it has no definition"
        self.tell("unresolved", self.keys[node], "text", what)
        return node.title

    def statement(self, node: Node, text: str, anchor: Anchor | None, *, is_bearing: bool) -> None:
        key = self.keys[node]
        meta: Record = {}
        if key != node.title and not node.is_untitled:
            meta["title"] = node.title
        if node.is_argument != (is_bearing and node not in self.in_structure):
            meta["type"] = "argument" if node.is_argument else "statement"
        if data := {name: value for name, value in node.data.items() if name != KEY}:
            meta["data"] = data
        self.words(node, key, text, meta)
        tags = dict.fromkeys(tag.name for one in node.mentions for tag in one.tags)
        found = () if anchor is None else (anchor,)
        self.assembly.statement(key, text, anchors=found, meta=meta or None, tags=tuple(tags))

    def words(self, node: Node, key: str, text: str, meta: Record) -> None:
        mention = node.defining
        others = [
            other
            for one in node.mentions
            if one is not mention and (other := wording(one)) and other != text
        ]
        if others:
            meta["texts"] = others
            what = "of several texts the last one is used; the others are kept in `meta`"
            self.tell("approximated", key, "text", what)
        if mention and mention.addresses:
            meta["addresses"] = mention.addresses
            what = "where its links lead is kept in `meta`"
            self.tell("encoded", key, "text", what)
        if mention and mention.is_formatted:
            self.tell("dropped", key, "text", "bold and italic words are read as plain words")

    # Premises and conclusions

    def structure(self, argument: Node) -> None:
        several = sum(step.inference is not None for step in argument.steps) > 1
        for step in argument.steps:
            if step.inference is None:
                continue
            premises = self.premises(argument, step.inference)
            target = self.keys[step.node]
            key = f"j{len(self.inferences) + 1}" if argument.is_untitled else argument.title
            if several:
                key = f"{key} {step.inference.index + 1}"
            if key in self.steps:
                key = f"<{key}>"
            meta: Record = {}
            if len(premises) == 1 and argument.title != arrow_title(premises[0], target):
                meta["argument"] = None if argument.is_untitled else argument.title
            if step is argument.steps[-1]:
                meta |= self.description(argument)
            self.inferences[step.inference] = key
            for premise in premises:
                self.steps[premise].append(key)
            scheme = ", ".join(rule for rule in step.inference.rules if rule) or None
            self.assembly.inference(
                key, "supports", premises, target, scheme=scheme, meta=meta or None
            )

    def description(self, argument: Node) -> Record:
        """Return what is said of an argument besides its premises and conclusions."""
        found: Record = {}
        if argument.defining and (text := wording(argument.defining)):
            found["description"] = text
            what = "the description of an argument with premises is kept in their `meta`"
            self.tell("encoded", self.keys[argument.steps[0].node], "meta", what)
        tags = dict.fromkeys(tag.name for one in argument.mentions for tag in one.tags)
        if tags:
            found["tags"] = list(tags)
        if argument.data:
            found["data"] = argument.data
        return found

    def premises(self, argument: Node, inference: Inference) -> list[str]:
        """Return the keys of what an inference uses: what it says, or all since the one before."""
        steps = argument.steps
        uses = (inference.data or {}).get("uses")
        if not isinstance(uses, list):
            start = inference.index - 1
            while start > 0 and steps[start].inference is None:
                start -= 1
            return [self.keys[step.node] for step in steps[start : inference.index]]
        found = []
        for number in uses:
            if isinstance(number, int) and 0 < number <= inference.index:
                found.append(self.keys[steps[number - 1].node])
            else:
                what = f"an inference uses a premise that does not exist: {number!r}"
                self.tell("unresolved", self.keys[steps[inference.index].node], "supports", what)
        return found

    # Relations

    def origin(self, relation: Relation) -> str:
        node = relation.origin
        return self.keys[node.steps[-1].node if node.steps else node]

    def relation(self, key: str, relation: Relation) -> None:
        origin, target = self.origin(relation), relation.target
        name = _RELATIONS[relation.type]
        meta = None
        if relation.type == "undercut":
            self.undercut(key, origin, target)
            return
        if isinstance(target, Inference):
            self.tell(
                "dropped", origin, name, f"`{name}` of an inference cannot be stored in a map"
            )
            return
        if target.steps:
            meta = {"argument": target.title}
            what = "a relation to an argument with premises is read as one to the first of them"
            self.tell("approximated", origin, name, what)
            target = target.steps[0].node
        end = self.keys[target]
        if end == origin:
            self.tell("unresolved", origin, name, f"it {name} itself")
        if relation.type in SYMMETRIC:
            meta = {"symmetric": relation.type}
            self.assembly.inference(f"{key} back", name, [end], origin, meta=meta)
        self.assembly.inference(key, name, [origin], end, meta=meta)

    def undercut(self, key: str, origin: str, target: Node | Inference) -> None:
        if isinstance(target, Node) and target.steps:
            target = target.steps[-1].inference or target
        if isinstance(target, Inference):
            self.assembly.inference(key, "undercuts", [origin], self.inferences[target])
            return
        end = self.keys[target]
        attacked = [step for step in self.steps[end] if step != key]
        if len(attacked) > 1 and "undercuts" not in self.encoded.records.get(origin, ()):
            what = "an undercut of an argument with several links is read as one of its first"
            self.tell("approximated", origin, "undercuts", what)
        self.assembly.inference(key, "undercuts", [origin], attacked[0] if attacked else end)

    def tell(self, kind: LossKind, key: str, field: str, what: str) -> None:
        self.assembly.tell(kind, key, field, what)


def wording(mention: Mention) -> str:
    """Return what a mention says, without the tags at its end and the blanks around."""
    text = mention.text or ""
    for tag in reversed(mention.tags):
        if text[tag.end :].strip(_BLANKS):
            break
        text = text[: tag.start]
    return text.strip(_BLANKS)


def arrow_title(premise: str, target: str) -> str:
    """Return the title of an argument that is written out for one link alone."""
    return f"{premise} to {target}"
