"""What a shell offers, and a map that an editor pipes."""

from __future__ import annotations

import os
import sys
from subprocess import run
from typing import TYPE_CHECKING

import pytest

from tests.cli.conftest import MAP
from tests.sessions import ROOT

if TYPE_CHECKING:
    from pathlib import Path


def offered(folder: Path, typed: str, shell: str = "bash") -> list[str]:
    """Return what is offered behind what is typed, as the shell's script asks for it."""
    words = typed.split(" ")
    asked = {"bash": str(len(words) - 1), "zsh": str(len(words) - 1)}
    done = run(
        [sys.executable, "-m", "argmap"],
        capture_output=True,
        text=True,
        check=False,
        cwd=folder,
        env={
            **os.environ,
            "PYTHONPATH": str(ROOT),
            "_ARGMAP_COMPLETE": f"{shell}_complete",
            "COMP_WORDS": typed,
            "COMP_CWORD": asked[shell],
        },
    )
    assert done.stderr == ""
    return [line for line in done.stdout.splitlines() if line]


def test_ids_of_the_map_are_offered(folder: Path) -> None:
    assert offered(folder, "argmap show buses.argmap.yaml ") == [
        "plain,help",
        "plain,many",
        "plain,seldom",
    ]
    assert offered(folder, "argmap render buses.argmap.yaml --focus se") == ["plain,seldom"]


def test_some_shells_show_what_a_statement_says(folder: Path) -> None:
    said = offered(folder, "argmap show buses.argmap.yaml h", "zsh")
    assert said == ["plain", "help", "Buses help"]


def test_commands_and_files_are_offered(folder: Path) -> None:
    assert offered(folder, "argmap sh") == ["plain,show"]
    assert offered(folder, "argmap check bu") == ["file,bu"]


def test_a_map_that_cannot_be_read_offers_nothing(folder: Path) -> None:
    assert offered(folder, "argmap show no.argmap.yaml ") == []


def piped(folder: Path, text: str, *arguments: str) -> tuple[int, str, str]:
    done = run(
        [sys.executable, "-m", "argmap", "check", *arguments],
        input=text.encode(),
        capture_output=True,
        check=False,
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    )
    return done.returncode, done.stdout.decode(), done.stderr.decode()


@pytest.fixture
def elsewhere(folder: Path) -> Path:
    """A map in a folder of its own, with a configuration."""
    inner = folder / "maps"
    inner.mkdir()
    (inner / "text.txt").write_text((folder / "text.txt").read_text("utf-8"), "utf-8")
    (folder / "text.txt").unlink()
    (inner / "argmap.toml").write_text('[per-file-ignores]\n"new.*" = ["AM114"]\n', "utf-8")
    return folder


def test_a_piped_map_is_checked_as_the_file_that_it_will_be(elsewhere: Path) -> None:
    draft = MAP.replace("    span: [0, 10]\n", "")
    arguments = ("--output-format", "concise", "--stdin-filename")
    status, out, err = piped(elsewhere, draft, *arguments, "maps/buses.argmap.yaml", "-")
    assert (status, err) == (1, "")
    assert out.startswith("maps/buses.argmap.yaml:8:12: AM114 ")
    assert piped(elsewhere, draft, *arguments, "maps/new.argmap.yaml", "-") == (0, "", "")
    assert not (elsewhere / "maps" / "new.argmap.yaml").exists()


def test_a_piped_map_is_fixed_on_standard_output(elsewhere: Path) -> None:
    draft = MAP.replace("    span: [0, 10]\n", "").replace("\n", "\r\n")
    name = "maps/buses.argmap.yaml"
    status, out, err = piped(elsewhere, draft, "--fix", "--stdin-filename", name, "-")
    assert (status, out) == (0, MAP.replace("\n", "\r\n"))
    assert err == "No findings in 1 map.\n"
    broken = "claims: [\n"
    status, out, err = piped(elsewhere, broken, "--fix", "--stdin-filename", name, "-")
    assert (status, out) == (1, broken)
    assert "AM001" in err


def test_a_name_for_standard_input_needs_standard_input(elsewhere: Path) -> None:
    status, _, err = piped(elsewhere, "", "--stdin-filename", "a.argmap.yaml", "b.argmap.yaml")
    assert status == 2
    assert "`--stdin-filename` needs the MAP `-`" in err
