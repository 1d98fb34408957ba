"""`argmap new` over originals: what it writes, refuses and takes again."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

import argmap as am

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.conftest import Command

SRT = """\
1
00:00:01,000 --> 00:00:02,500
Buses help us all.

2
00:00:03,000 --> 00:00:04,000
They carry many.
"""
LATER = SRT.replace("1\n00:00:01", "1\n00:00:00,100 --> 00:00:00,900\nGood evening.\n\n1\n00:00:01")


@pytest.fixture
def talk(folder: Path) -> Path:
    path = folder / "talk.srt"
    path.write_text(SRT)
    return path


def test_a_skeleton_names_the_text_the_original_and_the_table(argmap: Command, talk: Path) -> None:
    said = argmap("new", "talk.srt", "-o", "talk.argmap.yaml")
    assert said.status == 0
    assert (talk.parent / "talk.txt").read_text() == "Buses help us all. They carry many.\n"
    (source,) = am.load("talk.argmap.yaml").sources
    assert source.path == "talk.txt"
    assert source.sha256 == source.digest
    assert source.original is not None
    assert (source.original.path, source.original.places) == ("talk.srt", "talk.places.json")


def test_a_map_in_another_folder_names_all_three_from_there(argmap: Command, talk: Path) -> None:
    (talk.parent / "maps").mkdir()
    (talk.parent / "argmap.toml").touch()  # one project
    argmap("new", "talk.srt", "-o", "maps/talk.argmap.yaml")
    (source,) = am.load("maps/talk.argmap.yaml").sources
    assert source.original is not None
    assert (source.path, source.original.path) == ("../talk.txt", "../talk.srt")
    assert source.place(0, 5) is not None


def test_a_text_that_is_in_the_way_is_an_error_that_says_what_to_do(
    argmap: Command, talk: Path
) -> None:
    (talk.parent / "talk.txt").write_text("mine")
    said = argmap("new", "talk.srt")
    assert said.status == 2
    assert "talk.txt: the file already exists" in said.err
    assert "--again" in said.err
    assert (talk.parent / "talk.txt").read_text() == "mine"


def test_anchors_follow_an_original_that_is_taken_again(argmap: Command, talk: Path) -> None:
    argmap("new", "talk.srt", "-o", "talk.argmap.yaml")
    m = am.load("talk.argmap.yaml")
    m.claim(quote="They carry many", id="many")
    am.save(m, "talk.argmap.yaml")
    before = m["many"].anchors[0].spans[0]
    talk.write_text(LATER)
    said = argmap("new", "talk.srt", "--again", "-o", "talk.argmap.yaml")
    assert said.status == 0, said.err
    after = am.load("talk.argmap.yaml")
    assert after["many"].anchors[0].spans[0].start == before.start + len("Good evening. ")
    assert list(am.check(after, select=["AM1"])) == []
    assert after.sources[0].place(*after["many"].anchors[0].spans[0]) is not None


def test_a_quote_that_is_gone_is_reported_when_the_text_is_taken_again(
    argmap: Command, talk: Path
) -> None:
    argmap("new", "talk.srt", "-o", "talk.argmap.yaml")
    m = am.load("talk.argmap.yaml")
    m.claim(quote="They carry many", id="many")
    am.save(m, "talk.argmap.yaml")
    talk.write_text(SRT.replace("They carry many", "Nobody ever takes a tram"))
    said = argmap("new", "talk.srt", "--again", "-o", "talk.argmap.yaml")
    assert said.status == 1
    assert "many" in said.err


@pytest.mark.parametrize(
    ("arguments", "what"),
    [
        (("talk.srt", "--again"), "needs the map"),
        (("talk.srt", "--again", "-o", "none.argmap.yaml"), "needs the map"),
        (("talk.srt", "--again", "-o", "buses.argmap.yaml"), "no source of the map was taken from"),
    ],
)
@pytest.mark.usefixtures("talk")
def test_taking_again_needs_the_map_of_that_original(
    argmap: Command, arguments: tuple[str, ...], what: str
) -> None:
    said = argmap("new", *arguments)
    assert said.status == 2
    assert what in said.err


def test_a_map_without_sources_is_anchored_in_an_original(argmap: Command, talk: Path) -> None:
    (talk.parent / "draft.argmap.yaml").write_text(
        "argmap: 1\nclaims:\n  - {id: many, quote: They carry many}\n"
    )
    said = argmap("anchor", "draft.argmap.yaml", "--source", "talk.srt")
    assert said.status == 0, said.err
    m = am.load("draft.argmap.yaml")
    assert m.sources[0].place(*m["many"].anchors[0].spans[0]) is not None


def test_quotations_are_checked_against_an_original_and_nothing_is_written(
    argmap: Command, talk: Path
) -> None:
    (talk.parent / "a.md").write_text(
        'She says "They carry many" and "They carry nobody at all".\n'
    )
    before = sorted(path.name for path in talk.parent.iterdir())
    said = argmap("quotes", "a.md", "--source", "talk.srt", "--output-format", "concise")
    assert said.status == 1
    assert "nobody" in said.out or "1 " in said.out
    assert sorted(path.name for path in talk.parent.iterdir()) == before


def test_originals_with_the_same_text_are_refused_before_anything_is_written(
    argmap: Command, talk: Path
) -> None:
    (talk.parent / "talk.vtt").write_text("WEBVTT\n\n00:01.000 --> 00:02.000\nTrams.\n")
    before = sorted(talk.parent.iterdir())
    said = argmap("new", "talk.srt", "talk.vtt", "-o", "talk.argmap.yaml")
    assert said.status == 2
    assert "the texts of talk.srt and talk.vtt would both be talk.txt" in said.err
    assert sorted(talk.parent.iterdir()) == before


@pytest.mark.parametrize("text", ["", "\ufeff", " \r\n\n"])
def test_an_empty_text_is_reported(argmap: Command, folder: Path, text: str) -> None:
    (folder / "empty.txt").write_text(text, encoding="utf-8")
    said = argmap("new", "empty.txt", "-o", "empty.argmap.yaml")
    assert said.status == 0
    assert "argmap: warning: empty.txt: the text is empty" in said.err
