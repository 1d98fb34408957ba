"""What can be typed next: keys, ids, names, and the words of a source."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from lsprotocol import types

from argmap.checking import check_file
from argmap.mapfile import parse_file
from tests.language_server.editor import utf_16

if TYPE_CHECKING:
    from pathlib import Path

    from tests.language_server.editor import Editor


def completed(editor: Editor, uri: str, words: str) -> list[Any]:
    """Return what is offered behind some words."""
    text = editor.texts[uri]
    place = utf_16(text, text.index(words) + len(words))
    params = types.CompletionParams(types.TextDocumentIdentifier(uri), place)
    found = editor.ask("text_document_completion", params)
    return sorted(found.items, key=lambda item: item.sort_text or item.label)


def labels(editor: Editor, uri: str, words: str) -> list[str]:
    return [item.label for item in completed(editor, uri, words)]


def taken(editor: Editor, uri: str, item: Any) -> str:
    """Return an open text with a completion taken."""
    return editor.applied(uri, [item.text_edit, *(item.additional_text_edits or [])])


def begun(editor: Editor, typed: str) -> str:
    """Open the map with something typed in place of the last quote; return its address."""
    uri = editor.open("town.argmap.yaml")
    editor.replace(uri, "    quote: Nobody rode trams in winter\n", typed)
    return uri


def test_a_quote_goes_on_as_its_source_does(editor: Editor, folder: Path) -> None:
    uri = begun(editor, "    quote: nobody rode th\n")
    items = completed(editor, uri, "nobody rode th")
    assert [item.label for item in items] == [
        "Nobody rode them in winter, and they were sold in 1951.",
        "Nobody rode them in winter",
    ]
    text = taken(editor, uri, items[1])
    assert text.endswith("    quote: Nobody rode them in winter\n    span: [18, 44]\n")
    file = parse_file(text, folder / "town.argmap.yaml")
    assert "trams" not in {one.statement for one in check_file(file) if one.code < "AM121"}


def test_a_quote_is_offered_after_three_words(editor: Editor) -> None:
    uri = begun(editor, "    quote: Nobody rode\n")
    assert labels(editor, uri, "quote: Nobody rode") == []


def test_every_way_on_is_offered(editor: Editor) -> None:
    uri = begun(editor, "    quote: They carry many\n")
    editor.replace(uri, "source: letter", "source: minutes")
    editor.replace(uri, "quote: They carry many people into it", "quote: x")
    assert labels(editor, uri, "They carry many") == [
        "They carry many people into it.",
        "They carry many bags.",
    ]


def test_a_quote_completes_behind_a_quotation_mark(editor: Editor) -> None:
    uri = begun(editor, '    quote: "Nobody rode them"\n')
    (whole, _) = completed(editor, uri, 'quote: "Nobody rode them')
    text = taken(editor, uri, whole)
    quote = "Nobody rode them in winter, and they were sold in 1951."
    assert text.endswith(f"    quote: {quote}\n    span: [18, 73]\n")
    assert whole.filter_text.startswith('"Nobody')


def test_a_span_that_is_there_is_changed(editor: Editor) -> None:
    uri = begun(editor, "    quote: Nobody rode them\n    span: [1, 2]\n")
    (_, clause) = completed(editor, uri, "quote: Nobody rode them")
    assert taken(editor, uri, clause).endswith(
        "    quote: Nobody rode them in winter\n    span: [18, 44]\n"
    )


def test_a_quote_completes_in_braces_and_among_anchors(editor: Editor) -> None:
    uri = begun(editor, "    anchors:\n      - {source: letter, quote: Nobody rode them}\n")
    editor.replace(uri, "    source: letter\n    anchors", "    anchors")
    (_, clause) = completed(editor, uri, "quote: Nobody rode them")
    assert "{source: letter, quote: Nobody rode them in winter, span: [18, 44]}" in taken(
        editor, uri, clause
    )
    block = "      - source: letter\n        quote: Nobody rode them\n"
    editor.replace(uri, "      - {source: letter, quote: Nobody rode them}\n", block)
    (_, clause) = completed(editor, uri, "quote: Nobody rode them")
    assert "        quote: Nobody rode them in winter\n        span: [18, 44]\n" in taken(
        editor, uri, clause
    )


def test_a_quote_over_a_line_end_keeps_the_words(editor: Editor, folder: Path) -> None:
    (folder / "letter.txt").write_bytes(b"Nobody rode them in\r\nwinter, they say.\r\n")
    uri = begun(editor, "    quote: Nobody rode them\n")
    (whole, _) = completed(editor, uri, "quote: Nobody rode them")
    file = parse_file(taken(editor, uri, whole), folder / "town.argmap.yaml")
    anchor = file.map["trams"].anchors[0]
    assert anchor.quote == "Nobody rode them in\r\nwinter, they say."
    assert anchor.spans[0] == (0, 38)


@pytest.mark.parametrize(
    ("old", "typed", "first"),
    [
        ("supports: help", "supports: he", ["help"]),
        ("supports: help", "supports: [help, ", ["help", "sundays", "trams"]),
        ("supports: help", "supports:\n      - ", ["help", "sundays", "trams"]),
        ("undercuts: many->help", "undercuts: ma", ["help", "many", "trams", "many->help"]),
        ("limits: [help, many]", 'limits: "', ["help", "many", "sundays"]),
    ],
)
def test_ids_are_offered_with_their_texts(
    editor: Editor, old: str, typed: str, first: list[str]
) -> None:
    uri = editor.open("town.argmap.yaml")
    editor.replace(uri, old, typed)
    items = completed(editor, uri, typed)
    assert set(first) <= {item.label for item in items}
    if "help" in first:
        assert next(item.detail for item in items if item.label == "help") == "Buses 😀 help"


def test_a_statement_is_not_offered_to_itself(editor: Editor) -> None:
    uri = editor.open("town.argmap.yaml")
    assert "many" not in labels(editor, uri, "supports: ")


def test_names_and_sources_are_offered(editor: Editor) -> None:
    uri = editor.open("town.argmap.yaml")
    assert labels(editor, uri, "speaker: ") == ["Ann", "Bob"]
    assert labels(editor, uri, "    source: ") == ["letter", "minutes"]
    editor.replace(uri, "speaker: Ann", "speaker: Ann\n    implicit: ")
    assert labels(editor, uri, "implicit: ") == ["false", "true"]


def test_keys_are_offered_that_are_not_there(editor: Editor) -> None:
    uri = editor.open("town.argmap.yaml")
    editor.replace(uri, "    supports: help\n", "    supports: help\n    sp\n")
    items = {item.label: item for item in completed(editor, uri, "supports: help\n    sp")}
    assert "speaker" in items
    assert "supports" not in items
    assert items["speaker"].documentation == "Who says it."
    assert "    speaker: \n" in taken(editor, uri, items["speaker"])
    editor.replace(uri, "claims:\n", "cl\nclaims:\n")
    assert "questions" in labels(editor, uri, "cl")
    editor.replace(uri, "  - {id: letter,", "  - {id: letter, au")
    keys = labels(editor, uri, "  - {id: letter, au")
    assert "author" in keys
    assert "supports" not in keys


def test_ids_are_offered_in_json(editor: Editor) -> None:
    text = (
        '{"argmap": 1, "claims": [{"id": "help", "text": "Buses help"}],'
        ' "reasons": [{"id": "r", "text": "So", "supports": ["help"]}]}'
    )
    uri = editor.open("town.argmap.json", text)
    editor.diagnostics(uri)
    editor.replace(uri, '["help"]', '["help", "he')
    assert "help" in labels(editor, uri, '["help", "he')


def test_nothing_is_offered_in_a_comment(editor: Editor) -> None:
    uri = editor.open("town.argmap.yaml")
    assert labels(editor, uri, "# A map") == []
