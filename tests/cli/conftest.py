"""A folder with a small clean map, and a way to run commands in it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, Protocol

import pytest

from argmap.cli.main import run

if TYPE_CHECKING:
    from pathlib import Path

TEXT = "Buses help. They carry many people. But they run seldom, and buses cost money."
MAP = """\
# Why buses help
argmap: 1
title: Buses
sources:
  - {id: text, path: text.txt}
claims:
  - id: help   # the point
    quote: Buses help
    span: [0, 10]
reasons:
  - {id: many, supports: help, quote: They carry many people, span: [12, 34]}
caveats:
  - {id: seldom, limits: help, quote: they run seldom, span: [40, 55]}
"""


class Said(NamedTuple):
    """What a command left behind."""

    status: int
    out: str
    err: str


class Command(Protocol):
    """Runs `argmap` with arguments."""

    def __call__(self, *arguments: str) -> Said: ...


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "text.txt").write_text(TEXT, encoding="utf-8")
    (tmp_path / "buses.argmap.yaml").write_text(MAP, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("NO_COLOR", "1")
    return tmp_path


@pytest.fixture
def argmap(folder: Path, capfd: pytest.CaptureFixture[str]) -> Command:  # noqa: ARG001 -- runs in the folder
    def run_argmap(*arguments: str) -> Said:
        status = run(list(arguments))
        captured = capfd.readouterr()
        return Said(status, captured.out, captured.err)

    return run_argmap
