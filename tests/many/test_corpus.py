"""An iterator over maps: in files, folders, patterns, archives and JSON Lines, in any format."""

from __future__ import annotations

import json
import os
import pickle
import tracemalloc
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

import argmap as am
from argmap.errors import ArgmapError, FormatError, MapFileError, OutsideError, UsageError
from argmap.regularfile import file_size_limit
from tests.many.conftest import NOTE, a_map, as_line, in_archive

if TYPE_CHECKING:
    from collections.abc import Iterator


def titles(*names: str) -> list[str | None]:
    return [map.title for map in am.corpus(*names)]


def kept(*names: str) -> list[str]:
    """Return the titles of maps, and the errors in the places of the others."""
    found = am.corpus(*names, errors="keep")
    return [str(one) if isinstance(one, ArgmapError) else one.title or "" for one in found]


@pytest.fixture
def limit() -> Iterator[None]:
    before = file_size_limit(2_000)
    yield
    file_size_limit(before)


def test_a_folder_stands_for_all_that_is_read_in_it(maps: Path) -> None:
    assert maps.is_dir()
    assert titles("maps") == ["one", "two", "three", "four", "five", "six"]
    assert titles("maps/b", "maps/a.argmap.yaml") == ["two", "one"]


def test_maps_know_their_names_and_paths(maps: Path) -> None:
    assert maps.is_dir()
    found = [(map.name, str(map.path)) for map in am.corpus("maps")]
    assert found == [
        ("maps/a.argmap.yaml", "maps/a.argmap.yaml"),
        ("maps/b/two.aif.json", "maps/b/two.aif.json"),
        ("maps/c.jsonl:1", "maps/c.jsonl"),
        ("maps/c.jsonl:3", "maps/c.jsonl"),
        ("maps/d.zip/five/five.argmap.yaml", "maps/d.zip"),
        ("maps/d.zip/six.argmap.json", "maps/d.zip"),
    ]


def test_a_pattern_stands_for_the_files_that_match(maps: Path) -> None:
    assert maps.is_dir()
    assert titles("maps/**/*.json*") == ["two", "three", "four"]
    assert titles(str(maps / "?.argmap.yaml")) == ["one"]


def test_a_file_that_is_named_twice_is_read_once(maps: Path) -> None:
    assert maps.is_dir()
    assert titles("maps", "./maps/c.jsonl", "maps/*.zip") == titles("maps")


def test_documents_of_any_format_may_be_in_lines_and_archives(maps: Path) -> None:
    aif = (maps / "b" / "two.aif.json").read_text(encoding="utf-8")
    lines = [json.dumps(json.loads(aif)), as_line(a_map("own"))]
    (maps / "mixed.jsonl").write_text("\n".join(lines), encoding="utf-8")
    in_archive(maps / "mixed.zip", {"x/two.aif.json": aif})
    assert titles("maps/mixed.jsonl") == ["two", "own"]
    assert titles("maps/mixed.zip") == ["two"]


def test_a_text_in_an_archive_is_read_from_there(maps: Path) -> None:
    assert maps.is_dir()
    five = next(map for map in am.corpus("maps") if map.title == "five")
    assert five.sources[0].text == NOTE
    assert pickle.loads(pickle.dumps(five)).sources[0].text == NOTE  # noqa: S301 -- made here
    assert not am.check(five, ignore=["AM305"])
    am.save(five, "five.argmap.yaml")
    assert am.load("five.argmap.yaml").sources[0].text == NOTE


def test_a_text_beside_a_document_in_an_archive_is_found(maps: Path) -> None:
    entries = {"b/a.ann": "T1\tMajorClaim 0 10\tBuses help\n", "b/a.txt": NOTE}
    in_archive(maps / "brat.zip", entries)
    (map,) = am.corpus("maps/brat.zip")
    assert map.sources[0].text == NOTE
    assert map.claims[0].anchors[0].spans == ((0, 10),)


