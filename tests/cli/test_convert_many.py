"""`argmap convert` for folders, patterns and files of many documents: one report, and no bad one
stops the others."""

from __future__ import annotations

import errno
import json
import os
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

import argmap as am
from argmap.cli import batch, convert_many
from argmap.cli.streams import put
from argmap.writing import unwritten
from tests.many.conftest import a_map, as_line, in_archive

if TYPE_CHECKING:
    from tests.cli.conftest import Command


@pytest.fixture
def maps(folder: Path) -> Path:
    """A folder with maps, below the working folder."""
    made = folder / "maps"
    (made / "old").mkdir(parents=True)
    for name in ("a.argmap.yaml", "old/a.argmap.yaml", "old/b.aif.json"):
        am.write(a_map(name), made / name)
    return made


def written(folder: str) -> dict[str, str | None]:
    """Return the titles of the maps in a folder."""
    files = sorted(path for path in Path(folder).rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): am.read(path).title for path in files}


def test_a_folder_is_converted_into_another_one(argmap: Command, maps: Path) -> None:
    assert maps.is_dir()
    said = argmap("convert", "maps", "-o", "out")
    text = "1 file was not read as maps, by extension: 1 .txt\n"
    assert said == (0, "", f"{text}3 maps converted to yaml in out\n")
    assert written("out") == {
        "a.argmap.yaml": "a.argmap.yaml",
        "old/a.argmap.yaml": "old/a.argmap.yaml",
        "old/b.argmap.yaml": "old/b.aif.json",
    }


def test_losses_are_summed_up_over_all_maps(argmap: Command, maps: Path) -> None:
    assert maps.is_dir()
    said = argmap("convert", "maps", "--to", "kialo", "-o", "out", "--strict")
    assert said.status == 1
    lines = said.err.splitlines()
    assert lines[-1] == "3 maps converted to kialo in out"
    title = next(line for line in lines if "sources" in line)
    names = (str(Path("maps", name)) for name in ("a.argmap.yaml", "old/a.argmap.yaml"))
    assert f"(3 in 3 maps: {', '.join(names)}, " in title
    losses = [line.rpartition(" (")[0] for line in lines[:-2]]
    assert len(losses) == len(set(losses)) == 4


@pytest.mark.parametrize("given", [["maps/**/*.yaml"], ["maps/a.argmap.yaml", "maps/old"]])
def test_patterns_and_several_names_keep_the_paths_below_them(
    argmap: Command, maps: Path, given: list[str]
) -> None:
    assert maps.is_dir()
    said = argmap("convert", *given, "--to", "json", "-o", "out")
    expected = {
        "maps/**/*.yaml": ["a.argmap.json", "old/a.argmap.json"],
        "maps/a.argmap.yaml": ["a.argmap.json", "b.argmap.json"],
    }
    if len(given) == 1:
        assert said.status == 0
    else:
        assert said.status == 2  # two are called a
    assert list(written("out")) == expected[given[0]]


def test_one_map_goes_into_a_folder_that_is_there(argmap: Command, maps: Path) -> None:
    (maps.parent / "out").mkdir()
    assert argmap("convert", "buses.argmap.yaml", "--to", "json", "-o", "out").status == 0
    assert argmap("convert", "buses.argmap.yaml", "--to", "json", "-o", "new/").status == 0
    assert list(written("out")) == list(written("new")) == ["buses.argmap.json"]


def test_lines_and_entries_become_files(argmap: Command, folder: Path) -> None:
    lines = [as_line(a_map("one")), "", "{", as_line(a_map("three"))]
    (folder / "talks.jsonl").write_text("\n".join(lines), encoding="utf-8")
    text = "sources: [{id: s, path: note.txt}]\ntitle: in"
    in_archive(folder / "talks.zip", {"b/x.argmap.yaml": text, "b/note.txt": "Buses help."})
    said = argmap("convert", "talks.jsonl", "talks.zip", "-o", "out")
    assert said.status == 2
    assert said.err.startswith("argmap: error: talks.jsonl:3")
    assert said.err.splitlines()[-1] == "3 maps converted to yaml in out; 1 failed"
    assert written("out") == {
        "talks-1.argmap.yaml": "one",
        "talks-4.argmap.yaml": "three",
        "talks/b/x.argmap.yaml": "in",
    }
    assert am.load("out/talks/b/x.argmap.yaml").sources[0].text == "Buses help."


def test_names_that_would_clash_are_told_and_not_overwritten(argmap: Command, folder: Path) -> None:
    for name in ("a/bus.argmap.yaml", "b/BUS.argmap.json", "a/bus.aif.json"):
        (folder / name).parent.mkdir(exist_ok=True)
        am.write(a_map(name), folder / name)
    said = argmap("convert", "a", "b", "-o", "out", "--force")
    assert said.status == 2
    assert written("out") == {"bus.argmap.yaml": "a/bus.aif.json"}
    place = os.path.join("out", "bus.argmap.yaml")  # noqa: PTH118 -- as text
    first = os.path.join("a", "bus.argmap.yaml")  # noqa: PTH118 -- as text
    assert f"argmap: error: {first}: it would be written to {place}, like " in said.err
    assert said.err.count("it would be written to") == 2


