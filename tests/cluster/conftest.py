"""A real Dask cluster on this machine: a scheduler and workers, each a process of its own."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).resolve().parents[2]
_FAILURES = "DASK_DISTRIBUTED__SCHEDULER__ALLOWED_FAILURES"
_PATIENCE = 60  # seconds, on a machine that does much else


@dataclass
class Cluster:
    """A scheduler and its workers."""

    folder: Path
    allowed_failures: int = 3
    address: str = ""
    processes: list[subprocess.Popen[bytes]] = field(default_factory=list)

    def start(self, workers: int) -> None:
        """Start a scheduler on a free port, and workers."""
        self._run("scheduler", "dask_scheduler", "--host", "127.0.0.1", "--port", "0")
        self.address = self._logged("scheduler", r"Scheduler at: +(tcp://\S+)")
        for _ in range(workers):
            self.add_worker()
        self.wait()

    def add_worker(self) -> subprocess.Popen[bytes]:
        """Start a worker that nobody starts again when it ends."""
        name = f"worker-{len(self.processes)}"
        return self._run(
            name, "dask_worker", self.address, "--nthreads", "1", "--no-nanny", "--name", name
        )

    def wait(self) -> None:
        """Wait until the scheduler knows each worker."""
        for number in range(1, len(self.processes)):
            self._logged(f"worker-{number}", r"Registered to: +(\S+)")

    def stop(self) -> None:
        """End all of it."""
        for process in self.processes:
            process.kill()
        for process in self.processes:
            process.wait()

    def _run(self, name: str, program: str, *arguments: str) -> subprocess.Popen[bytes]:
        command = [sys.executable, "-m", f"distributed.cli.{program}", *arguments, "--no-dashboard"]
        with (self.folder / f"{name}.log").open("wb") as log:
            process = subprocess.Popen(
                command,
                stdout=log,
                stderr=subprocess.STDOUT,
                cwd=self.folder,
                env={
                    **os.environ,
                    "PYTHONPATH": str(ROOT),
                    _FAILURES: str(self.allowed_failures),
                },
            )
        self.processes.append(process)
        return process

    def _logged(self, name: str, pattern: str) -> str:
        """Wait until a process has logged something, and return it."""
        end = time.monotonic() + _PATIENCE
        log = ""
        while time.monotonic() < end:
            log = (self.folder / f"{name}.log").read_text(encoding="utf-8")
            if found := re.search(pattern, log):
                return found[1]
            time.sleep(0.05)
        pytest.fail(f"{name} did not start: {log}")


@pytest.fixture(scope="module")
def cluster(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Cluster]:
    """A cluster with two workers."""
    made = Cluster(tmp_path_factory.mktemp("cluster"))
    try:
        made.start(2)
        yield made
    finally:
        made.stop()
