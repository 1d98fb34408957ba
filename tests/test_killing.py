"""Whoever writes can be killed at any moment; `python -m tests.killing` does it more often."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest


@pytest.mark.skipif(not hasattr(os, "fork"), reason="this system cannot fork processes")
def test_a_command_that_is_killed_leaves_whole_files_and_nothing_else() -> None:
    # A process of its own has no threads and no warnings of the tests, so it can be forked.
    done = subprocess.run(
        [sys.executable, "-m", "tests.killing", "--times", "60"],
        cwd=Path(__file__).parent.parent,
        capture_output=True,
        text=True,
        check=False,
        timeout=300,
    )
    assert done.returncode == 0, done.stdout + done.stderr
