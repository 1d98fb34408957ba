"""What argmap does not read is refused by its name, and alike wherever it is met."""

from __future__ import annotations

import io
import json
import zipfile
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from argmap.cli.main import run
from argmap.errors import ArgmapError, FormatError, MapFileError
from argmap.foreign import identified, identified_bytes
from argmap.formats import FORMATS, dump, read
from argmap.mapfile import dumps, load
from argmap.mapfile.reading import parse_map
from tests.strategies import maps, texts

if TYPE_CHECKING:
    from pathlib import Path

    from argmap.formats import Format
    from argmap.model import ArgumentMap


def zipped(*names: str, kept: str = "") -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        if kept:
            archive.writestr("mimetype", kept)
        for name in names:
            archive.writestr(name, "Buses help")
    return buffer.getvalue()


PROLOGUE = '<?xml version="1.0"?>\n<!-- <opml> of buses -->\n'
NOTEBOOK = {"nbformat": 4, "nbformat_minor": 5, "metadata": {}, "cells": []}
MINDMUP = {"id": "root", "title": "Buses", "formatVersion": 3, "ideas": {"1": {"title": "help"}}}
LABELLED = {"text": "Buses help", "spans": [{"start": 0, "end": 5, "label": "CLAIM"}]}
STUDIO = [{"id": 1, "data": {"text": "Buses help"}, "annotations": [{"result": []}]}]
CANVAS = {"nodes": [{"id": "a"}], "edges": [{"id": "e", "fromNode": "a", "toNode": "a"}]}
NODE_LINK = {"directed": True, "nodes": [{"id": 1}], "links": [{"source": 1, "target": 1}]}
CAS = {"%TYPES": {}, "%FEATURE_STRUCTURES": [], "%VIEWS": {}}
ROW = {"text": "Buses help", "edus": {"id": []}, "adus": {"id": []}, "edges": {"id": []}}

