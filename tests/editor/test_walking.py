"""No confirmed edit is lost in a walk of random ones; see :mod:`tests.editor.walking`."""

from pathlib import Path

import pytest

from tests.editor.walking import Walk

pytestmark = pytest.mark.full


def test_nothing_is_lost_by_edits_kills_and_changes_on_disk(tmp_path: Path) -> None:
    walk = Walk(tmp_path, seed=2)
    walk.walk(30, kills=0.03)
    assert walk.counts["edits"] == 30
    assert walk.counts["taken back to the start"]
