"""The tools of `argmap mcp`, called over standard input and output by the SDK's own client."""

from __future__ import annotations

import sys
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, Any, TypeVar

import anyio
import pytest
from mcp import Client, StdioServerParameters
from mcp.types import TextContent

import argmap as am
from argmap.assistant import Desk
from argmap.assistant.server import make_server
from argmap.errors import ArgmapError, OutsideError, UsageError
from tests.sessions import ROOT

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable
    from pathlib import Path

T = TypeVar("T")
TEXT = "Buses help the town. They carry many people into it. But they run seldom on Sundays.\n"
CLAIM = {"kind": "claim", "id": "help", "quote": "Buses help the town", "source": "minutes.txt"}
REASON = {
    "kind": "reason",
    "id": "many",
    "quote": "They carry many people",
    "source": "minutes.txt",
    "supports": ["help"],
}
MAP = "town.argmap.yaml"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    inside = tmp_path / "inside"
    inside.mkdir()
    (inside / "minutes.txt").write_text(TEXT, "utf-8")
    (inside / ".env").write_text("SECRET=1", "utf-8")
    (inside / "code.py").write_text("print()", "utf-8")
    (tmp_path / "secret.txt").write_text("Buses help nobody.", "utf-8")
    (tmp_path / "argmap.toml").touch()  # so that both are in one project
    return inside


def _run(session: Callable[[], Awaitable[T]]) -> T:
    """Run a session in a thread of its own: in this one the tests of the page may have a loop."""
    with ThreadPoolExecutor(1) as pool:
        return pool.submit(anyio.run, session).result()


def _call(server: Any, *calls: tuple[str, dict[str, Any]]) -> list[tuple[bool, str]]:
    """Call tools in one session, and return whether each was refused, and what it said."""

    async def session() -> list[tuple[bool, str]]:
        said = []
        async with Client(server) as client:
            for name, arguments in calls:
                result = await client.call_tool(name, arguments)
                (content,) = result.content
                assert isinstance(content, TextContent)
                said.append((bool(result.is_error), content.text))
        return said

    return _run(session)


def test_an_assistant_makes_a_map_over_standard_input_and_output(folder: Path) -> None:
    server = StdioServerParameters(
        command=sys.executable,
        args=["-m", "argmap", "mcp", str(folder)],
        cwd=ROOT,
        env={"PYTHONPATH": str(ROOT)},
    )
    wrong = {**REASON, "quote": "They carry few people"}
    said = _call(
        server,
        ("list_sources", {}),
        ("read_source", {"name": "minutes.txt", "start": 21, "length": 10}),
        ("find_quote", {"quote": "they carry many people"}),
        ("put_statements", {"map": MAP, "statements": [CLAIM, wrong], "title": "The town"}),
        ("put_statements", {"map": MAP, "statements": [CLAIM, REASON], "title": "The town"}),
        ("check_map", {"map": MAP}),
        ("show_map", {"map": MAP}),
        ("render_map", {"map": MAP}),
    )
    assert [number for number, (refused, _) in enumerate(said) if refused] == [3]
    texts = [text for _, text in said]
    assert "- minutes.txt (" in texts[0]
    assert texts[1].endswith(":\n\nThey carry")
    assert "1:22, characters 21 to 43: “They carry many people”" in texts[2]
    assert "nothing was written" in texts[3]
    assert "'few' instead of 'many'" in texts[3]
    assert "“They carry many people”" in texts[3]
    assert texts[4].startswith(f"Wrote 2 statements to {MAP}.")
    assert texts[5] == "No findings: every quote is in its source.\n"
    assert "They carry many people" in texts[6]
    assert (folder / "town.argmap.svg").read_text("utf-8").startswith("<svg")
    assert am.load(folder / MAP)["many"].anchors[0].spans == (am.Span(21, 43),)


def test_few_tools_are_offered_and_each_says_what_it_does(folder: Path) -> None:
    async def names() -> dict[str, str | None]:
        async with Client(make_server(Desk(folder))) as client:
            return {tool.name: tool.description for tool in (await client.list_tools()).tools}

    tools = _run(names)
    assert list(tools) == [
        *("list_sources", "read_source", "find_quote", "put_statements"),
        *("check_map", "show_map", "render_map"),
    ]
    assert all(tools.values())


