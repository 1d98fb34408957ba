"""xAIF: an export of OVA3 and an empty document."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from argmap.formats import dump, read_with_losses
from tests.corpora.counting import counted

if TYPE_CHECKING:
    from pathlib import Path


def test_an_export_of_ova3(corpora: Path) -> None:
    map, losses = read_with_losses(corpora / "xaif" / "xaif.json")
    assert losses == ()
    assert counted(map) == {
        "claim": 1,
        "reason": 1,
        "supports": 1,
        "anchors": 2,
        "exact": 2,
        "joint": 0,
    }
    assert map.sources[0].text == "A because B\n"
    assert [one.anchors[0].spans for one in map.statements] == [((0, 1),), ((10, 11),)]


def test_an_empty_document(corpora: Path) -> None:
    map, losses = read_with_losses(corpora / "xaif" / "xaif-empty.json")
    assert losses == ()
    assert list(map.statements) == []


@pytest.mark.parametrize("name", ["xaif.json", "xaif-empty.json"])
def test_every_file_is_written_back_as_it_was(corpora: Path, name: str) -> None:
    path = corpora / "xaif" / name
    map, _ = read_with_losses(path)
    written = dump(map, path, format="xaif")
    assert written.losses == ()
    assert json.loads(written.text) == json.loads(path.read_text(encoding="utf-8"))
