"""What holds for every test."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, settings

from tests.repositories import repository
from tests.sessions import ROOT

if TYPE_CHECKING:
    from pathlib import Path

    from tests.repositories import Git, GitIn

# How long an example takes says more of the machine than of the code: time is for benchmarks.
settings.register_profile(
    "default", deadline=None, max_examples=50, suppress_health_check=[HealthCheck.too_slow]
)
settings.register_profile("thorough", settings.get_profile("default"), max_examples=1000)
# The same examples each time, so that a commit passes or fails by itself.
settings.register_profile("repeatable", settings.get_profile("default"), derandomize=True)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "default"))


# In the background, and under `nohup`, a shell lets programs ignore these, and those that tests
# start would ignore them too. What has a handler here has none in them.
for _name in ("SIGINT", "SIGHUP"):
    _number = getattr(signal, _name, None)
    if _number is not None and signal.getsignal(_number) is signal.SIG_IGN:
        signal.signal(_number, signal.default_int_handler)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Skip what needs the `dot` program where there is none, and say so."""
    if shutil.which("dot"):
        return
    missing = pytest.mark.skip(reason="Graphviz's `dot` is not installed on this machine")
    for item in items:
        if item.get_closest_marker("dot"):
            item.add_marker(missing)


@pytest.fixture
def git_in() -> GitIn:
    """What makes a repository in a folder."""
    return repository


@pytest.fixture
def git(tmp_path: Path) -> Git:
    """What runs git in the folder of the test, which is a repository."""
    return repository(tmp_path)


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder of the site; a warning of the build is an error."""
    folder = tmp_path_factory.mktemp("site")
    where = ("-c", "docs", "-d", str(folder / "read"), ".", str(folder / "built"))
    command = (sys.executable, "-m", "sphinx", "-W", "--keep-going", "-q", *where)
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert not done.stderr, done.stderr
    assert done.returncode == 0, done.stdout
    return folder / "built"
