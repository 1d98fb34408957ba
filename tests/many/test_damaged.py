"""A corpus with damaged, empty, huge and foreign files: one line for each, the rest is done."""

from __future__ import annotations

import os
import zipfile
from typing import TYPE_CHECKING

import pytest

from argmap.cli.main import run

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

GOOD = """\
sources: [{id: s, path: note.txt}]
claims: [{id: c, quote: Buses help, span: [0, 10]}]
reasons: [{id: r, quote: They run, span: [12, 20], supports: c}]
"""
LINE = '{"claims":[{"id":"c","text":"T"}]}'
BAD = {
    "torn.argmap.yaml": b"claims: [",
    "torn.argmap.json": b'{"claims": [{"id"',
    "empty.argmap.yaml": b"",
    "huge.argmap.yaml": b" " * 1_000_001,
    "pdf.argmap.yaml": b"%PDF-1.7\n\xff\x00",
    "utf16.argmap.yaml": b"\xff\xfea\x00",
    "foreign.argmap.json": b'{"hello": 1}',
    "deep.argmap.json": b"[" * 100_000,
    "bad.argmap.zip": b"PK",
    "empty.argmap.zip": b"",
    "none.argmap.jsonl": b"",
}


@pytest.fixture
def damaged(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """The working folder, with a folder of such a corpus."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("NO_COLOR", "1")
    maps = tmp_path / "m"
    maps.mkdir()
    for name in ("a", "z"):
        (maps / f"{name}.argmap.yaml").write_text(GOOD, encoding="utf-8")
    (maps / "note.txt").write_text("Buses help. They run.", encoding="utf-8")
    (maps / "paper.pdf").write_bytes(b"%PDF")
    for name, data in BAD.items():
        (maps / name).write_bytes(data)
    (maps / "gone.argmap.yaml").symlink_to("nowhere")
    (maps / "many.argmap.jsonl").write_text(f"{LINE}\n{{\n\n{LINE}\n", encoding="utf-8")
    with zipfile.ZipFile(maps / "b.argmap.zip", "w") as archive:
        archive.writestr("x.argmap.yaml", GOOD)
        archive.writestr("note.txt", "Buses help. They run.")
        archive.writestr("../out.argmap.yaml", GOOD)
        archive.writestr("torn.argmap.yaml", "claims: [")
    data = (maps / "b.argmap.zip").read_bytes()
    (maps / "cut.argmap.zip").write_bytes(data[: len(data) // 2])
    (maps / "crc.argmap.zip").write_bytes(data.replace(b"They run, span", b"They ran, span"))
    yield tmp_path
    assert not list(tmp_path.rglob("out.argmap.*"))


NAMED = [
    *(f"m/{name}:" for name in BAD),
    "m/gone.argmap.yaml:",
    "m/many.argmap.jsonl:2:",
    "m/cut.argmap.zip:",
    *(f"m/{name}.argmap.zip/../out.argmap.yaml:" for name in ("b", "crc")),
    *(f"m/{name}.argmap.zip/torn.argmap.yaml:" for name in ("b", "crc")),
    "m/crc.argmap.zip/x.argmap.yaml:",
]
"""What each of the bad ones is called, with the sign that follows."""


@pytest.mark.parametrize(
    "command",
    [
        ["check", "--output-format", "concise"],
        ["stats", "--output-format", "csv"],
        ["corpus", "-o", "corpus.jsonl"],
        ["convert", "-o", "out"],
    ],
    ids=" ".join,
)
def test_each_bad_one_gets_a_line_and_stops_no_other(
    command: list[str], damaged: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    if hasattr(os, "mkfifo"):
        os.mkfifo(damaged / "m" / "pipe.argmap.yaml")
    further = ["--from", "yaml"] if command[0] == "convert" else []
    assert run([*command, "m", *further, "--file-size-limit", "1"]) == 2
    out, err = capfd.readouterr()
    lines = [line.removeprefix("argmap: error: ") for line in (out + err).splitlines()]
    for name in NAMED:
        if command[0] == "convert" and ".json:" in name:
            continue  # it is asked for YAML
        assert sum(line.startswith(name) for line in lines) == 1, name
    assert "Traceback" not in err
    good = {"check": "", "stats": "m/z.argmap.yaml,", "corpus": "5 maps, ", "convert": "5 maps "}
    assert good[command[0]] in out + err
