"""Quotations that are easily overlooked: turned ones must be told, true ones must hold."""

import pytest

import argmap as am
from argmap.quotations import Prose, Syntax, find_quotes

MINUTES = am.Source(
    id="minutes",
    text="Mayor Ann Berg said: We will not pay for the buses, and nobody will make us.\n"
    '"It is late," she added, "and I am tired of this debate."\n'
    "Nobody knows what the future will bring. The bridge must be closed before winter.\n"
    "The plan costs 12,000 euros a year.\n",
)


def _found(text: str, syntax: Syntax = "markdown") -> list[tuple[str, str]]:
    found = find_quotes(Prose(text, syntax=syntax), MINUTES)
    return [(quotation.text, quotation.outcome) for quotation in found]


TURNED = "We will pay for the buses"


@pytest.mark.parametrize(
    "text",
    [
        f"He said so.[^1]\n\n[^1]: She said: “{TURNED}”.\n",
        f"- item:\n    > {TURNED}.\n",
        f"1. > {TURNED}.\n",
        f"> **Berg:** {TURNED}.\n",
        f"> Berg: {TURNED}.\n",
        f"> — {TURNED}.\n",
        f"> Nobody knows what the future will bring.\n> — {TURNED}, and all of us agree.\n",
        f"```markdown\nShe said “{TURNED}”.\n```\n",
        f"```\nShe said “{TURNED}”.\n```\n",
        f"```\nShe said “{TURNED}”.\n",
        f"She said &ldquo;{TURNED}&rdquo; and &quot;nobody will make us&quot;.",
        f"She said <q>{TURNED}</q> again.",
        f"Text.\n\n<blockquote>\n{TURNED}.\n</blockquote>\n\nText.",
        f"Text.\n\n<blockquote>{TURNED}.\n\nText that goes on as before.",
        f"'Tis late, and 'twas said: '{TURNED}' again.",
        f"She said `{TURNED}' and left.",
        f"She said ''{TURNED}'' and left.",
        f"She said ″{TURNED}″ and left.",
        f"– {TURNED}, sade hon.",
        f"—{TURNED} —dijo ella.",
        f"— {TURNED}, — сказала она.",
        "“We Will Pay for the Buses,” said the mayor.",
        "The mayor promised: “We Will Pay for the Buses”.",
        "“WE WILL PAY FOR THE BUSES”",
        "the plan named “We Will Pay For The Buses”",
        "He used the phrase “buses are evil machines”.",
        f"“{TURNED}” [2021]",
        f"“{TURNED}”⁷",
        f"“{TURNED}”, as minutes.txt shows.",
        "It costs “13,000 euros” a year.",
        f"“{TURNED}”.[^a]\n\n[^a]: The mayor, at the meeting of May.\n",
        f"> [!QUOTE]\n> {TURNED}.\n",
        f"> [!quote] Berg\n> {TURNED}.\n",
        f"She said ´{TURNED}´ and left.",
        f"She said ,,{TURNED}'' and left.",
        f"She said ,,{TURNED}“ and left.",
        f"❝{TURNED}❞",
        "“[Never] will nobody make us”",
    ],
)
def test_a_turned_quotation_is_told_wherever_it_hides(text: str) -> None:
    assert any(
        quotation.is_fault for quotation in find_quotes(Prose(text, syntax="markdown"), MINUTES)
    ), _found(text)


@pytest.mark.parametrize(
    "text",
    [
        f"<pre>“{TURNED}”</pre>",
        f"<figure><figcaption>&laquo;{TURNED}&raquo;</figcaption></figure>",
        f"<ul><li>“{TURNED}”</ul>",
        f"<head><meta charset=utf-8><title>“T”</title><body><p>“{TURNED}”</p>",
        f"<p>x<svg><path d=''></p><p>“{TURNED}”</p>",
        f"<p>x<iframe src=x></p><p>“{TURNED}”</p>",
    ],
)
def test_a_piece_of_html_is_read_as_html(text: str) -> None:
    (quotation,) = am.find_quotes(text, MINUTES)
    assert (quotation.text, quotation.outcome) == (TURNED, "changed")


@pytest.mark.parametrize(
    "text",
    [
        "> **Ann Berg:** Nobody knows what the future will bring.\n",
        "> Nobody knows what the future will bring.\n>\n> Albert Einstein\n",
        "> Nobody knows what the future will bring.\n> Albert Einstein\n",
        "> Nobody knows what the future will bring.\n>\n> — Lars Dahl, clerk of the town, here.\n",
        "> “Nobody knows what the future will bring.” — Lars Dahl\n",
        "“[Ann Berg] said: We will not pay for the buses”",
        "“[she is] tired of this debate.”",
        "“Nobody knows [emphasis added] what the future will bring.”",
        "« Nobody knows, dit-il, what the future will bring. »",
        "“Nobody knows² what the future will bring.”",
        "– Nobody knows what the future will bring, sade hon.",
        "<blockquote>Nobody knows what the future will bring.</blockquote>",
        "- > Nobody knows what the future will bring.\n",
        "“Nobody knows what the future will bring”.[^a]\n\n[^a]: The mayor, in May.\n",
        "> [!quote] Ann Berg\n> Nobody knows what the future will bring.\n",
    ],
)
def test_a_true_quotation_holds_whatever_its_writer_adds(text: str) -> None:
    found = _found(text)
    assert found
    assert all(outcome == "holds" for _, outcome in found), found


@pytest.mark.parametrize(
    "text",
    [
        "See Lintner, B., “Why Russia courts Myanmar”, Asia Times, 2023.",
        "Text.[^1]\n\n[^1]: Lintner, Bertil. “Why Russia courts Myanmar.” Asia Times, 2023.\n",
        '[1]: Dahl, L., "No more buses for anybody", https://x.example/a\n',
        "- Müller, K.: „Die Kosten einer Stadt im Wandel“, in: Stadt heute, 2019, S. 3.\n",
        "The essay “Why the Trams Run North” (2019) said otherwise.",
        "“Trams fly over the river”.[^a]\n\n[^a]: The mayor, at the meeting of May.\n",
        "In his article “The Long Road to the Harbour”, the editor tells another story.",
        "> [!NOTE]\n> The trams are late today.\n>\n> And so are the ferries of the town.\n",
        "> **Note:** the trams are late.\n>\n> And so are the ferries of the town.\n",
        "> ⚠️ **Warning:** the trams are late today and tomorrow.\n",
        "> 💡 Tip: take the ferry tomorrow morning.\n",
        "– trams, ferries and bicycles for all of us",
        '```\nprint("hello there, good world")\n```\n\nText.',
        '```python\nprint("hello there, good world")\n',
        '[1]: https://x.example "The title of the link"\n',
    ],
)
def test_what_quotes_nobody_is_not_accused(text: str) -> None:
    assert not any(
        quotation.is_fault for quotation in find_quotes(Prose(text, syntax="markdown"), MINUTES)
    )


def test_a_mark_that_nothing_closes_in_a_long_paragraph_is_told() -> None:
    text = f"She said “{TURNED}. " + "And so on and so forth. " * 1_000
    assert [outcome for _, outcome in _found(text)] == ["unclosed"]
