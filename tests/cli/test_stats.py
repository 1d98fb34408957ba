"""What `argmap stats` says."""

from __future__ import annotations

import csv
import json
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    from syrupy.assertion import SnapshotAssertion

    from tests.cli.conftest import Command


def test_stats_look_like_this(argmap: Command, snapshot: SnapshotAssertion) -> None:
    said = argmap("stats", "buses.argmap.yaml")
    assert (said.status, said.err) == (0, "")
    assert said.out == snapshot


def test_stats_as_json_hold_every_passage(argmap: Command, folder: Path) -> None:
    (folder / "text.txt").write_text("Buses help. Trams. They carry many people. Vans.", "utf-8")
    said = argmap("stats", ".", "--output-format", "json")
    report = json.loads(said.out)
    (told,) = report["maps"]
    assert report["argmap"] == 1
    assert told["kinds"] == {"question": 0, "claim": 1, "reason": 1, "caveat": 1}
    (source,) = told["sources"]
    text = (folder / "text.txt").read_text(encoding="utf-8")
    for passage in source["uncovered"]:
        start, end = passage["span"]
        assert text[start:end] == passage["text"]


def test_a_script_without_marks_is_counted_in_characters(argmap: Command, folder: Path) -> None:
    (folder / "text.txt").write_text("รถเมล์ช่วยได้ มันบรรทุกคนได้มาก", encoding="utf-8")
    said = argmap("stats", ".")
    assert "sentences are not counted: the script does not mark where they end\n" in said.out
    assert "of 30 characters" in said.out
    (source,) = json.loads(argmap("stats", ".", "--output-format", "json").out)["maps"][0][
        "sources"
    ]
    assert source["sentences"] is source["covered_sentences"] is None


def test_a_map_that_cannot_be_counted_stops_no_other(argmap: Command, folder: Path) -> None:
    (folder / "a.argmap.yaml").write_text("sources: [{id: s, path: none.txt}]", encoding="utf-8")
    said = argmap("stats", ".", "--output-format", "json")
    assert said.status == 2
    assert [one["name"] for one in json.loads(said.out)["maps"]] == ["./buses.argmap.yaml"]
    assert "none.txt: source file not found" in said.err


def test_several_maps_have_a_total(
    argmap: Command, folder: Path, snapshot: SnapshotAssertion
) -> None:
    (folder / "note.txt").write_text("Trams help.", encoding="utf-8")
    text = "sources: [{id: s, path: note.txt}]\nclaims: [{id: c, quote: Trams help}]\n"
    (folder / "trams.argmap.yaml").write_text(text, encoding="utf-8")
    said = argmap("stats", ".")
    assert said.status == 0
    assert said.out[said.out.index("Total") :] == snapshot
    total = json.loads(argmap("stats", ".", "--output-format", "json").out)["total"]
    assert (total["maps"], total["statements"], total["drafts"]) == (2, 4, 1)
    assert total["sources"]["characters"] == 75
    assert "Total" not in argmap("stats", "trams.argmap.yaml").out


def test_stats_as_csv_have_a_row_for_each_map(argmap: Command, folder: Path) -> None:
    lines = [json.dumps({"title": title}) for title in ("=1+1", 'a "b", c', None)]
    (folder / "maps.jsonl").write_text("\n".join(lines), encoding="utf-8")
    said = argmap("stats", "buses.argmap.yaml", "maps.jsonl", "--output-format", "csv")
    assert (said.status, said.err) == (0, "")
    rows = list(csv.DictReader(said.out.splitlines()))
    assert [row["title"] for row in rows] == ["Buses", "'=1+1", 'a "b", c', ""]
    assert [row["name"] for row in rows][1:] == [f"maps.jsonl:{line}" for line in (1, 2, 3)]
    assert rows[0] | {"sentences": "3", "supports": "1", "covered_characters": "41"} == rows[0]


def test_a_text_that_cannot_be_counted_in_sentences_leaves_the_cell_empty(
    argmap: Command, folder: Path
) -> None:
    (folder / "text.txt").write_text("รถเมล์ช่วยได้ มันบรรทุกคนได้มาก", encoding="utf-8")
    said = argmap("stats", "buses.argmap.yaml", "--output-format", "csv")
    (row,) = csv.DictReader(said.out.splitlines())
    assert (row["sentences"], row["covered_sentences"], row["characters"]) == ("", "", "30")
