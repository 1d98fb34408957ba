"""The embedded engine is compiled once on a machine, and only what is ours alone is run."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest
import wasmtime

from argmap.drawing.engines import compiled
from argmap.drawing.engines.compiled import cache_folder, compile_module, is_ours_alone

CODE = b"\0asm\1\0\0\0"  # a module of nothing
unix = pytest.mark.skipif(sys.platform == "win32", reason="folders there have no such modes")


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(compiled, "cache_folder", lambda: tmp_path / "deep" / "argmap")
    return tmp_path / "deep" / "argmap"


@pytest.fixture
def engine() -> wasmtime.Engine:
    return wasmtime.Engine()


def kept(folder: Path) -> list[Path]:
    return sorted(folder.glob("*.cwasm"))


def forbid_compiling(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        pytest.fail("it was compiled again")

    monkeypatch.setattr(wasmtime.Module, "__init__", refuse)


def test_what_was_compiled_once_is_not_compiled_again(
    folder: Path, engine: wasmtime.Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    compile_module(engine, CODE)
    assert len(kept(folder)) == 1
    forbid_compiling(monkeypatch)
    assert compile_module(engine, CODE).exports == []


def test_another_module_takes_the_place_of_the_old_one(
    folder: Path, engine: wasmtime.Engine
) -> None:
    compile_module(engine, CODE)
    before = kept(folder)
    compile_module(engine, wasmtime.wat2wasm('(module (func (export "f")))'))
    assert len(kept(folder)) == 1
    assert kept(folder) != before


@unix
def test_what_is_kept_is_for_its_user_alone(folder: Path, engine: wasmtime.Engine) -> None:
    compile_module(engine, CODE)
    assert folder.stat().st_mode & 0o777 == 0o700
    assert kept(folder)[0].stat().st_mode & 0o777 == 0o600


@unix
@pytest.mark.parametrize("part", ["file", "folder", "above"])
@pytest.mark.parametrize("mode", [0o777, 0o775])
def test_code_that_others_can_put_there_is_not_run(
    folder: Path, engine: wasmtime.Engine, part: str, mode: int
) -> None:
    compile_module(engine, CODE)
    (file,) = kept(folder)
    file.write_bytes(b"anything")
    {"file": file, "folder": folder, "above": folder.parent}[part].chmod(mode)
    is_refused = part != "above" or mode == 0o777  # a group of one's own is common above
    assert (is_ours_alone(file) and is_ours_alone(folder)) is not is_refused
    assert compile_module(engine, CODE).exports == []
    if part == "folder" or (is_refused and part == "above"):
        assert file.read_bytes() == b"anything"


@unix
def test_a_folder_that_is_a_link_to_another_is_not_trusted(
    folder: Path, engine: wasmtime.Engine, tmp_path: Path
) -> None:
    (tmp_path / "other").mkdir(mode=0o700)
    folder.parent.mkdir()
    folder.symlink_to(tmp_path / "other")
    assert compile_module(engine, CODE).exports == []
    assert kept(tmp_path / "other") == []


@pytest.mark.parametrize("place", [0, 7, 50, 110, 120, 400, -400, -1])
@pytest.mark.parametrize("damage", ["a bit", "cut", "zeros", "longer"])
def test_what_is_damaged_is_never_run_but_compiled_anew(
    folder: Path,
    engine: wasmtime.Engine,
    place: int,
    damage: str,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    compile_module(engine, CODE)
    (file,) = kept(folder)
    whole = file.read_bytes()
    damaged = bytearray(whole)
    if damage == "a bit":
        damaged[place] ^= 1
    elif damage == "cut":
        del damaged[place:]
    elif damage == "zeros":
        damaged[place:] = bytes(len(damaged[place:]))
    else:
        damaged += b"\0"
    file.write_bytes(damaged)
    with monkeypatch.context() as patched:
        if bytes(damaged) != whole:
            patched.setattr(wasmtime.Module, "deserialize", classmethod(refuse_to_run))
        assert compile_module(engine, CODE).exports == []
    assert file.read_bytes() == whole


def refuse_to_run(*_: object) -> None:
    pytest.fail("damaged code was handed over")


def test_code_of_another_module_is_not_run(folder: Path, engine: wasmtime.Engine) -> None:
    other = wasmtime.wat2wasm('(module (func (export "f")))')
    compile_module(engine, other)
    code = kept(folder)[0].read_bytes()
    compile_module(engine, CODE)
    (file,) = kept(folder)
    file.write_bytes(code)
    assert compile_module(engine, CODE).exports == []


@unix
def test_code_behind_a_link_or_a_pipe_is_not_run(
    folder: Path, engine: wasmtime.Engine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    compile_module(engine, CODE)
    (file,) = kept(folder)
    monkeypatch.setattr(wasmtime.Module, "deserialize", classmethod(refuse_to_run))
    file.rename(tmp_path / "moved")
    file.symlink_to(tmp_path / "moved")
    assert compile_module(engine, CODE).exports == []
    file.unlink()
    os.mkfifo(file)
    assert compile_module(engine, CODE).exports == []


def test_a_variable_turns_the_cache_off(
    folder: Path, engine: wasmtime.Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ARGMAP_NO_CACHE", "1")
    assert compile_module(engine, CODE).exports == []
    assert not folder.exists()
    monkeypatch.delenv("ARGMAP_NO_CACHE")
    compile_module(engine, CODE)
    monkeypatch.setenv("ARGMAP_NO_CACHE", "1")
    monkeypatch.setattr(wasmtime.Module, "deserialize", classmethod(refuse_to_run))
    assert compile_module(engine, CODE).exports == []


def test_without_a_folder_it_is_compiled_each_time(
    engine: wasmtime.Engine, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    for none in (None, tmp_path / "file" / "argmap"):
        (tmp_path / "file").touch()
        monkeypatch.setattr(compiled, "cache_folder", lambda none=none: none)
        assert compile_module(engine, CODE).exports == []


@unix
def test_the_folder_is_where_users_expect_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "platform", "linux")
    monkeypatch.setenv("HOME", "/users/ann")
    for named, expected in (
        ("/var/ann", "/var/ann/argmap"),
        ("relative", "/users/ann/.cache/argmap"),
        ("", "/users/ann/.cache/argmap"),
    ):
        monkeypatch.setenv("XDG_CACHE_HOME", named)
        assert cache_folder() == Path(expected)
    monkeypatch.setattr(sys, "platform", "darwin")
    assert cache_folder() == Path("/users/ann/Library/Caches/argmap")
    monkeypatch.setattr(sys, "platform", "win32")
    monkeypatch.delitem(os.environ, "LOCALAPPDATA", raising=False)
    assert cache_folder() is None
