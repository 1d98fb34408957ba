"""Four times as many statements take about four times the work: calls are counted, not seconds."""

from __future__ import annotations

import os
import sys
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path
from typing import TYPE_CHECKING, Any

import growth
import pytest

if TYPE_CHECKING:
    from pathlib import Path as Folder

SIZE = 150
MOST = 5.0
"""Times the work; quadratic work would be sixteen times as much."""

NAMES = (
    "check as full", "check many sources", "check undercuts", "check fan", "check joint",
    "check unknown keys", "check ignore comments", "check same ids", "check shifted spans",
    "fix drafts", "anchor drafts with a report", "anchor changed source",
    "render joint as html", "render chain as html", "render undercuts as svg", "show chain",
    "load and look up each id", "build with m.claim", "build after changes by hand",
    "build from one wording",
    "save after a change of all", "save after taking half away",
    "write undercuts as carneades", "read undercuts from carneades",
    "write undercuts as microtext", "write trees as web-annotation", "read ova2",
)  # fmt: skip
ROWS = {row.name: row for row in growth.rows()}


def work(row: growth.Row, folder: Folder, size: int) -> int:
    """Return how many calls a row takes over a map of a size."""
    path = row.shape(folder, size)
    calls = 0

    def count(_frame: Any, event: str, _argument: Any) -> None:
        nonlocal calls
        calls += event in ("call", "c_call")

    with (
        Path(os.devnull).open("w", encoding="utf-8") as nowhere,
        redirect_stdout(nowhere),
        redirect_stderr(nowhere),
    ):
        sys.setprofile(count)
        try:
            growth.do(row, path, folder)
        finally:
            sys.setprofile(None)
    return calls


@pytest.mark.parametrize("name", NAMES)
def test_work_grows_with_the_map(name: str, tmp_path: Path) -> None:
    row = ROWS[name]
    for folder in ("warm", "small", "large"):
        (tmp_path / folder).mkdir()
    work(row, tmp_path / "warm", 20)
    small = work(row, tmp_path / "small", SIZE)
    large = work(row, tmp_path / "large", 4 * SIZE)
    assert large < MOST * small


@pytest.mark.parametrize("row", ROWS.values(), ids=ROWS)
def test_every_row_of_the_benchmark_runs(row: growth.Row, tmp_path: Path) -> None:
    assert work(row, tmp_path, 20) > 0
