"""Programs are looked for where the PATH says, and never where somebody's files are."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

import pytest

from argmap.drawing.engines import system
from argmap.programs import find_program

if TYPE_CHECKING:
    from pathlib import Path

SUFFIX = ".exe" if sys.platform == "win32" else ""


def program(folder: Path, name: str) -> Path:
    folder.mkdir(exist_ok=True)
    path = folder / f"{name}{SUFFIX}"
    path.write_text("#!/bin/sh\n", encoding="utf-8")
    path.chmod(0o755)
    return path


def test_the_first_folder_of_the_path_that_has_it_counts(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    program(tmp_path / "b", "dot")
    first = program(tmp_path / "a", "dot")
    folders = [tmp_path / name for name in ("none", "a", "b")]
    monkeypatch.setenv("PATH", os.pathsep.join(map(str, folders)))
    assert find_program("dot") == str(first)
    assert system.find() == str(first)


@pytest.mark.parametrize("entry", ["", ".", "bin", "./bin", "~", "../x/bin"])
@pytest.mark.parametrize("name", ["git", "dot"])
def test_a_program_in_the_current_folder_is_not_found(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, entry: str, name: str
) -> None:
    here = tmp_path / "x"
    program(here, name)
    program(here / "bin", name)
    monkeypatch.chdir(here)
    monkeypatch.setenv("PATH", os.pathsep.join((entry, str(tmp_path / "none"))))
    assert find_program(name) is None


def test_windows_is_given_no_chance_to_look_in_the_current_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("argmap.programs._SUFFIX", ".exe")
    for name in ("dot", "dot.exe", "dot.bat", "dot.cmd"):
        program(tmp_path, name)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("PATH", str(tmp_path / "none"))
    assert find_program("dot") is None
    monkeypatch.setenv("PATH", f'"{tmp_path}"')
    assert find_program("dot") == str(tmp_path / "dot.exe")


@pytest.mark.skipif(sys.platform == "win32", reason="Windows knows no such permission")
def test_what_cannot_be_run_is_no_program(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    program(tmp_path, "dot").chmod(0o644)
    monkeypatch.setenv("PATH", str(tmp_path))
    assert find_program("dot") is None
    (tmp_path / "git").mkdir()
    assert find_program("git") is None


def test_without_a_path_the_default_of_the_system_counts(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("PATH")
    assert find_program("no-such-program") is None
