"""What is said of anchors: units, places, candidates, edges."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from argmap.anchoring import Change, Placement
from argmap.checking import check, fix
from argmap.mapfile import loads
from argmap.model import Anchor, ArgumentMap, Claim
from argmap.source import Source
from argmap.text import Span

if TYPE_CHECKING:
    from pathlib import Path

    from argmap.checking import Diagnostic


def one_claim(text: str, quote: str, *spans: tuple[int, int], **fields: str) -> ArgumentMap:
    anchor = Anchor(quote=quote, spans=spans, **fields)
    claims = [Claim(id="c", anchors=(anchor,))]
    return ArgumentMap(sources=[Source(id="s", text=text)], claims=claims)


def told(made: ArgumentMap) -> list[Diagnostic]:
    return check(made, select=["AM1"])


def name(made: ArgumentMap) -> str:
    (diagnostic,) = told(made)
    return diagnostic.name


def spans_once_fixed(made: ArgumentMap) -> tuple[Span, ...]:
    return fix(made, select=["AM1"])["c"].anchors[0].spans


@pytest.mark.parametrize(
    ("unit", "text", "span"),
    [
        ("utf-16", "😀😀 yes", (5, 8)),
        ("utf-8", "ééé yes", (7, 10)),
        ("without BOM", "\ufeffah yes", (3, 6)),
        ("CRLF as one", "a\r\nb\r\nyes", (4, 7)),
    ],
)
def test_a_span_that_is_right_in_another_unit_is_recognised_and_converted(
    unit: str, text: str, span: tuple[int, int]
) -> None:
    made = one_claim(text, "yes", span)
    (diagnostic,) = told(made)
    assert (diagnostic.name, diagnostic.details["unit"]) == ("miscounted-span", unit)
    assert diagnostic.is_fixable
    assert spans_once_fixed(made)[0].cut(text) == "yes"


def test_a_span_past_the_end_that_is_right_in_bytes_is_miscounted_and_not_out_of_range() -> None:
    made = one_claim("éééé yes", "yes", (9, 12))
    (diagnostic,) = told(made)
    assert diagnostic.name == "miscounted-span"
    assert "past the end" in diagnostic.message


def test_all_fragments_must_be_right_in_the_same_unit() -> None:
    text = "😀 We came early 😀 and we saw much"
    made = one_claim(text, "We came … we saw", (3, 10), (24, 30))
    assert name(made) == "miscounted-span"
    assert [span.cut(text) for span in spans_once_fixed(made)] == ["We came", "we saw"]
    mixed = one_claim(text, "We came … we saw", (3, 10), (21, 27))
    assert name(mixed) != "miscounted-span"


def test_the_unit_tells_the_place_also_if_the_words_appear_elsewhere() -> None:
    made = one_claim("yes 😀😀 yes", "yes", (9, 12))
    (diagnostic,) = told(made)
    assert diagnostic.name == "miscounted-span"
    assert spans_once_fixed(made) == (Span(7, 10),)


def test_two_units_that_lead_to_different_places_decide_nothing() -> None:
    text = "é😀no no no no no"
    places = {unit: text.encode(unit) for unit in ("utf-8", "utf-16-le")}
    assert len(places["utf-8"]) != len(places["utf-16-le"])
    # As UTF-16 units this is the second `no`, as bytes the first one.
    assert name(one_claim(text, "no", (6, 8))) != "miscounted-span"


def test_a_span_past_the_end_of_the_source_is_told_with_the_place_of_the_quote() -> None:
    made = one_claim("Buses help. They carry many.", "They carry", (900, 910))
    (diagnostic,) = told(made)
    assert diagnostic.name == "out-of-range-span"
    assert diagnostic.source is not None
    assert diagnostic.source.span == (12, 22)
    assert spans_once_fixed(made) == (Span(12, 22),)


def test_a_span_past_the_end_and_a_quote_that_is_nowhere_are_two_findings() -> None:
    names = [one.name for one in told(one_claim("Buses help.", "Nobody knows", (900, 912)))]
    assert names == ["out-of-range-span", "missing-quote"]


def test_a_moved_quote_is_told_by_how_far_its_span_lies_off() -> None:
    text = "One. Two. Buses help a lot."
    (diagnostic,) = told(one_claim(text, "Buses help", (5, 15)))
    assert diagnostic.message == "the span of claim 'c' is 5 characters before its quote"
    (diagnostic,) = told(one_claim(text, "Buses help", (11, 21)))
    assert diagnostic.message == "the span of claim 'c' is 1 character after its quote"
    (diagnostic,) = told(one_claim(text, "Buses help", (10, 19)))
    assert diagnostic.message == "the span of claim 'c' does not cover its quote"


def test_a_quote_in_several_places_is_moved_safely_only_where_the_context_decides() -> None:
    text = "First, buses help them. " + "x" * 200 + " Second, buses help us."
    made = one_claim(text, "buses help", (3, 13), suffix=" us.")
    assert told(made)[0].is_fixable
    assert spans_once_fixed(made)[0].start > 200
    by_nearness = one_claim(text, "buses help", (3, 13))
    (diagnostic,) = told(by_nearness)
    assert (diagnostic.name, diagnostic.is_fixable) == ("ambiguous-quote", False)
    assert "closest to its span at 1:8" in str(diagnostic.help)
    assert spans_once_fixed(by_nearness) == (Span(3, 13),)
    assert fix(by_nearness, unsafe=True, select=["AM1"])["c"].anchors[0].spans == (Span(7, 17),)


def test_a_quote_that_occurs_twice_is_ambiguous_and_every_place_is_given() -> None:
    text = "Buses help.\nThey do. Buses help."
    (diagnostic,) = told(one_claim(text, "Buses help"))
    assert diagnostic.name == "ambiguous-quote"
    assert diagnostic.fix is None
    assert diagnostic.details["candidates"] == [
        {
            "spans": [[0, 10]],
            "line": 1,
            "column": 1,
            "quote": "Buses help",
            "prefix": "",
            "suffix": ".\nThey do. Buses help.",
        },
        {
            "spans": [[21, 31]],
            "line": 2,
            "column": 10,
            "quote": "Buses help",
            "prefix": "Buses help.\nThey do. ",
            "suffix": ".",
        },
    ]


def test_a_quote_with_a_hundred_places_lists_the_first_ones_and_says_so() -> None:
    (diagnostic,) = told(one_claim("Buses help. " * 100, "Buses help"))
    assert "100 times" in diagnostic.message
    candidates = diagnostic.details["candidates"]
    assert isinstance(candidates, list)
    assert len(candidates) == 20
    assert diagnostic.details["more_candidates"] is True
    assert len(str(diagnostic.help)) < 200


@pytest.mark.parametrize(
    ("text", "quote"),
    [
        ("It’s “clear” – now.", 'It\'s "clear" - now'),
        ("We will\r\n  not pay.", "We will not pay"),
        ("the com-\nmittee met", "the committee met"),
        ("e\u0301galite\u0301 first", "égalité first"),
        ("a soft\u00adware firm", "a software firm"),
    ],
)
def test_a_quote_that_is_typed_differently_is_fixed_into_the_source_s_own_characters(
    text: str, quote: str
) -> None:
    made = one_claim(text, quote, (0, len(quote)))
    assert "uncorrected-quote" in {one.name for one in told(made)}
    fixed = fix(made, select=["AM1"])["c"].anchors[0]
    assert fixed.quote == fixed.spans[0].cut(text)
    assert told(fix(made, select=["AM1"])) == []


def test_a_draft_with_one_verbatim_place_gets_its_span_from_the_fix() -> None:
    made = one_claim("Buses help. They carry many.", "They carry many")
    assert name(made) == "unplaced-quote"
    assert spans_once_fixed(made) == (Span(12, 27),)


def test_a_draft_that_leaves_words_out_gets_a_span_for_each_fragment() -> None:
    text = "The council decided last night that buses will run on Sundays."
    made = one_claim(text, "The council decided … buses will run")
    assert name(made) == "unplaced-quote"
    assert len(spans_once_fixed(made)) == 2


def test_the_second_source_of_the_same_words_is_not_looked_at() -> None:
    made = ArgumentMap(
        sources=[Source(id="a", text="Buses help."), Source(id="b", text="Trams help.")],
        claims=[Claim(id="c", anchors=(Anchor(source="a", quote="Trams help", spans=[(0, 10)]),))],
    )
    assert name(made) == "missing-quote"


def test_words_of_scripts_without_blanks_are_not_cut() -> None:
    assert told(one_claim("漢字かな交じり文", "字かな", (1, 4))) == []
    assert told(one_claim("ภาษาไทยง่าย", "ไทย", (4, 7))) == []


@pytest.mark.parametrize(
    ("text", "span", "expected"),
    [
        ("unable to", (2, 6), "cut-word"),
        ("the roads", (0, 7), "cut-word"),
        ("cafe\u0301 bar", (0, 4), "cut-character"),
        ("👨‍👩‍👧 came", (0, 1), "cut-character"),
        ("🇲🇲 came", (1, 7), "cut-character"),
        ("one\r\ntwo", (0, 4), "cut-character"),
        ("한국어 text", (1, 3), "cut-word"),
        ("It cost 3.5 million", (0, 11), "cut-word"),
        ("他们有二十三人", (5, 7), "cut-word"),
    ],
)
def test_a_passage_that_cuts_a_word_or_a_character_is_told(
    text: str, span: tuple[int, int], expected: str
) -> None:
    made = one_claim(text, Span(*span).cut(text), span)
    assert name(made) == expected
    assert told(fix(made, unsafe=True, select=["AM1"])) == []
    assert fix(made, select=["AM1"]) == made


def test_each_fragment_of_a_quote_is_held_against_the_edges_of_words() -> None:
    text = "Buses help the town to breathe"
    assert name(one_claim(text, "Buses … own to", (0, 5), (16, 22))) == "cut-word"


def test_a_source_whose_hash_changed_is_signed_anew_only_when_every_quote_is_found() -> None:
    source = Source(id="s", text="One more line. Buses help.", sha256="0" * 64)
    claim = Claim(id="c", anchors=(Anchor(quote="Buses help", spans=[(0, 10)]),))
    made = ArgumentMap(sources=[source], claims=[claim])
    (changed, moved) = told(made)
    assert (changed.name, moved.name) == ("changed-source", "moved-quote")
    assert changed.fix is None
    fixed = fix(made, select=["AM1"])
    assert fixed.sources[0].sha256 == source.digest
    assert told(fixed) == []


def test_a_source_whose_hash_changed_keeps_it_while_a_quote_is_lost() -> None:
    source = Source(id="s", text="Trams help.", sha256="0" * 64)
    claim = Claim(id="c", anchors=(Anchor(quote="Buses are red", spans=[(0, 13)]),))
    fixed = fix(ArgumentMap(sources=[source], claims=[claim]), unsafe=True)
    assert fixed.sources[0].sha256 == "0" * 64


def test_a_source_in_another_encoding_names_one_that_fits(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes("Ein Bus fährt.".encode("cp1252"))
    source = Source(id="s", path="a.txt").placed_in(tmp_path)
    made = ArgumentMap(sources=[source])
    (diagnostic,) = told(made)
    assert diagnostic.name == "misencoded-source"
    assert diagnostic.details == {"byte": 9, "fitting": "cp1252"}
    assert fix(made).sources[0].encoding == "utf-8"
    assert fix(made, unsafe=True).sources[0].text == "Ein Bus fährt."


def test_an_encoding_that_python_does_not_know_is_told_at_the_encoding(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"A bus.")
    source = Source(id="s", path="a.txt", encoding="klingon").placed_in(tmp_path)
    (diagnostic,) = told(ArgumentMap(sources=[source]))
    assert (diagnostic.name, diagnostic.route[-1]) == ("unreadable-source", "encoding")


class Nearly:
    """A finder for which the quote is nearly in the text, at a place and with changes given."""

    def __init__(self, placement: Placement) -> None:
        self.placement = placement

    def find(self, _quote: str, **_context: object) -> Placement:
        """Return the placement, whatever is looked for."""
        return self.placement


def nearly(text: str, quote: str, *changes: Change) -> ArgumentMap:
    """Return a map whose quote stands at the start of its source, but for the changes."""
    made = one_claim(text, quote)
    span = Span(0, len(text))
    placement = Placement("approximate", (span,), 0.9, changes=changes, decided_by="unique")
    made.sources[0].__dict__["finder"] = Nearly(placement)
    return made


def test_a_quote_that_is_nearly_in_its_source_is_taken_over_only_when_that_is_asked_for() -> None:
    slip = Change("spelling", "twon", "town", Span(10, 14), Span(10, 14))
    made = nearly("Buses help town", "Buses help twon", slip)
    (diagnostic,) = told(made)
    assert (diagnostic.name, diagnostic.label) == ("approximate-quote", "'twon' instead of 'town'")
    assert diagnostic.details["similarity"] == 0.9
    assert fix(made, select=["AM1"]) == made
    fixed = fix(made, select=["AM1"], unsafe=True)["c"].anchors[0]
    assert (fixed.quote, fixed.spans) == ("Buses help town", (Span(0, 15),))


def test_a_quote_that_says_something_else_is_never_taken_over() -> None:
    lost = Change("dropped", "", "not", Span(9, 9), Span(9, 12), "negation")
    made = nearly("Buses do not help", "Buses do help", lost)
    (diagnostic,) = told(made)
    assert (diagnostic.name, diagnostic.label) == (
        "changed-quote",
        "'not' is missing",
    )
    assert diagnostic.details["changes"] == [
        {
            "kind": "dropped",
            "meaning": "negation",
            "quoted": "",
            "found": "not",
            "quoted_span": [9, 9],
            "found_span": [9, 12],
        }
    ]
    assert fix(made, unsafe=True) == made


def test_a_quote_that_holds_but_leaves_out_a_not_is_told_of() -> None:
    map = loads("""\
