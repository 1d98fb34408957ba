"""The compiled WebAssembly module, kept in the user's cache folder.

Compiling takes about a second, once on a machine instead of in every process. What is kept there is
native code, so it is run only from a file that nobody else can write to, and only if it is what was
written there: its first line is the SHA-256 of what follows, for this module and this wasmtime.
"""

from __future__ import annotations

import hashlib
import os
import stat
import sys
from contextlib import suppress
from pathlib import Path

import wasmtime

from argmap.errors import OutputError
from argmap.regularfile import RegularFile
from argmap.writing import write_file

_SUFFIX = ".cwasm"
_NO_CACHE = "ARGMAP_NO_CACHE"


def compile_module(engine: wasmtime.Engine, code: bytes) -> wasmtime.Module:
    """Return the module, compiled now or at an earlier time.

    Raises WasmtimeError if it cannot be compiled. Where it can be neither found nor kept, or the
    variable ARGMAP_NO_CACHE is set, it is compiled each time.
    """
    folder = None if os.environ.get(_NO_CACHE) else cache_folder()
    if folder is None:
        return wasmtime.Module(engine, code)
    name = _name(code)
    file = folder / f"graphviz-{name}{_SUFFIX}"
    kept = _kept(file, name) if is_ours_alone(folder) else None
    if kept is not None:
        with suppress(wasmtime.WasmtimeError):
            return wasmtime.Module.deserialize(engine, kept)
    module = wasmtime.Module(engine, code)
    with suppress(OSError, OutputError):
        _keep(module, file, name)
    return module


def cache_folder() -> Path | None:
    """Return the folder for what argmap keeps, which may not exist; None if there can be none.

    It is where users of the system expect it (on Linux by the XDG Base Directory Specification).
    """
    try:
        if sys.platform == "win32":
            return Path(os.environ["LOCALAPPDATA"]) / "argmap" / "Cache"
        if sys.platform == "darwin":
            return Path.home() / "Library" / "Caches" / "argmap"
        named = Path(os.environ.get("XDG_CACHE_HOME", ""))
        return (named if named.is_absolute() else Path.home() / ".cache") / "argmap"
    except (KeyError, RuntimeError):
        return None


def is_ours_alone(path: Path) -> bool:
    """Tell whether a file or folder is there, and that nobody else can change or replace it."""
    if sys.platform == "win32":
        return path.exists()  # the folder for local data is private to its user
    try:
        own = path.lstat()
        above = [each.stat() for each in path.parents]
    except OSError:
        return False
    # Whoever may write to a folder may put another one in the place of what is in it.
    return (
        not stat.S_ISLNK(own.st_mode)
        and _is_ours(own)
        and all(
            folder.st_uid in (0, os.getuid())
            and (not folder.st_mode & stat.S_IWOTH or folder.st_mode & stat.S_ISVTX)
            for folder in above
        )
    )


def _is_ours(status: os.stat_result) -> bool:
    """Tell whether something belongs to this user, and nobody else may write to it."""
    if sys.platform == "win32":
        return True  # as above
    return status.st_uid == os.getuid() and not status.st_mode & (stat.S_IWGRP | stat.S_IWOTH)


def _kept(file: Path, name: str) -> bytes | None:
    """Return the code that we have written to a file, read once; None if there is something else.

    wasmtime runs whatever it is handed: a damaged file would end the process, at every run.
    """
    try:
        with RegularFile(file) as opened:
            whole = opened.read() if _is_ours(opened.status) and not file.is_symlink() else b""
    except (OSError, ValueError):
        return None
    first, _, code = whole.partition(b"\n")
    return code if first == _checksum(code, name) else None


def _checksum(code: bytes, name: str) -> bytes:
    """Return the first line of a file with this code, for the module and wasmtime of that name."""
    return f"argmap {name} {hashlib.sha256(code).hexdigest()}".encode()


def _name(code: bytes) -> str:
    """Return what tells this module, compiled by this wasmtime, from all others.

    A wasmtime refuses what another version, or one for another processor, has compiled; it has no
    version to ask for, but libraries of other versions have other sizes.
    """
    libraries = Path(wasmtime.__file__).parent.glob("*/*wasmtime.*")
    sizes = sorted(f"{library.name} {library.stat().st_size}" for library in libraries)
    return hashlib.sha256("\n".join(sizes).encode() + code).hexdigest()[:32]


def _keep(module: wasmtime.Module, file: Path, name: str) -> None:
    file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    if not is_ours_alone(file.parent):
        return
    for old in file.parent.glob(f"graphviz-*{_SUFFIX}"):
        old.unlink()
    code = bytes(module.serialize())
    write_file(file, _checksum(code, name) + b"\n" + code, is_remade=True)
    file.chmod(0o600)
