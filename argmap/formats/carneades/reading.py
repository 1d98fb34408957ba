"""Read a graph of Carneades: statements, issues, and arguments with their undercutters."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from hashlib import sha256
from typing import TYPE_CHECKING, NamedTuple

from argmap.formats.losses import listing
from argmap.formats.reading import records
from argmap.formats.reading.assembly import Assembly
from argmap.formats.reading.decoding import KEY, decoded

if TYPE_CHECKING:
    from collections.abc import Iterable

    from argmap.formats.document import Document
    from argmap.formats.reading.records import Record
    from argmap.model import Kind, Relation

UNSAID: tuple[Relation, ...] = ("answers", "restates")
"""The relations of a map that Carneades has no links for, but for positions of issues."""
BUILT_IN = ("linked", "convergent", "cumulative", "factorized")
"""Schemes that need no definition."""
MOST_POSITIONS = 100
"""How many positions of an issue are set against each other: all pairs of more are too many."""
DENIAL = "denial"
"""What an issue is marked with that only sets a statement against its negation."""

_LONGEST_CONCLUSION = 100
_SPACE = re.compile(r"\s*([(),])\s*")
_OWN = frozenset({"statements", "arguments", "issues", "assumptions", "meta"})


def term(value: object) -> str:
    """Return a formula as statements are known by: without blanks around brackets and commas.

    >>> term("explains( theory, rain )")
    'explains(theory,rain)'
    """
    return _SPACE.sub(r"\1", str(value).strip())


def not_applicable(argument: str) -> str:
    """Return what the undercutter of an argument is called where nobody gave it a name."""
    return f"¬app({argument})"


def argument_name(premise: str, conclusion: str) -> str:
    """Return what an argument with one premise is called where nobody gave it a name.

    What undercuts an argument has the name of that in its own, so a long one is cut short: names
    of a chain of undercuts would fill a file with the square of its length.
    """
    if len(conclusion) > _LONGEST_CONCLUSION:
        conclusion = sha256(conclusion.encode()).hexdigest()[:16]
    return f"{premise}-{conclusion}"


def read_graph(
    document: Document,
    data: object,
    block: Record | None = None,
) -> Assembly:
    """Return the map in the making of a graph.

    ``block`` is what argmap encoded, where that is not in the data itself.
    """
    if data is None:
        data = {}
    if not isinstance(data, dict):
        raise document.error("this is not a Carneades graph: not a mapping of keys", 0)
    return _Reader(document, data, block).read()


@dataclass
class _Argument:
    id: str
    premises: list[str]
    roles: dict[str, str]
    conclusion: str
    undercutter: str | None
    given: Record = field(default_factory=dict)


class _StatementNode(NamedTuple):
    """A statement or an issue, as the assembly takes it."""

    key: str
    text: str
    meta: Record
    kind: Kind | None = None
    id: str | None = None


class _Reader:
    def __init__(self, document: Document, data: Record, block: Record | None) -> None:
        self.document = document
        tell = document.tell
        statements = records.record(data, "statements", tell)
        self.statements = {term(key): value for key, value in statements.items()}
        issues = records.record(data, "issues", tell)
        self.issues = {id: issue for id, issue in issues.items() if isinstance(issue, dict)}
        arguments = records.record(data, "arguments", tell)
        self.arguments = [_argument(id, one) for id, one in arguments.items()]
        self.meta = dict(records.record(data, "meta", tell))
        self.title = self.meta.pop("title", None)
        own = self.meta.pop(KEY, None)
        noted = own if block is None else block
        if isinstance(noted, dict):
            noted = {**noted, "title": self.title}
        self.order = [str(key) for key in records.listed(noted, "order")]
        self.encoded = decoded(document, noted, unsaid=UNSAID)
        self.assembly = Assembly(document, "carneades", self.encoded)
        self.assumed = dict.fromkeys(term(one) for one in records.as_list(data.get("assumptions")))
        self.rank = {key: number for number, key in enumerate(self.statements)}
        self.rest = records.without(data, *_OWN)
        # Arguments that make no link.
        self.left: Record = {}
        if self.meta:
            self.rest["meta"] = self.meta
        self.concluded = {one.conclusion for one in self.arguments}
        # How many arguments with several premises each statement is a premise of.
        self.shared = Counter(
            premise
            for one in self.arguments
            if len(set(one.premises)) > 1
            for premise in set(one.premises)
        )
        # Statements that only say that another is not so, with that one.
        self.denials = {
            key: term(denied)
            for key, value in self.statements.items()
            if (denied := records.field(_meta_of(value).get(KEY), "denies")) is not None
        }
        self.undercutters = self._undercutters()
        if len(self.issues) < len(issues):
            self.assembly.tell("dropped", None, "answers", "an issue without positions is left out")

    def _undercutters(self) -> dict[str, _Argument]:
        """Return the undercutters that have no words of their own, with what they undercut."""
        found: dict[str, _Argument] = {}
        used = {premise for one in self.arguments for premise in one.premises}
        used |= {position for issue in self.issues.values() for position in _positions(issue)}
        for argument in self.arguments:
            name = argument.undercutter
            if name is None:
                continue
            if name in found or _text(name, self.statements.get(name)) != name:
                used.add(name)
            found[name] = argument
        return {name: argument for name, argument in found.items() if name not in used}

    def read(self) -> Assembly:
        nodes = self._statement_nodes() + self._issue_nodes()
        rank = {key: number for number, key in enumerate(self.order)}
        nodes.sort(key=lambda node: rank.get(node.key, -1))
        anchors = self.assembly.words([(node.key, node.text) for node in nodes])
        for node, anchor in zip(nodes, anchors, strict=True):
            self.assembly.statement(
                node.key,
                node.text,
                anchors=(anchor,) if anchor else (),
                kind=node.kind,
                id=node.id,
                meta=node.meta or None,
            )
        for id, issue in self.issues.items():
            self._issue(self._issue_key(id), issue)
        for argument in self.arguments:
            self._argument(argument)
        self._keep_rest()
        self.assembly.title = None if self.title is None else str(self.title)
        return self.assembly

    # Statements and issues

    def _statement_nodes(self) -> list[_StatementNode]:
        nodes = []
        for key, value in self.statements.items():
            if key in self.denials or key in self.undercutters:
                continue
            meta = records.without(records.as_record(value), "text", "assumed")
            if _is_assumed(value) or key in self.assumed:
                meta["assumed"] = True
            nodes.append(_StatementNode(key, _text(key, value), meta))
        return nodes

    def _issue_nodes(self) -> list[_StatementNode]:
        nodes = []
        for id, issue in self.issues.items():
            about = dict(_meta_of(issue))
            if about.get(KEY) == DENIAL:
                continue
            text = str(about.pop("title", id))
            meta = records.without(issue, "positions", "meta")
            if about:
                meta["meta"] = about
            positions = self._known_positions(issue)
            if positions != sorted(positions, key=lambda one: self.rank.get(one, -1)):
                meta["positions"] = positions
            nodes.append(_StatementNode(self._issue_key(id), text, meta, "question", str(id)))
        return nodes

    def _issue_key(self, id: object) -> str:
        return f"issue {id}" if str(id) in self.statements else str(id)

    def _known_positions(self, issue: Record) -> list[str]:
        return [one for one in _positions(issue) if one not in self.denials]

    def _issue(self, key: str, issue: Record) -> None:
        """Make the positions of an issue answer its question, and rebut one another."""
        if _meta_of(issue).get(KEY) == DENIAL:
            return
        found = self._known_positions(issue)
        positions = [one for one in found if one in self.rank]
        if lost := [repr(one) for one in found if one not in self.rank]:
            what = f"positions of {key!r} are not in the file: {listing(lost)}"
            self.assembly.tell("unresolved", key, "answers", what)
        others = positions
        if len(positions) > MOST_POSITIONS:
            others = []
            what = f"that more than {MOST_POSITIONS} positions conflict cannot be stored in a map"
            self.assembly.tell("dropped", key, "rebuts", what)
        for position in positions:
            self.assembly.inference(f"{key} {position} answers", "answers", [position], key)
            for other in others:
                if other != position:
                    name = f"{key} {position} {other}"
                    self.assembly.inference(name, "rebuts", [position], other)

    # Arguments

    def _argument(self, argument: _Argument) -> None:
        if not argument.premises:
            end = argument.conclusion if argument.conclusion in self.statements else None
            self._leave(argument, end, "premises")
            return
        if not argument.conclusion:
            self._leave(argument, None, "a conclusion")
            return
        key = self._step(argument)
        meta = records.without(
            argument.given, "premises", "conclusion", "scheme", "weight", "undercutter"
        )
        weight = argument.given.get("weight")
        strength = _share(argument.given)
        if weight is not None and strength is None:
            meta["weight"] = weight
        if argument.id != self._usual_id(argument):
            meta["id"] = argument.id
        undercutter = argument.undercutter
        if undercutter in self.undercutters:
            is_argued = undercutter in self.concluded
            if undercutter != not_applicable(argument.id) or not is_argued:
                meta["undercutter"] = undercutter
        scheme = argument.given.get("scheme")
        relation, target = self._end(argument)
        self.assembly.inference(
            key,
            relation,
            argument.premises,
            target,
            scheme=None if scheme is None else str(scheme),
            strength=strength,
            meta=meta if meta or argument.roles else None,
            premise_meta={premise: {"role": role} for premise, role in argument.roles.items()},
        )
        if undercutter is not None and undercutter not in self.undercutters:
            self.assembly.inference(f"{key} undercutter", "undercuts", [undercutter], key)

    def _leave(self, argument: _Argument, end: str | None, lack: str) -> None:
        what = f"an argument without {lack} cannot be stored in a map: {argument.id!r}"
        self.assembly.tell("dropped", end, "supports", what)
        self.left[argument.id] = argument.given

    def _step(self, argument: _Argument) -> str:
        """Return the key of an argument's inference, which is the name of its joint premises."""
        return f"{argument.id} " if argument.id in self.statements else argument.id

    def _usual_id(self, argument: _Argument) -> str | None:
        """Return what an argument would be called if it were written anew."""
        if len(argument.premises) == 1:
            return argument_name(argument.premises[0], argument.conclusion)
        # Joint premises bear the name of their argument, unless they belong to several.
        is_shared = any(self.shared[premise] > 1 for premise in argument.premises)
        return None if is_shared or argument.id in self.statements else argument.id

    def _end(self, argument: _Argument) -> tuple[Relation, str]:
        conclusion = argument.conclusion
        if conclusion in self.denials:
            return "rebuts", self.denials[conclusion]
        if conclusion in self.undercutters:
            return "undercuts", self._step(self.undercutters[conclusion])
        return "supports", conclusion

    # What belongs to no statement

    def _keep_rest(self) -> None:
        if self.left:
            self.rest["arguments"] = self.left
        left = self.statements.keys() - self.denials.keys() - self.undercutters.keys()
        assumed = [one for one in self.assumed if one not in left]
        if assumed:
            self.rest["assumptions"] = assumed
        used = dict.fromkeys(
            str(scheme)
            for one in self.arguments
            if (scheme := one.given.get("scheme")) is not None and scheme not in BUILT_IN
        )
        if self.rest.get("argument_schemes") == [{"id": scheme} for scheme in used]:
            del self.rest["argument_schemes"]
        unsaid = {
            name: self.statements[name]
            for name in self.undercutters
            if name in self.statements and self.statements[name] not in (name, {"text": name})
        }
        if unsaid:
            self.rest["statements"] = unsaid
        derived = [
            name
            for part in ("tests", "labels")
            for names in records.record(self.rest, part).values()
            for name in map(term, records.as_list(names))
            if name not in self.statements
        ]
        if derived:
            self.rest["derived"] = derived
        self.assembly.rest.update(self.rest)


