"""Checking whole maps and whole files: everything at once, in order, without follow-up noise."""

import pickle
from pathlib import Path

import pytest
from hypothesis import given, settings

from argmap.checking import check, check_file
from argmap.mapfile import dumps, parse_map
from argmap.model import ArgumentMap
from argmap.source import Source
from tests.strategies import maps

TEXT = "Why buses? Buses help. They carry many. Not at night."


def clean_map() -> ArgumentMap:
    """A small map with a statement of every kind and nothing wrong."""
    made = ArgumentMap(sources=[Source(id="council", text=TEXT)])
    made.question(quote="Why buses?", id="why")
    made.claim(quote="Buses help", id="help", answers="why")
    made.reason(quote="They carry many", id="many", supports="help")
    made.reason("Carrying many helps", id="link", supports="help", implicit=True)
    made.caveat(quote="Not at night", id="night", limits="help")
    return made


def found(text: str, *, select: tuple[str, ...] = ()) -> list[tuple[str, str | None]]:
    file = parse_map(text, folder="")
    return [(one.code, one.statement) for one in check_file(file, select=select)]


def test_a_clean_map_gives_an_empty_list() -> None:
    assert check(clean_map()) == []


def test_an_empty_map_is_clean() -> None:
    assert check(ArgumentMap()) == []


def test_a_clean_file_gives_an_empty_list() -> None:
    assert check_file(parse_map(dumps(clean_map()))) == []


@given(maps())
@settings(max_examples=60, deadline=None)
def test_a_valid_map_has_no_fault_in_its_file_anchors_and_structure(made: ArgumentMap) -> None:
    # Ids and texts are random: two ids may look alike ("null" and "NULL"), and
    # what is left out of a quote may well mislead.
    ignored = ["lookalike-id", "misleading-omission", "misleading-cut"]
    assert check(made, select=["AM0", "AM1", "AM2"], ignore=ignored) == []


@given(maps(max_size=8))
@settings(max_examples=30, deadline=None)
def test_a_map_and_its_file_give_the_same_findings(made: ArgumentMap) -> None:
    file = parse_map(dumps(made))
    in_map = sorted((one.code, one.route) for one in check(made))
    assert sorted((one.code, one.route) for one in check_file(file)) == in_map
    for one in check_file(file):
        span = file.place(one.route)
        assert 0 <= span.start <= span.end <= len(file.text)


def test_findings_come_in_the_order_of_the_file() -> None:
    text = """\
reasons:
  - {id: r, text: They carry many, implicit: true, supports: nothing}
claims:
  - {id: c, text: Buses help}
  - {id: c, text: Trams help, implicit: true}
  - {id: d, txt: Trams help}
"""
    assert found(text) == [("AM201", "r"), ("AM131", "c"), ("AM003", "c"), ("AM002", None)]


def test_all_that_is_wrong_is_told_at_once() -> None:
    text = """\
argmap: 1
sources:
  - {id: council, text: Buses help. They carry many.}
  - {id: paper, path: no-such-file.txt}
claims:
  - {id: help, source: council, quote: Buses help, span: [1, 11]}
  - {id: help, source: council, quote: nobody knows, answers: help}
reasons:
  - {id: many, supports: [help, many], source: papre, quote: They carry many}
"""
    assert {code for code, _ in found(text)} == {
        "AM003", "AM101", "AM105", "AM113", "AM120", "AM204",
    }  # fmt: skip


def test_a_reference_to_a_record_that_could_not_be_read_is_not_unknown() -> None:
    text = """\
sources:
  - {id: council, text: Buses help., sha256: 12}
claims:
  - {id: help, txt: Buses help, implicit: true}
reasons:
  - {id: many, text: They carry many, source: council, quote: Buses help, supports: help}
"""
    assert found(text) == [("AM002", None), ("AM002", None)]


