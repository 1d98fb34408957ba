"""The map file: a map as people write it, read with the place of every element, edited, written.

Names are loaded when they are first used: to look at a map takes much less than to change it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from argmap.lazy import names_of

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

__getattr__ = names_of(__name__, _HOMES)
