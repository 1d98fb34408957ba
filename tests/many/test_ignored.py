"""What is in a folder and is not read is counted, and each reason gets one line."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from argmap.cli.main import run
from argmap.corpora import Listing, kinds_of
from tests.many.conftest import NOTE, in_archive

if TYPE_CHECKING:
    from argmap.corpora.kinds import Kinds

NAMES = "5 files were not read as maps, by extension: 2 .txt, 1 .json, 1 .jsonl, 1 .zip"
HIDDEN = "1 hidden file or folder was ignored"
LINK = "1 link to a folder was not followed"


@pytest.fixture
def linked(maps: Path, tmp_path: Path) -> Path:
    """The folder of maps with a link to another folder in it."""
    (tmp_path / "elsewhere").mkdir()
    (maps / "link").symlink_to(tmp_path / "elsewhere")
    return maps


@pytest.mark.parametrize("command", ["stats", "corpus"])
def test_a_command_says_what_it_ignored_in_a_folder(
    command: str, linked: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    assert run([command, linked.name]) == 0
    assert capfd.readouterr().err.splitlines() == [NAMES, HIDDEN, LINK]
    assert run([command, "maps/a.argmap.yaml"]) == 0
    assert capfd.readouterr().err == ""


@pytest.mark.usefixtures("linked")
def test_convert_says_it_too(capfd: pytest.CaptureFixture[str]) -> None:
    assert run(["convert", "maps", "-o", "out"]) == 0
    names = "3 files were not read as maps, by extension: 3 .txt"
    assert capfd.readouterr().err.splitlines()[-4:-1] == [names, HIDDEN, LINK]


def test_what_a_folder_without_maps_holds_is_said(
    tmp_path: Path, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("a.pdf").write_bytes(b"%PDF")
    Path("README").write_bytes(b"")
    assert run(["stats", "."]) == 2
    error, _, ignored = capfd.readouterr().err.splitlines()
    assert error == "argmap: error: .: no map files in this folder"
    assert ignored == "2 files were not read as maps, by extension: 1 without an extension, 1 .pdf"


@pytest.mark.parametrize("kinds", [kinds_of(), kinds_of("json")], ids=["any", "json"])
def test_archives_are_counted_like_folders(tmp_path: Path, kinds: Kinds) -> None:
    entries = {"a.json": b"{}", "b.txt": b"", ".c.json": b"{}", "__MACOSX/d.json": b""}
    in_archive(tmp_path / "x.zip", dict(entries))
    listing = Listing([str(tmp_path / "x.zip")], kinds=kinds)
    assert [item.entry for item in listing] == ["a.json"]
    assert list(listing.ignored.lines()) == [
        "1 file was not read as maps, by extension: 1 .txt",
        "2 hidden files or folders were ignored",
    ]


def test_texts_that_stay_outside_are_one_line_for_all_maps(
    tmp_path: Path, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    for number in range(12):
        place = Path("maps", str(number))
        (place / "texts").mkdir(parents=True)
        (place / "texts" / "note.txt").write_text(NOTE, encoding="utf-8")
        text = f"sources: [{{id: note-{number}, path: texts/note.txt}}]\n"
        (place / "a.argmap.yaml").write_text(text, encoding="utf-8")
    assert run(["convert", "maps", "-o", "out"]) == 0
    line, _, done = capfd.readouterr().err.splitlines()
    assert line == (
        "12 texts are outside the project of out, so they are not read for 12 maps in it; move "
        f"them into the project, or allow the folder with `--allow-outside {tmp_path / 'maps'}` "
        "(`allow_outside` in Python)"
    )
    assert done == "12 maps converted to yaml in out"
