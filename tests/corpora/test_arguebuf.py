"""arguebuf: one microtext."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from argmap.formats import dump, read_with_losses
from tests.corpora.counting import counted

if TYPE_CHECKING:
    from pathlib import Path


def test_a_microtext(corpora: Path) -> None:
    path = corpora / "arguebuf" / "micro_b001.arguebuf.json"
    map, losses = read_with_losses(path)
    assert losses == ()
    assert counted(map) == {
        "claim": 1,
        "reason": 1,
        "caveat": 3,
        "supports": 1,
        "rebuts": 1,
        "undercuts": 2,
        "joint": 1,
        "anchors": 5,
        "exact": 5,
    }
    written = dump(map, path, format="arguebuf")
    assert json.loads(written.text) == json.loads(path.read_text(encoding="utf-8"))
