"""Sessions in Markdown: find the fenced blocks of a page and run what they show.

A ``console`` block holds commands after ``$ ``, each followed by what it prints; a ``pycon`` block
holds a Python session.
"""

from __future__ import annotations

import doctest
import os
import re
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parent.parent
_FENCE = re.compile(r"^```(\w+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)


@dataclass(frozen=True)
class Block:
    """A fenced block: its language, its text, and the line of the page where it begins."""

    language: str
    text: str
    line: int


def blocks(page: Path, *languages: str) -> list[Block]:
    """Return the blocks of these languages in a page, in their order."""
    text = page.read_text(encoding="utf-8")
    return [
        Block(found[1], found[2], text.count("\n", 0, found.start()) + 2)
        for found in _FENCE.finditer(text)
        if found[1] in languages
    ]


def commands(block: Block) -> list[tuple[str, str]]:
    """Return each command of a console block with the output shown for it."""
    steps: list[tuple[str, str]] = []
    for line in block.text.splitlines(keepends=True):
        if line.startswith("$ "):
            steps.append((line[2:].rstrip("\n"), ""))
        elif line.startswith(("> ", ">\n")) and not steps[-1][1]:
            steps[-1] = (f"{steps[-1][0]}\n{line[2:].rstrip()}", "")
        else:
            steps[-1] = (steps[-1][0], steps[-1][1] + line)
    return steps


needs_sh = pytest.mark.skipif(not Path("/bin/sh").exists(), reason="this system has no /bin/sh")


def run_shell(command: str, folder: Path) -> str:
    """Run a command as a shell would, and return what it says on both streams."""
    bin_folder = Path(sys.executable).parent
    environment = os.environ | {
        "PATH": f"{bin_folder}{os.pathsep}{os.environ['PATH']}",
        "NO_COLOR": "1",
        "COLUMNS": "100",
        "PYTHONIOENCODING": "utf-8",
    }
    done = subprocess.run(
        ["/bin/sh", "-c", command],
        cwd=folder,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        check=False,
        timeout=120,
    )
    return done.stdout.decode()


def run_python(session: str, name: str, names: dict[str, Any] | None = None) -> str:
    """Run a Python session and return what went otherwise than shown, empty when nothing did.

    `names` are what earlier sessions have defined; what this one defines is added.
    """
    test = doctest.DocTestParser().get_doctest(session, {}, name, name, 0)
    test.globs = {} if names is None else names
    said: list[str] = []
    doctest.DocTestRunner(verbose=False, optionflags=doctest.NORMALIZE_WHITESPACE).run(
        test, out=said.append, clear_globs=False
    )
    return "".join(said)
