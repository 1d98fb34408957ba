"""Fixing maps and files: what is safe is done, until nothing is left, and layout stays."""

from __future__ import annotations

import pytest

from argmap.checking import RULES, Rule, check_file, fix, fix_file
from argmap.errors import UsageError
from argmap.mapfile import loads, parse_map

DRAFT = """\
# Buses in the council
argmap: 1
sources:
  - {id: council, text: It’s the buses that help. They carry many. They carry us.}
claims:
  - id: help   # the main point
    quote: It's the buses that help
    answers: [why, why]
questions:
  - {id: why, text: Why buses?, implicit: true}
reasons:
  - id: many
    supports: help

    quote: They carry many   # as the mayor said
    span: [1, 16]
  - {id: us, supports: help, quote: They carry us}
"""

FIXED = """\
# Buses in the council
argmap: 1
sources:
  - {id: council, text: It’s the buses that help. They carry many. They carry us.}
claims:
  - id: help   # the main point
    quote: It’s the buses that help
    span: [0, 24]
    answers: [why]
questions:
  - {id: why, text: Why buses?, implicit: true}
reasons:
  - id: many
    supports: help

    quote: They carry many   # as the mayor said
    span: [26, 41]
  - {id: us, supports: help, quote: They carry us, span: [43, 56]}
"""


def test_a_draft_becomes_a_clean_map_with_its_comments_and_layout() -> None:
    fixed = fix_file(parse_map(DRAFT))
    assert fixed.text == FIXED
    assert check_file(fixed) == []


def test_fixing_a_map_gives_what_fixing_its_file_gives() -> None:
    assert fix(loads(DRAFT)) == loads(FIXED)


def test_fixing_leaves_the_map_and_the_file_that_were_given_as_they_were() -> None:
    made, file = loads(DRAFT), parse_map(DRAFT)
    fix(made)
    fix_file(file)
    assert made == loads(DRAFT)
    assert file.text == DRAFT


def test_a_clean_file_is_left_byte_for_byte() -> None:
    file = parse_map(FIXED)
    assert fix_file(file, unsafe=True) is file


def test_only_the_rules_selected_are_fixed() -> None:
    fixed = fix_file(parse_map(DRAFT), select=["AM2"])
    assert fixed.text == DRAFT.replace("[why, why]", "[why]")
    assert fix_file(parse_map(DRAFT), ignore=["AM"]).text == DRAFT
    with pytest.raises(UsageError):
        fix_file(parse_map(DRAFT), select=["AM999"])


def test_what_is_not_safe_is_fixed_only_when_that_is_asked_for() -> None:
    text = """\
sources:
  - {id: council, text: Buses help. They carry many.}
claims:
  - {id: help, quote: uses help, span: [1, 10]}
reasons:
  - {id: many, quote: They carry many, span: [12, 27], supports: help, joint: alone}
"""
    file = parse_map(text)
    assert fix_file(file).text == text
    fixed = fix_file(file, unsafe=True)
    assert check_file(fixed) == []
    assert "{id: help, quote: Buses help, span: [0, 10]}" in fixed.text
    assert "joint" not in fixed.text


def test_a_file_with_a_broken_record_is_fixed_in_its_other_ones() -> None:
    text = """\
sources:
  - {id: council, text: Buses help. They carry many.}
claims:
  - {id: trams, txt: Trams help}
  - {id: help, quote: Buses help}
reasons:
  - {id: many, quote: They carry many, supports: [help, trams]}
"""
    fixed = fix_file(parse_map(text))
    assert "{id: help, quote: Buses help, span: [0, 10]}" in fixed.text
    assert "{id: trams, txt: Trams help}" in fixed.text
    assert [one.code for one in check_file(fixed)] == ["AM002"]


def test_json_is_fixed_too() -> None:
    text = (
        '{"sources": [{"id": "s", "text": "Buses help. They carry many."}],\n'
        ' "claims": [{"id": "c", "quote": "Buses help"}],\n'
        ' "reasons": [{"id": "r", "quote": "They carry many", "supports": ["c", "c"]}]}\n'
    )
    fixed = fix_file(parse_map(text))
    assert check_file(fixed) == []
    assert '"span": [12, 27]' in fixed.text


def test_fixes_of_one_record_wait_for_each_other() -> None:
    text = """\
sources:
  - {id: council, text: Buses help. They carry many.}
claims:
  - id: help
    anchors:
      - {quote: Buses help, span: [1, 11]}
      - {quote: Buses help, span: [2, 12]}
      - {quote: Buses help}
reasons:
  - {id: many, quote: They carry many, span: [12, 27], supports: help}
"""
    fixed = fix_file(parse_map(text))
    assert check_file(fixed) == []
    assert len(fixed.map["help"].anchors) == 1


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_what_a_rule_fixes_in_its_own_example_is_then_clean(rule: Rule) -> None:
    file = parse_map(rule.bad)
    fixes = [one.fix for one in check_file(file, select=[rule.code]) if one.fix]
    if fixes and all(fix.is_safe for fix in fixes):
        fixed = fix_file(file)
        assert fixed.text != file.text
        assert check_file(fixed) == []
    else:
        assert fix_file(file, select=[rule.code]).text == file.text
