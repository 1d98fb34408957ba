"""Passages of a source hold all of it, and end where a reader would pause."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

import argmap as am

TEXT = st.text(alphabet="ab.!? \n\r。", min_size=0, max_size=300)


@given(TEXT, st.integers(4, 80), st.integers(0, 20))
def test_passages_hold_the_whole_text_in_order(text: str, size: int, overlap: int) -> None:
    if size <= 2 * overlap:
        return
    source = am.Source(id="s", text=text)
    end = 0
    for passage in am.passages(source, size, overlap):
        assert passage.text == passage.span.cut(text)
        assert passage.span.length <= size
        assert passage.span.start <= end < passage.span.end
        end = passage.span.end
    assert end == len(text)


def test_a_passage_ends_with_a_paragraph_or_else_with_a_sentence() -> None:
    text = "One is here. Two is there.\n\nThree is gone. Four is back. Five is late."
    source = am.Source(id="s", text=text)
    assert [passage.text for passage in am.passages(source, 40, 0)] == [
        "One is here. Two is there.\n\n",
        "Three is gone. Four is back. ",
        "Five is late.",
    ]


def test_an_overlap_begins_with_a_sentence() -> None:
    source = am.Source(id="s", text="One is here. Two is there. Three is gone. Four is back.")
    texts = [passage.text for passage in am.passages(source, 42, 20)]
    assert texts[1].startswith("Three is gone.")


def test_an_overlap_too_large_is_refused() -> None:
    with pytest.raises(am.ArgmapError, match="cannot overlap"):
        list(am.passages(am.Source(id="s", text="x"), 10, 5))
