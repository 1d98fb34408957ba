"""Git runs nothing that a repository names, and waits for nothing, whatever its folder holds."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
import warnings
from typing import TYPE_CHECKING

import pytest

from argmap import ArgumentMap, check, fix, ground
from argmap.cli.main import run
from argmap.errors import HistoryWarning
from argmap.history import History
from argmap.source import Source, digest
from tests.repositories import OPTIONS, VECTORS, Vector, arm

if TYPE_CHECKING:
    from pathlib import Path

    from tests.repositories import Git, GitIn

pytestmark = [
    pytest.mark.skipif(shutil.which("git") is None, reason="there is no git"),
    pytest.mark.skipif(sys.platform == "win32", reason="the traps are shell scripts and pipes"),
]

FIRST = "Buses help. They carry many people.\n"
SECOND = "So it is. Buses help. They carry many people.\n"
LIMIT = 5.0  # seconds


@pytest.fixture
def folder(tmp_path: Path, git_in: GitIn) -> Path:
    """A repository in which the text of a source has changed."""
    git = git_in(tmp_path / "map")
    path = tmp_path / "map" / "text.txt"
    for text in (FIRST, SECOND):
        path.write_text(text, encoding="utf-8")
        git("add", "--all")
        git("commit", "--message", "change")
    return path.parent


def changed(folder: Path) -> Source:
    return Source(id="text", path="text.txt", sha256=digest(FIRST)).placed_in(folder)


@pytest.mark.parametrize("vector", VECTORS, ids=lambda vector: vector.name)
def test_no_trap_of_a_repository_is_sprung(
    folder: Path, tmp_path: Path, vector: Vector, monkeypatch: pytest.MonkeyPatch
) -> None:
    canary = arm(folder, vector, tmp_path / "outside")
    # As a user might: a helper for a foreign kind of server is looked for on the PATH.
    traps = tmp_path / "outside" / "traps"
    monkeypatch.setenv("PATH", f"{os.environ['PATH']}{os.pathsep}{traps}")
    start = time.monotonic()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", HistoryWarning)
        found = History(seconds=LIMIT).text_of(changed(folder))
    assert not canary.exists()
    assert time.monotonic() - start < LIMIT + 60  # as long as a busy machine needs
    pipes = {name for name, text in vector.files if text is None}
    needed = {"HEAD", "refs/heads/main", "objects/info/alternates", "objects/info/commit-graph"}
    is_whole = not vector.loses_blobs and pipes.isdisjoint(needed)
    assert found == (FIRST if is_whole else None)


def test_the_traps_are_sprung_by_git_itself(folder: Path, tmp_path: Path) -> None:
    vector = next(one for one in VECTORS if one.name == "core.fsmonitor")
    canary = arm(folder, vector, tmp_path / "outside")
    subprocess.run(["git", *OPTIONS, "status"], cwd=folder, check=False, capture_output=True)
    assert canary.exists()


def test_the_configuration_of_a_user_and_of_a_hook_leads_to_no_program(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    vector = Vector("none")
    canary = arm(folder, vector, tmp_path / "outside")
    trap = tmp_path / "outside" / "traps" / "trap"
    for name in ("GIT_PAGER", "GIT_EXTERNAL_DIFF", "GIT_SSH_COMMAND", "GIT_ASKPASS", "GIT_EDITOR"):
        monkeypatch.setenv(name, str(trap))
    monkeypatch.setenv("GIT_CONFIG_COUNT", "1")
    monkeypatch.setenv("GIT_CONFIG_KEY_0", "diff.external")
    monkeypatch.setenv("GIT_CONFIG_VALUE_0", str(trap))
    monkeypatch.setenv("GIT_OBJECT_DIRECTORY", str(tmp_path))
    assert History().text_of(changed(folder)) == FIRST
    assert not canary.exists()


def test_a_bare_repository_among_the_files_of_a_folder_is_not_used(
    folder: Path, git: Git, tmp_path: Path
) -> None:
    git("clone", "--bare", "map", "map/deep")
    (folder / "deep" / "text.txt").write_text(SECOND, encoding="utf-8")
    inner = Source(id="text", path="text.txt", sha256=digest(FIRST)).placed_in(folder / "deep")
    canary = arm(folder, Vector("none"), tmp_path / "outside")
    with (folder / "deep" / "config").open("a", encoding="utf-8") as file:
        file.write(f"[core]\n    pager = {tmp_path}/outside/traps/trap\n")
    assert History().text_of(inner) is None
    assert not canary.exists()


@pytest.mark.parametrize("said", ["gitdir: /dev/zero", "gitdir: ", "gitdir: \0", "nonsense", ""])
def test_a_git_file_that_leads_nowhere_is_no_repository(
    tmp_path: Path, said: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path))
    (tmp_path / "map").mkdir()
    (tmp_path / "map" / ".git").write_text(said, encoding="utf-8")
    (tmp_path / "map" / "text.txt").write_text(SECOND, encoding="utf-8")
    assert History().text_of(changed(tmp_path / "map")) is None


@pytest.mark.parametrize(
    "said", ["ref: ../../secret", "ref: refs/../../secret", "ref: HEAD", "ref: refs/heads/.x", "x"]
)
def test_a_head_that_names_no_branch_leads_to_no_file(folder: Path, said: str) -> None:
    (folder.parent / "secret").write_text("0" * 40, encoding="utf-8")
    (folder / ".git" / "HEAD").write_text(said, encoding="utf-8")
    assert History().text_of(changed(folder)) is None


# Without git

MAP = f"""\
argmap: 1
sources:
  - {{id: text, path: text.txt, sha256: {digest(FIRST)}}}
