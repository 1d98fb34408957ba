"""Quotations in prose, held against the sources that they may be from."""

import html

import pytest
from hypothesis import given
from hypothesis import strategies as st

import argmap as am
from argmap.quotations import Prose, Syntax
from argmap.quotations.rules import findings
from argmap.text import WORD

MINUTES = am.Source(
    id="minutes",
    url="https://council.example/minutes",
    title="Minutes of the council",
    text="The council met on Monday. The mayor said: We will not pay for the buses, and nobody "
    "will make us.\nThere is no evidence that buses help the shops. Buses carry many people into "
    "town every\nmorning. “It is late,” she said. The plan costs 12,000 euros a year.\n",
)
LETTER = am.Source(id="letter", text="Dear council, trams would carry twice as many people.\n")
BOTH = [MINUTES, LETTER]


def _outcomes(text: str, source: am.Source = MINUTES) -> list[tuple[str, str]]:
    return [(q.text, q.outcome) for q in am.find_quotes(text, source)]


@pytest.mark.parametrize(
    "text",
    [
        "“We will not pay for the buses,” the mayor said.",
        "The mayor wrote that “we will not pay for the buses”.",
        "It says: “Buses carry many people into town every morning.”",
        "It says: “Buses carry many people … every morning.”",
        "It says “[b]uses carry many people into town”.",
        "> Buses carry many people\n> into town every morning.\n> — Minutes, p. 3",
        "“We will not pay for the buses,” he said, “and nobody will make us.”",
        "“We will not pay for the buses, and nobody will make us.\n\n“Buses carry many people.”",
        'It costs "12 000 euros a year" to run.',
        "Er schrieb „We will not pay for the buses“.",
        "« We will not pay for the buses », dit-il.",
        "<p>He wrote <q>We will not pay for the buses</q>.</p>",
        "<blockquote>Buses carry many people into town every&nbsp;morning.</blockquote>",
        "She said: “‘It is late,’ she said.”",
        "He denied that “buses help the shops”.",
    ],
)
def test_a_true_quotation_holds_however_it_is_typed(text: str) -> None:
    found = am.find_quotes(text, MINUTES)
    assert found
    assert all(quotation.holds for quotation in found), found


@pytest.mark.parametrize(
    ("text", "outcome"),
    [
        ("“We will pay for the buses,” he said.", "changed"),
        ("> Buses carry many people into town every evening.", "changed"),
        ("“Trams should have been built long ago,” he said.", "missing"),
        ("“We will not pay for the buses into town every morning”", "spliced"),
        ("The minutes say that “buses help the shops”.", "misleading"),
        ("It costs “13,000 euros a year” to run.", "changed"),
        ("He said “this goes on and never ends.", "unclosed"),
        ("“Buses carry meny people into town every morning.”", "approximate"),
        ("the “miracle” of the buses", "short"),
        ("In the article “The End of the Line” he wrote.", "title"),
        ("He calls it the “Great Leap Over the River”.", "title"),
    ],
)
def test_what_is_wrong_with_a_quotation_is_named(text: str, outcome: str) -> None:
    assert [found for _, found in _outcomes(text)] == [outcome]


@pytest.mark.parametrize(
    ("text", "outcome"),
    [
        ("He is “able to do it at once”, they say.", "misleading"),
        ("It is “toxic for mice and rats”.", "misleading"),
        ("The bridge “cost the town 3.5”.", "misleading"),
        ("It “grew by 12” in a year.", "misleading"),
        ("They say that “the towns of the valley can”.", "misleading"),
        ("They say that “the towns of the valley” pay.", "holds"),
        ("It is “non-toxic for mice”.", "holds"),
        ("The bridge “cost the town 3.5 million euro”.", "holds"),
        ("He is “[able] to do it at once”, they say.", "changed"),
    ],
)
def test_a_quotation_that_cuts_a_word_or_a_number_misleads(text: str, outcome: str) -> None:
    source = am.Source(
        id="s",
        text="He is unable to do it at once. The effect is non-toxic for mice and rats. It grew by "
        "12% in a year. The bridge cost the town 3.5 million euros. Now the towns of the valley "
        "cannot pay.",
    )
    assert [found for _, found in _outcomes(text, source)] == [outcome]


