"""What commands do to a file that somebody else writes to, or that must not be written."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import tempfile
from contextlib import chdir, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

import argmap.cli.anchor
import argmap.cli.check
from argmap import load, save
from argmap.cli.main import run
from argmap.errors import FileChanged
from argmap.mapfile import writing

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.cli.conftest import Command

DRAFT = """\
sources: [{id: text, path: text.txt}]   # one text
claims:
  - {id: help, quote: buses  help}
reasons:
  - {id: many, supports: help, quote: They carry many people}
"""
EDITED = f"{DRAFT}# an edit\n"
COMMANDS = (("anchor",), ("check", "--fix", "--unsafe-fixes"), ("check", "--fix", "-j2"))


@pytest.fixture
def draft(folder: Path) -> Path:
    path = folder / "draft.argmap.yaml"
    path.write_text(DRAFT, encoding="utf-8")
    return path


@pytest.fixture
def editor(draft: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[], None]:
    """An editor that saves the draft while a command works on it."""

    def open_editor(save: Callable[[], object] = lambda: draft.write_text(EDITED)) -> None:
        for module, name in ((argmap.cli.anchor, "ground"), (argmap.cli.check, "fix_file")):
            work = getattr(module, name)

            def interrupted(*given: Any, work: Callable[..., Any] = work, **options: Any) -> Any:
                result = work(*given, **options)
                save()
                return result

            monkeypatch.setattr(module, name, interrupted)

    return open_editor


def names(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir()}


@pytest.mark.parametrize("command", COMMANDS)
def test_what_an_editor_saves_meanwhile_is_never_lost(
    argmap: Command,
    folder: Path,
    draft: Path,
    editor: Callable[..., None],
    command: tuple[str, ...],
) -> None:
    editor()
    before = names(folder)
    said = argmap(*command, draft.name)
    assert said.status == 2
    assert draft.read_text(encoding="utf-8") == EDITED
    assert names(folder) == before
    assert "changed by another program since it was read" in said.err
    assert "use `--keep-result` to write the result to a new file" in said.err
    # Nothing is said to be in the file that is not there.
    assert "added" not in said.err + said.out


@pytest.mark.parametrize("command", COMMANDS)
def test_the_result_is_kept_beside_the_file_on_request(
    argmap: Command,
    folder: Path,
    draft: Path,
    editor: Callable[..., None],
    command: tuple[str, ...],
) -> None:
    assert argmap(*command, draft.name).status in (0, 1)
    expected = draft.read_text(encoding="utf-8")
    assert expected != DRAFT
    draft.write_text(DRAFT, encoding="utf-8")
    editor()
    said = argmap(*command, draft.name, "--keep-result")
    assert said.status == 2
    assert draft.read_text(encoding="utf-8") == EDITED
    assert (folder / "draft.argmap.yaml.new").read_text(encoding="utf-8") == expected
    assert "the result is in draft.argmap.yaml.new" in said.err


def test_a_file_that_is_removed_meanwhile_stays_removed(
    argmap: Command, draft: Path, editor: Callable[..., None]
) -> None:
    editor(draft.unlink)
    said = argmap("anchor", draft.name)
    assert (said.status, draft.exists()) == (2, False)
    assert "has been removed since it was read" in said.err


def test_a_file_that_is_saved_unchanged_meanwhile_is_written(
    argmap: Command, draft: Path, editor: Callable[..., None]
) -> None:
    editor(lambda: draft.write_text(DRAFT, encoding="utf-8"))
    assert argmap("anchor", draft.name).status == 0
    assert "span" in draft.read_text(encoding="utf-8")


@pytest.mark.parametrize("command", ["new", "convert"])
def test_a_new_file_that_appears_meanwhile_is_not_replaced(
    argmap: Command, folder: Path, monkeypatch: pytest.MonkeyPatch, command: str
) -> None:
    target = folder / "n.argmap.json"
    given = "text.txt" if command == "new" else "buses.argmap.yaml"

    def appear(*_: object, **__: object) -> None:
        target.write_text("mine", encoding="utf-8")

    monkeypatch.setattr(f"argmap.cli.{command}.refuse_to_replace", appear)
    said = argmap(command, given, "-o", target.name)
    assert said.status == 2
    assert target.read_text(encoding="utf-8") == "mine"
    assert "is already there" in said.err
    assert argmap(command, given, "-o", target.name, "--force").status == 0
    assert target.read_text(encoding="utf-8") != "mine"


def test_save_refuses_what_was_changed_while_it_worked(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = folder / "buses.argmap.yaml"
    map = load(path)
    map.title = "Another"
    work = writing.write_file

    def interrupted(*given: Any, **options: Any) -> None:
        path.write_text("edited", encoding="utf-8")
        work(*given, **options)

    monkeypatch.setattr(writing, "write_file", interrupted)
    with pytest.raises(FileChanged):
        save(map, path)
    assert path.read_text(encoding="utf-8") == "edited"


@pytest.mark.parametrize(
    "command",
    [
        *((*command, "draft.argmap.yaml") for command in COMMANDS),
        ("new", "text.txt", "-o", "draft.argmap.yaml", "--force"),
        ("convert", "buses.argmap.yaml", "-o", "draft.argmap.yaml", "--force"),
        ("anchor", "buses.argmap.yaml", "-o", "draft.argmap.yaml"),
        ("render", "buses.argmap.yaml", "-f", "svg", "-o", "draft.argmap.yaml"),
    ],
)
def test_a_read_only_file_is_refused_by_every_command(
    argmap: Command, folder: Path, draft: Path, command: tuple[str, ...]
) -> None:
    draft.chmod(0o444)
    before = names(folder)
    said = argmap(*command)
    assert said.status == 2
    assert "it is read-only" in said.err
    assert draft.read_text(encoding="utf-8") == DRAFT
    assert names(folder) == before


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has other permissions")
@pytest.mark.parametrize("command", COMMANDS)
def test_a_read_only_folder_is_refused_by_every_command(
    argmap: Command, folder: Path, draft: Path, command: tuple[str, ...]
) -> None:
    assert argmap(*command, draft.name).status in (0, 1)  # its modules are loaded now
    with tempfile.TemporaryDirectory() as name, chdir(name):  # nobody may look into the other one
        shutil.copy(folder / "text.txt", name)
        path = Path(name) / draft.name
        path.write_text(DRAFT, encoding="utf-8")
        path.chmod(0o666)
        Path(name).chmod(0o555)
        before = names(Path(name))
        try:
            status = _as_nobody(*command, draft.name)
            assert (status, names(Path(name))) == (2, before)
            assert path.read_text(encoding="utf-8") == DRAFT
        finally:
            Path(name).chmod(0o700)


def _as_nobody(*arguments: str) -> int:
    """Run a command as a user for whom permissions hold: root may write everywhere."""
    child = os.fork()
    if child == 0:
        with suppress(BaseException):
            if os.geteuid() == 0:
                os.setuid(65534)
            os._exit(run(list(arguments)))
        os._exit(70)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


LIMITED = """
import resource, signal, sys
from argmap.cli.main import run
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (60, 60))
sys.exit(run(sys.argv[1:]))
"""


@pytest.mark.skipif(sys.platform == "win32", reason="Windows limits no file's size")
@pytest.mark.parametrize(
    "command",
    [
        *((*command, "draft.argmap.yaml") for command in COMMANDS),
        ("new", "text.txt", "-o", "n.argmap.yaml"),
        ("convert", "buses.argmap.yaml", "-o", "n.argmap.json"),
        ("convert", "buses.argmap.yaml", "--to", "brat", "-o", "n.ann"),
        ("render", "buses.argmap.yaml", "-o", "m.svg"),
        ("render", "buses.argmap.yaml", "-o", "m.html"),
    ],
)
def test_a_disk_that_is_full_leaves_every_file_as_it_was(
    folder: Path, draft: Path, command: tuple[str, ...]
) -> None:
    before = {path.name: path.read_bytes() for path in folder.iterdir()}
    done = subprocess.run(
        [sys.executable, "-c", LIMITED, *command], check=False, capture_output=True, text=True
    )
    assert done.returncode == 2
    assert "cannot be written: file too large" in done.stderr
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == before
    assert draft.exists()


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="Windows kills otherwise")
def test_two_commands_at_once_leave_a_whole_map(folder: Path, draft: Path) -> None:
    for _ in range(3):
        draft.write_text(DRAFT, encoding="utf-8")
        commands = [
            subprocess.Popen(
                [sys.executable, "-m", "argmap", *command, draft.name],
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
            )
            for command in COMMANDS
        ]
        statuses = [command.wait() for command in commands]
        assert set(statuses) <= {0, 1, 2}
        assert any(status != 2 for status in statuses)
        assert load(draft).claims[0].anchors[0].spans
        assert not [name for name in names(folder) if name.startswith(".argmap-")]


def test_a_hard_link_is_reported_when_the_map_is_written(
    argmap: Command, folder: Path, draft: Path
) -> None:
    (folder / "other").hardlink_to(draft)
    said = argmap("anchor", draft.name)
    assert said.status == 0
    remark = "another hard link still has the old text"
    assert f"argmap: warning: draft.argmap.yaml: {remark}" in said.err
    assert (folder / "other").read_text(encoding="utf-8") == DRAFT
