"""Packages with entry points, as pip leaves them behind, for tests."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path


def put_package(folder: Path, name: str, code: str, entry_points: Mapping[str, str]) -> None:
    """Put a package of one module into a folder of the path, with entry points by their groups."""
    (folder / f"{name}.py").write_text(code, encoding="utf-8")
    metadata = folder / f"{name}-1.0.dist-info"
    metadata.mkdir()
    head = f"Metadata-Version: 2.1\nName: {name}\nVersion: 1.0\n"
    (metadata / "METADATA").write_text(head, encoding="utf-8")
    lines = "".join(f"[{group}]\n{said}\n" for group, said in entry_points.items())
    (metadata / "entry_points.txt").write_text(lines, encoding="utf-8")