sources: [{id: s, text: The alliance may not alter the balance. It will cost money.}]
claims:
  - id: c
    quote: The alliance may … alter the balance
    spans: [[0, 16], [21, 38]]
""")
    told = check(map, select="AM1")
    assert [diagnostic.name for diagnostic in told] == ["changed-quote"]
    assert "omits words" in told[0].message
    assert told[0].details["left_out"] == ["not"]


GLUED = (
    "Buses carry many people into the town every morning. Nobody counts them. The council asked "
    "the shopkeepers whether they wanted the parking spaces to go."
)


@pytest.mark.parametrize(
    ("quote", "said"),
    [
        (
            "Buses carry many people into the town and the council asked the shopkeepers",
            "joins words that are not together",
        ),
        (
            "Buses carry many people into the town and fly some of them up to the moon",
            "only part of the quote",
        ),
    ],
)
def test_words_are_said_to_be_joined_only_if_they_are(quote: str, said: str) -> None:
    made = ArgumentMap(sources=[Source(id="s", text=GLUED)], claims=[Claim(id="c", quote=quote)])
    (diagnostic,) = told(made)
    assert diagnostic.name == "spliced-quote"
    assert said in diagnostic.message


def test_a_short_missing_quote_is_told_with_what_differs_at_the_nearest_passage() -> None:
    text = "The rest is silence. The mayor, however, is not opposed."
    made = ArgumentMap(
        sources=[Source(id="s", text=text)], claims=[Claim(id="c", quote="The mayor is opposed")]
    )
    (diagnostic,) = told(made)
    assert diagnostic.name == "missing-quote"
    assert diagnostic.label == "not in the source: 'however' is missing and 'not' is missing"
    assert diagnostic.source
    assert diagnostic.source.span.cut(text) == "The mayor, however, is not opposed"


def test_an_ambiguous_near_match_is_told_with_what_differs() -> None:
    text = "The small dogs ran home at nine in the morning. " * 2
    quote = "The small dog ran home at nine in the morning"
    made = ArgumentMap(sources=[Source(id="s", text=text)], claims=[Claim(id="c", quote=quote)])
    (diagnostic,) = told(made)
    assert diagnostic.name == "ambiguous-quote"
    assert "'dog' instead of 'dogs'" in diagnostic.label