def test_what_a_quotation_cuts_is_named() -> None:
    source = am.Source(id="s", text="He is unable to do it at once.")
    quotation = am.find_quotes("He is “able to do it at once”.", source)
    (finding,) = findings(quotation)
    assert finding.code == "AM504"
    assert finding.label == "the source has 'unable to do it at once'"


def test_a_quotation_of_which_copies_recur_holds() -> None:
    twice = am.Source(id="s", text="It is late now. Nobody came. It is late now. We left.")
    assert _outcomes("“It is late now”", twice) == [("It is late now", "holds")]


def test_a_title_that_the_source_has_is_a_quotation_like_any_other() -> None:
    text = am.Source(id="s", text="He read The End of the Line and wept.")
    assert _outcomes("the book “The End of the Line”", text) == [("The End of the Line", "holds")]


@pytest.mark.parametrize(
    "text",
    [
        "“Trams would carry twice as many people” [1].",
        "“Trams would carry twice as many people” (minutes.txt, p. 3).",
        "“Trams would carry twice as many people” ([minutes](https://council.example/minutes)).",
        "“Trams would carry twice as many people” [^a].\n\n[^a]: Minutes of the council, 2021.",
        "<q cite='https://www.council.example/minutes/'>Trams would carry twice as many people</q>",
        "> Trams would carry twice as many people\n> — minutes.txt",
    ],
)
def test_a_quotation_that_cites_the_wrong_source_is_misattributed(text: str) -> None:
    (quotation,) = am.find_quotes(text, BOTH)
    assert (quotation.outcome, quotation.source) == ("misattributed", LETTER)


@pytest.mark.parametrize(
    "text",
    [
        "“Trams fly over the river” [3].",
        "“Trams fly over the river” (budget.pdf, p. 3).",
        "“Trams fly over the river” ([budget](https://council.example/budget)).",
        "[“Trams fly over the river”](https://council.example/budget)",
        "“Trams fly over the river” [1].\n\n[1]: https://council.example/budget",
    ],
)
def test_a_quotation_of_a_source_that_was_not_given_is_not_checked(text: str) -> None:
    (quotation,) = am.find_quotes(text, BOTH)
    assert quotation.outcome == "not checked"
    assert quotation.cited
    assert not quotation.is_fault


def test_a_citation_belongs_to_the_quotation_right_before_it() -> None:
    text = "“We will not pay” and “trams would carry twice as many people” (letter.txt)."
    assert [q.cited for q in am.find_quotes(text, BOTH)] == [None, "letter.txt"]


def test_the_span_of_a_quotation_is_where_its_words_are_in_the_file() -> None:
    text = "<p>He said &ldquo;we will <b>not</b> pay for the buses&rdquo;.</p>"
    (quotation,) = am.find_quotes(text, MINUTES)
    assert quotation.holds
    assert quotation.span.cut(text) == "we will <b>not</b> pay for the buses"


def test_code_and_fences_quote_nothing() -> None:
    text = "Write `say(“hello there, world”)`.\n\n```\n“and so on and so forth”\n```\n"
    assert am.find_quotes(text, MINUTES, syntax="markdown") == []


_PLACES = st.integers(0, 60)
_MARKS = st.sampled_from(["“”", "„“", "»«", "«»", '""', "「」", "‘’"])


@given(_PLACES, st.integers(5, 14), _MARKS, st.sampled_from(["text", "html"]))
def test_words_in_a_row_hold_or_are_only_cut_too_short(
    first: int, count: int, marks: str, syntax: Syntax
) -> None:
    words = list(WORD.finditer(MINUTES.text))
    first = min(first, len(words) - 5)
    last = min(len(words), first + count) - 1
    quoted = " ".join(MINUTES.text[words[first].start() : words[last].end()].split())
    if any(mark in quoted for mark in "“”"):
        return
    text = f"It says {marks[0]}{quoted}{marks[1]} there."
    text = f"<p>{html.escape(text, quote=False)}</p>" if syntax == "html" else text
    (quotation,) = am.find_quotes(text, MINUTES, syntax=syntax)
    assert quotation.outcome in ("holds", "misleading")


@given(st.text(max_size=200), st.sampled_from(["text", "markdown", "html"]))
def test_any_text_ends_in_quotations_inside_it(text: str, syntax: Syntax) -> None:
    for quotation in am.find_quotes(Prose(text, syntax=syntax), BOTH):
        assert 0 <= quotation.span.start < quotation.span.end <= len(text)
