"""The schemas of drafts use only what providers publish that they take."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from jsonschema import Draft202012Validator

import argmap as am
from argmap.drafts import TARGETS
from tests.drafts.replies import GOOD

if TYPE_CHECKING:
    from collections.abc import Iterator

_ALLOWED = {"type", "properties", "required", "additionalProperties", "items", "enum"} | {
    *("description", "anyOf")
}


def _parts(schema: dict[str, Any]) -> Iterator[dict[str, Any]]:
    yield schema
    for inner in (*schema.get("properties", {}).values(), *schema.get("anyOf", ())):
        yield from _parts(inner)
    if "items" in schema:
        yield from _parts(schema["items"])


@pytest.mark.parametrize("target", TARGETS)
def test_a_schema_is_strict_and_plain(target: Any) -> None:
    schema = am.draft_schema(target)
    for part in _parts(schema):
        assert part.keys() <= _ALLOWED
        if "properties" in part:
            assert part["additionalProperties"] is False
            assert sorted(part["required"]) == sorted(part["properties"])
            assert all(each.get("description") for each in part["properties"].values())
    assert len(json.dumps(schema)) <= 4_000
    Draft202012Validator.check_schema(schema)


@pytest.mark.parametrize("target", TARGETS)
def test_a_schema_takes_what_the_model_takes(target: Any) -> None:
    validator = Draft202012Validator(am.draft_schema(target))
    good = json.loads(GOOD)
    assert validator.is_valid(good)
    am.Draft.model_validate(good)
    for key in good["statements"][0]:
        bad = json.loads(GOOD)
        del bad["statements"][0][key]
        assert not validator.is_valid(bad)
        with pytest.raises(ValueError, match=key):
            am.Draft.model_validate(bad)


def test_an_unknown_target_is_refused() -> None:
    with pytest.raises(am.ArgmapError, match="unknown schema target 'acme'"):
        am.draft_schema("acme")  # type: ignore[arg-type]


def test_the_prompt_names_every_key_of_the_schema_unless_a_schema_goes_with_it() -> None:
    statement = am.draft_schema()["properties"]["statements"]["items"]
    assert all(f"- `{key}`: " in am.prompt() for key in statement["properties"])
    assert not any(f"- `{key}`: " in am.prompt("openai") for key in statement["properties"])


def test_the_example_of_the_prompt_is_a_statement_of_the_schema() -> None:
    example = am.prompt().rpartition("For example: ")[2]
    draft = {"title": None, "statements": [json.loads(example)]}
    assert Draft202012Validator(am.draft_schema()).is_valid(draft)