@pytest.mark.parametrize("path", ["../../x.txt", "/etc/hostname", "../secret.txt"])
def test_a_text_outside_its_archive_is_not_read(maps: Path, path: str) -> None:
    (maps / "secret.txt").write_text("secret", encoding="utf-8")
    text = f"sources: [{{id: s, path: {path}}}]"
    in_archive(maps / "x.zip", {"m.argmap.yaml": text})
    (map,) = am.corpus("maps/x.zip")
    with pytest.raises(OutsideError, match="outside the archive"):
        _ = map.sources[0].text
    in_archive(maps / "x.zip", {"m.argmap.yaml": "sources: [{id: s, path: no.txt}]"})
    (map,) = am.corpus("maps/x.zip")
    with pytest.raises(am.errors.SourceMissing, match="source file not found in the archive"):
        _ = map.sources[0].text


def test_a_bad_document_stops_no_other_if_errors_are_kept(maps: Path) -> None:
    (maps / "a.argmap.yaml").write_text("claims: [{id: c}]", encoding="utf-8")
    (maps / "b" / "empty.json").write_bytes(b"")
    (maps / "b" / "foreign.json").write_text('{"name": "left-pad"}', encoding="utf-8")
    (maps / "b" / "torn.json").write_bytes(b'{"claims": [')
    with (maps / "c.jsonl").open("a", encoding="utf-8") as file:
        file.write('\n{"claims": 3}\n\xff\n{')
    (maps / "e.zip").write_bytes(b"PK\x03\x04 not a zip")
    found = kept("maps")
    assert [one for one in found if ":" not in one] == ["two", "three", "four", "five", "six"]
    bad = [one.partition(": ")[0] for one in found if ":" in one]
    assert [name.removeprefix("maps/").split(":")[0] for name in bad] == [
        "a.argmap.yaml",
        "b/empty.json",
        "b/foreign.json",
        "b/torn.json",
        "c.jsonl",
        "c.jsonl",
        "c.jsonl",
        "e.zip",
    ]
    with pytest.raises(MapFileError):
        list(am.corpus("maps"))


def test_names_that_stand_for_nothing_are_errors(maps: Path) -> None:
    (maps / "none").mkdir()
    (maps / "none.jsonl").write_bytes(b"\n \r\n")
    in_archive(maps / "none.zip", {"readme.txt": "x"})
    names = ("maps/none", "maps/*.aml", "nowhere.json", "maps/none.jsonl", "maps/none.zip")
    assert [one.split(" — ")[0] for one in kept(*names)] == [
        "maps/none: no map files in this folder",
        "maps/*.aml: no file matches this pattern",
        "nowhere.json: file not found",
        "maps/none.jsonl: the file is empty",
        "maps/none.zip: no map files in this archive",
    ]


def test_what_makes_no_sense_is_refused_at_once() -> None:
    with pytest.raises(UsageError, match="errors"):
        am.corpus("maps", errors="ignore")  # type: ignore[call-overload]
    with pytest.raises(FormatError, match="unknown format 'yml'"):
        am.corpus("maps", format="yml")
    with pytest.raises(FormatError, match="written, but not read"):
        am.corpus("maps", format="mermaid")


def test_with_a_format_its_files_are_read(maps: Path) -> None:
    (maps / "b" / "two.aif.json").rename(maps / "b" / "two.json")
    (maps / "d.zip").unlink()
    (maps / "c.jsonl").unlink()
    assert [map.title for map in am.corpus("maps", format="aif")] == ["two"]


def test_a_map_without_a_text_gets_the_one_that_is_given(maps: Path) -> None:
    (maps / "note.txt").write_text(NOTE, encoding="utf-8")
    lines = ['{"claims": [{"id": "c", "quote": "Buses help"}]}'] * 2
    (maps / "c.jsonl").write_text("\n".join(lines), encoding="utf-8")
    found = list(am.corpus("maps/c.jsonl", source="maps/note.txt"))
    assert [map.sources[0].text for map in found] == [NOTE, NOTE]


