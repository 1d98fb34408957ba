"""Read a map from a table: argmap's own, or any other whose columns somebody names."""

from __future__ import annotations

import re
from collections import defaultdict
from typing import TYPE_CHECKING, Any

from argmap.errors import FormatError, UsageError
from argmap.formats.csv.columns import (
    FORMULA,
    WORDS,
    mapped_columns,
    own_columns,
    split_references,
)
from argmap.formats.csv.delimited import DELIMITERS, read_rows
from argmap.formats.csv.rows import Record, read_row, relate, valid
from argmap.formats.reading.kinds import CLASSES, fitting_kind
from argmap.formats.reading.texts import Texts
from argmap.formats.reading.vocabulary import Vocabulary
from argmap.model import ARROW, ArgumentMap
from argmap.model.source_index import SourceIndex
from argmap.source import Source

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from argmap.formats.csv.columns import Columns
    from argmap.formats.csv.delimited import Row
    from argmap.formats.document import Document
    from argmap.model import Kind, Statement

_KINDS: dict[str, Kind] = {kind: kind for kind in CLASSES}
_LETTERS: dict[Kind, str] = {"question": "q", "claim": "c", "reason": "r", "caveat": "k"}
_ID = re.compile(r"(?!.*->)\S{1,200}")


def fits(document: Document, *, delimiters: str) -> bool:
    """Tell whether the first line names the columns of argmap's tables, between delimiters."""
    first = re.split("[\r\n]", document.text, maxsplit=1)[0]
    names = {name.strip(' "').casefold() for name in re.split(f"[{delimiters}]", first)}
    return {"id", "kind"} <= names and not names.isdisjoint(("text", "quote"))


def load(document: Document) -> ArgumentMap:
    """Return the map that a table says.

    Without the option ``columns`` they are called as in argmap's own tables. A row is a statement,
    or the map, or a source, as its kind says. What a column says that stands for nothing is kept
    in ``meta.csv``. Raises MapFileError, with the place, for what cannot be understood, and
    FormatError if no column has the text of statements.
    """
    return _Table(document).map()


