"""A short run of the fuzz job: `python -m tests.fuzz --minutes 10` is a longer one."""

from __future__ import annotations

import subprocess
import sys

import pytest

from tests.fuzz import fuzzing
from tests.fuzz.targets import TARGETS

SECONDS = 3.0


@pytest.mark.parametrize("name", TARGETS)
def test_nothing_but_an_argmap_error_comes_of_any_input(name: str) -> None:
    assert fuzzing.fuzz(TARGETS[name], seconds=SECONDS, examples=60) > 0


def test_a_defect_is_found_and_shown() -> None:
    def target(_data: object) -> None:
        raise RuntimeError("a defect")

    with pytest.raises(RuntimeError, match="a defect"):
        fuzzing.fuzz(target, seconds=1.0, examples=5)


@pytest.mark.skipif(not hasattr(fuzzing.signal, "SIGPROF"), reason="no clock of processor time")
def test_a_hang_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    def target(_data: object) -> None:
        while True:
            pass

    monkeypatch.setattr(fuzzing, "LIMIT", 0.05)
    with pytest.raises(fuzzing.TookTooLongError):
        fuzzing.fuzz(target, seconds=1.0, examples=1)


def test_the_job_can_be_run_by_anybody() -> None:
    run = subprocess.run(
        [sys.executable, "-m", "tests.fuzz", "--minutes", "0.01", "configuration"],
        capture_output=True,
        check=False,
        text=True,
    )
    assert run.returncode == 0, run.stderr
    assert run.stdout.startswith("configuration: ")
