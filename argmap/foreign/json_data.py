"""JSON and JSON Lines, known by their keys."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from argmap.foreign.kind import AS_TEXT, MANY, Foreign

if TYPE_CHECKING:
    from collections.abc import Iterator

_LINES_LOOKED_AT = 20
_KEYS_NAMED = 6
_LINE_SUFFIXES = (".jsonl", ".ndjson", ".jsonlines")
_LABEL_STUDIO = ("annotations", "predictions", "completions")
_LABELLED = Foreign("a labelled text of an annotation tool")

# Keys that an object must have, and what it then is; the first that fits counts.
_OBJECTS: tuple[tuple[frozenset[str], Foreign], ...] = (
    (
        frozenset({"%TYPES", "%FEATURE_STRUCTURES"}),
        Foreign("a UIMA CAS in JSON", "export the CAS as XMI 1.0, which argmap reads"),
    ),
    (frozenset({"nbformat", "cells"}), Foreign("a Jupyter notebook", AS_TEXT)),
    (frozenset({"ideas", "title"}), Foreign("a MindMup map")),
    (frozenset({"text", "edus", "adus"}), Foreign("a row of a table of microtexts")),
    (frozenset({"text", "entities"}), _LABELLED),
    (frozenset({"text", "spans"}), _LABELLED),
    (frozenset({"text", "labeled_spans"}), _LABELLED),
    (frozenset({"text", "label"}), _LABELLED),
    (frozenset({"text", "labels"}), _LABELLED),
    (frozenset({"nodes", "links"}), Foreign("a node-link graph (D3, NetworkX)")),
    (frozenset({"elements", "connections"}), Foreign("a Kumu map")),
    (frozenset({"$schema", "properties"}), Foreign("a JSON schema")),
)


def from_json(text: str, name: str) -> Foreign | None:
    """Return what a text is that begins like JSON, None if that is not clear."""
    try:
        value = json.loads(text)
    except (ValueError, RecursionError):
        return _lines(text) or _several(text)
    if name.lower().endswith(_LINE_SUFFIXES):
        return _lines(text)
    if isinstance(value, list):
        return _listed(value)
    return _object(value) if isinstance(value, dict) else None


def _object(value: dict[str, Any]) -> Foreign | None:
    nodes, edges = value.get("nodes"), value.get("edges")
    if isinstance(nodes, list) and isinstance(edges, list):
        first = next(iter(edges), None)
        if isinstance(first, dict) and {"fromNode", "toNode"} <= first.keys():
            return Foreign("an Obsidian canvas")
        if isinstance(first, dict) and {"source", "target"} <= first.keys():
            return Foreign("a node-link graph (D3, NetworkX)")
    elements = value.get("elements")
    if isinstance(elements, dict) and "nodes" in elements:
        return Foreign("a Cytoscape graph")
    if value.get("type") == "excalidraw":
        return Foreign("an Excalidraw drawing")
    return next((kind for keys, kind in _OBJECTS if keys <= value.keys()), None)


def _listed(value: list[Any]) -> Foreign | None:
    first = next(iter(value), None)
    if not isinstance(first, dict):
        return None
    if "data" in first and not first.keys().isdisjoint(_LABEL_STUDIO):
        return Foreign("a Label Studio export")
    found = _object(first)
    return None if found is None else found._replace(what=f"a list, each item {found.what}")


def _lines(text: str) -> Foreign | None:
    """Return what JSON Lines hold (https://jsonlines.org), None for what is not that."""
    first: dict[str, Any] | None = None
    for line in _first_lines(text):
        try:
            value = json.loads(line)
        except (ValueError, RecursionError):
            return None
        if not isinstance(value, dict):
            return None
        first = first or value
    if first is None:
        return None
    keys = ", ".join(map(repr, list(first)[:_KEYS_NAMED]))
    what = "JSON Lines of documents" if "text" in first else "JSON Lines"
    advice = (
        f"each line has {keys}; `argmap convert -o DIR` writes each line that is a map to a file"
    )
    return Foreign(what, advice, MANY)


def _several(text: str) -> Foreign | None:
    """Return that a text holds several objects one after another, None if it does not."""
    try:
        value, end = json.JSONDecoder().raw_decode(text)
    except (ValueError, RecursionError):
        return None
    is_followed = isinstance(value, dict) and text[end:].lstrip().startswith("{")
    return (
        Foreign("several JSON documents", "write each to its own file", MANY)
        if is_followed
        else None
    )


def _first_lines(text: str) -> Iterator[str]:
    """Yield the first lines that are not empty."""
    lines = (line for line in text.split("\n", 2 * _LINES_LOOKED_AT) if line.strip())
    for _, line in zip(range(_LINES_LOOKED_AT), lines, strict=False):
        yield line
