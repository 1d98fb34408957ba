"""Choosing rules by code, by the beginning of a code, and by name."""

import pytest

from argmap.checking import RULES, check, check_file, find_rule, selected_rules
from argmap.errors import UsageError
from argmap.mapfile import parse_map
from argmap.model import ArgumentMap, Claim
from argmap.source import Source


def codes(select: tuple[str, ...] = (), ignore: tuple[str, ...] = ()) -> list[str]:
    return [rule.code for rule in selected_rules(select=select, ignore=ignore)]


def test_nothing_selected_means_every_rule_that_is_on_by_default() -> None:
    assert codes() == [rule.code for rule in RULES if rule.is_default]


def test_the_beginning_of_a_code_selects_its_family() -> None:
    assert codes(("AM2",)) == [
        rule.code for rule in RULES if rule.family == "structure" and rule.is_default
    ]


def test_a_name_selects_one_rule() -> None:
    assert codes(("missing-quote",)) == ["AM120"]


def test_codes_and_names_may_be_typed_in_any_case() -> None:
    assert codes(("am120", "Cut-Word")) == ["AM120", "AM121"]


def test_ignored_rules_are_left_out_of_those_selected() -> None:
    left = codes(("AM00",), ("AM002", "duplicate-id"))
    assert left == ["AM001", "AM004", "AM005", "AM006", "AM007"]


def test_a_rule_that_is_off_by_default_runs_only_when_it_is_named_in_full() -> None:
    assert "AM306" not in codes(("AM3",))
    assert codes(("AM306",)) == codes(("uncovered-sentence",)) == ["AM306"]
    assert "AM306" not in codes(("AM306",), ("AM3",))


@pytest.mark.parametrize(
    ("wrong", "near"),
    [("AM1200", "AM120"), ("missing-qoute", "missing-quote"), ("am999", None), ("", None)],
)
def test_a_selector_that_fits_no_rule_is_refused_with_the_nearest_one(
    wrong: str, near: str | None
) -> None:
    for choose in ({"select": [wrong]}, {"ignore": [wrong]}):
        with pytest.raises(UsageError, match="unknown rule") as refused:
            check(ArgumentMap(), **choose)
        assert near is None or repr(near) in str(refused.value.help)


@pytest.mark.parametrize("word", ["error", "Warning", "info"])
def test_a_severity_is_no_rule_but_an_option(word: str) -> None:
    with pytest.raises(UsageError, match=f"'{word}' is a severity, not a rule") as refused:
        check(ArgumentMap(), select=[word])
    assert f"`--severity {word.lower()}`" in str(refused.value.help)


def test_findings_less_severe_than_asked_for_are_left_out() -> None:
    m = ArgumentMap(sources=[Source(id="s", text="Buses help.")])
    m.claims.append(Claim(id="a", quote="Buses help"))
    m.claims.append(Claim(id="b", quote="Trams hurt people"))
    text = "{sources: [{id: s, text: Buses help.}], claims: [{id: a, quote: Trams hurt people}]}"
    for severity, kept in (("error", {"error"}), ("warning", {"error", "warning"})):
        assert {one.severity for one in check(m, severity=severity)} == kept  # type: ignore[arg-type]
    errors = check_file(parse_map(text), severity="error")
    assert [one.name for one in errors] == ["missing-quote"]
    with pytest.raises(UsageError, match="unknown severity 'fatal'"):
        check(m, severity="fatal")  # type: ignore[arg-type]


def test_an_unknown_rule_is_refused_also_when_it_is_looked_up() -> None:
    with pytest.raises(UsageError, match="'absent'"):
        find_rule("absent")
