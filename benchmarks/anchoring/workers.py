"""One process for each peer and text, so that a quote can be given up when its time is over."""

from __future__ import annotations

import multiprocessing
import os
import re
import signal
import time
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from draws import Item
from peers import PEERS, Answer

if TYPE_CHECKING:
    from multiprocessing.connection import Connection

LIMIT = 10.0  # seconds for one quote
_BEGIN_LIMIT = 300.0  # seconds for what is prepared once

_STATUS = Path("/proc/self/status")
_FORGET = Path("/proc/self/clear_refs")
# Whatever a peer prepares when a quote first needs it, this one needs: it stands nowhere.
_COLD = Item("Zyx quov wexing jalk brumfondle ikkatz vorrigeshmot uldring paxwollen tquibb.")


@dataclass(frozen=True)
class Start:
    """What a peer needs before it answers: seconds to be made, seconds for its first answer."""

    made: float
    first: float


class Worker:
    """A peer over one text in a process of its own."""

    def __init__(self, peer: str, text: str) -> None:
        self._peer, self._text = peer, text
        self._begin()

    def _begin(self) -> None:
        context = multiprocessing.get_context("fork")
        self._pipe, theirs = context.Pipe()
        self._process = context.Process(target=_serve, args=(theirs, self._peer, self._text))
        self._process.start()
        theirs.close()
        if not self._pipe.poll(_BEGIN_LIMIT):
            self.stop()
            raise TimeoutError(self._peer)
        self.start: Start = self._pipe.recv()

    def ask(self, item: Item) -> tuple[float, Answer] | None:
        """Return the seconds and the answer, None where the peer took too long."""
        self._pipe.send(item)
        if self._pipe.poll(LIMIT):
            answer: tuple[float, Answer] = self._pipe.recv()
            return answer
        self.stop()
        self._begin()
        return None

    def memory(self) -> int | None:
        """Return how many bytes the peer took at most beside the text; None where unknown."""
        self._pipe.send(None)
        found: int | None = self._pipe.recv()
        return found

    def stop(self) -> None:
        """End the process and those that it began."""
        if self._process.is_alive() and self._process.pid:
            os.killpg(self._process.pid, signal.SIGKILL)
        self._process.join()
        self._pipe.close()


def _serve(pipe: Connection, peer: str, text: str) -> None:
    os.setsid()
    before = _memory("VmRSS")
    if before is not None:
        _FORGET.write_text("5")
    start = time.perf_counter()
    placing = PEERS[peer](text)
    made = time.perf_counter()
    placing.place(_COLD)
    pipe.send(Start(made - start, time.perf_counter() - made))
    while True:
        try:
            item = pipe.recv()
        except EOFError:
            return
        if item is None:
            after = _memory("VmHWM")
            pipe.send(after - before if after is not None and before is not None else None)
            continue
        start = time.perf_counter()
        answer = placing.place(item)
        pipe.send((time.perf_counter() - start, answer))


def _memory(name: str) -> int | None:
    """Return what Linux says of this process' memory in bytes, None on other systems."""
    if not (_STATUS.exists() and os.access(_FORGET, os.W_OK)):
        return None
    match = re.search(rf"{name}:\s+(\d+) kB", _STATUS.read_text(encoding="utf-8"))
    return int(match[1]) * 1024 if match else None
