"""A map at a glance: its outline, counts, and what can be folded."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from lsprotocol import types

if TYPE_CHECKING:
    from tests.language_server.editor import Editor


def symbols(editor: Editor, uri: str) -> Any:
    params = types.DocumentSymbolParams(types.TextDocumentIdentifier(uri))
    return editor.ask("text_document_document_symbol", params)


def test_the_outline_has_every_record(editor: Editor) -> None:
    uri = editor.open("town.argmap.yaml")
    found = symbols(editor, uri)
    assert [(one.name, [inner.name for inner in one.children]) for one in found] == [
        ("sources", ["minutes", "letter"]),
        ("claims", ["help"]),
        ("reasons", ["many"]),
        ("caveats", ["sundays", "trams"]),
    ]
    help = found[1].children[0]
    assert help.detail == "Buses 😀 help"
    assert (help.range.start.line, help.range.end.line) == (7, 12)


def test_the_outline_stays_while_a_line_is_broken(editor: Editor) -> None:
    uri = editor.open("town.argmap.yaml")
    editor.replace(uri, "    speaker: Ann\n", '    speaker: "Ann\n')
    names = [inner.name for one in symbols(editor, uri) for inner in one.children]
    assert names == ["minutes", "letter", "help", "many", "sundays", "trams"]


def test_counts_are_shown_above_statements(editor: Editor) -> None:
    uri = editor.open("town.argmap.yaml")
    params = types.CodeLensParams(types.TextDocumentIdentifier(uri))
    found = editor.ask("text_document_code_lens", params)
    assert [(one.range.start.line + 1, one.command.title) for one in found] == [
        (5, "3 statements"),
        (6, "1 statement"),
        (8, "1 reason, 1 limit"),
        (15, "1 limit, 1 undercut"),
    ]


def test_lists_and_records_can_be_folded(editor: Editor) -> None:
    uri = editor.open("town.argmap.yaml")
    params = types.FoldingRangeParams(types.TextDocumentIdentifier(uri))
    found = editor.ask("text_document_folding_range", params)
    lines = [(one.start_line + 1, one.end_line + 1) for one in found]
    assert (7, 13) in lines
    assert (8, 13) in lines
    assert (19, 28) in lines
