"""A document with a map in it, sound or faulty, and the tools that read it."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from tests.sessions import ROOT

SOUND = """\
argmap: 1
title: Buses
sources:
  - {id: note, text: "Buses help because they carry many people at once."}
claims:
  - {id: help, quote: Buses help, span: [0, 10]}
reasons:
  - {id: many, supports: help, quote: they carry many people, span: [19, 41]}
"""
FAULTY = SOUND.replace("they carry many people,", "they carry few people,")
CODE = "AM117"


def run(*command: str, folder: Path) -> subprocess.CompletedProcess[str]:
    """Run a module of this Python, or a program, as it is run where argmap is installed."""
    path = os.pathsep.join((str(ROOT / ".venv" / "bin"), str(Path(sys.executable).parent)))
    environment = {
        **os.environ,
        "PYTHONPATH": str(ROOT),
        "PATH": os.pathsep.join((path, os.environ["PATH"])),
        "NO_COLOR": "1",
    }
    return subprocess.run(
        command, cwd=folder, env=environment, capture_output=True, text=True, check=False
    )
