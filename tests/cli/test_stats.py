"""What `argmap stats` says."""

from __future__ import annotations

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
    assert "none.txt: there is no such source text" in said.err
