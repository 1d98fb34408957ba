"""Change a map at random through a real server that is killed now and then, and see what is lost.

    python -m tests.editor.walking --edits 2000

Two tabs make gestures, take them back and do them again; another program writes to the file in
between; the server is killed between two answers or in the middle of one. After each step the file
must be a map, hold what was confirmed, and have every comment that was in no removed record. Taken
back to the start, it must be the first file, byte for byte.
"""

from __future__ import annotations

import argparse
import os
import random
import re
import subprocess
import sys
import tempfile
import time
from collections import Counter
from http.client import HTTPException
from pathlib import Path
from threading import Thread
from typing import TYPE_CHECKING, Any

from pydantic import ValidationError

from argmap.editor.gestures import read_gesture
from argmap.errors import ArgmapError
from argmap.mapfile import load, read_map
from argmap.mapfile.route import find_node
from tests.editor.towns import Browser

if TYPE_CHECKING:
    from collections.abc import Callable

    from argmap.mapfile import MapFile
    from argmap.model import ArgumentMap
    from tests.editor.towns import Reply

ROOT = Path(__file__).parents[2]
ADDRESS = re.compile(r"http://127\.0\.0\.1:(\d+)/\?token=([\w-]+)")
COMMENT = re.compile(r"# c\d+")
KINDS = ("question", "claim", "reason", "caveat")
_FEW_STEPS = 40  # that are taken back and done again in between
RELATIONS = ("supports", "rebuts", "undercuts", "limits", "restates", "answers")
WORDS = ("buses", "help", "the town", "because", "they carry", "people", "home", "at night")


def sentence(random: random.Random) -> str:
    """Return words, some of which YAML would take for something else."""
    words = [random.choice((*WORDS, "# not", "a: b", "“so”", "- it", "né", "😀", "yes", "1.0"))]
    return " ".join((*words, *random.choices(WORDS, k=random.randint(1, 6))))


def first_file(folder: Path, random: random.Random) -> Path:
    """Write a map with a comment wherever one can be, and its source."""
    (folder / "argmap.toml").write_text("")
    lines = [sentence(random).replace("\n", " ") for _ in range(60)]
    (folder / "note.txt").write_text("\n".join(lines) + "\n", encoding="utf-8")
    number = 0

    def comment() -> str:
        nonlocal number
        number += 1
        return f"# c{number} kept"

    text = [comment(), "argmap: 1", "sources:", f"  - id: note  {comment()}", "    path: note.txt"]
    for section in ("questions", "claims", "reasons", "caveats"):
        text += [comment(), f"{section}:"]
        for row in range(4):
            id = f"{section[:2]}{row}"
            text += [f"  {comment()}"] * (random.random() < 0.5)
            text += [f"  - id: {id}  {comment()}", f"    {comment()}", f"    text: About {id}"]
            if section == "reasons":
                text += [f"    supports: cl{random.randrange(4)}"]
            if section == "caveats":
                text += [f"    limits: cl{random.randrange(4)}"]
    text += [comment(), ""]
    path = folder / "walk.argmap.yaml"
    path.write_bytes("\n".join(text).replace("\n", random.choice(("\n", "\r\n"))).encode())
    return path


class Tab:
    """A page, and what it has seen last."""

    def __init__(self, revision: int, seen: ArgumentMap) -> None:
        self.revision = revision
        self.seen = seen


