"""What a new user does wrong: one clear message, exit status 2, nothing half-written."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.sessions import needs_sh

if TYPE_CHECKING:
    from tests.cli.conftest import Command

COMMANDS = ["anchor", "check", "render", "show", "convert"]


@pytest.mark.parametrize("command", COMMANDS)
def test_a_missing_file_is_named(argmap: Command, command: str) -> None:
    said = argmap(command, "nowhere.argmap.yaml")
    assert said.status == 2
    assert said.err == "argmap: error: nowhere.argmap.yaml: file not found\n"


@pytest.mark.parametrize("command", COMMANDS)
def test_a_folder_is_no_map(argmap: Command, folder: Path, command: str) -> None:
    (folder / "maps.yaml").mkdir()
    said = argmap(command, "maps.yaml")
    assert said.status == 2
    what = {
        "check": "no map files in this folder",
        "convert": "several maps can only be written to a folder",
    }.get(command, "this is a folder")
    assert f"maps.yaml: {what}" in said.err


@pytest.mark.parametrize("command", COMMANDS)
def test_a_binary_file_is_no_map(argmap: Command, folder: Path, command: str) -> None:
    (folder / "map.yaml").write_bytes(b"\x89PNG\r\n\x1a\n\x00\x00")
    said = argmap(command, "map.yaml")
    assert said.status == 2
    assert "map.yaml: this is a PNG picture, which argmap does not read" in said.err


BROKEN = {
    "an empty file": ("m.yaml", "", "m.yaml:1:1", "the file is empty"),
    "a tab": ("m.yaml", "claims:\n\t- id: a\n", "m.yaml:2:1", "use spaces, not tabs"),
    "truncated JSON": ("m.json", '{"claims": [{"id": "a"', "m.json:1:23", "but the file ends"),
    "an unknown key": ("m.yaml", "claims:\n  - {id: a, txt: b}\n", "m.yaml:2:13", "`text`"),
    "a list": ("m.yaml", "- a\n- b\n", "m.yaml:1:1", "expected a map"),
    "prose": ("m.yaml", "Dear reader, this is prose.", "m.yaml:1:1", "expected a map"),
    "a long line": ("m.yaml", "x" * 10_000_000, "m.yaml:1:1", "expected a map"),
    "deep nesting": ("m.json", "[" * 10_000, "m.json:1:", "levels deep"),
    "an alias": ("m.yaml", "a: &a [b]\nc: [*a, *a]", "m.yaml:1:4", "aliases"),
}


@pytest.mark.parametrize(("name", "text", "place", "word"), BROKEN.values(), ids=BROKEN)
def test_a_broken_map_is_a_finding_for_check(
    argmap: Command, folder: Path, name: str, text: str, place: str, word: str
) -> None:
    (folder / name).write_text(text, encoding="utf-8")
    said = argmap("check", name)
    assert said.status == 1
    assert place in said.out
    assert word in said.out
    assert len(said.out) < 3000
    assert not said.err


@pytest.mark.parametrize(("name", "text", "place", "word"), BROKEN.values(), ids=BROKEN)
def test_a_broken_map_is_an_error_for_other_commands(
    argmap: Command, folder: Path, name: str, text: str, place: str, word: str
) -> None:
    (folder / name).write_text(text, encoding="utf-8")
    said = argmap("render", name, "-o", "map.svg")
    assert said.status == 2
    assert place in said.err
    assert word in said.err
    assert not (folder / "map.svg").exists()


def test_a_duplicate_id_is_a_finding(argmap: Command, folder: Path) -> None:
    (folder / "m.yaml").write_text("claims: [{id: a, text: b}, {id: a, text: c}]", encoding="utf-8")
    said = argmap("check", "m.yaml", "--select", "AM0", "--output-format", "concise")
    assert said.status == 1
    assert "m.yaml:1:33: AM003" in said.out


def test_a_missing_source_is_a_finding_that_says_where_it_was_looked_for(
    argmap: Command, folder: Path
) -> None:
    (folder / "text.txt").unlink()
    said = argmap("check", "buses.argmap.yaml", "--output-format", "concise")
    assert said.status == 1
    assert "text.txt" in said.out
    assert said.out.count("\n") == 1


def test_a_source_in_another_encoding_is_told_with_the_byte_and_one_that_fits(
    argmap: Command, folder: Path
) -> None:
    (folder / "text.txt").write_bytes("Buses help in Zürich.".encode("cp1252"))
    said = argmap("check", "buses.argmap.yaml")
    assert said.status == 1
    assert "byte 15 is 0xfc" in said.out
    assert "cp1252" in said.out


def test_an_output_that_cannot_be_written_is_told(argmap: Command) -> None:
    said = argmap("render", "buses.argmap.yaml", "-o", "no/such/folder/map.svg")
    assert said.status == 2
    assert "no/such/folder/map.svg: the file cannot be written" in said.err


def test_new_does_not_replace_a_map_unasked(argmap: Command, folder: Path) -> None:
    before = (folder / "buses.argmap.yaml").read_text(encoding="utf-8")
    said = argmap("new", "text.txt", "-o", "buses.argmap.yaml")
    assert said.status == 2
    assert "--force" in said.err
    assert (folder / "buses.argmap.yaml").read_text(encoding="utf-8") == before


@pytest.mark.parametrize(
    ("arguments", "word"),
    [
        (["rendr", "x"], "Did you mean 'render'?"),
        (["render"], "argmap render"),
        (["check", "buses.argmap.yaml", "--select", "AM9"], "unknown rule 'AM9'"),
        (["check", "buses.argmap.yaml", "--select", "error"], "use `--severity error`"),
        (["check", "buses.argmap.yaml", "--select", ""], "`--select` has an empty entry"),
        (["check", "buses.argmap.yaml", "--ignore", "AM3,"], "`--ignore` has an empty entry"),
        (["check", "buses.argmap.yaml", "--unsafe-fixes"], "needs `--fix` or `--diff`"),
        (["rule", "mising-quote"], "missing-quote"),
        (["show", "buses.argmap.yaml", "hlep"], "did you mean 'help'?"),
        (["render", "buses.argmap.yaml", "-o", "map"], "-f"),
        (["render", "buses.argmap.yaml", "-f", "docx"], "docx"),
        (["render", "buses.argmap.yaml", "--theme", "pink"], "pink"),
        (["new", "nowhere.txt"], "nowhere.txt: source file not found"),
        (
            ["convert", "buses.argmap.yaml", "--source", "nowhere.txt"],
            "on the command line to the current folder",
        ),
        (["new", "text.txt", "--encoding", "utf-9"], "'utf-9' is not an encoding"),
        (["convert", "buses.argmap.yaml", "-o", "buses.doc"], "buses.doc"),
    ],
)
def test_a_slip_on_the_command_line_is_told_with_what_was_perhaps_meant(
    argmap: Command, arguments: list[str], word: str
) -> None:
    said = argmap(*arguments)
    assert said.status == 2
    assert word in said.err + said.out
    assert "Traceback" not in said.err


def test_one_bad_map_does_not_stop_the_others(argmap: Command) -> None:
    said = argmap("check", "nowhere.yaml", "buses.argmap.yaml")
    assert said.status == 2
    assert "nowhere.yaml: file not found" in said.err
    assert "No findings in" in said.out


def _argmap_process(*arguments: str, **options: object) -> subprocess.Popen[bytes]:
    return subprocess.Popen(  # type: ignore[call-overload,no-any-return]  # options are its own
        [sys.executable, "-m", "argmap", *arguments],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        **options,
    )


def test_a_closed_pipe_ends_in_one_message(folder: Path) -> None:
    claims = "".join(f"  - {{id: c{number}, text: some claim}}\n" for number in range(20_000))
    (folder / "long.yaml").write_text(f"claims:\n{claims}", encoding="utf-8")
    process = _argmap_process("show", "long.yaml")
    assert process.stdout is not None
    assert process.stderr is not None
    process.stdout.readline()
    process.stdout.close()
    said = process.stderr.read().decode()
    process.stderr.close()
    assert process.wait(timeout=60) == 2
    assert said == "argmap: error: the output pipe was closed\n"


def test_an_interrupt_ends_in_one_message(folder: Path) -> None:  # noqa: ARG001 -- runs in the folder
    process = _argmap_process("check", "-", stdin=subprocess.PIPE)
    assert process.stdin is not None
    # More than a pipe holds: once it is all written, argmap reads and waits for the rest.
    process.stdin.write(b"#" * 1_000_000)
    process.stdin.flush()
    process.send_signal(signal.SIGINT)
    _, said = process.communicate(timeout=60)
    assert process.returncode == 2
    assert said.decode().lstrip() == "argmap: error: interrupted\n"


def test_an_interrupt_while_loading_ends_in_one_message(folder: Path) -> None:
    (folder / "click.py").write_text("raise KeyboardInterrupt", encoding="utf-8")
    process = _argmap_process("doctor", env=os.environ | {"PYTHONPATH": str(folder)})
    _, said = process.communicate(timeout=60)
    assert process.returncode == 2
    assert said == b"argmap: error: interrupted\n"


def test_colour_is_for_terminals_only(folder: Path) -> None:
    (folder / "m.yaml").write_text("claims: [{id: a}]", encoding="utf-8")
    plain = _argmap_process("check", "m.yaml").communicate(timeout=60)[0]
    assert b"\x1b[" not in plain
    assert b"\x1b[" in _on_terminal("check", "m.yaml", environment={})
    assert b"\x1b[" not in _on_terminal("check", "m.yaml", environment={"NO_COLOR": "1"})


def _on_terminal(*arguments: str, environment: dict[str, str]) -> bytes:
    ours, theirs = pytest.importorskip("pty").openpty()
    unset = {key: value for key, value in os.environ.items() if key != "NO_COLOR"}
    process = subprocess.Popen(
        [sys.executable, "-m", "argmap", *arguments],
        stdout=theirs,
        stderr=theirs,
        env=unset | {"TERM": "xterm"} | environment,
    )
    os.close(theirs)
    said = b""
    while True:
        try:
            part = os.read(ours, 65536)
        except OSError:  # the other end is closed: nothing more will come
            break
        if not part:
            break
        said += part
    process.wait(timeout=60)
    os.close(ours)
    return said


@needs_sh
@pytest.mark.parametrize("closed", ["2>&-", "<&-"])
def test_closed_streams_that_are_not_needed_are_no_fault(folder: Path, closed: str) -> None:
    command = f"{sys.executable} -m argmap show buses.argmap.yaml {closed}"
    done = subprocess.run(["/bin/sh", "-c", command], cwd=folder, capture_output=True, check=False)
    assert done.returncode == 0
    assert not done.stderr


@needs_sh
def test_a_result_that_nobody_can_get_is_a_failure(folder: Path) -> None:
    command = f"{sys.executable} -m argmap show buses.argmap.yaml >&-"
    done = subprocess.run(["/bin/sh", "-c", command], cwd=folder, capture_output=True, check=False)
    assert done.returncode == 2
    assert b"standard output cannot be written" in done.stderr


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no full device")
def test_a_full_disk_is_told(folder: Path) -> None:
    command = f"{sys.executable} -m argmap show buses.argmap.yaml > /dev/full"
    done = subprocess.run(["/bin/sh", "-c", command], cwd=folder, capture_output=True, check=False)
    assert done.returncode == 2
    assert b"standard output cannot be written: no space left" in done.stderr


def test_nothing_from_a_map_steers_the_terminal(argmap: Command, folder: Path) -> None:
    text = 'claims:\n  - {id: c, text: "red\\e[31m alert"}\n'
    (folder / "m.yaml").write_text(text, encoding="utf-8")
    for arguments in (["m.yaml"], ["m.yaml", "c"], ["\x1b[31m"]):
        said = argmap("show", *arguments)
        assert "\x1b" not in said.out + said.err


def test_convert_does_not_replace_a_map_unasked(argmap: Command, folder: Path) -> None:
    (folder / "other.argmap.yaml").write_text("# another map\nclaims: []\n", encoding="utf-8")
    said = argmap("convert", "buses.argmap.yaml", "-o", "other.argmap.yaml")
    assert said.status == 2
    assert "--force" in said.err
    assert argmap("convert", "buses.argmap.yaml", "-o", "other.argmap.yaml", "--force").status == 0
    assert "another" not in (folder / "other.argmap.yaml").read_text(encoding="utf-8")


def test_convert_names_the_file_that_is_broken(argmap: Command, folder: Path) -> None:
    (folder / "m.yaml").write_text("claims:\n  - {id: a, txt: b}\n", encoding="utf-8")
    assert "m.yaml:2:13: " in argmap("convert", "m.yaml").err
