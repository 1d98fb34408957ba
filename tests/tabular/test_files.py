"""Many maps written as tables, read back, and opened in other programs."""

from __future__ import annotations

import json
import sys
import tracemalloc
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import argmap as am
from argmap.errors import FileChanged, MapFileError, OutputError, UsageError
from argmap.model import ArgumentMap, Claim
from argmap.source import Source
from argmap.tabular import Tables
from tests.formats.invented import bridge
from tests.strategies import maps

if TYPE_CHECKING:
    from collections.abc import Iterator

LAYOUTS = ("corpus.parquet", "corpus.jsonl", "corpus")


def two_maps() -> list[ArgumentMap]:
    """Two maps with the same ids."""
    first, second = bridge(), bridge()
    first.name, first.path = "maps/a.argmap.yaml", Path("maps/a.argmap.yaml")
    second.name, second.title = "b", "Another"
    second.claim("Bridges", id="tagged", tags=["safety", "cost, too"], implicit=True)
    return [first, second]


@pytest.mark.parametrize("name", LAYOUTS)
@given(listed=st.lists(maps(max_size=6), max_size=4))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=25)
def test_maps_come_back_equal(tmp_path: Path, name: str, listed: list[ArgumentMap]) -> None:
    for number, map in enumerate(listed):
        map.name = f"{number}.yaml"
    am.write_tables(listed, tmp_path / name, replace=True)
    again = list(am.read_tables(tmp_path / name))
    assert again == listed
    assert [map.name for map in again] == [map.name for map in listed]
    assert [map.ids for map in again] == [map.ids for map in listed]


@pytest.mark.parametrize("name", LAYOUTS)
def test_names_paths_and_texts_come_back(tmp_path: Path, name: str) -> None:
    map = am.load("examples/russia-myanmar/russia-myanmar.argmap.yaml")
    am.write_tables([map, *two_maps()], tmp_path / name)
    first, second, third = am.read_tables(tmp_path / name)
    assert (first, first.name, first.path) == (map, map.name, map.path)
    assert first.sources[0].text == map.sources[0].text
    assert (second.name, second.path) == ("maps/a.argmap.yaml", Path("maps/a.argmap.yaml"))
    assert (third.name, third.path) == ("b", None)


def test_a_saved_map_has_the_texts_that_no_folder_holds(tmp_path: Path) -> None:
    map = am.load("examples/russia-myanmar/russia-myanmar.argmap.yaml")
    am.write_tables(map, tmp_path / "corpus.jsonl")
    (again,) = am.read_tables(tmp_path / "corpus.jsonl")
    am.save(again, tmp_path / "alone.argmap.json")
    alone = am.load(tmp_path / "alone.argmap.json")
    assert alone.sources[0].path is None
    assert alone.sources[0].text == map.sources[0].text
    assert list(alone.statements) == list(map.statements)


def test_a_folder_has_a_file_for_each_table(tmp_path: Path) -> None:
    am.write_tables(two_maps(), tmp_path / "corpus")
    assert sorted(path.stem for path in (tmp_path / "corpus").iterdir()) == sorted(Tables._fields)


def test_json_lines_have_a_map_each(tmp_path: Path) -> None:
    am.write_tables(two_maps(), tmp_path / "corpus.jsonl")
    lines = (tmp_path / "corpus.jsonl").read_text(encoding="utf-8").split("\n")
    assert [json.loads(line)["map"] for line in lines[:-1]] == ["maps/a.argmap.yaml", "b"]
    assert lines[-1] == ""


