"""From a file to a map, to argmap's own file and back to the format: the same bytes each time."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from argmap.formats import dump, read, read_with_losses
from argmap.mapfile import dumps, loads

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize(
    ("folder", "pattern", "format"),
    [
        ("aif/microtexts", "*.json", "aif"),
        ("aif/other", "*.json", "aif"),
        ("arguebuf", "*.json", "arguebuf"),
        ("sadface", "*.json", "sadface"),
        ("xaif", "*.json", "xaif"),
    ],
)
def test_writing_through_a_map_file_changes_nothing(
    corpora: Path, tmp_path: Path, folder: str, pattern: str, format: str
) -> None:
    files = sorted((corpora / folder).glob(pattern))
    assert files
    for path in files:
        map = read_with_losses(path).map
        written = dump(map, path, format=format)
        own = loads(dumps(map), folder=path.parent)
        assert own == map, path.name
        assert dump(own, path, format=format) == written, path.name
        # A copy of its own, beside the texts that belong there.
        copy = tmp_path / path.name
        copy.write_text(written.text, encoding="utf-8", newline="")
        for name, text in written.companions.items():
            (tmp_path / name).write_text(text, encoding="utf-8", newline="")
        again = read(copy, format=format)
        assert dump(again, copy, format=format).text == written.text, path.name
