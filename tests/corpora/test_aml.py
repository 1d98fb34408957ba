"""AML: two propositions that are no whole file."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from argmap.errors import FormatError, MapFileError
from argmap.formats import read

if TYPE_CHECKING:
    from pathlib import Path


def test_propositions_alone_are_refused(corpora: Path) -> None:
    path = corpora / "aml" / "PROP-fragments.xml"
    with pytest.raises(
        MapFileError, match="not a complete AML file: its root element is <fragments>"
    ):
        read(path, format="aml")
    with pytest.raises(FormatError, match="its root element is <fragments>"):
        read(path)
