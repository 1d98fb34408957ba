"""Where programs of the system are: only in folders that the user's PATH names in full."""

from __future__ import annotations

import os
import sys
from pathlib import Path

# Not `.bat` or `.cmd`: Windows hands their arguments to a shell.
_SUFFIX = ".exe" if sys.platform == "win32" else ""


def find_program(name: str) -> str | None:
    """Return the absolute path of a program, or None if no folder of the PATH has it.

    Never looks in the current folder, where a program may be that came with somebody's files:
    Windows searches it first, and so does every system for an empty or relative entry of the PATH.

    >>> find_program("no-such-program") is None
    True
    """
    for entry in os.environ.get("PATH", os.defpath).split(os.pathsep):
        folder = Path(entry.strip('"'))
        if not folder.is_absolute():
            continue
        program = folder / f"{name}{_SUFFIX}"
        try:
            if program.is_file() and os.access(program, os.X_OK):
                return str(program)
        except (OSError, ValueError):
            continue  # a folder that cannot be looked into has nothing for us
    return None
