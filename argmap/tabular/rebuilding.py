"""A map made again of its rows."""

from __future__ import annotations

import json
from operator import itemgetter
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from pydantic import ValidationError

from argmap.errors import MapFileError, SourceError, SourceMissing
from argmap.model import ArgumentMap
from argmap.model.kinds import KIND_OF_SECTION
from argmap.source import Source
from argmap.tabular.columns import named_tables

if TYPE_CHECKING:
    from argmap.tabular.columns import Row, Rows, Tables

_SECTIONS = {kind: section for section, kind in KIND_OF_SECTION.items()}
_PLACED = {"map", "order", "depth", "quote", "meta", "kind"}
_BY_ORDER = itemgetter("order")


def map_of(rows: Tables[Rows], where: str) -> ArgumentMap:
    """Return the map that has these rows, equal to the one that they were made of.

    Texts of sources are those in the rows: no file is read for them. ``where`` is where the rows
    are from. Raises MapFileError if a column is missing, or if they are not the rows of a map.

    >>> from argmap.tabular.rows import rows_of
    >>> m = ArgumentMap(title="Buses")
    >>> help = m.claim("Buses help", id="help", tags=["city"])
    >>> map_of(rows_of(m, print), "<rows>") == m
    True
    """
    try:
        return _map_of(rows)
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        place = ".".join(str(part) for part in first["loc"])
        raise MapFileError(
            f"these rows do not make a map: `{place}`: {first['msg']}", where=where
        ) from error
    except (KeyError, TypeError, ValueError, RecursionError) as error:
        raise MapFileError(
            _missing(rows) or f"these rows do not make a map: {error}",
            where=where,
            help="`docs/tables.md` lists the columns",
        ) from error


def _map_of(rows: Tables[Rows]) -> ArgumentMap:
    (head,) = rows.maps
    folder = Path(head["path"] or "").parent
    data: dict[str, Any] = {section: [] for section in KIND_OF_SECTION}
    related = _related(rows.relations)
    anchors = _anchors(rows.spans)
    for row in sorted(rows.statements, key=_BY_ORDER):
        id = row["id"]
        data[_SECTIONS[row["kind"]]].append(
            {
                **_own_fields(row),
                **related.pop(id, {}),
                "anchors": anchors.pop(id, ()),
            }
        )
    for lost in (*related, *anchors):
        raise ValueError(f"no statement has the id {lost!r}")
    map = ArgumentMap.model_validate(
        {
            "argmap": head["version"],
            "title": head["title"],
            "meta": _read(head["meta"], {}),
            **data,
        }
    )
    map.sources = [_source(row, folder) for row in sorted(rows.sources, key=_BY_ORDER)]
    map.name = head["name"]
    map.path = None if head["path"] is None else Path(head["path"])
    return map


def _own_fields(row: Row) -> Row:
    """Return the fields of a statement that are in its own row."""
    fields = {
        name: value for name, value in row.items() if name not in _PLACED and value is not None
    }
    return {**fields, "meta": _read(row["meta"], {})}


def _related(rows: Rows) -> dict[str, dict[str, list[str]]]:
    """Return what each statement bears on, by relation."""
    related: dict[str, dict[str, list[str]]] = {}
    for row in sorted(rows, key=_BY_ORDER):
        of_statement = related.setdefault(row["statement"], {})
        of_statement.setdefault(row["relation"], []).append(row["reference"])
    return related


def _anchors(rows: Rows) -> dict[str, list[Row]]:
    """Return the anchors of each statement."""
    anchors: dict[str, dict[int, Row]] = {}
    for row in sorted(rows, key=itemgetter("anchor", "fragment")):
        anchor = anchors.setdefault(row["statement"], {}).setdefault(
            row["anchor"],
            {
                "source": row["source"] if row["names_source"] else None,
                "quote": row["quote"],
                "prefix": row["prefix"],
                "suffix": row["suffix"],
                "spans": [],
            },
        )
        if row["start"] is not None:
            anchor["spans"].append((row["start"], row["end"]))
    return {id: list(numbered.values()) for id, numbered in anchors.items()}


def _source(row: Row, folder: Path) -> Source:
    fields = {name: value for name, value in row.items() if name not in ("map", "order")}
    fields["ignore"] = _read(row["ignore"], ())
    fields["original"] = _read(row["original"], None)
    text = row["text"]
    if row["path"] is not None:
        del fields["text"]
    source = Source.model_validate(fields).named_in(folder, None)
    # Without its text it says so when the text is asked for.
    return (
        source
        if text is None
        else source.held_by(_Text(row["path"], source.encoding, text), folder)
    )


class _Text(NamedTuple):
    """Holds the text of a source instead of its file."""

    path: str
    encoding: str
    text: str

    def read(self, path: str) -> bytes:
        """Return what the file of the text held; see Holder."""
        if path != self.path:
            raise SourceMissing(
                "tables contain the text of a source, but not this file", where=path
            )
        try:
            return self.text.encode(self.encoding)
        except (UnicodeEncodeError, LookupError) as error:
            raise SourceError(
                f"the text cannot be in the encoding {self.encoding!r}", where=path
            ) from error


def _read(text: str | None, otherwise: Any) -> Any:
    return otherwise if text is None else json.loads(text)


def _missing(rows: Tables[Rows]) -> str | None:
    """Return which column is missing, if one is.

    That of the map is not looked for: the rows in a record have none.
    """
    for name, listed, columns in named_tables(rows):
        for column in columns:
            if column.name != "map" and listed and column.name not in listed[0]:
                return f"the table of {name} has no column `{column.name}`"
    return None
