"""AM125 to AM127: what a quote omits or is cut from, who says it, and what the map says."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

import argmap as am
from argmap.checking import Diagnostic, check
from argmap.grounding.settling import ground
from argmap.model import Anchor, ArgumentMap, Claim
from argmap.report.grounded import grounding_json, grounding_text
from argmap.source import Source
from argmap.text import Span

GLORY = (
    "The ward has been able to restore some, though not all, of its former glory. "
    "It is late in the year."
)
RESTORED = "The ward has been able to restore … of its former glory"
DEBATE = "RUIZ: The tunnel is bad. It costs much.\n\nFORD: That is just not true. Who says so?"
HARM = "There is no evidence that the vaccine causes harm. Do the towns have other plans? So be it."


def spans_of(text: str, quote: str) -> list[Span]:
    """Return where the fragments of a quote are, each behind the one before."""
    spans: list[Span] = []
    for fragment in quote.split(" … "):
        start = text.index(fragment, spans[-1].end if spans else 0)
        spans.append(Span(start, start + len(fragment)))
    return spans


def quoting(source: str, quote: str, *, is_draft: bool = False, **fields: str) -> ArgumentMap:
    """Return a map of one claim that quotes a text."""
    made = ArgumentMap(sources=[Source(id="s", text=source)])
    spans = [] if is_draft else spans_of(source, quote)
    claim = Claim(id="c", anchors=(Anchor(quote=quote, spans=spans),), **fields)
    made.claims.append(claim)
    return made


def found(made: ArgumentMap) -> list[Diagnostic]:
    """Return what the two rules find."""
    return check(made, select=["AM125", "AM126"])


@pytest.mark.parametrize(
    ("text", "quote", "kind"),
    [
        (GLORY, RESTORED, "limit"),
        (GLORY, "The ward has been … is late in the year", "sentences"),
        (DEBATE, "The tunnel is bad. … That is just not true.", "speakers"),
        (HARM.partition("harm. ")[2], "the towns … other plans", "question"),
    ],
)
def test_an_omission_that_misleads_is_a_warning_though_the_spans_hold(
    text: str, quote: str, kind: str
) -> None:
    (told,) = found(quoting(text, quote))
    assert (told.code, told.severity, told.details["kind"]) == ("AM125", "warning", kind)
    assert told.source is not None
    assert told.source.span == Span(*told.details["found_span"])
    if kind != "question":
        assert told.label == f"{told.details['words']} words omitted"


@pytest.mark.parametrize(
    ("quote", "kind"),
    [("the vaccine causes harm", "outside"), ("the towns have other plans", "question")],
)
def test_a_cut_that_misleads_is_a_warning_though_the_span_holds(quote: str, kind: str) -> None:
    (told,) = found(quoting(HARM, quote))
    assert (told.code, told.severity, told.details["kind"]) == ("AM126", "warning", kind)


def test_what_a_caveat_quotes_is_not_left_out() -> None:
    made = quoting(GLORY, RESTORED, text="The ward restored its glory")
    assert [told.code for told in found(made)] == ["AM125"]
    made.caveat(
        "Not all",
        id="n",
        limits="c",
        quote="though not all",
        span=spans_of(GLORY, "though not all")[0],
    )
    assert found(made) == []


@pytest.mark.parametrize("is_draft", [False, True])
def test_a_draft_of_the_caveat_will_do_and_a_statement_without_a_link_will_not(
    *, is_draft: bool
) -> None:
    made = quoting(GLORY, RESTORED)
    span = None if is_draft else spans_of(GLORY, "though not all")[0]
    made.claim("Not all", id="n", quote="though not all", span=span)
    assert [told.code for told in found(made)] == ["AM125"]
    made.caveat("Not all of it", id="m", limits="c", quote="though not all", span=span)
    assert found(made) == []


def test_what_undercuts_a_link_of_the_statement_or_has_a_link_that_it_undercuts_says_it_too() -> (
    None
):
    made = quoting(HARM, "So be it.")
    made.reason("Harm", id="r", supports="c", quote="the vaccine causes harm", span=(26, 49))
    assert [(told.code, told.statement) for told in found(made)] == [("AM126", "r")]
    made.caveat("None", id="u", undercuts="r", quote="There is no evidence", span=(0, 20))
    assert found(made) == []


def test_another_anchor_of_the_statement_may_quote_it() -> None:
    made = quoting(HARM, "the vaccine causes harm")
    (claim,) = made.claims
    anchors = (*claim.anchors, Anchor(quote="There is no evidence", spans=[(0, 20)]))
    made.claims[0] = claim.model_copy(update={"anchors": anchors})
    assert found(made) == []


def test_a_question_may_be_quoted_as_one() -> None:
    quote = "the towns have other plans"
    span = spans_of(HARM, quote)[0]
    made = ArgumentMap(sources=[Source(id="s", text=HARM)])
    made.question("Do they have other plans", id="q", quote=quote, span=span)
    made.claim("Do they have other plans?", id="c", quote=quote, span=span)
    assert found(made) == []


def test_halves_are_not_placed_and_it_is_said_how_far_apart_they_are() -> None:
    made = quoting(GLORY, "The ward has been … is late in the year", is_draft=True)
    (told,) = check(made, select=["AM118", "AM125"])
    assert (told.code, told.label) == (
        "AM118",
        "joins different sentences, with 12 words omitted between them",
    )
    (one,) = ground(made).anchors
    assert (one.outcome, one.is_settled, one.anchor) == ("spliced", False, one.was)


def test_a_caution_does_not_keep_a_draft_from_its_place_and_is_reported_before_and_after() -> None:
    made = quoting(HARM, "the vaccine causes harm", is_draft=True)
    assert [told.code for told in found(made)] == ["AM126"]
    grounding = ground(made)
    (one,) = grounding.anchors
    assert (one.outcome, one.is_settled) == ("placed", True)
    assert [caution.found for caution in one.cautions] == ["no evidence that"]
    assert [told.code for told in found(grounding.map)] == ["AM126"]
    assert "next to words that change what it says: “no evidence that”" in grounding_text(grounding)
    (quote,) = json.loads(grounding_json(grounding))["quotes"]
    assert quote["cautions"] == [
        {"kind": "outside", "found": "no evidence that", "found_span": [9, 25], "words": 3}
    ]
    assert "caution" in grounding_text(ground(grounding.map))


def test_a_negation_left_out_is_an_error_and_not_a_warning_as_well() -> None:
    text = "Buses do not help the whole town to breathe."
    made = quoting(text, "Buses do … help the whole town")
    assert [told.code for told in check(made, select=["AM1"])] == ["AM117"]


def test_the_example_and_the_gallery_mislead_nowhere(request: pytest.FixtureRequest) -> None:
    root = Path(request.config.rootpath)
    maps = [*root.glob("examples/*/*.argmap.yaml"), *root.glob("docs/gallery/*.argmap.yaml")]
    assert maps
    for path in maps:
        assert found(am.load(path)) == []


@pytest.mark.parametrize(("speaker", "count"), [("Ford", 1), ("Ana Ruiz", 0), ("The editor", 0)])
def test_a_quote_of_another_speaker_is_reported_once(speaker: str, count: int) -> None:
    made = quoting(DEBATE, "The tunnel is bad … It costs much", speaker=speaker)
    diagnostics = check(made, select=["AM127"])
    assert len(diagnostics) == count
    assert all("is said by 'RUIZ', not by 'Ford'" in each.message for each in diagnostics)


@pytest.mark.filterwarnings("ignore::argmap.errors.UnplacedWarning")
def test_a_fragment_that_is_too_short_is_named() -> None:
    text = "We spent a lot of money in the town, and we got nothing for it."
    made = ArgumentMap(sources=[Source(id="s", text=text)])
    made.claim(id="c", quote="We spent a lot of money … for it.")
    (diagnostic,) = check(made, select=["AM118"])
    assert "too short to locate next to an omission: 'for it.'" in diagnostic.label
    assert "too short to locate next to an omission: “for it.”" in grounding_text(ground(made))


@pytest.mark.filterwarnings("ignore::argmap.errors.UnplacedWarning")
def test_passages_that_are_only_close_are_not_called_copies() -> None:
    text = "It must not be hidden from us. He left. It must not be hidden at all."
    made = ArgumentMap(sources=[Source(id="s", text=text)])
    made.claim(id="c", quote="It must be hidden")
    (diagnostic,) = check(made, select=["AM119"])
    assert "is not in its source, but 2 passages are close to it" in diagnostic.message
    assert "'not' is missing" in diagnostic.label
