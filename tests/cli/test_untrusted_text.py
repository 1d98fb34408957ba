"""Whatever a file says or is called, it stays text: it steers no terminal and starts no line."""

from __future__ import annotations

import io
import json
import os
import re
import sys
import tempfile
from contextlib import chdir
from itertools import cycle
from pathlib import Path
from typing import TYPE_CHECKING, Any
from unittest.mock import patch

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from argmap.cli.main import run
from argmap.controls import as_line, escaped_json, for_terminal, on_one_line, visible

if TYPE_CHECKING:
    from hypothesis.strategies import SearchStrategy

    from tests.cli.conftest import Command

EVIL = (
    "\n::error title=x::gone\n", "\r::stop-commands::x\r", "::warning::w", "  ::debug::d",
    "\x1b[31m", "\x1b]0;title\x07", "\x9b31m", "\x7f", "\x08\x08", "\x00", "\u202e", "\u2066",
    "\u200f", "\ufeff", "\x85", "\u2028", "\u2029::error::x", "\x0b::error::x", "\ufffa",
)  # fmt: skip
# What moves a cursor, ends a line or reorders what is read, but for line ends of the report itself.
DOES_SOMETHING = re.compile(
    "[\x00-\x09\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u206f\ufeff\ufff9-\ufffb]"
)
REPORTS = ("full", "concise", "json", "sarif")


def words() -> SearchStrategy[str]:
    return st.lists(st.sampled_from((*EVIL, "Buses", " help ", "a")), min_size=1, max_size=3).map(
        "".join
    )


def names() -> SearchStrategy[str]:
    """Names of files: anything but a slash and NUL."""
    return (
        words().map(lambda name: name.replace("\x00", "\x01").replace("/", "_")).filter(str.strip)
    )


def evil_map(said: list[str], source: str) -> dict[str, Any]:
    """Return a map as JSON, most of whose records are well formed, with the words everywhere."""
    word = cycle(said)
    text = f"Buses help. {''.join(said)} They carry many."
    return {
        "title": next(word),
        "sources": [
            {"id": "s", "text": text, "url": next(word), "title": next(word)},
            {"id": f"no{next(word)}", "path": source, "author": next(word)},
            {"id": "gone", "path": f"no-{next(word)}", "encoding": f"enc{next(word)}"},
        ],
        "questions": [{"id": "q", "text": f"Why {next(word)}?", "speaker": next(word)}],
        "claims": [
            {"id": "help", "source": "s", "quote": f"Buses help{next(word)}", "answers": "q"},
            {"id": "::error::claim", "text": f"x {next(word)}", "note": next(word)},
            {"id": "u\u202eid", "text": f"::error:: {next(word)}", "scheme": next(word)},
            {"id": next(word), "text": "an id that is none"},
            {"id": "key", next(word): "an unknown key"},
            {"id": "said", "source": "s", "quote": text[:30], "span": [2, 9], "answers": "q"},
        ],
        "reasons": [
            {
                "id": "many",
                "supports": ["help", "::error::claim", "no\u2066such"],
                "joint": next(word) + "j",
                "qualifier": next(word),
                "tags": [next(word)],
                "source": "s",
                "quote": f"They … {next(word)} many",
                "prefix": next(word),
            }
        ],
        "meta": {next(word): next(word)},
    }


def well_formed(data: dict[str, Any]) -> dict[str, Any]:
    """Return the map without the records that are refused, so that it can be drawn."""
    ids = re.compile(r"[^\s\x00-\x1f\x7f-\x9f\ufeff]+")
    sources = [s for s in data["sources"] if ids.fullmatch(s["id"]) and "text" in s]
    claims = [c for c in data["claims"] if c["id"] != "key" and ids.fullmatch(c["id"])]
    return {**data, "sources": sources, "claims": claims}


def printed(*arguments: str) -> tuple[int, str]:
    """Return the exit status of a command and what it printed, results and messages."""
    streams = [io.TextIOWrapper(io.BytesIO(), encoding="utf-8", newline="\n") for _ in range(2)]
    for stream in streams:
        stream.reconfigure(errors="backslashreplace", write_through=True)
    with patch.object(sys, "stdout", streams[0]), patch.object(sys, "stderr", streams[1]):
        status = run(list(arguments))
        for stream in streams:
            stream.flush()
    out, err = (stream.buffer.getvalue().decode("utf-8") for stream in streams)  # type: ignore[attr-defined]  # BytesIO
    return status, out + err


