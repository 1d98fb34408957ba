"""Tables on another computer: written and read by fsspec, whole or not at all."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING, Any

import pytest

import argmap as am
from argmap.cli.main import run
from argmap.corpora import Listing
from argmap.errors import FileChanged, MapFileError, OutputError
from tests.buckets import bucket_server

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

pytest.importorskip("pyarrow")
pytest.importorskip("moto.server")
s3fs = pytest.importorskip("s3fs")
OUTPUTS = ["s3://town/out/corpus.parquet", "s3://town/out/corpus.jsonl", "s3://town/out/corpus"]


@pytest.fixture
def bucket(monkeypatch: pytest.MonkeyPatch) -> Iterator[Any]:
    """An empty bucket."""
    with bucket_server(monkeypatch):
        made = s3fs.S3FileSystem(use_listings_cache=False)
        made.mkdir("town")
        yield made


@pytest.fixture
def maps(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with three maps, which cite texts beside them."""
    monkeypatch.chdir(tmp_path)
    for name in "abc":
        place = tmp_path / "maps" / name
        place.mkdir(parents=True)
        (place / "note.txt").write_text(f"Buses help {name}. They run.", encoding="utf-8")
        (place / f"{name}.argmap.yaml").write_text(
            f"title: {name}\nsources: [{{id: s, path: note.txt}}]\n"
            "claims: [{id: help, quote: Buses help, span: [0, 10]}]\n",
            encoding="utf-8",
        )
    return tmp_path / "maps"


@pytest.mark.parametrize("out", OUTPUTS)
def test_maps_come_back_from_a_bucket_as_they_were(
    bucket: Any, maps: Path, out: str, capfd: pytest.CaptureFixture[str]
) -> None:
    assert run(["corpus", "maps", "-o", out]) == 0
    assert f"{out}: 3 maps, 3 statements\n" in capfd.readouterr().err
    originals = list(am.corpus("maps"))
    here = list(am.read_tables(out))
    assert here == originals
    shutil.rmtree(maps)
    texts = [f"Buses help {name}. They run." for name in "abc"]
    assert [map.sources[0].text for map in am.corpus(out)] == texts
    assert [item.name for item in Listing([out])] == [f"{out}:{number}" for number in (1, 2, 3)]
    assert len(bucket.find("town")) == (5 if out.endswith("corpus") else 1)


@pytest.mark.usefixtures("bucket", "maps")
@pytest.mark.parametrize("command", ["check", "stats", "convert"])
def test_other_commands_take_tables_in_a_bucket_as_they_take_those_here(
    command: str, capfd: pytest.CaptureFixture[str]
) -> None:
    said = []
    for out in ("town", "s3://town"):
        assert run(["corpus", "maps", "-o", f"{out}.parquet" if out == "town" else OUTPUTS[0]]) == 0
    capfd.readouterr()
    for number, table in enumerate(("town.parquet", OUTPUTS[0])):
        further = ["-o", f"out-{number}"] if command == "convert" else []
        status = run([command, table, *further])
        out, err = capfd.readouterr()
        plain = [text.replace(table, "TABLE").replace("out-1", "out-0") for text in (out, err)]
        said.append((status, plain))
    assert said[0] == said[1]
    assert said[0][0] == (1 if command == "check" else 0)


@pytest.mark.usefixtures("maps")
@pytest.mark.parametrize("out", OUTPUTS)
def test_what_is_in_the_bucket_is_replaced_only_if_that_is_said(bucket: Any, out: str) -> None:
    maps = list(am.corpus("maps"))
    am.write_tables(maps, out)
    before = {name: bucket.cat(name) for name in bucket.find("town")}
    with pytest.raises(FileChanged, match="already there, so nothing was written"):
        am.write_tables(maps[:1], out)
    assert {name: bucket.cat(name) for name in bucket.find("town")} == before
    am.write_tables(maps[:1], out, replace=True)
    assert len(list(am.read_tables(out))) == 1


@pytest.mark.usefixtures("maps")
@pytest.mark.parametrize("out", OUTPUTS)
def test_nothing_is_left_of_tables_that_were_not_finished(
    bucket: Any, out: str, capfd: pytest.CaptureFixture[str]
) -> None:
    def failing() -> Iterator[am.ArgumentMap]:
        for map in am.corpus("maps"):
            map.name = f"{map.name} {'x' * 6_000_000}"  # so that a part of it is uploaded
            yield map
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        am.write_tables(failing(), out)
    assert bucket.find("town") == []
    assert "Exception ignored" not in capfd.readouterr().err


@pytest.mark.usefixtures("bucket", "maps")
def test_a_bucket_that_is_not_there_is_named() -> None:
    with pytest.raises(OutputError, match=r"^s3://none/c.parquet: the file cannot be written: "):
        am.write_tables(am.corpus("maps"), "s3://none/c.parquet")


def test_damaged_tables_in_a_bucket_are_an_error_each(bucket: Any) -> None:
    bucket.pipe("town/torn.parquet", b"PAR1xx")
    bucket.pipe("town/empty.parquet", b"")
    bucket.pipe("town/foreign.parquet", b"%PDF" * 100)
    names = ("torn", "empty", "foreign", "none")
    found = list(am.corpus(*(f"s3://town/{name}.parquet" for name in names), errors="keep"))
    assert [str(one).split(": ", 1)[0] for one in found] == [
        f"s3://town/{name}.parquet" for name in names
    ]
    assert all(isinstance(one, MapFileError) for one in found)


@pytest.mark.usefixtures("bucket")
def test_a_text_that_tables_lack_is_reported_and_looked_for_nowhere(
    maps: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    text = (maps / "b" / "note.txt").read_text(encoding="utf-8")
    (maps / "b" / "note.txt").unlink()
    assert run(["corpus", "maps", "-o", OUTPUTS[0]]) == 1
    assert run(["corpus", "maps", "-o", "corpus.parquet"]) == 1
    (maps / "b" / "note.txt").write_text(text, encoding="utf-8")
    capfd.readouterr()
    for table in (OUTPUTS[0], "corpus.parquet"):
        assert run(["stats", table]) == 2
        said = f"{table}:2: note.txt: the tables do not have the text of this source\n"
        assert said in capfd.readouterr().err


@pytest.mark.usefixtures("bucket", "maps")
def test_only_tables_are_written_to_a_bucket(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    for given, out in (("maps", "s3://town/x/"), ("maps/a/a.argmap.yaml", "s3://town/a.json")):
        assert run(["convert", given, "-o", out, "--to", "json"]) == 2
        assert f"argmap: error: {out}: " in capfd.readouterr().err
    assert run(["render", "maps/a/a.argmap.yaml", "-o", "s3://town/a.svg"]) == 2
    assert "only tables are written to another computer" in capfd.readouterr().err
    assert [path.name for path in tmp_path.iterdir()] == ["maps"]
