"""Many maps: found, checked at once, told in order, and no bad one stops the others."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from contextlib import suppress
from typing import TYPE_CHECKING

import pytest

from argmap.cli import batch, progress
from argmap.cli.batch import done_in_order, is_worth_processes
from argmap.corpora import Item, Listing
from argmap.errors import ArgmapError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.cli.conftest import Command

GOOD = "claims: [{id: c, text: T, implicit: true}]\nreasons: [{id: r, text: R, implicit: true, supports: c}]\n"  # noqa: E501
BAD = "claims:\n  - {id: help, text: Buses help}\n"
FORMATS = ("full", "concise", "json", "github", "sarif")


@pytest.fixture
def maps(folder: Path) -> Path:
    """A folder with good and bad maps, one that cannot be read, and what is no map."""
    made = folder / "maps"
    for number in range(30):
        place = made / f"part {number % 3}"
        place.mkdir(parents=True, exist_ok=True)
        text = GOOD if number % 2 else BAD
        (place / f"{number:02}.argmap.yaml").write_text(text, encoding="utf-8")
    (made / "part 1" / "07.argmap.yaml").write_bytes(b"\xff\xfe\x00")
    (made / "part 1" / "notes.yaml").write_text("- no map", encoding="utf-8")
    (made / ".hidden").mkdir()
    (made / ".hidden" / "x.argmap.yaml").write_text(BAD, encoding="utf-8")
    (made / "x.argmap.json").write_text('{"claims": []}', encoding="utf-8")
    (made / "y.argmap.yml").write_text("{}", encoding="utf-8")
    return made


def test_a_folder_stands_for_the_maps_in_it_and_below(argmap: Command, maps: Path) -> None:
    said = argmap("check", "maps", "--output-format", "concise")
    assert said.status == 2
    names = [line.partition(":")[0] for line in said.out.splitlines()]
    assert names == sorted(names)
    assert len(set(names)) == 15
    assert not any("hidden" in name or "notes" in name for name in names)
    assert said.err.startswith(f"argmap: error: maps{os.sep}part 1{os.sep}07.argmap.yaml: ")
    assert len(list(maps.rglob("*.argmap.*"))) == 33


def test_a_pattern_stands_for_the_files_that_fit(argmap: Command, maps: Path) -> None:
    assert maps.is_dir()
    said = argmap("check", "maps/**/0[0-3].argmap.yaml", "--output-format", "concise")
    names = {line.partition(":")[0].rpartition(os.sep)[2] for line in said.out.splitlines()}
    assert names == {"00.argmap.yaml", "02.argmap.yaml"}


def test_a_file_that_is_named_twice_is_checked_once(argmap: Command, maps: Path) -> None:
    assert maps.is_dir()
    once = argmap("check", "maps/part 0", "--output-format", "concise")
    twice = argmap(
        "check", "maps/part 0", "./maps/part 0/00.argmap.yaml", "--output-format", "concise"
    )
    assert twice == once


@pytest.mark.parametrize("argument", ["empty", "nothing/*.yaml"])
def test_what_stands_for_no_map_is_told_of_and_stops_nothing(
    argmap: Command, folder: Path, argument: str
) -> None:
    (folder / "empty").mkdir()
    said = argmap("check", argument, "buses.argmap.yaml")
    assert said.status == 2
    assert said.err.startswith(f"argmap: error: {argument}: ")
    assert said.out == "No findings in 1 map.\n"


@pytest.mark.parametrize("format", FORMATS)
def test_any_number_of_processes_says_the_same(argmap: Command, maps: Path, format: str) -> None:
    assert maps.is_dir()
    alone = argmap("check", "maps", "--output-format", format, "-j", "1")
    assert alone.status == 2
    for jobs in ("2", "3", "40"):
        assert argmap("check", "maps", "--output-format", format, "-j", jobs) == alone
    if format in ("json", "sarif"):
        json.loads(alone.out)


def test_maps_are_fixed_by_several_processes_as_by_one(argmap: Command, folder: Path) -> None:
    clean = (folder / "buses.argmap.yaml").read_text(encoding="utf-8")
    names = [f"{number}.argmap.yaml" for number in range(12)]
    for name in names:
        (folder / name).write_text(clean.replace("[12, 34]", "[10, 32]"), encoding="utf-8")
    one, many = (argmap("check", *names, "--diff", "-j", jobs) for jobs in ("1", "2"))
    assert one == many
    assert one.status == 1
    assert argmap("check", *names, "--fix", "-j", "2").status == 0
    assert {(folder / name).read_text(encoding="utf-8") for name in names} == {clean}


def double(number: int) -> int:
    return 2 * number


def fail(number: int) -> int:
    if number == 20:
        os._exit(3)
    return number


def test_results_come_in_order_and_a_few_at_a_time() -> None:
    assert list(done_in_order(double, range(500), processes=2)) == list(range(0, 1000, 2))
    assert list(done_in_order(double, range(3), processes=1)) == [0, 2, 4]


def test_a_process_that_is_lost_is_told_of() -> None:
    with pytest.raises(ArgmapError, match="a worker process died"):
        list(done_in_order(fail, range(100), processes=2))


def test_whoever_stops_half_way_leaves_no_process_behind() -> None:
    from multiprocessing import active_children  # noqa: PLC0415 -- beside what it looks at

    results: Iterator[int] = done_in_order(double, range(10_000), processes=2)
    assert next(results) == 0
    assert active_children()
    results.close()  # type: ignore[attr-defined]  # it is a generator
    assert not active_children()


def large(number: int) -> str:
    return "x" * (200_000 + number)


def test_to_stop_while_results_are_handed_over_never_blocks() -> None:
    for _ in range(20):
        results: Iterator[str] = done_in_order(large, range(1000), processes=2)
        next(results)
        results.close()  # type: ignore[attr-defined]  # as above


def slow(number: int) -> int:
    time.sleep(60 * (number > 0))
    return number


def test_to_stop_does_not_wait_for_what_takes_long() -> None:
    results: Iterator[int] = done_in_order(slow, [0] * 8 + [1] * 100, processes=2)
    next(results)
    before = time.monotonic()
    results.close()  # type: ignore[attr-defined]  # as above
    assert time.monotonic() - before < 30


def test_processes_are_for_many_maps(maps: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    items = list(Listing([str(path) for path in maps.rglob("*.argmap.*")]))
    missing = Item("no such file", "no such file")
    assert not is_worth_processes(items)
    assert not is_worth_processes([missing, *items])
    monkeypatch.setattr(batch, "_WORTH", 1000)
    assert is_worth_processes([missing, *items])
    assert not is_worth_processes([Item("-", "-"), *items])
    assert not is_worth_processes(items[:1])


def test_an_interrupt_ends_it_with_one_word(maps: Path) -> None:
    many = [maps / f"{number}.argmap.yaml" for number in range(400)]
    for path in many:
        path.write_text(BAD, encoding="utf-8")
    command = [sys.executable, "-m", "argmap", "check", *map(str, many), "-j", "2"]
    run = subprocess.Popen(
        [*command, "--output-format", "concise"], stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )
    assert run.stdout is not None
    assert run.stdout.readline()
    run.send_signal(signal.SIGINT)
    _, err = run.communicate(timeout=60)
    assert (run.returncode, err.strip()) == (2, b"argmap: error: interrupted")


def test_a_progress_bar_is_for_terminals_only(capfd: pytest.CaptureFixture[str]) -> None:
    shown = progress.Progress(10)
    shown._next = 0  # noqa: SLF001 -- as if it had taken long
    shown.step()
    shown.clear()
    assert capfd.readouterr().err == ""


def test_a_progress_bar_is_shown_late_and_taken_away(monkeypatch: pytest.MonkeyPatch) -> None:
    terminal, end = pytest.importorskip("pty").openpty()
    with os.fdopen(end, "w") as stream:
        monkeypatch.setattr(sys, "stderr", stream)
        monkeypatch.setenv("TERM", "xterm")
        shown = progress.Progress(10)
        shown.step()
        start = time.monotonic()
        monkeypatch.setattr(progress.time, "monotonic", lambda: start + 5)
        shown.step()
        shown.clear()
    said = b""
    with suppress(OSError):  # so a terminal ends whose other end is closed
        while piece := os.read(terminal, 1000):
            said += piece
    os.close(terminal)
    assert said.decode() == f"\r\x1b[K[{'#' * 6}{'-' * 24}] 2 of 10 maps\r\x1b[K"
