"""From an id to its statement and from a quote into its source, over a real client."""

from __future__ import annotations

import pytest
from lsprotocol import types

from tests.language_server.editor import Editor, cut
from tests.sessions import ROOT


def hover(editor: Editor, uri: str, words: str, shift: int = 1) -> str:
    found = editor.ask("text_document_hover", types.HoverParams(**editor.at(uri, words, shift)))
    assert found is not None
    said: str = found.contents.value
    return said


def definition(editor: Editor, uri: str, words: str, shift: int = 1) -> types.Location:
    params = types.DefinitionParams(**editor.at(uri, words, shift))
    found: types.Location = editor.ask("text_document_definition", params)
    assert found is not None
    return found


def test_a_quote_shows_its_words_in_context(editor: Editor) -> None:
    uri = editor.open("town.argmap.yaml")
    said = hover(editor, uri, "Buses 🚌 help the town")
    assert "minutes\\.txt, line 2" in said
    assert "Ann: Buses 🚌 help the town. They carry" in said
    assert "^^^^^" in said


def test_an_id_shows_what_it_says_and_what_bears_on_it(editor: Editor) -> None:
    uri = editor.open("town.argmap.yaml")
    said = hover(editor, uri, "supports: help", len("supports: "))
    assert "Buses 😀 help" in said
    assert "supported by many" in said
    assert "undercut by sundays" in hover(editor, uri, "id: many", 5)


def test_a_key_shows_what_it_is_for(editor: Editor) -> None:
    uri = editor.open("town.argmap.yaml")
    assert "whose link it attacks" in hover(editor, uri, "undercuts:")
    assert "texts that the statements" in hover(editor, uri, "sources:")


def test_markup_of_a_text_is_shown_as_text(editor: Editor) -> None:
    uri = editor.open("town.argmap.yaml")
    editor.replace(uri, "text: Buses 😀 help", "text: '[a](command:x) <b> ```'")
    said = hover(editor, uri, "supports: help", len("supports: "))
    assert "\\[a\\]\\(command:x\\) \\<b\\> \\`\\`\\`" in said


def test_a_quote_leads_into_its_source(editor: Editor) -> None:
    uri = editor.open("town.argmap.yaml")
    found = definition(editor, uri, "[32, 53]")
    assert found.uri == editor.uri("minutes.txt")
    assert editor.words_at(found) == "Buses 🚌 help the town"
    # A quote without a span leads to where it would be placed.
    assert (
        editor.words_at(definition(editor, uri, "They carry")) == "They carry many people into it"
    )


def test_a_byte_order_mark_does_not_move_a_passage(editor: Editor) -> None:
    uri = editor.open("town.argmap.yaml")
    editor.replace(uri, "Nobody rode trams in winter", "Trams were dear")
    found = definition(editor, uri, "Trams were dear")
    assert found.range.start == types.Position(0, 0)
    assert editor.words_at(found) == "Trams were dear"


@pytest.mark.parametrize(
    ("words", "shift", "line"),
    [
        ("supports: help", 11, "  - id: help"),
        ("many->help", 1, "  - id: many"),
        ("many->help", 7, "  - id: help"),
        ("[help, many]", 8, "  - id: many"),
        ("source: letter", 9, "  - {id: letter"),
    ],
)
def test_an_id_leads_to_what_it_names(editor: Editor, words: str, shift: int, line: str) -> None:
    uri = editor.open("town.argmap.yaml")
    found = definition(editor, uri, words, shift)
    assert found.uri == uri
    text = editor.texts[uri]
    assert text.splitlines()[found.range.start.line].startswith(line)
    assert cut(text, found.range) in line


def test_a_path_leads_to_the_file(editor: Editor) -> None:
    uri = editor.open("town.argmap.yaml")
    assert definition(editor, uri, "letter.txt").uri == editor.uri("letter.txt")


def test_a_broken_map_still_leads_somewhere(editor: Editor) -> None:
    uri = editor.open("town.argmap.yaml")
    editor.replace(uri, "    speaker: Bob\n", '    speaker: "Bob\n')
    assert [one.code for one in editor.diagnostics(uri)] == ["AM001"]
    assert editor.words_at(definition(editor, uri, "supports: help", 11)) == "help"


def test_the_interview_can_be_walked() -> None:
    with Editor(ROOT / "examples" / "russia-myanmar") as editor:
        uri = editor.open("russia-myanmar.argmap.yaml")
        assert editor.diagnostics(uri) == []
        found = definition(editor, uri, "working in concert\n")
        assert editor.words_at(found) == "working in concert"
        assert "answered by embrace" in hover(editor, uri, "answers: why", 10)
