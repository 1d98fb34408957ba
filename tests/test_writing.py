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

from argmap.errors import OutputError
from argmap.writing import write_file

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


@pytest.mark.parametrize("mode", [0o600, 0o640, 0o755, 0o444])
def test_a_file_that_is_replaced_keeps_its_permissions(tmp_path: Path, mode: int) -> None:
    path = tmp_path / "a"
    path.touch()
    path.chmod(mode)
    write_file(path, b"new")
    assert (stat.S_IMODE(path.stat().st_mode), path.read_bytes()) == (mode, b"new")


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
    assert caught.value.help == f"make the folder {folder!r} first, or write elsewhere"


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