def test_json_lines_go_to_standard_output(capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    am.write_tables(two_maps(), "-")
    assert capfdbinary.readouterr().out.count(b"\n") == 2


# Other programs


def test_duckdb_joins_the_tables_of_a_folder(tmp_path: Path) -> None:
    duckdb = pytest.importorskip("duckdb")
    am.write_tables(two_maps(), tmp_path / "corpus")
    found = duckdb.sql(
        f"""
        SELECT count(*), count(DISTINCT map)
        FROM '{tmp_path}/corpus/relations.parquet' AS relations
        JOIN '{tmp_path}/corpus/statements.parquet' AS statements
        USING (map) WHERE relations.target = statements.id
        """  # noqa: S608 -- the path is ours
    ).fetchall()
    assert found == [(2 * am.to_arrow(bridge()).relations.num_rows, 2)]


def test_duckdb_unnests_the_tables_of_a_file(tmp_path: Path) -> None:
    duckdb = pytest.importorskip("duckdb")
    am.write_tables(two_maps(), tmp_path / "corpus.parquet")
    am.write_tables(two_maps(), tmp_path / "corpus.jsonl")
    statements = sum(len(map) for map in two_maps())
    for name in ("corpus.parquet", "corpus.jsonl"):
        tagged = duckdb.sql(
            f"""
            WITH statements AS (
                SELECT map, unnest(statements, recursive := true) FROM '{tmp_path}/{name}'
            )
            SELECT count(*), count(*) FILTER (list_contains(tags, 'cost, too')) FROM statements
            """  # noqa: S608 -- as above
        ).fetchall()
        assert tagged == [(statements, 1)]


def test_polars_reads_a_folder_and_a_file(tmp_path: Path) -> None:
    polars = pytest.importorskip("polars")
    am.write_tables(two_maps(), tmp_path / "corpus")
    am.write_tables(two_maps(), tmp_path / "corpus.parquet")
    flat = polars.read_parquet(tmp_path / "corpus" / "statements.parquet")
    nested = (
        polars.scan_parquet(tmp_path / "corpus.parquet")
        .select("map", "statements")
        .explode("statements")
        .unnest("statements")
        .collect()
    )
    assert nested.equals(flat)
    assert flat.filter(polars.col("tags").list.contains("safety"))["id"].to_list() == ["tagged"]


def test_polars_reads_json_lines(tmp_path: Path) -> None:
    polars = pytest.importorskip("polars")
    am.write_tables(two_maps(), tmp_path / "corpus.jsonl")
    read = polars.read_ndjson(tmp_path / "corpus.jsonl")
    assert read["title"].to_list()[1] == "Another"
    assert read["statements"].list.len().to_list() == [len(map) for map in two_maps()]


@pytest.mark.parametrize("kind", ["parquet", "json"])
def test_datasets_load_maps_and_tables(
    tmp_path: Path, kind: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HF_HUB_OFFLINE", "1")
    datasets = pytest.importorskip("datasets")
    datasets.disable_progress_bars()
    file = tmp_path / ("corpus.parquet" if kind == "parquet" else "corpus.jsonl")
    am.write_tables(two_maps(), file)
    loaded = datasets.load_dataset(
        kind, data_files=str(file), split="train", cache_dir=str(tmp_path / "cache")
    )
    assert loaded["map"][1] == "b"
    assert [len(one["statements"]) for one in loaded] == [len(map) for map in two_maps()]
    assert loaded[1]["statements"][0]["kind"] == "question"
    am.write_tables(two_maps(), tmp_path / "corpus")
    flat = datasets.load_dataset(
        "parquet",
        data_files=str(tmp_path / "corpus" / "statements.parquet"),
        split="train",
        cache_dir=str(tmp_path / "cache"),
    )
    assert len(flat) == sum(len(map) for map in two_maps())


def test_pandas_reads_a_folder(tmp_path: Path) -> None:
    pandas = pytest.importorskip("pandas")
    am.write_tables(two_maps(), tmp_path / "corpus")
    read = pandas.read_parquet(tmp_path / "corpus" / "spans.parquet")
    assert list(read.columns) == list(am.to_pandas(two_maps()).spans.columns)


# Memory


def test_only_a_batch_is_in_memory(tmp_path: Path) -> None:
    def many() -> Iterator[ArgumentMap]:
        for number in range(400):
            text = f"{number} buses help. " * 12_000
            map = ArgumentMap(sources=[Source(id="s", text=text)], claims=[Claim(id="c", text="x")])
            map.name = str(number)
            yield map

    def peak() -> int:
        tracemalloc.start()
        try:
            am.write_tables(many(), tmp_path / "corpus.jsonl", replace=True)
            count = sum(1 for _ in am.read_tables(tmp_path / "corpus.jsonl"))
            return tracemalloc.get_traced_memory()[1] if count == 400 else 0
        finally:
            tracemalloc.stop()

    size = sum(len(map.sources[0].text) for map in many())
    assert size > 75_000_000
    assert 0 < peak() < size / 2


def test_many_small_maps_share_a_group_of_rows(tmp_path: Path) -> None:
    maps = [ArgumentMap(title=str(number)) for number in range(6_000)]
    for number, map in enumerate(maps):
        map.name = str(number)
    am.write_tables(maps, tmp_path / "corpus.parquet")
    file = pytest.importorskip("pyarrow.parquet").ParquetFile(tmp_path / "corpus.parquet")
    assert (file.num_row_groups, file.metadata.num_rows) == (2, 6_000)


# What goes wrong


def test_a_file_that_is_there_is_not_replaced_unasked(tmp_path: Path) -> None:
    for name in LAYOUTS:
        am.write_tables(two_maps(), tmp_path / name)
        with pytest.raises(FileChanged, match="already there"):
            am.write_tables(two_maps(), tmp_path / name)
        am.write_tables([], tmp_path / name, replace=True)
        assert list(am.read_tables(tmp_path / name)) == []


@pytest.mark.parametrize("name", LAYOUTS)
def test_nothing_is_left_of_what_failed(tmp_path: Path, name: str) -> None:
    def failing() -> Iterator[ArgumentMap]:
        yield bridge()
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        am.write_tables(failing(), tmp_path / name)
    with pytest.raises(UsageError, match="two maps have the same name"):
        am.write_tables([bridge(), bridge()], tmp_path / name)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no /dev/full")
@pytest.mark.parametrize("suffix", [".parquet", ".jsonl"])
def test_a_full_disk_is_an_error_that_says_so(tmp_path: Path, suffix: str) -> None:
    (tmp_path / f"full{suffix}").symlink_to("/dev/full")
    with pytest.raises(OutputError, match="no space left"):
        am.write_tables(two_maps(), tmp_path / f"full{suffix}", replace=True)


def test_a_folder_that_is_not_there_is_an_error(tmp_path: Path) -> None:
    for name in LAYOUTS:
        with pytest.raises(OutputError, match="cannot be written") as caught:
            am.write_tables(two_maps(), tmp_path / "gone" / name)
        assert caught.value.help


def test_another_suffix_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"the extension \.xlsx") as caught:
        am.write_tables(two_maps(), tmp_path / "corpus.xlsx")
    assert "NAME.parquet" in str(caught.value.help)


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        ("a.parquet", b"PAR1 no", "this Parquet file cannot be read"),
        ("a.parquet", b"", "this Parquet file cannot be read"),
        ("a.jsonl", b"{", "not valid JSON"),
        ("a.jsonl", b"\xff\xfe\n", "not valid JSON"),
        ("a.jsonl", b"[1]\n", "not a map that `argmap corpus` wrote"),
        ("a.jsonl", b'{"claims": []}\n', "not a map that `argmap corpus` wrote"),
        ("a.csv", b"x", "not a file of maps as tables"),
    ],
)
def test_what_is_no_table_is_refused(tmp_path: Path, name: str, data: bytes, said: str) -> None:
    (tmp_path / name).write_bytes(data)
    with pytest.raises(MapFileError, match=said):
        list(am.read_tables(tmp_path / name))


