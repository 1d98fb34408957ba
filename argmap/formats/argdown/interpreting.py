"""Find out what a syntax tree says: which mentions are of one statement, and what relates to what.

This follows the official program (ModelPlugin of @argdown/core 1.7) also where it is odd, so that
both read the same debate: an undercut below a statement is one of the last inference before it, if
there is one; relations from an argument that has a structure are its main conclusion's.
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
from argmap.formats.argdown.tree import Heading, Items, Member, Structure

if TYPE_CHECKING:
    from argmap.formats.argdown.debate import RelationType
    from argmap.formats.argdown.tree import Tree
    from argmap.formats.document import Document
    from argmap.formats.reading.records import Record

# For each symbol the relation, and whether it leads from what is below to what is above.
_SYMBOLS: dict[str, tuple[RelationType, bool]] = {
    "+": ("support", True),
    "<+": ("support", True),
    "+>": ("support", False),
    "-": ("attack", True),
    "<-": ("attack", True),
    "->": ("attack", False),
    "_": ("undercut", True),
    "<_": ("undercut", True),
    "_>": ("undercut", False),
    "><": ("contradictory", False),
}


def interpret(document: Document, tree: Tree) -> Debate:
    """Return what a tree says; raise MapFileError for two structures of one argument."""
    reader = _Interpreter(document, tree)
    reader.run()
    debate = reader.debate
    _hand_on(debate)
    model = tree.front.get("model")
    if isinstance(model, dict) and model.get("mode") == "strict":
        _make_strict(debate)
    _drop_repeated(debate)
    return debate


class _Interpreter:
    def __init__(self, document: Document, tree: Tree) -> None:
        self.document = document
        self.tree = tree
        self.debate = Debate(tree.front)
        self.untitled = 0
        self.last_inference: Inference | None = None

    def run(self) -> None:
        argument = None
        for block in self.tree.blocks:
            before, argument = argument, None
            if isinstance(block, Heading):
                self.debate.headings.append(block.words.text.strip())
            elif isinstance(block, Structure):
                self.structure(block, before)
            elif isinstance(block, Items):
                for member in block.members:
                    self.member(member)
            else:
                node = self.member(block)
                argument = node if node.is_argument else None

    def structure(self, block: Structure, argument: Node | None) -> None:
        argument = argument or self.node(None, is_argument=True)
        if argument.steps:
            raise self.document.error(
                f"the argument <{argument.title}> has two premise-conclusion structures",
                block.start,
                help="give the second one a separate argument",
            )
        if not argument.mentions:
            argument.mentions.append(Mention((block.start,), None))
        for step in block.steps:
            inference = None
            if step.inference is not None:
                inference = Inference(
                    argument, len(argument.steps), step.inference.rules, step.inference.data
                )
                self.last_inference = inference
                for relation in step.inference.relations:
                    origin = self.member(relation.member)
                    self.relate(Relation("undercut", origin, inference))
            argument.steps.append(Step(self.member(step.member), inference))

    def node(self, title: str | None, *, is_argument: bool) -> Node:
        is_untitled = title is None
        if title is None:
            self.untitled += 1
            title = f"Untitled {self.untitled}"
        nodes = self.debate.arguments if is_argument else self.debate.statements
        return nodes.setdefault(title, Node(title, is_argument, is_untitled))

    def member(self, member: Member) -> Node:
        """Take in a member and all below it; return its node."""
        top = self.node(member.title, is_argument=member.is_argument)
        # Each open member with its node, how many of its relations are read, and how it came in.
        open: list[tuple[Member, Node, int, Relation | None]] = [(member, top, 0, None)]
        while open:
            above, node, number, relation = open.pop()
            if number < len(above.relations):
                open.append((above, node, number + 1, relation))
                below = above.relations[number]
                started = self.relation(below.symbol, node)
                child = self.node(below.member.title, is_argument=below.member.is_argument)
                open.append((below.member, child, 0, self.completed(started, child)))
                continue
            self.mention(above, node)
            if relation is not None:
                self.relate(relation)
        return top

    def relation(self, symbol: str, parent: Node) -> tuple[RelationType, bool, Node | Inference]:
        type, is_upwards = _SYMBOLS[symbol]
        end: Node | Inference = parent
        if type == "undercut" and is_upwards and not parent.is_argument:
            end = self.last_inference or parent
        return type, is_upwards, end

    def completed(
        self, started: tuple[RelationType, bool, Node | Inference], child: Node
    ) -> Relation:
        type, is_upwards, end = started
        if is_upwards or isinstance(end, Inference):
            return Relation(type, child, end)
        return Relation(type, end, child)

    def mention(self, member: Member, node: Node) -> None:
        words = member.words
        text = None if member.is_reference else words.text
        node.mentions.append(
            Mention(
                (member.start,), text, words.tags, member.data, words.is_formatted, words.addresses
            )
        )
        if member.data:
            _merge(node.data, member.data)

    def relate(self, relation: Relation) -> None:
        """Take in a relation, unless it is there already."""
        for known in relation.origin.relations:
            is_same = known.type == relation.type and known.target is relation.target
            is_reversed = (
                known.type == relation.type == "contradictory"
                and known.target is relation.origin
                and known.origin is relation.target
            )
            if is_same or is_reversed:
                return
        self.debate.relations.append(relation)
        relation.origin.relations.append(relation)
        relation.target.relations.append(relation)


def _merge(into: Record, data: Record) -> None:
    for key, value in data.items():
        if isinstance(value, dict) and isinstance(known := into.get(key), dict):
            _merge(known, value)
        else:
            into[key] = value


def _hand_on(debate: Debate) -> None:
    """Make relations from an argument with a structure those of its main conclusion.

    Undercuts of such an argument become those of its last inference.
    """
    kept = []
    for relation in debate.relations:
        is_kept = True
        if relation.origin.steps:
            relation.origin.relations.remove(relation)
            conclusion = relation.origin.steps[-1].node
            relation.origin = conclusion
            if _is_among(conclusion.relations, relation, by_origin=False):
                _take_out(relation.target.relations, relation)
                is_kept = False
            else:
                conclusion.relations.append(relation)
        target = relation.target
        if isinstance(target, Node) and target.steps and relation.type == "undercut":
            inference = target.steps[-1].inference
            if inference is not None:
                relation.target = inference
                _take_out(inference.relations, relation)
                if _is_among(inference.relations, relation, by_origin=True):
                    _take_out(relation.origin.relations, relation)
                    is_kept = False
                else:
                    inference.relations.append(relation)
        if is_kept:
            kept.append(relation)
    debate.relations = kept


def _is_among(known: list[Relation], relation: Relation, *, by_origin: bool) -> bool:
    return any(
        one.type == relation.type
        and (one.origin is relation.origin if by_origin else one.target is relation.target)
        for one in known
    )


def _take_out(known: list[Relation], relation: Relation) -> None:
    """Take a relation out of a list; of one that it is not in, the last, as the program does."""
    if relation in known:
        known.remove(relation)
    elif known:
        known.pop()


def _make_strict(debate: Debate) -> None:
    """Read support between statements as entailment, and attack as being contrary."""
    kept = []
    for relation in debate.relations:
        ends = (relation.origin, relation.target)
        if all(isinstance(end, Node) and not end.is_argument for end in ends):
            if relation.type == "support":
                relation.type = "entails"
            elif relation.type == "attack":
                if any(
                    one.type == "contrary" and {one.origin, one.target} == set(ends)
                    for one in relation.origin.relations
                ):
                    relation.origin.relations.remove(relation)
                    _take_out(relation.target.relations, relation)
                    continue
                relation.type = "contrary"
        kept.append(relation)
    debate.relations = kept


def _drop_repeated(debate: Debate) -> None:
    """Drop attacks on an argument that are said of one of its premises, too."""
    debate.relations = [one for one in debate.relations if not _is_about_premise(one)]


def _is_about_premise(relation: Relation) -> bool:
    argument, origin = relation.target, relation.origin
    if (
        relation.type != "attack"
        or origin.is_argument
        or not isinstance(argument, Node)
        or not argument.is_argument
    ):
        return False
    premises = {step.node for step in argument.steps if step.inference is None}
    for one in origin.relations:
        other = one.target if one.origin is origin else one.origin
        opposes = (one.type == "attack" and one.origin is origin) or one.type in SYMMETRIC
        if opposes and isinstance(other, Node) and not other.is_argument and other in premises:
            return True
    return False
