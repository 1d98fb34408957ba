"""Graphviz behind one function: a graph in, positions out.

``lay_out`` takes DOT text and says where each box stands and how each edge runs. Which Graphviz
does it makes no visible difference: the one that is installed on the machine or the one that pip
brings, each loaded when it is asked. Text of users never enters the DOT: nodes are boxes of a given
size with plain names.
"""

from __future__ import annotations

from typing import Literal, NamedTuple, get_args

from argmap.drawing.engines.layout import Box, Layout, Point, Route
from argmap.errors import EngineError, UsageError

__all__ = [
    "Box",
    "Engine",
    "EngineName",
    "Layout",
    "Point",
    "Route",
    "available_engines",
    "lay_out",
    "render_dot",
    "trace",
]

EngineName = Literal["auto", "dot", "wasm"]


class Engine(NamedTuple):
    """A Graphviz that argmap can use, or the ``problem`` why it cannot."""

    name: Literal["dot", "wasm"]
    version: str | None
    where: str | None
    problem: str | None = None

    @property
    def is_usable(self) -> bool:
        """Whether it can lay out a map."""
        return self.problem is None


def lay_out(dot: str, *, engine: EngineName = "auto", time_limit: float = 30.0) -> Layout:
    """Say where the nodes and edges of a graph in the DOT language stand.

    ``engine`` is ``dot`` (the program on this machine), ``wasm`` (the Graphviz that pip brings)
    or ``auto`` (``dot`` where there is one, else ``wasm``); ``time_limit`` is in seconds. Raises
    EngineError if the engine is missing, refuses the graph or takes longer, UsageError for an
    engine that does not exist.

    >>> layout = lay_out("digraph {node [shape=box]; n1 -> n2}", engine="wasm")
    >>> layout.boxes["n1"]
    Box(x=0.0, y=0.0, width=54.0, height=36.0)
    """
    if engine not in get_args(EngineName):
        raise UsageError(
            f"there is no engine {engine!r}", help=f"choose from {', '.join(get_args(EngineName))}"
        )
    _refuse_what_no_engine_reads(dot)
    if engine != "wasm":
        from argmap.drawing.engines import system  # noqa: PLC0415 -- as below, seldom needed

        if engine == "dot" or system.find():
            return system.lay_out(dot, time_limit=time_limit)
    from argmap.drawing.engines import wasm  # noqa: PLC0415

    return wasm.lay_out(dot, time_limit=time_limit)


def trace(dot: str, *, time_limit: float = 30.0) -> bytes:
    """Return what the embedded Graphviz draws of a graph, stroke by stroke, as JSON.

    Raises EngineError if it is not installed, refuses the graph or takes longer than
    ``time_limit`` seconds. Source of the format: https://graphviz.org/docs/outputs/json/
    """
    _refuse_what_no_engine_reads(dot)
    from argmap.drawing.engines import wasm  # noqa: PLC0415 -- as above

    return wasm.render(dot, "json", time_limit=time_limit)


def render_dot(dot: str, format: str, *, time_limit: float = 30.0) -> bytes:
    """Let the ``dot`` program of this machine draw a graph: ``pdf``, ``png`` and what it knows.

    Raises EngineError if there is no such program, it does not know the format, refuses the graph
    or takes longer than ``time_limit`` seconds.
    """
    _refuse_what_no_engine_reads(dot)
    from argmap.drawing.engines import system  # noqa: PLC0415

    return system.render(dot, format, time_limit=time_limit)


def available_engines() -> tuple[Engine, ...]:
    """Look at each engine and say its version and place, or what is the matter with it."""
    return _look_at_dot(), _look_at_wasm()


def _look_at_dot() -> Engine:
    from argmap.drawing.engines import system  # noqa: PLC0415

    try:
        return Engine("dot", system.version(), system.find())
    except EngineError as error:
        return Engine("dot", None, system.find(), error.what)


def _look_at_wasm() -> Engine:
    from argmap.drawing.engines import wasm  # noqa: PLC0415

    try:
        return Engine("wasm", wasm.version(), wasm.where())
    except EngineError as error:
        return Engine("wasm", None, None, error.what)


def _refuse_what_no_engine_reads(dot: str) -> None:
    try:
        is_text = b"\0" not in dot.encode()
    except UnicodeEncodeError:
        is_text = False
    if not is_text:
        raise EngineError("the graph holds characters that are no text: NUL or half a surrogate")