claims:
  - {{id: help, quote: Buses help, span: [0, 10]}}
"""


@pytest.fixture
def asked(folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A file that appears when git is run."""
    program = tmp_path / "bin" / "git"
    program.parent.mkdir()
    program.write_text(f"#!/bin/sh\n: > '{tmp_path}/asked'\n", encoding="utf-8")
    program.chmod(0o755)
    monkeypatch.setenv("PATH", f"{program.parent}{os.pathsep}{os.environ['PATH']}")
    (folder / "m.argmap.yaml").write_text(MAP, encoding="utf-8")
    return tmp_path / "asked"


@pytest.mark.parametrize("command", [("check",), ("check", "--fix"), ("anchor",)])
def test_commands_ask_git_unless_told_not_to(
    folder: Path, asked: Path, command: tuple[str, ...]
) -> None:
    map = folder / "m.argmap.yaml"
    run([*command, str(map), "--no-git"])
    assert not asked.exists()
    map.write_text(MAP, encoding="utf-8")
    run([*command, str(map)])
    assert asked.exists()


def test_functions_ask_git_unless_told_not_to(folder: Path, asked: Path) -> None:
    map = ArgumentMap(sources=[changed(folder)])
    map.claim(quote="Buses help", id="help", span=(0, 10))
    for function in (check, fix, ground):
        asked.unlink(missing_ok=True)
        function(map, git=False)
        assert not asked.exists()
        function(map)
        assert asked.exists()


def test_a_git_that_was_stopped_is_reported_once(
    folder: Path, asked: Path, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    class Hasty(History):
        def __init__(self) -> None:
            super().__init__(seconds=0.3)

    monkeypatch.setattr("argmap.history.History", Hasty)
    (asked.parent / "bin" / "git").write_text("#!/bin/sh\nexec sleep 300\n", encoding="utf-8")
    (folder / "n.argmap.yaml").write_text(MAP, encoding="utf-8")
    run(["check", "-j1", str(folder)])
    said = capfd.readouterr().err
    assert said.count("argmap: warning: git was stopped after 0.3 seconds") == 1
