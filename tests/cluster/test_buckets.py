"""Maps in a bucket, done by a cluster: as here, and with nothing from the disk of a worker."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from argmap.cli.main import run
from tests.buckets import bucket_server
from tests.cluster.conftest import Cluster

if TYPE_CHECKING:
    from collections.abc import Iterator

settings = pytest.importorskip("moto.settings")
s3fs = pytest.importorskip("s3fs")
NOTE = "Buses help. They carry many people."
SIZE = 1_000_000  # bytes, the limit that the tests set


def cited(path: str, title: str = "Buses") -> bytes:
    source = {"id": "note", "path": path}
    claim = {"id": "help", "quote": "Buses help", "span": [0, 10]}
    return json.dumps({"title": title, "sources": [source], "claims": [claim]}).encode()


FILES = {
    "a/note.txt": NOTE.encode(),
    "a/good.argmap.json": cited("note.txt"),
    "a/b/deep.argmap.json": cited("../note.txt", "Deep"),
    "a/damaged.argmap.json": b'{"claims": [',
    "a/empty.argmap.json": b"",
    "a/foreign.argmap.json": b"%PDF-1.7\n\x00\xff",
    "a/huge.argmap.json": b" " * (SIZE + 1),
    "a/missing.argmap.json": cited("none.txt"),
    "a/outside.argmap.json": cited("../../secret.txt"),
    "a/absolute.argmap.json": cited("/etc/hostname"),
    "a/many.argmap.jsonl": cited("note.txt", "One") + b"\n{\n" + cited("note.txt", "Two"),
    "secret.txt": NOTE.encode(),
}


@pytest.fixture(scope="module")
def bucket() -> Iterator[Any]:
    """A bucket in a server of this process."""
    with pytest.MonkeyPatch.context() as patch, bucket_server(patch):
        patch.setenv("NO_COLOR", "1")
        made = s3fs.S3FileSystem()
        made.mkdir("town")
        for name, data in FILES.items():
            made.pipe(f"town/{name}", data)
        yield made


@pytest.fixture(scope="module")
def near(bucket: object, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Cluster]:  # noqa: ARG001 -- its workers are told where it is
    made = Cluster(tmp_path_factory.mktemp("near"))
    try:
        made.start(2)
        yield made
    finally:
        made.stop()


@pytest.mark.parametrize(
    "command",
    [
        ["check", "s3://town/a"],
        ["check", "s3://town/a/**/*.json", "--output-format", "json"],
        ["stats", "s3://town/a"],
        ["corpus", "s3://town/a"],
    ],
    ids=" ".join,
)
def test_a_bucket_is_done_alike_here_and_there(
    near: Cluster, command: list[str], capfd: pytest.CaptureFixture[str]
) -> None:
    command = [*command, "--file-size-limit", "1"]
    here = run(command), capfd.readouterr()
    there = run([*command, "--dask", near.address]), capfd.readouterr()
    assert there == here
    status, (out, err) = here
    assert status == 2
    assert "Buses" in out or "good.argmap.json" in out or command[0] == "check"
    for bad in ("empty", "foreign", "huge"):
        assert (out + err).count(f"s3://town/a/{bad}.argmap.json") == 1, bad
    assert err.count("Traceback") == 0


def test_texts_are_read_from_the_bucket_and_only_below_the_folder(
    near: Cluster, capfd: pytest.CaptureFixture[str]
) -> None:
    run(["check", "s3://town/a", "--output-format", "concise", "--dask", near.address])
    said = capfd.readouterr().out
    for name in ("outside", "absolute"):
        assert f"{name}.argmap.json:1:" in said
    assert said.count("is outside s3://town/a, so it is not read") == 2
    assert "missing.argmap.json" in said
    for name in ("good", "deep"):
        lines = [line for line in said.splitlines() if f"{name}.argmap.json" in line]
        assert all("AM305" in line for line in lines), lines


def test_a_file_that_changed_in_the_bucket_is_done_again(
    bucket: Any,
    near: Cluster,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capfd: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.chdir(tmp_path)
    bucket.pipe("town/c/note.txt", NOTE.encode())
    bucket.pipe("town/c/one.argmap.json", cited("note.txt", "Bus"))
    kept = ["stats", "s3://town/c", "--resume", "kept", "--dask", near.address]
    run(kept)
    assert ": Bus\n" in capfd.readouterr().out
    before = Path("kept").read_bytes()
    run(kept)
    assert Path("kept").read_bytes() == before
    bucket.pipe("town/c/one.argmap.json", cited("note.txt", "Car"))
    capfd.readouterr()
    run(kept)
    assert ": Car\n" in capfd.readouterr().out
    assert Path("kept").read_bytes() != before


def test_a_source_that_changed_in_the_bucket_is_noticed(
    bucket: Any,
    near: Cluster,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capfd: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.chdir(tmp_path)
    for name in "de":
        bucket.pipe(f"town/d/{name}.txt", NOTE.encode())
        bucket.pipe(f"town/d/{name}.argmap.json", cited(f"{name}.txt", name))
    kept = ["stats", "s3://town/d", "--resume", "kept"]
    run([*kept, "--dask", near.address])
    before = Path("kept").read_bytes()
    run(kept)
    assert Path("kept").read_bytes() == before
    assert "done again" not in capfd.readouterr().err
    bucket.pipe("town/d/e.txt", f"{NOTE} Do they?".encode())
    run(kept)
    out, err = capfd.readouterr()
    assert "1 of 3 sentences" in out
    assert "argmap: warning: kept: s3://town/d/e.argmap.json and all after it are done" in err
    assert "again: s3://town/d/e.txt has changed\n" in err
    bucket.rm("town/d/e.txt")
    assert run(kept) == 2
    assert "s3://town/d/e.txt no longer exists" in capfd.readouterr().err


def test_a_bucket_without_rights_is_one_line(
    near: Cluster,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capfd: pytest.CaptureFixture[str],
) -> None:
    (tmp_path / "fine.argmap.yaml").write_text("claims: [{id: c, text: Yes}]", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(settings, "INITIAL_NO_AUTH_ACTION_COUNT", 0.0)
    status = run(["stats", "s3://town/a", "fine.argmap.yaml", "--dask", near.address])
    out, err = capfd.readouterr()
    assert status == 2
    assert "fine.argmap.yaml" in out
    assert err.count("argmap: error: ") == 1
    assert err.startswith("argmap: error: s3://town/a: ")
