"""Read nodes and edges of the Argument Interchange Format into a map in the making."""

from __future__ import annotations

import re
from collections import defaultdict
from functools import cached_property
from typing import TYPE_CHECKING

from argmap.formats.interchange.speakers import Locution, Speakers, Utterance
from argmap.formats.losses import listing
from argmap.formats.reading import records

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from collections.abc import Set as AbstractSet

    from argmap.formats.losses import LossKind
    from argmap.formats.reading.assembly import Assembly
    from argmap.formats.reading.records import Record
    from argmap.model import Anchor, Relation
    from argmap.source import Source

STATEMENTS = ("I", "EN")
RELATIONS: dict[str, Relation] = {"RA": "supports", "CA": "rebuts", "MA": "restates"}
DISCOURSE = ("L", "YA", "TA")
LIMITS = "Limits"
"""What a conflict is called that is a limit."""

_NO_SCHEME = re.compile(r"(default ?(inference|conflict|rephrase)|ra|ca|ma|limits)?", re.IGNORECASE)


MADE = "made"
"""The key of argmap's own block that names nodes that follow from the map."""


def made_by_argmap(block: object) -> frozenset[str]:
    """Return the ids of the nodes that argmap made itself, as its block in a file names them."""
    return frozenset(map(str, records.listed(block, MADE)))


