"""`argmap convert`: losses, options, encodings and texts beside the map."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from argmap.cli.main import run

AIF = {
    "nodes": [
        {"nodeID": "1", "text": "Café buses help", "type": "I"},
        {"nodeID": "2", "text": "They carry many", "type": "I"},
        {"nodeID": "3", "text": "They run late", "type": "I"},
        {"nodeID": "4", "text": "RA", "type": "RA"},
        {"nodeID": "5", "text": "Limits", "type": "CA"},
        {"nodeID": "6", "text": "PA", "type": "PA"},
    ],
    "edges": [
        {"edgeID": str(number), "fromID": start, "toID": end, "formEdgeID": None}
        for number, (start, end) in enumerate(
            [("2", "4"), ("4", "1"), ("3", "5"), ("5", "1"), ("1", "9")]
        )
    ],
    "locutions": [],
}


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "n.json").write_text(json.dumps(AIF, ensure_ascii=False), encoding="utf-8")
    (tmp_path / "talk.txt").write_text("Café buses help. They carry many.", encoding="utf-8")
    return tmp_path


@pytest.mark.usefixtures("folder")
def test_losses_are_told_by_sort_and_make_strict_fail(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["convert", "n.json", "-o", "n.argmap.yaml"]) == 0
    told = capsys.readouterr().err.splitlines()
    what = "edges with an end that is not in the file are left out: '4' from '1' to '9'"
    assert told == [
        f"n.json: unresolved: {what}",
        "n.json: dropped: nodes of type 'PA' cannot be stored in a map",
    ]
    assert run(["convert", "n.json", "--strict", "-o", "m.argmap.yaml"]) == 1
    assert Path("m.argmap.yaml").exists()
    assert run(["convert", "n.argmap.yaml", "--strict", "-o", "m.argmap.json"]) == 0
    capsys.readouterr()
    assert run(["convert", "n.argmap.yaml", "--to", "aif", "--strict"]) == 1
    assert "approximated: `limits` is written as a conflict" in capsys.readouterr().err


@pytest.mark.usefixtures("folder")
def test_a_source_anchors_the_statements(capsys: pytest.CaptureFixture[str]) -> None:
    arguments = ["convert", "n.json", "--source", "talk.txt", "-o", "sub.argmap.json"]
    assert run(arguments) == 0
    data = json.loads(Path("sub.argmap.json").read_text(encoding="utf-8"))
    assert data["sources"][0]["path"] == "talk.txt"
    assert data["claims"][0]["span"] == [0, 15]
    told = capsys.readouterr().err
    assert "unresolved: its words are not in the source (3)" in told


@pytest.mark.usefixtures("folder")
def test_a_file_in_another_encoding_is_refused_unless_it_is_named(
    capsys: pytest.CaptureFixture[str],
) -> None:
    Path("n.json").write_text(json.dumps(AIF, ensure_ascii=False), encoding="cp1252")
    assert run(["convert", "n.json"]) == 2
    told = capsys.readouterr().err
    assert "n.json: this is not UTF-8: byte" in told
    assert "cp1252" in told
    assert run(["convert", "n.json", "--encoding", "cp1252"]) == 0
    assert "Café buses help" in capsys.readouterr().out
    assert run(["convert", "n.json", "--encoding", "klingon"]) == 2
    assert "is not an encoding" in capsys.readouterr().err


@pytest.mark.usefixtures("folder")
def test_texts_go_beside_a_file_and_never_replace_another(
    capsys: pytest.CaptureFixture[str],
) -> None:
    run(["convert", "n.json", "--source", "talk.txt", "-o", "m.argmap.yaml"])
    Path("sub").mkdir()
    assert run(["convert", "m.argmap.yaml", "-o", "sub/m.aif.json"]) == 0
    assert "sub/m.txt was written next to sub/m.aif.json" in capsys.readouterr().err
    assert Path("sub/m.txt").read_text(encoding="utf-8") == "Café buses help. They carry many."
    Path("sub/m.txt").write_text("Mine.", encoding="utf-8")
    assert run(["convert", "m.argmap.yaml", "-o", "sub/m.aif.json"]) == 2
    Path("sub/m.aif.json").unlink()
    capsys.readouterr()
    assert run(["convert", "m.argmap.yaml", "-o", "sub/m.aif.json"]) == 2
    assert "a different file already exists" in capsys.readouterr().err
    assert not Path("sub/m.aif.json").exists()
    assert run(["convert", "m.argmap.yaml", "-o", "sub/m.aif.json", "--force"]) == 0
    capsys.readouterr()
    assert run(["convert", "m.argmap.yaml", "--to", "aif"]) == 0
    assert "left out, because the map goes to standard output: map.txt" in capsys.readouterr().err


@pytest.mark.usefixtures("folder")
def test_options_reach_the_format_that_has_them(capsys: pytest.CaptureFixture[str]) -> None:
    Path("m.yaml").write_text("claims: [{id: c, text: T, speaker: Ann}]", encoding="utf-8")
    assert run(["convert", "m.yaml", "--to", "aif", "-O", "dialogue=yes"]) == 0
    assert '"text": "Ann: T"' in capsys.readouterr().out
    for option, told in (
        ("dialog=yes", "unknown option 'dialog'"),
        ("dialogue=maybe", "choose from no, yes"),
        ("dialogue", "write it as NAME=VALUE"),
    ):
        assert run(["convert", "m.yaml", "--to", "aif", "-O", option]) == 2
        assert told in capsys.readouterr().err
    assert run(["convert", "n.json", "--from", "aif", "-O", "dialog=yes"]) == 2
    assert "did you mean 'dialogue'?" in capsys.readouterr().err
    assert run(["convert", "m.yaml", "--to", "csv", "-O", "row=all"]) == 2
    assert "unknown option 'row' for format 'csv'" in capsys.readouterr().err


def test_a_byte_order_mark_of_a_container_is_no_part_of_it(folder: Path) -> None:
    text = json.dumps(AIF)
    (folder / "n.json").write_text(text, encoding="utf-8-sig")
    assert run(["convert", "n.json", "-o", "m.argmap.yaml"]) == 0


def test_a_text_is_not_given_to_a_map_that_lists_its_sources(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("text.txt").write_text("Buses help.", encoding="utf-8")
    Path("a.yaml").write_text("sources: [{id: s, text: T}]\nclaims: []\n", encoding="utf-8")
    Path("b.yaml").write_text("claims: [{id: c, quote: Buses}]\n", encoding="utf-8")
    assert run(["convert", "a.yaml", "--to", "json", "--source", "text.txt"]) == 2
    assert "the map already lists its sources" in capsys.readouterr().err
    assert run(["convert", "b.yaml", "--to", "json", "--source", "text.txt"]) == 0
    assert "text.txt" in capsys.readouterr().out
