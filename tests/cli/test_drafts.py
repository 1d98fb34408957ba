"""What the command line does for drafts of language models."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import argmap as am

if TYPE_CHECKING:
    from pathlib import Path

    from syrupy.assertion import SnapshotAssertion

    from tests.cli.conftest import Command

REPLY = """\
Here is the map:
```json
{"claims": [{"id": "help", "quote": "Buses help", "reasons": [
  {"id": "many", "quote": "They carry few people"}]},
  {"id": "cut", "text": "Bus
"""


def test_a_reply_becomes_a_map_with_spans(
    argmap: Command, folder: Path, snapshot: SnapshotAssertion
) -> None:
    (folder / "reply.txt").write_text(REPLY, "utf-8")
    said = argmap("anchor", "reply.txt", "--draft", "--source", "text.txt", "-o", "map.argmap.yaml")
    assert said.status == 1
    assert said.err == snapshot
    assert am.load("map.argmap.yaml")["help"].anchors[0].spans == ((0, 10),)


def test_the_command_and_the_library_read_the_same_map(argmap: Command, folder: Path) -> None:
    (folder / "reply.txt").write_text(REPLY, "utf-8")
    said = argmap("anchor", "reply.txt", "--draft", "--source", "text.txt")
    reading = am.read_draft(REPLY, am.Source.read("text.txt"))
    assert said.out == am.dumps(am.ground(reading.map).map)


def test_a_reply_without_a_map_is_an_error(argmap: Command, folder: Path) -> None:
    (folder / "reply.txt").write_text("I cannot do that.", "utf-8")
    said = argmap("anchor", "reply.txt", "--draft", "--source", "text.txt")
    assert (said.status, said.out) == (2, "")
    assert "contains no readable statement" in said.err


def test_a_draft_needs_its_source(argmap: Command, folder: Path) -> None:
    (folder / "reply.txt").write_text(REPLY, "utf-8")
    said = argmap("anchor", "reply.txt", "--draft")
    assert (said.status, said.err.splitlines()[0]) == (
        2,
        "argmap: error: `--draft` needs `--source`",
    )


def test_the_schema_of_a_draft_is_that_of_the_library(argmap: Command) -> None:
    said = argmap("schema", "--for", "gemini")
    assert json.loads(said.out) == am.draft_schema("gemini")


def test_the_prompt_is_that_of_the_library(argmap: Command) -> None:
    assert argmap("prompt").out == am.prompt()
    assert argmap("prompt", "--for", "strict").out == am.prompt("strict")
