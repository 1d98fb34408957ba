"""Say what the clients of providers make of schemas: one line of JSON for each program."""

from __future__ import annotations

import copy
import json
import sys
from contextlib import suppress
from typing import Any

with suppress(ImportError):  # pytest looks for examples here, where there is none of them
    from anthropic.lib._parse._transform import transform_schema
    from google.genai import types
    from openai.lib._pydantic import _ensure_strict_json_schema


def converted(schemas: dict[str, Any]) -> dict[str, Any]:
    """Return each schema as the client of its provider would send it."""
    strict = copy.deepcopy(schemas["openai"])
    gemini = types.JSONSchema.model_validate(schemas["gemini"])
    made = types.Schema.from_json_schema(json_schema=gemini, raise_error_on_unsupported_field=True)
    return {
        "openai": _ensure_strict_json_schema(strict, path=(), root=strict),
        "anthropic": transform_schema(copy.deepcopy(schemas["anthropic"])),
        "gemini": made.model_dump(mode="json", exclude_none=True),
    }


if __name__ == "__main__":
    print(json.dumps(converted(json.load(sys.stdin))))  # noqa: T201 -- the answer
