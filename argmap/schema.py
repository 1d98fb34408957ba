"""The JSON Schema of a map file: for editors, validators, and language models that write maps."""

from __future__ import annotations

import ast
import inspect
import textwrap
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from pydantic.json_schema import GenerateJsonSchema

from argmap.model import Anchor, ArgumentMap, Caveat, Claim, Question, Reason
from argmap.source import Source

if TYPE_CHECKING:
    from pydantic import BaseModel

Schema = dict[str, Any]

_STATEMENTS = (Question, Claim, Reason, Caveat)
_SHORTHAND = ("quote", "span", "spans", "source", "prefix", "suffix")
_STRING: Schema = {"type": "string"}
_NULL: Schema = {"type": "null"}


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
    for name, section in schema["properties"].items():
        if "default" not in section:  # an empty `claims:` is null in YAML
            schema["properties"][name] = _or_null(section)
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
    schema["description"] = inspect.getdoc(model).partition("\n\n>>>")[0]  # type: ignore[union-attr]  # all have one
    docstrings = _field_docstrings(model)
    for name, field in model.model_fields.items():
        schema["properties"][field.alias or name]["description"] = docstrings[name]


def _field_docstrings(model: type[BaseModel]) -> dict[str, str]:
    # Pydantic can do so when a class is made, but then every program waits for it.
    found: dict[str, str] = {}
    for kind in reversed(model.__mro__):
        if not kind.__module__.startswith("argmap."):
            continue
        body = ast.parse(textwrap.dedent(inspect.getsource(kind))).body[0].body  # type: ignore[attr-defined]  # a class
        for field, docstring in pairwise(body):
            match field, docstring:
                case (
                    ast.AnnAssign(target=ast.Name(id=name)),
                    ast.Expr(value=ast.Constant(value=str(text))),
                ):
                    found[name] = inspect.cleandoc(text)
    return found


def _or_null(schema: Schema) -> Schema:
    rest = {key: value for key, value in schema.items() if key != "description"}
    return {"anyOf": [rest, _NULL], "description": schema["description"]}


def _names(relation: str) -> Schema:
    """Require that a relation names at least one statement."""
    return {"required": [relation], "properties": {relation: {"minItems": 1}}}


def _has(name: str, kind: str) -> Schema:
    """Require that something is there and not null."""
    return {"required": [name], "properties": {name: {"type": kind}}}


def _not_both_spans() -> Schema:
    return {"not": {"allOf": [_has("span", "array"), _has("spans", "array")]}}


def _allow_span(anchor: Schema) -> None:
    properties = anchor["properties"]
    pair = {k: v for k, v in properties["spans"]["items"].items() if k != "description"}
    properties["span"] = {
        "anyOf": [pair, _NULL],
        "description": "Where the quote stands, if in one piece: one pair, short for `spans`.",
    }
    anchor["allOf"] = [_not_both_spans()]


def _allow_shorthand(statement: Schema, anchor: Schema) -> None:
    """Let the fields of a single anchor stand on the statement itself."""
    fields = statement["properties"]
    shorthand = {
        name: part if "anyOf" in part else _or_null(part)
        for name in _SHORTHAND
        if (part := anchor["properties"][name])
    }
    statement["properties"] = {
        **{name: fields.pop(name) for name in ("id", "text")},
        **shorthand,
        **fields,
    }
    has_anchors = {"required": ["anchors"], "properties": {"anchors": {"minItems": 1}}}
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