def test_a_foreign_parquet_file_is_refused(tmp_path: Path) -> None:
    frame = am.to_pandas(bridge()).statements
    frame.to_parquet(tmp_path / "statements.parquet")
    with pytest.raises(MapFileError, match="not maps that `argmap corpus` wrote"):
        list(am.read_tables(tmp_path / "statements.parquet"))


def test_a_folder_that_lacks_a_table_or_has_rows_of_no_map_is_refused(tmp_path: Path) -> None:
    am.write_tables(two_maps(), tmp_path / "corpus")
    am.to_pandas(two_maps()[0]).maps.to_parquet(tmp_path / "corpus" / "maps.parquet")
    with pytest.raises(MapFileError, match="no map 'b' in the table of maps"):
        list(am.read_tables(tmp_path / "corpus"))
    (tmp_path / "corpus" / "spans.parquet").unlink()
    with pytest.raises(MapFileError, match="file not found"):
        list(am.read_tables(tmp_path / "corpus"))


def test_a_line_beyond_the_limit_is_refused(tmp_path: Path) -> None:
    am.write_tables(two_maps(), tmp_path / "corpus.jsonl")
    before = am.file_size_limit(100)
    try:
        with pytest.raises(MapFileError, match=r"larger|too large"):
            list(am.read_tables(tmp_path / "corpus.jsonl"))
    finally:
        am.file_size_limit(before)


def test_json_lines_need_no_extra(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    am.write_tables(two_maps(), tmp_path / "corpus.jsonl")
    assert len(list(am.read_tables(tmp_path / "corpus.jsonl"))) == 2
    with pytest.raises(am.errors.ExtraMissing):
        am.write_tables(two_maps(), tmp_path / "corpus.parquet")
    assert not (tmp_path / "corpus.parquet").exists()


@pytest.mark.parametrize("part", ["statements", "relations", "spans", "sources"])
@pytest.mark.parametrize("value", [{"a": 1}, [1], "rows", None, 3])
def test_a_part_that_is_no_list_of_rows_is_refused(
    tmp_path: Path, part: str, value: object
) -> None:
    path = tmp_path / "corpus.jsonl"
    am.write_tables([bridge()], path)
    record = json.loads(path.read_text(encoding="utf-8"))
    path.write_text(json.dumps({**record, part: value}) + "\n", encoding="utf-8")
    with pytest.raises(MapFileError, match=f"`{part}` is not a list of rows"):
        list(am.read_tables(path))
