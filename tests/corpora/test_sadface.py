"""SADFace: one document of the older dialect, and an empty one."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from argmap.formats import dump, read_with_losses
from tests.corpora.counting import counted

if TYPE_CHECKING:
    from pathlib import Path


def test_a_document(corpora: Path) -> None:
    map, losses = read_with_losses(corpora / "sadface" / "hangback.json")
    assert losses == ()
    assert counted(map) == {
        "claim": 1,
        "reason": 2,
        "caveat": 1,
        "supports": 2,
        "rebuts": 1,
        "joint": 1,
    }


@pytest.mark.parametrize("name", ["hangback.json", "minimal.json"])
def test_every_file_is_written_back_as_it_was(corpora: Path, name: str) -> None:
    path = corpora / "sadface" / name
    map, losses = read_with_losses(path)
    assert losses == ()
    assert bool(list(map.statements)) == (name != "minimal.json")
    written = dump(map, path, format="sadface")
    assert json.loads(written.text) == json.loads(path.read_text(encoding="utf-8"))
