"""Kialo: one discussion with a reference, links and escaped brackets."""

from __future__ import annotations

from typing import TYPE_CHECKING

from argmap.formats import dump, read_with_losses
from tests.corpora.counting import counted

if TYPE_CHECKING:
    from pathlib import Path


def test_a_discussion(corpora: Path) -> None:
    (path,) = (corpora / "kialo").glob("*.txt")
    map, losses = read_with_losses(path)
    assert losses == ()
    assert map.title
    # 106 numbered lines, one of which refers to another.
    assert +counted(map) == {
        "claim": 1,
        "reason": 41,
        "caveat": 63,
        "supports": 42,
        "rebuts": 63,
    }
    assert len(map["1.2.2"].supports) == 2


def test_a_discussion_is_written_back_as_it_was(corpora: Path) -> None:
    (path,) = (corpora / "kialo").glob("*.txt")
    map, _ = read_with_losses(path)
    written = dump(map, "-", format="kialo")
    assert written.losses == ()
    lines = path.read_bytes().decode().replace("\r\n", "\n")
    assert written.text == f"{lines}\n"
