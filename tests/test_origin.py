"""A map knows what it was read from, and says nothing of it anywhere else."""

from __future__ import annotations

import copy
import io
import pickle
import sys
import warnings
from pathlib import Path

import pytest

from argmap.checking import fix
from argmap.errors import MergeWarning
from argmap.formats import FORMATS, dump, read, write
from argmap.grounding.settling import ground
from argmap.mapfile import dumps, load, loads, parse_map, read_map, save
from argmap.model import ArgumentMap
from argmap.source import Source

NOTE = "Buses help. They carry many."


@pytest.fixture
def made(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> ArgumentMap:
    monkeypatch.chdir(tmp_path)
    map = ArgumentMap(title="Buses", sources=[Source(id="note", text=NOTE)])
    help = map.claim("Buses help", id="help", quote="Buses help")
    map.reason("They carry many", id="many", supports=help, quote="They carry many")
    return map


@pytest.mark.parametrize("format", [one.name for one in FORMATS if one.reads and one.writes])
def test_a_map_of_any_format_knows_its_file(made: ArgumentMap, format: str) -> None:
    name = "bus.argmap.yaml"
    write(made, Path(name), format=format)
    map = read(name, format=format)
    assert (map.name, map.path) == (name, Path(name))


def test_a_map_file_is_called_what_it_was_called(made: ArgumentMap) -> None:
    save(made, "bus.argmap.yaml")
    for name in ("./bus.argmap.yaml", Path("bus.argmap.yaml").absolute()):
        assert load(name).name == str(name)
        assert load(name).path == Path(name)
    broken = Path("broken.argmap.yaml")
    broken.write_text("claims: [{id: c}, {id: d, text: D}]", encoding="utf-8")
    assert read_map(broken).map.name == "broken.argmap.yaml"
    broken.write_text("- no map", encoding="utf-8")
    assert read_map(broken).map.path == broken


def test_standard_input_has_a_name_and_no_path(
    made: ArgumentMap, monkeypatch: pytest.MonkeyPatch
) -> None:
    for reading in (load, read):
        stream = io.TextIOWrapper(io.BytesIO(dumps(made).encode()))
        monkeypatch.setattr(sys, "stdin", stream)
        map = reading("-")
        assert (map.name, map.path) == ("<stdin>", None)


def test_what_was_read_from_no_file_has_neither(made: ArgumentMap) -> None:
    for map in (made, loads(dumps(made)), parse_map(dumps(made)).reread(dumps(made)).map):
        assert (map.name, map.path) == (None, None)


def test_copies_and_edited_maps_keep_it(made: ArgumentMap) -> None:
    save(made, "bus.argmap.yaml")
    map = load("bus.argmap.yaml")
    other = ArgumentMap()
    other.claim("Trams help", id="trams")
    map.rename("help", "helps")
    map.replace("helps", text="Buses do help")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", MergeWarning)
        merged = map.merged(other)
    for kept in (
        map.model_copy(),
        map.model_copy(update={"title": "Trams"}),
        map.model_copy(deep=True),
        copy.copy(map),
        copy.deepcopy(map),
        pickle.loads(pickle.dumps(map)),  # noqa: S301 -- made here
        map.subtree("helps"),
        merged,
        ground(map).map,
        fix(map),
        read_map("bus.argmap.yaml").reread(dumps(map)).map,
    ):
        assert (kept.name, kept.path) == ("bus.argmap.yaml", Path("bus.argmap.yaml"))


def test_it_is_no_part_of_what_a_map_says(made: ArgumentMap) -> None:
    save(made, "a.argmap.yaml")
    save(made, "b.argmap.yaml")
    one, other = load("a.argmap.yaml"), load("b.argmap.yaml")
    assert one == other
    assert one.model_dump() == other.model_dump()
    assert one.model_dump_json() == other.model_dump_json()
    assert repr(one) == repr(other)
    for format in ("yaml", "json", "aif"):
        assert dump(one, "x", format=format) == dump(other, "x", format=format)
    assert "name" not in ArgumentMap.model_json_schema()["properties"]


def test_it_can_be_set(made: ArgumentMap) -> None:
    made.name, made.path = "interview 3", Path("interviews.db")
    assert made.model_copy(update={"title": "T"}).name == "interview 3"
    assert made.path == Path("interviews.db")
    assert made == made.model_copy(update={"title": made.title})
