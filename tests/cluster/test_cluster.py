"""A cluster gives what one process gives: the same bytes, in the same order, whatever is lost."""

from __future__ import annotations

import json
import shutil
import socket
import time
from contextlib import suppress
from itertools import count
from pathlib import Path
from threading import Thread
from typing import TYPE_CHECKING

import pytest

from argmap.cli.main import run
from argmap.corpora import Item
from argmap.corpora.cluster import done_on_cluster
from argmap.errors import ArgmapError, OutputWarning, UsageError
from argmap.regularfile import file_size_limit
from tests.cluster import works
from tests.cluster.conftest import Cluster

if TYPE_CHECKING:
    from collections.abc import Iterator

GALLERY = Path("docs/gallery").resolve()


@pytest.fixture
def maps(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with good maps, and with some that are damaged, empty, foreign or missing."""
    folder = tmp_path / "maps"
    shutil.copytree(GALLERY, folder, ignore=shutil.ignore_patterns("*.svg", "*.html", "*.py"))
    (folder / "broken.argmap.yaml").write_text("claims: [", encoding="utf-8")
    (folder / "empty.argmap.yaml").write_text("", encoding="utf-8")
    (folder / "foreign.argmap.json").write_text("\N{SNOWMAN}", encoding="utf-16")
    (folder / "lost.argmap.yaml").symlink_to("nowhere")
    line = json.dumps({"claims": [{"id": "help", "text": "Buses help"}]})
    (folder / "many.argmap.jsonl").write_text(f"{line}\n{{\n{line}\n", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return folder


@pytest.mark.parametrize(
    "command",
    [
        ["check", "maps"],
        ["check", "maps", "--output-format", "json"],
        ["corpus", "maps"],
        ["stats", "maps"],
        ["stats", "maps", "--output-format", "csv"],
    ],
    ids=" ".join,
)
@pytest.mark.usefixtures("maps")
def test_a_command_says_the_same_on_a_cluster(
    cluster: Cluster, command: list[str], capfd: pytest.CaptureFixture[str]
) -> None:
    here = run(command), capfd.readouterr()
    there = run([*command, "--dask", cluster.address]), capfd.readouterr()
    assert there == here
    assert here[0] == 2
    assert here[1].err.count("argmap: error: maps/") >= 2


@pytest.mark.usefixtures("maps")
def test_standard_input_is_read_here(
    cluster: Cluster, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    said = []
    for further in ([], ["--dask", cluster.address]):
        with Path("maps/many.argmap.jsonl").open(encoding="utf-8") as file:
            monkeypatch.setattr("sys.stdin", file)
            status = run(
                ["check", "maps/many.argmap.jsonl", "-", "maps/empty.argmap.yaml", *further]
            )
        said.append((status, capfd.readouterr()))
    assert said[0] == said[1]


def test_a_worker_killed_on_the_way_loses_and_doubles_nothing(
    cluster: Cluster, tmp_path: Path
) -> None:
    log = tmp_path / "processes.txt"
    doomed = cluster.add_worker()
    cluster.wait()  # else all may be done before it is there
    tasks = [(Item(str(number), str(number)), str(log)) for number in range(160)]

    def kill_it_at_work() -> None:
        while not log.exists() or str(doomed.pid) not in log.read_text(encoding="utf-8"):
            time.sleep(0.01)
        doomed.kill()

    Thread(target=kill_it_at_work, daemon=True).start()
    done = list(done_on_cluster(works.logged, tasks, address=cluster.address))
    assert len(done) == len(tasks)
    assert len(log.read_text(encoding="utf-8").splitlines()) > len(tasks)  # some were done again


def test_results_come_in_order_though_the_first_takes_longest(cluster: Cluster) -> None:
    tasks = [(Item(str(number), str(number)), 0.5 if number == 0 else 0.0) for number in range(40)]
    results = list(done_on_cluster(works.named_slowly, tasks, address=cluster.address))
    assert results == [str(number) for number in range(40)]


def test_few_tasks_are_asked_for_ahead(cluster: Cluster) -> None:
    asked = 0

    def tasks() -> Iterator[tuple[Item, float]]:
        nonlocal asked
        for number in range(10_000):
            asked += 1
            yield Item(str(number), str(number)), 0.0

    results = done_on_cluster(works.named_slowly, tasks(), address=cluster.address)
    assert next(results) == "0"
    assert asked < 200
    results.close()  # type: ignore[attr-defined]


def test_a_document_that_ends_its_worker_fails_alone(tmp_path: Path) -> None:
    own = Cluster(tmp_path, allowed_failures=0)
    try:
        own.start(4)
        names = ["a", "fatal", "b", "c"]
        tasks = [(Item(name, name), None) for name in names]
        done = list(done_on_cluster(works.fatal, tasks, address=own.address))
    finally:
        own.stop()
    assert [one.name for one in done] == names
    assert [one.result for one in done] == ["a", None, "b", "c"]
    assert str(done[1].error) == ("fatal: workers died at this document, perhaps out of memory")


def test_workers_work_in_the_same_folder_and_within_the_same_limit(
    cluster: Cluster, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    before = file_size_limit(123)
    try:
        tasks = [(Item("a", "a"), None)]
        with pytest.warns(OutputWarning, match="a is odd"):
            done = list(done_on_cluster(works.surroundings, tasks, address=cluster.address))
    finally:
        file_size_limit(before)
    assert done == [(str(tmp_path), 123)]


def test_each_run_asks_git_anew(cluster: Cluster) -> None:
    tasks = [(Item(str(number), str(number)), None) for number in range(200)]
    for _ in range(2):
        asked = list(done_on_cluster(works.asked_before, tasks, address=cluster.address))
        assert 1 <= asked.count(0) <= 3  # once for each worker
        assert max(asked) >= 60


def test_workers_with_another_version_are_refused(
    cluster: Cluster, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("argmap.corpora.cluster.__version__", "99.0")
    tasks = [(Item("a", "a"), 0.0)]
    with pytest.raises(ArgmapError, match=r"a worker has argmap .*, but this is argmap 99\.0"):
        list(done_on_cluster(works.named_slowly, tasks, address=cluster.address))


@pytest.mark.parametrize(
    ("address", "why"),
    [
        ("tcp://127.0.0.1:1", "cannot be reached"),
        ("somewhere", "not the address of a Dask cluster"),
        ("foo://somewhere", "not the address of a Dask cluster"),
    ],
)
def test_a_cluster_that_cannot_be_had_is_named(address: str, why: str) -> None:
    with pytest.raises(UsageError, match=why) as raised:
        list(done_on_cluster(works.named_slowly, [(Item("a", "a"), 0.0)], address=address))
    assert raised.value.where == address


@pytest.mark.parametrize("answer", [b"HTTP/1.1 400 Bad Request\r\n\r\n", b"\1" + b"\0" * 99, b""])
def test_another_server_than_a_scheduler_is_named(answer: bytes) -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:

        def answers() -> None:
            with suppress(OSError):
                while True:
                    connection, _ = server.accept()
                    connection.sendall(answer)
                    connection.close()

        Thread(target=answers, daemon=True).start()
        address = f"tcp://127.0.0.1:{server.getsockname()[1]}"
        with pytest.raises(UsageError, match=r"Dask (cluster|scheduler)") as raised:
            list(done_on_cluster(works.named_slowly, [(Item("a", "a"), 0.0)], address=address))
    assert raised.value.where == address


def test_an_empty_address_starts_no_cluster() -> None:
    with pytest.raises(UsageError, match="the address of the Dask cluster is empty"):
        list(done_on_cluster(works.named_slowly, [(Item("a", "a"), 0.0)], address=""))


def test_a_cluster_that_is_lost_on_the_way_is_named(tmp_path: Path) -> None:
    own = Cluster(tmp_path)
    try:
        own.start(1)
        tasks = [(Item(str(number), str(number)), 0.02) for number in range(2_000)]
        results = done_on_cluster(works.named_slowly, tasks, address=own.address)
        assert next(results) == "0"
        own.stop()
        with pytest.raises(ArgmapError, match="the Dask cluster was lost"):
            list(results)
    finally:
        own.stop()


def test_a_run_whose_workers_are_all_gone_ends(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    own = Cluster(tmp_path)
    try:
        own.start(1)
        tasks = [(Item(str(number), str(number)), 0.02) for number in range(300)]
        results = done_on_cluster(works.named_slowly, tasks, address=own.address)
        assert next(results) == "0"
        monkeypatch.setattr("argmap.corpora.cluster._WORKER_PATIENCE", 1)
        own.processes[-1].kill()
        with pytest.raises(UsageError, match="this Dask cluster has no workers"):
            list(results)
    finally:
        own.stop()


def test_workers_may_come_and_go(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("argmap.corpora.cluster._TOGETHER", 2)
    own = Cluster(tmp_path)
    log = tmp_path / "processes"
    try:
        own.start(1)
        tasks = ((Item(str(number), str(number)), str(log)) for number in count())
        results = done_on_cluster(works.logged, tasks, address=own.address)
        first = next(results)
        own.processes[-1].kill()  # now there is none
        second = own.add_worker()
        others = iter(one for one in results if one != first)
        assert next(others) == second.pid
        third = own.add_worker()  # of which the run was not told
        assert next(one for one in others if one != second.pid) == third.pid
        results.close()  # type: ignore[attr-defined]
    finally:
        own.stop()


def test_a_run_that_is_stopped_on_a_cluster_goes_on_without_one(
    cluster: Cluster, maps: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    command = ["stats", str(maps), "--output-format", "json"]
    here = run(command), capfd.readouterr()
    kept = [*command, "--resume", "kept"]
    assert (run([*kept, "--dask", cluster.address]), capfd.readouterr()) == here
    lines = Path("kept").read_bytes().splitlines(keepends=True)
    Path("kept").write_bytes(b"".join(lines[:9]) + lines[9][:20])
    assert (run(kept), capfd.readouterr()) == here
    assert Path("kept").read_bytes().splitlines(keepends=True) == lines


def test_files_are_not_fixed_on_a_cluster(capfd: pytest.CaptureFixture[str]) -> None:
    assert run(["check", "maps", "--fix", "--dask", "tcp://127.0.0.1:1"]) == 2
    assert "`--fix` cannot be used with `--dask`" in capfd.readouterr().err
