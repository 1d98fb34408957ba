"""Measure `argmap check` on a local Dask cluster of one and of two workers.

    python benchmarks/cluster.py [MAPS]

1,000 maps of 50 statements, each with a source of its own of 20 kB, as in ``checking.py``. Whole
commands run in turn with a local run; the ratio is that of each pair. The scheduler and the workers
are processes of this computer, started before, and their peaks of memory are read at the end. What
is sent and comes back is weighed as it is pickled. The tables are in ``benchmarks/README.md``.
"""

from __future__ import annotations

import os
import pickle
import re
import statistics
import subprocess
import sys
import tempfile
import time
from contextlib import ExitStack, contextmanager, suppress
from operator import itemgetter
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from checking import ENVIRONMENT, write_map

if TYPE_CHECKING:
    from collections.abc import Iterator

ROUNDS = 2
MAPS = 1000
GOAL = 1.5  # times the local run with as many processes
ARGMAP = [sys.executable, "-m", "argmap"]


class Cluster(NamedTuple):
    """The address of a scheduler, and the processes: the scheduler's first."""

    address: str
    processes: list[subprocess.Popen[bytes]]

    def peaks(self) -> list[float]:
        """Return the peak of memory of each process in megabytes."""
        return [_status(process.pid, "status", "VmHWM") / 1024 for process in self.processes]


def _status(process: int, file: str, name: str) -> float:
    text = Path(f"/proc/{process}/{file}").read_text(encoding="utf-8")
    found = re.search(rf"^{name}:\s+(\d+)", text, re.MULTILINE)
    assert found, name
    return float(found[1])


@contextmanager
def cluster(folder: Path, workers: int) -> Iterator[Cluster]:
    """Give a cluster of this computer with a scheduler on a free port."""
    with ExitStack() as stack:
        processes: list[subprocess.Popen[bytes]] = []

        def start(name: str, *arguments: str) -> Path:
            log = folder / f"{name}-{workers}.log"
            opened = stack.enter_context(log.open("wb"))
            command = [sys.executable, "-m", *arguments, "--no-dashboard"]
            process = subprocess.Popen(command, stdout=opened, stderr=opened, env=ENVIRONMENT)
            processes.append(process)
            stack.callback(process.wait)
            stack.callback(process.kill)
            return log

        scheduler = "distributed.cli.dask_scheduler"
        log = start("scheduler", scheduler, "--host", "127.0.0.1", "--port", "0")
        address = logged(log, r"Scheduler at: +(tcp://\S+)")
        worker = ("distributed.cli.dask_worker", address, "--nthreads", "1", "--no-nanny")
        local = ("--local-directory", str(folder))
        for log in [start(f"worker-{number}", *worker, *local) for number in range(workers)]:
            logged(log, r"Registered to: +(\S+)")
        yield Cluster(address, processes)


def logged(log: Path, pattern: str) -> str:
    """Wait until a process has logged something, and return it."""
    end = time.monotonic() + 60
    while time.monotonic() < end:
        if found := re.search(pattern, log.read_text(encoding="utf-8")):
            return found[1]
        time.sleep(0.05)
    raise TimeoutError(log.read_text(encoding="utf-8"))


def seconds(*arguments: str) -> tuple[float, bytes]:
    """Return how long a command takes, and what it prints."""
    start = time.perf_counter()
    done = subprocess.run([*ARGMAP, *arguments], check=True, capture_output=True, env=ENVIRONMENT)
    return time.perf_counter() - start, done.stdout


def row(folder: Path, command: list[str], workers: int, maps: int) -> float:
    """Print a row of the table, and return the median of the seconds on the cluster."""
    with cluster(folder, workers) as made:
        there_too = [*command, "--dask", made.address]
        jobs = ["-j", str(workers)]
        seconds(*command, *jobs)
        seconds(*there_too)  # each worker loads argmap once
        pairs = []
        for _ in range(ROUNDS):
            here, printed = seconds(*command, *jobs)
            there, printed_there = seconds(*there_too)
            assert printed == printed_there
            pairs.append((here, there))
        scheduler, *peaks = made.peaks()
    here = statistics.median(pair[0] for pair in pairs)
    there = statistics.median(pair[1] for pair in pairs)
    ratios = [pair[1] / pair[0] for pair in pairs]
    print(
        f"| {command[0]} | {workers} | {there:.2f} s | {maps / there:,.0f}"
        f" | {statistics.median(ratios):.2f} | {min(ratios):.2f}-{max(ratios):.2f}"
        f" | {scheduler:.0f} MB | {max(peaks):.0f} MB |",
        flush=True,
    )
    return there


