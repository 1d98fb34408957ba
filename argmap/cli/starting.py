"""What a map starts with: its sources, and a file that editors complete and check by a schema."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import TYPE_CHECKING

from argmap.access import Access
from argmap.cli.streams import put, say
from argmap.errors import OutsideError, SourceEncodingError, SourceError, UsageError
from argmap.file_schema import schema
from argmap.mapfile import dumps, map_format
from argmap.regularfile import read_standard_input
from argmap.source import Source
from argmap.textfile import decoded

if TYPE_CHECKING:
    from argmap.model import ArgumentMap

_SCHEMA = "argmap.schema.json"


def write_first(
    map: ArgumentMap, output: str | None, *, skeleton: str = "", is_new: bool = True
) -> None:
    """Write a map that has only sources, with a ``skeleton`` of lines if it is YAML.

    Its first line names the schema, which is written next to it if the project has none yet.
    """
    if output and output != "-" and map_format(output) == "json":
        put(dumps(map, syntax="json"), output, is_new=is_new)
        return
    folder = Path(output).parent if output and output != "-" else Path()
    is_file = output not in (None, "-")
    named = _schema_of(folder) if is_file else None
    line = f"# yaml-language-server: $schema={named or _SCHEMA}\n" if is_file else ""
    put(line + dumps(map) + skeleton, output, is_new=is_new)
    if is_file and named is None:
        written = str(folder / _SCHEMA)
        put(json.dumps(schema(), ensure_ascii=False, indent=2) + "\n", written, is_new=True)
        say(f"{written}: the schema that editors use to complete and check maps")


def _schema_of(folder: Path) -> str | None:
    """Return the way to the schema of the project, None if it has none yet.

    Editors complete and check the map by it, also those without `argmap lsp`.
    """
    absolute = Path(os.path.abspath(folder))  # noqa: PTH100 -- resolve() would follow links
    access = Access.of(absolute)
    for place in (absolute, *absolute.parents):
        try:
            access.check(place / _SCHEMA)
        except OutsideError:
            break
        if (place / _SCHEMA).is_file():
            return Path(os.path.relpath(place / _SCHEMA, absolute)).as_posix()
    return None


def read_first(text: str, number: int, texts: tuple[str, ...], encoding: str) -> Source:
    """Return a source over a text; those that are called the same are distinguished."""
    try:
        if text == "-":
            inline = decoded(read_standard_input(), encoding, name="<stdin>")
            return Source(id="stdin", text=inline).signed()
        source = Source.from_original(text, encoding=encoding)
    except SourceEncodingError as error:
        advice = f"use `--encoding {error.fitting}`" if error.fitting else "save it as UTF-8"
        raise UsageError(error.what, where=text, help=advice) from error
    except SourceError as error:
        raise UsageError(error.what, where=text, help=error.help) from error
    except OSError as error:
        reason = f"standard input cannot be read: {error.strerror or error}"
        raise UsageError(reason, help=getattr(error, "help", None)) from error
    stems = [Path(each).stem for each in texts]
    if stems.count(stems[number]) == 1:
        return source
    return source.model_copy(update={"id": f"{source.id}-{number + 1}"})
