"""The types of the fields of a map, and what each of them refuses."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Annotated

from pydantic import (
    AfterValidator,
    BeforeValidator,
    Field,
    JsonValue,
    StringConstraints,
    WithJsonSchema,
)


def _number(value: object) -> object:
    if isinstance(value, bool):
        message = "this should be a number, not a truth value"
        raise ValueError(message)  # noqa: TRY004 -- pydantic reports a ValueError, not a TypeError
    return value


def _listed(value: object) -> object:
    """Let one id, or one statement, stand for a list of ids."""
    if isinstance(value, str) or hasattr(value, "id"):
        value = (value,)
    if isinstance(value, Iterable) and not isinstance(value, Mapping):
        return tuple(getattr(item, "id", item) for item in value)
    return value


def _json(value: dict[str, JsonValue]) -> dict[str, JsonValue]:
    if not value:
        return value
    try:
        json.dumps(value, allow_nan=False, ensure_ascii=False).encode()
    except ValueError as error:
        message = "NaN, infinity and half a surrogate pair are no JSON"
        raise ValueError(message) from error
    return value


def _filled(text: str) -> str:
    if not text.strip():
        message = "nothing but blanks"
        raise ValueError(message)
    return text


Reference = Annotated[str, StringConstraints(min_length=1, pattern=r"^\S+$")]
References = Annotated[
    tuple[Reference, ...],
    BeforeValidator(_listed),
    WithJsonSchema(
        {
            "anyOf": [
                {"type": "string", "pattern": r"^\S+$"},
                {"type": "array", "items": {"type": "string", "pattern": r"^\S+$"}},
            ],
        }
    ),
]
Filled = Annotated[
    str, AfterValidator(_filled), WithJsonSchema({"type": "string", "pattern": r"\S"})
]
Share = Annotated[float, Field(ge=0, le=1, allow_inf_nan=False), BeforeValidator(_number)]
Meta = Annotated[dict[str, JsonValue], AfterValidator(_json)]
