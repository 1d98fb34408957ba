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


@pytest.mark.parametrize("command", ["check", "stats", "corpus"])
@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("interview.yaml", "# my map\nargmap: 1\nclaims: []\n"),
        ("interview.YML", '"argmap": 1\r\n'),
        ("interview.json", '{"title": "x", "argmap": 1}'),
    ],
)
def test_a_map_that_is_not_named_as_one_is_named(
    command: str, name: str, text: str, maps: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    (maps / name).write_text(text, encoding="utf-8")
    assert run([command, "maps"]) in (0, 1)
    said = [line for line in capfd.readouterr().err.splitlines() if line.startswith("maps/inter")]
    ending = f".argmap{Path(name).suffix.lower()}"
    why = "not read, although it begins as a map does: its name does not end in"
    assert said == [f"maps/{name}: {why} `{ending}`"]


def test_other_yaml_and_json_is_not_taken_for_a_map(
    maps: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    (maps / "compose.yaml").write_text("argmap:\n  image: x\n", encoding="utf-8")
    (maps / "a.places.json").write_text('{"argmap-places":1}', encoding="utf-8")
    (maps / "a.txt").write_text("argmap: 1\n", encoding="utf-8")
    run(["check", "maps"])
    assert "not read" not in capfd.readouterr().err


def test_of_many_maps_that_are_not_named_as_such_only_some_are_named(
    maps: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    for number in range(8):
        (maps / f"talk{number}.yaml").write_text("argmap: 1\n", encoding="utf-8")
    run(["check", "maps"])
    said = [
        line for line in capfd.readouterr().err.splitlines() if "talk" in line or "more" in line
    ]
    assert len(said) == 6
    assert said[-1] == "3 more files of this kind"