class _Table:
    def __init__(self, document: Document) -> None:
        self.document = document
        options = document.options
        delimiter = DELIMITERS.get(options["delimiter"]) or _delimiter(document.text)
        rows = read_rows(document, delimiter, quoted=options["quotes"] == "yes")
        if options["excel"] == "yes":
            rows = [row._replace(cells=[_bare(cell) for cell in row.cells]) for row in rows]
        names = rows.pop(0).cells if options["header"] == "yes" and rows else []
        if names:
            _check_width(document, rows, len(names), delimiter)
        width = max((len(row.cells) for row in rows), default=0)
        names = [*names, *(str(number + 1) for number in range(len(names), width))]
        self.is_own = not options["columns"]
        self.columns = _columns(document, names, options["columns"])
        self.words = Vocabulary({}, WORDS, options)
        self.rows = [row for row in rows if any(row.cells)]
        self.has_head = False
        self.title: str | None = None
        self.meta: dict[str, Any] = {}
        self.sources: list[Source] = []
        self.records: list[Record] = []
        self.claims: dict[str, Record] = {}

    def map(self) -> ArgumentMap:
        """Return the map, and tell the document what was lost."""
        if not self.columns.names:
            what = "the table is empty: it has no column for the text of statements"
            raise FormatError(what, where=self.document.name)
        if self.columns.fields.keys().isdisjoint(("text", "quote", "anchors")):
            names = ", ".join(map(repr, self.columns.names))
            raise FormatError(
                "no column has the text of statements",
                where=self.document.name,
                help=f"name it, as in columns='text=Sentence': the table has {names}",
            )
        self._read()
        self.words.report_unmet(self.document.tell)
        self._name()
        self.sources = self.sources or list(self.document.sources)
        self._place()
        known: dict[str, str] = {}
        for record in self.records:
            known.setdefault(record.name or record.id, record.id)
        made: dict[str, Any] = {f"{kind}s": [] for kind in CLASSES}
        for record in self.records:
            statement = self._statement(record, known)
            made[f"{statement.kind}s"].append(statement)
        return ArgumentMap.model_construct(
            argmap=1, title=self.title, sources=self.sources, meta=self.meta, **made
        )

    def _read(self) -> None:
        for row in self.rows:
            record = read_row(self.document, row, self.columns)
            if self.is_own and record.kind.lower() == "map":
                if self.has_head:
                    raise self.document.error("a second row is of the kind `map`", row.offset)
                self.has_head = True
                self.title, self.meta = record.text, record.fields["meta"]
            elif self.is_own and record.kind.lower() == "source":
                given = {**record.fields["meta"], "id": record.name}
                source = valid(self.document, row.offset, Source, given)
                if any(one.id == source.id for one in self.sources):
                    what = f"the table has several sources with the id {source.id!r}"
                    self.document.tell("unresolved", None, "sources", what)
                self.sources.append(self.document.placed(source))
            elif relate(self.document, row, self.columns, self.words, record):
                self._keep(record)
        # Statements that rows name by their words alone come first, as what rows bear on.
        self.records[:0] = self.claims.values()

    def _keep(self, record: Record) -> None:
        if not (record.text or record.anchor or record.anchors):
            what = "rows without words are left out"
            self.document.tell("dropped", record.name or None, "text", what)
            return
        self.records.append(record)
        for _, words in record.targets:
            self.claims.setdefault(words, Record(record.offset, kind="claim", text=words))

    def _name(self) -> None:
        """Give each statement its id: that of the table where it can be, else a number."""
        wanted = {record.name for record in self.records}
        made = {id(record) for record in self.claims.values()}  # no rows of the table
        taken: set[str] = set()
        counts: dict[str, int] = defaultdict(int)
        for record in self.records:
            record.id = record.name
            what = None
            if not _ID.fullmatch(record.name) or record.name in taken:
                if record.name:
                    what = "an id that is already used or not allowed was replaced by a number"
                    record.kept[self.columns.names[self.columns.fields["id"]]] = record.name
                elif "id" in self.columns.fields and id(record) not in made:
                    what = "a row without an id was given a number"
                letter = _LETTERS[_kind(record, record.relations)]
                while record.id in taken or record.id in wanted:
                    counts[letter] += 1
                    record.id = f"{letter}{counts[letter]}"
                if what is not None:
                    self.document.tell("repaired", record.id, "id", what)
            taken.add(record.id)

    def _place(self) -> None:
        """Find out where words are: by the spans of the table, else in the texts given with it."""
        texts = Texts(self.document.sources, self.sources)
        index = SourceIndex(self.sources)
        records = {record.id: record for record in self.records}
        for record in self.records:
            anchor = record.anchor
            meant = index.find(anchor.source) if anchor and anchor.spans else None
            if anchor and meant is not None:
                texts.span(record.id, meant, anchor.quote, *anchor.spans[0])
        for _, given, span in texts.fitted():
            record = records[given.key or ""]
            if span is not None and record.anchor is not None:
                record.anchor = record.anchor.model_copy(update={"spans": (span,)})
        wanted = [record for record in self.records if record.needs_place]
        anchors = texts.words(
            [(one.id, one.anchor.quote if one.anchor else one.text) for one in wanted]
        )
        for record, anchor in zip(wanted, anchors, strict=True):
            if anchor is not None:
                record.anchor = anchor
                record.text = None if record.text == anchor.quote else record.text
        for loss in texts.losses:
            self.document.tell(*loss)

    def _statement(self, record: Record, known: Mapping[str, str]) -> Statement:
        listed: dict[str, list[str]] = defaultdict(list)
        for relation, cell in record.references:
            for reference in split_references(cell, known):
                premise, arrow, end = reference.partition(ARROW)
                if premise not in known or (end and end not in known):
                    what = f"it {relation} {reference!r}, which is not a row of the table"
                    self.document.tell("unresolved", record.id, relation, what)
                # What names nothing stays in a map of argmap's own, where `check` reports it.
                if self.is_own or premise in known:
                    named = known.get(premise, premise) + arrow + known.get(end, end)
                    listed[relation].append(named)
        for relation, words in record.targets:
            listed[relation].append(self.claims[words].id)
        kind = _kind(record, {name for name in listed if listed[name]})
        if record.kind and kind != record.kind.lower():
            what = f"{record.kind!r} cannot be its kind, which is decided by its links"
            self.document.tell("approximated", record.id, "kind", what)
            if not self.is_own:
                record.kept[self.columns.names[self.columns.fields["kind"]]] = record.kind
        if record.kept:
            own = record.fields["meta"].get("csv")
            kept = (own if isinstance(own, dict) else {}) | record.kept
            record.fields["meta"] = {**record.fields["meta"], "csv": kept}
        anchors = ([record.anchor] if record.anchor else []) + list(record.anchors)
        given = {"id": record.id, "text": record.text, "anchors": anchors, **listed}
        return valid(self.document, record.offset, CLASSES[kind], given | record.fields)


def _kind(record: Record, relations: Collection[str]) -> Kind:
    """Return the kind that a row names, if it can be that one, else the one its links tell."""
    return fitting_kind(_KINDS.get(record.kind.lower()), relations)


def _delimiter(text: str) -> str:
    """Return the delimiter that stands most often in the first line; the comma, if none does."""
    first = re.split("[\r\n]", text, maxsplit=1)[0]
    return max(DELIMITERS.values(), key=first.count)


def _bare(cell: str) -> str:
    return cell[1:] if cell.startswith("'") and FORMULA.match(cell) else cell


def _check_width(document: Document, rows: list[Row], width: int, delimiter: str) -> None:
    """Raise MapFileError for a row with more cells than there are columns: one was cut in two."""
    for row in rows:
        if any(row.cells[width:]):
            name = next(name for name, sign in DELIMITERS.items() if sign == delimiter)
            raise document.error(
                f"this row has {len(row.cells)} cells, but the table has {width} columns",
                row.offset,
                help=f"enclose a cell that holds a {name} in quotation marks, or name every column",
            )


def _columns(document: Document, names: list[str], given: str) -> Columns:
    """Return which columns stand for what; raise UsageError if that is unclear."""
    try:
        found = mapped_columns(given, names) if given else own_columns(names)
    except UsageError as error:
        error.where = error.where or document.name
        raise
    apart = _apart(names)
    others = {number: apart[number] for number in found.others}
    return found._replace(names=apart, others=others)


def _apart(names: list[str]) -> list[str]:
    """Return the names with a number after each that is there already."""
    found: dict[str, None] = {}
    for name in names:
        number, free = 1, name
        while free in found:
            number += 1
            free = f"{name}.{number}"
        found[free] = None
    return list(found)
