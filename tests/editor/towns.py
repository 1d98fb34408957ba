"""A small map in a folder of its own, and a server of its editor."""

from __future__ import annotations

import json
import socket
import time
from contextlib import contextmanager
from http.client import HTTPResponse
from threading import Thread
from typing import TYPE_CHECKING, Any, NamedTuple

from argmap.editor.server import EditorServer
from argmap.editor.session import Session

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

SOURCE = "Buses help the town. They carry many people.\nBut at night few are on the road.\n"
MAP = """\
# A map with comments
argmap: 1
sources:
  - id: note
    path: note.txt   # beside the map
claims:
  # what it is about
  - id: help
    text: Buses help   # to be reworded
    quote: Buses help the town
    span: [0, 19]
reasons:
  - id: many
    supports: help
    quote: They carry many people
    span: [21, 43]
"""


def town(folder: Path) -> Path:
    """Write the map with its source, and return its path."""
    (folder / "note.txt").write_text(SOURCE)
    (folder / "argmap.toml").write_text("")
    path = folder / "town.argmap.yaml"
    path.write_text(MAP)
    return path


class Reply(NamedTuple):
    """What a server answered, headers as they were sent."""

    status: int
    headers: list[tuple[str, str]]
    body: bytes

    @property
    def json(self) -> Any:
        return json.loads(self.body)

    def header(self, name: str) -> str | None:
        found = [value for key, value in self.headers if key.lower() == name.lower()]
        return found[0] if found else None


def send(port: int, request: bytes) -> Reply:
    """Send the bytes of a request as they are, and read what comes back."""
    with socket.create_connection(("127.0.0.1", port), timeout=60) as connection:
        connection.sendall(request)
        reply = HTTPResponse(connection)
        reply.begin()
        body = reply.read()
        return Reply(reply.status, reply.getheaders(), body)


class Browser:
    """Asks as a browser does that was given the address."""

    def __init__(self, port: int, token: str) -> None:
        self.port = port
        self.host = f"127.0.0.1:{port}"
        reply = self.ask(f"GET /?token={token} HTTP/1.1")
        assert reply.status == 303
        self.given = reply.header("set-cookie") or ""
        self.cookie = self.given.partition(";")[0]

    cookie = ""

    @classmethod
    def of(cls, server: EditorServer) -> Browser:
        """Open the address of a server."""
        return cls(server.port, server.address.partition("token=")[2])

    @property
    def asks_for_events(self) -> bytes:
        """The request of a page that waits for news."""
        lines = ("GET /events HTTP/1.1", f"Host: {self.host}", f"Cookie: {self.cookie}", "", "")
        return "\r\n".join(lines).encode()

    def ask(self, line: str, body: bytes = b"", **headers: str | None) -> Reply:
        """Send a request; a header that is None is left out."""
        given: dict[str, str | None] = {"Host": self.host, "Cookie": self.cookie or None}
        if line.startswith("POST"):
            given |= {
                "Origin": f"http://{self.host}",
                "Content-Type": "application/json",
                "Content-Length": str(len(body)),
            }
        given |= {name.replace("_", "-").title(): value for name, value in headers.items()}
        lines = [line, *(f"{name}: {value}" for name, value in given.items() if value is not None)]
        head = "\r\n".join((*lines, "Connection: close", "", "")).encode("latin-1")
        return send(self.port, head + body)

    def get(self, path: str, **headers: str | None) -> Reply:
        return self.ask(f"GET {path} HTTP/1.1", **headers)

    def post(self, path: str, data: Any, **headers: str | None) -> Reply:
        return self.ask(f"POST {path} HTTP/1.1", json.dumps(data).encode(), **headers)


@contextmanager
def served(path: Path, **options: Any) -> Iterator[EditorServer]:
    """Serve the editor of a map."""
    server = EditorServer(Session(str(path)), **options)
    thread = Thread(target=server.run, daemon=True)
    thread.start()
    try:
        yield server
    finally:
        server.stop()
        thread.join(60)
        assert not thread.is_alive()


def until(said: str, is_so: Any, seconds: float = 60.0) -> None:
    """Wait until something is so."""
    end = time.monotonic() + seconds
    while not is_so():
        assert time.monotonic() < end, f"not within {seconds} s: {said}"
        time.sleep(0.02)
