"""What `argmap lsp` publishes is what `argmap check` finds."""

from __future__ import annotations

import json
import sys
from subprocess import run
from typing import TYPE_CHECKING, Any

import pytest
from lsprotocol import types

from tests.language_server.editor import Editor, cut
from tests.sessions import ROOT

if TYPE_CHECKING:
    from pathlib import Path

SEVERITIES = {"error": 1, "warning": 2, "info": 3}


def checked(path: Path, text: str) -> list[dict[str, Any]]:
    """Return what a fresh `argmap check` finds in a text once it is saved."""
    path.write_bytes(text.encode())
    done = run(
        [sys.executable, "-m", "argmap", "check", "--output-format", "json", path.name],
        capture_output=True,
        cwd=path.parent,
        check=False,
        env={"PYTHONPATH": str(ROOT), "PATH": "/usr/bin:/bin"},
    )
    assert done.returncode in (0, 1), done.stderr
    found: list[dict[str, Any]] = json.loads(done.stdout)["findings"]
    return found


def same(found: list[dict[str, Any]], published: list[types.Diagnostic], text: str) -> None:
    """Require that two lists of findings say the same of the same places."""
    assert [(one["code"], SEVERITIES[one["severity"]], one["map"]["text"]) for one in found] == [
        (one.code, one.severity, cut(text, one.range)) for one in published
    ]
    for one, other in zip(found, published, strict=True):
        assert other.message.startswith(one["message"].splitlines()[0])


def test_findings_are_those_of_a_fresh_check_with_its_configuration(
    editor: Editor, folder: Path
) -> None:
    uri = editor.open("town.argmap.yaml")
    published = editor.diagnostics(uri)
    found = checked(folder / "town.argmap.yaml", editor.texts[uri])
    assert {one["code"] for one in found} == {"AM114", "AM117"}
    same(found, published, editor.texts[uri])
    (folder / "argmap.toml").unlink()
    editor.tell(
        "text_document_did_save",
        types.DidSaveTextDocumentParams(types.TextDocumentIdentifier(uri)),
    )
    codes = [one["code"] for one in checked(folder / "town.argmap.yaml", editor.texts[uri])]
    assert "AM121" in codes
    editor.diagnostics_until(uri, codes)


def test_what_is_typed_is_checked_before_it_is_saved(editor: Editor, folder: Path) -> None:
    uri = editor.open("town.argmap.yaml")
    editor.diagnostics(uri)
    editor.replace(uri, "supports: help", "supports: hlep")
    published = editor.diagnostics(uri)
    assert "AM201" in {one.code for one in published}
    same(checked(folder / "town.argmap.yaml", editor.texts[uri]), published, editor.texts[uri])


def test_a_comment_silences_a_finding(editor: Editor) -> None:
    uri = editor.open("town.argmap.yaml")
    before = len(editor.diagnostics(uri))
    editor.replace(
        uri, "    quote: Nobody rode", "    # argmap: ignore[AM117]\n    quote: Nobody rode"
    )
    assert len(editor.diagnostics(uri)) < before


def test_crlf_and_emoji_do_not_move_a_finding(editor: Editor, folder: Path) -> None:
    text = (folder / "town.argmap.yaml").read_bytes().decode().replace("\n", "\r\n")
    uri = editor.open("town.argmap.yaml", text)
    editor.replace(uri, "text: Buses 😀 help", "text: Buses 😀😀 help, they \u2028 say")
    text = editor.texts[uri]
    same(checked(folder / "town.argmap.yaml", text), editor.diagnostics(uri), text)


def test_a_source_that_changes_on_disk_is_read_anew(editor: Editor, folder: Path) -> None:
    uri = editor.open("town.argmap.yaml")
    assert "AM117" in {one.code for one in editor.diagnostics(uri)}
    (folder / "letter.txt").write_text("Nobody rode trams in winter.\n", "utf-8")
    codes = [one["code"] for one in checked(folder / "town.argmap.yaml", editor.texts[uri])]
    assert "AM117" not in codes
    editor.diagnostics_until(uri, codes)


def test_a_finding_shows_its_passage(editor: Editor) -> None:
    uri = editor.open("town.argmap.yaml")
    changed = next(one for one in editor.diagnostics(uri) if one.code == "AM117")
    related = (changed.related_information or [])[0]
    assert editor.words_at(related.location) == "Nobody rode them in winter"


def test_a_configuration_that_makes_no_sense_is_reported(editor: Editor, folder: Path) -> None:
    (folder / "argmap.toml").write_text("ignroe = []\n", "utf-8")
    uri = editor.open("town.argmap.yaml")
    (found,) = editor.diagnostics(uri)
    assert "argmap.toml" in found.message
    assert "ignroe" in found.message


def test_a_text_that_is_not_a_map_is_left_alone(editor: Editor) -> None:
    uri = editor.open("other.yaml", "a: [")
    closed = editor.open("town.argmap.yaml")
    editor.diagnostics(closed)
    assert uri not in editor._published  # noqa: SLF001 -- ours
    assert editor.ask("text_document_hover", types.HoverParams(**editor.at(uri, "a"))) is None


def test_a_closed_map_has_no_findings(editor: Editor) -> None:
    uri = editor.open("town.argmap.yaml")
    assert editor.diagnostics(uri)
    editor.tell(
        "text_document_did_close",
        types.DidCloseTextDocumentParams(types.TextDocumentIdentifier(uri)),
    )
    editor.diagnostics_until(uri, [])


def test_what_is_outside_the_project_is_not_read(editor: Editor, folder: Path) -> None:
    (folder.parent / "secret.txt").write_text("Buses help nobody.", "utf-8")
    text = (
        "argmap: 1\nsources: [{id: s, path: ../secret.txt}]\n"
        "claims: [{id: c, quote: Buses help nobody, span: [0, 17]}]\n"
    )
    uri = editor.open("outside.argmap.yaml", text)
    assert [one.code for one in editor.diagnostics(uri)] == ["AM108", "AM305"]
    quote = editor.ask("text_document_hover", types.HoverParams(**editor.at(uri, "Buses help")))
    assert "outside" in quote.contents.value
    for words in ("Buses help", "../secret"):
        place = types.DefinitionParams(**editor.at(uri, words, 1))
        assert editor.ask("text_document_definition", place) is None


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "utf-32"])
def test_places_are_counted_as_was_agreed(folder: Path, encoding: str) -> None:
    with Editor(folder, encodings=[encoding]) as editor:
        assert editor.offers.position_encoding == encoding
        uri = editor.open("town.argmap.yaml")
        editor.diagnostics(uri)
        line = editor.texts[uri].splitlines().index('    quote: "Buses 🚌 help the town"')
        codec = encoding if encoding == "utf-8" else f"{encoding}-le"
        before = '    quote: "Buses 🚌'.encode(codec)
        unit = {"utf-8": 1, "utf-16": 2, "utf-32": 4}[encoding]
        place = types.HoverParams(
            types.TextDocumentIdentifier(uri), types.Position(line, len(before) // unit)
        )
        found = editor.ask("text_document_hover", place)
        start = "    quote: "
        assert found.range.start == types.Position(line, len(start))
        assert "^" in found.contents.value
