"""Wherever it is said where words are, their page or their time in the original is said too."""

import json
from pathlib import Path

import pytest
from reportlab.pdfgen.canvas import Canvas

import argmap as am
from argmap.cli.main import run
from argmap.drawing.linking import find_links
from argmap.drawing.places import find_places
from argmap.errors import UsageError
from argmap.text import Span
from argmap.whereabouts import original_address, place_of, position

SRT = """\
1
00:01:05,000 --> 00:01:08,000
Buses help us all.

2
01:02:03,500 --> 01:02:05,000
They carry many people.
"""


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with a PDF of two pages and a recording with subtitles, and texts of both."""
    monkeypatch.chdir(tmp_path)
    canvas = Canvas("my paper.pdf")
    for words in ("Buses help us all.", "They carry many people."):
        canvas.drawString(72, 700, words)
        canvas.showPage()
    canvas.save()
    Path("talk.srt").write_text(SRT, encoding="utf-8")
    return tmp_path


def mapped(name: str) -> am.ArgumentMap:
    """Return a map of two statements, each with its words in an original."""
    m = am.ArgumentMap(sources=[am.Source.from_original(name, id="it")])
    help = m.claim("It helps", id="help", quote="Buses help us")
    m.reason("It carries", id="many", supports=help, quote="They carry many")
    return am.ground(m).map


@pytest.mark.parametrize(
    ("name", "first", "second"),
    [
        ("my paper.pdf", "1:1 (my paper.pdf, p. 1)", "(my paper.pdf, p. 2)"),
        ("talk.srt", "1:1 (talk.srt, 0:01:05)", "(talk.srt, 1:02:03)"),
    ],
)
@pytest.mark.usefixtures("folder")
def test_a_position_names_the_page_or_the_time(name: str, first: str, second: str) -> None:
    m = mapped(name)
    said = [position(m.sources[0], one.anchors[0].spans[0]) for one in m.statements]
    assert said[0] == first
    assert said[1].endswith(second)


def test_without_an_original_a_position_is_a_line_and_a_column() -> None:
    note = am.Source(id="note", text="[00:01] Yes.\n[00:04] No.\n[01:00] Why?\n")
    assert position(note, Span(21, 24)) == "2:9"
    assert original_address(note) is None


@pytest.mark.usefixtures("folder")
def test_a_damaged_table_of_places_leaves_the_line_and_the_column() -> None:
    m = mapped("talk.srt")
    am.save(m, "talk.argmap.yaml")
    Path("talk.places.json").write_text("{", encoding="utf-8")
    (source,) = am.load("talk.argmap.yaml").sources
    assert position(source, Span(0, 5)) == "1:1"
    assert place_of(source, Span(0, 5)) is None
    assert run(["check", "talk.argmap.yaml"]) == 1


@pytest.mark.parametrize(
    ("name", "unit", "first", "second"),
    [("my paper.pdf", "page", "p. 1", "p. 2"), ("talk.srt", "time", "0:01:05", "1:02:03")],
)
@pytest.mark.usefixtures("folder")
def test_cards_show_the_page_or_the_time(name: str, unit: str, first: str, second: str) -> None:
    graph = am.Graph(mapped(name))
    assert find_places(graph, unit) == {"help": first, "many": second}  # type: ignore[arg-type]


@pytest.mark.usefixtures("folder")
def test_cards_link_to_the_page_and_to_the_time() -> None:
    assert find_links(mapped("my paper.pdf"), "{original}#{place}") == {
        "help": "my%20paper.pdf#page=1",
        "many": "my%20paper.pdf#page=2",
    }
    m = mapped("talk.srt")
    m.sources[0] = m.sources[0].model_copy(update={"url": "https://example.org/talk.mp4"})
    assert find_links(m, "{url}#{place}")["many"] == ("https://example.org/talk.mp4#t=3723.5,3725")


@pytest.mark.parametrize(
    ("path", "address"),
    [
        ("javascript:alert(1)", "javascript%3Aalert%281%29"),
        ("a b/ü#1.pdf", "a%20b/%C3%BC%231.pdf"),
        ("//example.org/x.pdf", None),
        ("/etc/passwd", None),
        (r"\\example.org\x.pdf", None),
    ],
)
@pytest.mark.usefixtures("folder")
def test_the_path_of_a_stranger_becomes_no_scheme_and_no_host(
    path: str, address: str | None
) -> None:
    source = mapped("talk.srt").sources[0]
    assert source.original is not None
    original = source.original.model_copy(update={"path": path})
    assert original_address(source.model_copy(update={"original": original})) == address


@pytest.mark.usefixtures("folder")
def test_an_address_that_only_holds_the_original_is_refused() -> None:
    with pytest.raises(UsageError, match="cannot link to"):
        find_links(mapped("talk.srt"), "file:{original}")


@pytest.mark.usefixtures("folder")
def test_annotations_have_the_page_and_the_time_and_are_read_back() -> None:
    for name, kind, fragment in (
        ("my paper.pdf", "rfc3778", "page=2"),
        ("talk.srt", "media-frags", "t=3723.5,3725"),
    ):
        m = mapped(name)
        am.write(m, "out.jsonld", format="web-annotation")
        text = Path("out.jsonld").read_text(encoding="utf-8")
        assert f'"value": "{fragment}"' in text
        assert kind in text
        loaded = am.read_with_losses("out.jsonld", format="web-annotation")
        assert loaded.losses == ()
        assert [one.anchors for one in loaded.map.statements] == [
            one.anchors for one in m.statements
        ]


@pytest.mark.usefixtures("folder")
def test_commands_and_reports_name_the_page(capfd: pytest.CaptureFixture[str]) -> None:
    m = mapped("my paper.pdf")
    am.save(m, "paper.argmap.yaml")
    text = Path("paper.argmap.yaml").read_text(encoding="utf-8")
    Path("paper.argmap.yaml").write_text(
        text.replace("quote: They carry many", "quote: They carried many"), encoding="utf-8"
    )
    assert run(["show", "paper.argmap.yaml", "help"]) == 0
    assert "it 1:1 (my paper.pdf, p. 1)" in capfd.readouterr().out
    shown = {}
    for format in ("full", "github", "sarif", "json"):
        assert run(["check", "paper.argmap.yaml", "--output-format", format]) == 1
        shown[format] = capfd.readouterr().out
    for said in shown.values():
        assert "my paper.pdf, p. 2" in said
    (finding,) = (one for one in json.loads(shown["json"])["findings"] if one["source"] is not None)
    assert finding["source"]["original"] == "my paper.pdf, p. 2"
