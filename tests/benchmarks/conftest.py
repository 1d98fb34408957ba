"""The benchmarks are scripts: their folder is what they import each other from."""

from __future__ import annotations

import sys
from pathlib import Path

for folder in ("benchmarks", "benchmarks/anchoring"):
    sys.path.insert(0, str(Path(__file__).parents[2] / folder))
