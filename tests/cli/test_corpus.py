"""`argmap corpus`: many maps as tables."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

import argmap as am
from argmap.cli.main import run

GALLERY = Path("docs/gallery").resolve()
IGNORED = "1 file was not read as maps, by extension: 1 .txt\n"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with three maps and a text, in which the command runs."""
    (tmp_path / "maps").mkdir()
    for name in ("a", "b", "c"):
        (tmp_path / "maps" / f"{name}.argmap.yaml").write_text(
            f"title: {name}\n"
            "sources: [{id: s, path: bus.txt}]\n"
            "claims: [{id: help, quote: Buses help, span: [0, 10]}]\n"
            "reasons: [{id: many, text: They carry many, supports: help, tags: [city]}]\n",
            encoding="utf-8",
        )
    (tmp_path / "maps" / "bus.txt").write_text("Buses help. They run.", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.parametrize("out", ["corpus.parquet", "corpus.jsonl", "corpus"])
def test_maps_of_a_folder_come_back_equal(
    folder: Path, out: str, capfd: pytest.CaptureFixture[str]
) -> None:
    assert run(["corpus", "maps", "-o", out]) == 0
    assert capfd.readouterr().err == f"{IGNORED}{out}: 3 maps, 6 statements\n"
    listed = list(am.read_tables(out))
    assert listed == [am.load(path) for path in sorted(Path("maps").glob("*.yaml"))]
    assert [map.name for map in listed] == [f"maps/{name}.argmap.yaml" for name in "abc"]
    shutil.rmtree(folder / "maps")
    assert [map.sources[0].text for map in am.read_tables(out)] == ["Buses help. They run."] * 3


def test_without_an_output_json_lines_go_to_standard_output(
    folder: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    assert run(["corpus", str(folder / "maps")]) == 0
    out, err = capfd.readouterr()
    assert [json.loads(line)["title"] for line in out.splitlines()] == ["a", "b", "c"]
    assert err == IGNORED


def test_processes_write_the_same_bytes_as_one(folder: Path) -> None:
    for number in range(40):
        shutil.copy(folder / "maps" / "a.argmap.yaml", folder / "maps" / f"n{number}.argmap.yaml")
    for out in ("parquet", "jsonl"):
        assert run(["corpus", "maps", "-o", f"one.{out}", "-j", "1"]) == 0
        assert run(["corpus", "maps", "-o", f"two.{out}", "-j", "2"]) == 0
        assert Path(f"one.{out}").read_bytes() == Path(f"two.{out}").read_bytes()


def test_what_cannot_be_read_is_reported_and_stops_no_other(
    folder: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    maps = folder / "maps"
    (maps / "damaged.argmap.yaml").write_text("claims: [")
    (maps / "empty.argmap.json").write_text("")
    (maps / "binary.argmap.yaml").write_bytes(b"\x00\x01\xff")
    (maps / "foreign.argmap.json").write_text('{"hello": "world"}')
    (maps / "gone.argmap.yaml").symlink_to("nowhere")
    (maps / "twice.argmap.yaml").write_text("claims: [{id: c, text: x}, {id: c, text: y}]")
    assert run(["corpus", "maps", "no-such-file.yaml", "-o", "corpus.jsonl"]) == 2
    err = capfd.readouterr().err
    for name in ("damaged", "empty", "binary", "foreign", "gone", "twice"):
        reported = [line for line in err.splitlines() if "error" in line and f"{name}.arg" in line]
        assert len(reported) == 1, (name, err)
    assert "no-such-file.yaml: file not found" in err
    assert err.splitlines()[-1] == "corpus.jsonl: 3 maps, 6 statements; 7 maps left out"
    assert len(list(am.read_tables("corpus.jsonl"))) == 3


def test_a_text_that_cannot_be_read_is_missing_and_reported(
    folder: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    (folder / "maps" / "alone.argmap.yaml").write_text("sources: [{id: s, path: gone.txt}]\n")
    (folder / "maps" / "out.argmap.yaml").write_text("sources: [{id: s, path: /etc/hosts}]\n")
    assert run(["corpus", "maps", "-o", "corpus.jsonl"]) == 1
    err = capfd.readouterr().err
    assert "maps/alone.argmap.yaml: the text of a source is missing: maps/gone.txt: " in err
    assert "maps/out.argmap.yaml: the text of a source is missing: " in err
    assert err.splitlines()[-1] == "corpus.jsonl: 5 maps, 6 statements; 2 texts missing"
    texts = {map.title: map.sources for map in am.read_tables("corpus.jsonl")}
    assert texts["a"][0].text == "Buses help. They run."


def test_nothing_is_written_if_no_map_can_be_read(
    folder: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    (folder / "bad.argmap.yaml").write_text("claims: [")
    for out in ("corpus.parquet", "corpus.jsonl", "corpus"):
        assert run(["corpus", "bad.argmap.yaml", "-o", out]) == 2
        assert "no map could be read, so no tables were written" in capfd.readouterr().err
        assert not Path(out).exists()


@pytest.mark.parametrize("out", ["corpus.parquet", "corpus.jsonl", "corpus"])
def test_what_is_there_is_replaced_only_with_force(
    folder: Path, out: str, capfd: pytest.CaptureFixture[str]
) -> None:
    assert run(["corpus", str(folder / "maps"), "-o", out]) == 0
    assert run(["corpus", str(folder / "maps" / "a.argmap.yaml"), "-o", out]) == 2
    assert "the file already exists" in capfd.readouterr().err
    assert run(["corpus", str(folder / "maps" / "a.argmap.yaml"), "-o", out, "--force"]) == 0
    assert len(list(am.read_tables(out))) == 1


def test_maps_of_another_format_and_what_they_lose(
    folder: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    map = am.load(folder / "maps" / "a.argmap.yaml")
    am.write(map, folder / "debates.aif.json", format="aif")
    assert run(["corpus", "debates.aif.json", "--from", "aif", "-o", "corpus.jsonl"]) == 0
    assert "corpus.jsonl: 1 map, 2 statements" in capfd.readouterr().err
    (again,) = am.read_tables("corpus.jsonl")
    assert [one.wording for one in again] == [one.wording for one in map]


def test_a_suffix_that_is_no_table_is_refused(
    folder: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    assert run(["corpus", str(folder), "-o", "corpus.csv"]) == 2
    assert "NAME.parquet or NAME.jsonl" in capfd.readouterr().err


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such names")
def test_a_file_name_that_is_not_unicode_is_reported(
    folder: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    os.rename(b"maps/a.argmap.yaml", b"maps/\xff.argmap.yaml")  # noqa: PTH104 -- bytes
    assert run(["corpus", "maps", "-o", "corpus.parquet"]) == 2
    assert "not valid Unicode" in capfd.readouterr().err
    assert len(list(am.read_tables(folder / "corpus.parquet"))) == 2


def test_a_reader_that_stops_early_is_no_traceback(folder: Path) -> None:
    command = f"{sys.executable} -m argmap corpus {GALLERY} | head -c 10"
    environment = {**os.environ, "PYTHONPATH": str(GALLERY.parents[1])}
    done = subprocess.run(  # noqa: S602 -- a pipe of the shell's
        command, shell=True, cwd=folder, env=environment, capture_output=True, check=False
    )
    assert done.stdout == b'{"map": "/'
    assert b"Traceback" not in done.stderr


# Back again


def files_in(folder: Path) -> dict[str, bytes]:
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


@pytest.mark.parametrize("out", ["corpus.parquet", "corpus.jsonl", "corpus"])
def test_tables_become_the_files_that_they_were_made_of(folder: Path, out: str) -> None:
    for name in "abc":
        path = Path(f"maps/{name}.argmap.yaml")
        map = am.load(path)
        path.unlink()
        am.save(map, path)  # as argmap writes it
    (folder / "argmap.toml").write_text("")  # all of it is one project
    (folder / "maps" / "deep").mkdir()
    (folder / "maps" / "deep" / "d.argmap.yaml").write_text(
        'argmap: 1\nsources:\n  - id: s\n    path: "../bus.txt"\n', encoding="utf-8"
    )
    (folder / "maps" / "deep" / "e.argmap.yaml").write_text(
        "argmap: 1\nsources:\n  - id: s\n    text: Inline\n", encoding="utf-8"
    )
    before = files_in(folder / "maps")
    assert run(["corpus", "maps", "-o", out]) == 0
    assert run(["convert", out, "-o", "again/"]) == 0
    assert files_in(folder / "again" / "maps") == before
    assert len(list(am.corpus("again"))) == 5


@pytest.mark.parametrize("out", ["corpus.parquet", "corpus.jsonl", "corpus"])
def test_tables_are_a_corpus_like_any_other(
    folder: Path, out: str, capfd: pytest.CaptureFixture[str]
) -> None:
    listed = [am.load(path) for path in sorted(Path("maps").glob("*.yaml"))]
    assert run(["corpus", "maps", "-o", out]) == 0
    shutil.rmtree(folder / "maps")
    again = list(am.corpus(out))
    assert again == listed
    assert [map.name for map in again] == [map.name for map in listed]
    assert again[0].sources[0].text == "Buses help. They run."
    capfd.readouterr()
    assert run(["check", out, "--select", "AM12", "--output-format", "concise"]) == 0
    assert run(["stats", out, "--output-format", "json"]) == 0
    stats = json.loads(capfd.readouterr().out.partition("{")[2].join(("{", "")))
    assert [one["statements"] for one in stats["maps"]] == [2, 2, 2]
    assert run(["corpus", out, "-o", "second.jsonl"]) == 0
    assert list(am.read_tables("second.jsonl")) == listed


def test_no_text_is_written_outside_the_folder(folder: Path) -> None:
    texts = {"../../../up.txt", str(folder / "absolute.txt"), "C:\\x.txt", "a:b.txt", "..\\w.txt"}
    maps = []
    for number in range(len(texts)):
        map = am.ArgumentMap(sources=[am.Source(id="s", text="Buses help.")])
        map.name = f"../../{number}.argmap.yaml"
        maps.append(map)
    am.write_tables(maps, "corpus.jsonl")
    lines = Path("corpus.jsonl").read_text(encoding="utf-8").splitlines()
    harmful = []
    for line, path in zip(lines, sorted(texts), strict=True):
        record = json.loads(line)
        record["sources"][0]["path"] = path
        harmful.append(json.dumps(record))
    Path("corpus.jsonl").write_text("\n".join(harmful), encoding="utf-8")
    before = files_in(folder)
    assert run(["convert", "corpus.jsonl", "-o", "out/"]) == 0
    after = files_in(folder)
    assert {name for name in after if not name.startswith("out")} == set(before)
    assert sorted(files_in(folder / "out")) == [f"{number}.argmap.yaml" for number in range(5)]
    assert not (folder.parent / "up.txt").exists()
    for path in (folder / "out").iterdir():
        assert am.load(path).sources[0].text == "Buses help."


def test_a_foreign_parquet_file_is_one_error(
    folder: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    assert run(["corpus", "maps", "-o", "corpus"]) == 0
    capfd.readouterr()
    assert run(["convert", "corpus/statements.parquet", "-o", "again/"]) == 2
    err = capfd.readouterr().err
    assert err.count("error:") == 1
    assert "these are not maps that `argmap corpus` wrote" in err
    assert "give their folder" in err
    assert not (folder / "again").exists()