def moved(folder: Path, maps: int) -> None:
    """Print how many bytes of a map are read by workers, are sent to them and come back."""
    from argmap.cli.main import run  # noqa: PLC0415 -- the rest starts argmap as a program
    from argmap.corpora import cluster as running  # noqa: PLC0415

    sizes = {"sent": 0, "returned": 0}
    submitted, outcomes = running._Running._submitted, running._Running._outcomes  # noqa: SLF001

    def weighed_out(self: Any, handful: Any) -> Any:
        sizes["sent"] += len(pickle.dumps((self._work, handful, self._setting)))
        return submitted(self, handful)

    def weighed_back(self: Any, handful: Any, fetched: Any) -> Any:
        sizes["returned"] += len(pickle.dumps(fetched))
        return outcomes(self, handful, fetched)

    running._Running._submitted = weighed_out  # type: ignore[method-assign]  # noqa: SLF001
    running._Running._outcomes = weighed_back  # type: ignore[method-assign]  # noqa: SLF001
    try:
        with cluster(folder, 2) as made, suppress(SystemExit):
            run(["check", str(folder / "maps"), "--dask", made.address])
    finally:
        running._Running._submitted = submitted  # type: ignore[method-assign]  # noqa: SLF001
        running._Running._outcomes = outcomes  # type: ignore[method-assign]  # noqa: SLF001
    read = sum(path.stat().st_size for path in (folder / "maps").iterdir())
    print(
        f"of a map, {read / maps / 1000:.1f} kB are read, {sizes['sent'] / maps:.0f} bytes sent,"
        f" {sizes['returned'] / maps:.0f} bytes come back"
    )


def handed_out(folder: Path, documents: int) -> None:
    """Print what handing out documents costs if nothing is done to them."""
    from argmap.corpora import Item  # noqa: PLC0415 -- the rest starts argmap as a program
    from argmap.corpora.cluster import done_on_cluster  # noqa: PLC0415

    names = (f"s3://bucket/corpus/part-000/{number:08}.argmap.json" for number in range(documents))
    tasks = ((Item(name, name), None) for name in names)
    with cluster(folder, 2) as made:
        busy = _busy(made.processes[0].pid)
        here, start = time.process_time(), time.perf_counter()
        done = sum(1 for _ in done_on_cluster(itemgetter(0), tasks, address=made.address))
        taken, here = time.perf_counter() - start, time.process_time() - here
        busy = _busy(made.processes[0].pid) - busy
        peak = made.peaks()[0]
    print(
        f"{done:,} documents with nothing to do: {done / taken:,.0f} a second; processor time for"
        f" 1,000: scheduler {1e6 * busy / done:.0f} ms, command {1e6 * here / done:.0f} ms;"
        f" the scheduler peaks at {peak:.0f} MB"
    )


def _busy(process: int) -> float:
    """Return the processor seconds of a process."""
    fields = Path(f"/proc/{process}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def main() -> None:
    maps = int(sys.argv[1]) if len(sys.argv) > 1 else MAPS
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "maps").mkdir()
        for number in range(maps):
            write_map(folder / "maps", number)
        print("| command | workers | seconds | maps a second | against local | range", end="")
        print(" | scheduler | largest worker |")
        print("| --- " * 8 + "|")
        taken = [row(folder, ["check", str(folder / "maps")], workers, maps) for workers in (2, 1)]
        rates = [maps / seconds for seconds in taken]
        print(f"the second worker adds {rates[0] - rates[1]:,.0f} maps a second")
        moved(folder, maps)
        for documents in (3_200, 32_000):
            handed_out(folder, documents)


if __name__ == "__main__":
    main()
