"""The map file: a map as people write it, read with the place of every element, edited, written."""

from argmap.mapfile.editing import Edit, apply_edits, edits_between
from argmap.mapfile.reading import MapFile, Problem, load, loads, parse_map, read_map
from argmap.mapfile.route import Route
from argmap.mapfile.writing import dumps, map_format, save, to_data

__all__ = [
    "Edit",
    "MapFile",
    "Problem",
    "Route",
    "apply_edits",
    "dumps",
    "edits_between",
    "load",
    "loads",
    "map_format",
    "parse_map",
    "read_map",
    "save",
    "to_data",
]
