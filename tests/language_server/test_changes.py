"""What the server offers to change: always small edits, and what `argmap check --fix` does."""

from __future__ import annotations

import sys
from subprocess import run
from typing import TYPE_CHECKING, Any

import pytest
from lsprotocol import types
from pygls.exceptions import JsonRpcException

from argmap.mapfile import parse_map
from tests.language_server.editor import utf_16
from tests.sessions import ROOT

if TYPE_CHECKING:
    from pathlib import Path

    from tests.language_server.editor import Editor


def actions(editor: Editor, uri: str, words: str, only: list[str] | None = None) -> dict[str, Any]:
    """Return what is offered at some words, by title."""
    place = editor.at(uri, words)["position"]
    params = types.CodeActionParams(
        types.TextDocumentIdentifier(uri),
        types.Range(place, place),
        types.CodeActionContext([], only=only),
    )
    return {one.title: one for one in editor.ask("text_document_code_action", params)}


def done(editor: Editor, uri: str, action: Any) -> str:
    """Return an open text after an action."""
    return editor.applied(uri, action.edit.changes[uri])


def test_a_fix_is_the_smallest_edit(editor: Editor) -> None:
    uri = editor.open("town.argmap.yaml")
    offered = actions(editor, uri, "They carry many")
    (fix,) = offered.values()
    assert fix.title == "Write the span of the quote"
    assert fix.is_preferred
    (edit,) = fix.edit.changes[uri]
    assert edit.new_text == "    span: [55, 85]\n"
    text = editor.texts[uri]
    assert done(editor, uri, fix) == text.replace(
        "many people into it\n", "many people into it\n    span: [55, 85]\n"
    )


def test_the_words_of_the_source_can_be_taken(editor: Editor) -> None:
    uri = editor.open("town.argmap.yaml")
    offered = actions(editor, uri, "Nobody rode trams")
    fixed = done(editor, uri, offered["Use the source's wording"])
    assert "quote: Nobody rode them in winter\n    span: [18, 44]" in fixed
    assert "# 🚌🚌 the main claim" in fixed


def test_a_statement_can_be_marked_as_implicit(editor: Editor) -> None:
    uri = editor.open("town.argmap.yaml")
    editor.replace(
        uri, "    source: letter\n    quote: Nobody rode trams in winter\n", "    text: So?\n"
    )
    offered = actions(editor, uri, "trams\n")
    assert "implicit: true" in done(editor, uri, offered["Mark it as implicit"])


def test_one_of_several_places_can_be_chosen(editor: Editor) -> None:
    uri = editor.open("town.argmap.yaml")
    editor.replace(uri, "They carry many people into it", "They carry many")
    offered = actions(editor, uri, "quote: They carry", None) | actions(editor, uri, "They carry")
    assert len([title for title in offered if title.startswith("Quote ")]) == 2
    assert "span: [112, 127]" not in editor.texts[uri]
    last = done(editor, uri, list(offered.values())[-1])
    assert "quote: They carry many\n    span: [" in last


def test_all_safe_fixes_are_those_of_the_command(editor: Editor, folder: Path) -> None:
    uri = editor.open("town.argmap.yaml")
    editor.replace(uri, "quote: They carry many people", "quote: they  carry MANY people")
    (fix,) = actions(editor, uri, "argmap", ["source.fixAll"]).values()
    path = folder / "town.argmap.yaml"
    path.write_bytes(editor.texts[uri].encode())
    run(
        [sys.executable, "-m", "argmap", "check", "--fix", str(path)],
        check=False,
        capture_output=True,
        env={"PYTHONPATH": str(ROOT), "PATH": "/usr/bin:/bin"},
    )
    assert done(editor, uri, fix) == path.read_bytes().decode() != editor.texts[uri]


def test_edits_keep_crlf_and_comments(editor: Editor, folder: Path) -> None:
    text = (folder / "town.argmap.yaml").read_bytes().decode().replace("\n", "\r\n")
    uri = editor.open("town.argmap.yaml", text)
    (fix,) = actions(editor, uri, "They carry many").values()
    fixed = done(editor, uri, fix)
    assert fixed == text.replace(
        "many people into it\r\n", "many people into it\r\n    span: [55, 85]\r\n"
    )


def rename(editor: Editor, uri: str, words: str, shift: int, new: str) -> Any:
    place = editor.at(uri, words, shift)
    return editor.ask("text_document_rename", types.RenameParams(new_name=new, **place))


