"""A folder with maps of several formats, in files, an archive and JSON Lines."""

from __future__ import annotations

import json
import zipfile
from typing import TYPE_CHECKING

import pytest

from argmap.formats import write
from argmap.mapfile import dumps
from argmap.model import ArgumentMap
from argmap.source import Source

if TYPE_CHECKING:
    from pathlib import Path

NOTE = "Buses help. They carry many."


def a_map(title: str) -> ArgumentMap:
    """Return a small map with a source that has its text in it."""
    map = ArgumentMap(title=title, sources=[Source(id="note", text=NOTE)])
    help = map.claim("Buses help", id="help", quote="Buses help")
    map.reason("They carry many", id="many", supports=help, quote="They carry many")
    return map


def as_line(map: ArgumentMap) -> str:
    """Return a map on one line."""
    return json.dumps(json.loads(dumps(map, syntax="json")), ensure_ascii=False)


def in_archive(path: Path, entries: dict[str, str | bytes]) -> None:
    """Write a zip archive."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in entries.items():
            archive.writestr(name, data)


@pytest.fixture
def maps(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder ``maps`` below the working folder: six maps, and what is no map."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("NO_COLOR", "1")
    folder = tmp_path / "maps"
    (folder / "b").mkdir(parents=True)
    (folder / ".hidden").mkdir()
    write(a_map("one"), folder / "a.argmap.yaml")
    write(a_map("two"), folder / "b" / "two.aif.json")
    write(a_map("hidden"), folder / ".hidden" / "x.argmap.yaml")
    lines = [as_line(a_map("three")), "", as_line(a_map("four"))]
    (folder / "c.jsonl").write_text("\n".join(lines), encoding="utf-8")
    named = ArgumentMap(title="five", sources=[Source(id="note", path="note.txt")])
    entries = {
        "five/five.argmap.yaml": dumps(named)
        + "claims: [{id: help, quote: Buses help, span: [0, 10]}]\n",
        "five/note.txt": NOTE,
        "six.argmap.json": as_line(a_map("six")),
    }
    in_archive(folder / "d.zip", entries)
    (folder / "notes.txt").write_text("no map", encoding="utf-8")
    return folder