class AifGraph:
    """The nodes and edges of a file, as far as they can be read.

    ``read`` says all of it to the assembly. Nodes and edges that make no statement and no link are
    put into the assembly's ``rest``, from where they are written back; but not those that argmap
    ``made`` itself, which follow from the map. ``texts`` are those that locutions may come from.
    """

    def __init__(
        self,
        data: object,
        assembly: Assembly,
        *,
        made: AbstractSet[str] = frozenset(),
        texts: Sequence[str] = (),
    ) -> None:
        self.assembly = assembly
        self._texts = texts
        self.made = made
        self.node_list = records.listed(data, "nodes", assembly.tell)
        self.edge_list = records.listed(data, "edges", assembly.tell)
        self.nodes: dict[str, Record] = {}
        self._types: dict[str, str] = {}
        self.places: dict[str, int] = {}
        self.into: dict[str, list[tuple[str, int]]] = defaultdict(list)
        self.out_of: dict[str, list[tuple[str, int]]] = defaultdict(list)
        self._used_nodes: set[int] = set()
        self._used_edges: set[int] = set()
        self._dangling: set[int] = set()
        self._lacking: dict[str, list[str]] = defaultdict(list)
        # The edges of an inference, by the premise and by the target.
        self._edges_of: dict[tuple[str, str], int] = {}
        self._people = _people(records.records(data, "participants", assembly.tell))
        locutions = records.records(data, "locutions", assembly.tell)
        self._names = _names(self._people, locutions)
        self._read_nodes()
        self._report_speakers(locutions)
        self._read_edges()

    def _read_nodes(self) -> None:
        nameless: list[str] = []
        taken: list[str] = []
        for place, node in enumerate(self.node_list):
            key = records.key(node, "nodeID")
            if key is None:
                nameless.append(f"nodes[{place}]")
            elif key in self.nodes:
                taken.append(f"nodes[{place}] ({key!r})")
            else:
                self.nodes[key] = found = records.as_record(node)
                self._types[key] = str(found.get("type", "")).strip().upper()
                self.places[key] = place
        self._report("dropped", "nodeID", "nodes without an id are left out", nameless)
        self._report("dropped", "nodeID", "nodes with the id of another are left out", taken)

    def _report(self, kind: LossKind, field: str, what: str, names: Sequence[str]) -> None:
        if names:
            self.assembly.tell(kind, None, field, f"{what}: {listing(names)}")

    def _read_edges(self) -> None:
        seen: set[tuple[str, str]] = set()
        lost: list[str] = []
        for place, edge in enumerate(self.edge_list):
            start, end = records.key(edge, "fromID"), records.key(edge, "toID")
            if start is None or end is None or not {start, end} <= self.nodes.keys():
                self._dangling.add(place)
                lost.append(_edge_name(place, edge))
            elif (start, end) in seen:
                what = "an edge that appears twice is read once"
                self.assembly.tell("repaired", None, "edges", what)
            else:
                seen.add((start, end))
                self.into[end].append((start, place))
                self.out_of[start].append((end, place))
        what = "edges with an end that is not in the file are left out"
        self._report("unresolved", "edges", what, lost)

    def _report_speakers(self, locutions: Sequence[Record]) -> None:
        """Report who and what `locutions` names that is not in the file."""
        pairs = [(records.key(one, "nodeID"), records.key(one, "personID")) for one in locutions]
        people = [
            f"{person!r} (of {node!r})"
            for node, person in pairs
            # What AIFdb exports has no participants at all.
            if self._people and person is not None and person not in self._people
        ]
        self._report("unresolved", "speaker", "speakers are not in the file", people)
        nodes = [repr(node) for node, _ in pairs if node is not None and node not in self.nodes]
        what = "nodes that have a speaker are not in the file"
        self._report("unresolved", "speaker", what, nodes)

    def type_of(self, key: str) -> str:
        """Return the type of a node, in capitals."""
        return self._types[key]

    def text_of(self, key: str) -> str:
        """Return the text of a node."""
        text = self.nodes[key].get("text")
        return "" if text is None else str(text)

    @property
    def statements(self) -> list[str]:
        """The keys of the nodes that are statements, in the order of the file."""
        return [key for key in self.nodes if self.type_of(key) in STATEMENTS]

    def locution_of(self, key: str) -> str | None:
        """Return the key of the first locution in which a statement is said, if there is one."""
        return next(self.locutions_of(key), None)

    def locutions_of(self, key: str) -> Iterator[str]:
        """Yield the key of every locution in which a statement is said."""
        for act, _ in self.into[key]:
            if self.type_of(act) == "YA":
                for locution, _ in self.into[act]:
                    if self.type_of(locution) == "L":
                        yield locution

    def contents_of(self, locution: str) -> list[str]:
        """Return the keys of the statements that are said in a locution."""
        return [
            end
            for act, _ in self.out_of[locution]
            if self.type_of(act) == "YA"
            for end, _ in self.out_of[act]
            if self.type_of(end) in STATEMENTS
        ]

    def read(
        self, sources: Sequence[Source] = (), anchors: Mapping[str, Sequence[Anchor]] | None = None
    ) -> None:
        """Say all statements and links to the assembly; look for their words in the sources.

        ``anchors`` are those that the file gives itself, by the keys of their statements.
        """
        found: dict[str, Sequence[Anchor]] = dict(anchors or {})
        found |= self._searched(sources, found)
        for key in self.statements:
            node = self.nodes[key]
            kept = records.without(node, "text") if records.words(node, "text") else node
            meta: Record = {"pos": self.places[key], "node": kept}
            speaker = self._speaker(key)
            if speaker is not None:
                meta["speaker"] = speaker
            self.assembly.statement(
                key, self.text_of(key), anchors=found.get(key, ()), meta=meta, speaker=speaker
            )
            self._used_nodes.add(self.places[key])
        for key in self.nodes:
            if self.type_of(key) in RELATIONS:
                self._read_inference(key)
        for lack, keys in self._lacking.items():
            self._report("dropped", "type", f"inferences without a {lack} are left out", keys)
        self._leave_rest()

    # Links

    def _read_inference(self, key: str) -> None:
        name = RELATIONS[self.type_of(key)]
        premises: dict[str, int] = {}
        for start, place in self.into[key]:
            statement = self._statement_at(start)
            if statement is not None and statement not in premises:
                premises[statement] = place
        targets = [
            (target, place)
            for end, place in self.out_of[key]
            if (target := self._statement_at(end) or self._step_at(end)) is not None
        ]
        if not premises or not targets:
            self._lacking["conclusion" if premises else "premise"].append(repr(key))
            return
        node = self.nodes[key]
        for target, place in targets:
            relation = self._relation(key, target)
            if relation is None:
                what = "a link into a link that it does not attack is left out"
                for premise in premises:
                    self.assembly.tell("dropped", premise, name, what)
                continue
            self.assembly.inference(
                key,
                relation,
                premises,
                target,
                scheme=scheme_of(node) if relation != "restates" else None,
                meta={"pos": self.places[key], "node": node, "out": self._kept_edge(place)},
                premise_meta={one: {"in": self._kept_edge(at)} for one, at in premises.items()},
            )
            self._edges_of[key, target] = place
        self._edges_of |= {(one, key): place for one, place in premises.items()}

    def _relation(self, key: str, target: str) -> Relation | None:
        relation = RELATIONS[self.type_of(key)]
        if self.type_of(target) in STATEMENTS:
            is_limit = relation == "rebuts" and self.text_of(key).strip().lower() == LIMITS.lower()
            return "limits" if is_limit else relation
        return "undercuts" if relation == "rebuts" else None

    def _statement_at(self, key: str) -> str | None:
        """Return the statement that a node is or, for a locution, that is said in it."""
        if self.type_of(key) in STATEMENTS:
            return key
        if self.type_of(key) != "L":
            return None
        contents = self.contents_of(key)
        if len(contents) != 1:
            return None
        what = "an inference of a locution is read as one of what is said in it"
        self.assembly.tell("repaired", contents[0], "type", what)
        return contents[0]

    def _step_at(self, key: str) -> str | None:
        return key if self.type_of(key) in ("RA", "CA") else None

    def _kept_edge(self, place: int) -> Record:
        return {"pos": place, "edge": self.edge_list[place]}

    # Words and speakers

    def _searched(
        self, sources: Sequence[Source], known: Mapping[str, Sequence[Anchor]]
    ) -> dict[str, Sequence[Anchor]]:
        wanted = [key for key in self.statements if key not in known]
        texts = [(key, self.words_of(key)) for key in wanted] if sources else []
        anchors = self.assembly.words(texts, sources)
        return {key: [one] for (key, _), one in zip(texts, anchors, strict=True) if one is not None}

    def words_of(self, key: str) -> str:
        """Return the words in which a statement was said: those of its locution, if it has one."""
        locution = self.locution_of(key)
        return self.text_of(key) if locution is None else self._utterance(locution).words

    def saying(self, words: str) -> list[str]:
        """Return the statements that say, or were said in, just these words."""
        return self._saying.get(words, [])

    @cached_property
    def _saying(self) -> dict[str, list[str]]:
        found: dict[str, list[str]] = defaultdict(list)
        for key in self.statements:
            for words in {self.text_of(key), self.words_of(key)}:
                found[words].append(key)
        return dict(found)

    def _speaker(self, key: str) -> str | None:
        locution = self.locution_of(key)
        if locution is None:
            return self._names.get(key)
        utterance = self._utterance(locution)
        if utterance.doubt is not None:
            self.assembly.tell("unresolved", key, "speaker", utterance.doubt)
        speakers = {self._utterance(one).speaker for one in self.locutions_of(key)} - {None}
        if len(speakers) > 1:
            what = "several people say it: the first is used as its speaker"
            self.assembly.tell("approximated", key, "speaker", what)
        return utterance.speaker

    def _utterance(self, locution: str) -> Utterance:
        return self._speakers.utterance(self._locutions[locution])

    @cached_property
    def _locutions(self) -> dict[str, Locution]:
        return {
            key: Locution(
                self.text_of(key),
                tuple(map(self.text_of, self.contents_of(key))),
                self._names.get(key),
            )
            for key in self.nodes
            if self.type_of(key) == "L"
        }

    @cached_property
    def _speakers(self) -> Speakers:
        names = [name for person in self._people.values() for name in person]
        return Speakers(self._locutions.values(), names, self._texts)

    # What is left

    def _leave_rest(self) -> None:
        for inference in self.assembly.link():
            for link in inference.links:
                self._used_nodes.add(self.places[inference.key])
                self._used_edges.add(self._edges_of[inference.key, inference.target])
                self._used_edges.add(self._edges_of[link.origin, inference.key])
        for key in self.made & self.nodes.keys():
            self._used_nodes.add(self.places[key])
            self._used_edges |= {place for _, place in (*self.into[key], *self.out_of[key])}
        rest = self.assembly.rest
        edges = [pair for pair in enumerate(self.edge_list) if pair[0] not in self._used_edges]
        left: dict[str, list[tuple[int, object]]] = {
            "nodes": [
                pair for pair in enumerate(self.node_list) if pair[0] not in self._used_nodes
            ],
            "edges": [pair for pair in edges if pair[0] not in self._dangling],
            "dangling": [pair for pair in edges if pair[0] in self._dangling],
        }
        rest |= {name: [list(pair) for pair in pairs] for name, pairs in left.items() if pairs}
        for key in self.nodes:
            if self.type_of(key) not in (*STATEMENTS, *RELATIONS, *DISCOURSE):
                what = f"nodes of type {self.nodes[key].get('type')!r} cannot be stored in a map"
                self.assembly.tell("dropped", None, "type", what)
        for start, listed in self.out_of.items():
            for end, place in listed:
                ends = {self.type_of(start), self.type_of(end)}
                if place in self._used_edges or not ends <= {*STATEMENTS, "L"}:
                    continue
                what = "a direct edge between statements has no relation"
                self.assembly.tell("dropped", None, "edges", what)


