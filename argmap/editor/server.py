"""The server of the editor: a page for this computer alone, and what is done from it."""

from __future__ import annotations

import asyncio
import contextlib
import json
import socket
import time
from typing import TYPE_CHECKING, Any

import uvicorn
from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request  # noqa: TC002 -- starlette looks at the annotations
from starlette.responses import HTMLResponse, JSONResponse, Response, StreamingResponse
from starlette.routing import Route
from watchfiles import awatch

from argmap.editor.guard import LARGEST_BODY, Guard
from argmap.editor.session import Answer
from argmap.errors import ArgmapError, OutputError
from argmap.limits import beyond_limits, defect
from argmap.loopback import HOST

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable

    from argmap.editor.session import Session

ALONE = 600.0
"""After how many seconds without an open page the server ends."""
_SIGN_OF_LIFE = 15.0  # seconds
# In milliseconds: how long changes are gathered, and after what time files are looked at anyway.
_GATHERED = 200
_STEP = 50
_AT_LEAST = 1000


class EditorServer:
    """Serves a session to the browser that opens its address, until it is stopped or left alone.

    ``port`` is 0 for any that is free. Raises OutputError if the port cannot be used.
    """

    def __init__(self, session: Session, *, port: int = 0, alone: float = ALONE) -> None:
        self._session = session
        self._alone = alone
        self._socket = _listening(port)
        self.port: int = self._socket.getsockname()[1]
        self._guard = Guard(self._app(), self.port)
        self._pages = 0
        self._left_at = time.monotonic()
        self._news: asyncio.Condition | None = None
        self._loop: asyncio.AbstractEventLoop | None = None
        self._server = uvicorn.Server(
            uvicorn.Config(
                self._guard,
                http="h11",
                ws="none",
                lifespan="off",
                # A defect is shown on the page.
                log_config=None,
                log_level="critical",
                access_log=False,
                server_header=False,
                proxy_headers=False,
                timeout_graceful_shutdown=1,
            )
        )
        session.on_revision = self._announce

    @property
    def address(self) -> str:
        """The address to open first, with the token that is good for one visit."""
        return f"http://{HOST}:{self.port}/?token={self._guard.token}"

    def run(self, *, ready: Callable[[], None] = lambda: None) -> None:
        """Serve until :meth:`stop` is called or no page has been open for long.

        ``ready`` is called once requests are answered.
        """
        asyncio.run(self._run(ready))

    def stop(self) -> None:
        """End the server, from any thread."""
        self._server.should_exit = True
        self._announce()

    async def _run(self, ready: Callable[[], None]) -> None:
        self._loop = asyncio.get_running_loop()
        self._news = asyncio.Condition()
        tasks = [asyncio.create_task(work) for work in (self._watch(), self._end_alone())]
        ready()
        try:
            await self._server.serve(sockets=[self._socket])
        finally:
            for task in tasks:
                task.cancel()
            await asyncio.gather(*tasks, return_exceptions=True)
            self._socket.close()

    # What goes on besides

    def _announce(self) -> None:
        """Wake every page that waits for news, from any thread."""
        loop = self._loop
        if loop is not None and not loop.is_closed():
            with contextlib.suppress(RuntimeError):  # it is closing just now
                asyncio.run_coroutine_threadsafe(self._notify(), loop)

    async def _notify(self) -> None:
        if self._news is not None:
            async with self._news:
                self._news.notify_all()

    async def _watch(self) -> None:
        """Look at the files whenever they may have changed, and now and then anyway."""
        while True:
            folders = await run_in_threadpool(lambda: self._session.folders)
            async for _ in awatch(
                *folders,
                watch_filter=None,
                debounce=_GATHERED,
                step=_STEP,
                rust_timeout=_AT_LEAST,
                yield_on_timeout=True,
                recursive=False,
                ignore_permission_denied=True,
            ):
                with contextlib.suppress(ArgmapError):  # which the page shows
                    await run_in_threadpool(self._session.look)
                if await run_in_threadpool(lambda: self._session.folders) != folders:
                    break

    async def _end_alone(self) -> None:
        while True:
            await asyncio.sleep(min(1.0, self._alone / 4))
            if self._pages == 0 and time.monotonic() - self._left_at > self._alone:
                self._server.should_exit = True
                return

    # What is answered

    def _app(self) -> Starlette:
        return Starlette(
            routes=[
                Route("/", self._page),
                Route("/events", self._events),
                Route("/parts", self._parts),
                Route("/statement", self._statement),
                Route("/gesture", self._gesture, methods=["POST"]),
                Route("/undo", self._undo, methods=["POST"]),
                Route("/redo", self._redo, methods=["POST"]),
            ],
            exception_handlers={Exception: _defect},
        )

    async def _page(self, _request: Request) -> Response:
        return HTMLResponse(await run_in_threadpool(self._session.page))

    async def _parts(self, request: Request) -> Response:
        since = request.query_params.get("since", "")
        known = int(since) if since.isdecimal() and len(since) < 10 else None  # noqa: PLR2004
        return _json(await run_in_threadpool(self._session.parts, known))

    async def _statement(self, request: Request) -> Response:
        wanted = request.query_params.get("id", "")
        return _json(await run_in_threadpool(self._session.statement, wanted))

    async def _gesture(self, request: Request) -> Response:
        return await self._asked(request, self._session.gesture)

    async def _undo(self, request: Request) -> Response:
        return await self._asked(request, lambda data: self._stepped(data, self._session.undo))

    async def _redo(self, request: Request) -> Response:
        return await self._asked(request, lambda data: self._stepped(data, self._session.redo))

    def _stepped(self, data: dict[str, Any], step: Callable[..., Answer]) -> Answer:
        return step(data.get("revision"), confirmed=data.get("confirmed") is True)

    async def _asked(self, request: Request, work: Callable[[dict[str, Any]], Answer]) -> Response:
        body = bytearray()
        async for chunk in request.stream():
            body += chunk
            if len(body) > LARGEST_BODY:
                return Response(status_code=413)
        try:
            data = json.loads(body)
        except (ValueError, RecursionError):
            data = None
        if not isinstance(data, dict) or type(data.get("revision")) is not int:
            refused = {"message": "the request is not an object with a revision", "help": None}
            return JSONResponse({"error": refused}, status_code=422)
        return _json(await run_in_threadpool(work, data))

    async def _events(self, _request: Request) -> Response:
        return StreamingResponse(self._revisions(), media_type="text/event-stream")

    async def _revisions(self) -> AsyncIterator[bytes]:
        """Yield each new revision, and signs of life, by which a page that is gone is noticed."""
        self._pages += 1
        try:
            sent = 0
            while not self._server.should_exit:
                revision = self._session.revision
                if revision != sent:
                    yield f'data: {{"revision": {revision}}}\n\n'.encode()
                    sent = revision
                    continue
                if not await self._next(revision):
                    yield b": waiting\n\n"
        finally:
            self._pages -= 1
            self._left_at = time.monotonic()

    async def _next(self, revision: int) -> bool:
        """Wait for another revision; return whether there is one."""
        if self._news is None:
            return False
        async with self._news:
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(
                    self._news.wait_for(
                        lambda: self._session.revision != revision or self._server.should_exit
                    ),
                    _SIGN_OF_LIFE,
                )
        return self._session.revision != revision


async def _defect(_request: Request, error: Exception) -> Response:
    if isinstance(error, MemoryError | RecursionError):
        known = beyond_limits(error)
    else:
        known = error if isinstance(error, ArgmapError) else defect(error)
    return _json(Answer(500, {"error": {"message": known.what, "help": known.help}}))


def _json(answer: Answer) -> Response:
    return JSONResponse(answer.data, status_code=answer.status)


def _listening(port: int) -> socket.socket:
    listening = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    try:
        listening.bind((HOST, port))
        listening.listen(128)
    except OSError as error:
        listening.close()
        reason = (error.strerror or str(error)).lower()
        raise OutputError(
            f"port {port} of this computer cannot be used: {reason}", help="choose another `--port`"
        ) from error
    return listening
