"""Prose in plain text, Markdown and HTML, read as a reader sees it."""

import html

import pytest
from hypothesis import given
from hypothesis import strategies as st

from argmap.errors import UsageError
from argmap.quotations import Prose, Syntax


def _words(text: str, syntax: Syntax) -> list[str]:
    return [block.words for block in Prose(text, syntax=syntax).blocks]


def test_emphasis_links_and_escapes_of_markdown_are_set_aside() -> None:
    text = 'He **said** _so_ in [the *report*](a.md "A") \\*here\\*, see <https://x.org>.'
    assert _words(text, "markdown") == ["He said so in the report *here*, see ."]


def test_code_keeps_its_words_but_its_marks_quote_nothing() -> None:
    (block,) = Prose("Write `say(“hello there”)` now.", syntax="markdown").blocks
    assert block.words == "Write say(“hello there”) now."
    assert block.is_literal(block.words.index("“"))


def test_fenced_code_is_left_out() -> None:
    assert _words("Before\n\n```\n“some code”\n```\n\nAfter", "markdown") == ["Before\n", "After"]


def test_items_headings_and_cells_are_blocks_of_their_own() -> None:
    text = "# “Head\n- one\n- two\n\n| a | b |\n| c | d |\n"
    assert len(_words(text, "markdown")) == 5


@pytest.mark.parametrize("syntax", ["text", "markdown"])
def test_a_line_that_begins_with_a_year_goes_on_with_its_paragraph(syntax: Syntax) -> None:
    assert len(_words("It was sold in\n1863. The council paid.", syntax)) == 1


@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_block_quotations_keep_their_lines_and_lose_their_marks(end: str) -> None:
    text = f"He said:{end}{end}> Not now{end}> and not later.{end}{end}So."
    blocks = Prose(text, syntax="markdown").blocks
    quoted = [block for block in blocks if block.is_quoted]
    assert ["".join(block.words.split()) for block in quoted] == ["Notnowandnotlater."]


def test_alerts_and_labelled_remarks_quote_nothing() -> None:
    text = "> [!NOTE]\n> Mind the gap.\n\n> **Note:** mind the gap.\n"
    assert not any(block.is_quoted for block in Prose(text, syntax="markdown").blocks)


def test_html_leaves_out_scripts_and_reads_entities() -> None:
    text = "<head><title>“T”</title></head><p>A &amp; B&nbsp;C<script>“x”</script></p>"
    assert _words(text, "html") == ["A & B\xa0C"]


def test_an_unknown_syntax_is_refused() -> None:
    with pytest.raises(UsageError, match="unknown syntax 'tex'"):
        Prose("x", syntax="tex")


@given(st.text(max_size=80), st.sampled_from(["text", "markdown", "html"]))
def test_any_text_can_be_read_and_every_word_has_a_place(text: str, syntax: Syntax) -> None:
    for block in Prose(text, syntax=syntax).blocks:
        assert len(block.starts) == len(block.ends) == len(block.words)
        assert all(a < b <= len(text) for a, b in zip(block.starts, block.ends, strict=True))


@given(st.text(alphabet=st.characters(exclude_categories=["C", "Z"]), min_size=1, max_size=40))
def test_the_words_of_a_paragraph_are_the_same_in_html_and_in_text(words: str) -> None:
    (block,) = Prose(f"<p>{html.escape(words)}</p>", syntax="html").blocks
    assert block.words == words
