"""Measure how soon `argmap lsp` reports what is typed, against a check in one process.

    python benchmarks/language_server.py

A map over a text of 200 kB is changed by one character at a time, through a real client. The time
from the change to the findings is compared with reading and checking the same text in a process
that has done so before; both in turn, A B A B …. Then somebody types ten characters a second, and
it is counted how many more were typed before the findings about each came.
"""

from __future__ import annotations

import asyncio
import os
import statistics
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from lsprotocol import types
from pygls.lsp.client import LanguageClient

from argmap import ArgumentMap, Source, save
from argmap.checking import check_as_configured
from argmap.mapfile import parse_file

ROUNDS = 21
SIZES = (45, 500)
CHARACTERS = 200_000
KEYS = 40
BETWEEN_KEYS = 0.1


def map_of_statements(folder: Path, count: int, characters: int = CHARACTERS) -> Path:
    """Write a map of so many statements over a long text, some quotes wrong; return its path."""
    sentences = [f"Point {number} of the long report is made here." for number in range(count)]
    filler = "Nothing of this is quoted by anybody, and it goes on for a while. " * 5
    every = max(1, characters // count - 40)
    text = "\n".join(f"{sentence} {(filler * 20)[:every]}" for sentence in sentences)
    (folder / "report.txt").write_text(text, encoding="utf-8")
    map = ArgumentMap(title="A report", sources=[Source.read(folder / "report.txt")])
    claim = None
    for number, sentence in enumerate(sentences):
        quote = sentence.replace("long", "short") if number % 50 == 7 else sentence
        fields: dict[str, Any] = {"id": f"s{number}", "quote": sentence}
        if number % 10 == 0:
            claim = map.claim(f"The report makes point {number}", **fields)
        else:
            map.reason(f"Point {number} is made in it", supports=claim, **fields)
        if quote != sentence:
            map.reasons[-1] = map.reasons[-1].model_copy(
                update={"anchors": [map.reasons[-1].anchors[0].model_copy(update={"quote": quote})]}
            )
    path = folder / f"report-{count}.argmap.yaml"
    save(map, path)
    return path


class Typist:
    """A client with one open map, into whose first line it types."""

    def __init__(self, path: Path) -> None:
        self.uri, self.text, self.version = path.as_uri(), path.read_text("utf-8"), 1
        self.client = LanguageClient("typist", "1")
        self.published: dict[int, float] = {}
        self.lags: list[int] = []
        self.news = asyncio.Event()

    def _publish(self, params: types.PublishDiagnosticsParams) -> None:
        if params.version is not None:
            self.published[params.version] = time.perf_counter()
            self.lags.append(self.version - params.version)
            self.news.set()

    async def start(self) -> None:
        """Start the server, and open the map."""
        self.client.feature(types.TEXT_DOCUMENT_PUBLISH_DIAGNOSTICS)(lambda p: self._publish(p))  # noqa: PLW0108
        await self.client.start_io(sys.executable, "-m", "argmap", "lsp", env=dict(os.environ))
        await self.client.initialize_async(
            types.InitializeParams(capabilities=types.ClientCapabilities())
        )
        self.client.initialized(types.InitializedParams())
        item = types.TextDocumentItem(self.uri, "yaml", 1, self.text)
        self.client.text_document_did_open(types.DidOpenTextDocumentParams(item))
        await self.reported()

    async def stop(self) -> None:
        """End the server."""
        await self.client.shutdown_async(None)
        self.client.exit(None)
        await self.client.stop()

    def type(self, character: str) -> None:
        """Type a character at the beginning of the map."""
        self.version += 1
        start = types.Position(0, 0)
        change = types.TextDocumentContentChangePartial(
            range=types.Range(start, start), text=character
        )
        self.text = character + self.text
        document = types.VersionedTextDocumentIdentifier(self.version, self.uri)
        self.client.text_document_did_change(types.DidChangeTextDocumentParams(document, [change]))

    async def reported(self) -> None:
        """Wait until the findings about what is typed last are there."""
        while self.version not in self.published:
            self.news.clear()
            await self.news.wait()


async def measure(path: Path) -> tuple[float, float, list[float], int]:
    """Return the median seconds of both, the ratios, and the greatest lag in keystrokes."""
    typist = Typist(path)
    await typist.start()
    both = []
    for _ in range(ROUNDS + 2):
        start = time.perf_counter()
        typist.type("\n")
        await typist.reported()
        middle = time.perf_counter()
        file = parse_file(typist.text, path)
        check_as_configured(file)
        both.append((middle - start, time.perf_counter() - middle))
    both = both[2:]  # the first ones load modules
    typist.lags.clear()
    for _ in range(KEYS):
        typist.type("\n")
        await asyncio.sleep(BETWEEN_KEYS)
    await typist.reported()
    await typist.stop()
    ratios = sorted(served / checked for served, checked in both)
    medians = [statistics.median(one) for one in zip(*both, strict=True)]
    return medians[0], medians[1], ratios, max(typist.lags)


def main() -> None:
    """Print the table that stands in ``benchmarks/README.md``."""
    heads = "statements", "check, in process", "argmap lsp", "goal", "median ratio", "range"
    print(f"| {' | '.join(heads)} | keys behind |\n|{' --- |' * 7}")
    with tempfile.TemporaryDirectory() as folder:
        for count in SIZES:
            path = map_of_statements(Path(folder), count)
            served, checked, ratios, lag = asyncio.run(measure(path))
            print(
                f"| {count} | {checked * 1000:.0f} ms | {served * 1000:.0f} ms | ≤ 3.0 |"
                f" {statistics.median(ratios):.2f} | {ratios[0]:.2f}–{ratios[-1]:.2f} | {lag} |"
            )


if __name__ == "__main__":
    main()
