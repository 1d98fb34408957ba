"""The text of a source on a page is the text, cut wherever a passage begins or ends."""

from __future__ import annotations

from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from argmap.source import Source
from argmap.text import Span
from argmap.webpage.passages import Passage, source_text

# Letters that are told apart, line ends, markup, and what changes the direction of text.
ALPHABET = "ab\n\r <&\"'>:\u202e\u2066\u05d0😀"


class Read(HTMLParser):
    """What a browser makes of it: the text, and the statements of each of its characters."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.text = ""
        self.of: list[set[int]] = []
        self.ignored = ""
        self._open: list[set[int]] = []
        self._spans = 0
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        given = dict(attributes)
        if tag == "mark":
            assert not self._open, "marks are never nested"
            self._open.append({int(one) for one in (given["data-s"] or "").split()})
        if given.get("class") == "ignored":
            self._spans += 1

    def handle_endtag(self, tag: str) -> None:
        if tag == "mark":
            self._open.pop()
        if tag == "span":
            self._spans -= 1

    def handle_data(self, data: str) -> None:
        self.text += data
        self.of += [set().union(*self._open) for _ in data]
        if self._spans:
            self.ignored += data


@st.composite
def anchored_texts(draw: st.DrawFn) -> tuple[str, list[Passage]]:
    text = draw(st.text(ALPHABET, min_size=1, max_size=60))
    edges = st.integers(0, len(text) + 3)
    spans = draw(st.lists(st.tuples(edges, edges), max_size=6))
    return text, [
        Passage(Span(min(span), max(span)), number, "claim")
        for number, span in enumerate(spans)
        if span[0] != span[1]
    ]


@given(anchored_texts())
def test_the_text_stands_letter_for_letter(anchored: tuple[str, list[Passage]]) -> None:
    text, passages = anchored
    assert Read("".join(source_text(Source(id="t", text=text), passages))).text == text


@given(anchored_texts())
def test_every_character_says_whose_words_it_belongs_to(
    anchored: tuple[str, list[Passage]],
) -> None:
    text, passages = anchored
    read = Read("".join(source_text(Source(id="t", text=text), passages)))
    assert read.of == [
        {number for (start, end), number, _ in passages if start <= offset < end}
        for offset in range(len(text))
    ]


def test_one_can_go_to_where_each_passage_begins() -> None:
    passages = [Passage(Span(0, 9), 0, "claim"), Passage(Span(4, 13), 1, "reason")]
    html = "".join(source_text(Source(id="t", text="one two\nthree four"), passages))
    assert html.count('role="button"') == 2
    assert '<mark class="claim" data-s="0" role="button"' in html
    assert '<mark class="claim several" data-s="0 1" role="button"' in html


def test_the_narrowest_passage_gives_its_colour() -> None:
    passages = [Passage(Span(0, 11), 0, "claim"), Passage(Span(4, 7), 1, "caveat")]
    html = "".join(source_text(Source(id="t", text="one two six"), passages))
    assert '<mark class="caveat several" data-s="0 1"' in html


@pytest.mark.parametrize(
    ("line", "bold"),
    [
        ("Host: Do they?", "<b>Host:</b> Do they?"),
        ("HOST: Do they?", "<b>HOST:</b> Do they?"),
        ("Note: they do.", "Note: they do."),
        ("It was the host: him.", "It was the host: him."),
    ],
)
def test_speakers_whom_the_map_knows_are_bold_where_a_line_begins_with_them(
    line: str, bold: str
) -> None:
    html = "".join(source_text(Source(id="t", text=line), (), ["Host"]))
    assert html == f'<p dir="auto">{bold}</p>'


def test_ignored_passages_are_marked_unless_a_statement_has_them() -> None:
    source = Source(id="t", text="Photo: one. They do.", ignore=[(0, 11), (12, 16)])
    html = "".join(source_text(source, [Passage(Span(12, 20), 0, "claim")]))
    assert Read(html).ignored == "Photo: one."


WRAPPED = """THE FIRST CHAPTER

Of all the bridges that cross the river, the oldest is the one that the
bishop built, and which his chapter, against his wishes, opened to
every cart.

  * a list
  * of two items

It was closed again."""


@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
def test_lines_that_were_wrapped_by_hand_are_one_paragraph(line_end: str) -> None:
    text = WRAPPED.replace("\n", line_end)
    paragraphs = list(source_text(Source(id="t", text=text), []))
    flowing = [Read(one).text for one in paragraphs if 'class="flow"' in one]
    (one,) = flowing
    assert one.split()[:3] == ["Of", "all", "the"]
    assert one.split()[-2:] == ["every", "cart."]
    others = [Read(one).text.strip() for one in paragraphs if "class" not in one]
    assert others == ["THE FIRST CHAPTER", "* a list", "* of two items", "It was closed again."]
    assert Read("".join(paragraphs)).text == text


def test_a_turn_of_a_known_speaker_is_a_paragraph() -> None:
    text = "So the long answer of the mayor went on for a while, and\nMAYOR: ended here."
    paragraphs = source_text(Source(id="t", text=text), [], speakers=["Mayor"])
    assert [Read(one).text.split()[0] for one in paragraphs] == ["So", "MAYOR:"]
