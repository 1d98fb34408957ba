"""SARIF logs are what the standard says, held against its own schema."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft4Validator

from argmap.checking import RULES, check_file
from argmap.mapfile import parse_map
from argmap.report import report
from tests.strategies import texts

if TYPE_CHECKING:
    from argmap.checking import Diagnostic, Rule
    from argmap.mapfile import MapFile

SCHEMA = json.loads(Path(__file__).with_name("sarif-schema-2.1.0.json").read_text("utf-8"))
VALIDATOR = Draft4Validator(SCHEMA, format_checker=Draft4Validator.FORMAT_CHECKER)


def test_the_schema_is_that_of_sarif_2_1_0_and_refuses_what_is_none() -> None:
    assert SCHEMA["id"].endswith("/sarif-schema-2.1.0.json")
    assert not VALIDATOR.is_valid({"version": "2.1.0", "runs": [{"tool": {}}]})


def test_a_log_with_findings_fits_the_schema(found: list[tuple[MapFile, list[Diagnostic]]]) -> None:
    log = json.loads(report(found, "sarif"))
    assert log["runs"][0]["results"]
    VALIDATOR.validate(log)


def test_a_log_without_findings_fits_the_schema() -> None:
    VALIDATOR.validate(json.loads(report([], "sarif")))


# What is wrong with the table of an original is a finding, and a warning where coverage needs it.
@pytest.mark.filterwarnings("ignore::argmap.errors.OriginalWarning")
@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_a_log_of_every_rule_fits_the_schema(rule: Rule, tmp_path: Path) -> None:
    (tmp_path / "latin-1.txt").write_bytes("Über Busse.".encode("latin-1"))
    file = parse_map(rule.bad, name="bad map.yaml", folder=tmp_path)
    file.path = Path("bad map.yaml")
    told = check_file(file, select=["AM", rule.code], minimum_coverage=0.5)
    VALIDATOR.validate(json.loads(report([(file, told), (file.map, told)], "sarif")))


@given(st.lists(texts(max_size=8), max_size=3))
@settings(max_examples=30)
def test_a_report_in_parts_is_json_whatever_stands_in_the_maps(wordings: list[str]) -> None:
    """A log is put together from pieces, and words may hold any line end."""
    files = [parse_map(json.dumps({"claims": [{"id": "c", "text": f"x{w}"}]})) for w in wordings]
    pairs = [(file, check_file(file)) for file in files]
    log = json.loads(report(pairs, "sarif"))
    VALIDATOR.validate(log)
    told = [one for _, listed in pairs for one in listed]
    assert [one["ruleId"] for one in log["runs"][0]["results"]] == [one.code for one in told]
    findings = json.loads(report(pairs, "json"))["findings"]
    assert [one["message"] for one in findings] == [one.message for one in told]
