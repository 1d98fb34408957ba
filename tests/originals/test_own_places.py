"""Transcripts and Markdown are their own originals: their places are read off the text."""

import time

import pytest

import argmap as am
from argmap.originals.headings import headings
from argmap.originals.timecodes import time_codes


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
def test_places_are_read_off_a_hostile_text_in_bounded_time(text: str) -> None:
    start = time.process_time()
    headings(text)
    headings(f"# {text}")
    time_codes(text)
    assert time.process_time() - start < 10


def test_headings_may_be_closed_by_number_signs() -> None:
    found = headings("## Why buses ##\n\n# C#\n\n#no heading\n\n#\n")
    assert [each.path for each in found] == ["#why-buses", "#c", "#"]
