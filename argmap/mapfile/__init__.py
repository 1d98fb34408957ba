"""The map file: a map as people write it, read with the place of every element, edited, written."""

from argmap.mapfile.editing import Edit, apply_edits
from argmap.mapfile.reading import MapFile, Problem, load, loads, parse_map, read_map
from argmap.mapfile.route import Route
from argmap.mapfile.shape import to_data
from argmap.mapfile.writing import dumps, map_format, save

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
    "parse_map",
    "read_map",
    "save",
    "to_data",
]
