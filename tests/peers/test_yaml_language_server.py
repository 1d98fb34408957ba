"""The schema in an editor that has no server of argmap's: yaml-language-server, after `npm ci`."""

from __future__ import annotations

import asyncio
import json
import shutil
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, Any

import pytest
from lsprotocol import types
from pygls.lsp.client import LanguageClient

import argmap as am
from argmap.cli.main import run
from tests.sessions import ROOT

if TYPE_CHECKING:
    from pathlib import Path

SERVER = ROOT / "node_modules" / ".bin" / "yaml-language-server"
pytestmark = pytest.mark.skipif(
    not SERVER.exists() or shutil.which("node") is None,
    reason="yaml-language-server is not installed: npm ci",
)
LINE = "# yaml-language-server: $schema=argmap.schema.json\n"
BROKEN = """\
argmap: 1
claims:
  - {id: a}
  - {id: b, text: x, speeker: Ann}
  - {id: c, text: x, span: [1, 2]}
  - {id: d, quote: x, strength: 3}
reasons:
  - {id: r, text: x}
caveats:
  - id: k
    text: x
"""


def seen(folder: Path, text: str, at: tuple[int, int]) -> tuple[list[str], str]:
    """Return what an editor shows of a map: its findings, and the hover at a place."""
    uri = (folder / "town.argmap.yaml").as_uri()

    async def session() -> tuple[list[str], str]:
        client = LanguageClient("editor", "1")
        published: asyncio.Queue[Any] = asyncio.Queue()
        client.feature(types.TEXT_DOCUMENT_PUBLISH_DIAGNOSTICS)(
            lambda params: published.put_nowait(params)  # noqa: PLW0108 -- pygls marks a function
        )
        client.feature(types.WORKSPACE_CONFIGURATION)(lambda p: [None for _ in p.items])
        client.feature(types.CLIENT_REGISTER_CAPABILITY)(lambda _: None)
        await client.start_io("node", str(SERVER), "--stdio")
        await client.initialize_async(
            types.InitializeParams(
                capabilities=types.ClientCapabilities(), root_uri=folder.as_uri()
            )
        )
        client.initialized(types.InitializedParams())
        item = types.TextDocumentItem(uri, "yaml", 1, text)
        client.text_document_did_open(types.DidOpenTextDocumentParams(item))
        found = await asyncio.wait_for(published.get(), 30)
        place = types.HoverParams(types.TextDocumentIdentifier(uri), types.Position(*at))
        hover = await client.text_document_hover_async(place)
        await client.shutdown_async(None)
        client.exit(None)
        await client.stop()
        said = [f"{one.range.start.line}: {one.message}" for one in found.diagnostics]
        return said, str(hover.contents.value) if hover else ""  # type: ignore[union-attr]

    with ThreadPoolExecutor(1) as pool:
        return pool.submit(asyncio.run, session()).result()


def test_a_map_that_is_right_has_no_findings(tmp_path: Path) -> None:
    example = ROOT / "examples" / "russia-myanmar" / "russia-myanmar.argmap.yaml"
    (tmp_path / "argmap.schema.json").write_text(json.dumps(am.schema()), "utf-8")
    text = LINE + example.read_text("utf-8")
    line = text[: text.index("    answers: why")].count("\n")
    said, hover = seen(tmp_path, text, (line, 6))
    assert said == []
    assert "The questions that it answers" in hover


def test_what_is_missing_is_said_in_the_words_of_argmap(tmp_path: Path) -> None:
    (tmp_path / "argmap.schema.json").write_text(json.dumps(am.schema()), "utf-8")
    said, _ = seen(tmp_path, LINE + BROKEN, (0, 0))
    assert said == [
        "3: a statement needs a `text`, a `quote` or both",
        "4: Property speeker is not allowed.",
        "5: `span` needs a `quote`",
        "6: Value is above the maximum of 1.",
        "8: a reason needs `supports`",
        "10: a caveat needs `limits`, `rebuts` or `undercuts`",
    ]


def test_a_new_map_names_a_schema_that_is_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "text.txt").write_text("Buses help.", "utf-8")
    assert run(["new", "text.txt", "-o", "town.argmap.yaml"]) == 0
    text = (tmp_path / "town.argmap.yaml").read_text("utf-8")
    said, _ = seen(tmp_path, text + "cliams: []\n", (0, 0))
    assert [one for one in said if "cliams" in one]
    assert len(said) == 1
