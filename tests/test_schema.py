"""The JSON Schema of map files agrees with what the models accept."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from jsonschema import Draft202012Validator
from pydantic import BaseModel, ValidationError

from argmap.file_schema import schema as map_schema
from argmap.model import ArgumentMap
from tests.strategies import maps

EXAMPLES = Path(__file__).parent.parent / "examples"
SCHEMA = map_schema()
VALIDATOR = Draft202012Validator(SCHEMA)


def test_the_schema_is_a_schema() -> None:
    Draft202012Validator.check_schema(SCHEMA)
    assert SCHEMA["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    assert SCHEMA["title"] == "Argument map"
    assert "$id" not in SCHEMA


@pytest.mark.parametrize("schema", [SCHEMA, ArgumentMap.model_json_schema()])
def test_every_property_of_every_record_is_described(schema: dict[str, Any]) -> None:
    records = {"map": schema, **schema["$defs"]}
    bare = [
        (record, name)
        for record, schema in records.items()
        for name, field in schema.get("properties", {}).items()
        if not field.get("description", "").strip()
    ]
    assert not bare
    assert not any(">>>" in schema.get("description", "") for schema in records.values())


def test_a_span_is_described_without_prefix_items_which_older_programs_misread() -> None:
    assert "prefixItems" not in json.dumps(SCHEMA)
    assert SCHEMA["$defs"]["Claim"]["properties"]["span"]["anyOf"][0] == {
        "type": "array",
        "items": {"type": "integer", "minimum": 0},
        "minItems": 2,
        "maxItems": 2,
        "uniqueItems": True,
    }


def test_a_model_with_a_map_in_it_has_the_same_schema_of_the_map() -> None:
    class Essay(BaseModel):
        map: ArgumentMap

    within = Essay.model_json_schema()["$defs"]
    own = ArgumentMap.model_json_schema()
    assert within == {**own.pop("$defs"), "ArgumentMap": own}


@given(maps())
def test_every_map_as_it_is_dumped_fits_the_schema(m: ArgumentMap) -> None:
    VALIDATOR.validate(m.model_dump(mode="json"))
    VALIDATOR.validate(m.model_dump(mode="json", exclude_defaults=True))


@pytest.mark.parametrize("path", sorted(EXAMPLES.glob("*/*.argmap.yaml")), ids=lambda p: p.name)
def test_the_examples_fit_the_schema(path: Path) -> None:
    VALIDATOR.validate(yaml.safe_load(path.read_text(encoding="utf-8")))


SOURCE = {"id": "s", "text": "Buses help"}
GOOD: list[dict[str, Any]] = [
    {"text": "t"},
    {"text": "t", "quote": None, "span": None, "source": None},
    {"quote": "Buses", "span": [0, 5]},
    {"quote": "Buses", "span": None, "spans": [[0, 5]]},
    {"quote": "Buses … help", "spans": [[0, 5], [6, 10]], "prefix": "a", "suffix": "b"},
    {"quote": "Buses", "source": "s", "anchors": []},
    {"anchors": [{"quote": "Buses", "span": [0, 5]}]},
    {"anchors": [{"quote": "Buses", "span": None, "spans": [[0, 5], [6, 7]]}]},
    {"text": "t", "supports": "a", "answers": ["b", "c"], "undercuts": "a->b"},
    {"text": "t", "strength": 1, "credence": 0.5, "implicit": True, "tags": ["x"]},
    {"text": "t", "meta": {"any": [1, None, {"x": "y"}]}, "joint": None},
]
BAD: list[dict[str, Any]] = [
    {},
    {"text": None},
    {"text": " "},
    {"text": 7},
    {"anchors": []},
    {"quote": ""},
    {"quote": "q", "span": [0]},
    {"quote": "q", "span": [0, 1, 2]},
    {"quote": "q", "span": [-1, 2]},
    {"quote": "q", "span": [0, 0]},
    {"quote": "q", "span": {"start": 0, "end": 1}},
    {"quote": "q", "span": [0, 1], "spans": [[0, 1]]},
    {"quote": "q", "anchors": [{"quote": "q"}]},
    {"text": "t", "span": [0, 1]},
    {"text": "t", "spans": [[0, 1]]},
    {"text": "t", "source": "s"},
    {"text": "t", "prefix": "p"},
    {"text": "t", "anchors": [{"span": [0, 1]}]},
    {"text": "t", "anchors": [{"quote": "q", "span": [0, 1], "spans": [[0, 1]]}]},
    {"text": "t", "supports": ""},
    {"text": "t", "supports": ["a b"]},
    {"text": "t", "strength": 2},
    {"text": "t", "strength": True},
    {"text": "t", "tags": "x"},
    {"text": "t", "colour": "red"},
    {"text": "t", "joint": ""},
    {"text": "t", "id": "a b"},
    {"text": "t", "id": "a->b"},
]


def agree(document: dict[str, Any]) -> bool:
    """Tell whether a map is accepted, by the schema and by the models alike."""
    try:
        ArgumentMap.model_validate(document)
    except ValidationError:
        assert not VALIDATOR.is_valid(document)
        return False
    VALIDATOR.validate(document)
    return True


@pytest.mark.parametrize("fields", GOOD)
def test_what_the_models_accept_the_schema_accepts(fields: dict[str, Any]) -> None:
    assert agree({"sources": [SOURCE], "claims": [{"id": "c", **fields}]})


@pytest.mark.parametrize("fields", BAD)
def test_what_the_models_refuse_the_schema_refuses(fields: dict[str, Any]) -> None:
    assert not agree({"sources": [SOURCE], "claims": [{"id": "c", **fields}]})


@pytest.mark.parametrize(
    ("section", "record", "is_good"),
    [
        ("claims", {"text": "no id"}, False),
        ("reasons", {"id": "r", "text": "t"}, False),
        ("reasons", {"id": "r", "text": "t", "supports": []}, False),
        ("reasons", {"id": "r", "text": "t", "supports": "c"}, True),
        ("reasons", {"id": "r", "text": "t", "supports": ["c"]}, True),
        ("caveats", {"id": "k", "text": "t", "supports": "c"}, False),
        ("caveats", {"id": "k", "text": "t", "limits": []}, False),
        ("caveats", {"id": "k", "text": "t", "limits": "c"}, True),
        ("caveats", {"id": "k", "text": "t", "undercuts": ["r"]}, True),
        ("questions", {"id": "q", "quote": "Why?"}, True),
        ("sources", {"id": "s"}, False),
        ("sources", {"id": "s", "path": "a", "text": "b"}, False),
        ("sources", {"id": "s", "path": None, "text": ""}, True),
        ("sources", {"id": "s", "path": "a.txt", "sha256": "0" * 64}, True),
        ("sources", {"id": "s", "path": "a.txt", "sha256": "0"}, False),
        ("sources", {"id": "s", "inline": "a"}, False),
        ("sources", "s", False),
    ],
)
def test_each_kind_of_record_has_its_own_needs(section: str, record: Any, is_good: bool) -> None:  # noqa: FBT001 -- a table
    assert agree({section: [record]}) is is_good


@pytest.mark.parametrize(
    ("document", "is_good"),
    [
        ({}, True),
        ({"argmap": 1, "title": None, "meta": {}}, True),
        ({"argmap": 2}, False),
        ({"claims": {}}, False),
        ({"colour": 1}, False),
        ({"title": 7}, False),
    ],
)
def test_a_map_has_its_keys_only(document: dict[str, Any], is_good: bool) -> None:  # noqa: FBT001 -- a table
    assert agree(document) is is_good


def test_a_section_that_was_left_empty_is_accepted() -> None:
    VALIDATOR.validate(yaml.safe_load("claims:\nreasons:\nmeta:\n"))
