"""Transcripts and Markdown are their own originals: their places are read off the text."""

import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import argmap as am
from argmap.drawing.places import find_places
from argmap.graph import Graph
from argmap.originals.headings import headings
from argmap.originals.place import clock
from argmap.originals.timecodes import time_codes
from argmap.text import Span
from argmap.whereabouts import position


@pytest.mark.parametrize(
    "text",
    [
        "[00:00:01] Ann: Buses help.\n[00:00:04] Bo: Do they?\n[00:01:00] Ann: They do.\n",
        "Ann (00:01): Buses help.\nBo (00:04): Do they?\nAnn (01:00): They do.\n",
        "Ann  0:01\nBuses help.\n\nBo  0:04\nDo they?\n\nAnn  1:00\nThey do.\n",
        "00:00:01 Buses help.\n00:00:04 Do they?\n00:01:00 They do.\n",
    ],
)
def test_the_times_of_a_transcript_are_those_of_its_words(text: str) -> None:
    said = time_codes(text)
    assert [(cue.since, cue.until) for cue in said] == [(1, 4), (4, 60), (60, None)]
    assert ["Buses" in text[cue.start : cue.end] for cue in said] == [True, False, False]


@pytest.mark.parametrize(
    "text",
    [
        "The train leaves at 10:15, at 11:15 and at 12:15.",
        "Open 9:00 to 17:00, and 18:30 on Fridays; closed at 12:00.",
        "09:30 Welcome\n17:00 Close\n10:15 Coffee\n",
        "no times at all",
        "",
    ],
)
def test_times_of_day_make_no_transcript(text: str) -> None:
    assert time_codes(text) == ()


def test_a_source_says_when_its_words_are_said() -> None:
    text = "Ann (00:01): Buses help.\nBo (00:04): Do they?\nAnn (01:00): They do.\n"
    place = am.Source(id="talk", text=text).place(text.index("Do"), text.index("?"))
    assert place is not None
    assert (place.time, place.speaker) == ((4, 60), "Bo")


def test_a_section_of_markdown_is_named_by_the_address_of_its_heading() -> None:
    text = (
        "Intro\n\n# Why *buses* help?\n\nThey do.\n\n```\n# no heading\n```\n\n"
        "Setext one\n==========\n\nMore.\n\n## Why buses help?\n\nAgain.\n\n---\n\nend\n"
    )
    found = headings(text)
    assert [each.path for each in found] == [
        "#why-buses-help",
        "#setext-one",
        "#why-buses-help-1",
    ]
    assert "no heading" in text[found[0].start : found[0].end]
    assert text[found[1].start :].startswith("Setext")


def test_a_text_without_times_or_headings_has_no_places() -> None:
    assert am.Source(id="note", text="Buses help.").place(0, 5) is None


@pytest.mark.parametrize(
    "text",
    [
        "# " + " " * 200_000 + "x",
        "# # " * 50_000,
        "[" * 200_000 + "](" * 100_000,
        "[00:01] " * 50_000,
        "=" * 200_000 + "x",
        "```\n" * 100_000,
    ],
    ids=lambda text: text[:8],
)
@pytest.mark.full
def test_places_are_read_off_a_hostile_text_in_bounded_time(text: str) -> None:
    start = time.process_time()
    headings(text)
    headings(f"# {text}")
    time_codes(text)
    assert time.process_time() - start < 10


def test_headings_may_be_closed_by_number_signs() -> None:
    found = headings("## Why buses ##\n\n# C#\n\n#no heading\n\n#\n")
    assert [each.path for each in found] == ["#why-buses", "#c", "#"]


def stamp(seconds: int, *, is_short: bool = False) -> str:
    whole = f"{seconds // 60 % 60:02}:{seconds % 60:02}"
    return whole if is_short and seconds < 3600 else f"{seconds // 3600:02}:{whole}"


STAMPED = {
    "brackets": "[{short}] {words}\n",
    "ranges": "[{since}.000 --> {until}.000]   {words}\n",
    "dashes": "[{since} – {until}] {words}\r\n",
    "SRT": "1\n{since},000 --> {until},000\n{words}\n\n",
    "WebVTT": "\n{since}.000 --> {until}.000\n{words}\n",
    "speakers": "ANN ({since}): {words}\n",
    "lines": "{since}\n{words}\n\n",
}


