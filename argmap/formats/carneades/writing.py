"""Write a map as a graph of Carneades."""

from __future__ import annotations

from itertools import combinations, permutations
from typing import TYPE_CHECKING

from argmap.formats.carneades.reading import (
    BUILT_IN,
    DENIAL,
    argument_name,
    names_of,
    not_applicable,
    read_graph,
)
from argmap.formats.document import Document
from argmap.formats.reading import records
from argmap.formats.reading.decoding import KEY
from argmap.formats.writing.encoding import encoded
from argmap.formats.writing.kept import (
    kept,
    kept_of_link,
    kept_of_links,
    label,
    rest,
    tell_stale,
)
from argmap.formats.writing.left_out import tell_written_as
from argmap.graph import BEARING, Graph
from argmap.mapfile.yaml_value import yaml_value

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from argmap.formats.document import Output
    from argmap.formats.reading.assembly import Assembly
    from argmap.formats.reading.records import Record
    from argmap.graph import Inference, Link
    from argmap.model import ArgumentMap, Statement

_LONGEST_KEY = 200
"""Mappings with longer keys are written in braces, where YAML lets them be marked."""


def write_graph(map: ArgumentMap, output: Output) -> str:
    """Return the text of a map, and tell the output what Carneades will not see."""
    writer = _Writer(map, output)
    data = writer.data()
    order = {"order": writer.questions} if writer.is_mixed() else {}

    def back(block: Record) -> Assembly:
        return read_graph(Document(), data, {**block, **order})

    block = encoded(
        map.model_copy(update={"title": None}), writer.keys, back, output, own="carneades"
    )
    meta: Record = {} if map.title is None else {"title": map.title}
    meta |= records.without(records.record(rest(map, "carneades"), "meta"), KEY)
    if block or order:
        meta[KEY] = {**block, **order}
    tell_stale(writer.graph, "carneades", output)
    tell_written_as(map, output, limits="an argument for the negation")
    return "".join(f"{line}\n" for line in _lines({"meta": meta, **data} if meta else data, ""))


