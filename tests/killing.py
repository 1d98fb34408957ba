"""Kill commands at random moments while they write, and look at what they leave behind.

    python -m tests.killing --times 300

Every command that writes runs in a process of its own, which is killed with SIGKILL at a random
moment, mostly while it writes. After each time all files must be whole: as they were before, or as
the command leaves them. Then the command runs undisturbed, and nothing else may be left.
"""

from __future__ import annotations

import argparse
import os
import random
import signal
import sys
import tempfile
import time
from collections import Counter
from contextlib import chdir, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from argmap import folders, load, save
from argmap.cli.main import run

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

Files = dict[str, bytes]

_TEXT = "Buses help. They carry many people. But they run seldom, and buses cost money.\n"
_TEXT += "So much for this town, and now for another one.\n" * 40
_DRAFT = """\
# a draft
argmap: 1
sources: [{id: text, path: text.txt}]
questions: [{id: why, text: Why buses?}]
claims:
  - {id: help, text: Buses help, answers: why}   # the point
reasons:
  - {id: cost, supports: help, quote: "But they  run seldom", suffix: ", and"}
  - {id: many, supports: help, quote: They carry many people}
"""
_OLD = b"old\n" * 5000


class Command(NamedTuple):
    """A command that writes, and the files that are there before."""

    name: str
    run: Callable[[], object]
    before: Files = {}  # noqa: RUF012 -- none is ever changed


def _argmap(*arguments: str) -> Callable[[], object]:
    return lambda: run(list(arguments))


def _save() -> None:
    map = load("m.argmap.yaml")
    map.title = "A title"
    save(map, "m.argmap.yaml")


COMMANDS = (
    Command("anchor", _argmap("anchor", "m.argmap.yaml")),
    Command("anchor -o", _argmap("anchor", "m.argmap.yaml", "-o", "n.argmap.yaml")),
    Command(
        "anchor --report",
        _argmap("anchor", "m.argmap.yaml", "--report", "r.json"),
        {"r.json": _OLD},
    ),
    Command("check --fix", _argmap("check", "--fix", "--unsafe-fixes", "m.argmap.yaml")),
    Command("new", _argmap("new", "text.txt", "-o", "n.argmap.yaml", "--force")),
    Command("new over a file", _argmap("new", "text.txt", "-o", "n.argmap.yaml", "--force"),
            {"n.argmap.yaml": _OLD}),
    Command("convert", _argmap("convert", "m.argmap.yaml", "-o", "n.argmap.json", "--force"),
            {"n.argmap.json": _OLD}),
    Command("convert with a text beside it",
            _argmap("convert", "m.argmap.yaml", "--to", "brat", "-o", "n.ann", "--force"),
            {"n.ann": _OLD, "n.txt": _OLD}),
    Command("render", _argmap("render", "m.argmap.yaml", "-o", "m.svg"), {"m.svg": _OLD}),
    Command("render --split",
            _argmap("render", "m.argmap.yaml", "-o", "m.svg", "--split", "question")),
    Command("render to a page", _argmap("render", "m.argmap.yaml", "-o", "m.html"),
            {"m.html": _OLD}),
    Command("save", _save),
)  # fmt: skip


def killed(command: Command, times: int, chance: random.Random) -> Counter[str]:
    """Kill a command so often; return how often the files were old, new and in between.

    Raises AssertionError if one was half, lost, or left behind.
    """
    before = {"text.txt": _TEXT.encode(), "m.argmap.yaml": _DRAFT.encode(), **command.before}
    with _folder(before), _silence():
        command.run()  # here, so that its modules are loaded in every process that is forked
        folders._cleared.clear()  # noqa: SLF001 -- as at the start of a process
    with _folder(before):
        start = time.perf_counter()
        _run_to_end(command)
        took = time.perf_counter() - start
        after = _files()
        assert after != before, f"{command.name} writes nothing"
    seen: Counter[str] = Counter()
    for _ in range(times):
        with _folder(before):
            child = _forked(command)
            time.sleep(chance.uniform(0, took * 1.05))
            os.kill(child, signal.SIGKILL)
            os.waitpid(child, 0)
            found = _files()
            left = [name for name in found if name.startswith(".argmap-")]
            whole = {name: found[name] for name in found if name not in left}
            for name in {*before, *whole}:
                versions = (before.get(name), after.get(name))
                assert whole.get(name) in versions, f"{command.name}: {name} is half or lost"
            state = "old" if whole == before else "new" if whole == after else "in between"
            seen[state] += 1
            seen["left a temporary file"] += bool(left)
            _run_to_end(command)
            now = _files()
            assert now.keys() == after.keys(), f"{command.name}: {now.keys() ^ after.keys()}"
    return seen


def _run_to_end(command: Command) -> None:
    os.waitpid(_forked(command), 0)


def _forked(command: Command) -> int:
    child = os.fork()
    if child:
        return child
    try:
        with _silence():
            command.run()
    finally:
        os._exit(0)


@contextmanager
def _silence() -> Iterator[None]:
    """Let nothing be printed, however it is printed."""
    kept = [os.dup(descriptor) for descriptor in (1, 2)]
    nowhere = os.open(os.devnull, os.O_WRONLY)
    sys.stdout.flush()
    for descriptor in (1, 2):
        os.dup2(nowhere, descriptor)
    try:
        yield
    finally:
        sys.stdout.flush()
        for descriptor, copy in zip((1, 2), kept, strict=True):
            os.dup2(copy, descriptor)
            os.close(copy)
        os.close(nowhere)


@contextmanager
def _folder(files: Files) -> Iterator[None]:
    """Work in a new folder with these files."""
    with tempfile.TemporaryDirectory(prefix="argmap-killing-") as folder:
        for name, data in files.items():
            (Path(folder) / name).write_bytes(data)
        with chdir(folder):
            yield


def _files() -> Files:
    return {path.name: path.read_bytes() for path in Path().iterdir()}


def main() -> None:
    """Kill every command and print what was found."""
    parser = argparse.ArgumentParser(prog="python -m tests.killing", description=__doc__)
    parser.add_argument("--times", type=int, default=300, help="how often in all")
    parser.add_argument("--seed", type=int, default=None, help="of the random moments")
    given = parser.parse_args()
    seed = random.randrange(1 << 32) if given.seed is None else given.seed  # noqa: S311
    chance = random.Random(seed)  # noqa: S311 -- moments, not secrets
    print(f"seed {seed}", flush=True)  # noqa: T201
    each = -(-given.times // len(COMMANDS))
    for command in COMMANDS:
        seen = killed(command, each, chance)
        found = ", ".join(f"{number} {state}" for state, number in sorted(seen.items()) if number)
        print(f"{command.name}: killed {each} times: {found}")  # noqa: T201


if __name__ == "__main__":
    if not hasattr(os, "fork"):
        sys.exit("this system cannot fork processes")
    main()
