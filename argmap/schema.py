"""The JSON Schema of a map file: for editors, validators, and language models that write maps."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pydantic.json_schema import GenerateJsonSchema

from argmap.docstrings import docstring, field_docstrings
from argmap.model import Anchor, ArgumentMap, Caveat, Claim, Question, Reason
from argmap.source import Source

if TYPE_CHECKING:
    from pydantic import BaseModel

Schema = dict[str, Any]

_STATEMENTS = (Question, Claim, Reason, Caveat)
_SHORTHAND = ("quote", "span", "spans", "source", "prefix", "suffix")
_STRING: Schema = {"type": "string"}
_NULL: Schema = {"type": "null"}
_SAID_OUTSIDE = ("description", "default")


class _Generator(GenerateJsonSchema):
    """Leaves out the titles of fields, which only say their names again."""

    def field_title_should_be_set(self, schema: Any) -> bool:  # noqa: ARG002 -- pydantic's signature
        return False


def map_schema() -> Schema:
    """Return the JSON Schema (draft 2020-12) of a map file, shorthand included.

    It accepts what each record may say by itself. What records get wrong together, such as an id
    that two of them share, is found by checking the map.

    >>> map_schema()["$defs"]["Claim"]["properties"]["span"]["description"]
    'Where the quote stands, if in one piece: one pair, short for `spans`.'
    """
    schema = ArgumentMap.model_json_schema(schema_generator=_Generator)
    parts: Schema = schema["$defs"]
    for model in (Source, Anchor, *_STATEMENTS):
        _describe(parts[model.__name__], model)
    _describe(schema, ArgumentMap)
    parts["Source"]["oneOf"] = [
        {"required": [given], "properties": {given: _STRING, other: _NULL}}
        for given, other in (("text", "path"), ("path", "text"))
    ]
    _allow_span(parts["Anchor"])
    for model in _STATEMENTS:
        _allow_shorthand(parts[model.__name__], parts["Anchor"])
    parts["Reason"]["allOf"].append(_names("supports"))
    parts["Caveat"]["allOf"].append(
        {"anyOf": [_names(r) for r in ("limits", "rebuts", "undercuts")]}
    )
    return {"$schema": _Generator.schema_dialect, **schema, "title": "Argument map"}


def _describe(schema: Schema, model: type[BaseModel]) -> None:
    """Say what the docstrings of a model and of its fields say."""
    schema["description"] = docstring(model).partition("\n\n>>>")[0]
    # Pydantic can find these when a class is made, but then every program waits for it.
    docstrings = field_docstrings(model)
    properties = schema["properties"]
    for name, field in model.model_fields.items():
        key = field.alias or name
        properties[key]["description"] = docstrings[name]
        if not field.is_required():  # a key that may be left out may be null, which says the same
            properties[key] = _or_null(properties[key])


def _or_null(schema: Schema) -> Schema:
    if _NULL in schema.get("anyOf", ()):
        return schema
    rest = {key: value for key, value in schema.items() if key not in _SAID_OUTSIDE}
    kept = {key: value for key, value in schema.items() if key in _SAID_OUTSIDE}
    return {"anyOf": [rest, _NULL], **kept}


def _names(relation: str) -> Schema:
    """Require that a relation names at least one statement."""
    some = {"type": ["string", "array"], "minItems": 1}
    return {"required": [relation], "properties": {relation: some}}


def _has(name: str, kind: str) -> Schema:
    """Require that something is there and not null."""
    return {"required": [name], "properties": {name: {"type": kind}}}


def _not_both_spans() -> Schema:
    return {"not": {"allOf": [_has("span", "array"), _has("spans", "array")]}}


def _allow_span(anchor: Schema) -> None:
    properties = anchor["properties"]
    pairs = next(part for part in properties["spans"]["anyOf"] if part != _NULL)
    pair = {k: v for k, v in pairs["items"].items() if k != "description"}
    properties["span"] = {
        "anyOf": [pair, _NULL],
        "description": "Where the quote stands, if in one piece: one pair, short for `spans`.",
    }
    anchor["allOf"] = [_not_both_spans()]


def _allow_shorthand(statement: Schema, anchor: Schema) -> None:
    """Let the fields of a single anchor stand on the statement itself."""
    fields = statement["properties"]
    shorthand = {name: _or_null(anchor["properties"][name]) for name in _SHORTHAND}
    statement["properties"] = {
        **{name: fields.pop(name) for name in ("id", "text")},
        **shorthand,
        **fields,
    }
    some = {"type": "array", "minItems": 1}
    has_anchors = {"required": ["anchors"], "properties": {"anchors": some}}
    has_quote = _has("quote", "string")
    statement["allOf"] = [
        {"anyOf": [_has("text", "string"), has_quote, has_anchors]},
        *(
            {"if": _has(name, kind), "then": has_quote}
            for name, kind in (
                ("span", "array"),
                ("spans", "array"),
                ("source", "string"),
                ("prefix", "string"),
                ("suffix", "string"),
            )
        ),
        {"if": has_quote, "then": {"properties": {"anchors": {"maxItems": 0}}}},
        _not_both_spans(),
    ]