KNOWN = [
    ("m.mm", '<map version="1.0.1">\n<node TEXT="Buses help"/>\n</map>', "a FreeMind map"),
    ("m.mm", '<map version="freeplane 1.9"><node TEXT="a & b"/></map>', "a Freeplane map"),
    ("m.opml", f'{PROLOGUE}<opml version="2.0"><body/></opml>', "an OPML outline"),
    ("m.html", "<!DOCTYPE html>\n<p>Buses<br>help", "a web page (HTML)"),
    ("m.htm", "<p>Buses<br>help", "a web page (HTML)"),
    ("m.xhtml", f"{PROLOGUE}<html><br></html>", "a web page (HTML)"),
    ("m.svg", '<svg xmlns="http://www.w3.org/2000/svg"/>', "an SVG picture"),
    ("m.xml", '<TEI xmlns="http://www.tei-c.org/ns/1.0"><text/></TEI>', "TEI XML"),
    ("m.owl", '<rdf:RDF xmlns:owl="http://www.w3.org/2002/07/owl#"/>', "an OWL ontology (RDF/XML)"),
    ("m.rdf", '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"/>', "RDF/XML"),
    ("m.ttl", "@prefix aif: <http://www.arg.dundee.ac.uk/aif#> .\n", "RDF (Turtle)"),
    ("m.graphml", '<graphml xmlns="http://graphml.graphdrawing.org/xmlns"/>', "GraphML"),
    ("m.drawio", "<mxfile><diagram/></mxfile>", "a draw.io diagram"),
    ("m.cxl", '<cmap xmlns="http://cmap.ihmc.us/xml/cmap/"/>', "a CmapTools concept map"),
    ("m.xcas", '<CAS version="2"/>', "UIMA XCAS"),
    ("m.lkif", "<lkif><argument-graphs/></lkif>", "LKIF"),
    ("m.bib", "@article{lintner, title = {Buses}}", "a bibliography (BibTeX)"),
    ("m.ris", "TY  - JOUR\nTI  - Buses\nER  - \n", "a bibliography (RIS)"),
    ("m.dot", 'digraph "buses" {\n  a -> b\n}\n', "DOT"),
    ("m.gv", "digraph {a->b}", "DOT"),
    ("m.mmd", "flowchart TD\n  a --> b\n", "Mermaid"),
    ("m.md", "# Buses\n\nThey help.\n", "Markdown"),
    ("m.tex", "\\documentclass{article}\n", "LaTeX"),
    ("m.vtt", "WEBVTT\n\n00:01.000 --> 00:04.000\nBuses help\n", "subtitles (WebVTT)"),
    ("m.srt", "1\n00:00:01,000 --> 00:00:04,000\nBuses help\n", "subtitles (SRT)"),
    ("m.apx", "arg(a).\narg(b).\natt(a,b).\n", "an argumentation framework (ASPARTIX)"),
    ("m.af", "p af 2\n1 2\n", "an argumentation framework (ICCMA)"),
    ("m.conll", "Buses\tB-Claim\nhelp\tI-Claim\n.\tO\n", "words with labels, one in each line"),
    ("m.conllu", "# text = Buses\n1\tBuses\tbus\tNOUN\t_\t_\t0\troot\t_\t_\n", "CoNLL-U"),
    ("m.gml", "graph [\n  node [ id 1 ]\n]\n", "a GML graph"),
    ("m.net", '*Vertices 2\n1 "a"\n2 "b"\n', "a Pajek graph"),
    ("m.toml", "# of a project\n\n[tool]\nname = 1\n", "settings (TOML, INI)"),
    ("m.md", "# Buses\n\n[1]: https://example.org/a\n", "Markdown"),
    ("m.txt", "<p>Buses help</p><p>They do</p>", "a web page (HTML)"),
    ("m.json", '{"a": 1}{"a": 2}', "several JSON documents"),
    ("m.json", '{\n "a": 1\n}\n{\n "a": 2\n}\n', "several JSON documents"),
    ("m.bmp", b"BM6\0\0\0", "a binary file"),
    ("m.rtf", "{\\rtf1\\ansi Buses help}", "an RTF document"),
    ("m.rtnl", "Buses help", "a Rationale map"),
    ("m.ipynb", json.dumps(NOTEBOOK, indent=1), "a Jupyter notebook"),
    ("m.mup", json.dumps(MINDMUP), "a MindMup map"),
    ("m.json", json.dumps(MINDMUP), "a MindMup map"),
    ("m.json", json.dumps(LABELLED), "a labelled text of an annotation tool"),
    ("m.json", json.dumps([LABELLED]), "a list, each item a labelled text of an annotation tool"),
    ("m.json", json.dumps(STUDIO), "a Label Studio export"),
    ("m.canvas", json.dumps(CANVAS), "an Obsidian canvas"),
    ("m.json", json.dumps(NODE_LINK), "a node-link graph (D3, NetworkX)"),
    ("m.json", json.dumps(CAS), "a UIMA CAS in JSON"),
    ("m.json", json.dumps(ROW), "a row of a table of microtexts"),
    ("m.jsonl", json.dumps(LABELLED), "JSON Lines of documents"),
    ("m.json", f"{json.dumps(LABELLED)}\r\n{json.dumps(LABELLED)}\r\n", "JSON Lines of documents"),
    ("m.ndjson", '{"a": 1}\n\n{"a": 2}\n', "JSON Lines"),
    ("m.pdf", b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n", "a PDF file"),
    ("m.pdf", b"%PDF-1.4\n1 0 obj\n", "a PDF file"),
    ("m.png", b"\x89PNG\r\n\x1a\n\0\0", "a PNG picture"),
    ("m.jpg", b"\xff\xd8\xff\xe0\0\x10JFIF", "a JPEG picture"),
    ("m.parquet", b"PAR1\x15\x04\xff\x80", "a Parquet table"),
    ("m.sqlite", b"SQLite format 3\0\x10\0\xff", "an SQLite database"),
    ("m.docx", zipped("[Content_Types].xml", "word/document.xml"), "a Word document (.docx)"),
    ("m.xlsx", zipped("[Content_Types].xml", "xl/workbook.xml"), "an Excel workbook (.xlsx)"),
    ("m.odt", zipped(kept="application/vnd.oasis.opendocument.text"), "an OpenDocument file"),
    ("m.epub", zipped(kept="application/epub+zip"), "an e-book (EPUB)"),
    ("m.xmind", zipped("content.json", "metadata.json"), "an XMind mind map"),
    ("m.zip", zipped("a.argmap.yaml"), "a ZIP archive"),
    ("m.gz", b"\x1f\x8b\x08\0\0\0\0\0", "a gzip archive"),
    ("m.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1\0\0", "an old Office file"),
]


@pytest.mark.parametrize(("name", "content", "what"), KNOWN)
def test_what_is_known_and_not_read_is_refused_by_its_name(
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    name: str,
    content: str | bytes,
    what: str,
) -> None:
    path = tmp_path / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    for reader in (read, load):
        with pytest.raises((FormatError, MapFileError), match="this is ") as caught:
            reader(path)
        assert f"this is {what}" in caught.value.what
        assert caught.value.what.endswith(("does not read", "not one map", "not a map"))
        assert caught.value.help
        assert len(caught.value.help) < 150
    message = f"{caught.value.what}\n"
    assert run(["show", str(path)]) == 2
    assert message in capsys.readouterr().err
    if path.suffix in (".jsonl", ".ndjson", ".zip", ".parquet"):  # other commands read many maps
        return
    for command in (["convert", str(path)], ["stats", str(path)]):
        assert run(command) == 2
        assert message in capsys.readouterr().err
    assert run(["check", str(path)]) != 0
    said = capsys.readouterr()
    assert message.strip() in said.out + said.err
    assert "a map has no key" not in said.out + said.err


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("m.json", '{"nodes": [], "edges": [], "locutions": []}', "its keys are 'nodes', 'edges'"),
        ("m.yml", "services:\n  web: {}\nvolumes: {}\n", "its keys are 'services', 'volumes'"),
        ("m.json", '{"title": "Buses", "a": 1, "b": 2}', "its keys are 'title', 'a', 'b'"),
        (
            "m.json",
            '{"discussion": 1, "claims": [{"id": "1"}], "places": []}',
            "'discussion', 'claims'",
        ),
        ("m.csv", "a;b\n1;2\n", "this is not an argmap file"),
        ("m.argdown", "[A: Buses help\n + <b\n", "this is not an argmap file"),
        ("m.argdown", "[A]: Buses help\n  + [B]: They do\n", "this is not an argmap file"),
        ("m.ann", "T1\tClaim 0 10\tBuses help\n", "this is not an argmap file"),
        ("m.xml", "<notes>\n<claim>: Buses help\n</notes>", "this is XML, not an argmap file"),
    ],
)
def test_a_file_that_holds_no_map_is_not_blamed_key_by_key(
    name: str, content: str, message: str
) -> None:
    problems = parse_map(content, name=name).problems
    assert len(problems) == 1
    assert message in problems[0].message
    assert "argmap convert --help" in str(problems[0].help)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("claim: []", "a map has no key `claim`"),
        ("claim: []\nreason: []\n", "a map has no key `claim`"),
        ('{"claims": [{"id": "c", "text": "a"}], "spans": []}', "a map has no key `spans`"),
        ("argmap: 1\nnodes: []\nlinks: []\n", "a map has no key `nodes`"),
        ("claims:\n - {id: c, text: 'a}", "this is not valid YAML"),
    ],
)
def test_a_map_with_faults_is_told_its_faults(text: str, message: str) -> None:
    assert message in parse_map(text).problems[0].message


