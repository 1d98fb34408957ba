"""The library and the command line say the same of an anchor."""

from __future__ import annotations

import shutil
import subprocess
from typing import TYPE_CHECKING

import pytest

from argmap.checking import check
from argmap.grounding.settling import ground
from argmap.mapfile import dumps, read_map
from argmap.model import Anchor, ArgumentMap, Claim
from argmap.source import Source

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.conftest import Command

AUTHOR = ["-c", "user.name=A", "-c", "user.email=a@example.org", "-c", "commit.gpgsign=false"]


@pytest.mark.skipif(shutil.which("git") is None, reason="there is no git")
def test_the_library_knows_from_git_what_was_deleted(argmap: Command, folder: Path) -> None:
    for arguments in (["init"], ["add", "text.txt"], [*AUTHOR, "commit", "--message", "text"]):
        subprocess.run(["git", *arguments], cwd=folder, check=True, capture_output=True)
    file = read_map("buses.argmap.yaml")
    sha256 = file.map.source().digest
    path = folder / "buses.argmap.yaml"
    path.write_text(file.text.replace("text.txt", f"text.txt, sha256: {sha256}"), encoding="utf-8")
    text = (folder / "text.txt").read_text(encoding="utf-8")
    new = "So: " + text.replace(" But they run seldom, and", " And")
    (folder / "text.txt").write_text(new, encoding="utf-8")

    made = read_map("buses.argmap.yaml").whole_map()
    grounding = ground(made)
    assert [one.outcome for one in grounding.anchors] == ["moved", "moved", "deleted"]
    assert grounding.from_git == ("text",)
    assert {one.code for one in check(made)} >= {"AM104", "AM110", "AM113"}
    said = argmap("anchor", "buses.argmap.yaml")
    assert "was deleted from the source" in said.err
    assert "the text it was quoted from is in git" in said.err
    assert read_map("buses.argmap.yaml").whole_map() == grounding.map


TEXTS = {
    "in another unit": ("😀" * 40 + " yes, we agree. … yes, we doubt.", "yes", (81, 84)),
    "past the end": ("yes, we agree. yes, we doubt.", "yes", (900, 903)),
    "in typography": ("It’s “clear” that buses help.", 'it\'s "clear"', (0, 12)),
    "nearest": ("First, yes. " + "x" * 200 + " Second, yes.", "yes", (3, 6)),
}


@pytest.mark.parametrize("name", TEXTS)
def test_the_library_and_the_command_line_write_the_same_map(
    name: str, folder: Path, argmap: Command
) -> None:
    text, quote, span = TEXTS[name]
    anchor = Anchor(quote=quote, spans=(span,))
    claims = [Claim(id="c", text="T", anchors=(anchor,))]
    made = ArgumentMap(sources=[Source(id="s", text=text)], claims=claims)
    (folder / "m.argmap.yaml").write_text(dumps(made), encoding="utf-8")
    said = argmap("anchor", "m.argmap.yaml")
    grounding = ground(made)
    assert read_map("m.argmap.yaml").whole_map() == grounding.map
    assert said.status == (1 if grounding.open else 0)
    assert f"1 {grounding.anchors[0].outcome}" in said.err
