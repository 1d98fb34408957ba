"""Whatever a file holds and wherever argmap runs, nothing is a defect of argmap."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import zipapp
from pathlib import Path
from shutil import copytree, ignore_patterns
from typing import TYPE_CHECKING, NoReturn

import pytest

import argmap as package
from argmap.checking import Diagnostic
from argmap.corpora import reading
from argmap.report import Report, part_of_report
from argmap.report.sarif import MOST_RESULTS
from tests.sessions import needs_sh

if TYPE_CHECKING:
    from tests.cli.conftest import Command

ROOT = Path(__file__).parent.parent.parent
EXAMPLE = str(ROOT / "examples/russia-myanmar/russia-myanmar.argmap.yaml")

TOML = {
    "nested": "a = " + "[" * 3000 + "]" * 3000,
    "long number": f"minimum-coverage = {'1' * 5000}",
    "tool": "[tool]\nargmap = 1",
    "no table": "tool = 1  # argmap",
    "date": "a = 2026-13-40",
}


@pytest.mark.parametrize("text", TOML.values(), ids=TOML)
@pytest.mark.parametrize("name", ["argmap.toml", "pyproject.toml"])
def test_a_configuration_that_makes_no_sense_is_an_error(
    argmap: Command, folder: Path, name: str, text: str
) -> None:
    (folder / name).write_text(f"# argmap\n{text}\n", encoding="utf-8")
    said = argmap("check", "--config", name, "buses.argmap.yaml")
    assert said.status == 2
    assert said.err.startswith(f"argmap: error: {name}")
    assert "bug" not in said.err
    assert "bug in argmap" not in said.err


@pytest.mark.parametrize("text", TOML.values(), ids=TOML)
def test_a_theme_that_makes_no_sense_is_an_error(argmap: Command, folder: Path, text: str) -> None:
    (folder / "t.toml").write_text(text, encoding="utf-8")
    said = argmap("render", "buses.argmap.yaml", "-o", "m.svg", "--theme", "t.toml")
    assert said.status == 2
    assert "t.toml" in said.err
    assert "bug in argmap" not in said.err


LONG = "x" * 5000


@pytest.mark.parametrize(
    "arguments",
    [
        ["check", LONG], ["check", f"{LONG}/*"], ["show", LONG], ["stats", LONG], ["render", LONG],
        ["render", "buses.argmap.yaml", "-o", f"{LONG}.svg"], ["convert", LONG], ["anchor", LONG],
        ["convert", "buses.argmap.yaml", "-o", f"{LONG}.csv"], ["new", LONG],
        ["render", "buses.argmap.yaml", "-o", "x.svg", "--theme", f"{LONG}.toml"],
        ["new", "text.txt", "-o", LONG], ["anchor", "buses.argmap.yaml", "--old", f"text={LONG}"],
        ["convert", "buses.argmap.yaml", "--source", LONG], ["schema", "-o", LONG],
        ["check", "buses.argmap.yaml", "--config", LONG],
    ],
    ids=lambda arguments: " ".join(word[:20] for word in arguments),
)  # fmt: skip
def test_a_name_that_is_too_long_is_an_error(argmap: Command, arguments: list[str]) -> None:
    said = argmap(*arguments)
    assert said.status == 2
    assert said.err.startswith("argmap: error: ")
    assert "bug in argmap" not in said.err


def test_a_source_whose_name_is_too_long_is_a_finding(argmap: Command, folder: Path) -> None:
    (folder / "m.yaml").write_text(f"sources: [{{id: s, path: {LONG}}}]", encoding="utf-8")
    said = argmap("check", "m.yaml", "--output-format", "concise")
    assert said.status == 1
    assert "AM10" in said.out


@pytest.mark.parametrize("error", [MemoryError, RecursionError])
def test_a_limit_that_is_reached_is_told_and_stops_no_other_map(
    argmap: Command, folder: Path, monkeypatch: pytest.MonkeyPatch, error: type[Exception]
) -> None:
    (folder / "big.yaml").write_text("claims: []", encoding="utf-8")
    read = reading.read_map

    def limited(name: str, **options: object) -> object:
        if name == "big.yaml":
            raise error
        return read(name, **options)

    monkeypatch.setattr(reading, "read_map", limited)
    said = argmap("check", "-j", "1", "big.yaml", "buses.argmap.yaml")
    assert said.status == 2
    assert said.err.startswith("argmap: error: big.yaml: ")
    assert "No findings in 1 map." in said.out


@pytest.mark.parametrize(
    ("error", "says"),
    [(MemoryError, "not enough memory"), (RecursionError, "this is nested too deeply")],
)
def test_a_limit_is_no_bug_in_any_command(
    argmap: Command, monkeypatch: pytest.MonkeyPatch, error: type[Exception], says: str
) -> None:
    def limited(*_: object, **__: object) -> NoReturn:
        raise error

    monkeypatch.setattr(sys.modules["argmap.cli.main"].argmap, "main", limited)
    said = argmap("show", "buses.argmap.yaml")
    assert said.status == 2
    assert said.err.startswith(f"argmap: error: {says}")
    assert "help: " in said.err
    assert "bug in argmap" not in said.err


@pytest.mark.skipif(sys.platform != "linux", reason="its limits are those of Linux")
@pytest.mark.full
def test_memory_at_its_end_is_told(folder: Path) -> None:
    (folder / "m.yaml").write_text(f"claims: [{{id: c, text: {'x' * 60_000_000}}}]")
    limit = "import resource as r; r.setrlimit(r.RLIMIT_AS, (400_000_000, 400_000_000));"
    program = f"import sys; {limit} from argmap.__main__ import main; main()"
    done = subprocess.run(
        [sys.executable, "-c", program, "show", "m.yaml"],
        capture_output=True,
        text=True,
        check=False,
        env=os.environ | {"PYTHONPATH": str(ROOT)},
    )
    assert done.returncode == 2
    assert done.stderr.startswith("argmap: error: not enough memory")


# Results that nobody can get


@needs_sh
@pytest.mark.parametrize("command", ["show buses.argmap.yaml", "--version", "rule", "-h", "doctor"])
def test_a_closed_output_is_an_error(folder: Path, command: str) -> None:
    line = f"{sys.executable} -m argmap {command} >&-"
    done = subprocess.run(
        ["/bin/sh", "-c", line],
        cwd=folder,
        capture_output=True,
        check=False,
        env=os.environ | {"PYTHONPATH": str(ROOT)},
    )
    assert done.returncode == 2
    assert b"argmap: error: " in done.stderr


def test_a_closed_output_does_not_matter_to_what_is_written_elsewhere(folder: Path) -> None:
    line = f"{sys.executable} -m argmap render buses.argmap.yaml -o m.svg >&-"
    done = subprocess.run(
        ["/bin/sh", "-c", line], cwd=folder, check=False, env=os.environ | {"PYTHONPATH": str(ROOT)}
    )
    assert done.returncode == 0
    assert (folder / "m.svg").read_bytes().startswith(b"<")


# Where argmap runs


def _run(program: list[str], *arguments: str, **environment: str) -> str:
    done = subprocess.run(
        [sys.executable, *program, *arguments],
        capture_output=True,
        text=True,
        check=False,
        env=os.environ | environment,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.mark.full
def test_what_docstrings_say_is_said_without_them(folder: Path) -> None:  # noqa: ARG001 -- runs there
    home = {"PYTHONPATH": str(ROOT)}
    for arguments in (["rule", "AM104"], ["-h"], ["check", "-h"], ["rule"]):
        said = _run(["-OO", "-m", "argmap"], *arguments, **home)
        assert said == _run(["-m", "argmap"], *arguments, **home)
    for arguments in (["schema"], ["check", EXAMPLE, "--output-format", "sarif"]):
        said = _run(["-OO", "-m", "argmap"], *arguments, **home)
        assert json.loads(said) == json.loads(_run(["-m", "argmap"], *arguments, **home))


@pytest.mark.full
def test_an_archive_can_be_run(folder: Path) -> None:
    home = folder / "app"
    copytree(Path(package.__file__).parent, home / "argmap", ignore=ignore_patterns("__pycache__"))
    (home / "__main__.py").write_text("from argmap.__main__ import main\nmain()\n")
    archive = folder / "argmap.pyz"
    zipapp.create_archive(home, archive)
    (folder / "temporary").mkdir()
    known = {"PYTHONPATH": "", "TMPDIR": str(folder / "temporary")}
    for suffix in ("svg", "png", "pdf", "html"):
        _run([str(archive)], "render", EXAMPLE, "-o", f"m.{suffix}", **known)
        assert (folder / f"m.{suffix}").stat().st_size > 1000
    for arguments in (
        ["rule", "AM104"],
        ["schema"],
        ["check", EXAMPLE],
        ["anchor", EXAMPLE, "-o", "-"],
    ):
        assert _run([str(archive)], *arguments, **known)
        assert _run(["-OO", str(archive)], *arguments, **known)
    assert not list((folder / "temporary").iterdir())


@pytest.mark.skipif(not hasattr(os, "fork"), reason="this system does not fork")
def test_a_process_that_is_forked_while_a_layout_runs_lays_out(tmp_path: Path) -> None:
    program = tmp_path / "forks.py"
    program.write_text(FORKS, encoding="utf-8")
    assert _run(["-W", "ignore", str(program)], PYTHONPATH=str(ROOT)) == "0\n"


FORKS = """\
import os, signal, threading, time
from argmap.drawing.engines import trace, wasm

