"""What a comment or a configuration silences is counted, and `--no-ignore` reports it."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.conftest import Command

MAP = """\
# argmap: ignore[AM]
argmap: 1
claims:
  - {id: help, text: Buses help}
  - {id: pay, text: Buses pay}
"""
CONFIGURATIONS = ['select = ["AM001"]', 'ignore = ["AM"]', '[per-file-ignores]\n"*" = ["AM"]']


@pytest.fixture
def silent(folder: Path) -> Path:
    (folder / "m.argmap.yaml").write_text(MAP, encoding="utf-8")
    return folder


def test_what_a_comment_silences_is_counted(argmap: Command, silent: Path) -> None:  # noqa: ARG001 -- holds the map
    said = argmap("check", "m.argmap.yaml")
    assert said.status == 0
    assert said.out == (
        "No findings in 1 map. Silenced: 3 by comments; `--no-ignore` shows them.\n"
    )


@pytest.mark.parametrize("configuration", CONFIGURATIONS)
def test_what_a_configuration_silences_is_counted(
    argmap: Command, silent: Path, configuration: str
) -> None:
    (silent / "argmap.toml").write_text(configuration, encoding="utf-8")
    (silent / "m.argmap.yaml").write_text(MAP.partition("\n")[2], encoding="utf-8")
    said = argmap("check", "m.argmap.yaml")
    assert said.status == 0
    assert "Silenced: 3 by the configuration;" in said.out


@pytest.mark.parametrize("configuration", ["", *CONFIGURATIONS])
def test_no_ignore_reports_all_that_is_silenced(
    argmap: Command, silent: Path, configuration: str
) -> None:
    (silent / "argmap.toml").write_text(configuration, encoding="utf-8")
    said = argmap("check", "--no-ignore", "m.argmap.yaml", "--output-format", "concise")
    assert said.status == 1
    assert [line.split()[1] for line in said.out.splitlines()] == ["AM131", "AM305", "AM305"]
    narrowed = argmap("check", "--no-ignore", "m.argmap.yaml", "--ignore", "AM")
    assert narrowed.out == "No findings in 1 map.\n"


def test_a_program_is_told_how_much_is_silenced(argmap: Command, silent: Path) -> None:
    (silent / "argmap.toml").write_text('ignore = ["AM305"]', encoding="utf-8")
    said = argmap("check", "m.argmap.yaml", "--output-format", "json")
    assert json.loads(said.out) == {
        "argmap": 1,
        "findings": [],
        "silenced": {"comments": 1, "configuration": 2},
    }


def test_a_sarif_log_has_what_is_silenced_as_suppressions(argmap: Command, silent: Path) -> None:
    (silent / "argmap.toml").write_text('ignore = ["AM305"]', encoding="utf-8")
    said = argmap("check", "m.argmap.yaml", "--output-format", "sarif")
    assert said.status == 0
    results = json.loads(said.out)["runs"][0]["results"]
    kinds = [(one["ruleId"], one["suppressions"][0]["kind"]) for one in results]
    assert sorted(kinds) == [("AM131", "inSource")] + [("AM305", "external")] * 2
    shown = argmap("check", "m.argmap.yaml", "--output-format", "sarif", "--no-ignore")
    results = json.loads(shown.out)["runs"][0]["results"]
    assert len(results) == 3
    assert not any("suppressions" in one for one in results)


def test_what_is_silenced_is_fixed_only_with_no_ignore(argmap: Command, silent: Path) -> None:
    draft = (
        "# argmap: ignore[AM]\nargmap: 1\nsources:\n  - {id: s, path: text.txt}\n"
        "claims:\n  - {id: c, quote: Buses help}\n"
    )
    (silent / "m.argmap.yaml").write_text(draft, encoding="utf-8")
    argmap("check", "--fix", "m.argmap.yaml")
    assert (silent / "m.argmap.yaml").read_text(encoding="utf-8") == draft
    argmap("check", "--fix", "--no-ignore", "m.argmap.yaml")
    assert "span: [0, 10]" in (silent / "m.argmap.yaml").read_text(encoding="utf-8")


def test_a_comment_over_a_rule_that_the_configuration_silences_is_not_blamed(
    argmap: Command, silent: Path
) -> None:
    text = (
        "argmap: 1\nclaims:\n  - {id: help, text: Buses help, implicit: true}"
        "  # argmap: ignore[AM301]\nreasons:\n"
        "  - {id: many, text: They carry many, implicit: true, supports: help}\n"
    )
    (silent / "m.argmap.yaml").write_text(text, encoding="utf-8")
    assert argmap("check", "m.argmap.yaml").status == 1
    (silent / "argmap.toml").write_text('ignore = ["AM301"]', encoding="utf-8")
    assert argmap("check", "m.argmap.yaml").status == 0
