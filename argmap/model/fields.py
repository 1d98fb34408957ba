"""The types of the fields of a map, and what each of them refuses."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Annotated, Literal

from pydantic import (
    AfterValidator,
    BeforeValidator,
    Field,
    JsonValue,
    StringConstraints,
    WithJsonSchema,
)

from argmap.controls import NOT_IN_IDS


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
    import json  # noqa: PLC0415 -- most maps have no `meta`

    try:
        json.dumps(value, allow_nan=False, ensure_ascii=False).encode()
    except ValueError as error:
        message = "NaN, infinity and half a surrogate pair are not allowed in JSON"
        raise ValueError(message) from error
    return value


def _filled(text: str) -> str:
    if not text.strip():
        message = "this has only spaces" if text else "this is empty"
        raise ValueError(message)
    return text


def _no_truth(value: object) -> object:
    # To Python, and so to a Literal of pydantic's, True is 1.
    return str(value) if isinstance(value, bool) else value


Version = Annotated[Literal[1], BeforeValidator(_no_truth)]
Reference = Annotated[str, StringConstraints(min_length=1, pattern=f"^[^{NOT_IN_IDS}]+$")]
_REFERENCE = {"type": "string", "minLength": 1, "not": {"pattern": f"[{NOT_IN_IDS}]"}}
References = Annotated[
    tuple[Reference, ...],
    BeforeValidator(_listed),
    WithJsonSchema(
        {
            "anyOf": [_REFERENCE, {"type": "array", "items": _REFERENCE}],
        }
    ),
]
Filled = Annotated[
    str,
    AfterValidator(_filled),
    # ECMAScript counts a byte order mark among the spaces, Python does not.
    WithJsonSchema({"type": "string", "pattern": "[^\\s\\x1c-\\x1f\\x85]|\\ufeff"}),
]
# As the schema has them: a text such as `"0.5"`, `"yes"` or a number is no truth value.
Share = Annotated[float, Field(ge=0, le=1, allow_inf_nan=False, strict=True)]
Truth = Annotated[bool, Field(strict=True)]
Meta = Annotated[dict[str, JsonValue], AfterValidator(_json)]
