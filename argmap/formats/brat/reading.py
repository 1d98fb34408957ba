"""Read the lines of a brat file into a map in the making."""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING, Any

from argmap.formats.brat import vocabulary
from argmap.formats.brat.covering import Covered, covered, joined, text_bound
from argmap.formats.brat.lines import (
    Arc,
    Attribute,
    Note,
    PlacedLine,
    TextBound,
    Unmapped,
    names_of,
)
from argmap.formats.losses import listing
from argmap.graph import BEARING
from argmap.graph.components import topmost

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from argmap.formats.losses import LossKind
    from argmap.formats.reading.assembly import Assembly
    from argmap.formats.reading.records import Record
    from argmap.formats.reading.spans import Fitted
    from argmap.model import Anchor, Relation
    from argmap.source import Source

FORMAT = "brat"

_BEARING: frozenset[Relation | None] = frozenset(BEARING)
_BY_LINKS = "types without a kind, so that their links decide"
_UNKNOWN_RELATIONS = "relations that cannot be stored in a map"
_LEFT_OUT = "spans that are left out, as requested"
_ADVICE = {
    _BY_LINKS: "; the option `labels={}=…` says what they mean",
    _UNKNOWN_RELATIONS: "; the option `relations={}=…` says what they mean",
}


class Reader:
    """The lines of a file; ``read`` says all of them to the assembly.

    Lines that cannot be stored in a map are put into the assembly's ``rest``, from where they are
    written back in their place.
    """

    def __init__(
        self, lines: Sequence[PlacedLine], assembly: Assembly, sources: Sequence[Source]
    ) -> None:
        self.assembly = assembly
        self.words = vocabulary.words_of(assembly.document.options)
        self.left: list[PlacedLine] = []
        self.left_out: set[str] = set()
        self.spans: dict[str, PlacedLine] = {}
        self.relations: dict[str, PlacedLine] = {}
        self.arcs: dict[str, Arc] = {}
        self.attributes: dict[str, list[PlacedLine]] = defaultdict(list)
        self.notes: dict[str, list[PlacedLine]] = defaultdict(list)
        self.unknown: dict[str, Counter[str]] = defaultdict(Counter)
        self._sort(lines)
        self.parts = self._joined()
        self.source, self.fitted = self._best(sources)
        self.text = None if self.source is None else self.source.text
        # The links of each statement that an undercut may mean, by the key of the inference.
        self.bearing: dict[str, list[str]] = defaultdict(list)
        self.implied: dict[str, list[tuple[Relation, str]]] = {}
        self.joins: dict[str, list[PlacedLine]] = defaultdict(list)

    def _sort(self, lines: Iterable[PlacedLine]) -> None:
        for placed in lines:
            line = placed.line
            if isinstance(line, TextBound):
                if self.words.leaves_out(line.type):
                    self._leave(placed, _LEFT_OUT, line.type)
                    self.left_out.add(line.id)
                elif line.id in self.spans:
                    self._take_again(placed)
                else:
                    self.spans[line.id] = placed
            elif isinstance(line, Arc):
                if line.id in self.relations:
                    self._leave(placed, "relations whose id is already used", line.id)
                else:
                    self.relations[line.id] = placed
                    self.arcs[line.id] = line
            elif isinstance(line, Attribute):
                self.attributes[line.of].append(placed)
            elif isinstance(line, Note):
                self.notes[line.of].append(placed)
            else:
                self._leave_unmapped(placed, line)

    def _leave_unmapped(self, placed: PlacedLine, line: Unmapped) -> None:
        self.left.append(placed)
        if not line.is_known:
            name = line.id[:20] or f"(line {placed.place + 1}, without an id)"
            self.unknown["lines that are not brat's"][name] += 1
        elif line.words.strip():
            self.unknown["lines that cannot be stored in a map"][line.id[:1]] += 1

    def _take_again(self, placed: PlacedLine) -> None:
        """Keep a span whose id is taken, under a key that no line can name."""
        number = 2
        while (key := f"{placed.line.id}\t{number}") in self.spans:
            number += 1
        self.spans[key] = placed
        what = f"the id {placed.line.id!r} has several spans; links use the first"
        self.assembly.tell("repaired", key, "id", what)

    def _leave(self, placed: PlacedLine, sort: str, name: str) -> None:
        self.left.append(placed)
        self.unknown[sort][name] += 1

    # Spans

    def _joined(self) -> dict[str, list[str]]:
        """Return the spans that each statement is made of, by the key of the first."""
        above: dict[str, str] = {}
        for line in self.arcs.values():
            is_known = line.origin in self.spans and line.end in self.spans
            if vocabulary.is_called(line.type, vocabulary.PARTS) and is_known:
                tops = sorted(
                    (topmost(above, line.origin), topmost(above, line.end)), key=self._start
                )
                above[tops[1]] = tops[0]
        parts: dict[str, list[str]] = defaultdict(list)
        for key in self.spans:
            parts[topmost(above, key)].append(key)
        self.owners = {part: key for key, listed in parts.items() for part in listed}
        return {key: sorted(parts[key], key=self._start) for key in self.spans if key in parts}

    def _start(self, key: str) -> tuple[int, int]:
        placed = self.spans[key]
        return min(self._line(key).spans).start, placed.place

    def _line(self, key: str) -> TextBound:
        line = self.spans[key].line
        assert isinstance(line, TextBound)  # noqa: S101 -- as it was sorted
        return line

    def _is_called(self, key: str, name: str) -> bool:
        return vocabulary.is_called(self._line(key).type, name)

    def _best(self, sources: Sequence[Source]) -> tuple[Source | None, Fitted[Covered]]:
        """Return the source in which the most spans cover their words, and what they are there."""
        lines = [self._line(key) for key in self.spans]
        fits = [(source, covered(lines, source.text)) for source in sources]
        if not fits:
            return None, covered(lines, None)
        source, best = max(fits, key=lambda fit: fit[1].fitting)
        self.assembly.tell_unit(best.unit)
        return source, best

    # Statements

    def read(self) -> None:
        """Say all statements and links to the assembly."""
        anchors = dict(zip(self.spans, self.fitted.spans, strict=True))
        self._read_links()
        linked = {origin for origin, listed in self.bearing.items() if listed}
        for key, parts in self.parts.items():
            self._read_statement(key, parts, anchors, is_linked=key in linked)
        for listed in (*self.attributes.values(), *self.notes.values()):
            for placed in listed:
                line = placed.line
                if isinstance(line, Attribute):
                    self._leave(placed, "attributes that cannot be stored in a map", line.name)
                elif isinstance(line, Note):
                    self._leave(placed, "notes that cannot be stored in a map", line.type)
        for sort, names in self.unknown.items():
            counts = ", ".join(f"{name} {count}" for name, count in names.most_common())
            kind: LossKind = "approximated" if sort == _BY_LINKS else "dropped"
            advice = _ADVICE.get(sort, "").format(next(iter(names)))
            self.assembly.tell(kind, None, "type", f"{sort}: {counts}{advice}")
        self.words.report_unmet(self.assembly.tell)
        self._keep_rest()
        if self.fitted.unit != "code points":
            self.assembly.rest["unit"] = self.fitted.unit

    def _keep_rest(self) -> None:
        """Keep lines that cannot be stored in a map, and report those that name what is not there.

        Relations that do are reported one by one.
        """
        ids = self.owners.keys() | self.relations.keys() | {one.line.id for one in self.left}
        self.left.sort(key=lambda placed: placed.place)
        lost = [
            f"{one.line.id} in line {one.place + 1} ({', '.join(sorted(names))})"
            for one in self.left
            if not isinstance(one.line, Arc) and (names := names_of(one.line) - ids)
        ]
        if lost:
            what = f"lines that refer to something not in the file are left out: {listing(lost)}"
            self.assembly.tell("unresolved", None, "type", what)
        for name, is_whole in (("lines", True), ("dangling", False)):
            listed = [one for one in self.left if (names_of(one.line) <= ids) is is_whole]
            if listed:
                self.assembly.rest[name] = [[one.place, one.words] for one in listed]

    def _read_statement(
        self, key: str, parts: list[str], anchors: dict[str, Covered], *, is_linked: bool
    ) -> None:
        line = self._line(key)
        found = [anchors[part] for part in parts]
        for one in found:
            if one.problem:
                self.assembly.tell("unresolved", key, "anchors", one.problem)
            if one.repair:
                self.assembly.tell("repaired", key, "anchors", one.repair)
        listed = [one.anchor for one in found if one.anchor is not None]
        if len(listed) > 1 and len(listed) == len(found):
            listed = [joined(listed, self.text)]
        if self.source is not None and (name := self.assembly.name_of(self.source)):
            listed = [one.model_copy(update={"source": name}) for one in listed]
        is_known = self.words.knows(line.type)
        if not is_known:
            self.unknown[_BY_LINKS][line.type] += 1
        kind = self.words.kind(line.type)
        if is_known and kind is None and not is_linked:
            what = f"a {line.type} without a link is read as a claim"
            self.assembly.tell("approximated", key, "kind", what)
        fields, lines = self._fields(key)
        # What argmap recorded of a statement says all that would be kept of it.
        is_noted = key in self.assembly.encoded.records
        meta = {} if is_noted else self._kept(key, parts, listed, lines)
        self.assembly.statement(key, None, anchors=listed, kind=kind, meta=meta, **fields)

    def _kept(self, key: str, parts: list[str], anchors: list[Anchor], lines: Record) -> Record:
        """Return what is to be kept of the lines of a statement."""
        is_single = len(parts) == 1
        meta = self.spans[key].kept(self._usual(key, anchors) if is_single else self._line(key))
        if not is_single:
            meta["parts"] = [[self.spans[part].place, self.spans[part].words] for part in parts]
            meta["joins"] = [[one.place, one.words] for one in self.joins[key]]
        return {**meta, "lines": lines} if lines else meta

    def _usual(self, key: str, anchors: list[Anchor]) -> TextBound | None:
        """Return the line that would be written for a span."""
        line = self._line(key)
        is_placed = anchors and anchors[0].spans
        return text_bound(line.id, line.type, anchors[0], self.text) if is_placed else None

    def _fields(self, key: str) -> tuple[dict[str, Any], Record]:
        """Return the fields that attributes and notes say, and what to keep of their lines."""
        id = self.spans[key].line.id if "\t" not in key else key
        fields: dict[str, Any] = {}
        lines: Record = {}
        tags: list[str] = []
        for placed in self.attributes.pop(id, ()):
            line = placed.line
            if not isinstance(line, Attribute):
                continue
            field = vocabulary.field_of(line)
            if field is not None and field[0] == "tags":
                tags.append(str(field[1]))
                lines[f"{line.name} {field[1]}"] = placed.kept(placed.line)
            elif field is not None and field[0] not in fields:
                fields[field[0]] = field[1]
                lines[line.name] = placed.kept(placed.line)
            elif key in self.implied and line.name == vocabulary.STANCE:
                lines[line.name] = placed.kept(placed.line)
            else:
                self.attributes[f"{id}\tleft"].append(placed)
        if tags:
            fields["tags"] = tuple(tags)
        for placed in self.notes.pop(id, ()):
            line = placed.line
            is_note = isinstance(line, Note) and line.type == vocabulary.NOTES
            if isinstance(line, Note) and is_note and "note" not in fields:
                fields["note"] = line.words
                lines[line.type] = placed.kept(placed.line)
            else:
                self.notes[f"{id}\tleft"].append(placed)
        return fields, lines

    # Links

    def _read_links(self) -> None:
        for key, line in self.arcs.items():
            is_bearing = self.words.relation(line.type) in _BEARING
            if is_bearing and line.origin in self.owners:
                self.bearing[self.owners[line.origin]].append(key)
        self._read_stances()
        seen: set[tuple[Relation, str, str]] = set()
        for key, placed in self.relations.items():
            line = self.arcs[key]
            relation = self.words.relation(line.type)
            ends = {line.origin, line.end}
            is_join = vocabulary.is_called(line.type, vocabulary.PARTS)
            if is_join and ends <= self.owners.keys():
                self.joins[self.owners[line.origin]].append(placed)
            elif relation is None or ends & self.left_out:
                is_asked = bool(ends & self.left_out) or self.words.has_relation(line.type)
                sort = "relations that are left out, as requested"
                self._leave(placed, sort if is_asked else _UNKNOWN_RELATIONS, line.type)
            else:
                self._read_relation(key, placed, line, relation, seen)
        for key, listed in self.implied.items():
            for relation, major in listed:
                step = f"{key} {major}"
                self.assembly.inference(step, relation, [key], major, meta={"implied": True})

    def _read_relation(
        self,
        key: str,
        placed: PlacedLine,
        line: Arc,
        relation: Relation,
        seen: set[tuple[Relation, str, str]],
    ) -> None:
        origin = self.owners.get(line.origin)
        target = self.owners.get(line.end)
        if origin is not None and target is None and line.end in self.relations:
            relation, target = self._of_relation(line, relation)
        elif origin is not None and target is not None and relation == "undercuts":
            target = self._attacked(key, origin, target)
        if origin is None or target is None:
            self.left.append(placed)
            known = self.owners.keys() | self.relations.keys()
            if lost := [end for end in (line.origin, line.end) if end not in known]:
                what = f"{line.id} refers to {' and '.join(lost)}, not in the file"
                self.assembly.tell("unresolved", origin, relation, what)
            else:
                what = f"{line.id} links things that cannot be linked, or that are ambiguous"
                self.assembly.tell("unresolved", origin, relation, what)
            return
        if (relation, origin, target) in seen:
            self.left.append(placed)
            what = f"{line.id} repeats another relation"
            self.assembly.tell("dropped", origin, relation, what)
            return
        seen.add((relation, origin, target))
        meta = placed.kept(placed.line)
        if (line.origin, line.end) != (origin, self.owners.get(line.end)):
            meta["ends"] = [line.origin, line.end]
        self.assembly.inference(key, relation, [origin], target, meta=meta)

    def _of_relation(self, line: Arc, relation: Relation) -> tuple[Relation, str | None]:
        """Return what a relation to a relation is in a map: an undercut, if it is an attack."""
        attacked = self.relations[line.end].line
        is_link = isinstance(attacked, Arc) and self.words.relation(attacked.type) in _BEARING
        is_attack = relation in ("rebuts", "limits", "undercuts")
        return "undercuts", line.end if is_link and is_attack else None

    def _attacked(self, key: str, origin: str, premise: str) -> str | None:
        """Return the link of a premise that is undercut, None if it may be one of several."""
        options = [one for one in self.bearing[premise] if one != key]
        is_encoded = "undercuts" in self.assembly.encoded.records.get(origin, {})
        if len(options) > 1 and not is_encoded:
            return None
        return options[0] if options else premise

    def _read_stances(self) -> None:
        """Record what the claims of an essay mean to its major claims."""
        majors = [key for key in self.parts if self._is_called(key, vocabulary.MAJOR)]
        known = {(line.origin, line.end) for line in self.arcs.values()}
        for key in self.parts if majors else ():
            stances = [
                vocabulary.STANCES.get(placed.line.value or "")
                for placed in self.attributes.get(self._line(key).id, ())
                if isinstance(placed.line, Attribute) and placed.line.name == vocabulary.STANCE
            ]
            if (
                self._is_called(key, vocabulary.CLAIM)
                and len(stances) == 1
                and stances[0] is not None
            ):
                ends = [major for major in majors if (key, major) not in known]
                self.implied[key] = [(stances[0], major) for major in ends]
                self.bearing[key] += [f"{key} {major}" for major in ends]
