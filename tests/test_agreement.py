"""The models, the JSON Schema and every reader of map files take the same and refuse the same."""

from __future__ import annotations

import json
from copy import deepcopy
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator
from pydantic import ValidationError

from argmap.file_schema import schema as map_schema
from argmap.mapfile import parse_map
from argmap.mapfile.yaml_value import yaml_value
from argmap.model import ArgumentMap
from tests.strategies import json_values, maps

if TYPE_CHECKING:
    from hypothesis.strategies import DataObject

SCHEMA = Draft202012Validator(map_schema())
BARE = Draft202012Validator(ArgumentMap.model_json_schema())

ODD: list[Any] = [
    None, True, False, 0, 1, -1, 0.5, 1.0, 2, 1.5, 12, 10**20, "", " ", "a", "a b", "a->b", "a\n",
    "a\x00", "\x85", "\ufeff", "\x1c", "x" * 201, "0.5", "1", "1_2", "１２", " 1 ", "+1", "true",
    "yes", "True", "null", "~", "nan", "inf", "1e3", "0" * 64, "0" * 64 + "\n", "A" * 64, [], {},
    [None], ["a"], ["a b"], [1], [1, 2], ["1", "2"], ["1_2", "2_7"], [1.0, 2.0], [0, 1.5],
    [True, 2], [-1, 2], [1, 2, 3], [[1, 2]], [[1, 2], [3, 4]], [[1]], [["1", "2"]], {"a": 1},
    {"start": 1, "end": 2}, [{"quote": "q"}], [{"quote": None}], [{"quote": "q", "span": [0, 1]}],
    [{"quote": "q", "spans": None, "span": None}], [{"quote": "q", "source": "a b"}], [{}],
]  # fmt: skip
KEYS = {
    "": ("argmap", "title", "meta", "sources", "questions", "claims", "reasons", "caveats", "odd"),
    "sources": (
        "id", "path", "text", "sha256", "encoding", "title", "author", "publisher", "published",
        "url", "language", "ignore", "odd",
    ),
    "statements": (
        "id", "text", "supports", "rebuts", "undercuts", "limits", "restates", "answers", "joint",
        "scheme", "speaker", "qualifier", "strength", "credence", "implicit", "tags", "note",
        "anchors", "meta", "source", "prefix", "quote", "suffix", "span", "spans", "odd",
    ),
    "anchors": ("source", "quote", "prefix", "suffix", "spans", "span", "odd"),
}  # fmt: skip
PLAIN: dict[str, Any] = {
    "argmap": 1,
    "title": "Buses",
    "sources": [{"id": "s", "text": "Buses help"}],
    "questions": [{"id": "q", "text": "Why?"}],
    "claims": [{"id": "c", "quote": "Buses help", "span": [0, 10], "answers": "q"}],
    "reasons": [{"id": "r", "text": "They carry many", "supports": "c", "strength": 0.5}],
    "caveats": [{"id": "v", "text": "Not at night", "limits": ["c"], "anchors": [{"quote": "B"}]}],
}
TYPED = ("argmap", "span", "spans", "ignore", "strength", "credence", "implicit", "meta")
STATEMENTS = ("questions", "claims", "reasons", "caveats")


def records(data: dict[str, Any]) -> list[tuple[str, dict[str, Any]]]:
    """Return every record of a map with what it is."""
    found = [("", data)]
    for section in ("sources", *STATEMENTS):
        for record in data.get(section) or []:
            found.append(("sources" if section == "sources" else "statements", record))
            found += [("anchors", anchor) for anchor in record.get("anchors") or []]
    return found


def is_taken(text: str, syntax: Any) -> bool:
    return not parse_map(text, syntax=syntax).problems


def is_model(data: dict[str, Any]) -> bool:
    try:
        ArgumentMap.model_validate(data)
    except ValidationError:
        return False
    return True


def has_backward_span(data: Any) -> bool:
    """Tell whether an end is not after its start: no JSON Schema can say that."""
    for _, record in records(data):
        pairs = [record.get("span"), *(record.get("spans") or []), *(record.get("ignore") or [])]
        for pair in pairs:
            if isinstance(pair, list) and len(pair) == 2 and pair[1] <= pair[0]:
                return True
    return False


def in_yaml(data: dict[str, Any]) -> str:
    """Write data as YAML that is no JSON."""
    lines = []
    for key, value in data.items():
        if isinstance(value, list) and value and all(isinstance(one, dict) for one in value):
            lines.append(f"{key}:")
            for record in value:
                inner = ", ".join(f"{name}: {yaml_value(one)}" for name, one in record.items())
                lines.append(f"  - {{{inner}}}")
        else:
            lines.append(f"{key}: {yaml_value(value)}")
    return "\n".join(lines) + "\n"


def as_texts(value: Any) -> Any:
    """Return what YAML says for data: where a map has texts, `1.10` and `true` are texts, too."""
    if isinstance(value, dict):
        return {key: one if key in TYPED else as_texts(one) for key, one in value.items()}
    if isinstance(value, list):
        return [as_texts(one) for one in value]
    return json.dumps(value) if isinstance(value, int | float) else value


def assert_all_agree(data: dict[str, Any]) -> None:
    wanted = SCHEMA.is_valid(data)
    written = json.dumps(data)
    taken = is_taken(written, "json")
    if wanted and not taken:
        assert has_backward_span(data), data
        wanted = False
    assert taken == wanted, data
    in_yaml_wanted = SCHEMA.is_valid(as_texts(data)) and not has_backward_span(data)
    assert is_taken(in_yaml(data), "yaml") == in_yaml_wanted, data
    assert is_model(data) == wanted, data
    assert BARE.is_valid(data) == SCHEMA.is_valid(data), data


@pytest.mark.full
@pytest.mark.parametrize("place", ["", "sources", "questions", "claims", "reasons", "anchors"])
def test_all_agree_on_each_odd_value_of_each_key(place: str) -> None:
    kind = place if place in KEYS else "statements"
    for key in KEYS[kind]:
        for value in ODD:
            data = deepcopy(PLAIN)
            record = data if not place else (data.get(place) or [{}])[0]
            if place == "anchors":
                record = data["caveats"][0]["anchors"][0]
            record[key] = value
            if place or key not in ("sources", *STATEMENTS) or not _holds_no_record(value):
                assert_all_agree(data)


def _holds_no_record(value: Any) -> bool:
    """Tell whether a section would hold what is no record, which ``records`` cannot look into."""
    return not isinstance(value, list | None) or any(
        not isinstance(one, dict) for one in value or []
    )


@settings(max_examples=60, deadline=None)
@given(maps(max_size=4), st.data())
def test_all_agree_on_maps_of_which_some_values_are_odd(map: ArgumentMap, data: DataObject) -> None:
    said = map.model_dump(mode="json", exclude_defaults=data.draw(st.booleans()))
    for _ in range(data.draw(st.integers(0, 2))):
        kind, record = data.draw(st.sampled_from(records(said)))
        key = data.draw(st.sampled_from(KEYS[kind]))
        value = data.draw(st.sampled_from(ODD) | json_values())
        if kind or key not in ("sources", *STATEMENTS) or not _holds_no_record(value):
            record[key] = deepcopy(value)
    assert_all_agree(said)
