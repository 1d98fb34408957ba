"""What the JSON Schema of an anchor and of a statement says about shorthand."""

from __future__ import annotations

from typing import TYPE_CHECKING

from argmap.describing import has, names, not_both, or_null, without_null

if TYPE_CHECKING:
    from collections.abc import Iterable

    from argmap.describing import Schema

_ORDER = ("quote", "span", "spans", "source", "prefix", "suffix")
_KINDS = {
    "span": "array",
    "spans": "array",
    "source": "string",
    "prefix": "string",
    "suffix": "string",
}


def allow_span(anchor: Schema) -> None:
    """Let an anchor have one pair instead of a list with one pair."""
    pair = without_null(anchor["properties"]["spans"])["items"]
    anchor["properties"]["span"] = {
        "anyOf": [
            {key: value for key, value in pair.items() if key != "description"},
            {"type": "null"},
        ],
        "description": "Where the quote stands, if in one piece: one pair, short for `spans`.",
    }
    anchor["allOf"] = [not_both("span", "spans", "array")]


def allow_shorthand(statement: Schema, anchor: Schema) -> None:
    """Let the fields of a single anchor stand on the statement itself."""
    fields = statement["properties"]
    shorthand = {name: _untitled(or_null(anchor["properties"][name])) for name in _ORDER}
    statement["properties"] = {
        **{name: fields.pop(name) for name in ("id", "text")},
        **shorthand,
        **fields,
    }
    some = {"type": "array", "minItems": 1}
    has_anchors = {"required": ["anchors"], "properties": {"anchors": some}}
    has_quote = has("quote", "string")
    statement["allOf"] = [
        {"anyOf": [has("text", "string"), has_quote, has_anchors]},
        *({"if": has(name, kind), "then": has_quote} for name, kind in _KINDS.items()),
        {"if": has_quote, "then": {"properties": {"anchors": {"maxItems": 0}}}},
        not_both("span", "spans", "array"),
    ]


def require_one(statement: Schema, relations: Iterable[str]) -> None:
    """Require that one of several relations names a statement."""
    statement["allOf"].append({"anyOf": [names(relation) for relation in relations]})


def _untitled(schema: Schema) -> Schema:
    return {key: value for key, value in schema.items() if key != "title"}
