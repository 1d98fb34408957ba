"""A map with the records that files know, of whatever classes it was made.

A class of one's own may derive from a record and have further fields. No file has a place for them,
so a value there is refused, and not left out in silence.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from argmap.errors import FormatError
from argmap.mapfile.route import SECTIONS
from argmap.model import Anchor, ArgumentMap, Statement
from argmap.record import kind_of
from argmap.source import Source

if TYPE_CHECKING:
    from argmap.record import Record


def in_own_kinds(map: ArgumentMap) -> ArgumentMap:
    """Return the map with its records as argmap's own classes have them.

    Raises FormatError for a record with a value in a field that only a class of one's own has.

    >>> m = ArgumentMap()
    >>> in_own_kinds(m) is m
    True
    """
    listed = {section: getattr(map, section) for section in SECTIONS}
    own = {section: [_record(one) for one in records] for section, records in listed.items()}
    if type(map) is not ArgumentMap:
        map = ArgumentMap.model_construct(**_fields(map, "the map"))
    if any(
        one is not other
        for section, records in listed.items()
        for one, other in zip(records, own[section], strict=True)
    ):
        map = map.model_copy(update=own)
    return map


def _record(record: Any) -> Any:
    kind = kind_of(type(record))
    name = f"{kind.__name__.lower()} {record.id!r}"
    if isinstance(record, Statement) and any(type(one) is not Anchor for one in record.anchors):
        anchors = tuple(_anchor(one, name) for one in record.anchors)
        record = record.model_copy(update={"anchors": anchors})
    if type(record) is kind:
        return record
    made = kind.model_construct(**_fields(record, name))
    return made.placed_like(record) if isinstance(made, Source) else made


def _anchor(anchor: Anchor, name: str) -> Anchor:
    return anchor if type(anchor) is Anchor else Anchor.model_construct(**_fields(anchor, name))


def _fields(record: Record, name: str) -> dict[str, Any]:
    """Return the fields that argmap knows; refuse a value in another one."""
    known = kind_of(type(record)).model_fields.keys()
    further = type(record).model_fields.keys() - known
    if more := sorted(record.model_dump(include=further, exclude_defaults=True)) if further else []:
        rest = "" if isinstance(record, Source | Anchor) else ", or keep it under `meta`"
        raise FormatError(
            f"{name} has a field `{more[0]}` of the class {type(record).__name__}, "
            "which cannot be saved in a file",
            help=f"remove its value{rest}",
        )
    return {name: value for name, value in record.__dict__.items() if name in known}
