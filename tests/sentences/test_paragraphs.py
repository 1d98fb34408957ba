"""Which line ends also end a sentence."""

from __future__ import annotations

import pytest

from argmap.sentences import Sentences


def cut(text: str) -> list[str]:
    spans = Sentences(text).spans
    assert spans is not None
    return [" ".join(span.cut(text).split()) for span in spans]


@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("human beings should\nbe free. Two.\n", ["human beings should be free.", "Two."]),
        ("He met Mary\nSmith there. Two.", ["He met Mary Smith there.", "Two."]),
        ("One\n\ntwo", ["One", "two"]),
        ("One\n \t\ntwo", ["One", "two"]),
        ("# Buses\nThey help.", ["# Buses", "They help."]),
        ("Buses\n=====\nThey help.", ["Buses", "They help."]),
        ("They help.\n* * *\nTrams too", ["They help.", "Trams too"]),
        ("Buses\nThey help many people.", ["Buses", "They help many people."]),
        ("A. The first point.\nB. The second.", ["A. The first point.", "B. The second."]),
        ("1. the first\n2. the second one", ["1. the first", "2. the second one"]),
        ("It needs:\n- long buses\n- trams", ["It needs:", "- long buses", "- trams"]),
        ("• buses that\n  are long\n• trams", ["• buses that are long", "• trams"]),
        ("SMITH: Well\nJONES: Oh no\nSMITH: why", ["SMITH: Well", "JONES: Oh no", "SMITH: why"]),
        ("张三：你好\n李四：我不好", ["张三：你好", "李四：我不好"]),
        ("> he said\n> it helps\nI agree", ["> he said > it helps", "I agree"]),
        ("| a | b |\n| c | d |", ["| a | b |", "| c | d |"]),
    ],
)  # fmt: skip
def test_lines_are_read_as_a_reader_does(text: str, sentences: list[str], line_end: str) -> None:
    assert cut(text.replace("\n", line_end)) == sentences


def test_a_number_or_name_that_a_wrapped_line_begins_with_is_no_item() -> None:
    for text, count in (
        ("The house at the end of the road is number\n12. The road is as long as\nany.", 2),
        ("He quotes at length what he found in\nSchiller: a poet of his time.", 1),
        ("That is what the people in this town call a\n– so to say – very long bus.", 1),
    ):
        assert len(cut(text)) == count


def test_a_line_that_nobody_wrapped_is_a_paragraph() -> None:
    caption = "Soldiers stand in a row before the bank in the middle of the old town "
    assert len(cut(f"{caption * 3}\n{'The long text goes on about it and says more. ' * 6}")) == 7


@pytest.mark.parametrize("address", ["https://example.org/" + "a-long-name/" * 9, "=" * 120])
def test_a_line_that_could_not_be_wrapped_makes_no_other_line_short(address: str) -> None:
    text = (
        "The council of the old town had planned the bridge for many years, and\n"
        "Berlin paid for it, as the minutes say in the part that was found by\n"
        f"Anna, who kept them in a box. See\n{address}\nfor more of it in the papers."
    )
    assert cut(text)[0].endswith("found by Anna, who kept them in a box.")
