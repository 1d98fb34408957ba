"""Texts are read once while their file stays the same, and never stale."""

from __future__ import annotations

import os
import time
from typing import TYPE_CHECKING

import pytest

from argmap import textfile
from argmap.errors import SourceEncodingError
from argmap.textfile import read_text_file

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


@pytest.fixture
def settled(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[str, str], Path]:
    """Write files as if that had been long ago."""
    later = time.time() + 60
    monkeypatch.setattr(textfile.time, "time", lambda: later)

    def write(name: str, text: str) -> Path:
        path = tmp_path / name
        path.write_text(text, encoding="utf-8")
        return path

    return write


def test_a_file_that_stays_the_same_is_read_once(settled: Callable[[str, str], Path]) -> None:
    path = settled("a.txt", "Buses help.")
    assert read_text_file(path) is read_text_file(path)


def test_a_file_that_was_just_written_is_read_anew(tmp_path: Path) -> None:
    """Its next version may have the same size and time of change."""
    path = tmp_path / "a.txt"
    path.write_text("Buses help.", encoding="utf-8")
    assert read_text_file(path) is not read_text_file(path)


def test_a_file_that_changed_is_read_anew_also_with_its_old_date(
    settled: Callable[[str, str], Path],
) -> None:
    path = settled("a.txt", "Buses help.")
    before = path.stat()
    assert read_text_file(path) == "Buses help."
    settled("a.txt", "Trams help.")
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert read_text_file(path) == "Trams help."


def test_another_encoding_is_another_text(settled: Callable[[str, str], Path]) -> None:
    path = settled("a.txt", "Über Busse.")
    assert read_text_file(path) == "Über Busse."
    assert read_text_file(path, "latin-1") == "Ãœber Busse.".encode("cp1252").decode("latin-1")
    with pytest.raises(SourceEncodingError):
        read_text_file(path, "ascii")


def test_no_more_texts_are_kept_than_there_is_room_for(
    settled: Callable[[str, str], Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(textfile, "_MOST_KEPT", 25)
    first, second, third = (settled(f"{n}.txt", "ten letters"[:10]) for n in range(3))
    kept = read_text_file(first)
    read_text_file(second)
    assert read_text_file(first) is kept
    read_text_file(third)
    assert read_text_file(first) is kept
    assert read_text_file(second) is not read_text_file(first)
    large = settled("large.txt", "x" * 26)
    assert read_text_file(large) is not read_text_file(large)
