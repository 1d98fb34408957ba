"""Maps that somebody means harm with: nothing is read that the user did not point at."""

from __future__ import annotations

import json
import os
import signal
import time
from typing import TYPE_CHECKING

import pytest

from argmap.cli.main import run
from argmap.formats import FORMATS
from argmap.mapfile import read_map
from tests.cli.conftest import Said
from tests.hostile import ATTEMPTS, OUTSIDE, SECRET, TEXT, UNFIT, Attempt, make_hostile_folder

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.cli.conftest import Command

pytestmark = pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no pipes")


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_hostile_folder(tmp_path_factory.mktemp("hostile"))


@pytest.fixture
def hostile(made: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Return the hostile folder; whatever hangs in it is ended."""
    monkeypatch.setenv("HOME", str(made / "home"))
    monkeypatch.chdir(made)

    def end(*_: object) -> None:
        message = "it hangs"
        raise AssertionError(message)

    before = signal.signal(signal.SIGALRM, end)
    signal.alarm(60)
    yield made
    signal.alarm(0)
    signal.signal(signal.SIGALRM, before)


@pytest.fixture
def argmap(hostile: Path, capfd: pytest.CaptureFixture[str]) -> Command:  # noqa: ARG001 -- runs in it
    def run_argmap(*arguments: str) -> Said:
        status = run(list(arguments))
        captured = capfd.readouterr()
        return Said(status, captured.out, captured.err)

    return run_argmap


def codes(said: Said) -> list[str]:
    return [finding["code"] for finding in json.loads(said.out)["findings"]]


attempts = pytest.mark.parametrize("attempt", ATTEMPTS, ids=lambda attempt: attempt.name)
bad = pytest.mark.parametrize("attempt", [*OUTSIDE, *UNFIT], ids=lambda attempt: attempt.name)


@attempts
def test_check_reports_what_is_not_read_and_nothing_of_it(
    attempt: Attempt, hostile: Path, argmap: Command
) -> None:
    said = argmap("check", str(attempt.file(hostile)), "--output-format", "json")
    assert said.status == (0 if attempt.code is None else 1), said.err
    assert codes(said) == ([] if attempt.code is None else [attempt.code])
    assert SECRET not in said.out + said.err


@pytest.mark.parametrize("output_format", ["full", "concise", "github", "sarif"])
def test_no_report_shows_what_is_outside(
    output_format: str, hostile: Path, argmap: Command
) -> None:
    said = argmap("check", str(hostile), "--output-format", output_format)
    assert said.status == 1
    assert SECRET not in said.out + said.err
    assert "root:" not in said.out + said.err


@bad
@pytest.mark.parametrize(
    "command", [["stats"], ["anchor", "--diff"], ["render", "-f", "svg"], ["render", "-f", "html"]]
)
def test_no_other_command_reads_what_is_outside(
    attempt: Attempt, command: list[str], hostile: Path, argmap: Command
) -> None:
    said = argmap(*command, str(attempt.file(hostile)))
    assert SECRET not in said.out + said.err
    if attempt in OUTSIDE:
        assert said.status == 2
        assert "is outside the project of the map, so it is not read" in said.err
    else:
        # A picture needs no text; what cannot be read is what `check` reports.
        assert said.status in ((0,) if command[-1] == "svg" else (1, 2))


@pytest.mark.parametrize("attempt", OUTSIDE, ids=lambda attempt: attempt.name)
def test_a_statement_is_not_shown_in_the_context_of_what_is_outside(
    attempt: Attempt, hostile: Path, argmap: Command
) -> None:
    said = argmap("show", str(attempt.file(hostile)), "help")
    assert said.status == 2
    assert SECRET not in said.out + said.err


@pytest.mark.parametrize("format", [one.name for one in FORMATS if one.writes])
@pytest.mark.parametrize("name", ["up", "link", "git", "hidden"])
def test_no_format_is_written_with_what_is_outside(
    format: str, name: str, hostile: Path, argmap: Command, tmp_path: Path
) -> None:
    attempt = next(one for one in ATTEMPTS if one.name == name)
    target = tmp_path / "out"
    said = argmap("convert", str(attempt.file(hostile)), "--to", format, "-o", str(target))
    written = b"".join(path.read_bytes() for path in tmp_path.iterdir() if path.is_file())
    assert SECRET.encode() not in written
    assert SECRET not in said.out + said.err
    # A format without texts reads none.
    assert said.status == 2 or target.is_file()


def test_the_user_may_open_a_folder(hostile: Path, argmap: Command) -> None:
    file = str(hostile / "home" / "project" / "maps" / "up.argmap.yaml")
    opened = argmap("stats", file, "--allow-outside", str(hostile / "outside"))
    assert opened.status == 0, opened.err
    other = argmap("stats", file, "--allow-outside", str(hostile / "home" / "notes"))
    assert other.status == 2
    both = argmap(
        "check", file, "--output-format", "json",
        "--allow-outside", str(hostile / "home"), "--allow-outside", "outside",
    )  # fmt: skip
    assert codes(both) == ["AM120"]


def test_a_folder_that_is_opened_holds_for_every_process(hostile: Path, argmap: Command) -> None:
    files = [str(one.file(hostile)) for one in ATTEMPTS if one.name in ("up", "link", "inside")]
    said = argmap(
        "check", "-j", "2", *files, "--output-format", "json",
        "--allow-outside", str(hostile / "outside"), "--file-size-limit", "1",
    )  # fmt: skip
    assert "AM108" not in codes(said)
    assert codes(argmap("check", "-j", "2", *files, "--output-format", "json")) == ["AM108"] * 2


def test_what_git_keeps_is_read_only_if_its_own_folder_is_opened(
    hostile: Path, argmap: Command
) -> None:
    file = str(hostile / "home" / "project" / "maps" / "git.argmap.yaml")
    project = hostile / "home" / "project"
    assert argmap("stats", file, "--allow-outside", str(project)).status == 2
    assert argmap("stats", file, "--allow-outside", str(project / ".git")).status == 0


def test_a_device_is_not_read_where_the_user_opens_its_folder(
    hostile: Path, argmap: Command
) -> None:
    for name in ("zero", "link-to-zero"):
        file = str(hostile / "home" / "project" / "maps" / f"{name}.argmap.yaml")
        said = argmap("check", file, "--allow-outside", "/dev", "--output-format", "json")
        finding = json.loads(said.out)["findings"][0]
        assert finding["code"] == "AM102"
        assert "it is a device, not a regular file" in finding["message"]


def test_a_refused_encoding_is_reported_at_the_encoding_with_what_to_do(
    hostile: Path, argmap: Command
) -> None:
    file = str(hostile / "home" / "project" / "maps" / "punycode.argmap.yaml")
    finding = json.loads(argmap("check", file, "--output-format", "json").out)["findings"][0]
    assert finding["message"] == "source 'text': 'punycode' is not an encoding of text"
    assert finding["map"]["route"] == ["sources", 0, "encoding"]
    assert "utf-8" in finding["help"]


def test_a_text_of_some_megabytes_in_a_slow_codec_takes_no_time(
    hostile: Path, argmap: Command
) -> None:
    maps = hostile / "home" / "project" / "maps"
    (maps / "long.txt").write_bytes(b"a" * 3_000_000)
    (maps / "long.argmap.yaml").write_text("sources: [{id: s, path: long.txt, encoding: punycode}]")
    begun = time.process_time()
    assert argmap("stats", str(maps / "long.argmap.yaml")).status == 2
    assert time.process_time() - begun < 5


def test_standard_input_reads_in_the_project_of_the_working_folder(
    hostile: Path, argmap: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(hostile / "home" / "project" / "maps")
    for name, status in (("inside", 0), ("up", 2)):
        with (hostile / "home" / "project" / "maps" / f"{name}.argmap.yaml").open() as file:
            monkeypatch.setattr("sys.stdin", file)
            assert argmap("stats", "-").status == status


@pytest.mark.parametrize("name", ["pipe.txt", "socket", "/dev/zero", "/dev/tty0", "loop.txt"])
@pytest.mark.parametrize(
    "command",
    [["check"], ["render"], ["stats"], ["convert"], ["show"], ["anchor"], ["new"],
     ["check", "inside.argmap.yaml", "--old"], ["render", "inside.argmap.yaml", "--theme"],
     ["check", "inside.argmap.yaml", "--config"], ["convert", "inside.argmap.yaml", "--source"]],
)  # fmt: skip
def test_no_command_waits_for_what_is_no_file(
    name: str, command: list[str], hostile: Path, argmap: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(hostile / "home" / "project" / "maps")
    said = argmap(*command, name)
    assert said.status == 2, said.out
    assert "bug in argmap" not in said.err


def test_a_file_above_the_limit_is_refused_with_the_option_that_raises_it(
    hostile: Path, argmap: Command
) -> None:
    maps = hostile / "home" / "project" / "maps"
    (maps / "large.txt").write_bytes(b"a" * 1_000_001)
    (maps / "large.argmap.yaml").write_text("sources: [{id: s, path: large.txt}]")
    file = str(maps / "large.argmap.yaml")
    assert argmap("stats", file).status == 0
    said = argmap("stats", file, "--file-size-limit", "1")
    assert said.status == 2
    assert "it is larger than 1 MB" in said.err
    assert "`--file-size-limit MB`" in said.err
    assert argmap("stats", file).status == 0


def test_new_reports_a_text_that_its_map_may_not_name(hostile: Path, argmap: Command) -> None:
    output = str(hostile / "home" / "project" / "maps" / "new.argmap.yaml")
    said = argmap("new", "outside/secret.txt", "-o", output)
    assert said.status == 0
    assert "is outside the project of the map" in said.err
    assert "--allow-outside" in said.err
    assert read_map(output).map.sources[0].path == "../../../outside/secret.txt"


def test_a_configuration_is_not_read_through_a_link_to_elsewhere(
    hostile: Path, argmap: Command
) -> None:
    project = hostile / "home" / "linking"
    (project / "maps").mkdir(parents=True)
    (project / "maps" / "text.txt").write_text(TEXT)
    file = project / "maps" / "map.argmap.yaml"
    file.write_text("sources: [{id: s, path: text.txt}]")
    link = project / "argmap.toml"
    for target in (hostile / "outside" / "secret.txt", "/dev/zero", hostile / "outside"):
        link.symlink_to(target)
        said = argmap("check", str(file))
        if target == hostile / "outside" / "secret.txt":
            assert said.status == 2
            assert "outside the project" in said.err
        assert SECRET not in said.out + said.err
        link.unlink()
    link = project / "pyproject.toml"
    link.symlink_to(hostile / "outside" / "secret.txt")
    assert argmap("check", str(file)).status == 0
