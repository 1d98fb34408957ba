"""The JSON Schema of a map file: for editors, validators, and language models that write maps."""

from __future__ import annotations

from typing import Any

from pydantic.json_schema import GenerateJsonSchema

from argmap.model import ArgumentMap

Schema = dict[str, Any]


class _Generator(GenerateJsonSchema):
    """Leaves out the titles of fields, which only say their names again."""

    def field_title_should_be_set(self, schema: Any) -> bool:  # noqa: ARG002 -- pydantic's signature
        return False


def schema() -> Schema:
    """Return the JSON Schema (draft 2020-12) of a map file, shorthand included.

    It accepts what each record may say by itself. What records get wrong together, such as an id
    that two of them share, is found by checking the map.

    >>> schema()["$defs"]["Claim"]["properties"]["span"]["description"]
    'Start and end of a quote without omissions: one pair, short for `spans`.'
    """
    made = ArgumentMap.model_json_schema(schema_generator=_Generator)
    return {"$schema": _Generator.schema_dialect, **made, "title": "Argument map"}
