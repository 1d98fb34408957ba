"""The version of argmap: the package is built with it, and results are marked with it."""

from __future__ import annotations

__version__ = "0.1.0"