@pytest.mark.parametrize(
    "call",
    [
        ("read_source", {"name": "../secret.txt"}),
        ("read_source", {"name": "/etc/passwd"}),
        ("read_source", {"name": "link.txt"}),
        ("read_source", {"name": ".env"}),
        ("read_source", {"name": "code.py"}),
        ("read_source", {"name": "none.txt"}),
        ("read_source", {"name": "a\0b.txt"}),
        ("read_source", {"name": "minutes.txt", "start": 1_000}),
        ("find_quote", {"quote": " "}),
        ("find_quote", {"quote": "Buses", "source": "../secret.txt"}),
        ("put_statements", {"map": "../out.argmap.yaml", "statements": [CLAIM]}),
        ("put_statements", {"map": "minutes.txt", "statements": [CLAIM]}),
        ("put_statements", {"map": MAP, "statements": [{**CLAIM, "source": "../secret.txt"}]}),
        ("put_statements", {"map": MAP, "statements": [{**CLAIM, "id": "two words"}]}),
        ("put_statements", {"map": MAP, "statements": [{**CLAIM, "kind": "idea"}]}),
        ("put_statements", {"map": MAP, "statements": [{**REASON, "supports": ["nothing"]}]}),
        ("put_statements", {"map": MAP, "statements": [CLAIM, {**CLAIM, "kind": "reason"}]}),
        ("check_map", {"map": "none.argmap.yaml"}),
        ("check_map", {"map": "outside.argmap.yaml"}),
        ("show_map", {"map": "outside.argmap.yaml"}),
        ("render_map", {"map": "outside.argmap.yaml", "format": "html"}),
        ("check_map", {"map": "broken.argmap.yaml"}),
    ],
)
def test_what_cannot_be_done_is_refused_and_leaves_no_trace(
    folder: Path, call: tuple[str, dict[str, Any]]
) -> None:
    (folder / "link.txt").symlink_to(folder.parent / "secret.txt")
    outside = "sources: [{id: s, path: ../secret.txt}]\nclaims: [{id: c, quote: Buses help}]\n"
    (folder / "outside.argmap.yaml").write_text(outside, "utf-8")
    (folder / "broken.argmap.yaml").write_text("claims: [{id: a}, {id: b}]\n", "utf-8")
    before = sorted(path.name for path in folder.parent.rglob("*"))
    ((refused, text),) = _call(make_server(Desk(folder)), call)
    assert refused
    assert "SECRET" not in text
    assert "Traceback" not in text
    if call[1].get("map") == "broken.argmap.yaml":
        assert text.count("broken.argmap.yaml:1:") == 2
    assert "nobody" not in text
    assert sorted(path.name for path in folder.parent.rglob("*")) == before


def test_a_statement_with_a_known_id_replaces_the_old_one_and_comments_stay(folder: Path) -> None:
    server = make_server(Desk(folder))
    _call(server, ("put_statements", {"map": MAP, "statements": [CLAIM, REASON]}))
    path = folder / MAP
    path.write_text("# ours\n" + path.read_text("utf-8"), "utf-8")
    caveat = {"kind": "caveat", "id": "sundays", "limits": ["help"], "source": "minutes.txt"}
    caveat |= {"quote": "they run seldom on Sundays"}
    again = {**CLAIM, "text": "The town gains by its buses"}
    ((refused, text),) = _call(
        server, ("put_statements", {"map": MAP, "statements": [again, caveat]})
    )
    assert not refused, text
    assert path.read_text("utf-8").startswith("# ours\n")
    found = am.load(path)
    assert [statement.id for statement in found.statements] == ["help", "many", "sundays"]
    assert found["help"].text == "The town gains by its buses"
    assert len(found.sources) == 1


def test_a_folder_that_is_not_there_cannot_be_served(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="folder not found"):
        Desk(tmp_path / "none")


def test_files_in_subfolders_are_named_by_their_path(folder: Path) -> None:
    (folder / "sub").mkdir()
    (folder / "sub" / "a.txt").write_text("Trams are fast.", "utf-8")
    desk = Desk(folder)
    assert "- sub/a.txt (15 bytes)" in desk.list_sources()
    assert "sub/a.txt" in desk.find_quote("Trams are fast")
    with pytest.raises(OutsideError):
        desk.read_source("sub/../../secret.txt")
    with pytest.raises(ArgmapError):
        desk.read_source("sub")