def _edge_name(place: int, edge: object) -> str:
    """Return what an edge is called in a message: by its id, or else its place, and its ends."""
    id = records.key(edge, "edgeID") or records.key(records.field(edge, "raw"), "id")
    ends = (records.key(edge, name) for name in ("fromID", "toID"))
    start, end = ("nothing" if one is None else repr(one) for one in ends)
    return f"{f'edges[{place}]' if id is None else repr(id)} from {start} to {end}"


def scheme_of(node: Mapping[str, object]) -> str | None:
    """Return the argument scheme that an inference's node names, None for the default ones."""
    named = (records.text(node, name) for name in ("scheme", "text"))
    return next((one for one in named if one and not _NO_SCHEME.fullmatch(one.strip())), None)


def _people(participants: list[Record]) -> dict[str, tuple[str, ...]]:
    """Return the names of each participant: the full one first."""
    people: dict[str, tuple[str, ...]] = {}
    for person in participants:
        if (key := records.key(person, "participantID")) is not None:
            parts = [str(person.get(name) or "").strip() for name in ("firstname", "surname")]
            people[key] = (" ".join(filter(None, parts)), *parts)
    return people


def _names(people: Mapping[str, tuple[str, ...]], locutions: list[Record]) -> dict[str, str]:
    """Return the full name of who said each node, where the file has it."""
    found: dict[str, str] = {}
    for locution in locutions:
        if (node := records.key(locution, "nodeID")) is not None:
            name = people.get(records.key(locution, "personID") or "", ("",))[0]
            if name:
                found.setdefault(node, name)
    return found
