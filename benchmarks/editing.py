"""Measure how soon `argmap edit` has a change on disk and its findings on the cards.

    python benchmarks/editing.py

Maps of 500 statements over a text of 200 kB and of 1,000 over 1 MB are changed by one wording at a
time, through a real server and in Chromium. The time from the gesture to its answer, by when it is
on disk, checked and drawn, and the time until the browser has painted it, are compared with what
loading, checking and saving the same map take in a process that has done so before; all in turn,
A B C A B C …. Then it is measured how long it takes from the start of the command to a page that
has been sent whole, against `argmap render` to HTML; both in turn, too.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from threading import Thread
from typing import TYPE_CHECKING
from urllib.request import HTTPCookieProcessor, OpenerDirector, Request, build_opener

from language_server import map_of_statements
from playwright.sync_api import sync_playwright

from argmap import save
from argmap.checking import check_as_configured
from argmap.editor.server import EditorServer
from argmap.editor.session import Session
from argmap.mapfile import read_map

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

SIZES = ((500, 200_000), (1_000, 1_000_000))  # statements, and characters of their text
ROUNDS = 9
STARTS = 5
ADDRESS = re.compile(rb"http://\S+")


def in_process(path: Path, number: int) -> float:
    """Load, change, check and save a map; return the seconds."""
    begun = time.perf_counter()
    file = read_map(path)
    file.map.replace("s3", text=f"In process {number}")
    check_as_configured(file)
    save(file.map, path)
    return time.perf_counter() - begun


def answered(opener: OpenerDirector, host: str, revision: int) -> float:
    """Change a wording by a gesture; return the seconds until it is answered."""
    data = {"do": "set", "revision": revision, "id": "s3", "field": "text"}
    body = json.dumps({**data, "value": f"By a gesture {revision}"}).encode()
    headers = {"Content-Type": "application/json", "Origin": host}
    begun = time.perf_counter()
    request = Request(f"{host}/gesture", body, headers)  # noqa: S310 -- it is our own server
    with opener.open(request) as reply:
        answer = json.loads(reply.read())
    assert answer["revision"] == revision + 1
    return time.perf_counter() - begun


def painted(page: Page, number: int) -> float:
    """Change a wording on the page; return the seconds until the browser has painted it."""
    begun = time.perf_counter()
    data = {"do": "set", "id": "s3", "field": "text", "value": f"On the page {number}"}
    page.evaluate("data => gesture(data, 'wording')", data)
    page.evaluate("new Promise(done => requestAnimationFrame(() => setTimeout(done, 0)))")
    assert page.get_by_text(f"On the page {number}").count()
    return time.perf_counter() - begun


def gestures(folder: Path, chromium: Browser, count: int, characters: int) -> None:
    """Print how long gestures take, as ratios within this run."""
    edited = map_of_statements(folder, count, characters)
    paths = [folder / f"{name}.argmap.yaml" for name in ("asked", "shown", "other")]
    for path in paths:
        path.write_bytes(edited.read_bytes())
    servers = [EditorServer(Session(str(path))) for path in paths[:2]]
    threads = [Thread(target=server.run, daemon=True) for server in servers]
    for thread in threads:
        thread.start()
    opener = build_opener(HTTPCookieProcessor())
    opener.open(servers[0].address).read()
    page = chromium.new_page(viewport={"width": 1400, "height": 900})
    page.goto(servers[1].address)
    ours, seen, theirs = [], [], []
    for number in range(1, ROUNDS + 1):
        ours.append(answered(opener, f"http://127.0.0.1:{servers[0].port}", number))
        seen.append(painted(page, number))
        theirs.append(in_process(paths[2], number))
    page.close()
    for server in servers:
        server.stop()
    for thread in threads:
        thread.join()
    _say(f"gesture, {count:,} statements", ours, "load, check and save", theirs)
    _say(f"gesture until painted, {count:,} statements", seen, "load, check and save", theirs)


def started(path: Path) -> float:
    """Start the command and fetch its page; return the seconds."""
    command = [sys.executable, "-m", "argmap", "edit", "--no-browser", str(path)]
    begun = time.perf_counter()
    with subprocess.Popen(command, stderr=subprocess.PIPE, env=dict(os.environ)) as process:
        assert process.stderr is not None
        found = ADDRESS.search(process.stderr.readline())
        assert found is not None
        page = build_opener(HTTPCookieProcessor()).open(found[0].decode()).read()
        seconds = time.perf_counter() - begun
        process.kill()
    assert page.endswith(b"</html>\n")
    return seconds


def rendered(path: Path, folder: Path) -> float:
    """Render the map to a page in a folder; return the seconds."""
    output = str(folder / "page.html")
    begun = time.perf_counter()
    subprocess.run(
        [sys.executable, "-m", "argmap", "render", str(path), "-o", output],
        check=True,
        capture_output=True,
    )
    return time.perf_counter() - begun


def starts(path: Path, name: str, folder: Path) -> None:
    """Print how long it takes until the page is there, as a ratio within this run."""
    ours, theirs = [], []
    for _ in range(STARTS):
        ours.append(started(path))
        theirs.append(rendered(path, folder))
    _say(f"page of {name}", ours, "render to HTML", theirs)


def _say(what: str, ours: list[float], other: str, theirs: list[float]) -> None:
    one, two = statistics.median(ours), statistics.median(theirs)
    print(f"{what}: {one:.2f} s, {other}: {two:.2f} s, ratio {one / two:.2f}", flush=True)


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as place, sync_playwright() as browsers:
        folder = Path(place)
        (folder / "argmap.toml").write_text("")
        path = shutil.which("chromium") or shutil.which("chromium-browser")
        chromium = browsers.chromium.launch(executable_path=path, args=["--no-sandbox"])
        for count, characters in SIZES:
            gestures(folder, chromium, count, characters)
            starts(folder / "other.argmap.yaml", f"{count:,} statements", folder)
        example = Path(__file__).parents[1] / "examples/russia-myanmar/russia-myanmar.argmap.yaml"
        starts(example, "the example", folder)
