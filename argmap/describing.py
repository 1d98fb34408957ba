"""What the JSON Schema of a record says besides what the annotations of its fields do.

Docstrings become descriptions, keys that may be left out may be null, and what a record needs is
said in the words of JSON Schema (draft 2020-12).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from argmap.docstrings import docstring, field_docstrings

if TYPE_CHECKING:
    from pydantic import BaseModel

Schema = dict[str, Any]

_NULL: Schema = {"type": "null"}
_SAID_OUTSIDE = ("title", "description", "default")


def describe(schema: Schema, model: type[BaseModel], kind: type[BaseModel]) -> None:
    """Say in the schema of a model what its docstring and those of the fields of ``kind`` say."""
    schema["description"] = docstring(model).partition("\n\n>>>")[0]
    # Pydantic can find these when a class is made, but then every program waits for it.
    docstrings = field_docstrings(kind)
    properties = schema["properties"]
    for name, field in kind.model_fields.items():
        properties[name]["description"] = docstrings[name]
        if not field.is_required():  # a key that may be left out may be null, which says the same
            properties[name] = or_null(properties[name])


def or_null(schema: Schema) -> Schema:
    """Return the schema of a value that may be null as well."""
    if _NULL in schema.get("anyOf", ()):
        return schema
    rest = {key: value for key, value in schema.items() if key not in _SAID_OUTSIDE}
    kept = {key: value for key, value in schema.items() if key in _SAID_OUTSIDE}
    return {"anyOf": [rest, _NULL], **kept}


def without_null(schema: Schema) -> Schema:
    """Return the schema of a value that may be null for when it is not."""
    return next(part for part in schema["anyOf"] if part != _NULL)


def names(relation: str, *, message: str) -> Schema:
    """Require that a relation names at least one statement."""
    some = {"type": ["string", "array"], "minItems": 1}
    return {"required": [relation], "properties": {relation: some}, **error_message(message)}


def has(name: str, kind: str, *, message: str | None = None) -> Schema:
    """Require that something is there and not null."""
    shown = error_message(message) if message else {}
    return {"required": [name], "properties": {name: {"type": kind}}, **shown}


def error_message(message: str) -> Schema:
    """Let editors say this where a schema does not hold, not that a property is missing.

    JSON Schema has no such keyword; VS Code and the YAML language server read this one, and others
    ignore it (https://code.visualstudio.com/docs/languages/json).
    """
    return {"errorMessage": message}


def not_both(one: str, other: str, kind: str) -> Schema:
    """Refuse two keys of which each says what the other does."""
    return {"not": {"allOf": [has(one, kind), has(other, kind)]}}


def either(one: str, other: str, kind: str) -> list[Schema]:
    """Require one of two keys and refuse the other one."""
    return [
        {"required": [given], "properties": {given: {"type": kind}, left_out: _NULL}}
        for given, left_out in ((one, other), (other, one))
    ]
