"""Only regular files of bounded size are read, and an interrupt is heeded."""

from __future__ import annotations

import io
import os
import signal
import subprocess
import sys
import time
import tracemalloc
from pathlib import Path

import pytest

from argmap import regularfile
from argmap.errors import MapFileError, SourceError
from argmap.mapfile.opening import read_bytes
from argmap.regularfile import (
    RegularFile,
    UnreadableFile,
    file_size_limit,
    read_regular_file,
    read_standard_input,
)
from argmap.textfile import decode, read_text_file

has_pipes = pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no pipes")


@pytest.fixture(autouse=True)
def limit() -> object:
    before = file_size_limit()
    yield before
    file_size_limit(before)


def test_the_limit_is_256_megabytes_unless_it_is_set(limit: int) -> None:
    assert limit == 256_000_000
    assert file_size_limit(10) == limit
    assert file_size_limit() == 10
    with pytest.raises(ValueError, match="-1"):
        file_size_limit(-1)


@pytest.mark.parametrize("size", [0, 1, 9, 10, 11, 1 << 13, (1 << 20) - 1, 1 << 20, 3_000_000])
def test_a_file_is_read_whole(tmp_path: Path, size: int) -> None:
    data = os.urandom(size)
    (tmp_path / "x").write_bytes(data)
    assert read_regular_file(tmp_path / "x") == data


def test_a_file_above_the_limit_is_refused_before_memory_is_taken(tmp_path: Path) -> None:
    path = tmp_path / "sparse.txt"
    with path.open("wb") as file:
        file.truncate(50_000_000_000)
    tracemalloc.start()
    for read, error in ((read_text_file, SourceError), (read_bytes, MapFileError)):
        with pytest.raises(error, match="larger than 256 MB") as caught:
            read(path)
        assert "file_size_limit" in (caught.value.help or "")
    assert tracemalloc.get_traced_memory()[1] < 1_000_000
    tracemalloc.stop()


def test_the_limit_itself_is_not_too_large(tmp_path: Path) -> None:
    (tmp_path / "x").write_bytes(b"0123456789")
    file_size_limit(10)
    assert len(read_regular_file(tmp_path / "x")) == 10
    file_size_limit(9)
    with pytest.raises(UnreadableFile):
        read_regular_file(tmp_path / "x")


def test_a_file_that_grows_while_it_is_read_is_read_no_further(tmp_path: Path) -> None:
    (tmp_path / "x").write_bytes(b"0")
    with RegularFile(tmp_path / "x") as file:
        (tmp_path / "x").write_bytes(b"0" * 3_000_000)
        file_size_limit(1_000_000)
        with pytest.raises(UnreadableFile, match="larger than 1 MB"):
            file.read()


def test_standard_input_is_bounded_too(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(b"x" * 3_000_000)))
    assert len(read_standard_input()) == 3_000_000
    file_size_limit(2_000_000)
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(b"x" * 3_000_000)))
    with pytest.raises(MapFileError, match="<stdin>: the file cannot be read: it is larger"):
        read_bytes("-")


@has_pipes
def test_what_is_no_file_is_refused_at_once(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "zero").symlink_to("/dev/zero")
    for path, kind in (
        (tmp_path / "pipe", "pipe"),
        (tmp_path / "zero", "device"),
        (Path("/dev/zero"), "device"),
        (Path("/dev/null"), "device"),
    ):
        with pytest.raises(UnreadableFile, match=f"it is a {kind}, not a regular file"):
            read_regular_file(path)
    with pytest.raises(IsADirectoryError):
        read_regular_file(tmp_path)


@has_pipes
def test_nothing_stays_open(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    before = len(list(Path("/dev/fd").iterdir()))
    for path in (tmp_path / "pipe", tmp_path, Path("/dev/zero")):
        with pytest.raises(OSError, match=r"directory|regular"):
            read_regular_file(path)
    assert len(list(Path("/dev/fd").iterdir())) == before


def test_a_file_that_does_not_say_its_size_is_read_whole() -> None:
    path = Path("/proc/self/maps")
    if not path.exists():
        pytest.skip("this system shows no processes as files")
    assert path.stat().st_size == 0
    assert read_regular_file(path).count(b"\n") > 10


PROGRAM = """\
import os, sys
from argmap import regularfile
regularfile._joined  # what every reader ends in
print("reading", flush=True)
regularfile.file_size_limit(10**15)
descriptor = os.open("/dev/zero", os.O_RDONLY)
size = 0
def read():
    global size
    size += 1
    return os.read(descriptor, 1 << 20) and b"x"
regularfile._joined(read)
"""


@pytest.mark.skipif(not Path("/dev/zero").exists(), reason="this system has no such device")
def test_an_interrupt_ends_a_reading_without_end() -> None:
    process = subprocess.Popen(
        [sys.executable, "-c", PROGRAM], stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )
    assert process.stdout is not None
    assert process.stdout.readline() == b"reading\n"
    time.sleep(0.2)
    process.send_signal(signal.SIGINT)
    _, said = process.communicate(timeout=120)
    assert b"KeyboardInterrupt" in said


@has_pipes
def test_a_map_that_is_piped_without_end_is_interrupted(tmp_path: Path) -> None:
    """Whoever writes to standard input may never end."""
    process = subprocess.Popen(
        [sys.executable, "-m", "argmap", "check", "-"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(Path(regularfile.__file__).parents[1])},
    )
    assert process.stdin is not None
    # More than a pipe holds: once it is all written, argmap reads and waits for the rest.
    process.stdin.write(b"#" * 1_000_000)
    process.stdin.flush()
    process.send_signal(signal.SIGINT)
    _, said = process.communicate(timeout=120)
    assert process.returncode == 2
    assert b"interrupted" in said


@pytest.mark.parametrize(
    "encoding",
    ["punycode", "idna", "unicode_escape", "raw_unicode_escape", "rot13", "base64", "hex", "zip",
     "bz2", "quopri", "uu", "undefined", "charmap", "mbcs", "oem"],
)  # fmt: skip
def test_what_is_no_encoding_of_texts_is_refused(encoding: str) -> None:
    with pytest.raises(LookupError, match="is not an encoding"):
        decode(b"a", encoding)


@pytest.mark.parametrize(
    "encoding",
    ["utf-8", "UTF8", "utf_8_sig", "utf-16", "utf-32-be", "utf-7", "latin-1", "ISO-8859-15",
     "cp1252", "windows-1251", "mac-roman", "koi8-r", "shift_jis", "sjis", "euc-jp", "big5",
     "gb18030", "gbk", "hz", "iso2022_jp", "cp037", "cp949", "johab", "tis-620", "ascii"],
)  # fmt: skip
def test_encodings_of_texts_are_read_under_any_of_their_names(encoding: str) -> None:
    assert decode("Buses help.".encode(encoding), encoding).lstrip("\ufeff") == "Buses help."


def test_every_encoding_that_is_allowed_is_there_and_takes_time_in_proportion() -> None:
    from argmap.textfile import _TEXT_ENCODINGS  # noqa: PLC0415

    for encoding in _TEXT_ENCODINGS:
        for piece in (b"a", b"+A", b"\x1b$B0!", b"~{0!~}", b"\x81\x40", b"-"):
            begun = time.process_time()
            try:
                decode(piece * (300_000 // len(piece)), encoding)
            except UnicodeDecodeError:
                continue
            assert time.process_time() - begun < 2, encoding
