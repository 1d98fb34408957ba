"""What holds for every test."""

from __future__ import annotations

import os
import shutil

import pytest
from hypothesis import HealthCheck, settings

# How long an example takes says more of the machine than of the code: time is for benchmarks.
settings.register_profile(
    "default", deadline=None, max_examples=50, suppress_health_check=[HealthCheck.too_slow]
)
settings.register_profile("thorough", settings.get_profile("default"), max_examples=1000)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "default"))


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Skip what needs the `dot` program where there is none, and say so."""
    if shutil.which("dot"):
        return
    missing = pytest.mark.skip(reason="Graphviz's `dot` is not installed on this machine")
    for item in items:
        if item.get_closest_marker("dot"):
            item.add_marker(missing)
