"""What must not end a server, or let it and the editor get out of step."""

from __future__ import annotations

import asyncio
import json
import os
import random
import sys
from pathlib import Path
from subprocess import PIPE, Popen
from typing import Any

import pytest
from lsprotocol import types
from pygls.exceptions import JsonRpcException

from argmap.checking import check_as_configured
from argmap.mapfile import parse_file
from argmap.report.located import locate
from tests.language_server.editor import Editor, cut
from tests.sessions import ROOT

# Five thousand, with HYPOTHESIS_PROFILE=thorough, take some minutes.
EDITS = 5_000 if os.environ.get("HYPOTHESIS_PROFILE") == "thorough" else 300
TYPED = [
    "a", " ", "\n", "\r\n", "\r", ":", ": ", '"', "'", "- ", "\n  - ", "{", "}", "[", "]", ",", "#",
    "\t", "|", ">-\n", "🚌", "e\u0301", "\u2028", "\x85", "\x0c", "\ufeff", "\x00", "&a", "*a",
    "!t", "? ", "---\n", "supports: help", "id: many", "span: [1, 2]", "quote: They carry",
    "argmap: 2", "# argmap: ignore[AM114]\n", "&" * 40,
]  # fmt: skip


def expected(text: str, path: Path) -> list[tuple[object, ...]]:
    """Return what a fresh check finds in a text."""
    file = parse_file(text, path)
    found = locate(file, check_as_configured(file))
    return [
        (one.diagnostic.code, one.in_map.span.cut(text) if one.in_map else None, one.diagnostic)
        for one in found
    ]


def in_step(editor: Editor, uri: str, path: Path) -> None:
    """Require that what is published is what a fresh check finds."""
    text = editor.texts[uri]
    published = editor.diagnostics(uri)
    wanted = expected(text, path)
    assert [one.code for one in published] == [code for code, _, _ in wanted]
    assert [cut(text, one.range) for one in published] == [said for _, said, _ in wanted]


def test_random_edits_leave_server_and_file_in_step(editor: Editor, folder: Path) -> None:
    chance = random.Random(20)  # noqa: S311 -- not for secrets
    path = folder / "town.argmap.yaml"
    uri = editor.open(path.name)
    original = editor.texts[uri]
    in_step(editor, uri, path)
    used = []
    for number in range(EDITS):
        text = editor.texts[uri]
        if number % 25 == 24:
            editor.rewrite(uri, original)
        else:
            start = chance.randrange(len(text) + 1)
            end = min(len(text), start + chance.choice((0, 0, 0, 1, 1, 5, 60)))
            # An editor puts its cursor neither within a character nor between CR and LF.
            while start and text[start - 1 : start + 1] == "\r\n":
                start -= 1
            while text[end - 1 : end + 1] == "\r\n":
                end += 1
            editor.type(uri, start, max(start, end), chance.choice(TYPED))
        if number % 3 == 0:
            in_step(editor, uri, path)
        if number % 50 == 0:
            used.append(memory_of(editor))
    in_step(editor, uri, path)
    half = len(used) // 2
    assert max(used[half:]) < max(used[: half + 1]) + 50_000_000


def memory_of(editor: Editor) -> int:
    """Return how many bytes of memory a server uses; 0 where the system does not say."""
    try:
        pages = Path(f"/proc/{editor.process}/statm").read_text("ascii").split()[1]
    except OSError:
        return 0
    return int(pages) * 4096


def test_several_changes_at_once_are_made_in_their_order(editor: Editor, folder: Path) -> None:
    path = folder / "town.argmap.yaml"
    uri = editor.open(path.name)
    editor.versions[uri] += 1
    start = types.Position(0, 0)
    changes = [
        types.TextDocumentContentChangePartial(range=types.Range(start, start), text="# 🚌\n"),
        types.TextDocumentContentChangePartial(
            range=types.Range(types.Position(0, 2), types.Position(0, 4)), text="b"
        ),
    ]
    document = types.VersionedTextDocumentIdentifier(editor.versions[uri], uri)
    editor.tell("text_document_did_change", types.DidChangeTextDocumentParams(document, changes))
    editor.texts[uri] = "# b\n" + editor.texts[uri]
    in_step(editor, uri, path)


def test_a_request_that_waits_can_be_cancelled(editor: Editor) -> None:
    many = "".join(
        f"  - {{id: r{number}, supports: help, source: minutes, quote: Nobody said {number} so}}\n"
        for number in range(300)
    )
    uri = editor.open("town.argmap.yaml")
    editor.replace(uri, "reasons:\n", f"reasons:\n{many}")
    params = types.CompletionParams(**editor.at(uri, "claims:"))

    async def cancelled() -> Any:
        future = editor.client.protocol.send_request_async(
            types.TEXT_DOCUMENT_COMPLETION, params, msg_id="late"
        )
        task = asyncio.ensure_future(future)
        await asyncio.sleep(0)
        editor.client.cancel_request(types.CancelParams(id="late"))
        return await task

    with pytest.raises(JsonRpcException, match="cancel"):
        editor.wait(cancelled())
    assert editor.ask("text_document_completion", params) is not None