def test_files_that_exist_are_kept_unless_forced(argmap: Command, maps: Path) -> None:
    out = maps.parent / "out"
    out.mkdir()
    (out / "a.argmap.yaml").write_text("mine", encoding="utf-8")
    said = argmap("convert", "maps", "-o", "out")
    assert said.status == 2
    assert "out/a.argmap.yaml already exists" in said.err
    assert (out / "a.argmap.yaml").read_text(encoding="utf-8") == "mine"
    assert len(list(out.rglob("*.yaml"))) == 3
    assert argmap("convert", "maps", "-o", "out", "--force").status == 0
    assert len(written("out")) == 3


def test_texts_beside_maps_do_not_replace_each_other(argmap: Command, folder: Path) -> None:
    for name, text in (("a", "Buses help."), ("b", "Trams help.")):
        (folder / name).mkdir()
        source = am.Source(id="note", text=text)
        map = am.ArgumentMap(sources=[source])
        map.claim(quote=text[:-6], id="c")
        am.save(map, folder / name / f"{name}.argmap.yaml")
    said = argmap("convert", "a", "b", "--to", "web-annotation", "-o", "out", "--force")
    if "note.txt" in said.err:
        assert said.status == 2
        assert "which a" in said.err
    assert Path("out/a.jsonld").exists()


def test_results_in_the_folder_itself_are_not_converted_again(argmap: Command, maps: Path) -> None:
    assert maps.is_dir()
    for _ in range(2):
        said = argmap("convert", "maps", "--to", "json", "-o", "maps/out", "--force")
        assert said.status == 0
        assert said.err.splitlines()[-1] == "3 maps converted to json in maps/out"
    assert len(written("maps/out")) == 3


@pytest.mark.parametrize("jobs", [1, 2])
def test_any_number_of_processes_writes_the_same(
    argmap: Command, maps: Path, monkeypatch: pytest.MonkeyPatch, jobs: int
) -> None:
    for number in range(40):
        am.write(a_map(str(number)), maps / f"{number:02}.argmap.yaml")
    (maps / "07.argmap.yaml").write_bytes(b"\xff")
    monkeypatch.setattr(batch, "_WORTH", 1)
    monkeypatch.setattr(batch, "available_cores", lambda: jobs)
    said = argmap("convert", "maps", "--to", "json", "-o", "out")
    assert said.status == 2
    assert said.err.splitlines()[-1] == "42 maps converted to json in out; 1 failed"
    assert len(written("out")) == 42


def test_bad_files_get_a_line_each_and_stop_no_other(argmap: Command, maps: Path) -> None:
    (maps / "empty.argmap.yaml").write_bytes(b"")
    (maps / "torn.json").write_bytes(b'{"claims"')
    (maps / "package.json").write_text(json.dumps({"name": "x"}), encoding="utf-8")
    (maps / "bad.zip").write_bytes(b"PK")
    (maps / "notes.doc").write_bytes(b"x")
    (maps / "link.json").symlink_to("nowhere.json")
    said = argmap("convert", "maps", "-o", "out")
    assert said.status == 2
    errors = [line for line in said.err.splitlines() if line.startswith("argmap: error: ")]
    assert len(errors) == 5
    assert all(line.startswith("argmap: error: maps/") for line in errors)
    assert said.err.splitlines()[-2:] == [
        "2 files were not read as maps, by extension: 1 .doc, 1 .txt",
        "3 maps converted to yaml in out; 5 failed",
    ]


@pytest.mark.parametrize(
    ("arguments", "what"),
    [
        (["maps"], "several maps can only be written"),
        (["maps", "-o", "-"], "several maps can only be written"),
        (["maps", "-o", "text.txt"], "and this is not one"),
        (["maps", "-o", "out", "--to", "yaml", "-O", "x=1", "--from", "json"], "unknown option"),
        (["maps", "-o", "out", "-O", "lables=A=claim"], "no format has the option 'lables'"),
        (["maps", "-o", "out", "-O", "labels=A=claimm"], "claimm"),
        (["maps", "-o", "out", "--from", "brat", "-O", "labels=claim"], "'claim' is given for no"),
    ],
)
def test_what_makes_no_sense_is_refused_before_anything_is_written(
    argmap: Command, maps: Path, arguments: list[str], what: str
) -> None:
    assert maps.is_dir()
    said = argmap("convert", *arguments)
    assert said.status == 2
    assert what in said.err
    assert said.err.count("argmap: error:") == 1
    assert not Path("out").exists() or not list(Path("out").iterdir())


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs Linux")
def test_a_folder_that_cannot_be_written_to_is_told(argmap: Command, maps: Path) -> None:
    (maps.parent / "out").mkdir()
    (maps.parent / "out" / "old").write_text("a file", encoding="utf-8")
    said = argmap("convert", "maps", "-o", "out")
    assert said.status == 2
    assert said.err.count("cannot create the folder: ") == 2
    assert am.load("out/a.argmap.yaml").title == "a.argmap.yaml"


