"""Change single elements of a map."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Any, NamedTuple

from argmap.errors import MapFileError
from argmap.mapfile.route import SECTIONS, Route
from argmap.model import Anchor
from argmap.record import known_keys
from argmap.source import Source

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pydantic import BaseModel

    from argmap.model import ArgumentMap

_HEAD = ("title", "meta")


class Edit(NamedTuple):
    """Set the element at a route to a value; None takes it away.

    The route leads to the title, into the ``meta`` of the map, or to a field of a record, and
    counts as the map does. The value is what JSON would hold: texts, numbers, lists and mappings
    of them.
    """

    route: Route
    value: Any


def apply_edits(map: ArgumentMap, edits: Iterable[Edit]) -> ArgumentMap:
    """Return the map with the edits made, one after the other; the map given stays as it was.

    Raises MapFileError when there is no place for an edit, and pydantic's ValidationError when a
    record would no longer be well formed.

    >>> from argmap.model import ArgumentMap
    >>> m = ArgumentMap()
    >>> _ = m.claim("Buses help", id="help")
    >>> apply_edits(m, [Edit(("claims", 0, "text"), "Buses help a lot")])["help"].text
    'Buses help a lot'
    """
    head = map.model_dump(mode="json", include=set(_HEAD), exclude_defaults=True)
    records: dict[tuple[str, int], dict[str, Any]] = {}
    for edit in edits:
        section, *rest = edit.route or ("",)
        if section in _HEAD:
            _set(head, edit.route, edit)
            continue
        row, *field = rest or (None,)
        kept = getattr(map, str(section)) if section in SECTIONS else []
        if not isinstance(row, int) or not 0 <= row < len(kept) or not field:
            raise _placeless(edit)
        _refuse_unknown(kept[row], edit)
        key = (str(section), row)
        if key not in records:
            records[key] = kept[row].model_dump(mode="json", exclude_defaults=True)
        _set(records[key], field, edit)
    changed: dict[str, Any] = {name: head.get(name) for name in _HEAD}
    changed["meta"] = changed["meta"] or {}
    for (name, row), data in records.items():
        listed = changed.setdefault(name, list(getattr(map, name)))
        listed[row] = _rebuilt(listed[row], data)
    valid = type(map).model_validate({name: head[name] for name in _HEAD if name in head})
    return map.model_copy(update={**changed, "title": valid.title, "meta": valid.meta})


def _rebuilt(record: Any, data: dict[str, Any]) -> Any:
    made = type(record).model_validate(data)
    return made.placed_like(record) if isinstance(record, Source) else made


def _refuse_unknown(record: Any, edit: Edit) -> None:
    """Refuse an edit of a field that there is not: to take it away would change nothing."""
    owner: type[BaseModel] = type(record)
    field, *inner = edit.route[2:]
    if field == "anchors" and len(inner) > 1:
        owner, field = Anchor, inner[1]
    if field not in owner.model_fields and field not in known_keys(owner):
        raise _placeless(edit)


def _set(data: Any, route: Iterable[str | int], edit: Edit) -> None:
    steps = list(route)
    try:
        for step, following in pairwise(steps):
            if isinstance(data, dict) and step not in data:
                data[step] = [] if isinstance(following, int) else {}
            elif isinstance(data, list) and step == len(data):
                data.append([] if isinstance(following, int) else {})
            data = data[step]
        last = steps[-1]
        if edit.value is None:
            data.pop(last, *([None] if isinstance(data, dict) else []))
        elif isinstance(data, list) and last == len(data):
            data.append(edit.value)
        else:
            data[last] = edit.value
    except (AttributeError, IndexError, KeyError, TypeError) as error:
        raise _placeless(edit) from error


def _placeless(edit: Edit) -> MapFileError:
    route = ".".join(str(step) for step in edit.route)
    return MapFileError(f"an edit of `{route}` has no place in the map")
