"""Write a map: the shape of the file, as YAML or JSON, the same bytes for the same map."""

from __future__ import annotations

import json
import os
import re
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from argmap.errors import FormatError
from argmap.mapfile.route import SECTIONS
from argmap.mapfile.yaml_text import yaml_line, yaml_value
from argmap.model import RELATIONS
from argmap.writing import write_file

if TYPE_CHECKING:
    from argmap.model import Anchor, ArgumentMap, Statement
    from argmap.source import Source

_PAIR = re.compile(r"\[\n\s+(\d+),\n\s+(\d+)\n\s+\]")


def map_format(path: str | os.PathLike[str]) -> Literal["yaml", "json"]:
    """Return the format that a file's suffix names; raise FormatError for any other suffix."""
    suffix = Path(path).suffix.lower()
    if suffix in (".yaml", ".yml"):
        return "yaml"
    if suffix == ".json":
        return "json"
    raise FormatError(
        f"{suffix or 'a name without a suffix'} is no suffix of a map file",
        where=str(path),
        help="call it NAME.argmap.yaml or NAME.argmap.json",
    )


def save(map: ArgumentMap, path: str | os.PathLike[str]) -> None:
    """Write a map to a YAML or JSON file, as the suffix says, whole or not at all.

    Paths of sources are rewritten so that they hold from the file's folder. The file is written
    anew; to change one and keep its comments, use ``MapFile.with_map``. Raises FormatError for an
    unknown suffix and OutputError when the file cannot be written.
    """
    syntax = map_format(path)
    folder = Path(path).parent
    moved = [source.relative_to(folder) for source in map.sources]
    text = dumps(map.model_copy(update={"sources": moved}), syntax=syntax)
    write_file(path, text.encode())


def dumps(map: ArgumentMap, *, syntax: Literal["yaml", "json"] = "yaml") -> str:
    """Return a map as the text of a YAML or JSON file.

    The same map always gives the same text, in the author's order, and ``loads`` gives the map
    back.

    >>> from argmap.model import ArgumentMap
    >>> m = ArgumentMap(title="Buses")
    >>> _ = m.claim("Buses help", id="help")
    >>> print(dumps(m), end="")
    argmap: 1
    title: Buses
    claims:
      - id: help
        text: Buses help
    """
    data = to_data(map)
    if syntax == "json":
        text = json.dumps(data, ensure_ascii=False, indent=2, allow_nan=False)
        return _PAIR.sub(r"[\1, \2]", text) + "\n"
    return _as_yaml(data)


def to_data(map: ArgumentMap) -> dict[str, Any]:
    """Return a map in the shape of its file: short forms where they say the same."""
    data: dict[str, Any] = {"argmap": map.argmap}
    if map.title is not None:
        data["title"] = map.title
    for section in SECTIONS:
        records = getattr(map, section)
        if records:
            shape = source_data if section == "sources" else statement_data
            data[section] = [shape(record) for record in records]
    if map.meta:
        data["meta"] = map.meta
    return data


def source_data(source: Source) -> dict[str, Any]:
    """Return a source in the shape of the file."""
    return source.model_dump(mode="json", by_alias=True, exclude_defaults=True)


def statement_data(statement: Statement) -> dict[str, Any]:
    """Return a statement in the shape of the file: one anchor becomes keys of its own."""
    data = statement.model_dump(mode="json", exclude_defaults=True)
    for relation in RELATIONS:
        if len(data.get(relation, ())) == 1:
            data[relation] = data[relation][0]
    meta = data.pop("meta", None)
    data.pop("anchors", None)
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


def _as_yaml(data: dict[str, Any]) -> str:
    lines: list[str] = []
    for key, value in data.items():
        if key not in SECTIONS:
            lines.append(f"{key}: {yaml_line(value)}")
            continue
        lines.append(f"{key}:")
        for record in value:
            lead = "  - "
            for name, part in record.items():
                lines += _entry(lead, name, part)
                lead = "    "
    return "\n".join(lines) + "\n"


def _entry(lead: str, name: str, value: Any) -> list[str]:  # noqa: ANN401 -- any JSON value
    if name != "anchors":
        return [f"{lead}{name}: {yaml_line(value)}"]
    lines = [f"{lead}anchors:"]
    for anchor in value:
        parts = ", ".join(f"{key}: {yaml_value(part)}" for key, part in anchor.items())
        lines.append(f"      - {{{parts}}}")
    return lines


def write_text(text: str, path: str | os.PathLike[str]) -> None:
    """Write text to a file, whole or not at all; ``-`` is standard output."""
    if str(path) == "-":
        sys.stdout.write(text)
    else:
        write_file(path, text.encode())
