"""Real files from outside, which are no part of the repository.

The environment variable ARGMAP_CORPORA names their folder; without it these tests are skipped.
"""

from __future__ import annotations

import os
from pathlib import Path

import pytest


@pytest.fixture(scope="session")
def corpora() -> Path:
    """The folder of the corpora."""
    folder = os.environ.get("ARGMAP_CORPORA")
    if not folder:
        pytest.skip("ARGMAP_CORPORA does not name the folder of the corpora")
    return Path(folder)
