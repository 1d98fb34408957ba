"""AIF: microtexts, a dialogue with locutions, and two nodesets of AraucariaDB."""

from __future__ import annotations

import json
from collections import Counter
from typing import TYPE_CHECKING

import pytest

from argmap.formats import dump, read_with_losses
from tests.corpora.counting import counted

if TYPE_CHECKING:
    from pathlib import Path


def test_microtexts(corpora: Path) -> None:
    files = sorted((corpora / "aif" / "microtexts").glob("*.json"))
    counts: Counter[str] = Counter()
    for path in files:
        map, losses = read_with_losses(path)
        assert losses == (), path.name
        counts += counted(map)
    assert len(files) == 110
    assert counts == {
        "claim": 110,
        "reason": 286,
        "caveat": 170,
        "supports": 286,
        "rebuts": 108,
        "undercuts": 62,
        "joint": 17 + 3,
        "anchors": 566,
        "exact": 566,
    }


@pytest.mark.parametrize("folder", ["aif/microtexts", "aif/other"])
def test_every_file_is_written_back_as_it_was(corpora: Path, folder: str) -> None:
    for path in sorted((corpora / folder).glob("*.json")):
        map, _ = read_with_losses(path)
        data = json.loads(dump(map, path, format="aif").text)
        data.pop("argmap", None)
        assert data == json.loads(path.read_text(encoding="utf-8")), path.name


def test_a_dialogue(corpora: Path) -> None:
    map, losses = read_with_losses(corpora / "aif" / "other" / "6064-original.json")
    assert losses == ()
    assert counted(map) == {"claim": 5, "reason": 4, "supports": 5, "joint": 0}
    assert Counter(one.speaker for one in map.statements) == {"CL": 7, "NL": 2}


@pytest.mark.parametrize(
    ("name", "counts", "exact"),
    [
        ("105", {"claim": 1, "reason": 4, "caveat": 1, "supports": 4, "rebuts": 1, "joint": 1}, 0),
        ("108", {"claim": 1, "reason": 7, "caveat": 1, "supports": 7, "rebuts": 1, "joint": 3}, 3),
    ],
)
def test_nodesets_whose_texts_are_reworded(
    corpora: Path, name: str, counts: dict[str, int], exact: int
) -> None:
    path = corpora / "aif" / "other" / f"araucaria_nodeset{name}.json"
    map, losses = read_with_losses(path)
    found = counted(map)
    assert {key: found[key] for key in counts} == counts
    statements = list(map.statements)
    assert sum(one.text is None for one in statements) == exact
    # Whatever is anchored stands there, and whatever is not is told.
    assert found["anchors"] == found["exact"]
    told = {loss.statement for loss in losses if loss.kind == "unresolved"}
    assert told == {one.id for one in statements if not one.anchors}