def test_links_out_of_the_project_are_not_followed(maps: Path) -> None:
    (maps / "elsewhere").mkdir()
    for name in ("project", "secret"):
        (maps / "elsewhere" / name).mkdir()
    secret = maps / "elsewhere" / "secret" / "s.argmap.yaml"
    secret.write_text("title: secret", encoding="utf-8")
    folder = maps / "elsewhere" / "project"
    (folder / "a.argmap.yaml").write_text("title: a", encoding="utf-8")
    (folder / "b.argmap.yaml").symlink_to(folder / "a.argmap.yaml")
    (folder / "c.argmap.yaml").symlink_to(secret)
    (folder / "d").symlink_to(secret.parent)
    (folder / "e.argmap.yaml").symlink_to(folder / "e.argmap.yaml")
    found = kept(str(folder))
    assert found[:2] == ["a", "a"]
    assert "the file that this links to is outside the project" in found[2]
    assert len(found) == 4
    assert titles(str(folder / "c.argmap.yaml")) == ["secret"]
    allowed = am.corpus(folder, allow_outside=secret.parent, errors="keep")
    assert [getattr(one, "title", None) for one in allowed] == ["a", "a", "secret", None]


@pytest.mark.parametrize("name", ["../x.json", "/x.json", "a/../../x.json", "c:\\x.json"])
def test_an_entry_that_leads_out_of_its_archive_is_not_read(maps: Path, name: str) -> None:
    in_archive(maps / "x.zip", {name: as_line(a_map("out")), "y.json": as_line(a_map("in"))})
    found = kept("maps/x.zip")
    assert "in" in found
    assert any("leads out of the archive" in one for one in found)


def test_entries_of_one_name_are_told(maps: Path) -> None:
    in_archive(maps / "x.zip", {name: as_line(a_map(name)) for name in ("x.json", "y.json")})
    data = (maps / "x.zip").read_bytes()
    (maps / "x.zip").write_bytes(data.replace(b"y.json", b"x.json"))
    assert kept("maps/x.zip") == [
        "x.json",
        "maps/x.zip/x.json: the archive has two entries with this name",
    ]


def test_a_damaged_entry_stops_no_other(maps: Path) -> None:
    in_archive(maps / "x.zip", {"a.json": as_line(a_map("a" * 400)), "b.json": as_line(a_map("b"))})
    data = bytearray((maps / "x.zip").read_bytes())
    data[60:70] = b"\0" * 10
    (maps / "x.zip").write_bytes(data)
    bad, good = kept("maps/x.zip")
    assert bad.startswith("maps/x.zip/a.json: the entry cannot be read: ")
    assert good == "b"


@pytest.mark.usefixtures("limit")
def test_what_is_too_large_stops_no_other(maps: Path) -> None:
    large = as_line(a_map("x" * 3_000))
    (maps / "c.jsonl").write_text(f"{large}\n{as_line(a_map('three'))}\n", encoding="utf-8")
    in_archive(maps / "d.zip", {"a.json": large, "b.json": as_line(a_map("six"))})
    (maps / "b" / "two.aif.json").write_text(large, encoding="utf-8")
    found = kept("maps")
    assert [one for one in found if ":" not in one] == ["one", "three", "six"]
    assert len([one for one in found if "it is larger than" in one]) == 3


@pytest.mark.usefixtures("limit")
def test_an_entry_larger_than_it_says_is_not_read_to_its_end(maps: Path) -> None:
    in_archive(maps / "x.zip", {"a.json": b" " * 3_000})
    data = (maps / "x.zip").read_bytes()
    size = (3_000).to_bytes(4, "little")
    assert data.count(size) == 2
    (maps / "x.zip").write_bytes(data.replace(size, (100).to_bytes(4, "little")))
    (found,) = kept("maps/x.zip")
    assert found.startswith("maps/x.zip/a.json: ")


