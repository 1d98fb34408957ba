"""The schema that `argmap new` names in the first line of a map."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import argmap as am

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.conftest import Command


def first_line(path: Path) -> str:
    return path.read_text("utf-8").splitlines()[0]


def test_a_new_map_brings_its_schema(argmap: Command, folder: Path) -> None:
    said = argmap("new", "text.txt", "-o", "new.argmap.yaml")
    assert said.status == 0
    assert first_line(folder / "new.argmap.yaml") == (
        "# yaml-language-server: $schema=argmap.schema.json"
    )
    assert json.loads((folder / "argmap.schema.json").read_text("utf-8")) == am.schema()
    assert "argmap.schema.json: the schema that editors" in said.err
    assert argmap("check", "new.argmap.yaml").status == 0


def test_the_schema_of_the_project_is_used(argmap: Command, folder: Path) -> None:
    (folder / "argmap.toml").touch()
    (folder / "argmap.schema.json").write_text("{}", "utf-8")
    (folder / "maps").mkdir()
    said = argmap("new", "text.txt", "-o", "maps/new.argmap.yaml")
    assert said.status == 0
    assert first_line(folder / "maps" / "new.argmap.yaml") == (
        "# yaml-language-server: $schema=../argmap.schema.json"
    )
    assert (folder / "argmap.schema.json").read_text("utf-8") == "{}"
    assert not (folder / "maps" / "argmap.schema.json").exists()


def test_a_schema_outside_the_project_is_not_named(argmap: Command, folder: Path) -> None:
    (folder / "argmap.schema.json").write_text("{}", "utf-8")
    (folder / "maps").mkdir()
    (folder / "maps" / "argmap.toml").touch()
    argmap("new", "text.txt", "-o", "maps/new.argmap.yaml")
    assert (folder / "maps" / "argmap.schema.json").exists()


def test_json_and_standard_output_name_none(argmap: Command, folder: Path) -> None:
    argmap("new", "text.txt", "-o", "new.argmap.json")
    assert "yaml-language-server" not in argmap("new", "text.txt").out
    assert not (folder / "argmap.schema.json").exists()
