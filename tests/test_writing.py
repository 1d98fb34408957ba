"""A file is written whole or not at all."""

import os
import stat
import subprocess
import sys
import tempfile
import threading
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from argmap.errors import FileChanged, OutputError, OutputWarning
from argmap.folders import Folder
from argmap.writing import write_beside, write_file

FULL = Path("/dev/full")
AS_ROOT = hasattr(os, "geteuid") and os.geteuid() == 0


@given(st.binary())
def test_what_is_written_is_what_was_given(
    tmp_path_factory: pytest.TempPathFactory, data: bytes
) -> None:
    path = tmp_path_factory.getbasetemp() / "any.bin"
    write_file(path, data)
    assert path.read_bytes() == data


def test_nothing_is_left_beside_the_file(tmp_path: Path) -> None:
    write_file(tmp_path / "a", b"one")
    write_file(tmp_path / "a", b"two")
    assert [path.name for path in tmp_path.iterdir()] == ["a"]


def test_a_new_file_gets_the_usual_permissions(tmp_path: Path) -> None:
    (tmp_path / "usual").touch()
    write_file(tmp_path / "new", b"")
    assert (tmp_path / "new").stat().st_mode == (tmp_path / "usual").stat().st_mode


@pytest.mark.parametrize("mode", [0o600, 0o640, 0o755, 0o200])
def test_a_file_that_is_replaced_keeps_its_permissions(tmp_path: Path, mode: int) -> None:
    path = tmp_path / "a"
    path.touch()
    path.chmod(mode)
    write_file(path, b"new")
    assert stat.S_IMODE(path.stat().st_mode) == mode
    path.chmod(0o600)
    assert path.read_bytes() == b"new"


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has other owners")
def test_a_file_that_is_replaced_keeps_its_owner(tmp_path: Path) -> None:
    path = tmp_path / "a"
    path.touch()
    if AS_ROOT:
        os.chown(path, 65534, 65534)
    before = path.stat()
    write_file(path, b"new")
    assert (path.stat().st_uid, path.stat().st_gid) == (before.st_uid, before.st_gid)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has other owners")
