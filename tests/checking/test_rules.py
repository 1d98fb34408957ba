"""Every rule's own examples: the bad map is found fault with, the good one is not."""

import re
from hashlib import sha256
from pathlib import Path

import pytest

from argmap.checking import FAMILIES, RULES, Rule, check_file, find_rule
from argmap.mapfile import MapFile, parse_map
from argmap.originals.place import Rectangle
from argmap.originals.places import Page, Places

every_rule = pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)


DELETED = find_rule("deleted-quote")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The folder that the examples speak of."""
    (tmp_path / "latin-1.txt").write_bytes("Über Busse.".encode("latin-1"))
    original = b"%PDF-1.4 of paper"
    (tmp_path / "paper.pdf").write_bytes(original)
    page = Page(0, 11, 3, "345", Rectangle(0, 0, 595, 842), 0, "0 5 10 10 60 20 6 5 70 10 90 20")
    digests = (sha256(data).hexdigest() for data in (b"Buses help.", original))
    table = Places(*digests, "by hand", pages=(page,))
    (tmp_path / "paper.places.json").write_bytes(table.dumps())
    return tmp_path


def doubts_the_sure(wording: str, *_: object) -> str | None:
    """Judge wordings as the example of the rule for judges says."""
    return "more than the quote says" if "surely" in wording else None


def codes(file: MapFile, rule: Rule) -> list[str]:
    select = () if rule.is_default else ("AM", rule.code)
    minimum = 0.5 if rule.name == "low-coverage" else None
    then = "Buses help. They are rare. They carry many."
    old = {"council": then} if rule is DELETED else None
    found = check_file(
        file, select=select, minimum_coverage=minimum, old=old, judge=doubts_the_sure
    )
    return [diagnostic.code for diagnostic in found]


@every_rule
def test_the_bad_example_of_a_rule_breaks_that_rule_and_no_other(rule: Rule, folder: Path) -> None:
    assert set(codes(parse_map(rule.bad, folder=folder), rule)) == {rule.code}


@every_rule
def test_the_good_example_of_a_rule_is_clean(rule: Rule, folder: Path) -> None:
    assert codes(parse_map(rule.good, folder=folder), rule) == []


@every_rule
def test_a_rule_says_what_it_reports_and_what_to_do(rule: Rule) -> None:
    assert rule.summary.startswith("Report ")
    assert rule.summary.endswith(".")
    assert "\n\nTo fix it, " in rule.explanation


@every_rule
def test_what_a_rule_finds_has_help_and_no_full_stop(rule: Rule, folder: Path) -> None:
    file = parse_map(rule.bad, folder=folder)
    for diagnostic in check_file(file, select=[rule.code], judge=doubts_the_sure):
        assert diagnostic.name == rule.name
        assert diagnostic.help
        assert not diagnostic.message.endswith(".")
        assert "\n" not in diagnostic.message


def test_codes_and_names_are_unique_and_well_formed() -> None:
    assert len({rule.code for rule in RULES}) == len({rule.name for rule in RULES}) == len(RULES)
    for rule in RULES:
        assert re.fullmatch(r"AM[0-4]\d\d", rule.code)
        assert re.fullmatch(r"[a-z]+(-[a-z]+)*", rule.name)
        assert not rule.name.startswith("no-")
        assert rule.family == FAMILIES[int(rule.code[2])]


def test_only_advice_is_off_by_default() -> None:
    assert [rule.name for rule in RULES if not rule.is_default] == [
        "circular-attack",
        "uncovered-sentence",
    ]
    assert all((rule.severity == "info") != rule.is_default for rule in RULES)


def test_a_rule_is_found_by_its_code_and_by_its_name() -> None:
    assert find_rule("AM120") is find_rule("missing-quote") is find_rule("am120")
