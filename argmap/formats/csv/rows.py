"""What one row of a table says."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, TypeVar

from pydantic import BaseModel, ValidationError

from argmap.formats.csv.columns import TEXTS
from argmap.model import RELATIONS, Anchor
from argmap.model.source_index import SourceIndex

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from argmap.formats.csv.columns import Columns
    from argmap.formats.csv.delimited import Row
    from argmap.formats.document import Document
    from argmap.formats.reading.vocabulary import Vocabulary
    from argmap.model import Relation

Model = TypeVar("Model", bound=BaseModel)

_MOST_DIGITS = 18
_TRUTH = {"true": True, "yes": True, "1": True, "false": False, "no": False, "0": False}


@dataclass
class Record:
    """What a row says of a statement.

    ``name`` is its id in the table, ``anchor`` the one that has cells of its own and ``anchors``
    are the others; ``references`` are cells full of ids, ``targets`` the words of statements, and
    ``kept`` is what no field stands for, by column.
    """

    offset: int = 0
    name: str = ""
    kind: str = ""
    text: str | None = None
    anchor: Anchor | None = None
    anchors: tuple[Anchor, ...] = ()
    fields: dict[str, Any] = field(default_factory=dict)
    references: list[tuple[Relation, str]] = field(default_factory=list)
    targets: list[tuple[Relation, str]] = field(default_factory=list)
    kept: dict[str, str] = field(default_factory=dict)
    id: str = ""

    @property
    def relations(self) -> set[Relation]:
        """The relations that it has, whatever they lead to."""
        return {relation for relation, _ in (*self.references, *self.targets)}

    @property
    def needs_place(self) -> bool:
        """True if its words should be in a source, and it is not known where."""
        is_placed = bool(self.anchors) or (self.anchor is not None and bool(self.anchor.spans))
        return not is_placed and not self.fields.get("implicit")


def read_row(document: Document, row: Row, columns: Columns) -> Record:
    """Return what a row says in the columns of its fields, and keep the others.

    Raises MapFileError for a cell that is not what its column must hold.
    """
    cells = {name: cell for name, number in columns.fields.items() if (cell := row.cell(number))}
    record = Record(row.offset, cells.get("id", "").strip(), cells.get("kind", "").strip())
    record.kept = {
        name: cell for number, name in columns.others.items() if (cell := row.cell(number))
    }
    record.fields = {name: cells[name] for name in TEXTS[1:] if name in cells}
    record.fields["meta"] = _json(document, row, cells.get("meta", "{}"), dict)
    if cells.get("text", "").strip():
        record.text = cells["text"]
    for name in ("strength", "credence"):
        if name in cells:
            record.fields[name] = _number(document, row, cells[name])
    if "implicit" in cells:
        record.fields["implicit"] = _truth(document, row, cells["implicit"])
    if "tags" in cells:
        record.fields["tags"] = _tags(document, row, cells["tags"])
    record.references = [(name, cells[name]) for name in RELATIONS if name in cells]
    record.anchor = _anchor(document, row, cells)
    if "source" in cells and record.anchor is None:
        record.kept[columns.names[columns.fields["source"]]] = cells["source"]
    listed = _json(document, row, cells.get("anchors", "[]"), list)
    record.anchors = tuple(valid(document, row.offset, Anchor, one) for one in listed)
    return record


def relate(
    document: Document,
    row: Row,
    columns: Columns,
    vocabulary: Vocabulary,
    record: Record,
) -> bool:
    """Record what columns of related ids and words say; return False if the row is to go."""
    for place in range(max(len(columns.related), len(columns.target))):
        # One column of relations may hold for all of related ids.
        relation_column = columns.relation[: place + 1][-1:]
        pair = [*columns.related[place : place + 1], *relation_column]
        named = "".join(row.cell(number) for number in columns.related[place : place + 1])
        words = "".join(row.cell(number) for number in columns.target[place : place + 1])
        word = "".join(row.cell(number) for number in relation_column).strip()
        is_known = vocabulary.has_relation(word)
        if not named and not words:
            continue
        if not is_known:
            what = f"{word!r} is not a known relation" if word else "no relation is given"
            document.tell("unresolved", None, "supports", what)
            record.kept |= {columns.names[at]: cell for at in pair if (cell := row.cell(at))}
            continue
        relation = vocabulary.relation(word)
        if relation is None:
            what = f"rows whose relation is {word!r} are left out"
            document.tell("dropped", None, "id", what)
            return False
        if named:
            record.references.append((relation, named))
        if words:
            record.targets.append((relation, words))
    return True


def valid(document: Document, offset: int, model: type[Model], given: object) -> Model:
    """Return a record of a map; raise MapFileError, with the place, where it cannot be one."""
    try:
        return model.model_validate(given)
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(str(part) for part in first["loc"][:2])
        reason = first["msg"].removeprefix("Value error, ")
        what = f"{where}: {reason}" if where else reason
        raise document.error(f"the {model.__name__.lower()} of this row: {what}", offset) from error


def _anchor(document: Document, row: Row, cells: Mapping[str, str]) -> Anchor | None:
    source = cells.get("source")
    places = [_offset(document, row, cells[name]) for name in ("start", "end") if name in cells]
    if "quote" not in cells and not places:
        return None
    quote = cells.get("quote") or _cut(document, row, places, source)
    given: dict[str, Any] = {"source": source, "quote": quote}
    if places:
        given["span"] = places
    return valid(document, row.offset, Anchor, given)


def _cut(document: Document, row: Row, places: Sequence[int], source: str | None) -> str:
    """Return the words at a span of a table that does not say them."""
    found = SourceIndex(document.sources).find(source)
    if found and len(places) == 2 and (quote := found.text[slice(*places)]):  # noqa: PLR2004 -- start and end
        return quote
    raise document.error(
        "a span without its words needs the text of its source",
        row.offset,
        help="give a column as `quote`, or the text as the source",
    )


def _offset(document: Document, row: Row, cell: str) -> int:
    if cell.strip().isdecimal() and len(cell) <= _MOST_DIGITS:
        return int(cell)
    shown = cell[:_MOST_DIGITS]
    raise document.error(
        f"a span must start and end at whole numbers, not at {shown!r}", row.offset
    )


def _number(document: Document, row: Row, cell: str) -> float:
    try:
        return float(cell.replace(",", "."))
    except ValueError as error:
        raise document.error(f"{cell!r} is not a number", row.offset) from error


def _truth(document: Document, row: Row, cell: str) -> bool:
    truth = _TRUTH.get(cell.strip().lower())
    if truth is None:
        raise document.error(f"`implicit` must be true or false, not {cell!r}", row.offset)
    return truth


def _tags(document: Document, row: Row, cell: str) -> list[Any]:
    if cell.lstrip().startswith("["):
        listed: list[Any] = _json(document, row, cell, list)
        return listed
    return [tag for part in cell.replace(";", ",").split(",") if (tag := part.strip())]


def _json(document: Document, row: Row, cell: str, wanted: type) -> Any:
    try:
        value = json.loads(cell)
    except (ValueError, RecursionError) as error:
        raise document.error("a cell that must be JSON is not", row.offset) from error
    if not isinstance(value, wanted):
        raise document.error(
            f"a cell must be a JSON {'object' if wanted is dict else 'list'}", row.offset
        )
    return value
