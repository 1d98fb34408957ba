"""The argumentative microtexts, in English and in German."""

from __future__ import annotations

from collections import Counter
from itertools import pairwise
from typing import TYPE_CHECKING

import pytest

from argmap.formats import dump, read_with_losses
from argmap.formats.writing.kept import rest
from argmap.graph import Graph
from tests.corpora.counting import counted

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize("language", ["en", "de"])
def test_microtexts(corpora: Path, language: str) -> None:
    files = sorted((corpora / "microtext" / language).glob("*.xml"))
    counts: Counter[str] = Counter()
    joint: Counter[int] = Counter()
    stances: Counter[str | None] = Counter()
    schemes: Counter[str | None] = Counter()
    for path in files:
        map, losses = read_with_losses(path)
        assert losses == (), path.name
        counts += counted(map)
        assert len(map.claims) == 1, path.name
        joint.update(len(one.premises) for one in Graph(map).inferences)
        schemes.update(one.scheme for one in map.statements)
        spans = sorted(one.anchors[0].spans[0] for one in map.statements)
        between = [map.sources[0].text[one.end : other.start] for one, other in pairwise(spans)]
        assert not "".join(between).strip(), path.name
        attributes = rest(map, "microtext").get("attributes", {})
        stances[attributes.get("stance")] += 1
        written = dump(map, path, format="microtext")
        assert written.text.encode() == path.read_bytes(), path.name
        assert written.companions == {}
        assert written.losses == ()
    assert len(files) == 112
    assert counts == {
        "claim": 112,
        "reason": 290,
        "caveat": 174,
        "supports": 290,
        "rebuts": 110,
        "undercuts": 64,
        "joint": 20,
        "anchors": 576,
        "exact": 576,
    }
    assert (joint[2], joint[3], max(joint)) == (19, 1, 3)
    assert schemes["example"] == 9
    assert (stances["pro"], stances["con"], stances["unclear"]) == (46, 42, 1)
