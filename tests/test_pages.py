"""What the pages show is what happens."""

from __future__ import annotations

import ast
import importlib.util
import json
import os
import re
import shlex
import shutil
import tomllib
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click
import pytest
import yaml
from pydantic import ValidationError

import argmap
from argmap import errors
from argmap.anchoring.occurrences import MOST_PLACES
from argmap.cli import argmap as command_line
from argmap.mapfile import tree
from argmap.model import Claim
from argmap.notebook import pdf_in_notebooks
from docs import library
from tests.sessions import ROOT, blocks, commands, needs_sh, run_python, run_shell

if TYPE_CHECKING:
    from types import ModuleType

PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))]
# These show tables and widgets, whose packages the extra `test` does not have.
TABLES_AND_WIDGETS = {
    *("notebooks.md", "other-libraries.md", "study-a-corpus.md", "tables.md", "work-in-python.md"),
}
_ACTION = re.compile(r"uses: ([\w-]+/[\w/-]+)@(\S+)")
_LINK = re.compile(r"\]\(([^)#]+)(?:#[^)]*)?\)")


@pytest.fixture
def checkout(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a copy of what a reader has at hand, so that sessions may write there."""
    for name in ("seeds", "examples"):
        shutil.copytree(ROOT / name, tmp_path / name)
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.parametrize(
    "page",
    [
        pytest.param(page, marks=[pytest.mark.full] * (page.name in TABLES_AND_WIDGETS))
        for page in PAGES
    ],
    ids=lambda page: page.name,
)
@needs_sh
def test_sessions_do_what_the_page_shows(page: Path, checkout: Path) -> None:
    """Those of the shell and of Python share a folder, in the order of the page."""
    names: dict[str, Any] = {}
    kept = pdf_in_notebooks()
    try:
        for block in blocks(page, "console", "pycon"):
            place = f"{page.name}:{block.line}"
            if block.language == "pycon":
                assert not run_python(block.text, place, names)
            elif ".venv" not in block.text:  # the set-up itself has been done
                for command, shown in commands(block):
                    assert run_shell(command, checkout) == shown, place
    finally:
        pdf_in_notebooks(kept)
    if page.name == "tour.md":  # the page shows the picture that its session draws
        kept_picture = (ROOT / "docs" / "gallery" / "library.svg").read_text("utf-8")
        assert (checkout / "library.svg").read_text("utf-8") == kept_picture


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_blocks_that_do_not_run_can_be_read(page: Path) -> None:
    """Data is well formed, code is Python, and commands have the options that they are given."""
    readers = {"yaml": yaml.compose, "toml": tomllib.loads, "json": json.loads}
    if page.name == "rules.md":  # its bad maps are tested with the rules
        del readers["yaml"]
    for block in blocks(page, *readers):
        readers[block.language](block.text)
    for block in blocks(page, "python"):
        is_call = page.parent.name == "api" and "->" in block.text
        ast.parse(f"def {block.text.rstrip()}: ..." if is_call else block.text)
    for block in blocks(page, "sh"):
        for line in block.text.splitlines():
            words = shlex.split(line, comments=True)
            if words[:1] == ["argmap"]:
                assert unknown_options(words[1:]) == [], f"{page.name}: {line}"


def unknown_options(words: list[str]) -> list[str]:
    """Return the options, or the command, that argmap does not have."""
    group = click.Context(command_line, info_name="argmap")
    command = command_line.get_command(group, words[0])
    if command is None:
        return words[:1]
    names = {name for param in command.params for name in (*param.opts, "-h", "--help")}
    given = (word.partition("=")[0] for word in words[1:] if re.match("--?[a-z]", word))
    return [name for name in given if name not in names]


@pytest.mark.parametrize(
    "page",
    [
        *PAGES,
        ROOT / "SECURITY.md",
        *sorted(ROOT.glob("*/README.md")),
        *sorted(ROOT.glob("examples/*/*.md")),
    ],
    ids=lambda page: str(page.relative_to(ROOT)),
)
def test_links_lead_to_files(page: Path) -> None:
    for target in _LINK.findall(page.read_text(encoding="utf-8")):
        if "://" not in target:
            assert (page.parent / target).exists(), target


def test_readme_has_exactly_two_set_up_commands() -> None:
    setup = [block for block in blocks(ROOT / "README.md", "console") if ".venv" in block.text]
    assert [len(commands(block)) for block in setup] == [1, 1]
    assert commands(setup[0])[0][0].endswith("-o russia-myanmar.svg")
    assert commands(setup[1])[0][0].endswith("nox -s quick")


def test_each_action_has_one_version_in_the_workflows_and_on_the_pages() -> None:
    versions: dict[str, set[str]] = {}
    for path in [*sorted((ROOT / ".github" / "workflows").iterdir()), *PAGES]:
        for name, version in _ACTION.findall(path.read_text(encoding="utf-8")):
            versions.setdefault(name, set()).add(version)
    assert versions["actions/checkout"]
    assert {name: found for name, found in versions.items() if len(found) > 1} == {}


def _generator() -> ModuleType:
    spec = importlib.util.spec_from_file_location("generate", ROOT / "docs" / "generate.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.full  # the page of the widget needs its package
def test_generated_pages_are_up_to_date() -> None:
    """When this fails: python docs/generate.py."""
    pages = _generator().PAGES
    assert {"api.md", "api/maps.md", "commands.md", "formats.md", "rules.md"} <= set(pages)
    for name, page in pages.items():
        assert (ROOT / "docs" / name).read_text(encoding="utf-8") == page(), name
    kept = {f"api/{path.name}" for path in (ROOT / "docs" / "api").iterdir()}
    assert kept == {name for name in pages if name.startswith("api/")}


def test_nothing_in_the_repository_names_a_machine() -> None:
    pattern = re.compile(r"(?<![\w.])/(?:home|root|work|Users)/\w+")
    written = {".md", ".py", ".yaml", ".toml", ".ipynb", ".svg", ".html", ".js", ".css"}
    for folder, _, names in os.walk(ROOT):
        parts = Path(folder).relative_to(ROOT).parts
        if "node_modules" in parts or any(part.startswith(".") for part in parts):
            continue
        for name in names:
            path = Path(folder, name)
            if path.suffix in written:
                assert not pattern.search(path.read_text(encoding="utf-8")), path


def test_the_limits_of_the_security_page_are_those_of_the_code() -> None:
    limits = dict(re.findall(r"^\| (\D.*?) \| ([\d,]+)", _read("SECURITY.md"), re.MULTILINE))
    assert limits["depth of YAML and JSON"] == str(tree.MAXIMAL_DEPTH)
    assert limits["digits of a number"] == f"{tree.LONGEST_NUMBER:,}"
    assert limits["places of a quote that are listed"] == f"{MOST_PLACES:,}"
    longest = Claim(id="c" * int(limits["length of an id"]), text="t")
    with pytest.raises(ValidationError):
        Claim(id=f"{longest.id}c", text="t")
    seconds = limits["time for a layout"]
    assert f"[default: {seconds}.0; x>0]" in _read("docs/commands.md")


def _read(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


def test_the_pages_of_the_library_have_every_public_name_once_and_every_error() -> None:
    listed = [name for names in library.API.values() for name in names]
    assert sorted(listed) == argmap.__all__
    pages = "".join(_read(f"docs/api/{path.name}") for path in (ROOT / "docs/api").iterdir())
    index = _read("docs/api.md")
    for name in listed:
        assert pages.count(f"## `am.{name}`\n") == 1
        assert index.count(f"[`am.{name}`]") == 1
    for name, kind in vars(errors).items():
        if isinstance(kind, type) and issubclass(kind, errors.ArgmapError | errors.ArgmapWarning):
            assert f"| `{name}` |" in pages
