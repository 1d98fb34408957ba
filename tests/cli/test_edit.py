"""`argmap edit` from the command line: which map it opens, and how it ends."""

import os
import re
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.request import HTTPCookieProcessor, build_opener

import pytest

from argmap.mapfile import load
from tests.editor.towns import MAP, SOURCE, town

pytestmark = pytest.mark.full

ADDRESS = re.compile(r"http://127\.0\.0\.1:\d+/\?token=[\w-]+")


@contextmanager
def edited(*arguments: str, folder: Path) -> Iterator[tuple[subprocess.Popen[str], str]]:
    """Start the command; give it with what it said up to the address."""
    command = [sys.executable, "-m", "argmap", "edit", "--no-browser", *arguments]
    environment = {**os.environ, "PYTHONPATH": os.getcwd()}  # noqa: PTH109 -- a text is needed
    with subprocess.Popen(
        command, cwd=folder, stderr=subprocess.PIPE, text=True, env=environment
    ) as process:
        assert process.stderr is not None
        said = ""
        try:
            for line in process.stderr:
                said += line
                if ADDRESS.search(line):
                    break
            yield process, said
        finally:
            process.kill()


def page_at(said: str) -> str:
    found = ADDRESS.search(said)
    assert found is not None, said
    opener = build_opener(HTTPCookieProcessor())
    with opener.open(found[0], timeout=60) as reply:
        page: str = reply.read().decode()
    return page


def test_a_map_is_opened_at_the_address_that_is_printed(tmp_path: Path) -> None:
    path = town(tmp_path)
    with edited(path.name, folder=tmp_path) as (_, said):
        assert "edits town.argmap.yaml" in said
        assert "They carry many people" in page_at(said)
    assert path.read_text() == MAP


def test_for_a_text_a_map_is_made_beside_it_and_opened_the_next_time(tmp_path: Path) -> None:
    (tmp_path / "argmap.toml").write_text("")
    (tmp_path / "town.txt").write_text(SOURCE)
    with edited("town.txt", folder=tmp_path) as (_, said):
        assert "town.argmap.yaml: made for town.txt" in said
        assert "But at night" in page_at(said)
    map = load(tmp_path / "town.argmap.yaml")
    assert [source.path for source in map.sources] == ["town.txt"]
    assert (tmp_path / "argmap.schema.json").is_file()
    before = (tmp_path / "town.argmap.yaml").read_bytes()
    with edited("town.txt", folder=tmp_path) as (_, said):
        assert "town.argmap.yaml already exists; opening it" in said
    assert (tmp_path / "town.argmap.yaml").read_bytes() == before


def test_a_web_page_is_taken_as_a_text(tmp_path: Path) -> None:
    pytest.importorskip("selectolax")
    (tmp_path / "argmap.toml").write_text("")
    (tmp_path / "town.html").write_text("<title>Town</title><p>Buses help the town.</p>")
    with edited("town.html", folder=tmp_path) as (_, said):
        assert "Buses help the town." in page_at(said)
    assert (tmp_path / "town.txt").is_file()


@pytest.mark.skipif(os.name == "nt", reason="Windows has no SIGINT for one process")
def test_an_interrupt_ends_it_in_peace(tmp_path: Path) -> None:
    path = town(tmp_path)
    with edited(path.name, folder=tmp_path) as (process, said):
        page_at(said)
        process.send_signal(signal.SIGINT)
        assert process.wait(60) == 0
        assert process.stderr is not None
        assert "Traceback" not in process.stderr.read()


def run(*arguments: str, folder: Path) -> str:
    environment = {**os.environ, "PYTHONPATH": os.getcwd()}  # noqa: PTH109 -- a text is needed
    result = subprocess.run(
        [sys.executable, "-m", "argmap", "edit", "--no-browser", *arguments],
        cwd=folder,
        capture_output=True,
        text=True,
        env=environment,
        check=False,
        timeout=120,
    )
    assert result.returncode == 2
    assert "Traceback" not in result.stderr
    return result.stderr


def test_a_map_of_other_sources_is_not_opened_for_a_text(tmp_path: Path) -> None:
    town(tmp_path)
    (tmp_path / "town.txt").write_text("Something else.")
    assert "has other sources than town.txt" in run("town.txt", folder=tmp_path)


def test_what_cannot_be_opened_is_said(tmp_path: Path) -> None:
    assert "file not found" in run("nothing.argmap.yaml", folder=tmp_path)
    assert "nothing.txt" in run("nothing.txt", folder=tmp_path)
    (tmp_path / "list.yaml").write_text("- a\n")
    assert "list.yaml" in run("list.yaml", folder=tmp_path)
    assert "cannot be edited" in run("-", folder=tmp_path)


def test_a_draft_is_suggested_and_what_is_lost_of_it_is_said(tmp_path: Path) -> None:
    path = town(tmp_path)
    (tmp_path / "reply.txt").write_text(
        '{"claims": [{"id": "n", "quote": "at night"}, {"id": "x", "quote": "not there at all"}'
    )
    with edited(path.name, "--draft", "reply.txt", folder=tmp_path) as (_, said):
        assert "reply.txt: " in said
        assert '"suggestions": [{"id": "n"' in page_at(said)
