"""The Language Server Protocol over standard input and output.

All that takes time is done in one thread of its own, in the order in which it is asked for, so that
the protocol is answered meanwhile: a request that waits can be cancelled, and of the texts that
come while a map is checked only the last one is checked next.
"""

from __future__ import annotations

import asyncio
import logging
import os
import sys
from concurrent.futures import ThreadPoolExecutor
from contextlib import redirect_stdout
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from lsprotocol import types
from pygls.capabilities import get_capability
from pygls.exceptions import JsonRpcException
from pygls.lsp.server import LanguageServer
from pygls.protocol import LanguageServerProtocol, lsp_method
from pygls.uris import to_fs_path

from argmap.controls import visible
from argmap.errors import ArgmapError
from argmap.language_server.actions import KINDS, actions_in
from argmap.language_server.completion import TRIGGERS, completions_at
from argmap.language_server.diagnostics import diagnostics_of
from argmap.language_server.documents import Documents
from argmap.language_server.edits import wrapped_quotes
from argmap.language_server.hover import hover_at
from argmap.language_server.navigation import (
    cited_in_project,
    definition_at,
    name_at,
    references_at,
    rename_at,
)
from argmap.language_server.outline import folds_in, lenses_of, symbols_of
from argmap.version import __version__

if TYPE_CHECKING:
    from collections.abc import Callable

    from argmap.language_server.documents import DocumentReading

Result = TypeVar("Result")

_REQUEST_FAILED = types.LSPErrorCodes.RequestFailed.value
_SECONDS_BETWEEN_LOOKS = 1.0


class _Protocol(LanguageServerProtocol):
    """Keeps the texts as argmap does: with its lines, and offsets in code points."""

    _server: Server

    @lsp_method(types.TEXT_DOCUMENT_DID_OPEN)
    def lsp_text_document__did_open(self, params: types.DidOpenTextDocumentParams) -> None:
        document = params.text_document
        self._server.documents.open(document.uri, document.text, document.version)
        self._server.examine(document.uri)

    @lsp_method(types.TEXT_DOCUMENT_DID_CHANGE)
    def lsp_text_document__did_change(self, params: types.DidChangeTextDocumentParams) -> None:
        document = params.text_document
        self._server.documents.change(document.uri, params.content_changes, document.version)
        self._server.examine(document.uri)

    @lsp_method(types.TEXT_DOCUMENT_DID_CLOSE)
    def lsp_text_document__did_close(self, params: types.DidCloseTextDocumentParams) -> None:
        uri = params.text_document.uri
        self._server.documents.close(uri)
        self._server.text_document_publish_diagnostics(types.PublishDiagnosticsParams(uri, []))


class Server(LanguageServer):
    """The open texts, the thread that works on them, and what is to be checked."""

    def __init__(self) -> None:
        self.documents = Documents()
        self._worker = ThreadPoolExecutor(1, thread_name_prefix="argmap")
        self._waiting: set[str] = set()
        self._tasks: set[asyncio.Task[None]] = set()
        super().__init__("argmap", __version__, protocol_cls=_Protocol)

    async def work(self, job: Callable[..., Result], *arguments: Any) -> Result:
        """Return what a job returns that is done in the thread for work."""
        return await asyncio.get_running_loop().run_in_executor(self._worker, job, *arguments)

    async def ask(
        self, uri: str, job: Callable[..., Result], *arguments: Any, default: Result | None = None
    ) -> Result | None:
        """Return what a job finds in a map as it is now, or the default if there is no such map."""

        def found() -> Result | None:
            reading = self.documents.reading(uri)
            return default if reading is None else job(reading, *arguments)

        try:
            return await self.work(found)
        except ArgmapError as error:
            message = f"{error}: {error.help}" if error.help else str(error)
            raise JsonRpcException(visible(message), _REQUEST_FAILED) from error

    def examine(self, uri: str) -> None:
        """Check a map and publish what is found, now or once the check that runs is done."""
        if uri in self._waiting or uri not in self.documents.maps:
            return
        self._waiting.add(uri)
        self._begin(self._examine(uri))

    async def _examine(self, uri: str) -> None:
        def found() -> tuple[DocumentReading, list[types.Diagnostic]] | None:
            # What is typed from now on is to be checked again.
            self._waiting.discard(uri)
            reading = self.documents.reading(uri)
            return None if reading is None else (reading, diagnostics_of(reading))

        result = await self.work(found)
        if result is not None and uri in self.documents.maps:
            reading, diagnostics = result
            self.text_document_publish_diagnostics(
                types.PublishDiagnosticsParams(uri, diagnostics, reading.version)
            )

    def begin_watching(self) -> None:
        """Look from now on whether a source or a configuration has changed on disk."""
        self._begin(self._watch())

    async def _watch(self) -> None:
        while True:
            await asyncio.sleep(_SECONDS_BETWEEN_LOOKS)
            for uri in self.documents.maps:
                if uri not in self._waiting and await self.work(self.documents.is_stale, uri):
                    self.examine(uri)

    def _begin(self, work: Any) -> None:
        task: asyncio.Task[None] = asyncio.get_running_loop().create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._end)

    def _end(self, task: asyncio.Task[None]) -> None:
        self._tasks.discard(task)
        if not task.cancelled() and (error := task.exception()) is not None:
            logging.getLogger(__name__).error("checking failed", exc_info=error)

    def has(self, field: Any) -> Any:
        """Return what the client says of a capability, None if it says nothing."""
        return get_capability(self.client_capabilities, field)

    def shutdown(self) -> None:
        """Stop the work."""
        self._worker.shutdown(wait=False, cancel_futures=True)
        super().shutdown()  # type: ignore[no-untyped-call]  # as pygls has it


