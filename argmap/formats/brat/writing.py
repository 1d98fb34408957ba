"""Write a map as the lines of a brat file."""

from __future__ import annotations

import re
from collections import defaultdict
from itertools import count
from typing import TYPE_CHECKING, NamedTuple

from argmap.formats.brat import vocabulary
from argmap.formats.brat.covering import covered, joined, text_bound
from argmap.formats.brat.kept_lines import kept_ids, kept_line, placed
from argmap.formats.brat.lines import Arc, Attribute, Note, TextBound, names_of, read_line
from argmap.formats.brat.reading import FORMAT
from argmap.formats.brat.vocabulary import field_of
from argmap.formats.reading import records
from argmap.formats.reading.assembly import NO_TEXT
from argmap.formats.reading.kinds import fitting_kind
from argmap.formats.reading.spans import as_unit
from argmap.formats.reading.vocabulary import kept_options
from argmap.formats.writing.kept import kept, kept_of_link, rest, tell_stale
from argmap.graph import BEARING, Graph
from argmap.model import RELATIONS, Anchor

if TYPE_CHECKING:
    from collections.abc import Iterator

    from argmap.formats.brat.lines import Line
    from argmap.formats.document import Output
    from argmap.formats.reading.records import Record
    from argmap.graph import Link
    from argmap.model import ArgumentMap, Statement
    from argmap.source import Source
    from argmap.text import Unit

_ID = re.compile(r"[TRAM#][^\s:]*[0-9]")
_ATTACKS = ("rebuts", "limits", "undercuts")
_LAST = float("inf")


class _Written(NamedTuple):
    """A line to be written, and where it was in the file that it comes from."""

    place: float
    words: str


