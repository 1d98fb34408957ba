"""Put a map together from the nodes and links of a foreign file.

An importer says what it found, in the order of the file: statements under their foreign keys, and
inferences from premises to a target, which is a statement or another inference. Here they become
a map: every statement gets its kind and id, every inference its links, and every oddity is
reported.
"""

from __future__ import annotations

from collections import defaultdict
from functools import cached_property
from typing import TYPE_CHECKING, Any

from pydantic import ValidationError

from argmap.formats.reading.decoding import (
    Encoded,
    Noted,
    fitting_references,
    noted,
    whole_statements,
)
from argmap.formats.reading.kinds import CLASSES, fitting_kind
from argmap.formats.reading.linking import Inference, joint_names, link
from argmap.formats.reading.nodes import Node, as_known, is_id, quote_of
from argmap.formats.reading.texts import Texts
from argmap.graph import Graph
from argmap.model import ARROW, RELATIONS, ArgumentMap, Statement

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from argmap.formats.document import Document
    from argmap.formats.losses import LossKind
    from argmap.formats.reading.linking import PremiseLink
    from argmap.model import Anchor, Kind, Relation
    from argmap.source import Source

NO_TEXT = "[no text]"
"""Stands for the text of a node that has none: a map has no statement without words."""


class Assembly(Texts):
    """A map in the making, from what an importer finds in a document.

    ``format`` is the name under which foreign ids and fields are kept in ``meta``. ``encoded`` is
    what argmap itself wrote into the file of what the format cannot say. Sources and the places of
    words in them are found as in ``Texts``.

    >>> from argmap.formats.document import Document
    >>> assembly = Assembly(Document(), "example")
    >>> assembly.statement("1", "Buses help"), assembly.statement("2", "They carry many")
    ('1', '2')
    >>> assembly.inference("3", "supports", ["2"], "1")
    True
    >>> assembly.map().reasons[0].supports
    ('1',)
    """

    def __init__(self, document: Document, format: str, encoded: Encoded | None = None) -> None:
        self.document = document
        self.format = format
        self.encoded = encoded or Encoded()
        super().__init__(document.sources, self.encoded.head.get("sources", document.sources))
        self.title: str | None = None
        self.rest: dict[str, Any] = {}
        """What belongs to no statement; it goes into the map's ``meta.<format>.rest``."""
        self.expected: Mapping[str, Statement] = {}
        """Statements by their ids that are known to be valid: one that is read just as it is there
        is that one."""
        self.passed_over = ""
        """What in ``meta`` makes no difference to that."""
        self.ids: dict[str, str] = {}
        """The id of every statement by its foreign key, once the map was put together."""
        self._nodes: dict[str, Node] = {}
        self._copies: dict[str, int] = defaultdict(int)
        self._inferences: list[Inference] = []
        self._links: list[PremiseLink] | None = None
        # What was made of the nodes last, and their joint names; of which that stands.
        self._made: dict[str, Statement] = {}
        self._made_joints: dict[str, str] = {}
        self._settled: set[str] = set()

    # What an importer says

    def statement(
        self,
        key: str,
        text: str | None,
        *,
        anchors: Iterable[Anchor] = (),
        kind: Kind | None = None,
        id: str | None = None,
        meta: Mapping[str, Any] | None = None,
        **fields: Any,
    ) -> str:
        """Record a statement; return its key, or a new one where the key was taken.

        ``text`` is left out of the statement where it is just the quote of its first anchor.
        ``kind`` is what the format's type means, if it means one; without it, and where it cannot
        be, the links tell. ``id`` is the id to be preferred, else the key is it. ``meta`` is kept
        under ``meta.<format>``. ``fields`` are further fields, such as ``speaker``, ``joint`` or
        ``implicit``; those that are None are none.
        """
        if key in self._nodes:
            self.tell("repaired", None, "id", f"the file has the id {key!r} more than once")
            while (free := f"{key}-{self._copies[key] + 2}") in self._nodes:
                self._copies[key] += 1
            key = free
        record = self.encoded.records.get(key)
        wanted = (record or {}).get("id", id)
        self._nodes[key] = Node(
            text=text if text and text.strip() else None,
            anchors=tuple(anchors),
            kind=kind,
            id=wanted if isinstance(wanted, str) else key,
            fields={name: value for name, value in fields.items() if value is not None},
            meta=meta,
            record=record,
        )
        return key

    def inference(
        self,
        key: str,
        relation: Relation,
        premises: Iterable[str],
        target: str,
        *,
        scheme: str | None = None,
        strength: float | None = None,
        meta: Mapping[str, Any] | None = None,
        premise_meta: Mapping[str, Mapping[str, Any]] | None = None,
    ) -> bool:
        """Record a step from premises to a target, all given by their foreign keys.

        Several premises are joint. ``target`` is a statement or, for ``undercuts``, another
        inference, which may be said later; the link that is attacked is that of its first premise.
        An inference with several conclusions is said once for each, under the same key. ``meta``
        is kept with each of its links, ``premise_meta`` with that of each premise. Returns False,
        and tells it, if there is no premise.
        """
        listed = tuple(premises)
        found = tuple(dict.fromkeys(listed))
        if not found:
            self.tell("dropped", None, relation, "an inference without premise is left out")
            return False
        if len(found) < len(listed):
            self.tell("repaired", None, relation, "a premise that is given twice is used once")
        made = Inference(key, relation, found, target, scheme, strength, meta, premise_meta or {})
        self._inferences.append(made)
        return True

    # What is made of it

    def link(self) -> list[Inference]:
        """Make the links of all that was said; return the inferences, each with its links.

        To be called before ``map`` by an importer that keeps what made no link.
        """
        if self._links is None:
            self._name()
            self._links = link(self._inferences, self.ids, self.tell)
        return self._inferences

    def map(
        self,
        *,
        title: str | None = None,
        sources: Iterable[Source] | None = None,
        meta: Mapping[str, Any] | None = None,
    ) -> ArgumentMap:
        """Return the map, and tell the document what was lost.

        What argmap encoded of the map itself comes before ``title``, ``sources`` and ``meta``.
        Without ``sources``, they are those that were found.
        """
        self.link()
        statements = self._statements(self._links or [])
        sections: dict[str, list[Statement]] = {f"{kind}s": [] for kind in CLASSES}
        for statement in self._ordered([*whole_statements(self.encoded, self.tell), *statements]):
            sections[f"{statement.kind}s"].append(statement)
        head = self.encoded.head
        kept = dict(head.get("meta", meta or {}))
        if self.rest:
            kept[self.format] = {"rest": self.rest}
        for kind, key, field, what in self.losses:
            id = None if key is None else self.ids.get(key)
            self.document.tell(kind, id, field, what)
        found: dict[str, Any] = {
            "title": head.get("title", self.title if title is None else title),
            "sources": list(self.sources if sources is None else head.get("sources", sources)),
            "meta": kept,
            **sections,
        }
        return ArgumentMap.model_construct(**found)

    def again(self, records: Mapping[str, Mapping[str, Any]]) -> ArgumentMap:
        """Return the map as if argmap had recorded these records of its statements.

        The ids in them must be those of the records that it was read with.
        """
        self.encoded = self.encoded._replace(records=records)
        self._settled = {
            key for key, node in self._nodes.items() if node.record == records.get(key)
        }
        for key, node in self._nodes.items():
            node.record = records.get(key)
        self.__dict__.pop("_noted", None)
        return self.map()

    @cached_property
    def _noted(self) -> Noted:
        return noted(self.encoded, self.ids)

    def _ordered(self, statements: list[Statement]) -> list[Statement]:
        """Return the statements in the order that argmap recorded, if it did."""
        rank = {id: number for number, id in enumerate(self.encoded.order)}
        return sorted(statements, key=lambda one: rank.get(one.id, len(rank)))

    def _name(self) -> None:
        """Give every statement its id: the foreign one where it can be, else a number."""
        taken = {str(record.get("id")) for record in self.encoded.whole}
        wanted = {node.id for node in self._nodes.values()}
        number = 0
        for key, node in self._nodes.items():
            id = node.id
            if id in taken or not is_id(id):
                number += 1
                while (id := f"s{number}") in wanted or id in taken:
                    number += 1
            taken.add(id)
            self.ids[key] = id

    def _statements(self, links: list[PremiseLink]) -> list[Statement]:
        """Return the statements, without the references that name no link for certain."""
        bad: set[int] = set()
        joints = self._joints()
        while True:
            outgoing: dict[str, list[PremiseLink]] = defaultdict(list)
            for number, one in enumerate(links):
                if number not in bad:
                    outgoing[one.origin].append(one)
            settled = {
                key: self._made[key]
                for key in self._settled
                if not bad and joints.get(key) == self._made_joints.get(key)
            }
            made = [
                settled.get(key) or self._built(key, node, outgoing[key], joints)
                for key, node in self._nodes.items()
            ]
            if not bad:
                self._made = dict(zip(self._nodes, made, strict=True))
                self._made_joints = joints
            unresolved = self._unresolved(made)
            news = {
                number
                for number, one in enumerate(links)
                if number not in bad
                and (self.ids[one.origin], one.relation, one.reference) in unresolved
            }
            if not news:
                return made
            for number in news:
                what = "an undercut of an ambiguous link is left out"
                self.tell("unresolved", links[number].origin, "undercuts", what)
            bad |= news

    def _unresolved(self, statements: list[Statement]) -> set[tuple[str, str, str]]:
        if not any(ARROW in reference for one in statements for reference in one.undercuts):
            return set()
        listed: list[Any] = statements
        graph = Graph(ArgumentMap.model_construct(claims=listed))
        return {(one.origin, one.relation, one.reference) for one in graph.unresolved}

    def _joints(self) -> dict[str, str]:
        explicit = {
            key: name
            for key, node in self._nodes.items()
            if isinstance(name := (node.record or node.fields).get("joint"), str)
        }
        return explicit | joint_names(self._inferences, explicit, self.tell)

    def _built(
        self, key: str, node: Node, links: list[PremiseLink], joints: Mapping[str, str]
    ) -> Statement:
        fields: dict[str, Any] = dict(node.fields)
        named: dict[str, list[str]] = {one: list(fields[one]) for one in RELATIONS if one in fields}
        for one in links:
            named.setdefault(one.relation, []).append(one.reference)
        fields |= {relation: tuple(dict.fromkeys(listed)) for relation, listed in named.items()}
        for name in ("scheme", "strength"):
            values = [value for one in links if (value := getattr(one.inference, name)) is not None]
            if values and name not in fields:
                fields[name] = values[0]
                if any(value != values[0] for value in values):
                    what = f"the `{name}` of the first link is used for the others"
                    self._tell_once("approximated", key, name, what)
        if key in joints:
            fields["joint"] = joints[key]
        fields |= {"text": node.text, "anchors": node.anchors, "meta": self._meta(node, links)}
        kind = node.kind
        if node.record is not None:
            kind = node.record.get("kind", kind)
            self._apply(key, node, fields, links)
        anchors = fields["anchors"]
        if anchors and fields["text"] == quote_of(anchors[0]) and "text" not in (node.record or ()):
            fields["text"] = None
        if not anchors and fields["text"] is None:
            fields["text"] = NO_TEXT
            self._tell_once("repaired", key, "text", f"a missing text became {NO_TEXT!r}")
        return self._valid(key, kind, {"id": self.ids[key], **fields})

    def _meta(self, node: Node, links: list[PremiseLink]) -> dict[str, Any]:
        if node.record is not None:
            return {}
        kept = dict(node.meta or {})
        records = {
            f"{one.relation} {one.reference}": {**one.inference.meta, **mine}
            for one in links
            if one.inference.meta is not None
            for mine in (one.inference.premise_meta.get(one.origin, {}),)
        }
        if records:
            kept["links"] = records
        return {self.format: kept} if kept else {}

    def _apply(
        self, key: str, node: Node, fields: dict[str, Any], links: list[PremiseLink]
    ) -> None:
        """Take over what argmap encoded of a statement, as far as it still fits."""
        for name, value in (node.record or {}).items():
            if name in RELATIONS:
                if fitting_references(name, value, links, self.ids, self._noted, node.record or {}):
                    fields[name] = tuple(value)
                else:
                    what = f"the `{name}` saved by argmap no longer matches the file"
                    self._tell_once("stale", key, name, what)
            elif name == "text" and (node.text is not None or not node.anchors):
                listed = (node.record or {}).get("anchors")
                anchors = listed if isinstance(listed, list) else ()
                # A format may have words on one line, whatever blanks they have.
                values = quote_of(anchors[0]) if value is None and anchors else value
                if isinstance(values, str) and values.split() == (node.text or "").split():
                    fields["text"] = value
                elif value is not None or not anchors:
                    what = "the text saved by argmap no longer matches the file"
                    self._tell_once("stale", key, "text", what)
            elif name == "anchors" and not isinstance(value, list):
                self._tell_once("stale", key, name, "the anchors saved by argmap are not a list")
            elif name in Statement.model_fields and name not in ("id", "joint"):
                fields[name] = value
        if "joint" in (node.record or {}):
            fields["joint"] = fields.get("joint") if node.record["joint"] else None  # type: ignore[index]

    def _valid(self, key: str, kind: Kind | None, fields: dict[str, Any]) -> Statement:
        """Return the statement; what of it cannot be is left out and reported."""
        chosen = self._kind(key, kind, fields)
        expected = self.expected.get(fields["id"])
        if expected is not None and expected.kind == chosen:
            known = as_known(expected, fields, self.passed_over)
            if known is not None:
                return known
        while True:
            try:
                return CLASSES[chosen](**fields)
            except ValidationError as error:
                names = {str(one["loc"][0]) for one in error.errors() if one["loc"]} & fields.keys()
                names -= {"id"}
                if not names and chosen != "claim":
                    # What made it of its kind was left out.
                    chosen = "claim"
                    continue
                if not names:  # pragma: no cover -- a claim has no rule of its own
                    raise
                for name in names:
                    self._tell_once("dropped", key, name, f"`{name}` has an invalid value")
                    del fields[name]
                if not fields.get("anchors") and fields.get("text") is None:
                    fields["text"] = NO_TEXT

    def _kind(self, key: str, kind: Kind | None, fields: Mapping[str, Any]) -> Kind:
        given = kind if isinstance(kind, str) and kind in CLASSES else None
        found = fitting_kind(given, [name for name in RELATIONS if fields.get(name)])
        if given not in (None, found):
            what = f"a {given} without a link that makes it one is read as a {found}"
            self._tell_once("approximated", key, "kind", what)
        return found

    def _tell_once(self, kind: LossKind, key: str | None, field: str, what: str) -> None:
        if (kind, key, field, what) not in self.losses[-8:]:
            self.tell(kind, key, field, what)
