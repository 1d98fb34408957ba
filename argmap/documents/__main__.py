"""Print where the filter for Pandoc and Quarto is."""

from __future__ import annotations

from importlib.resources import files

print(files("argmap.documents") / "argmap.lua")  # noqa: T201 -- that is what it is for