class Writer:
    """The lines of a map; what came from a file of the format keeps its place and ids.

    ``keys`` are the ids of the spans by those of their statements. A statement without words in
    the source has none.
    """

    def __init__(self, map: ArgumentMap, source: Source | None, output: Output) -> None:
        self.output = output
        self.graph = Graph(map)
        self.source = source
        self.keys: dict[str, str] = {}
        self._text = None if source is None else source.text
        self._rest = rest(map, FORMAT)
        self.words = vocabulary.words_of(kept_options(self._rest.get("words")))
        self._lines: list[_Written] = []
        self._taken = set(kept_ids(map))
        self._used: set[str] = set()
        self._numbers: dict[str, Iterator[int]] = defaultdict(lambda: count(1))
        self._steps: dict[Link, str] = {}
        self._step_ids: set[str] = set()
        self._types: dict[str, str] = {}
        self._shared: set[str] = set()
        self._parts: dict[str, tuple[str, ...]] = {}
        self._name_statements()
        self._stances = {id for id in self.keys if self._says_stance(id)}
        self._write_links()
        for id in self.keys:
            self._write_fields(self.graph.statements[id])
        self._write_rest()
        tell_stale(self.graph, FORMAT, output)

    def lines(self) -> list[str]:
        """Return the lines of the file, without what only argmap reads."""
        return [line.words for line in sorted(self._lines, key=lambda line: line.place)]

    def text(self, block: str | None = None) -> str:
        """Return the text of the file, with what only argmap reads in a note."""
        lines = self.lines()
        if block is not None:
            of = next(iter(self.keys.values()), "T0")
            number = next(n for n in count(1) if f"#{n}" not in self._taken)
            lines.append(str(Note(f"#{number}", vocabulary.ENCODED, of, block)))
        end = "\r\n" if self._rest.get("end") == "\r\n" else "\n"
        return end.join(lines) + ("" if self._rest.get("final") is False or not lines else end)

    # Ids

    def _id(self, lead: str, record: Record) -> str:
        """Return the id that was kept or, if there is none, one that is free."""
        id = record.get("id")
        is_kept = isinstance(id, str) and id[:1] in lead and _ID.fullmatch(id)
        if not isinstance(id, str) or not is_kept or id in self._used:
            names = (f"{lead[0]}{number}" for number in self._numbers[lead])
            id = next(name for name in names if name not in self._taken)
        self._taken.add(id)
        self._used.add(id)
        return id

    def _write(self, line: Line, record: Record) -> None:
        """Write a line; as it was written before, where that says the same."""
        place = records.whole_number(record, "pos") if record.get("id") == line.id else None
        known = kept_line(record)
        self._add(place, known if known and read_line(known) == line else str(line))

    def _add(self, place: int | None, words: str) -> None:
        self._lines.append(_Written(_LAST if place is None else place, words))

    # Statements

    def _anchor(self, statement: Statement) -> Anchor | None:
        """Return the first anchor of a statement that has a place in the source."""
        for anchor in statement.anchors:
            meant = self.graph.map.known_source_of(anchor)
            is_here = self.source is None or (meant is not None and meant.id == self.source.id)
            if anchor.spans and is_here:
                return Anchor(quote=anchor.quote, spans=anchor.spans)
        return None

    def _name_statements(self) -> None:
        holders: dict[str, str] = {}
        for id, statement in sorted(
            self.graph.statements.items(), key=lambda item: self._is_bare(item[1])
        ):
            if isinstance(name := kept(statement, FORMAT).get("id"), str):
                holders.setdefault(name, id)
        for id, statement in self.graph.statements.items():
            record = kept(statement, FORMAT)
            anchor = self._anchor(statement)
            if anchor is None and not self._is_unplaced(statement, record):
                continue
            type = self._types[id] = self._type(statement, record)
            if anchor is not None and self._write_parts(id, anchor, record):
                continue
            name = record.get("id")
            if isinstance(name, str) and holders.get(name, id) != id and self._is_bare(statement):
                # Nothing names it, so it may have the id that it shared with another.
                keys = (f"{name}\t{number}" for number in count(2))
                self.keys[id] = next(key for key in keys if key not in self._shared)
                self._shared.add(self.keys[id])
            else:
                name = self.keys[id] = self._id("T", record)
            self._parts[id] = (name,)
            if anchor is None:
                self._add(records.whole_number(record, "pos"), str(record["line"]))
            else:
                line = text_bound(name, type, anchor, self._text)
                self._write_span(line, anchor, record)

    def _is_unplaced(self, statement: Statement, record: Record) -> bool:
        """Tell whether a statement is of a line that has no place in the text."""
        known = record.get("line")
        if not isinstance(known, str) or "\n" in known or record.get("id") in self._used:
            return False
        line = read_line(known)
        if not isinstance(line, TextBound) or line.id != record.get("id"):
            return False
        found = self._read([line])[0]
        if line.type != self._type(statement, record):
            return False
        if found is None:
            return not statement.anchors and statement.text == NO_TEXT
        return [(one.quote, one.spans) for one in statement.anchors] == [(found.quote, ())]

    def _is_bare(self, statement: Statement) -> bool:
        """Tell whether a statement has only its words."""
        links = self.graph.outgoing(statement.id) or self.graph.incoming(statement.id)
        fields = (*vocabulary.WORDS.values(), *vocabulary.SHARES.values(), "note")
        given = [name for name in fields if getattr(statement, name) is not None]
        return not (links or given or statement.tags or statement.implicit)

    def _write_span(self, line: TextBound, anchor: Anchor, record: Record) -> None:
        place = records.whole_number(record, "pos") if record.get("id") == line.id else None
        if (known := kept_line(record)) is not None:
            found = read_line(known)
            is_same = isinstance(found, TextBound) and found[:2] == line[:2]
            if isinstance(found, TextBound) and is_same and self._read([found]) == [anchor]:
                self._add(place, known)
                return
        self._add(place, str(line))

    def _read(self, lines: list[TextBound]) -> list[Anchor | None]:
        return [one.anchor for one in covered(lines, self._text, self._unit).spans]

    @property
    def _unit(self) -> Unit:
        return as_unit(self._rest.get("unit")) or "code points"

    def _write_parts(self, id: str, anchor: Anchor, record: Record) -> bool:
        """Write a statement as the several spans that it was, if it still is what they are."""
        parts = placed(record, "parts")
        lines = [one.line for one in parts if isinstance(one.line, TextBound)]
        names = [line.id for line in lines]
        found = [one for one in self._read(lines) if one is not None]
        is_same = len(found) == len(lines) > 1 and joined(found, self._text) == anchor
        if not is_same or self._used & set(names) or lines[0].type != self._types[id]:
            return False
        self._used |= set(names)
        self.keys[id] = names[0]
        self._parts[id] = tuple(names)
        for one in [*parts, *placed(record, "joins")]:
            self._add(one.place, one.words)
        return True

    def _type(self, statement: Statement, record: Record) -> str:
        """Return the type that was kept, as long as it says the statement's kind."""
        type = record.get("type")
        if isinstance(type, str) and re.fullmatch(r"\S+", type):
            relations = [name for name in RELATIONS if getattr(statement, name)]
            if fitting_kind(self.words.kind(type), relations) == statement.kind:
                return type
        return vocabulary.TYPES[statement.kind]

    # Links

    def _says_stance(self, id: str) -> bool:
        """Tell whether a claim's stance still says just what its links to major claims do."""
        lines = records.record(kept(self.graph.statements[id], FORMAT), "lines")
        known = records.record(lines, vocabulary.STANCE)
        if "id" not in known or not vocabulary.is_called(self._types[id], vocabulary.CLAIM):
            return False
        majors = {
            one for one, type in self._types.items() if vocabulary.is_called(type, vocabulary.MAJOR)
        }
        ends = {
            link.target
            for link in self.graph.outgoing(id)
            if link.target in majors and self._link_record(link).get("implied") is True
        }
        others = {link.target for link in self.graph.outgoing(id)} - ends
        return bool(ends) and majors - others == ends

    def _link_record(self, link: Link) -> Record:
        return kept_of_link(self.graph, link, FORMAT)

    def _write_links(self) -> None:
        listed = [
            link for link in self.graph.links if {link.origin, link.target} <= self.keys.keys()
        ]
        there = set(listed)
        written = [
            link
            for link in listed
            if self._is_written(link, there)
            and (link.origin not in self._stances or "implied" not in self._link_record(link))
        ]
        for link in written:
            self._steps[link] = self._id("R", self._link_record(link))
            self._step_ids.add(self._steps[link])
        for link in written:
            record = self._link_record(link)
            origin, end = self._ends(link, record)
            type = record.get("type")
            meant = self.words.relation(type) if isinstance(type, str) else None
            is_attack = meant in _ATTACKS and end in self._step_ids
            # An undercut of what has no link is read as a rebuttal.
            is_read_so = meant == "undercuts" and link.relation == "rebuts"
            is_same = meant == link.relation or is_attack or (is_read_so and self._is_last(link))
            if not isinstance(type, str) or not is_same:
                type = link.relation
            if link.relation == "undercuts" and end not in self._step_ids:
                what = "an undercut is written as a relation to the premise of what it attacks"
                self.output.tell("approximated", link.origin, "undercuts", what)
            self._write(Arc(self._steps[link], type, origin, end), record)

    def _is_last(self, link: Link) -> bool:
        """Tell whether what a link ends at has no link that could be undercut."""
        listed = self.graph.outgoing(link.target)
        return not any(one.relation in BEARING and one != link for one in listed)

    def _is_written(self, link: Link, there: set[Link]) -> bool:
        """Tell whether a link has a line: a chain of undercuts must end at one that has."""
        seen = set()
        while (attacked := self.graph.attacked_by(link)) is not None:
            if attacked not in there or attacked in seen:
                return False
            seen.add(attacked)
            link = attacked
        return True

    def _ends(self, link: Link, record: Record) -> tuple[str, str]:
        """Return the lines that a relation leads from and to: those it did before, if it can."""
        known = record.get("ends")
        if isinstance(known, list) and len(known) == 2:  # noqa: PLR2004 -- from and to
            attacked = self.graph.attacked_by(link)
            step = None if attacked is None else self._steps.get(attacked)
            if known[0] in self._parts[link.origin] and known[1] in (
                *self._parts[link.target],
                step,
            ):
                return str(known[0]), str(known[1])
        return self.keys[link.origin], self.keys[link.target]

    # Fields

    def _write_fields(self, statement: Statement) -> None:
        of = self.keys[statement.id]
        lines = records.record(kept(statement, FORMAT), "lines")
        attributes: list[tuple[str, str | None, vocabulary.Field]] = [
            (name, value, (field, value))
            for name, field in vocabulary.WORDS.items()
            if (value := getattr(statement, field)) is not None
        ]
        attributes += [
            (name, repr(share), (field, share))
            for name, field in vocabulary.SHARES.items()
            if (share := getattr(statement, field)) is not None
        ]
        if statement.implicit:
            attributes.append((vocabulary.IMPLICIT, None, ("implicit", True)))
        for name, value, field in attributes:
            self._write_attribute(of, name, value, field, records.record(lines, name))
        for tag in dict.fromkeys(statement.tags):
            record = records.record(lines, f"{vocabulary.TAG} {tag}")
            self._write_attribute(of, vocabulary.TAG, tag, ("tags", tag), record)
        if statement.id in self._stances:
            record = records.record(lines, vocabulary.STANCE)
            self._add(records.whole_number(record, "pos"), self._stance(of, record))
        if statement.note is not None and not re.search("[\r\n]", statement.note):
            record = records.record(lines, vocabulary.NOTES)
            self._write(Note(self._id("#", record), vocabulary.NOTES, of, statement.note), record)

    def _stance(self, of: str, record: Record) -> str:
        if (known := kept_line(record)) is not None:
            return known
        relations = {value: name for name, value in vocabulary.STANCES.items()}
        implied = next(
            link.relation
            for link in self.graph.links
            if self.keys.get(link.origin) == of and "implied" in self._link_record(link)
        )
        return str(Attribute(self._id("A", record), vocabulary.STANCE, of, relations[implied]))

    def _write_attribute(
        self, of: str, name: str, value: str | None, field: vocabulary.Field, record: Record
    ) -> None:
        """Write a field as an attribute, if it can be one: a value has no blanks in it."""
        if (known := kept_line(record)) is not None:
            line = read_line(known)
            if isinstance(line, Attribute) and line.of == of and field_of(line) == field:
                self._used.add(line.id)
                self._add(records.whole_number(record, "pos"), known)
                return
        if value is None or (value and not re.search(r"\s", value)):
            self._write(Attribute(self._id("AM", record), name, of, value), record)

    # What was left

    def _write_rest(self) -> None:
        """Write the lines that are in no map, as long as what they name is there."""
        left = placed(self._rest, "lines")
        there = self._used | {part for parts in self._parts.values() for part in parts}
        while True:
            ids = there | {one.line.id for one in left}
            whole = [one for one in left if names_of(one.line) <= ids]
            if len(whole) == len(left):
                break
            what = "a line that refers to something removed is left out"
            self.output.tell("stale", None, "meta", what)
            left = whole
        for one in [*left, *placed(self._rest, "dangling")]:
            self._add(one.place, one.words)
