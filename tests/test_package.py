"""The package as a whole: its names, its imports, its data."""

from __future__ import annotations

import re
import subprocess
import sys
import tomllib

import pytest

import argmap
from tests.sessions import ROOT


def test_every_exported_name_is_there_and_documented() -> None:
    for name in argmap.__all__:
        assert getattr(argmap, name).__doc__, name


def test_exported_names_are_sorted_and_unique() -> None:
    assert argmap.__all__ == sorted(set(argmap.__all__))


def test_an_unknown_name_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="no attribute 'nothing'"):
        argmap.nothing  # noqa: B018 -- looking is what fails


def modules_after(code: str) -> set[str]:
    """Return the modules that code loads, without those that were there before it."""
    shown = "print('\\n'.join(sys.modules.keys() - before))"
    done = subprocess.run(
        [sys.executable, "-c", f"import sys; before = set(sys.modules)\n{code}\n{shown}"],
        capture_output=True,
        check=True,
        text=True,
    )
    return set(done.stdout.split())


def test_importing_argmap_loads_neither_click_nor_an_engine() -> None:
    loaded = modules_after("import argmap")
    assert not loaded & {"click", "wasmtime", "pydantic", "yaml", "rapidfuzz"}


def test_using_the_library_loads_no_command_line() -> None:
    code = "import argmap\nfor name in argmap.__all__: getattr(argmap, name)"
    assert not modules_after(code) & {"click", "argmap.cli", "wasmtime"}


def test_drawing_an_svg_loads_what_makes_no_other_format() -> None:
    code = "import argmap; argmap.draw(argmap.ArgumentMap())"
    assert not modules_after(code) & {"reportlab", "resvg_py", "PIL", "tomllib"}


def test_checking_a_clean_map_loads_no_engine_and_no_matcher(tmp_path) -> None:  # type: ignore[no-untyped-def]  # noqa: ANN001
    (tmp_path / "text.txt").write_text("Buses help.", encoding="utf-8")
    (tmp_path / "m.yaml").write_text(
        "sources: [{id: t, path: text.txt}]\nclaims: [{id: c, quote: Buses help, span: [0, 10]}]\n",
        encoding="utf-8",
    )
    code = f"from argmap.cli.main import run; run(['check', {str(tmp_path / 'm.yaml')!r}])"
    assert not modules_after(code) & {"wasmtime", "rapidfuzz", "wcwidth"}


def test_help_loads_neither_models_nor_a_reader_of_yaml() -> None:
    for command in ([], ["render"]):
        run = [*command, "--help"]
        loaded = modules_after(f"from argmap.cli.main import run; run({run!r})")
        assert not loaded & {"pydantic", "yaml", "importlib.metadata"}, command


def test_a_misspelt_name_is_answered_with_the_nearest() -> None:
    with pytest.raises(AttributeError) as raised:
        argmap.chek  # noqa: B018 -- looking is what fails
    assert raised.value.__notes__ == ["did you mean 'check'?"]


def test_contributing_lists_every_module_of_a_layer_and_every_package_in_use() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    layers = project["tool"]["importlinter"]["contracts"][0]["layers"]
    modules = {name for layer in layers for name in re.split(r"[ |]+", layer)} - {"__main__"}
    needed = [
        *project["project"]["dependencies"],
        *(one for extra in project["project"]["optional-dependencies"].values() for one in extra),
    ]
    packages = {re.split(r"[\[<>=]", one)[0] for one in needed} - {"argmap"}
    page = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    assert {name for name in modules if not re.search(rf"`{name}(/|\.py)`", page)} == set()
    assert {name for name in packages if name not in page.casefold()} == set()
