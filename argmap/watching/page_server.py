"""A page that reloads by itself: served to this machine alone, in a frame that hears of changes.

The page in the frame is the file that is drawn, byte for byte. Only somebody who knows the address,
which has a secret in it, gets it, and no other host name than this machine's is answered
(DNS rebinding).
"""

from __future__ import annotations

import base64
import hashlib
import secrets
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Condition, Thread
from typing import TYPE_CHECKING

from argmap.loopback import HOST, hosts_of

if TYPE_CHECKING:
    from types import TracebackType
    from typing import Self

_SECONDS = 15.0  # between two signs of life, by which a connection that is gone is noticed
_SCRIPT = """\
const frame = document.querySelector("iframe");
frame.addEventListener("load", () => { document.title = frame.contentDocument.title; });
const events = new EventSource("events");
events.onmessage = () => frame.contentWindow.location.reload();
"""
_STYLE = "html,body,iframe{margin:0;border:0;width:100%;height:100%;display:block}"


def _hashed(content: str) -> str:
    digest = hashlib.sha256(content.encode()).digest()
    return f"'sha256-{base64.b64encode(digest).decode()}'"


_FRAME = f"""\
<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; frame-src 'self';\
 connect-src 'self'; script-src {_hashed(_SCRIPT)}; style-src {_hashed(_STYLE)}">
<title>argmap watch</title>
<style>{_STYLE}</style>
<iframe src="page" title="The map"></iframe>
<script>{_SCRIPT}</script>
</html>
""".encode()


class PageServer:
    """Serves one page to this machine until it is left; ``show`` gives it another content."""

    def __init__(self) -> None:
        self._page = b""
        self._version = 0
        self._is_over = False
        self._news = Condition()
        self._secret = secrets.token_urlsafe(16)
        server = self

        class Handler(_Handler):
            served = server

        self._server = ThreadingHTTPServer((HOST, 0), Handler)
        self._server.daemon_threads = True

    @property
    def address(self) -> str:
        """The address of the page."""
        return f"http://{HOST}:{self._server.server_port}/{self._secret}/"

    @property
    def hosts(self) -> tuple[str, ...]:
        """The names by which this server may be asked."""
        return hosts_of(self._server.server_port)

    def __enter__(self) -> Self:
        Thread(target=self._server.serve_forever, args=(0.1,), daemon=True).start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        with self._news:
            self._is_over = True
            self._news.notify_all()
        self._server.shutdown()
        self._server.server_close()

    def show(self, page: bytes) -> None:
        """Serve this page from now on, and let every frame that shows it reload."""
        with self._news:
            if page != self._page:
                self._page = page
                self._version += 1
                self._news.notify_all()

    def content(self, path: str) -> bytes | None:
        """Return what is served at a path, None if nothing is."""
        if secrets.compare_digest(path.encode(), f"/{self._secret}/".encode()):
            return _FRAME
        if secrets.compare_digest(path.encode(), f"/{self._secret}/page".encode()):
            return self._page
        return None

    def is_events(self, path: str) -> bool:
        """Tell whether a path is where a frame hears of changes."""
        return secrets.compare_digest(path.encode(), f"/{self._secret}/events".encode())

    def next_event(self, version: int) -> tuple[int, bytes] | None:
        """Wait for another version; return it with what a frame is sent, None when all is over."""
        with self._news:
            self._news.wait_for(lambda: self._version != version or self._is_over, _SECONDS)
            if self._is_over:
                return None
            is_new = self._version != version
            return self._version, b"data: reload\n\n" if is_new else b": waiting\n\n"

    @property
    def version(self) -> int:
        """How often the page has changed."""
        return self._version


class _Handler(BaseHTTPRequestHandler):
    """Answers GET requests for the three things that there are."""

    served: PageServer

    def do_GET(self) -> None:
        if self.headers.get("Host", "") not in self.served.hosts:
            self.send_error(HTTPStatus.FORBIDDEN)
        elif self.served.is_events(self.path):
            self._send_events()
        elif (content := self.served.content(self.path)) is None:
            self.send_error(HTTPStatus.NOT_FOUND)
        else:
            self._begin("text/html; charset=utf-8", len(content))
            self.wfile.write(content)

    def _begin(self, kind: str, length: int | None = None) -> None:
        self.send_response(HTTPStatus.OK)
        self.send_header("Content-Type", kind)
        self.send_header("Cache-Control", "no-store")
        self.send_header("X-Content-Type-Options", "nosniff")
        self.send_header("Referrer-Policy", "no-referrer")
        self.send_header("X-Frame-Options", "SAMEORIGIN")
        if length is not None:
            self.send_header("Content-Length", str(length))
        self.end_headers()

    def _send_events(self) -> None:
        version = self.served.version
        self._begin("text/event-stream")
        try:
            while (event := self.served.next_event(version)) is not None:
                version, message = event
                self.wfile.write(message)
                self.wfile.flush()
        except OSError:
            return  # the page was closed

    def log_message(self, format: str, *args: object) -> None:
        """Print nothing: one line for each change is what is reported."""
