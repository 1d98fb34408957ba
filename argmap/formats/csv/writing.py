"""Write a map as a table: a row for each statement, and one for the map and for each source."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from argmap.formats.csv.columns import COLUMNS, FORMULA, TEXTS
from argmap.formats.csv.delimited import DELIMITERS, write_rows
from argmap.formats.losses import EVERYTHING, unheld
from argmap.mapfile.shape import anchor_data, record_data
from argmap.model import RELATIONS

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from argmap.formats.document import Output
    from argmap.model import Anchor, ArgumentMap, Statement

_HEAD = frozenset({"title", "map.meta", "sources"})


def dump(map: ArgumentMap, output: Output, *, delimiter: str) -> str:
    """Return a map as a table that holds all of it, with the usual delimiter of the format.

    With the option ``rows=statements`` there are no rows but those of statements. ``excel=yes``
    begins with a byte order mark and puts an apostrophe before what a spreadsheet would run as a
    formula; without it, such cells are reported.
    """
    columns = list(dict.fromkeys(name for one in map.statements for name in _foreign(one)))
    rows: list[dict[str, str]] = []
    if output.options["rows"] == "all":
        rows += _head_rows(map, output)
    else:
        output.losses += unheld(map, EVERYTHING - _HEAD, format="a table of statements alone")
    rows += [_row(statement, output) for statement in map.statements]
    names = [*COLUMNS, *columns]
    between = DELIMITERS.get(output.options["delimiter"], DELIMITERS[delimiter])
    table = [names, *([row.get(name, "") for name in names] for row in rows)]
    if output.options["excel"] == "yes":
        table = [[guarded(cell) for cell in row] for row in table]
        return "\ufeff" + write_rows(table, between)
    _report_formulas(names, rows, output)
    return write_rows(table, between)


def _report_formulas(names: list[str], rows: list[dict[str, str]], output: Output) -> None:
    """Report what a spreadsheet would run, once for each row, and the option that prevents it."""
    what = "a cell that a spreadsheet runs as a formula; `-O excel=yes` prevents that"
    if any(map(is_formula, names)):
        output.tell("risky", None, "meta", what)
    for row in rows:
        field = next((name for name in names if is_formula(row.get(name, ""))), None)
        if field is not None:
            is_statement = row["kind"] not in ("map", "source")
            output.tell("risky", row["id"] if is_statement else None, field, what)


def is_formula(cell: str) -> bool:
    """Tell whether a spreadsheet would run a cell: not behind an apostrophe, which marks text."""
    return not cell.startswith("'") and bool(FORMULA.match(cell))


def guarded(cell: str) -> str:
    """Return a cell with an apostrophe before what a spreadsheet would run."""
    return f"'{cell}" if FORMULA.match(cell) else cell


def _head_rows(map: ArgumentMap, output: Output) -> Iterator[dict[str, str]]:
    title = map.title or ""
    if map.title is not None and not title.strip():
        output.tell("approximated", None, "title", "a title of spaces is lost in a table")
    if title.strip() or map.meta:
        yield {"kind": "map", "text": title, "meta": _json(map.meta)}
    for source in map.sources:
        data = record_data(source.relative_to(output.folder))
        yield {"id": data.pop("id"), "kind": "source", "meta": _json(data)}


def _row(statement: Statement, output: Output) -> dict[str, str]:
    row = {"id": statement.id, "kind": statement.kind}
    for name in TEXTS:
        value = getattr(statement, name)
        if value == "":
            output.tell("approximated", statement.id, name, f"an empty `{name}` is lost in a table")
        row[name] = value or ""
    row |= {relation: " ".join(getattr(statement, relation)) for relation in RELATIONS}
    for name in ("strength", "credence"):
        value = getattr(statement, name)
        row[name] = "" if value is None else repr(value)
    row["implicit"] = "true" if statement.implicit else ""
    row["tags"] = _json(list(statement.tags))
    row |= _anchor_cells(statement.anchors)
    foreign = _foreign(statement)
    meta = dict(statement.meta)
    if foreign:
        rest = {name: value for name, value in meta.pop("csv").items() if name not in foreign}  # type: ignore[union-attr]
        meta |= {"csv": rest} if rest else {}
    return {**foreign, **row, "meta": _json(meta)}


def _anchor_cells(anchors: Sequence[Anchor]) -> dict[str, str]:
    """Return the first anchor in cells of its own, if it fits there, and the others as JSON."""
    cells: dict[str, str] = {}
    first = anchors[0] if anchors else None
    if first and len(first.spans) <= 1 and first.prefix is None and first.suffix is None:
        cells = {"source": first.source or "", "quote": first.quote}
        if first.spans:
            cells |= {"start": str(first.spans[0].start), "end": str(first.spans[0].end)}
        anchors = anchors[1:]
    cells["anchors"] = _json([anchor_data(anchor) for anchor in anchors])
    return cells


def _foreign(statement: Statement) -> dict[str, str]:
    """Return what a table of somebody else's said of a statement, by the names of its columns."""
    kept = statement.meta.get("csv")
    if not isinstance(kept, dict):
        return {}
    return {
        name: value
        for name, value in kept.items()
        if isinstance(value, str) and value and name and name.strip().casefold() not in COLUMNS
    }


def _json(value: list[Any] | dict[str, Any]) -> str:
    return json.dumps(value, ensure_ascii=False) if value else ""