@pytest.mark.parametrize(
    "position", [(0, 10_000), (10_000, 0), (2_000_000_000, 2_000_000_000), (8, 3)]
)
def test_places_that_a_text_does_not_have_are_no_failure(
    editor: Editor, position: tuple[int, int]
) -> None:
    uri = editor.open("town.argmap.yaml")
    document, place = types.TextDocumentIdentifier(uri), types.Position(*position)
    editor.ask("text_document_hover", types.HoverParams(document, place))
    editor.ask("text_document_definition", types.DefinitionParams(document, place))
    editor.ask("text_document_completion", types.CompletionParams(document, place))
    editor.ask(
        "text_document_rename",
        types.RenameParams(new_name="x", text_document=document, position=place),
    )
    context = types.ReferenceContext(include_declaration=True)
    editor.ask(
        "text_document_references",
        types.ReferenceParams(context=context, text_document=document, position=place),
    )


def test_texts_that_are_not_open_are_no_failure(editor: Editor) -> None:
    document = types.TextDocumentIdentifier(editor.uri("never.argmap.yaml"))
    place = types.Position(0, 0)
    assert editor.ask("text_document_hover", types.HoverParams(document, place)) is None
    symbols = types.DocumentSymbolParams(document)
    assert not editor.ask("text_document_document_symbol", symbols)
    nowhere = types.TextDocumentIdentifier("untitled:Untitled-1")
    context = types.ReferenceContext(include_declaration=True)
    references = types.ReferenceParams(context=context, text_document=nowhere, position=place)
    assert not editor.ask("text_document_references", references)


def test_a_text_without_a_file_is_checked_without_sources(editor: Editor) -> None:
    uri = "untitled:new.argmap.yaml"
    editor.texts[uri], editor.versions[uri] = "argmap: 1\nclaims: [{id: c}]\n", 1
    item = types.TextDocumentItem(uri, "yaml", 1, editor.texts[uri])
    editor.tell("text_document_did_open", types.DidOpenTextDocumentParams(item))
    assert [one.code for one in editor.diagnostics(uri)] == ["AM002"]


def _message(content: bytes) -> bytes:
    return b"Content-Length: %d\r\n\r\n" % len(content) + content


def _read(stream: Any) -> dict[str, Any]:
    length = 0
    while (line := stream.readline()) not in (b"\r\n", b""):
        if line.lower().startswith(b"content-length:"):
            length = int(line.split(b":")[1])
    read: dict[str, Any] = json.loads(stream.read(length))
    return read


@pytest.mark.parametrize(
    "nonsense",
    [
        b"{",
        b"[]",
        b"null",
        b'{"jsonrpc": "2.0", "method": "textDocument/hover", "params": 3, "id": 8}',
        b'{"jsonrpc": "2.0", "method": "no/such", "params": {}, "id": 9}',
        b'{"jsonrpc": "2.0", "method": "textDocument/didChange", "params": {}}',
        b'{"jsonrpc": "2.0", "method": "textDocument/didOpen", "params": {"textDocument": {}}}',
        b'{"jsonrpc": "2.0", "id": 77, "result": null}',
        b'{"jsonrpc": "2.0", "method": "$/cancelRequest", "params": {"id": 99}}',
    ],
)
def test_malformed_messages_do_not_end_the_server(nonsense: bytes) -> None:
    start = {"jsonrpc": "2.0", "id": 1, "method": "initialize", "params": {"capabilities": {}}}
    end = {"jsonrpc": "2.0", "id": 2, "method": "shutdown"}
    leave = {"jsonrpc": "2.0", "method": "exit"}
    with Popen(
        [sys.executable, "-m", "argmap", "lsp"],
        stdin=PIPE,
        stdout=PIPE,
        stderr=PIPE,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    ) as server:
        assert server.stdin
        assert server.stdout
        for content in (json.dumps(start).encode(), nonsense, json.dumps(end).encode()):
            server.stdin.write(_message(content))
        server.stdin.flush()
        answers = []
        while not answers or answers[-1].get("id") != 2:
            answers.append(_read(server.stdout))
        server.stdin.write(_message(json.dumps(leave).encode()))
        server.stdin.flush()
        assert "result" in answers[-1]
        assert server.wait(30) == 0