def test_an_id_is_renamed_in_every_relation(editor: Editor) -> None:
    uri = editor.open("town.argmap.yaml")
    place = types.PrepareRenameParams(**editor.at(uri, "many->help", 1))
    known = editor.ask("text_document_prepare_rename", place)
    assert known.placeholder == "many"
    edit = rename(editor, uri, "many->help", 1, "carry-many")
    text = editor.texts[uri]
    wanted = text.replace("id: many", "id: carry-many").replace("help, many", "help, carry-many")
    wanted = wanted.replace("many->help", "carry-many->help")
    assert editor.applied(uri, edit.changes[uri]) == wanted
    edit = rename(editor, uri, "id: help", 5, "buses")
    renamed = editor.applied(uri, edit.changes[uri])
    assert "undercuts: many->buses" in renamed
    assert "limits: [buses, many]" in renamed
    assert "- id: buses   # 🚌🚌 the main claim" in renamed


@pytest.mark.parametrize("new", ["many", "two words", ""])
def test_a_name_that_cannot_be_is_refused(editor: Editor, new: str) -> None:
    uri = editor.open("town.argmap.yaml")
    with pytest.raises(JsonRpcException) as caught:
        rename(editor, uri, "id: help", 5, new)
    assert caught.value.code == types.LSPErrorCodes.RequestFailed
    assert "pydantic" not in str(caught.value)


def test_nothing_is_renamed_in_a_map_with_unread_records(editor: Editor) -> None:
    uri = editor.open("town.argmap.yaml")
    editor.replace(uri, "speaker: Bob", "speakr: Bob")
    with pytest.raises(JsonRpcException, match="not every reference would be renamed"):
        rename(editor, uri, "id: help", 5, "buses")


def test_references_are_found(editor: Editor) -> None:
    uri = editor.open("town.argmap.yaml")

    def found(words: str, shift: int, *, with_own: bool = False) -> list[int]:
        context = types.ReferenceContext(include_declaration=with_own)
        params = types.ReferenceParams(context=context, **editor.at(uri, words, shift))
        places = editor.ask("text_document_references", params)
        assert len({editor.words_at(place) for place in places}) == 1
        return [place.range.start.line + 1 for place in places]

    assert found("id: help", 5) == [16, 21, 26]
    assert found("id: help", 5, with_own=True) == [8, 16, 21, 26]
    assert found("source: letter", 9, with_own=True) == [6, 27]


def test_a_line_of_a_source_leads_to_what_quotes_it(editor: Editor, folder: Path) -> None:
    (folder / "second.argmap.yaml").write_text(
        "argmap: 1\nsources: [{id: m, path: minutes.txt}]\n"
        "claims: [{id: other, quote: seldom on Sundays}]\n",
        "utf-8",
    )
    uri = editor.open("town.argmap.yaml")
    source = editor.open("minutes.txt")
    place = types.ReferenceParams(
        context=types.ReferenceContext(include_declaration=False),
        text_document=types.TextDocumentIdentifier(source),
        position=types.Position(2, 0),
    )
    found = editor.ask("text_document_references", place)
    assert [(one.uri, editor.words_at(one)) for one in found] == [
        (uri, "they run seldom on Sunday"),
        (editor.uri("second.argmap.yaml"), "seldom on Sundays"),
    ]


def test_a_long_quote_is_broken_into_lines(editor: Editor) -> None:
    uri = editor.open("town.argmap.yaml")
    long = "They carry many people into it: " + "and  people, #people: " * 8 + "and"
    editor.replace(uri, "quote: They carry many people into it\n", f"quote: '{long}'\n")
    params = types.DocumentFormattingParams(
        types.TextDocumentIdentifier(uri), types.FormattingOptions(2, insert_spaces=True)
    )
    edits = editor.ask("text_document_formatting", params)
    assert len(edits) == 1
    formatted = editor.applied(uri, edits)
    assert max(map(len, formatted.splitlines())) <= 100
    assert "quote: >-\n      They carry" in formatted
    assert parse_map(formatted).map["many"] == parse_map(editor.texts[uri]).map["many"]
    other = types.Range(utf_16(editor.texts[uri], 0), utf_16(editor.texts[uri], 9))
    ranged = types.DocumentRangeFormattingParams(
        types.TextDocumentIdentifier(uri), other, types.FormattingOptions(2, insert_spaces=True)
    )
    assert not editor.ask("text_document_range_formatting", ranged)