def test_an_undercut_of_a_record_that_could_not_be_read_is_not_unknown() -> None:
    text = """\
claims:
  - {id: help, text: Buses help, implicit: true}
reasons:
  - {id: many, text: They carry many, implicit: true, suports: help}
caveats:
  - {id: night, text: Not at night, implicit: true, undercuts: many}
  - {id: bank, text: Not on Sundays, implicit: true, undercuts: many->help}
"""
    assert {code for code, _ in found(text)} == {"AM002"}


def test_a_claim_is_not_blamed_for_a_reason_that_could_not_be_read() -> None:
    text = """\
questions:
  - {id: why, text: Why buses?, implicit: true}
claims:
  - {id: help, text: Buses help, implicit: true}
reasons:
  - {id: many, text: They carry many, implicit: true, supprots: help}
"""
    assert {code for code, _ in found(text)} == {"AM002"}


def test_a_claim_is_not_blamed_for_a_reason_that_misspells_it() -> None:
    text = """\
claims:
  - {id: shopkeepers, text: The shopkeepers suffer, implicit: true}
reasons:
  - {id: many, text: They carry many, implicit: true, supports: shopkepers}
"""
    assert found(text) == [("AM201", "many")]


def test_a_premise_without_a_link_because_its_target_is_misspelt_is_told_once() -> None:
    text = """\
claims:
  - {id: shopkeepers, text: The shopkeepers suffer, implicit: true}
reasons:
  - {id: many, text: They carry many, implicit: true, supports: shopkepers}
caveats:
  - {id: night, text: Not at night, implicit: true, undercuts: many}
"""
    assert found(text) == [("AM201", "many")]


def test_nothing_more_is_told_of_a_file_with_broken_syntax() -> None:
    assert found("claims:\n  - {id: help, text: Buses help\n") == [("AM001", None)]


def test_nothing_is_told_of_quotes_whose_source_is_missing_but_the_source() -> None:
    text = """\
sources:
  - {id: paper, path: no-such-file.txt}
claims:
  - {id: help, quote: Buses help, span: [0, 10]}
reasons:
  - {id: many, quote: They carry many, supports: help}
"""
    assert found(text) == [("AM101", None)]


def test_a_map_without_sources_is_told_of_once() -> None:
    text = """\
claims:
  - {id: help, text: Buses help}
reasons:
  - {id: many, text: They carry many, supports: help}
"""
    assert found(text) == [("AM131", "help")]


def test_quotes_without_any_source_are_told_of_once() -> None:
    text = """\
claims:
  - {id: help, quote: Buses help}
reasons:
  - {id: many, quote: They carry many, supports: help}
"""
    assert found(text) == [("AM106", "help")]


@pytest.mark.filterwarnings("ignore::argmap.errors.UnplacedWarning")
def test_diagnostics_cross_from_one_process_to_another() -> None:
    made = clean_map()
    made.claim("Trams help", id="trams", quote="Trams help")
    diagnostics = check(made)
    assert diagnostics
    assert pickle.loads(pickle.dumps(diagnostics)) == diagnostics  # noqa: S301 -- our own bytes


def test_checking_changes_neither_the_map_nor_its_file(tmp_path: Path) -> None:
    path = tmp_path / "a.argmap.yaml"
    path.write_text(dumps(clean_map()), encoding="utf-8")
    made = clean_map()
    check(made)
    assert made == clean_map()
    assert path.read_text(encoding="utf-8") == dumps(clean_map())


@pytest.mark.full
def test_a_chain_of_thousands_of_statements_is_checked_without_recursion() -> None:
    lines = ["claims:", "  - {id: s0, text: t0, implicit: true}", "reasons:"]
    lines += [
        f"  - {{id: s{n}, text: t{n}, implicit: true, supports: s{n - 1}}}" for n in range(1, 3000)
    ]
    assert found("\n".join(lines)) == []
    lines[1] = "  - {id: s0, text: t0, implicit: true, supports: s2999}"
    assert found("\n".join(lines)) == [("AM205", "s1")]
