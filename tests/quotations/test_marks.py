"""Quotation marks of all languages, told from apostrophes and signs of measure."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from argmap.quotations.marks import marked_stretches


@pytest.mark.parametrize(
    ("words", "quoted"),
    [
        ("He said “We won’t pay,” and ‘never’.", ["We won’t pay,", "never"]),
        ("„Ja“, rief er, «nein»", ["Ja", "nein"]),
        ("»Ja«, rief er, ›nein‹", ["Ja", "nein"]),
        ("« Nous ne paierons pas », dit-il.", [" Nous ne paierons pas "]),
        ("”Vi betalar inte”, sa han, »inte nu»", ["Vi betalar inte", "inte nu"]),
        ("„Nie zapłacimy” – powiedział", ["Nie zapłacimy"]),
        ("«Мы не заплатим», — сказал он.", ["Мы не заплатим"]),
        ("他说：“我们不付钱。”她说「不」", ["我们不付钱。", "不"]),
        ("「我々は『払わない』」と言った。", ["我々は『払わない』"]),
        ('"We will not pay" he said, "not now"', ["We will not pay", "not now"]),
        ("``We will not pay'' he said", ["We will not pay"]),
        ("She said “he said ‘no’ twice”.", ["he said ‘no’ twice"]),
        ("‘We said “no” twice,’ he said", ["We said “no” twice,"]),
        ('a 6\' 2" man with a 5" pipe said "yes"', ["yes"]),
        ("rock ’n’ roll isn't the dogs’ bone of the ’90s", ["n"]),
        ("(“quoted in brackets”)—“and after a dash”", ["quoted in brackets", "and after a dash"]),
    ],
)
def test_what_is_between_marks_is_found_in_every_typography(words: str, quoted: list[str]) -> None:
    assert [marked.span.cut(words) for marked in marked_stretches(words).marked] == quoted


def test_a_mark_that_may_be_an_apostrophe_has_longer_readings() -> None:
    words = "He said 'the dogs' bone is new' today"
    (marked,) = marked_stretches(words).marked
    assert [span.cut(words) for span in marked.others] == ["the dogs' bone is new"]


def test_a_mark_that_nothing_closes_is_reported_with_its_place() -> None:
    marks = marked_stretches("He said “nothing of the kind")
    assert marks.marked == ()
    assert marks.unclosed == (8, 9)


def test_apostrophes_alone_are_never_reported_as_unclosed() -> None:
    assert marked_stretches("'Tis the season of ’90s music").unclosed is None


@given(st.text(alphabet="ab “”„‘’\"'«»‹›「」.\n5", max_size=60))
def test_stretches_lie_inside_their_marks_and_never_overlap(words: str) -> None:
    marked = marked_stretches(words).marked
    for one in marked:
        assert one.outer.start < one.span.start <= one.span.end < one.outer.end
    assert all(a.outer.end <= b.outer.start for a, b in pairwise(marked))
