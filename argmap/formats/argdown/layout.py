"""Lay a map out as an Argdown text: what is below what, and what is written out in steps.

Statements that bear on nothing begin blocks, and what bears on them is indented below. Premises
that are joint, a step with a scheme, and a link that is undercut among several are written as a
premise-conclusion structure. What bears on something is an argument, ``<id>``; what is in a
structure must be a statement, ``[id]``.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict, deque
from typing import TYPE_CHECKING

from argmap.formats.argdown.loading import arrow_title
from argmap.formats.argdown.tree import (
    Inference,
    Member,
    Relation,
    Step,
    Structure,
    Tag,
    Tree,
    Words,
)
from argmap.formats.argdown.writing import written_tag
from argmap.formats.writing.kept import kept, kept_of_links, label
from argmap.graph import BEARING, Graph

if TYPE_CHECKING:
    from argmap import graph
    from argmap.formats.argdown.tree import Block
    from argmap.formats.reading.records import Record
    from argmap.model import ArgumentMap, Statement

_DEEPEST = 6
"""How far relations are indented; what is below that is in a block of its own."""

_SYMBOLS = {"supports": "+", "rebuts": "-", "limits": "-", "undercuts": "_"}
_BAD_IN_TITLE = re.compile("(?<=@include)\\(|[\\[\\]<>\\x00-\\x1f\x85\u2028\u2029]")
_BAD_START = re.compile("[-+_!\\s]+")
_UNTITLED = re.compile(r"Untitled \d+\Z")
# The official program looks titles up in objects, which have these already.
_TAKEN = (
    "__proto__",
    "constructor",
    "hasOwnProperty",
    "isPrototypeOf",
    "propertyIsEnumerable",
    "toLocaleString",
    "toString",
    "valueOf",
)


class BlockLayout:
    """A map as blocks of Argdown.

    ``tree`` has no data but what the map came with; ``members`` are where each statement is
    defined, by its id, and ``keys`` what each is known by when the text is read.
    """

    def __init__(self, map: ArgumentMap) -> None:
        self.graph = Graph(map)
        self.members: dict[str, Member] = {}
        self.keys: dict[str, str] = {}
        self._blocks: list[Block] = []
        self._waiting: deque[str | graph.Inference] = deque()
        self._children: dict[str, list[graph.Link]] = defaultdict(list)
        self._upwards: dict[str, list[graph.Link]] = defaultdict(list)
        self._structures: dict[str, list[graph.Inference]] = defaultdict(list)
        self._cuts: dict[graph.Inference, list[graph.Link]] = defaultdict(list)
        self._in_structure: set[str] = set()
        self._bearing: set[str] = set()
        self._titles: dict[str, str] = {}
        self._taken: set[str] = set(_TAKEN)
        self._sort()
        for id, statement in self.graph.statements.items():
            self._titles[id] = self._title(kept(statement, "argdown").get("title"), id)
            self.keys[id] = "-".join(self._titles[id].split())
        self._lay_out()
        self.tree = Tree({}, self._blocks)

    def _sort(self) -> None:
        """Find out which links are written as lines and which steps as structures."""
        bearing = [one for one in self.graph.inferences if one.relation in BEARING]
        attacked = {self.graph.attacked_by(link) for link in self.graph.links}
        outgoing = Counter(link.origin for step in bearing for link in step.links)
        for step in bearing:
            premise = self.graph.statements[step.premises[0]]
            is_one_of_several = outgoing[premise.id] > 1 and not attacked.isdisjoint(step.links)
            if step.relation == "supports" and (
                len(step.premises) > 1
                or (premise.scheme or "").strip()
                or is_one_of_several
                or "argument" in self._record(step)
            ):
                self._structures[step.target].append(step)
                self._in_structure.update(step.premises, [step.target])
        written_out = {step for steps in self._structures.values() for step in steps}
        for step in bearing:
            if step not in written_out:
                self._bearing.update(step.premises)
        for step in bearing:
            if step not in written_out:
                for link in step.links:
                    self._place(link, written_out)

    def _record(self, step: graph.Inference) -> Record:
        """Return what is kept of the argument that an inference was written as."""
        return kept_of_links(self.graph, step, "argdown")[0]

    def _place(self, link: graph.Link, written_out: set[graph.Inference]) -> None:
        """Record below what a link is to be written."""
        cut = self.graph.attacked_by(link)
        step = self.graph.inference_of(cut) if cut else None
        if step in written_out:
            self._cuts[step].append(link)
        elif cut and not self._is_argument(self.graph.statements[link.target]):
            # Below a statement it would be read as an undercut of the inference before.
            self._upwards[link.origin].append(link)
        else:
            self._children[link.target].append(link)

    # Titles

    def _title(self, wanted: object, id: str) -> str:
        """Return a free title: the one that it came with, else its id as far as it can be one."""
        names = [wanted] if isinstance(wanted, str) else []
        for name in (*names, id):
            if _is_title(name) and "-".join(name.split()) not in self._taken:
                break
        else:
            start = _BAD_START.sub("", _BAD_IN_TITLE.sub(".", id)) or "s"
            number = 1
            name = start
            while "-".join(name.split()) in self._taken or not _is_title(name):
                number += 1
                name = f"{start}-{number}"
        self._taken.add("-".join(name.split()))
        return name

    # Blocks

    def _lay_out(self) -> None:
        for id, statement in self.graph.statements.items():
            # Of several texts, the last one counts.
            texts = kept(statement, "argdown").get("texts")
            self._blocks += [
                self._member(id, Words(text))
                for text in (texts if isinstance(texts, list) else ())
                if isinstance(text, str) and text.strip()
            ]
        below = {id for steps in self._structures.values() for one in steps for id in one.premises}
        below |= self._bearing
        ids = list(self.graph.statements)
        for id in (*(id for id in ids if id not in below), *ids):
            while id not in self.members:
                self._blocks.append(self._defined(self._head(id), 0))
                self._write_waiting()

    def _head(self, id: str) -> str:
        """Return what a statement bears on in the end, as far as it is not defined; circles end."""
        passed = {id}
        while True:
            ends = (link.target for link in self.graph.outgoing(id) if link.relation in BEARING)
            above = next((end for end in ends if end not in self.members), None)
            if above is None or above in passed:
                return id
            passed.add(above)
            id = above

    def _write_waiting(self) -> None:
        while self._waiting:
            waiting = self._waiting.popleft()
            if not isinstance(waiting, str):
                self._write_out(waiting)
            elif waiting not in self.members:
                self._blocks.append(self._defined(waiting, 0))

    def _defined(self, id: str, depth: int) -> Member:
        """Return the member that defines a statement, with all that is below it."""
        statement = self.graph.statements[id]
        words = Words(label(statement))
        if all(written_tag(tag) for tag in statement.tags):
            words.tags = [Tag(tag, 0, 0) for tag in statement.tags]
        member = Member(0, self._is_argument(statement), self._titles[id], False, words)  # noqa: FBT003
        data = kept(statement, "argdown").get("data")
        member.data = data if isinstance(data, dict) else None
        self.members[id] = member
        self._waiting.extend(self._structures[id])
        for link in self._upwards[id]:
            member.relations.append(Relation("_>", self._reference(link.target)))
        for link in self._children[id]:
            below = self._below(link.origin, depth)
            member.relations.append(Relation(_SYMBOLS[link.relation], below))
        return member

    def _below(self, id: str, depth: int) -> Member:
        if id in self.members or id in self._in_structure:
            return self._reference(id)
        if depth == _DEEPEST:
            self._waiting.append(id)
            return self._reference(id)
        return self._defined(id, depth + 1)

    def _reference(self, id: str) -> Member:
        return self._member(id, None)

    def _member(self, id: str, words: Words | None) -> Member:
        return Member(
            start=0,
            is_argument=self._is_argument(self.graph.statements[id]),
            title=self._titles[id],
            is_reference=words is None,
            words=words or Words(),
        )

    def _is_argument(self, statement: Statement) -> bool:
        if statement.id in self._in_structure:
            return False
        type = kept(statement, "argdown").get("type")
        return statement.id in self._bearing if type is None else type == "argument"

    def _write_out(self, step: graph.Inference) -> None:
        """Write an inference as premises and a conclusion."""
        premise = self.graph.statements[step.premises[0]]
        record = self._record(step)
        title = step.joint or arrow_title(*(self.keys[id] for id in (premise.id, step.target)))
        words = _words(str(record.get("description") or ""), record.get("tags"))
        name = self._title(record.get("argument"), title)
        data = record.get("data")
        argument = Member(0, is_argument=True, title=name, is_reference=not words.text, words=words)
        argument.data = data if isinstance(data, dict) else None
        self._blocks.append(argument)
        steps = []
        for number, id in enumerate(step.premises, 1):
            member = self._reference(id) if id in self.members else self._defined(id, 0)
            steps.append(Step(number, member, None))
        inference = Inference(0, _rules(premise.scheme or ""))
        for cut in self._cuts[step]:
            inference.relations.append(Relation("_", self._below(cut.origin, 0)))
        steps.append(Step(len(steps) + 1, self._reference(step.target), inference))
        self._blocks.append(Structure(0, steps))


def _words(text: str, tags: object) -> Words:
    listed = tags if isinstance(tags, list | tuple) else ()
    if all(isinstance(tag, str) and written_tag(tag) for tag in listed):
        return Words(text, [Tag(tag, 0, 0) for tag in listed])
    return Words(text)


def _rules(scheme: str) -> list[str]:
    """Return the rules that a scheme names: several, where commas part it as reading joins them."""
    if not scheme.strip():
        return []
    rules = scheme.split(", ")
    return rules if all(rule.strip() for rule in rules) else [scheme]


def _is_title(name: str) -> bool:
    return (
        bool(name.strip())
        and name == name.strip()
        and not _BAD_IN_TITLE.search(name)
        and not _BAD_START.match(name)
        and not _UNTITLED.match(name)
    )
