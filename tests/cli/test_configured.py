"""`argmap check` and what a project configures."""

from __future__ import annotations

import io
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    import pytest

    from tests.cli.conftest import Command

BAD = "claims:\n  - {id: help, text: Buses help}\n"


def codes(argmap: Command, *arguments: str) -> list[str]:
    said = argmap("check", *arguments, "--output-format", "concise")
    assert said.err == ""
    return [line.split(": ")[1].split(" ")[0] for line in said.out.splitlines()]


def test_the_configuration_above_the_map_chooses_the_rules(argmap: Command, folder: Path) -> None:
    (folder / "bad.argmap.yaml").write_text(BAD, encoding="utf-8")
    assert codes(argmap, "bad.argmap.yaml") == ["AM131", "AM305"]
    (folder / "argmap.toml").write_text('ignore = ["AM3"]', encoding="utf-8")
    assert codes(argmap, "bad.argmap.yaml") == ["AM131"]
    (folder / "argmap.toml").write_text('select = ["AM3"]', encoding="utf-8")
    assert codes(argmap, "bad.argmap.yaml") == ["AM305"]


def test_the_command_line_wins(argmap: Command, folder: Path) -> None:
    (folder / "bad.argmap.yaml").write_text(BAD, encoding="utf-8")
    text = 'ignore = ["AM3"]\n[per-file-ignores]\n"drafts/*" = ["AM1"]\n'
    (folder / "argmap.toml").write_text(text, encoding="utf-8")
    assert codes(argmap, "bad.argmap.yaml", "--select", "AM3") == ["AM305"]
    assert codes(argmap, "bad.argmap.yaml", "--ignore", "AM1") == []
    assert codes(argmap, "bad.argmap.yaml", "--no-config") == ["AM131", "AM305"]
    (folder / "other.toml").write_text('ignore = ["AM1"]', encoding="utf-8")
    assert codes(argmap, "bad.argmap.yaml", "--config", "other.toml") == ["AM305"]
    (folder / "drafts").mkdir()
    (folder / "drafts" / "bad.argmap.yaml").write_text(BAD, encoding="utf-8")
    assert codes(argmap, ".") == ["AM131"]


def test_what_is_piped_is_checked_as_in_the_folder_one_is_in(
    argmap: Command, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (folder / "argmap.toml").write_text('ignore = ["AM3"]', encoding="utf-8")
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(BAD.encode())))
    assert codes(argmap, "-") == ["AM131"]


def test_a_configuration_that_makes_no_sense_is_told_with_its_place(
    argmap: Command, folder: Path
) -> None:
    (folder / "pyproject.toml").write_text('[tool.argmap]\nselect = ["AM9"]\n', encoding="utf-8")
    said = argmap("check", "buses.argmap.yaml")
    assert said.status == 2
    assert said.err.startswith(f"argmap: error: {folder}/pyproject.toml:2:11: unknown rule")


def test_a_project_may_ask_for_coverage(argmap: Command, folder: Path) -> None:
    (folder / "argmap.toml").write_text("minimum-coverage = 1", encoding="utf-8")
    path = folder / "buses.argmap.yaml"
    path.write_text(
        path.read_text(encoding="utf-8").replace("caveats:", "x:").partition("x:")[0],
        encoding="utf-8",
    )
    assert codes(argmap, path.name) == ["AM307"]
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("text.txt}", "text.txt, ignore: [[36, 78]]}"), encoding="utf-8")
    assert codes(argmap, path.name) == []
