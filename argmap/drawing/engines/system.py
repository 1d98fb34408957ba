"""The Graphviz that is installed on the machine: the program ``dot``."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from functools import cache

from argmap.drawing.engines.layout import Layout, read_layout
from argmap.errors import EngineError

INSTALL = (
    "install Graphviz: `apt install graphviz` (Debian, Ubuntu), `brew install graphviz` (macOS) "
    "or `winget install graphviz` (Windows)"
)


def find() -> str | None:
    """Return where the program is, or None if there is none on the PATH."""
    from graphviz import DOT_BINARY  # noqa: PLC0415 -- only drawing needs it

    return shutil.which(DOT_BINARY)


def version() -> str:
    """Return the version of the program; raises EngineError if there is none or it fails."""
    return _version(_program())


def lay_out(dot: str, *, time_limit: float) -> Layout:
    """Lay out a graph; raises EngineError if there is no program, it fails or takes too long."""
    engine = f"dot {version()}"
    return read_layout(_run([_program(), "-Tjson0"], dot, time_limit), engine=engine)


def render(dot: str, format: str, *, time_limit: float) -> bytes:
    """Draw a graph in a format of Graphviz; raises EngineError as :func:`lay_out` does."""
    return _run([_program(), f"-T{format}"], dot, time_limit)


def _program() -> str:
    found = find()
    if found is None:
        raise EngineError(
            "there is no program `dot` on this machine",
            help=f"{INSTALL}; SVG, PNG, PDF and HTML need none: `--engine wasm`",
        )
    return found


@cache
def _version(program: str) -> str:
    said = _run([program, "-V"], "", 10, output="stderr")
    found = re.search(rb"version (\S+)", said)
    if not found:
        raise EngineError(f"{program} is not Graphviz", help=INSTALL)
    return found[1].decode("ascii", "replace")


def _run(command: list[str], dot: str, time_limit: float, *, output: str = "stdout") -> bytes:
    try:
        done = subprocess.run(  # noqa: S603 -- the program the user has installed, no shell
            command,
            input=dot.encode(),
            capture_output=True,
            timeout=time_limit,
            check=False,
            # Without it every layout opens a console window in programs that have none.
            creationflags=subprocess.CREATE_NO_WINDOW if sys.platform == "win32" else 0,
        )
    except subprocess.TimeoutExpired as error:
        raise too_slow(time_limit) from error
    except OSError as error:
        raise EngineError(f"{command[0]} cannot be run: {error}", help=INSTALL) from error
    if done.returncode:
        raise EngineError(
            f"{command[0]} failed: {_first_line(done.stderr) or f'exit code {done.returncode}'}"
        )
    return done.stderr if output == "stderr" else done.stdout


def _first_line(words: bytes) -> str:
    return next(iter(words.decode("utf-8", "replace").strip().splitlines()), "")


def too_slow(time_limit: float) -> EngineError:
    """Return the error that says that a layout was broken off."""
    return EngineError(
        f"Graphviz had not finished after {time_limit:g} seconds",
        help="draw fewer statements at a time: `--depth 3`, or `--focus` on one of them",
    )
