"""A map with one finding of each kind that a report has to show."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from argmap.checking import check_file
from argmap.mapfile import read_map

if TYPE_CHECKING:
    from pathlib import Path

    from argmap.checking import Diagnostic
    from argmap.mapfile import MapFile

COUNCIL = """\
The council met on Monday.
Mind you, nobody asked the shopkeepers, not once.
The ring road saved nine minutes,
which is more than any bus lane did.
"""

MAP = """\
argmap: 1
title: The ring road
sources:
  - {id: council, path: council.txt}
questions:
  - {id: why, text: Why a ring road?, implicit: true}
claims:
  - id: worth
    text: The ring road was worth it
    quote: The ring road saved nine minutes, which is more than any bus lane did
    answers: why
reasons:
  - id: minutes
    supports: worth
    quote: nine minutes
    span: [94, 106]
  - {id: asked, supports: wroth, quote: everybody asked the mayor}
caveats:
  - {id: shops, limits: worth, txt: nobody asked}
"""


@pytest.fixture
def file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> MapFile:
    """The map file, read from the folder that it lies in."""
    (tmp_path / "council.txt").write_text(COUNCIL, encoding="utf-8", newline="")
    (tmp_path / "ring, road.argmap.yaml").write_text(MAP, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return read_map("ring, road.argmap.yaml")


@pytest.fixture
def found(file: MapFile) -> list[tuple[MapFile, list[Diagnostic]]]:
    """What there is to report of the map file."""
    return [(file, check_file(file))]
