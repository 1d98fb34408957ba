"""What the tests let workers do: functions that they can import."""

from __future__ import annotations

import os
import signal
import time
import warnings
from pathlib import Path
from typing import TYPE_CHECKING

from argmap.corpora import attempted
from argmap.errors import OutputWarning
from argmap.history import history_of_run
from argmap.regularfile import file_size_limit

if TYPE_CHECKING:
    from argmap.corpora import Item, Outcome


def named_slowly(task: tuple[Item, float]) -> str:
    """Return the name of a document after a while."""
    time.sleep(task[1])
    return task[0].name


def logged(task: tuple[Item, str]) -> int:
    """Write the name of the process into a file, wait, and return it."""
    with Path(task[1]).open("a", encoding="utf-8") as file:
        file.write(f"{os.getpid()}\n")
    time.sleep(0.1)
    return os.getpid()


def asked_before(task: tuple[Item, None]) -> int:
    """Return how many documents of this run git was asked for in this process before."""
    assert task
    history = history_of_run()
    number: int = getattr(history, "asked", 0)
    history.asked = number + 1  # type: ignore[attr-defined]
    return number


def fatal(task: tuple[Item, None]) -> Outcome[str]:
    """Return the name of a document; the process ends at one of them."""
    return attempted(_fatal, task[0])


def _fatal(item: Item) -> str:
    if item.error is not None:
        raise item.error
    if item.name == "fatal":
        os.kill(os.getpid(), signal.SIGKILL)
    return item.name


def surroundings(task: tuple[Item, None]) -> tuple[str, int]:
    """Warn, and return the working folder and the limit of this process."""
    warnings.warn(OutputWarning(f"{task[0].name} is odd"), stacklevel=2)
    return str(Path.cwd()), file_size_limit()
