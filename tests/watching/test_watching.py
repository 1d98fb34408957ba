"""Maps are checked and drawn again when a file changes that they depend on."""

from __future__ import annotations

import http.client
import os
import signal
import sys
import time
from contextlib import contextmanager
from queue import Empty, Queue
from subprocess import PIPE, Popen
from threading import Event, Thread
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import pytest

from argmap.watching.page_server import PageServer
from argmap.watching.watched import Watched
from argmap.watching.watching import watch
from tests.sessions import ROOT

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from argmap.watching.watched import Look

MAP = """\
argmap: 1
sources: [{id: text, path: texts/text.txt}]
claims:
  - {id: help, quote: Buses help, span: [0, 10]}
reasons:
  - {id: many, supports: help, quote: They carry many, span: [12, 27]}
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "texts").mkdir()
    (tmp_path / "texts" / "text.txt").write_text("Buses help. They carry many.", "utf-8")
    (tmp_path / "town.argmap.yaml").write_text(MAP, "utf-8")
    return tmp_path


@contextmanager
def watching(*maps: Watched) -> Iterator[Callable[[], Look]]:
    """Watch maps; what is given returns the next look at one."""
    looks: Queue[Look] = Queue()
    stop = Event()
    thread = Thread(target=watch, args=(maps, looks.put), kwargs={"stop": stop}, daemon=True)
    thread.start()
    try:
        yield lambda: looks.get(timeout=30)
        time.sleep(0.5)
        with pytest.raises(Empty):
            looks.get_nowait()
    finally:
        stop.set()
        thread.join(30)
    assert not thread.is_alive()


def settle() -> None:
    """Wait until the folders are watched: that begins after the first look."""
    time.sleep(0.5)


def test_each_change_is_one_look(folder: Path) -> None:
    path = folder / "town.argmap.yaml"
    with watching(Watched(str(path))) as look:
        assert look().line.endswith(f"{path}: no findings")
        settle()
        path.write_text(MAP.replace("Buses help", "Trams help"), "utf-8")
        assert look().line.endswith(": 1 error")
        # Editors write another file and give it the name of the old one.
        (folder / "new").write_text(MAP, "utf-8")
        (folder / "new").rename(path)
        assert look().line.endswith(": no findings")
        (folder / "texts" / "text.txt").write_text("Buses help! They carry few.", "utf-8")
        assert look().line.endswith(": 1 error")
        (folder / "argmap.toml").write_text('ignore = ["AM1"]', "utf-8")
        assert look().line.endswith(": no findings")
        (folder / "other.txt").write_text("not a part of it", "utf-8")


def test_a_source_that_is_named_later_is_watched(folder: Path) -> None:
    path = folder / "town.argmap.yaml"
    (folder / "others").mkdir()
    (folder / "others" / "text.txt").write_text("Trams help. They carry many.", "utf-8")
    with watching(Watched(str(path))) as look:
        look()
        settle()
        path.write_text(MAP.replace("texts/", "others/"), "utf-8")
        assert look().line.endswith(": 1 error")
        settle()
        (folder / "others" / "text.txt").write_text("Buses help. They carry many.", "utf-8")
        assert look().line.endswith(": no findings")


def test_a_map_that_is_removed_and_comes_back(folder: Path) -> None:
    path = folder / "town.argmap.yaml"
    with watching(Watched(str(path))) as look:
        look()
        settle()
        path.unlink()
        assert "file not found" in look().line
        settle()
        path.write_text(MAP, "utf-8")
        assert look().line.endswith(": no findings")


def test_a_picture_is_drawn_again_and_kept_while_the_map_is_broken(folder: Path) -> None:
    path, picture = folder / "town.argmap.yaml", folder / "town.svg"
    theme = folder / "theme.toml"
    theme.write_text('base = "light"\n', "utf-8")
    with watching(Watched(str(path), str(picture), str(theme))) as look:
        first = look()
        assert "; drew " in first.line, first.line
        settle()
        path.write_text(MAP.replace("id: help,", "id: help, text: So,"), "utf-8")
        assert "; drew " in look().line
        drawn = picture.read_bytes()
        path.write_text("claims: [\n", "utf-8")
        assert "is unchanged, because the map cannot be read" in look().line
        assert picture.read_bytes() == drawn
        path.write_text(MAP, "utf-8")
        assert "; drew " in look().line
        theme.write_text('base = "dark"\n', "utf-8")
        assert "; drew " in look().line
        assert picture.read_bytes() != drawn


def got(address: str, *, host: str | None = None) -> tuple[int, bytes]:
    parts = urlsplit(address)
    connection = http.client.HTTPConnection(parts.netloc, timeout=30)
    connection.request("GET", parts.path, headers={"Host": host} if host else {})
    answer = connection.getresponse()
    read = answer.status, answer.read()
    connection.close()
    return read


def test_a_page_is_served_as_it_is_to_who_knows_its_address() -> None:
    with PageServer() as server:
        server.show(b"<title>one</title>")
        assert got(f"{server.address}page") == (200, b"<title>one</title>")
        status, frame = got(server.address)
        assert (status, b'<iframe src="page"' in frame) == (200, True)
        root = server.address.rsplit("/", 2)[0]
        for path in ("/", "/page", "/guess/page", "/../page", "/%2e%2e/"):
            assert got(f"{root}{path}")[0] == 404
        assert got(server.address, host="evil.example")[0] == 403


def test_a_frame_hears_of_each_change() -> None:
    with PageServer() as server:
        server.show(b"one")
        parts = urlsplit(server.address)
        connection = http.client.HTTPConnection(parts.netloc, timeout=30)
        connection.request("GET", f"{parts.path}events")
        events = connection.getresponse()
        server.show(b"two")
        assert events.readline() == b"data: reload\n"
        server.show(b"two")  # the same again is no change
        server.show(b"three")
        assert events.readline() == b"\n"
        assert events.readline() == b"data: reload\n"
        connection.close()


@pytest.mark.skipif(sys.platform == "win32", reason="interrupts are sent otherwise there")
@pytest.mark.parametrize("sent", [signal.SIGINT, getattr(signal, "SIGHUP", signal.SIGTERM)])
def test_it_ends_with_an_interrupt_and_with_the_terminal(folder: Path, sent: int) -> None:
    with Popen(
        [sys.executable, "-m", "argmap", "watch", "town.argmap.yaml", "-o", "town.html"],
        cwd=folder,
        stdout=PIPE,
        stderr=PIPE,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    ) as running:
        assert running.stdout
        assert running.stderr
        assert b"reloads automatically" in running.stderr.readline()
        assert b"no findings; drew town.html" in running.stdout.readline()
        settle()
        running.send_signal(sent)
        try:
            status = running.wait(30)
        finally:
            running.kill()  # else the `with` waits for it without end
        assert status == (0 if sent == signal.SIGINT else -sent)
        assert b"Traceback" not in running.stderr.read()


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["no.argmap.yaml", "-o", "a"], "no extension"),
        (["town.argmap.yaml", "--theme", "dark"], "needs `--output`"),
        (["-"], "only files can be watched"),
        (
            ["town.argmap.yaml", "town.argmap.yaml", "other.argmap.yaml", "-o", "a.svg"],
            "single map",
        ),
    ],
)
def test_what_cannot_be_watched_is_refused(folder: Path, arguments: list[str], said: str) -> None:
    with Popen(
        [sys.executable, "-m", "argmap", "watch", *arguments],
        cwd=folder,
        stdin=PIPE,
        stderr=PIPE,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    ) as running:
        assert running.stderr
        assert said.encode() in running.stderr.read()
        assert running.wait(30) == 2