class _Writer:
    def __init__(self, map: ArgumentMap, output: Output) -> None:
        self.output = output
        self.graph = Graph(map)
        self.rest = rest(map, "carneades")
        self.steps = [
            part
            for step in self.graph.inferences
            if step.relation in BEARING
            for part in self._parts(step)
        ]
        self.step_of = {link: step for step in self.steps for link in step.links}
        self.bearing = {id for one in self.steps for id in (*one.premises, one.target)}
        # Of each question that is an issue, the statements that are its positions.
        self.issues: dict[str, list[str]] = {}
        # The rebuttals between positions, which an issue says by itself.
        self.implied: set[tuple[str, str]] = set()
        self._find_issues(map)
        self.statements = [
            one for one in self.graph.statements.values() if one.id not in self.issues
        ]
        self.keys = {one.id: one.id for one in self.statements}
        taken = set(self.keys)
        self.keys |= {id: f"issue {id}" if id in taken else id for id in self.issues}
        self.questions = [self.keys[one.id] for one in map.questions]
        self.taken = taken
        self.denials: dict[str, str] = {}
        self.names: dict[Inference, str] = {}
        self.arguments: set[str] = set()
        self.undercutters: dict[Inference, str] = {}

    def _parts(self, step: Inference) -> list[Inference]:
        """Return an inference as the arguments that it was in the file.

        A statement has one joint name, so premises of several arguments may count as joint.
        """
        parts: dict[str, list[Link]] = {}
        for link, record in zip(
            step.links, kept_of_links(self.graph, step, "carneades"), strict=True
        ):
            parts.setdefault(str(record.get("id", "")), []).append(link)
        if len(parts) == 1:
            return [step]
        return [
            step._replace(premises=tuple(link.origin for link in links), links=tuple(links))
            for links in parts.values()
        ]

    def is_mixed(self) -> bool:
        """Tell whether questions that are issues are before others: they are read after them."""
        ids = (id for id, one in self.graph.statements.items() if one.kind == "question")
        places = [id in self.issues for id in ids]
        return places != sorted(places)

    # Issues

    def _find_issues(self, map: ArgumentMap) -> None:
        attacked = {self.graph.attacked_by(link) for link in self.graph.links}
        rebuttals = {
            (step.premises[0], step.target)
            for step in self.steps
            if step.relation == "rebuts"
            and len(step.premises) == 1
            and attacked.isdisjoint(step.links)
        }
        answering: dict[str, list[str]] = {}
        for link in self.graph.links:
            if link.relation == "answers":
                answering.setdefault(link.target, []).append(link.origin)
        taken: set[str] = set()
        for question in map.questions:
            positions = answering.get(question.id, [])
            if (
                positions
                and question.id not in self.bearing
                and taken.isdisjoint(positions)
                and self.graph.statements[question.id] is question
                and all({(a, b), (b, a)} <= rebuttals for a, b in combinations(positions, 2))
            ):
                taken.update(positions)
                self.issues[question.id] = self._in_order(question, positions)
                self.implied.update(permutations(positions, 2))

    def _in_order(self, question: Statement, positions: list[str]) -> list[str]:
        """Return positions in the order of the file, as far as it has the same."""
        found = [str(one) for one in records.listed(kept(question, "carneades"), "positions")]
        return found if sorted(found) == sorted(positions) else positions

    # The graph

    def data(self) -> Record:
        """Return the graph, without what only argmap looks for."""
        arguments = self._arguments()
        known = [*self.keys.values(), *self.undercutters.values()]
        for id, argument in records.entries(self.rest, "arguments").items():
            if self._fits(argument, known):
                arguments.setdefault(id, argument)
        assumed = [one.id for one in self.statements if kept(one, "carneades").get("assumed")]
        data: Record = {
            "language": self.rest.get("language"),
            "statements": self._statements(),
            "assumptions": [*assumed, *names_of(self.rest.get("assumptions"))],
            "issues": self._issues(),
            "arguments": arguments,
            "argument_schemes": self._schemes(arguments),
        }
        data = {name: value for name, value in data.items() if value or name == "statements"}
        for name, value in self.rest.items():
            if name in ("tests", "labels"):
                data[name] = self._labelled(value, known)
            elif name not in (*data, *_TAKEN_UP):
                data[name] = value
        return data

    def _statements(self) -> Record:
        found: Record = {}
        for statement in self.statements:
            more = records.without(kept(statement, "carneades"), *_OURS)
            text = label(statement)
            found[statement.id] = {"text": text, **more} if more else text
        for name in self.undercutters.values():
            if name not in found:
                found[name] = records.record(self.rest, "statements").get(name, name)
        for denied, name in self.denials.items():
            text = f"not: {label(self.graph.statements[denied])}"
            found[name] = {"text": text, "meta": {KEY: {"denies": denied}}}
        return found

    def _issues(self) -> Record:
        found: Record = {}
        at_issue: dict[str, list[str]] = {}
        for id, positions in self.issues.items():
            statement = self.graph.statements[id]
            listed = list(positions)
            more = kept(statement, "carneades")
            about = records.record(more, "meta")
            if (text := label(statement)) != id:
                about = {"title": text, **about}
            issue: Record = {"meta": about} if about else {}
            issue["positions"] = listed
            issue |= records.without(more, "meta", "positions")
            found[id] = issue
            at_issue |= dict.fromkeys(positions, listed)
        number = 0
        for denied, name in self.denials.items():
            if denied in at_issue:
                at_issue[denied].append(name)
                continue
            number += 1
            while (id := f"i{number}") in found or id in self.taken:
                number += 1
            found[id] = {"meta": {KEY: DENIAL}, "positions": [denied, name]}
        return found

    # Arguments

    def _arguments(self) -> dict[str, Record]:
        steps = [step for step in self.steps if not self._is_implied(step)]
        # What undercuts is named after what it undercuts, which may be an undercut, too.
        attackers: dict[Inference, list[Inference]] = {}
        for step in steps:
            if step.attacked is not None:
                attackers.setdefault(self.step_of[step.attacked], []).append(step)
        queue = [step for step in steps if step.attacked is None]
        conclusions = {step: self._conclusion(step) for step in queue}
        for step in queue:
            self._name(step, conclusions[step])
            cutting = attackers.get(step, [])
            if len(cutting) == 1 and self._is_plain(step, cutting[0], attackers):
                self.undercutters[step] = cutting[0].premises[0]
                continue
            name = records.text(self._kept(step), "undercutter")
            if cutting or name is not None:
                self.undercutters[step] = self._undercutter(step, name)
            conclusions |= dict.fromkeys(cutting, self.undercutters.get(step, ""))
            queue += cutting
        return {
            self.names[step]: self._argument(step, conclusions[step])
            for step in steps
            if step in self.names
        }

    def _is_plain(
        self, step: Inference, cutting: Inference, attackers: Mapping[Inference, list[Inference]]
    ) -> bool:
        """Tell whether what undercuts an argument is just a statement, and so its undercutter."""
        statement = self.graph.statements[cutting.premises[0]]
        is_simple = len(cutting.premises) == 1 and cutting not in attackers
        is_bare = not (statement.scheme or statement.strength is not None or self._kept(cutting))
        has_words = label(statement) != statement.id
        return is_simple and is_bare and has_words and "undercutter" not in self._kept(step)

    def _undercutter(self, step: Inference, wanted: str | None) -> str:
        name = not_applicable(self.names[step]) if wanted is None else wanted
        while name in self.taken:
            name = f"¬{name}"
        self.taken.add(name)
        return name

    def _is_implied(self, step: Inference) -> bool:
        return step.relation == "rebuts" and (step.premises[0], step.target) in self.implied

    def _conclusion(self, step: Inference) -> str:
        if step.relation == "supports":
            return step.target
        if step.target not in self.denials:
            name = f"¬{step.target}"
            while name in self.taken:
                name = f"¬{name}"
            self.taken.add(name)
            self.denials[step.target] = name
        return self.denials[step.target]

    def _name(self, step: Inference, conclusion: str) -> None:
        wanted = self._kept(step).get("id")
        name = str(wanted or step.joint or argument_name(step.premises[0], conclusion))
        number = 1
        free = name
        while free in self.arguments:
            number += 1
            free = f"{name}-{number}"
        self.arguments.add(free)
        self.names[step] = free

    def _kept(self, step: Inference) -> Record:
        return kept_of_link(self.graph, step.links[0], "carneades")

    def _argument(self, step: Inference, conclusion: str) -> Record:
        premises = [self.graph.statements[id] for id in step.premises]
        roles = [one.get("role") for one in kept_of_links(self.graph, step, "carneades")]
        argument: Record = {"premises": list(step.premises)}
        if all(isinstance(role, str) for role in roles) and len(set(roles)) == len(roles):
            argument["premises"] = dict(zip(map(str, roles), step.premises, strict=True))
        argument["conclusion"] = conclusion
        if step in self.undercutters:
            argument["undercutter"] = self.undercutters[step]
        if scheme := next((one.scheme for one in premises if one.scheme), None):
            argument["scheme"] = scheme
        strength = next((one.strength for one in premises if one.strength is not None), None)
        if strength is not None:
            argument["weight"] = strength
        return argument | records.without(self._kept(step), "id", "role", "undercutter")

    def _schemes(self, arguments: Mapping[str, Record]) -> list[object]:
        """Return the schemes of the file, and those that are used without being defined."""
        defined = {str(one.get("id")) for one in records.records(self.rest, "argument_schemes")}
        used = dict.fromkeys(one["scheme"] for one in arguments.values() if one.get("scheme"))
        news = [one for one in used if one not in BUILT_IN and one not in defined]
        kept_there = records.listed(self.rest, "argument_schemes")
        return [*kept_there, *({"id": scheme} for scheme in news)]

    # What was kept of the file

    def _fits(self, argument: Record, known: list[str]) -> bool:
        ends = [*names_of(argument.get("conclusion")), *names_of(argument.get("undercutter"))]
        if set(ends) <= set(known):
            return True
        self.output.tell("stale", None, "meta", "an argument kept from the file no longer matches")
        return False

    def _labelled(self, value: object, known: list[str]) -> object:
        """Return the tests of a file without the statements that are no longer there."""
        if not isinstance(value, dict):
            return value
        left = records.record(self.rest, "statements")
        there = {*known, *names_of(self.rest.get("derived")), *left}
        found = {}
        for name, listed in value.items():
            if not isinstance(listed, list):
                found[name] = listed
                continue
            found[name] = [one for one in listed if not set(names_of(one)) - there]
            if found[name] != listed:
                what = "tests kept from the file refer to statements that were removed"
                self.output.tell("stale", None, "meta", what)
        return found


# What is kept of a file, and of its statements, that is not written as it is.
_TAKEN_UP = ("meta", "statements", "arguments", "derived", "assumptions")
_OURS = ("assumed", "links", "positions")


def _lines(data: Record, indent: str) -> Iterator[str]:
    """Write mappings in block style, and all else on the line of its key."""
    for key, value in data.items():
        name = yaml_value(key)
        if isinstance(value, dict) and value and all(len(k) < _LONGEST_KEY for k in value):
            yield f"{indent}{name}:"
            yield from _lines(value, indent + "  ")
        else:
            yield f"{indent}{name}: {yaml_value(value)}"
