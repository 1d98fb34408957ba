"""What is left of a map when what a format reported as lost is taken away."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from argmap.mapfile import to_data
from argmap.model import ARROW

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from argmap.formats import Loss
    from argmap.model import ArgumentMap, Statement

_KINDS = {"questions": "question", "claims": "claim", "reasons": "reason", "caveats": "caveat"}


def without(map: ArgumentMap, losses: Iterable[Loss], own: str) -> dict[str, Any]:
    """Return what a map says, by the ids of its statements, without what was lost.

    A loss of the field ``id`` takes a statement away, with every reference to it; one of ``order``
    the order of the statements and of their references; one of ``kind`` or of any other field of a
    statement that field; one without a statement the field of the map, or of all sources
    (``sources.author``). What the format ``own`` keeps of a file in ``meta`` is no part of what a
    map says.
    """
    lost = {
        (loss.statement, loss.field) for loss in losses if loss.kind in ("dropped", "approximated")
    }
    data = to_data(map)
    _forget(data, own)
    gone = {statement for statement, field in lost if field == "id"}
    statements: dict[str, Any] = {}
    for section, kind in _KINDS.items():
        for record in data.pop(section, ()):
            if record["id"] in gone:
                continue
            fields: dict[str, Any] = {"kind": kind, **record}
            _forget(fields, own)
            anchors = fields.pop("anchors", None)
            if "quote" in fields:
                anchors = [{k: fields.pop(k) for k in _ANCHOR if k in fields}]
            fields["anchors"] = [
                {k: v for k, v in one.items() if not _is_lost(lost, record["id"], f"anchors.{k}")}
                for one in anchors or ()
            ]
            statements[record["id"]] = {
                name: _without_references(value, gone) if name in _REFERENCES else value
                for name, value in fields.items()
                if not _is_lost(lost, record["id"], name)
            }
    _take_away(data, lost)
    order = None if (None, "order") in lost else list(statements)
    if order is None:
        _sort_references(statements)
    return {**data, "statements": statements, "order": order}


def _take_away(data: dict[str, Any], lost: set[tuple[str | None, str]]) -> None:
    for source in data.get("sources", ()):
        for name in list(source):
            if (None, f"sources.{name}") in lost:
                del source[name]
    for name in list(data):
        if (None, name) in lost:
            del data[name]


def _sort_references(statements: dict[str, Any]) -> None:
    for fields in statements.values():
        for name in _REFERENCES & fields.keys():
            fields[name] = sorted(fields[name])


def renamed(map: ArgumentMap, names: Mapping[str, str]) -> ArgumentMap:
    """Return the map with other ids, as formats give that have ids of their own."""

    def reference(old: str) -> str:
        return ARROW.join(names.get(id, id) for id in old.split(ARROW))

    def statement(old: Statement) -> Statement:
        changed: dict[str, Any] = {"id": names.get(old.id, old.id)}
        for relation in _REFERENCES:
            changed[relation] = tuple(reference(one) for one in getattr(old, relation))
        return old.model_copy(update=changed)

    return map.model_copy(
        update={section: [statement(one) for one in getattr(map, section)] for section in _KINDS}
    )


def _forget(data: dict[str, Any], own: str) -> None:
    rest = {name: value for name, value in data.get("meta", {}).items() if name != own}
    data.pop("meta", None)
    if rest:
        data["meta"] = rest


_ANCHOR = ("source", "quote", "prefix", "suffix", "span", "spans")
_REFERENCES = {"supports", "rebuts", "undercuts", "limits", "restates", "answers"}


def _is_lost(lost: set[tuple[str | None, str]], id: str, name: str) -> bool:
    return (id, name) in lost or (id, name.partition(".")[0]) in lost


def _without_references(value: str | list[str], gone: set[str | None]) -> list[str]:
    listed = [value] if isinstance(value, str) else value
    return [one for one in listed if not set(one.split("->")) & gone]