@pytest.mark.parametrize(
    "text",
    [
        "Buses help. They carry many.",
        "[A]: Buses help\n  + <B>: They carry many\n",
        "<A>: Buses help\n",
        "O\tO\nO\tO\n",
        "graph theory {is} hard",
        "@include(more.argdown)\n",
        "A.\tB-side\nThey help. We know\n",
        "# \n" * 2_000,
        "\n".join("[a]" for _ in range(900)),
        "{" * 100_000,
        "<!--" * 10_000,
        "\ufeff",
        "",
    ],
)
def test_what_could_be_something_else_is_not_identified(text: str) -> None:
    assert identified(text) is None


@given(
    texts() | st.text(st.sampled_from('<>!-?/{}[]":,\n\tO-B @map')), st.sampled_from(["", "a.b"])
)
def test_identifying_raises_nothing(text: str, name: str) -> None:
    found = identified(text, name)
    assert found is None or found.message.startswith("this is ")


@given(st.binary(max_size=300) | st.binary(max_size=40).map(lambda tail: b"PK\x03\x04" + tail))
def test_identifying_bytes_raises_nothing(data: bytes) -> None:
    found = identified_bytes(data)
    assert found is None or found.help


@given(maps(max_size=4), st.sampled_from([one for one in FORMATS if one.reads and one.writes]))
def test_what_argmap_writes_and_reads_is_not_taken_for_something_foreign(
    map: ArgumentMap, format: Format
) -> None:
    text = dump(map, "-", format=format.name).text
    found = identified(text)
    # A zero byte makes a file binary only where its text fits no format.
    assert found is None or "\0" in text, found


@given(maps(max_size=3, min_size=1), st.integers(1, 200))
def test_a_map_that_was_cut_off_is_not_taken_for_something_foreign(
    map: ArgumentMap, cut: int
) -> None:
    text = dumps(map)
    file = parse_map(text[: max(len(text) - cut, 1)], name="m.argmap.yaml")
    assert not any("does not read" in problem.message for problem in file.problems)


def test_what_was_recognised_by_its_content_says_as_what_it_was_read(tmp_path: Path) -> None:
    path = tmp_path / "notes.txt"
    path.write_text("[A]: Buses help\n\n(1) They do\n---\nso\n", encoding="utf-8")
    with pytest.raises(MapFileError, match=r"notes.txt:\d+:\d+: read as Argdown: "):
        read(path)
    named = path.rename(tmp_path / "notes.argdown")
    with pytest.raises(MapFileError) as caught:
        read(named)
    assert "read as" not in caught.value.what


@pytest.mark.parametrize("name", ["m.txt", "m.mm", "m.xml", "empty"])
def test_an_empty_file_in_no_format_is_called_empty(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_text("\n\n", encoding="utf-8")
    with pytest.raises(FormatError, match="the file is empty"):
        read(tmp_path / name)


def test_an_empty_file_is_called_empty(tmp_path: Path) -> None:
    for name in ("m.json", "m.yaml"):
        (tmp_path / name).write_text(" \n", encoding="utf-8")
        for reader in (read, load):
            with pytest.raises(ArgmapError, match="the file is empty"):
                reader(tmp_path / name)


def test_each_document_of_json_lines_is_refused_by_its_name(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "m.jsonl"
    path.write_text(f"{json.dumps(LABELLED)}\n{json.dumps(STUDIO[0])}\n", encoding="utf-8")
    assert run(["convert", str(path), "-o", str(tmp_path / "out")]) == 2
    said = capsys.readouterr().err
    assert "m.jsonl:1: this is a labelled text of an annotation tool, which argmap does" in said
