"""An editor for tests: pygls' own client, which starts `argmap lsp` and speaks with it."""

from __future__ import annotations

import asyncio
import os
import sys
from pathlib import Path
from threading import Condition, Thread
from typing import TYPE_CHECKING, Any, TypeVar

from lsprotocol import types
from pygls.lsp.client import LanguageClient

from tests.sessions import ROOT

if TYPE_CHECKING:
    from collections.abc import Coroutine
    from types import TracebackType
    from typing import Self

T = TypeVar("T")
SECONDS = 60.0

HOVER = types.HoverClientCapabilities(content_format=[types.MarkupKind.Markdown])


class Editor:
    """One editor and its server; the texts that it shows are what the server should know."""

    def __init__(self, folder: Path, *, encodings: list[str] | None = None) -> None:
        self.folder = folder
        self.texts: dict[str, str] = {}
        self.versions: dict[str, int] = {}
        self.messages: list[str] = []
        self._published: dict[str, types.PublishDiagnosticsParams] = {}
        self._news = Condition()
        general = types.GeneralClientCapabilities(
            position_encodings=[types.PositionEncodingKind(each) for each in encodings]
            if encodings
            else None
        )
        self.capabilities = types.ClientCapabilities(
            general=general,
            text_document=types.TextDocumentClientCapabilities(hover=HOVER),
        )
        self.offers: types.ServerCapabilities

    def __enter__(self) -> Self:
        self._loop = asyncio.new_event_loop()
        self._thread = Thread(target=self._loop.run_forever, daemon=True)
        self._thread.start()
        self.wait(self._start())
        return self

    async def _start(self) -> None:
        self.client = LanguageClient("editor", "1")
        self.client.feature(types.TEXT_DOCUMENT_PUBLISH_DIAGNOSTICS)(
            lambda params: self._publish(params)  # noqa: PLW0108 -- pygls marks a function
        )
        self.client.feature(types.WINDOW_SHOW_MESSAGE)(
            lambda params: self.messages.append(params.message)
        )
        await self.client.start_io(
            sys.executable, "-m", "argmap", "lsp", env={**os.environ, "PYTHONPATH": str(ROOT)}
        )
        started = await self.client.initialize_async(
            types.InitializeParams(
                capabilities=self.capabilities,
                workspace_folders=[types.WorkspaceFolder(self.folder.as_uri(), "project")],
            )
        )
        self.offers = started.capabilities
        self.client.initialized(types.InitializedParams())

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.wait(self._stop())
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join(SECONDS)
        self._loop.close()

    async def _stop(self) -> None:
        await self.client.shutdown_async(None)
        self.client.exit(None)
        await self.client.stop()

    @property
    def process(self) -> int:
        """The id of the server's process."""
        return int(self.client._server.pid)  # noqa: SLF001 -- the client does not say it elsewhere

    def wait(self, work: Coroutine[Any, Any, T]) -> T:
        """Return what something comes to that is done in the loop of the client."""
        return asyncio.run_coroutine_threadsafe(work, self._loop).result(SECONDS)

    def ask(self, name: str, params: Any) -> Any:
        """Send a request, such as ``text_document_hover``, and return the answer."""

        async def asked() -> Any:
            return await getattr(self.client, f"{name}_async")(params)

        return self.wait(asked())

    def tell(self, name: str, params: Any) -> None:
        """Send a notification."""

        async def told() -> None:
            getattr(self.client, name)(params)

        self.wait(told())

    def _publish(self, params: types.PublishDiagnosticsParams) -> None:
        with self._news:
            self._published[params.uri] = params
            self._news.notify_all()

    # Texts

    def uri(self, name: str) -> str:
        return (self.folder / name).as_uri()

    def open(self, name: str, text: str | None = None) -> str:
        """Open a file of the folder, or a text that it does not have yet; return its address."""
        uri = self.uri(name)
        read = (self.folder / name).read_bytes().decode() if text is None else text
        self.texts[uri], self.versions[uri] = read, 1
        document = types.TextDocumentItem(uri, "yaml", 1, read)
        self.tell("text_document_did_open", types.DidOpenTextDocumentParams(document))
        return uri

    def close_all(self) -> None:
        """Close every text."""
        for uri in list(self.texts):
            self.tell(
                "text_document_did_close",
                types.DidCloseTextDocumentParams(types.TextDocumentIdentifier(uri)),
            )
            del self.texts[uri], self.versions[uri]

    def type(self, uri: str, start: int, end: int, written: str) -> None:
        """Write something in place of code points of an open text."""
        text = self.texts[uri]
        range = types.Range(utf_16(text, start), utf_16(text, end))
        self.texts[uri] = text[:start] + written + text[end:]
        self._change(uri, types.TextDocumentContentChangePartial(range=range, text=written))

    def replace(self, uri: str, old: str, new: str) -> None:
        """Write something in place of the first words that are so."""
        start = self.texts[uri].index(old)
        self.type(uri, start, start + len(old), new)

    def rewrite(self, uri: str, text: str) -> None:
        """Send a whole text."""
        self.texts[uri] = text
        self._change(uri, types.TextDocumentContentChangeWholeDocument(text))

    def _change(self, uri: str, change: types.TextDocumentContentChangeEvent) -> None:
        self.versions[uri] += 1
        document = types.VersionedTextDocumentIdentifier(self.versions[uri], uri)
        self.tell("text_document_did_change", types.DidChangeTextDocumentParams(document, [change]))

    # Answers

    def diagnostics(self, uri: str) -> list[types.Diagnostic]:
        """Return what is published for a text as it is now."""

        def are_there() -> bool:
            published = self._published.get(uri)
            return published is not None and published.version == self.versions[uri]

        with self._news:
            assert self._news.wait_for(are_there, SECONDS), "nothing was published"
            return list(self._published[uri].diagnostics)

    def diagnostics_until(self, uri: str, codes: list[str]) -> list[types.Diagnostic]:
        """Return what is published once it has these codes."""

        def are_there() -> bool:
            published = self._published.get(uri)
            return published is not None and [one.code for one in published.diagnostics] == codes

        with self._news:
            assert self._news.wait_for(are_there, SECONDS), self._published.get(uri)
            return list(self._published[uri].diagnostics)

    def at(self, uri: str, words: str, shift: int = 0) -> dict[str, Any]:
        """Return the place where words begin in a text, as parameters of a request."""
        text = self.texts[uri]
        place = utf_16(text, text.index(words) + shift)
        return {"text_document": types.TextDocumentIdentifier(uri), "position": place}

    def words_at(self, location: types.Location) -> str:
        """Return the words at a location, of an open text or of a file."""
        text = self.texts.get(location.uri)
        if text is None:
            path = Path(location.uri.removeprefix("file://"))
            text = path.read_bytes().decode().removeprefix("\ufeff")
        return cut(text, location.range)

    def applied(self, uri: str, edits: list[types.TextEdit]) -> str:
        """Return an open text with edits made in it."""
        text = self.texts[uri]
        for edit in sorted(edits, key=lambda one: one.range.start, reverse=True):
            start, end = offset(text, edit.range.start), offset(text, edit.range.end)
            text = text[:start] + edit.new_text + text[end:]
        return text


def _lines(text: str) -> list[int]:
    """Return where lines start, by the three line ends of the protocol."""
    starts, place = [0], 0
    while place < len(text):
        if text[place] == "\r" and text[place + 1 : place + 2] == "\n":
            place += 1
        place += 1
        if text[place - 1] in "\r\n":
            starts.append(place)
    return starts


def utf_16(text: str, offset: int) -> types.Position:
    """Return an offset as the protocol has it; worked out another way than by argmap."""
    starts = [start for start in _lines(text) if start <= offset]
    return types.Position(len(starts) - 1, len(text[starts[-1] : offset].encode("utf-16-le")) // 2)


def offset(text: str, position: types.Position) -> int:
    """Return the offset of a place: the inverse."""
    start = _lines(text)[position.line]
    rest = text[start:].encode("utf-16-le")[: 2 * position.character]
    return start + len(rest.decode("utf-16-le"))


def cut(text: str, range: types.Range) -> str:
    return text[offset(text, range.start) : offset(text, range.end)]