def _argument(id: str, value: object) -> _Argument:
    given = dict(records.as_record(value))
    found = given.get("premises")
    roles: dict[str, str] = {}
    if isinstance(found, dict):
        premises = [term(one) for one in found.values()]
        roles = {term(one): str(role) for role, one in found.items()}
    else:
        premises = [term(one) for one in records.as_list(found)]
    undercutter = given.get("undercutter")
    return _Argument(
        str(id),
        premises,
        roles,
        term(given.get("conclusion", "")),
        None if undercutter is None else term(undercutter),
        given,
    )


def _meta_of(holder: object) -> Record:
    return records.record(holder, "meta")


def _positions(issue: Record) -> list[str]:
    return list(dict.fromkeys(term(one) for one in records.as_list(issue.get("positions"))))


def _text(key: str, value: object) -> str:
    """Return what a statement says: its text, or else the formula that it is known by."""
    if isinstance(value, dict):
        value = value.get("text")
    if value is None or isinstance(value, list):
        return key
    return str(value).lower() if isinstance(value, bool) else str(value)


def _is_assumed(value: object) -> bool:
    return isinstance(value, dict) and value.get("assumed") in (True, 1)


def _share(argument: Record) -> float | None:
    weight = records.number(argument, "weight")
    return float(weight) if weight is not None and 0 <= weight <= 1 else None


def names_of(listed: object) -> Iterable[str]:
    """Return the formulas of a list, or the one that is there."""
    return map(term, records.as_list(listed))
