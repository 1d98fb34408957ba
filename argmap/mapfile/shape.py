"""The shape of a map in its file: short forms where they say the same."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from argmap.mapfile.own_kinds import in_own_kinds
from argmap.mapfile.route import SECTIONS
from argmap.mapfile.yaml_value import yaml_block, yaml_line, yaml_value
from argmap.model import RELATIONS
from argmap.source import Source

if TYPE_CHECKING:
    from argmap.model import Anchor, ArgumentMap, Statement


def to_data(map: ArgumentMap) -> dict[str, Any]:
    """Return a map in the shape of its file, as dicts, lists and scalars.

    Raises FormatError for a value in a field that only a class of one's own has.

    >>> from argmap.model import ArgumentMap, Claim
    >>> to_data(ArgumentMap(claims=[Claim(id="c", answers=["q"], text="Buses help")]))
    {'argmap': 1, 'claims': [{'id': 'c', 'text': 'Buses help', 'answers': 'q'}]}
    """
    map = in_own_kinds(map)
    data = head_data(map)
    meta = data.pop("meta", None)
    for section in SECTIONS:
        if records := getattr(map, section):
            data[section] = [record_data(record) for record in records]
    if meta is not None:
        data["meta"] = meta
    return data


def head_data(map: ArgumentMap) -> dict[str, Any]:
    """Return what a map says besides its records."""
    data: dict[str, Any] = {"argmap": map.argmap}
    if map.title is not None:
        data["title"] = map.title
    if map.meta:
        data["meta"] = map.meta
    return data


def record_data(record: Source | Statement) -> dict[str, Any]:
    """Return a source or a statement in the shape of the file."""
    if isinstance(record, Source):
        return record.model_dump(mode="json", exclude_defaults=True)
    return statement_data(record)


def statement_data(statement: Statement) -> dict[str, Any]:
    """Return a statement in the shape of the file: one anchor becomes keys of its own."""
    data = statement.model_dump(mode="json", exclude_defaults=True, exclude={"anchors"})
    for relation in RELATIONS:
        if len(data.get(relation, ())) == 1:
            data[relation] = data[relation][0]
    meta = data.pop("meta", None)
    anchors = [anchor_data(anchor) for anchor in statement.anchors]
    if len(anchors) == 1:
        data |= anchors[0]
    elif anchors:
        data["anchors"] = anchors
    if meta is not None:
        data["meta"] = meta
    return data


def anchor_data(anchor: Anchor) -> dict[str, Any]:
    """Return an anchor in the shape of the file."""
    data = anchor.model_dump(mode="json", exclude_defaults=True, exclude={"spans"})
    if len(anchor.spans) == 1:
        data["span"] = list(anchor.spans[0])
    elif anchor.spans:
        data["spans"] = [list(span) for span in anchor.spans]
    return data


def yaml_record(data: dict[str, Any], *, indent: str = "  ") -> list[str]:
    """Return a record as the lines of an item of a YAML list."""
    lines: list[str] = []
    lead = f"{indent}- "
    for name, value in data.items():
        if name == "anchors":
            lines.append(f"{lead}anchors:")
            for anchor in value:
                if yaml_block(anchor["quote"]):
                    lines += yaml_record(anchor, indent=f"{indent}    ")
                else:
                    lines.append(f"{indent}    - {yaml_value(anchor)}")
        else:
            first, *rest = yaml_entry(name, value)
            lines.append(f"{lead}{first}")
            lines += [f"{indent}  {line}" if line else "" for line in rest]
        lead = f"{indent}  "
    return lines


def yaml_entry(name: str, value: Any) -> list[str]:
    """Return a key of a record and its value as lines: a quote of several lines as a block."""
    if name == "quote" and (lines := yaml_block(value)):
        return [f"{name}: |-", *(f"  {line}" if line else "" for line in lines)]
    if name == "original":
        return [f"{name}:", *(f"  {key}: {yaml_line(each)}" for key, each in value.items())]
    return [f"{name}: {yaml_line(value)}"]
