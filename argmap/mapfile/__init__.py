"""The map file: a map as people write it, read with the place of every element, edited, written.

Names are loaded when they are first used: to look at a map takes much less than to change it.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from argmap.mapfile.building import Problem
    from argmap.mapfile.editing import Edit, apply_edits
    from argmap.mapfile.reading import MapFile, load, loads, parse_file, parse_map, read_map
    from argmap.mapfile.route import Route
    from argmap.mapfile.shape import to_data
    from argmap.mapfile.writing import dumps, map_format, save

_HOMES = {
    "building": ("Problem",),
    "editing": ("Edit", "apply_edits"),
    "reading": ("MapFile", "load", "loads", "parse_file", "parse_map", "read_map"),
    "route": ("Route",),
    "shape": ("to_data",),
    "writing": ("dumps", "map_format", "save"),
}
_HOME_OF = {name: home for home, names in _HOMES.items() for name in names}

__all__ = [
    "Edit",
    "MapFile",
    "Problem",
    "Route",
    "apply_edits",
    "dumps",
    "load",
    "loads",
    "map_format",
    "parse_file",
    "parse_map",
    "read_map",
    "save",
    "to_data",
]


def __getattr__(name: str) -> object:
    if name not in _HOME_OF:
        raise AttributeError(f"module 'argmap.mapfile' has no attribute {name!r}")
    value = getattr(import_module(f"argmap.mapfile.{_HOME_OF[name]}"), name)
    globals()[name] = value
    return value