def test_a_full_disk_ends_it_with_one_line(
    argmap: Command, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (folder / "maps").mkdir()
    for number in range(40):
        map = am.ArgumentMap(claims=[am.Claim(id="c", text="Buses help " * 1000)])
        am.save(map, folder / "maps" / f"{number:02}.argmap.yaml")
    (folder / "maps" / "05.argmap.yaml").write_text("claims: 1\n", encoding="utf-8")

    def write(text: str, target: str, **how: bool) -> None:
        if target.endswith("20.argmap.json"):
            error = OSError(errno.ENOSPC, "No space left on device")
            raise unwritten(target, error) from error
        put(text, target, **how)

    monkeypatch.setattr(convert_many, "put", write)
    said = argmap("convert", "maps", "-o", "out", "--to", "json")
    assert said.status == 2
    assert len(written("out")) == 19
    assert said.err.count("argmap: error:") == 2
    full = Path("out", "20.argmap.json")
    reason = "the file cannot be written: no space left on device; 19 further maps were not written"
    assert said.err.splitlines()[-3:] == [
        f"argmap: error: {full}: {reason}",
        "  help: free some space, then run the command again with `--force`",
        "19 maps converted to json in out; 21 failed",
    ]


def test_an_entry_cannot_be_written_outside_the_folder(argmap: Command, folder: Path) -> None:
    with zipfile.ZipFile(folder / "x.zip", "w") as archive:
        archive.writestr("../escaped.argmap.yaml", "title: out")
        archive.writestr("ok.argmap.yaml", "title: in")
    said = argmap("convert", "x.zip", "-o", "out")
    assert said.status == 2
    assert written("out") == {"x/ok.argmap.yaml": "in"}
    assert not list(folder.rglob("escaped*"))


def test_the_texts_beside_brat_files_are_no_maps(argmap: Command, folder: Path) -> None:
    (folder / "maps").mkdir()
    (folder / "maps" / "a.ann").write_text("T1\tClaim 0 10\tBuses help\n")
    (folder / "maps" / "a.txt").write_text("Buses help.\n")
    said = argmap("convert", "maps", "--from", "brat", "-o", "maps/out")
    assert said.status == 0
    assert said.err.splitlines()[-2:] == [
        "1 file was not read as maps, by extension: 1 .txt",
        "1 map converted to yaml in maps/out",
    ]
    assert argmap("corpus", "maps", "--from", "brat", "-o", "c.jsonl").status == 0


def test_an_option_that_is_given_twice_is_refused(argmap: Command, maps: Path) -> None:
    assert maps.is_dir()
    twice = ("-O", "labels=Pro=reason", "-O", "labels=Con=caveat")
    said = argmap("convert", "maps", "-o", "out", *twice)
    assert said.status == 2
    assert "the option 'labels' is given twice" in said.err
    assert not Path("out").exists()


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be", "utf-32"])
def test_json_lines_in_another_unicode_encoding_are_one_error(
    argmap: Command, folder: Path, encoding: str
) -> None:
    lines = "\n".join(json.dumps({"argmap": 1, "title": name}) for name in ("a", "b"))
    (folder / "maps.jsonl").write_bytes(lines.encode(encoding))
    told = "maps.jsonl: this is UTF-16 or UTF-32, not UTF-8"
    for command in (["check"], ["stats"], ["convert", "-o", "out"]):
        done = argmap(command[0], "maps.jsonl", *command[1:])
        assert done.status == 2
        assert done.err.count("error") == done.err.count(told) == 1


@pytest.mark.usefixtures("maps")
def test_a_map_that_cannot_have_its_own_name_is_reported(argmap: Command) -> None:
    Path("maps/c").mkdir()
    os.chdir("maps/c")
    assert argmap("corpus", "../a.argmap.yaml", "-o", "up.jsonl").status == 0
    done = argmap("convert", "up.jsonl", "-o", "out")
    assert written("out") == {"a.argmap.yaml": "a.argmap.yaml"}
    assert "the name that the map was read from cannot be used in this folder" in done.err
    os.chdir("..")
    assert argmap("corpus", "a.argmap.yaml", "-o", "here.jsonl").status == 0
    done = argmap("convert", "here.jsonl", "-o", "out")
    assert done == (0, "", "1 map converted to yaml in out\n")
