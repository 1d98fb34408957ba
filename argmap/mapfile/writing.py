"""Write a map as YAML or JSON, the same bytes for the same map."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from argmap.errors import FormatError, MapFileError
from argmap.mapfile.json_text import json_lines
from argmap.mapfile.opening import read_bytes
from argmap.mapfile.reading import parse_map
from argmap.mapfile.route import SECTIONS
from argmap.mapfile.shape import to_data, yaml_record
from argmap.mapfile.yaml_value import yaml_line
from argmap.writing import write_file

if TYPE_CHECKING:
    import os

    from argmap.model import ArgumentMap


def map_format(path: str | os.PathLike[str]) -> Literal["yaml", "json"]:
    """Return the format that a file's suffix names; raise FormatError for any other suffix.

    >>> map_format("council.argmap.yaml"), map_format("council.argmap.json")
    ('yaml', 'json')
    """
    suffix = Path(path).suffix.lower()
    if suffix in (".yaml", ".yml"):
        return "yaml"
    if suffix == ".json":
        return "json"
    raise FormatError(
        f"a map file cannot have {f'the extension {suffix}' if suffix else 'no extension'}",
        where=str(path),
        help="call it NAME.argmap.yaml or NAME.argmap.json",
    )


def save(map: ArgumentMap, path: str | os.PathLike[str]) -> None:
    """Write a map to a YAML or JSON file, as the suffix says, whole or not at all.

    Paths of sources are rewritten so that they hold from the file's folder. If the map file already
    exists, only what differs is changed in it, so that its comments and layout stay; a record that
    has moved is moved with its comments. It is written anew when it cannot be read without
    problems, or cannot be changed in this way. Raises FormatError for an unknown suffix or a map
    that no file can hold, FileChanged if another program writes to the file in the meantime, and
    OutputError when it cannot be written.
    """
    syntax = map_format(path)
    moved = map.model_copy(
        update={"sources": [source.relative_to(Path(path).parent) for source in map.sources]}
    )
    was = read_bytes(path) if Path(path).is_file() else None
    text = None if was is None else _kept_text(moved, was, Path(path), syntax)
    text = dumps(moved, syntax=syntax) if text is None else text
    write_file(path, text.encode(), was=was, is_new=was is None)


def _kept_text(
    map: ArgumentMap, was: bytes, path: Path, syntax: Literal["yaml", "json"]
) -> str | None:
    """Return the text of the file at the path changed so that it says the map, if that can be."""
    try:
        asked: Literal["json"] | None = "json" if syntax == "json" else None
        file = parse_map(was.decode(), name=str(path), folder=path.parent, syntax=asked)
        return file.with_map(map) if not file.problems and file.syntax == syntax else None
    except (MapFileError, UnicodeDecodeError):
        return None


def dumps(map: ArgumentMap, *, syntax: Literal["yaml", "json"] = "yaml") -> str:
    """Return a map as the text of a YAML or JSON file.

    The same map always gives the same text, in the author's order, and ``loads`` gives the map
    back. Raises FormatError for a map that no file can hold.

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
    try:
        text = f"{json_lines(data)}\n" if syntax == "json" else _as_yaml(data)
        text.encode()
    except ValueError as error:
        raise FormatError(
            "the map has a value that cannot be saved: a number that is not finite, or half a "
            "character",
            help="check its `meta`",
        ) from error
    return text


def _as_yaml(data: dict[str, Any]) -> str:
    lines: list[str] = []
    for key, value in data.items():
        if key in SECTIONS:
            lines.append(f"{key}:")
            for record in value:
                lines += yaml_record(record)
        else:
            lines.append(f"{key}: {yaml_line(value)}")
    return "\n".join(lines) + "\n"
