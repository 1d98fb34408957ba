"""Which map files the arguments of a command stand for: files, folders, patterns."""

from __future__ import annotations

import os
from pathlib import Path

from argmap.errors import ArgmapError, UsageError

_SUFFIXES = (".argmap.yaml", ".argmap.yml", ".argmap.json")
_WILD = set("*?[")


def gather_maps(arguments: tuple[str, ...]) -> tuple[list[str], list[ArgmapError]]:
    """Return the names of the map files, each once, and what is wrong with the arguments.

    A folder stands for the map files in it and in the folders under it, hidden ones left out; a
    pattern such as ``maps/**/*.yaml`` for the files that fit it. Anything else is taken for a file,
    and ``-`` for standard input.
    """
    names: dict[str, str] = {}
    errors: list[ArgmapError] = []
    for argument in arguments:
        found = _found(argument)
        if not found:
            errors.append(_nothing(argument))
        for name in found:
            names.setdefault(os.path.normpath(name), name)
    return list(names.values()), errors


def _found(argument: str) -> list[str]:
    if argument == "-":
        return [argument]
    if os.path.isdir(argument):  # noqa: PTH112 -- a Path would take the `./` away
        return list(_in_folder(argument))
    if _WILD.isdisjoint(argument) or os.path.lexists(argument):
        return [argument]
    from glob import iglob  # noqa: PLC0415 -- a shell does this itself, mostly

    found = iglob(argument, recursive=True)  # noqa: PTH207 -- Path.glob takes no absolute pattern
    return sorted((path for path in found if Path(path).is_file()), key=_steps)


def _in_folder(folder: str) -> list[str]:
    found = []
    for place, folders, names in os.walk(folder):
        folders[:] = [name for name in folders if not name.startswith(".")]
        found += [
            os.path.join(place, name)  # noqa: PTH118 -- as above
            for name in names
            if name.endswith(_SUFFIXES) and not name.startswith(".")
        ]
    return sorted(found, key=_steps)


def _steps(path: str) -> tuple[str, ...]:
    return Path(path).parts


def _nothing(argument: str) -> UsageError:
    if Path(argument).is_dir():
        suffixes = ", ".join(f"NAME{suffix}" for suffix in _SUFFIXES)
        what, advice = "there is no map file in this folder", f"they are called {suffixes}"
    else:
        what, advice = "no file fits this pattern", None
    return UsageError(what, where=argument, help=advice)