@pytest.mark.parametrize("style", STAMPED)
@given(steps=st.lists(st.integers(1, 3000), min_size=3, max_size=8))
@settings(max_examples=30)
def test_whoever_asks_for_the_time_of_words_gets_the_same(style: str, steps: list[int]) -> None:
    text = "WEBVTT\n" if style == "WebVTT" else ""
    times, spans, now = [], [], 0
    for number, step in enumerate(steps):
        words = f"buses help street {number}."
        short, until = stamp(now, is_short=True), stamp(now + step)
        text += STAMPED[style].format(short=short, since=stamp(now), until=until, words=words)
        start = text.index(words)
        times.append(now)
        spans.append((start, start + len(words)))
        now += step
    source = am.Source(id="talk", text=text)
    m = am.ArgumentMap(sources=[source])
    for number, span in enumerate(spans):
        m.claims.append(am.Claim(id=f"c{number}", quote=text[slice(*span)], span=span))
    places = [source.place(*span) for span in spans]
    assert [place and place.time and place.time[0] for place in places] == times
    assert [str(place) for place in places] == [clock(time) for time in times]
    shown = find_places(Graph(m), "time")
    assert shown == {f"c{number}": str(place) for number, place in enumerate(places)}
    is_ranged = style not in ("brackets", "speakers", "lines")
    ends = [place.time[1] for place in places if place is not None and place.time]
    assert ends == [*times[1:], now if is_ranged else None]


@given(pages=st.lists(st.sampled_from(["Buses help.", "", "They\ncarry many."]), min_size=2))
def test_whoever_asks_for_the_page_of_words_gets_the_same(pages: list[str]) -> None:
    text = "\f".join(pages)
    source = am.Source(id="paper", text=text)
    m = am.ArgumentMap(sources=[source])
    start = 0
    for number, page in enumerate(pages, 1):
        end = start + len(page)
        if page:
            place = source.place(start, end)
            assert place is not None
            assert (str(place), place.fragment) == (f"p. {number}", f"page={number}")
            m.claims.append(am.Claim(id=f"p{number}", quote=page, span=(start, end)))
        start = end + 1
    shown = find_places(Graph(m), "page")
    assert shown == {f"p{number}": f"p. {number}" for number, page in enumerate(pages, 1) if page}


def test_a_quote_that_leaves_out_pages_is_on_those_of_its_fragments() -> None:
    text = "Buses help.\fNot this.\fThey carry many."
    source = am.Source(id="paper", text=text)
    m = am.ArgumentMap(sources=[source])
    anchor = am.Anchor(quote="Buses help. … They carry", spans=[(0, 11), (22, 32)])
    m.claims.append(am.Claim(id="c", text="So", anchors=(anchor,)))
    assert find_places(Graph(m), "page") == {"c": "pp. 1, 3"}


def test_a_markdown_transcript_has_times_and_headings(tmp_path: Path) -> None:
    path = tmp_path / "talk.md"
    path.write_text("# Talk\n\n[00:01] Buses help.\n\n[00:04] Do they?\n", encoding="utf-8")
    place = am.Source.read(path).place(16, 21)
    assert place is not None
    assert (place.elements, place.time) == (("#talk",), (1, 4))


@pytest.mark.parametrize("text", ["10:30 Buses help.\n11:30 They are late.\n", "[10:30] Open.\n"])
def test_two_times_of_day_and_a_single_one_make_no_transcript(text: str) -> None:
    assert time_codes(text) == ()


def test_a_recording_without_a_table_has_the_times_of_its_transcript() -> None:
    original = {"path": "talk.mp3", "sha256": "0" * 64, "extractor": "typed"}
    text = "[00:01] Buses help.\n[00:04] Do they?\n"
    source = am.Source(id="talk", text=text, original=original)
    assert position(source, Span(8, 13)) == "1:9 (talk.mp3, 0:00:01)"


def test_quotes_go_on_over_the_times_of_a_transcript() -> None:
    text = "[00:00.000 --> 00:04.000]  And so the\n[00:04.000 --> 00:07.000]  buses help.\n"
    found = am.Source(id="talk", text=text).find("And so the buses help.")
    assert found.status == "corrected"
