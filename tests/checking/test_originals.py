"""What `argmap check` says of the files that texts were taken from."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

import pytest

import argmap as am
from argmap.errors import OriginalWarning

if TYPE_CHECKING:
    from pathlib import Path

SRT = (
    "1\n00:00:01,000 --> 00:00:02,000\nBuses help.\n\n2\n00:00:03,000 --> 00:00:04,000\nThey do.\n"
)


@pytest.fixture
def talk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> am.ArgumentMap:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "talk.srt").write_text(SRT)
    m = am.ArgumentMap(sources=[am.Source.from_original("talk.srt")])
    m.claim(quote="Buses help", id="help")
    am.save(m, "talk.argmap.yaml")
    return am.load("talk.argmap.yaml")


def told(m: am.ArgumentMap) -> list[tuple[str, str]]:
    found = am.check(m, select=["AM104", "AM135", "AM136", "AM137", "AM138"])
    return [(one.code, one.message) for one in found]


def test_a_map_that_is_as_it_was_taken_has_no_findings(talk: am.ArgumentMap) -> None:
    assert told(talk) == []


def test_an_original_that_changed_is_reported(talk: am.ArgumentMap, tmp_path: Path) -> None:
    (tmp_path / "talk.srt").write_text(SRT.replace("do", "don't"))
    assert told(talk) == [
        ("AM135", "talk.srt has changed since the text of source 'talk' was taken from it")
    ]


def test_a_map_may_be_shared_without_its_original(talk: am.ArgumentMap, tmp_path: Path) -> None:
    (tmp_path / "talk.srt").unlink()
    assert told(talk) == []


@pytest.mark.usefixtures("talk")
def test_a_text_that_was_edited_is_reported_even_if_its_hash_is_updated(tmp_path: Path) -> None:
    (tmp_path / "talk.txt").write_text("Buses help. They do so.\n")
    edited = "the text of source 'talk' was edited after it was taken from talk.srt"
    again = am.load("talk.argmap.yaml")
    assert [code for code, _ in told(again)] == ["AM104", "AM136"]
    signed = again.model_copy(update={"sources": [again.sources[0].signed()]})
    assert told(signed) == [("AM136", edited)]
    with pytest.warns(OriginalWarning, match="running heads and notes are treated as text"):
        assert signed.sources[0].apparatus == ()


@pytest.mark.parametrize("what", ["missing", "damaged", "of another file"])
def test_a_table_that_cannot_be_used_is_reported(
    talk: am.ArgumentMap, tmp_path: Path, what: str
) -> None:
    table = tmp_path / "talk.places.json"
    if what == "missing":
        table.unlink()
    elif what == "damaged":
        table.write_text("{}")
    else:
        original = talk.sources[0].original
        assert original is not None
        table.write_text(table.read_text().replace(original.sha256, "0" * 64))
    ((code, message),) = told(am.load("talk.argmap.yaml"))
    assert code == "AM138"
    assert "table of places" in message


def test_an_original_outside_the_project_is_reported_and_not_read(
    talk: am.ArgumentMap, tmp_path: Path
) -> None:
    folder = tmp_path / "project"
    folder.mkdir()
    (folder / "argmap.toml").touch()
    am.save(talk, folder / "talk.argmap.yaml")
    codes = [code for code, _ in told(am.load(folder / "talk.argmap.yaml"))]
    assert codes == ["AM138", "AM138"]


def paper(tmp_path: Path, said: dict[str, object]) -> am.ArgumentMap:
    from reportlab.pdfgen.canvas import Canvas  # noqa: PLC0415 -- only here

    canvas = Canvas(str(tmp_path / "paper.pdf"), pagesize=(300, 300))
    for page, words in enumerate(("Trams cost more.", "Buses help us all.", "They do."), 12):
        canvas.drawString(50, 200, words)
        canvas.drawString(150, 20, str(page))
        canvas.showPage()
    canvas.save()
    m = am.ArgumentMap(sources=[am.Source.from_original(tmp_path / "paper.pdf")])
    m.claim(quote="Buses help us", id="help", **said)
    return m


@pytest.mark.parametrize(
    "said",
    [
        {"note": "p. 13"},
        {"note": "p. 2"},  # in the file
        {"note": "pp. 12-15"},
        {"note": "pp. 12–5, first half"},
        {"note": "S. 13"},
        {"meta": {"page": 13}},
        {"meta": {"page": "13"}},
        {"meta": {"pages": "12-14"}},
        {"note": "see Smith, p. 99"},
        {"note": "page by page, it says so"},
        {"note": "so 12 people"},
    ],
    ids=str,
)
def test_a_page_that_is_right_or_of_another_work_is_not_reported(
    tmp_path: Path, said: dict[str, object]
) -> None:
    assert told(paper(tmp_path, said)) == []


@pytest.mark.parametrize(
    ("said", "page"),
    [
        ({"note": "p. 12"}, "p. 12"),
        ({"note": "(pp. 14–16)"}, "pp. 14–16"),
        ({"meta": {"page": 99}}, "p. 99"),
        ({"meta": {"pinpoint": "p. 1"}}, "p. 1"),
    ],
    ids=str,
)
def test_a_page_that_is_wrong_is_reported_with_the_right_one(
    tmp_path: Path, said: dict[str, object], page: str
) -> None:
    assert told(paper(tmp_path, said)) == [
        (
            "AM137",
            f"claim 'help' is said to be on {page}, but its quote is on p. 13 (page 2 of the file)",
        )
    ]


def test_a_note_of_nothing_but_space_is_looked_at_in_bounded_time(tmp_path: Path) -> None:
    start = time.process_time()
    assert told(paper(tmp_path, {"note": " " * 300_000 + "x"})) == []
    assert time.process_time() - start < 5
