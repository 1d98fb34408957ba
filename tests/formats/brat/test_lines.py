"""A line of a brat file is read for what it says, and written as it stood."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from argmap.formats.brat.lines import (
    Arc,
    Attribute,
    Note,
    TextBound,
    Unmapped,
    looks_like_brat,
    read_line,
)
from argmap.text import Span
from tests.strategies import texts


@pytest.mark.parametrize(
    ("words", "line"),
    [
        ("T1\tClaim 2 24\tso it is", TextBound("T1", "Claim", (Span(2, 24),), "so it is")),
        ("T1\tClaim 2 9;14 24\ta b", TextBound("T1", "Claim", (Span(2, 9), Span(14, 24)), "a b")),
        ("T1\tClaim 2 24\ta\tb", TextBound("T1", "Claim", (Span(2, 24),), "a\tb")),
        ('T1\tClaim 2 24\t"a', TextBound("T1", "Claim", (Span(2, 24),), '"a')),
        ("T1\tClaim 2 24\ta\u2028b\x85", TextBound("T1", "Claim", (Span(2, 24),), "a\u2028b\x85")),
        ("T1\tClaim 2 2\t", TextBound("T1", "Claim", (Span(2, 2),), "")),
        ("R1\tsupports Arg1:T2 Arg2:T1", Arc("R1", "supports", "T2", "T1")),
        ("A1\tNegation E1", Attribute("A1", "Negation", "E1", None)),
        ("M1\tSpeaker T1 Ann Lee", Attribute("M1", "Speaker", "T1", "Ann Lee")),
        ("#1\tAnnotatorNotes T1\tan\todd one", Note("#1", "AnnotatorNotes", "T1", "an\todd one")),
        ("E1\tMerge:T2 Org:T1 Org2:E2", Unmapped("E1\tMerge:T2 Org:T1 Org2:E2", is_known=True)),
        ("N1\tReference T1 Wiki:5\tit", Unmapped("N1\tReference T1 Wiki:5\tit", is_known=True)),
        ("*\tAlias T3 T4", Unmapped("*\tAlias T3 T4", is_known=True)),
        ("", Unmapped("", is_known=True)),
        ("T1 Claim 0 4 so", Unmapped("T1 Claim 0 4 so", is_known=False)),
        ("T1\tClaim 0 x\tso", Unmapped("T1\tClaim 0 x\tso", is_known=False)),
        ("Q1\tClaim 0 4\tso", Unmapped("Q1\tClaim 0 4\tso", is_known=False)),
    ],
)
def test_each_kind_of_line_is_read_and_written_as_it_was(words: str, line: object) -> None:
    assert read_line(words) == line
    assert str(read_line(words)) == words


def test_what_tools_put_at_the_end_of_a_line_does_not_matter() -> None:
    assert read_line("R1\tSupport Arg1:T2 Arg2:T1\t\r") == Arc("R1", "Support", "T2", "T1")
    assert read_line("A1\tImplicit T2 \r") == Attribute("A1", "Implicit", "T2", None)
    assert read_line("T1\tClaim 0 2 \tso\r") == TextBound("T1", "Claim", (Span(0, 2),), "so")
    assert read_line("T1\tClaim 0 2") == TextBound("T1", "Claim", (Span(0, 2),), None)


def test_the_roles_of_a_relation_say_which_end_is_which() -> None:
    assert read_line("R1\ts Arg2:T1 Arg1:T2") == Arc("R1", "s", "T2", "T1")
    assert read_line("R1\ts From:T2 To:T1") == Arc("R1", "s", "T2", "T1")


def test_offsets_that_no_file_can_have_are_no_offsets() -> None:
    line = read_line(f"T1\tClaim 0 {'9' * 5000}\tso")
    assert isinstance(line, Unmapped)
    assert not line.is_known
    assert isinstance(read_line("T1\tClaim ٠ ٢\tso"), Unmapped)


@pytest.mark.parametrize(
    ("words", "names"),
    [
        ("E1\tMerge:T2 Org:T1 Org2:E2", {"T2", "T1", "E2"}),
        ("N1\tReference T1 Wiki:5\tit T9", {"T1"}),
        ("*\tAlias T3 T4", {"T3", "T4"}),
        ("", set()),
    ],
)
def test_a_line_that_has_no_place_in_a_map_names_what_it_speaks_of(
    words: str, names: set[str]
) -> None:
    line = read_line(words)
    assert isinstance(line, Unmapped)
    assert line.names == names


@given(texts() | st.text(st.sampled_from("TRA#1\t :;Arg0 2")))
def test_any_line_is_read(words: str) -> None:
    line = read_line(words)
    assert read_line(str(line)) == line


def test_only_lines_of_brat_look_like_brat() -> None:
    assert looks_like_brat("T1\tClaim 0 4\tso it is\nR1\tsupports Arg1:T1 Arg2:T1\t\n")
    assert looks_like_brat("\ufeff\r\nT1\tClaim 0 4\tso it is\r\n")
    assert not looks_like_brat("")
    assert not looks_like_brat("Trams\tare\tfast\nT1\tClaim 0 4\tso it is")
    assert not looks_like_brat("id\ttext\nT1\tso")


@pytest.mark.parametrize(
    "start", ["A1\tTag T1", "T1\tClaim 0 2", "R1\ts Arg1:T1 Arg2:T2", "#1\tN T1"]
)
def test_a_line_of_blanks_without_end_is_read_in_bounded_time(start: str) -> None:
    # With a pattern that goes back over them, this would take an hour.
    words = start + " " * 1_000_000 + "x"
    assert read_line(words) is not None