small = "digraph {a -> b}"
trace(small)
big = "digraph {" + ";".join(f"n{i} -> n{j}" for i in range(300) for j in range(i, 300, 7)) + "}"
def long():
    try:
        trace(big, time_limit=20)
    except Exception:
        pass
thread = threading.Thread(target=long, daemon=True)
thread.start()
while not wasm._TURN.lock.locked():
    time.sleep(0.01)
child = os.fork()
if not child:
    signal.alarm(100)
    trace(small)
    os._exit(0)
print(os.waitpid(child, 0)[1])
import sys; sys.stdout.flush(); os._exit(0)
"""


# More results than a service takes


@pytest.mark.full
def test_a_sarif_log_that_is_too_long_is_cut_and_says_so() -> None:
    one = Diagnostic("AM301", "unsupported-claim", "warning", "x")
    whole = Report("sarif")
    half = MOST_RESULTS // 2 + 10
    silenced = one._replace(silenced_by="comment")
    part = part_of_report("m", [*[one] * half, *[silenced] * 3], "sarif")
    text = whole.add(part) + whole.add(part) + whole.close()
    run = json.loads(text)["runs"][0]
    assert len(run["results"]) == MOST_RESULTS
    assert not any("suppressions" in result for result in run["results"])
    assert whole.left_out == 26
    [invocation] = run["invocations"]
    [note] = invocation["toolExecutionNotifications"]
    assert note["level"] == "warning"
    assert note["message"]["text"].startswith("the log has 25,000 of 25,026 results")


def test_what_is_left_out_of_a_sarif_log_is_said_on_standard_error(
    argmap: Command, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("argmap.report.sarif.MOST_RESULTS", 1)
    claims = "claims:\n" + "".join(f"  - {{id: c{n}, text: t{n}}}\n" for n in range(3))
    (folder / "m.yaml").write_text(claims, encoding="utf-8")
    said = argmap("check", "m.yaml", "--output-format", "sarif")
    assert said.status == 1
    assert len(json.loads(said.out)["runs"][0]["results"]) == 1
    assert said.err.startswith("argmap: warning: the log has 1 of ")