class Walk:
    """A walk of random steps; ``counts`` says how many of each there were."""

    def __init__(self, folder: Path, seed: int) -> None:
        self.random = random.Random(seed)  # noqa: S311 -- a walk is no secret
        self.path = first_file(folder, self.random)
        self.source = (folder / "note.txt").read_text("utf-8")
        self.counts: Counter[str] = Counter()
        self.comments = Counter(COMMENT.findall(self.text))
        self.written: set[str] = set()
        self.numbers = 0

    @property
    def text(self) -> str:
        return self.path.read_bytes().decode()

    @property
    def map(self) -> ArgumentMap:
        return load(self.path)

    # The server

    def start(self) -> None:
        command = [sys.executable, "-m", "argmap", "edit", "--no-browser", str(self.path)]
        environment = {**os.environ, "PYTHONPATH": str(ROOT)}
        self.process = subprocess.Popen(
            command, stderr=subprocess.PIPE, text=True, env=environment, cwd=self.path.parent
        )
        assert self.process.stderr is not None
        said = ""
        for line in self.process.stderr:
            said += line
            if found := ADDRESS.search(line):
                self.browser = Browser(int(found[1]), found[2])
                break
        else:
            raise AssertionError(said)
        self.tabs = [Tab(1, self.map), Tab(1, self.map)]
        self.done, self.undone = [self.text], []

    def kill(self) -> None:
        self.process.kill()
        self.process.wait()
        assert self.process.stderr is not None
        self.process.stderr.close()

    # Steps

    def walk(self, edits: int, *, kills: float = 0.02) -> None:
        """Make so many edits; ``kills`` is how often the server is killed instead."""
        self.start()
        try:
            while self.counts["edits"] < edits:
                chance = self.random.random()
                if chance < kills:
                    self.killed()
                elif chance < 0.1:
                    self.on_disk()
                elif chance < 0.25:
                    self.step_of_history()
                elif chance < 0.26:
                    if len(self.done) < _FEW_STEPS:
                        self.to_the_start()
                else:
                    self.gesture()
            self.to_the_start()
        finally:
            self.kill()

    def gesture(self) -> None:
        tab = self.random.choice(self.tabs)
        data = self.drawn(tab)
        before, expected = self.text, self.made(data)
        reply = self.browser.post("/gesture", data)
        if reply.status == 409 and self.random.random() < 0.7:
            self.counts["conflicts"] += 1
            reply = self.browser.post("/gesture", {**data, "confirmed": True})
        self.take(tab, reply)
        if reply.status != 200:
            self.counts[f"refused {reply.status}"] += 1
            assert reply.status in (409, 422), reply
            assert self.text == before, data
            return
        self.counts["edits"] += 1
        assert expected is not None, (data, reply)
        assert self.map == expected, data
        self.see(before, data)
        if self.text != before:
            self.done.append(self.text)
            self.undone.clear()

    def made(self, data: dict[str, Any]) -> ArgumentMap | None:
        """Return the map as it should be after a gesture, None if it cannot be made."""
        map = self.map
        try:
            read_gesture(data).make(map)
        except (ArgmapError, ValidationError):
            return None
        return map

    def step_of_history(self) -> None:
        tab = self.random.choice(self.tabs)
        is_back = self.random.random() < 0.6
        before = self.text
        data = {"revision": tab.revision, "confirmed": self.random.random() < 0.7}
        reply = self.browser.post("/undo" if is_back else "/redo", data)
        self.take(tab, reply)
        if reply.status != 200:
            assert self.text == before
            return
        self.counts["undone" if is_back else "redone"] += 1
        if is_back:
            self.undone.append(self.done.pop())
        else:
            self.done.append(self.undone.pop())
        assert self.text == self.done[-1]
        self.comments = Counter(COMMENT.findall(self.text))

    def to_the_start(self) -> None:
        """Take back all that was done since the server began, and do it again."""
        tab = self.tabs[0]
        for path, status in (("/undo", "undone"), ("/redo", "redone")):
            while True:
                data = {"revision": tab.revision, "confirmed": True}
                reply = self.browser.post(path, data)
                self.take(tab, reply)
                if reply.status != 200:
                    assert reply.status == 422
                    break
                self.counts[status] += 1
            if path == "/undo":
                assert self.text == self.done[0]
                self.counts["taken back to the start"] += 1
                self.undone = [*self.undone, *reversed(self.done[1:])]
                self.done = self.done[:1]
        assert not self.undone or self.text == self.undone[0]
        self.done = [*self.done, *reversed(self.undone)]
        self.undone = []
        assert self.text == self.done[-1]
        self.comments = Counter(COMMENT.findall(self.text))

    def on_disk(self) -> None:
        """Let another program write to the file, in place or with another file."""
        if self.done[-1] in self.written:
            return  # two changes soon after each other are one step
        self.counts["changes on disk"] += 1
        self.numbers += 1
        before = self.text
        end = "\r\n" if "\r\n" in before else "\n"
        lines = before.split(end)
        rows = [row for row, line in enumerate(lines) if line.startswith("  - id:")]
        row = self.random.choice(rows)
        if self.random.random() < 0.5:
            comment = f"# c{10_000 + self.numbers}"
            lines.insert(row, f"  {comment} by another program")
        else:
            texts = [
                row for row, line in enumerate(lines) if re.match(r"    text: \w[^#:]*$", line)
            ]
            if texts:
                lines[self.random.choice(texts)] = f"    text: Said elsewhere {self.numbers}"
        written = end.join(lines).encode()
        if self.random.random() < 0.5:
            self.path.write_bytes(written)
        else:
            beside = self.path.with_suffix(".other")
            beside.write_bytes(written)
            beside.replace(self.path)
        load(self.path)
        self.comments = Counter(COMMENT.findall(self.text))
        if self.text != before:
            self.done.append(self.text)
            self.written.add(self.text)
            self.undone.clear()
            # Else another change could follow before this one is seen, and be one step with it.
            assert self.browser.get("/").status == 200

    def killed(self) -> None:
        """Kill the server, half of the time while it makes a gesture."""
        self.counts["killed"] += 1
        before, data, expected = self.map, None, None
        if self.random.random() < 0.5:
            data = self.drawn(self.tabs[0]) | {"revision": self.tabs[0].revision}
            expected = self.made(data)
            thread = Thread(target=self._asked, args=(data,))
            thread.start()
            time.sleep(self.random.random() * 0.08)
            self.kill()
            thread.join()
            self.counts["killed in a gesture"] += 1
        else:
            self.kill()
        now = self.map
        assert now in (before, expected), data
        for one in self.path.parent.glob(".argmap-*"):
            one.unlink()  # what was being written; the next writer would remove it
        self.comments &= Counter(COMMENT.findall(self.text)) if now == expected else self.comments
        self.start()

    def _asked(self, data: dict[str, Any]) -> None:
        try:
            self.browser.post("/gesture", data)
        except (OSError, HTTPException):
            return  # it was killed

    def take(self, tab: Tab, reply: Reply) -> None:
        """Let a tab see what it was answered."""
        revision = reply.json.get("revision")
        if revision is not None:
            tab.revision, tab.seen = revision, self.map

    # Comments

    def see(self, before: str, data: dict[str, Any]) -> None:
        """See that no comment is lost but those in records that were removed."""
        now = Counter(COMMENT.findall(self.text))
        lost = self.comments - now
        if lost:
            assert data["do"] == "remove", (data, lost)
            file = read_map(self.path).reread(before)
            assert lost <= inside(file, set(file.map.ids) - set(self.map.ids)), (data, lost)
        assert not now - self.comments
        self.comments = now

    # Gestures

    def drawn(self, tab: Tab) -> dict[str, Any]:
        """Return a gesture on what a tab shows; most of them can be made."""
        random, ids = self.random, list(tab.seen.ids)
        id, other = random.choice(ids), random.choice(ids)
        start = random.randrange(len(self.source) - 30)
        spans = [[start, start + random.randint(1, 25)]]
        draws: list[Callable[[], dict[str, Any]]] = [
            lambda: {
                "do": "state", "kind": random.choice(KINDS), "source": 0, "spans": spans,
                "text": random.choice((None, sentence(random))),
                **random.choice(({}, {"target": other}, {"target": other, "relation": "limits"})),
            },
            lambda: {
                "do": "anchor", "id": id, "source": 0, "spans": spans,
                "is_further_fragment": random.random() < 0.5,
            },
            lambda: {"do": "unanchor", "id": id, "anchor": 0},
            lambda: {
                "do": "relate", "id": id, "relation": random.choice(RELATIONS), "target": other,
                "place": random.choice(("add", "instead")),
            },
            lambda: {
                "do": "relate", "id": id, "relation": "supports", "joint_with": other,
                "place": "instead",
            },
            lambda: {
                "do": "unrelate", "id": id,
                **dict(
                    zip(
                        ("relation", "target"),
                        random.choice([*tab.seen[id].references] or [("supports", other)]),
                        strict=True,
                    )
                ),
            },
            lambda: {"do": "set", "id": id, "field": "text", "value": sentence(random)},
            lambda: {
                "do": "set", "id": id, "field": random.choice(("speaker", "note", "qualifier")),
                "value": random.choice((None, sentence(random), "two\nlines")),
            },
            lambda: {
                "do": "set", "id": id,
                **random.choice(
                    (
                        {"field": "strength", "value": 0.5},
                        {"field": "tags", "value": ["a", "b"]},
                        {"field": random.choice(("strength", "tags")), "value": None},
                    )
                ),
            },
            lambda: {"do": "kind", "id": id, "kind": random.choice(KINDS)},
            lambda: {"do": "rename", "id": id, "to": f"n{random.randrange(10_000)}"},
            lambda: {"do": "reorder", "id": id, "before": random.choice((None, other))},
            lambda: {"do": "title", "value": random.choice((None, sentence(random)))},
        ]  # fmt: skip
        if len(ids) > 12:
            draws.append(lambda: {"do": "remove", "id": id, "with_subtree": random.random() < 0.3})
        return {"revision": tab.revision, **random.choice(draws)()}


def inside(file: MapFile, ids: set[str]) -> Counter[str]:
    """Return the comments in the records of these ids, to the ends of their lines."""
    found: Counter[str] = Counter()
    for section, rows in file.rows.items():
        for record, row in zip(getattr(file.map, section), rows, strict=True):
            if record.id in ids and file.tree is not None:
                node, _, _ = find_node(file.tree, (section, row))
                end = file.text.find("\n", node.span.end - 1)
                found += Counter(COMMENT.findall(file.text[node.span.start : end]))
    return found


def main() -> None:
    """Walk, and say how far it went."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--edits", type=int, default=2000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--kills", type=float, default=0.02, help="how often the server is killed")
    given = parser.parse_args()
    print(f"seed {given.seed}", flush=True)  # noqa: T201 -- it is what this program is for
    with tempfile.TemporaryDirectory() as folder:
        walk = Walk(Path(folder), given.seed)
        for part in range(0, given.edits, 100):
            walk.walk(min(part + 100, given.edits), kills=given.kills)
            print(f"{walk.counts['edits']:,} edits", flush=True)  # noqa: T201
    for name, count in sorted(walk.counts.items()):
        print(f"{count:6,} {name}")  # noqa: T201


if __name__ == "__main__":
    main()
