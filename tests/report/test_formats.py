"""Every format, on a map with errors, warnings, fixes, and places in map and source."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

import pytest

from argmap.checking import RULES, check, check_file, fix_file
from argmap.errors import UsageError
from argmap.mapfile import parse_map
from argmap.model import ArgumentMap
from argmap.report import FORMATS, report
from argmap.source import Source
from argmap.text import Position, Span

if TYPE_CHECKING:
    from syrupy.assertion import SnapshotAssertion

    from argmap.checking import Diagnostic
    from argmap.mapfile import MapFile

    Found = list[tuple[MapFile, list[Diagnostic]]]

ANSI = re.compile(r"\x1b\[[0-9;]*m")


@pytest.mark.parametrize("format", ["full", "concise", "json", "github"])
def test_a_report_looks_like_this(format: str, found: Found, snapshot: SnapshotAssertion) -> None:
    assert report(found, format) == snapshot


def test_the_results_of_a_sarif_log_look_like_this(
    found: Found, snapshot: SnapshotAssertion
) -> None:
    log = json.loads(report(found, "sarif"))
    assert json.dumps(log["runs"][0]["results"], indent=2, ensure_ascii=False) == snapshot


def test_full_is_the_default(found: Found) -> None:
    assert report(found) == report(found, "full")


@pytest.mark.parametrize("format", ["full", "concise"])
def test_colour_adds_nothing_but_colour(format: str, found: Found) -> None:
    coloured = report(found, format, colour=True)
    assert "\x1b[" in coloured
    assert ANSI.sub("", coloured) == report(found, format)


@pytest.mark.parametrize("format", ["json", "github", "sarif"])
def test_what_programs_read_has_no_colour(format: str, found: Found) -> None:
    assert report(found, format, colour=True) == report(found, format)


def test_an_unknown_format_is_refused_with_the_nearest_one(found: Found) -> None:
    with pytest.raises(UsageError, match="unknown report format 'sarfi'") as refused:
        report(found, "sarfi")
    assert refused.value.help == "did you mean 'sarif'?"


@pytest.mark.parametrize("format", list(FORMATS))
def test_findings_are_the_same_in_every_format(format: str, found: Found) -> None:
    text = report(found, format)
    told = [] if format == "sarif" else re.findall(r"\bAM\d{3}\b", text)
    if format == "sarif":
        told = [one["ruleId"] for one in json.loads(text)["runs"][0]["results"]]
    assert told == [one.code for _, listed in found for one in listed]


def test_spans_and_positions_of_json_name_the_same_words(file: MapFile) -> None:
    findings = json.loads(report([(file, check_file(file))], "json"))["findings"]
    source = file.map.sources[0]
    for one in findings:
        _agree(one["map"], file.text, file.lines.offset)
        if one["source"]:
            assert one["source"]["id"] == "council"
            _agree(one["source"], source.text, source.lines.offset)


def _agree(place: dict[str, Any], text: str, offset: Any) -> None:
    span = Span(*place["span"])
    assert span.cut(text) == place["text"]
    assert offset(Position(**place["start"])) == span.start
    assert offset(Position(**place["end"])) == span.end


def test_the_edits_of_a_fix_are_in_json(file: MapFile) -> None:
    findings = json.loads(report([(file, check_file(file))], "json"))["findings"]
    (moved,) = [one for one in findings if one["name"] == "moved-quote"]
    start = file.map.sources[0].text.index("nine minutes")
    assert moved["fix"] == {
        "message": "move the span onto the quote",
        "safe": True,
        "edits": [{"route": ["reasons", 0, "anchors", 0, "spans"], "value": [[start, start + 12]]}],
    }


def test_a_sarif_log_lists_every_rule_and_counts_code_points(found: Found) -> None:
    log = json.loads(report(found, "sarif"))
    (run,) = log["runs"]
    rules = run["tool"]["driver"]["rules"]
    assert log["version"] == "2.1.0"
    assert run["columnKind"] == "unicodeCodePoints"
    assert [rule["id"] for rule in rules] == [rule.code for rule in RULES]
    for result in run["results"]:
        assert rules[result["ruleIndex"]]["id"] == result["ruleId"]


def test_paths_are_uris_in_a_sarif_log(found: Found) -> None:
    results = json.loads(report(found, "sarif"))["runs"][0]["results"]
    uris = {
        result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] for result in results
    }
    assert uris == {"ring%2C%20road.argmap.yaml"}


def test_workflow_commands_stay_on_one_line_and_escape_what_has_a_sense(found: Found) -> None:
    for line in report(found, "github").splitlines():
        properties, _, message = line.removeprefix("::").partition("::")
        assert properties.split(" ")[0] in ("error", "warning", "notice")
        assert "file=ring%2C road.argmap.yaml," in properties
        assert message


def test_a_clean_map_is_said_to_be_clean_to_people_and_is_silent_to_programs() -> None:
    clean: list[tuple[str, list[Diagnostic]]] = [("a.yaml", []), ("b.yaml", [])]
    assert report(clean) == "No findings in 2 maps.\n"
    assert report(clean[:1]) == "No findings in 1 map.\n"
    assert report(clean, "concise") == report(clean, "github") == ""
    assert json.loads(report(clean, "json")) == {
        "argmap": 1,
        "findings": [],
        "silenced": {"comments": 0, "configuration": 0},
    }
    assert json.loads(report(clean, "sarif"))["runs"][0]["results"] == []


@pytest.mark.filterwarnings("ignore::argmap.errors.UnplacedWarning")
def test_a_map_without_a_file_is_told_by_routes_in_words(snapshot: SnapshotAssertion) -> None:
    made = ArgumentMap(title="Buses", sources=[Source(id="note", text="Buses help. Many say so.")])
    claim = made.claim("Buses help", id="help", quote="Busses do help")
    made.reason("Many say so", id="many", supports=claim, quote="Many say so")
    made.claims[0] = claim.model_copy(update={"answers": ("why",)})
    told = check(made)
    assert report([(made, told)]) == snapshot(name="full")
    assert report([(made, told)], "concise") == snapshot(name="concise")
    for format in ("json", "github", "sarif"):
        assert "Buses" in report([(made, told)], format)


def test_diagnostics_of_a_map_known_only_by_name_are_told_without_excerpts() -> None:
    file = parse_map("claims: [{id: help, text: Buses help, implicit: true}]")
    told = check_file(file)
    assert "--> talk: claims, 0" in report([("talk", told)])
    for format in FORMATS:
        assert "AM305" in report([("talk", told)], format)


def test_a_map_from_standard_input_is_located_by_line_but_has_no_path() -> None:
    file = parse_map("claims: [{id: help, text: Buses help, implicit: true}]", name="<stdin>")
    told = check_file(file)
    assert report([(file, told)], "concise").startswith("<stdin>:1:15: AM305 ")
    (finding,) = json.loads(report([(file, told)], "json"))["findings"]
    assert (finding["map"]["name"], finding["map"]["path"]) == ("<stdin>", None)
    (result,) = json.loads(report([(file, told)], "sarif"))["runs"][0]["results"]
    assert "physicalLocation" not in result["locations"][0]


def test_the_summary_counts_severities_and_fixes(found: Found) -> None:
    assert report(found).splitlines()[-1] == (
        "5 findings: 3 errors, 2 warnings. [*] 2 fixable with `--fix`."
    )


@pytest.mark.parametrize("format", list(FORMATS))
def test_no_report_hands_control_characters_of_a_map_to_the_terminal(format: str) -> None:
    text = 'claims: [{id: "\\e[31m", text: "\\e]0;owned\\a", supports: "x\\e[2J\\u202ey"}]\n'
    file = parse_map(text, name="a\x1b[1m.yaml")
    written = report([(file, check_file(file))], format)
    assert check_file(file)
    assert not set(written) & {"\x1b", "\x07", "\u202e"} or format == "json"


def test_words_of_a_block_are_underlined_and_not_the_sign_before_them() -> None:
    text = """\