def make_server() -> Server:
    """Return a server with all that it offers."""
    server = Server()
    feature = server.feature

    @feature(types.INITIALIZE)
    def initialize(params: types.InitializeParams) -> None:
        server.documents.encoding = server.protocol.workspace.position_encoding or "utf-16"
        folders = [folder.uri for folder in params.workspace_folders or ()]
        paths = map(to_fs_path, folders or filter(None, [params.root_uri]))
        server.documents.folders = tuple(Path(path) for path in paths if path)

    @feature(types.INITIALIZED)
    def initialized(_params: types.InitializedParams) -> None:
        server.begin_watching()

    @feature(types.TEXT_DOCUMENT_DID_SAVE)
    def did_save(params: types.DidSaveTextDocumentParams) -> None:
        server.documents.forget(params.text_document.uri)
        server.examine(params.text_document.uri)

    @feature(types.TEXT_DOCUMENT_HOVER)
    async def hover(params: types.HoverParams) -> types.Hover | None:
        formats = server.has("text_document.hover.content_format") or ()
        is_markdown = types.MarkupKind.Markdown in formats
        return await server.ask(
            params.text_document.uri, _at(params.position, hover_at, markdown=is_markdown)
        )

    @feature(types.TEXT_DOCUMENT_DEFINITION)
    async def definition(params: types.DefinitionParams) -> types.Location | None:
        return await server.ask(params.text_document.uri, _at(params.position, definition_at))

    offer_changes(server)
    offer_outlines(server)
    offer_completion(server)
    return server


def offer_changes(server: Server) -> None:
    """Let a server find and rename what is named, fix findings, and break long quotes."""
    feature = server.feature

    @feature(types.TEXT_DOCUMENT_REFERENCES)
    async def references(params: types.ReferenceParams) -> list[types.Location]:
        uri, with_own = params.text_document.uri, params.context.include_declaration
        if server.documents.reading_is_of_map(uri):
            job = _at(params.position, references_at, with_own=with_own)
            return await server.ask(uri, job) or []
        return await server.work(cited_in_project, server.documents, uri, params.position)

    @feature(types.TEXT_DOCUMENT_PREPARE_RENAME)
    async def prepare_rename(
        params: types.PrepareRenameParams,
    ) -> types.PrepareRenamePlaceholder | None:
        return await server.ask(params.text_document.uri, _at(params.position, name_at))

    @feature(types.TEXT_DOCUMENT_RENAME, types.RenameOptions(prepare_provider=True))
    async def rename(params: types.RenameParams) -> types.WorkspaceEdit | None:
        job = _at(params.position, rename_at, new=params.new_name)
        return await server.ask(params.text_document.uri, job)

    @feature(types.TEXT_DOCUMENT_CODE_ACTION, types.CodeActionOptions(code_action_kinds=KINDS))
    async def code_action(params: types.CodeActionParams) -> list[types.CodeAction]:
        uri, only = params.text_document.uri, params.context.only
        return await server.ask(uri, actions_in, params.range, only) or []

    @feature(types.TEXT_DOCUMENT_FORMATTING)
    async def formatting(params: types.DocumentFormattingParams) -> list[types.TextEdit]:
        return await server.ask(params.text_document.uri, wrapped_quotes) or []

    @feature(types.TEXT_DOCUMENT_RANGE_FORMATTING)
    async def range_formatting(params: types.DocumentRangeFormattingParams) -> list[types.TextEdit]:
        return await server.ask(params.text_document.uri, wrapped_quotes, params.range) or []


def offer_completion(server: Server) -> None:
    """Let a server say what can be typed next."""

    @server.feature(
        types.TEXT_DOCUMENT_COMPLETION, types.CompletionOptions(trigger_characters=TRIGGERS)
    )
    async def completion(params: types.CompletionParams) -> types.CompletionList | None:
        return await server.ask(params.text_document.uri, _at(params.position, completions_at))


def offer_outlines(server: Server) -> None:
    """Let a server show a map at a glance."""
    feature = server.feature

    @feature(types.TEXT_DOCUMENT_DOCUMENT_SYMBOL)
    async def symbols(params: types.DocumentSymbolParams) -> list[types.DocumentSymbol]:
        return await server.ask(params.text_document.uri, symbols_of) or []

    @feature(types.TEXT_DOCUMENT_FOLDING_RANGE)
    async def folds(params: types.FoldingRangeParams) -> list[types.FoldingRange]:
        return await server.ask(params.text_document.uri, folds_in) or []

    @feature(types.TEXT_DOCUMENT_CODE_LENS)
    async def lenses(params: types.CodeLensParams) -> list[types.CodeLens]:
        return await server.ask(params.text_document.uri, lenses_of) or []


def _at(
    position: types.Position, job: Callable[..., Result], **options: Any
) -> Callable[[DocumentReading], Result]:
    """Return a job at a place, which is found in the text that there is when it is done."""
    return lambda reading: job(reading, reading.positions.offset(position), **options)


def serve() -> None:
    """Serve one editor over standard input and output until it closes them."""
    # The server closes what it writes to; and whatever is printed by mistake is no message.
    with os.fdopen(os.dup(sys.stdout.fileno()), "wb") as messages, redirect_stdout(sys.stderr):
        make_server().start_io(stdout=messages)
