"""The Graphviz that is installed on the machine: the program ``dot``."""

from __future__ import annotations

import re
import subprocess
import sys
from functools import cache

from argmap.drawing.engines import failing
from argmap.programs import find_program

if sys.platform == "win32":
    # Else every drawing opens a console window in programs that have none.
    _NO_WINDOW = subprocess.CREATE_NO_WINDOW
else:
    _NO_WINDOW = 0


def find() -> str | None:
    """Return where the program is, or None if there is none on the PATH."""
    return find_program("dot")


def version() -> str:
    """Return the version of the program; raises EngineError if there is none or it fails."""
    return _version(_program())


def render(dot: str, format: str, *, time_limit: float) -> bytes:
    """Draw a graph in a format of Graphviz.

    Raises EngineError if there is no program, it fails or takes longer than ``time_limit`` seconds.
    """
    program = _program()
    output = _run([program, f"-T{format}"], dot, time_limit).stdout
    if not output:
        raise failing.refused(program, "it wrote nothing")
    return output


def _program() -> str:
    found = find()
    if found is None:
        raise failing.no_program()
    return found


@cache
def _version(program: str) -> str:
    output = _run([program, "-V"], "", 10).stderr
    found = re.search(rb"graphviz version (\S+)", output)
    if not found:
        raise failing.not_started(program, "it is not Graphviz")
    return found[1].decode("ascii", "replace")


def _run(command: list[str], dot: str, time_limit: float) -> subprocess.CompletedProcess[bytes]:
    try:
        done = subprocess.run(  # noqa: S603 -- the program the user has installed, no shell
            command,
            input=dot.encode(),
            capture_output=True,
            timeout=time_limit,
            check=False,
            creationflags=_NO_WINDOW,
        )
    except subprocess.TimeoutExpired as error:
        raise failing.too_slow(time_limit) from error
    except OSError as error:
        raise failing.not_started(command[0], error) from error
    if done.returncode:
        raise failing.refused(command[0], _reason(done))
    return done


def _reason(done: subprocess.CompletedProcess[bytes]) -> str:
    lines = done.stderr.decode("utf-8", "replace").strip().splitlines()
    lines.sort(key=lambda line: "rror" not in line)  # warnings may come first
    return lines[0].strip() if lines else f"exit code {done.returncode}"
