"""What the JSON Schema of an anchor and of a statement says about shorthand."""

from __future__ import annotations

from typing import TYPE_CHECKING

from argmap.describing import error_message, has, names, not_both, or_null, without_null

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
        "description": "Start and end of a quote without omissions: one pair, short for `spans`.",
    }
    anchor["allOf"] = [not_both("span", "spans", "array")]


def allow_shorthand(statement: Schema, anchor: Schema, *, message: str) -> None:
    """Let the fields of a single anchor stand on the statement itself.

    ``message`` is what a statement that says nothing lacks.
    """
    fields = statement["properties"]
    shorthand = {name: _untitled(or_null(anchor["properties"][name])) for name in _ORDER}
    statement["properties"] = {
        **{name: fields.pop(name) for name in ("id", "text")},
        **shorthand,
        **fields,
    }
    some = {"type": "array", "minItems": 1}
    has_anchors = {
        "required": ["anchors"],
        "properties": {"anchors": some},
        **error_message(message),
    }
    says_something = [has(name, "string", message=message) for name in ("text", "quote")]
    has_quote = has("quote", "string")
    statement["allOf"] = [
        {"anyOf": [*says_something, has_anchors]},
        *(
            {
                "if": has(name, kind),
                "then": has("quote", "string", message=f"`{name}` needs a `quote`"),
            }
            for name, kind in _KINDS.items()
        ),
        {"if": has_quote, "then": {"properties": {"anchors": {"maxItems": 0}}}},
        not_both("span", "spans", "array"),
    ]


def require_one(statement: Schema, relations: Iterable[str], *, message: str) -> None:
    """Require that one of several relations names a statement."""
    named = [names(relation, message=message) for relation in relations]
    statement["allOf"].append({"anyOf": named})


def _untitled(schema: Schema) -> Schema:
    return {key: value for key, value in schema.items() if key != "title"}