def test_an_archive_whose_entries_overlap_is_not_read(maps: Path) -> None:
    names = {f"{number:02}.json": as_line(a_map("x" * 50)) for number in range(20)}
    in_archive(maps / "x.zip", names)
    data = (maps / "x.zip").read_bytes()
    start = data.index(b"PK\x01\x02")
    step = (len(data) - 22 - start) // 20
    directory = bytearray(data[start:])
    for number in range(20):
        directory[number * step + 42 : number * step + 46] = b"\0\0\0\0"  # all begin at 0
    (maps / "x.zip").write_bytes(data[:start] + directory)
    (found,) = kept("maps/x.zip")
    assert "overlap" in found


@pytest.mark.skipif(os.name == "nt", reason="needs a pipe")
def test_a_pipe_in_a_folder_is_told_and_not_waited_for(maps: Path) -> None:
    os.mkfifo(maps / "b" / "pipe.json")
    os.mkfifo(maps / "b" / "pipe.jsonl")
    os.mkfifo(maps / "b" / "pipe.zip")
    found = kept("maps/b")
    assert len(found) == 4
    assert sum("it is a pipe" in one for one in found) == 3


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="the superuser reads all")
def test_a_folder_that_cannot_be_read_is_told(maps: Path) -> None:
    (maps / "b").chmod(0)
    assert any("the folder cannot be read" in one for one in kept("maps"))


def test_lines_may_end_as_in_any_system_and_begin_with_a_mark(maps: Path) -> None:
    lines = [as_line(a_map(title)) for title in ("ä", "b")]
    text = "\ufeff" + "\r\n".join(lines) + "\r\n \r\n"
    (maps / "c.jsonl").write_bytes(text.encode())
    assert titles("maps/c.jsonl") == ["ä", "b"]


def test_a_line_is_read_again_where_it_is(maps: Path) -> None:
    from argmap.corpora import Listing, attempted, read_item  # noqa: PLC0415 -- only this needs them

    text = "\ufeff" + "\r\n".join(as_line(a_map(title)) for title in ("ä", "b", "c"))
    (maps / "c.jsonl").write_bytes(text.encode())
    items = [item._replace(data=None) for item in Listing(["maps/c.jsonl"])]
    assert [read_item(item).map.title for item in items] == ["ä", "b", "c"]
    (maps / "c.jsonl").write_bytes(text.encode()[:30])
    assert "become shorter" in str(attempted(read_item, items[2]).error)


@pytest.mark.full
def test_only_one_map_is_in_memory(maps: Path) -> None:
    line = as_line(a_map("x" * 5_000))
    (maps / "many.jsonl").write_text(f"{line}\n" * 20, encoding="utf-8")
    sum(1 for _ in am.corpus("maps/many.jsonl"))  # what is loaded once is loaded
    size = (maps / "many.jsonl").write_text(f"{line}\n" * 1_000, encoding="utf-8")
    tracemalloc.start()
    assert sum(1 for _ in am.corpus("maps/many.jsonl")) == 1_000
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    # Not as a ratio of two corpora: small objects in cycles wait until Python collects them.
    assert peak < size / 10


def test_ten_thousand_files_come_in_order(tmp_path: Path) -> None:
    names = [f"{number % 100:02}/{number:05}.argmap.yaml" for number in range(10_000)]
    for number in range(100):
        (tmp_path / f"{number:02}").mkdir()
    for name in names:
        (tmp_path / name).write_bytes(b"title: t")
    from argmap.corpora import Listing  # noqa: PLC0415 -- only this needs it

    found = [item.within for item in Listing([str(tmp_path)])]
    assert found == sorted(names)
    assert Path(found[0]).parts == ("00", "00000.argmap.yaml")