sources:
  - {id: s, text: Buses help.}
claims:
  - id: c
    quote: >-  # as the mayor said

      Nobody
      knows
    note: N
"""
    file = parse_map(text)
    shown = report([(file, check_file(file, select=["missing-quote"]))])
    assert "\n7 |       Nobody\n  |       ^^^^^^ not in the source (to 8:12)\n" in shown


DRAFTS = """\
sources:
  - {id: s, text: "One bus. Two cars. Three “trams”. Four ships. Five planes."}
claims:
  - {id: a, quote: One bus}
  - {id: b, quote: Two cars}
  - {id: c, quote: 'Three "trams"'}
  - {id: d, quote: Four ships}
  - {id: e, quote: Five planes}
  - {id: f, quote: Six sledges on the ice}
"""


def test_many_quotes_without_a_span_share_one_line_before_the_rest() -> None:
    file = parse_map(DRAFTS, name="new.argmap.yaml")
    found = check_file(file, select=["AM1"])
    text = report([(file, found)])
    said = "new.argmap.yaml: 4 quotes have no span yet: run `argmap anchor`"
    assert text.startswith(f"warning[AM114 unplaced-quote] [*]: {said}\n\n")
    assert re.findall(r"\[(AM\d+) ", text) == ["AM114", "AM115", "AM120"]
    assert text.splitlines()[-1].startswith("6 findings: ")


def test_a_few_quotes_without_a_span_are_each_shown() -> None:
    file = parse_map(DRAFTS.replace("  - {id: e, quote: Five planes}\n", ""))
    text = report([(file, check_file(file, select=["AM1"]))])
    assert re.findall(r"\[(AM\d+) ", text).count("AM114") == 3


@pytest.mark.parametrize("format", ["concise", "json", "github", "sarif"])
def test_what_programs_read_has_every_quote_without_a_span(format: str) -> None:
    file = parse_map(DRAFTS)
    found = check_file(file, select=["AM114"])
    text = report([(file, found)], format)
    assert text.count("has no span yet") == len(found) == 4


def test_a_check_in_python_prints_many_quotes_without_a_span_as_one_line() -> None:
    m = parse_map(DRAFTS).map
    m.title = "Traffic"
    assert "Traffic: 4 quotes have no span yet" in str(check(m, select=["AM1"]))


def test_quotes_that_moved_together_share_one_line() -> None:
    file = parse_map(DRAFTS)
    moved = fix_file(file, select=["AM114"]).text.replace('"One bus', '"And one bus. One bus')
    again = parse_map(moved)
    assert "4 quotes have moved in their source" in report([(again, check_file(again))])
