"""The compiled WebAssembly module, kept in the user's cache folder.

Compiling takes about a second, once on a machine instead of in every process. What is kept there is
code, so it is run only from a folder that nobody else can write to.
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
from argmap.writing import write_file

_SUFFIX = ".cwasm"


def compile_module(engine: wasmtime.Engine, code: bytes) -> wasmtime.Module:
    """Return the module, compiled now or at an earlier time.

    Raises WasmtimeError if it cannot be compiled. Where it can be neither found nor kept it is
    compiled each time.
    """
    folder = cache_folder()
    if folder is None:
        return wasmtime.Module(engine, code)
    file = folder / f"graphviz-{_name(code)}{_SUFFIX}"
    if is_ours_alone(folder) and is_ours_alone(file):
        with suppress(wasmtime.WasmtimeError):
            return wasmtime.Module.deserialize_file(engine, str(file))
    module = wasmtime.Module(engine, code)
    with suppress(OSError, OutputError):
        _keep(module, file)
    return module


def cache_folder() -> Path | None:
    """Return the folder for what argmap keeps, which may not exist; None where there can be none.

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
    is_own = own.st_uid == os.getuid() and not stat.S_ISLNK(own.st_mode)
    # Whoever may write to a folder may put another one in the place of what is in it.
    return (
        is_own
        and not own.st_mode & (stat.S_IWGRP | stat.S_IWOTH)
        and all(
            folder.st_uid in (0, os.getuid())
            and (not folder.st_mode & stat.S_IWOTH or folder.st_mode & stat.S_ISVTX)
            for folder in above
        )
    )


def _name(code: bytes) -> str:
    """Return what tells this module, compiled by this wasmtime, from all others.

    A wasmtime refuses what another version, or one for another processor, has compiled; it has no
    version to ask for, but libraries of other versions have other sizes.
    """
    libraries = Path(wasmtime.__file__).parent.glob("*/*wasmtime.*")
    sizes = sorted(f"{library.name} {library.stat().st_size}" for library in libraries)
    return hashlib.sha256("\n".join(sizes).encode() + code).hexdigest()[:32]


def _keep(module: wasmtime.Module, file: Path) -> None:
    file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    if not is_ours_alone(file.parent):
        return
    for old in file.parent.glob(f"graphviz-*{_SUFFIX}"):
        old.unlink()
    write_file(file, bytes(module.serialize()))
    file.chmod(0o600)
