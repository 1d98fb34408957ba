"""The maps that drawing is measured with are what they are said to be, in every form."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

from argmap import load

SCRIPT = Path(__file__).parents[2] / "benchmarks" / "drawing" / "trees.py"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("trees")
    subprocess.run([sys.executable, str(SCRIPT), str(folder), "40"], check=True)
    return folder


@pytest.mark.parametrize(("name", "links"), [("tree", 39), ("crossing", 47)])
def test_every_form_has_the_same_statements_and_links(folder: Path, name: str, links: int) -> None:
    map = load(folder / f"{name}.yaml")
    expected = [(one.id, list(one.supports)) for one in map.statements]
    rows = json.loads((folder / f"{name}.json").read_text("utf-8"))
    assert [(id, targets) for id, _, targets in rows] == expected
    assert sum(len(targets) for _, targets in expected) == links
    boxes = (folder / f"{name}.dot").read_text("utf-8")
    assert set(re.findall(r"^(s\d+) \[", boxes, re.MULTILINE)) == {id for id, _ in expected}
    assert sorted(re.findall(r"^(s\d+) -> (s\d+)$", boxes, re.MULTILINE)) == sorted(
        (target, id) for id, targets in expected for target in targets
    )


def test_the_tree_in_argdown_nests_as_the_map_does(folder: Path) -> None:
    above: list[str] = []
    found: dict[str, list[str]] = {}
    for line in (folder / "tree.argdown").read_text("utf-8").splitlines():
        depth = (len(line) - len(line.lstrip())) // 4
        id = re.findall(r"\[(s\d+)\]", line)[0]
        above[depth:] = [id]
        found[id] = above[depth - 1 : depth] if depth else []
    map = load(folder / "tree.yaml")
    assert found == {one.id: list(one.supports) for one in map.statements}
