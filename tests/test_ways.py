"""The ways of working agree with each other: tasks, what the quick run leaves out, versions."""

from __future__ import annotations

import re
import tomllib
from typing import TYPE_CHECKING

import pytest

from argmap.version import __version__
from tests.sessions import ROOT

if TYPE_CHECKING:
    from pathlib import Path

TELLING = [
    ROOT / "README.md",
    ROOT / "CONTRIBUTING.md",
    ROOT / ".ci" / "run",
    *sorted(path for path in (ROOT / ".github").rglob("*") if path.is_file()),
]


@pytest.mark.parametrize("path", TELLING, ids=lambda path: path.name)
def test_every_task_that_is_named_exists(path: Path) -> None:
    noxfile = (ROOT / "noxfile.py").read_text(encoding="utf-8")
    tasks = set(re.findall(r"^@nox\.session.*\ndef (\w+)", noxfile, re.MULTILINE))
    for named in re.findall(r"nox -s ((?:[a-z]+ ?)+)", path.read_text(encoding="utf-8")):
        assert set(named.split()) <= tasks, named


def test_what_the_quick_run_leaves_out_exists(request: pytest.FixtureRequest) -> None:
    (table,) = (
        plugin.FULL
        for plugin in request.config.pluginmanager.get_plugins()
        if hasattr(plugin, "FULL")
    )
    for name in table:
        assert (ROOT / name).exists(), name


def test_what_no_release_has_yet_comes_first_in_the_changelog() -> None:
    changelog = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    first, *released = re.findall(r"^## (.+)$", changelog, re.MULTILINE)
    assert first == "Unreleased"
    for each in released:
        assert re.fullmatch(r"\d+\.\d+\.\d+, \d{4}-\d\d-\d\d", each)


def test_the_version_is_written_once() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert project["dynamic"] == ["version"]
    assert not re.search(r"^version:", (ROOT / "CITATION.cff").read_text("utf-8"), re.MULTILINE)
    for page in ("checking.md", "continuous-integration.md"):
        text = (ROOT / "docs" / page).read_text(encoding="utf-8")
        for shown in re.findall(r"argmap==([\d.]+\d)|rev: v([\d.]+\d)", text):
            assert "".join(shown) == __version__, page
