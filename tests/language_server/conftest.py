"""A folder with a map of two sources, and an editor for it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.language_server.editor import Editor

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

MINUTES = (
    "Minutes 😀 of the council.\r\n"
    "Ann: Buses 🚌 help the town. They carry many people into it.\r\n"
    "Bob: But they run seldom on Sundays. They carry many bags.\r\n"
)
LETTER = "\ufeffTrams were dear. Nobody rode them in winter, and they were sold in 1951.\n"
MAP = """\
# A map of a debate 🚌 about buses.
argmap: 1
title: Buses
sources:
  - {id: minutes, path: minutes.txt}
  - {id: letter, path: letter.txt}
claims:
  - id: help   # 🚌🚌 the main claim
    text: Buses 😀 help
    speaker: Ann
    source: minutes
    quote: "Buses 🚌 help the town"
    span: [32, 53]
reasons:
  - id: many
    supports: help
    source: minutes
    quote: They carry many people into it
caveats:
  - id: sundays
    undercuts: many->help
    speaker: Bob
    source: minutes
    quote: they run seldom on Sunday
  - id: trams
    limits: [help, many]
    source: letter
    quote: Nobody rode trams in winter
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A project with a map and its two sources."""
    project = tmp_path / "project"
    project.mkdir()
    (project / "argmap.toml").write_text('ignore = ["AM121"]\n', "utf-8")
    (project / "minutes.txt").write_bytes(MINUTES.encode())
    (project / "letter.txt").write_bytes(LETTER.encode())
    (project / "town.argmap.yaml").write_bytes(MAP.encode())
    return project


@pytest.fixture(scope="session")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Editor]:
    """An editor for all tests: a server takes longer to start than what most tests ask of it."""
    with Editor(tmp_path_factory.mktemp("workspace")) as opened:
        yield opened


@pytest.fixture
def editor(running: Editor, folder: Path) -> Iterator[Editor]:
    """That editor in the project of the test, with nothing open."""
    running.folder = folder
    running.messages.clear()
    yield running
    running.close_all()