def assert_is_text(said: str, *arguments: str) -> None:
    found = DOES_SOMETHING.search(said)
    assert not found, (arguments, found, said)
    # A full report has `:::` before the place in a source, which is no command of GitHub's.
    assert not re.search(r"^\s*::(?!: )", said, re.MULTILINE), (arguments, said)
    assert "bug in argmap" not in said, (arguments, said)


# Each example runs every command; to make a failing one smaller would take minutes.
@settings(
    max_examples=4,
    deadline=None,
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=[HealthCheck.too_slow],
)
@given(st.lists(words(), min_size=4, max_size=9), names(), names())
def test_nothing_that_a_file_says_does_anything_in_what_is_printed(
    said: list[str], name: str, source: str
) -> None:
    with tempfile.TemporaryDirectory() as folder, chdir(folder):
        data = evil_map(said, source)
        Path(source).write_text(f"Buses {''.join(said)} help.", encoding="utf-8", newline="")
        broken, whole = f"{name}.argmap.json", f"{name}w.argmap.json"
        Path(broken).write_text(json.dumps(data), encoding="utf-8")
        Path(whole).write_text(json.dumps(well_formed(data)), encoding="utf-8")
        (Path(folder) / "out").mkdir()
        commands = [
            *(["check", "--output-format", form, "--", broken] for form in REPORTS),
            *(["check", "--output-format", form, "--", whole] for form in REPORTS),
            ["check", "--config", source, "--", whole],
            ["check", "--select", name, "--", whole],
            *(["show", "--", each] for each in (broken, whole)),
            *(["show", "--", whole, each] for each in ("help", "said", "many", "u\u202eid", name)),
            ["stats", "--", broken, whole],
            ["stats", "--output-format", "json", "--", whole],
            ["render", "-o", f"out/{name}.svg", "--", whole],
            ["render", "-o", f"out/{name}.html", "--split", "question", "--", whole],
            ["render", "-o", f"out/{name}.{name}", "--", broken],
            ["render", "-o", "out/x.svg", "--theme", name, "--", whole],
            ["convert", "-o", f"out/{name}.csv", "--", whole],
            ["convert", "-o", f"out/{name}.argdown", "--", whole],
            ["convert", "--to", "aif", "-o", f"out/{name}", "-O", name, "--", whole],
            ["convert", "-o", "out/x.yaml", "--source", source, "--", broken],
            ["anchor", "--report", f"out/{name}.json", "-o", "out/a.json", "--", whole],
            ["anchor", "--old", f"s={source}", "-o", "out/b.json", "--", whole],
            ["anchor", "--", broken],
            ["new", "-o", f"out/{name}.yaml", "--title", name, "--", source, name],
            ["rule", "--", name],
            ["schema", "-o", f"out/{name}/x"],
            [name],
        ]  # fmt: skip
        for arguments in commands:
            assert_is_text(printed(*arguments)[1], *arguments)


@given(st.text())
def test_what_is_made_visible_is_on_one_line_and_does_nothing(text: str) -> None:
    for shown in (visible(text), on_one_line(text), as_line(text)):
        assert not DOES_SOMETHING.search(shown)
        assert "\n" not in shown
        shown.encode()
    assert not as_line(text).lstrip().startswith("::")
    assert visible(visible(text)) == visible(text)


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_escaped_json_says_the_same(text: str) -> None:
    written = escaped_json(json.dumps({text: [text]}, ensure_ascii=False, indent=2))
    assert json.loads(written) == {text: [text]}
    assert not DOES_SOMETHING.search(written)


@pytest.mark.skipif(sys.platform != "linux", reason="only there can a name be any bytes")
@pytest.mark.parametrize("form", [*REPORTS, "github"])
def test_a_name_that_is_no_utf_8_is_reported_in_every_format(
    argmap: Command, folder: Path, form: str
) -> None:
    name = os.fsdecode(b"m\xff.argmap.json")
    data = {"sources": [{"id": "s", "path": "text.txt"}], "claims": [{"id": "c", "quote": "Trams"}]}
    (folder / name).write_text(json.dumps(data), encoding="utf-8")
    said = argmap("check", name, "--output-format", form)
    assert said.status == 1
    assert "AM120" in said.out
    assert not said.err
    if form == "sarif":
        result = json.loads(said.out)["runs"][0]["results"][0]
        place = result["locations"][0]["physicalLocation"]
        assert place["artifactLocation"]["uri"] == "m%FF.argmap.json"
    if form == "json":
        assert json.loads(said.out)["findings"][0]["map"]["path"] == name


def test_a_terminal_is_shown_signs_in_data_too() -> None:
    assert for_terminal("a\tb\n\x1b[31mc\r\nd\re") == "a\tb\n␛[31mc\r\nd␍e"