def test_an_owner_that_cannot_be_kept_is_reported(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "a"
    path.touch()
    path.chmod(0o4755)
    real = Path.stat

    def of_another(self: Path, *, follow_symlinks: bool = True) -> os.stat_result:
        found = list(real(self, follow_symlinks=follow_symlinks))
        if self == path:
            found[stat.ST_UID] += 1
        return os.stat_result(found)

    def refuse(*_: object) -> None:
        raise PermissionError

    with monkeypatch.context() as patched:
        patched.setattr(Path, "stat", of_another)
        patched.setattr(os, "chown", refuse)
        with pytest.warns(OutputWarning, match="its owner could not be preserved"):
            write_file(path, b"new")
    # The bits that let others act as the owner do not go to another owner.
    assert stat.S_IMODE(path.stat().st_mode) == 0o755


def test_a_symbolic_link_keeps_pointing_at_the_file(tmp_path: Path) -> None:
    (tmp_path / "deep").mkdir()
    target = tmp_path / "deep" / "target"
    target.write_bytes(b"old")
    link = tmp_path / "link"
    link.symlink_to(Path("deep") / "target")
    write_file(link, b"new")
    assert link.is_symlink()
    assert target.read_bytes() == b"new"


def test_a_symbolic_link_to_nothing_makes_the_file(tmp_path: Path) -> None:
    (tmp_path / "link").symlink_to("target")
    write_file(tmp_path / "link", b"new")
    assert (tmp_path / "link").is_symlink()
    assert (tmp_path / "target").read_bytes() == b"new"


def test_a_loop_of_links_cannot_be_written(tmp_path: Path) -> None:
    (tmp_path / "a").symlink_to("b")
    (tmp_path / "b").symlink_to("a")
    with pytest.raises(OutputError, match="the file cannot be written"):
        write_file(tmp_path / "a", b"new")
    assert (tmp_path / "a").is_symlink()


def test_a_hard_link_keeps_the_old_text(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"old")
    (tmp_path / "b").hardlink_to(tmp_path / "a")
    with pytest.warns(OutputWarning, match="another hard link still has the old text"):
        write_file(tmp_path / "a", b"new")
    assert ((tmp_path / "a").read_bytes(), (tmp_path / "b").read_bytes()) == (b"new", b"old")


def test_a_name_as_long_as_the_system_allows_can_be_written(tmp_path: Path) -> None:
    for name in ("a" * 255, "é" * 127):
        write_file(tmp_path / name, b"new")
        assert (tmp_path / name).read_bytes() == b"new"


# What fails


def test_a_folder_is_no_target(tmp_path: Path) -> None:
    with pytest.raises(OutputError, match="it is a folder") as caught:
        write_file(tmp_path, b"new")
    assert caught.value.where == str(tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_a_missing_folder_is_told(tmp_path: Path) -> None:
    with pytest.raises(OutputError, match="no such file or directory") as caught:
        write_file(tmp_path / "none" / "a", b"new")
    folder = str(tmp_path / "none")
    assert caught.value.help == f"create the folder {folder!r} first, or write elsewhere"


def test_a_file_is_no_folder(tmp_path: Path) -> None:
    (tmp_path / "a").touch()
    with pytest.raises(OutputError, match="not a directory"):
        write_file(tmp_path / "a" / "b", b"new")


@pytest.mark.parametrize("name", ["a" * 300, "a\0b"])
def test_a_name_that_no_system_allows_is_told(tmp_path: Path, name: str) -> None:
    with pytest.raises(OutputError, match="the file cannot be written"):
        write_file(tmp_path / name, b"new")


def refused(path: Path) -> bool:
    """Tell whether somebody who may not write there is told so."""
    with pytest.raises(OutputError, match="permission denied"):
        write_file(path, b"new")
    return True


def refused_to_nobody(path: Path) -> bool:
    """Tell the same of a user without rights: root may write everywhere."""
    child = os.fork()
    if child == 0:
        os.setuid(65534)
        os._exit(0 if refused(path) else 1)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has other permissions")
def test_a_folder_without_write_permission_leaves_the_old_file() -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "a").write_bytes(b"old")
        folder.chmod(0o555)
        try:
            assert refused_to_nobody(folder / "a") if AS_ROOT else refused(folder / "a")
            assert [path.name for path in folder.iterdir()] == ["a"]
            assert (folder / "a").read_bytes() == b"old"
        finally:
            folder.chmod(0o700)


LIMITED = """
import resource, signal, sys
from argmap.errors import OutputError
from argmap.writing import write_file
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (1000, 1000))
try:
    write_file(sys.argv[1], b"new" * 1000)
except OutputError as error:
    print(error.what)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="Windows limits no file's size")
def test_a_write_that_stops_half_way_leaves_the_old_file(tmp_path: Path) -> None:
    path = tmp_path / "a"
    path.write_bytes(b"old")
    told = subprocess.run(
        [sys.executable, "-c", LIMITED, str(path)], capture_output=True, text=True, check=True
    ).stdout
    assert told == "the file cannot be written: file too large\n"
    assert [found.name for found in tmp_path.iterdir()] == ["a"]
    assert path.read_bytes() == b"old"


@pytest.mark.skipif(not FULL.exists(), reason="this system has no full device")
def test_a_full_disk_is_told() -> None:
    with pytest.raises(OutputError, match="no space left on device"):
        write_file(FULL, b"new")


# What nobody has seen


def test_a_file_that_is_as_it_was_read_is_replaced(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"old")
    write_file(tmp_path / "a", b"new", was=b"old")
    assert (tmp_path / "a").read_bytes() == b"new"


@pytest.mark.parametrize("now", [b"edited", b"odd", b"", b"old and more", None])
def test_a_file_that_was_changed_since_it_was_read_is_not_replaced(
    tmp_path: Path, now: bytes | None
) -> None:
    path = tmp_path / "a"
    if now is not None:
        path.write_bytes(now)
    with pytest.raises(FileChanged) as caught:
        write_file(path, b"new", was=b"old")
    assert caught.value.where == str(path)
    assert (path.read_bytes() if path.exists() else None) == now
    assert [found.name for found in tmp_path.iterdir()] == ([] if now is None else ["a"])


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such pipes")
def test_a_pipe_in_the_place_of_what_was_read_is_not_waited_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "a"
    path.write_bytes(b"old")
    sync = os.fsync

    def swap(descriptor: int) -> None:
        path.unlink()
        os.mkfifo(path)
        sync(descriptor)

    monkeypatch.setattr(os, "fsync", swap)
    with pytest.raises(FileChanged):
        write_file(path, b"new", was=b"old")
    assert stat.S_ISFIFO(path.stat().st_mode)


def test_a_file_that_must_be_new_replaces_none(tmp_path: Path) -> None:
    write_file(tmp_path / "a", b"one", is_new=True)
    with pytest.raises(FileChanged, match="is already there"):
        write_file(tmp_path / "a", b"two", is_new=True)
    assert (tmp_path / "a").read_bytes() == b"one"
    assert [path.name for path in tmp_path.iterdir()] == ["a"]


def test_without_hard_links_a_new_file_replaces_none(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise PermissionError

    monkeypatch.setattr(os, "link", refuse)
    test_a_file_that_must_be_new_replaces_none(tmp_path)


def test_what_is_written_beside_a_file_replaces_none(tmp_path: Path) -> None:
    names = [write_beside(tmp_path / "a", data) for data in (b"one", b"two", b"three")]
    assert [Path(name).name for name in names] == ["a.new", "a.2.new", "a.3.new"]
    assert (tmp_path / "a.2.new").read_bytes() == b"two"


def test_a_read_only_file_is_refused_even_to_root(tmp_path: Path) -> None:
    path = tmp_path / "a"
    path.write_bytes(b"old")
    path.chmod(0o444)
    with pytest.raises(OutputError, match="it is read-only") as caught:
        write_file(path, b"new")
    assert caught.value.help == "make it writable, or write elsewhere"
    assert path.read_bytes() == b"old"
    path.chmod(0o644)


def test_the_file_and_then_its_folder_are_on_the_disk(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "a"
    path.write_bytes(b"old")
    synced: list[tuple[str, bytes]] = []
    sync = os.fsync

    def note(descriptor: int) -> None:
        is_folder = stat.S_ISDIR(os.fstat(descriptor).st_mode)
        synced.append(("folder" if is_folder else "file", path.read_bytes()))
        sync(descriptor)

    monkeypatch.setattr(os, "fsync", note)
    write_file(path, b"new")
    folder = [] if sys.platform == "win32" else [("folder", b"new")]
    assert synced == [("file", b"old"), *folder]
    write_file(path, b"newer", is_remade=True)
    assert len(synced) == 1 + len(folder)


# Several writers


@pytest.mark.skipif(sys.platform == "win32", reason="Windows locks no folders")
def test_a_folder_that_another_program_keeps_locked_is_reported(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("argmap.folders._PATIENCE", 0.05)
    with (
        Folder(tmp_path),
        pytest.raises(OutputError, match="another program has locked the folder"),
    ):
        write_file(tmp_path / "a", b"new")
    write_file(tmp_path / "a", b"new")


ADDING = """
import sys
from pathlib import Path
from argmap.errors import FileChanged
from argmap.writing import write_file
path, name = Path(sys.argv[1]), sys.argv[2]
for number in range(40):
    while True:
        was = path.read_bytes()
        try:
            write_file(path, was + f"{name} {number}\\n".encode(), was=was, is_remade=True)
        except FileChanged:
            continue
        break
"""


@pytest.mark.skipif(sys.platform == "win32", reason="Windows locks no folders")
def test_of_several_writers_none_loses_what_another_has_written(tmp_path: Path) -> None:
    path = tmp_path / "a"
    path.touch()
    writers = [subprocess.Popen([sys.executable, "-c", ADDING, str(path), name]) for name in "abc"]
    assert [writer.wait() for writer in writers] == [0, 0, 0]
    lines = path.read_text(encoding="utf-8").splitlines()
    assert sorted(lines) == sorted(f"{name} {number}" for name in "abc" for number in range(40))
    assert [found.name for found in tmp_path.iterdir()] == ["a"]


# What a killed run has left


LEFT = ".argmap-0123456789abcdef.tmp"


@pytest.fixture
def _uncleared(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("argmap.folders._cleared", set())


@pytest.mark.usefixtures("_uncleared")
def test_the_next_run_removes_what_a_killed_one_has_left(tmp_path: Path) -> None:
    (tmp_path / LEFT).touch()
    if sys.platform == "win32":
        os.utime(tmp_path / LEFT, (1, 1))
    write_file(tmp_path / "a", b"new")
    assert [path.name for path in tmp_path.iterdir()] == ["a"]


@pytest.mark.usefixtures("_uncleared")
@pytest.mark.parametrize(
    "name", [".argmap-0123456789abcde.tmp", "argmap-0123456789abcdef.tmp", f"{LEFT}~", f"x{LEFT}"]
)
def test_what_only_looks_like_a_temporary_file_stays(tmp_path: Path, name: str) -> None:
    (tmp_path / name).touch()
    os.utime(tmp_path / name, (1, 1))
    write_file(tmp_path / "a", b"new")
    assert (tmp_path / name).exists()


@pytest.mark.usefixtures("_uncleared")
def test_a_folder_or_link_of_that_name_stays(tmp_path: Path) -> None:
    (tmp_path / LEFT).mkdir()
    (tmp_path / LEFT.replace("0", "f")).symlink_to("elsewhere")
    write_file(tmp_path / "a", b"new")
    assert len(list(tmp_path.iterdir())) == 3


@pytest.mark.usefixtures("_uncleared")
@pytest.mark.skipif(sys.platform == "win32", reason="Windows locks no folders")
def test_without_a_lock_only_old_temporary_files_are_removed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("argmap.folders._locked", lambda _: False)
    old, new = LEFT.replace("0", "a"), LEFT.replace("0", "b")
    for name in (old, new):
        (tmp_path / name).touch()
    os.utime(tmp_path / old, (1, 1))
    write_file(tmp_path / "a", b"new")
    assert sorted(path.name for path in tmp_path.iterdir()) == [new, "a"]


# What is no regular file


def test_the_null_device_is_written_to_and_stays_a_device() -> None:
    write_file(os.devnull, b"new")
    assert not Path(os.devnull).is_file()


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such pipes")
def test_a_named_pipe_is_written_to(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    received: list[bytes] = []
    reader = threading.Thread(target=lambda: received.append(pipe.read_bytes()))
    reader.start()
    write_file(pipe, b"new")
    reader.join()
    assert received == [b"new"]
    assert stat.S_ISFIFO(pipe.stat().st_mode)


@pytest.mark.skipif(not Path("/dev/stdout").exists(), reason="this system names no stdout")
def test_standard_output_can_be_named_as_a_file() -> None:
    code = "from argmap.writing import write_file; write_file('/dev/stdout', b'new')"
    told = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True)
    assert told.stdout == b"new"
