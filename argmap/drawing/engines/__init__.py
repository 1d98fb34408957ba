"""The two programs that draw a Graphviz diagram.

``trace`` asks the Graphviz that is installed with argmap, which is the same on every machine;
``render_dot`` asks the program ``dot``, which knows more formats. Each is loaded when it is asked;
argmap's own picture needs neither.
"""

from __future__ import annotations

from typing import Literal, NamedTuple

from argmap.errors import EngineError

__all__ = ["Engine", "available_engines", "render_dot", "trace"]


class Engine(NamedTuple):
    """A Graphviz that argmap can use, or the ``problem`` why it cannot."""

    name: Literal["bundled", "dot"]
    version: str | None
    where: str | None
    problem: str | None = None

    @property
    def is_usable(self) -> bool:
        """Whether it can draw a graph."""
        return self.problem is None


def trace(dot: str, *, time_limit: float = 30.0) -> bytes:
    """Return what the bundled Graphviz draws of a graph, stroke by stroke, as JSON.

    Raises EngineError if it is not installed, refuses the graph or takes longer than
    ``time_limit`` seconds. Source of the format: https://graphviz.org/docs/outputs/json/

    >>> b'"pos": "27,18"' in trace("digraph {n1 [shape=box]}")
    True
    """
    _refuse_what_no_engine_reads(dot)
    from argmap.drawing.engines import wasm  # noqa: PLC0415 -- slow to load

    return wasm.render(dot, "json", time_limit=time_limit)


def render_dot(dot: str, format: str, *, time_limit: float = 30.0) -> bytes:
    """Let the ``dot`` program of this machine draw a graph: ``pdf``, ``png`` and what it knows.

    Raises EngineError if there is no such program, it does not know the format, refuses the graph
    or takes longer than ``time_limit`` seconds.
    """
    _refuse_what_no_engine_reads(dot)
    from argmap.drawing.engines import system  # noqa: PLC0415 -- only for foreign formats

    return system.render(dot, format, time_limit=time_limit)


def available_engines() -> tuple[Engine, ...]:
    """Look at each engine and return its version and place, or what is wrong with it."""
    return _look_at_bundled(), _look_at_dot()


def _look_at_bundled() -> Engine:
    from argmap.drawing.engines import wasm  # noqa: PLC0415 -- as above

    try:
        return Engine("bundled", wasm.version(), wasm.where())
    except EngineError as error:
        return Engine("bundled", None, None, error.what)


def _look_at_dot() -> Engine:
    from argmap.drawing.engines import system  # noqa: PLC0415 -- as above

    try:
        return Engine("dot", system.version(), system.find())
    except EngineError as error:
        return Engine("dot", None, system.find(), error.what)


def _refuse_what_no_engine_reads(dot: str) -> None:
    try:
        is_text = b"\0" not in dot.encode()
    except UnicodeEncodeError:
        is_text = False
    if not is_text:
        raise EngineError("the graph has characters that are not text: NUL or half a surrogate")
