"""What a command would change is said so that `patch` can do it, also in a large file."""

from __future__ import annotations

import shutil
import subprocess
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from argmap.cli.difference import difference

if TYPE_CHECKING:
    from pathlib import Path

TEXTS = st.lists(st.sampled_from(("a\n", "b\n", "c\n", "\n", "- x\n", "a\r\n", "\u2028\n"))).map(
    "".join
)
ENDS = st.sampled_from(("", "last"))


def patched(before: str, changes: str) -> str:
    """Return what a unified diff makes of a text, by nothing but its line numbers."""
    old = before.split("\n")
    new: list[str] = []
    place = 0
    lines = changes.split("\n")[2:-1]
    for line in lines:
        if line.startswith("@@"):
            first, _, length = line.split()[1][1:].partition(",")
            start = int(first) - (length != "0")
            new += old[place:start]
            place = start
        elif line.startswith("\\"):
            continue
        else:
            if line[0] in " -":
                assert old[place] == line[1:]
                place += 1
            if line[0] in " +":
                new.append(line[1:])
    return "\n".join(new + old[place:])


@given(TEXTS, TEXTS, ENDS)
def test_a_difference_leads_from_one_text_to_the_other(before: str, after: str, end: str) -> None:
    changes = difference(before + end, after + end, "m")
    assert bool(changes) == (before != after)
    assert patched(before + end, changes) == after + end


@pytest.mark.skipif(not shutil.which("patch"), reason="there is no `patch` on this machine")
def test_patch_applies_many_small_changes(tmp_path: Path) -> None:
    lines = [f"  - id: s{number}\n    text: t\n" for number in range(3_000)]
    before = "".join(lines)
    lines[::7] = [line + "    note: n\n" for line in lines[::7]]
    lines[3::50] = [""] * len(lines[3::50])
    after = "".join(lines).rstrip("\n")
    path = tmp_path / "m"
    path.write_text(before, encoding="utf-8")
    subprocess.run(
        ["patch", "-s", str(path)], input=difference(before, after, "m"), check=True, text=True
    )
    assert path.read_text(encoding="utf-8") == after
