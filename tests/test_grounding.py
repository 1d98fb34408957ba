"""Every quote of a map gets the spans where it stands, or is told why it has none."""

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from argmap.anchoring import matches_quote
from argmap.checking import check, fix
from argmap.errors import SourceMissing, UsageError
from argmap.grounding.cited import Sources
from argmap.grounding.settling import Grounded, ground
from argmap.grounding.verdict import Verdict
from argmap.model import Anchor, ArgumentMap, Claim, Question
from argmap.report.grounded import grounding_text
from argmap.source import Source
from argmap.text import Span
from tests.strategies import maps, texts

TEXT = "Buses help. It’s late — they don’t all run. Trams help. Some of the buses help a lot."


def grounded(*anchors: Anchor, accept_approximate: bool = False) -> list[Grounded]:
    """Ground one claim's anchors in TEXT."""
    claim = Claim(id="c", text="T", anchors=anchors)
    map = ArgumentMap(sources=[Source(id="s", text=TEXT)], claims=[claim])
    return list(ground(map, accept_approximate=accept_approximate).anchors)


def outcome(quote: str, *, spans: tuple[Span, ...] = (), prefix: str | None = None) -> str:
    (result,) = grounded(Anchor(quote=quote, spans=spans, prefix=prefix))
    return result.outcome


# Outcomes


def test_a_valid_anchor_is_left_alone() -> None:
    anchor = Anchor(quote="Buses help", spans=(Span(0, 10),))
    (result,) = grounded(anchor)
    assert (result.outcome, result.anchor, result.is_settled) == ("valid", anchor, True)
    assert result.placement is None


def test_a_quote_without_a_span_is_placed() -> None:
    (result,) = grounded(Anchor(quote="Trams help"))
    assert (result.outcome, result.source) == ("placed", "s")
    assert [span.cut(TEXT) for span in result.anchor.spans] == ["Trams help"]


def test_a_wrong_span_is_moved() -> None:
    (result,) = grounded(Anchor(quote="Trams help", spans=(Span(0, 10),)))
    assert result.outcome == "moved"
    assert result.was.spans == (Span(0, 10),)
    assert result.anchor.spans[0].cut(TEXT) == "Trams help"


def test_a_quote_typed_otherwise_becomes_the_words_of_the_source() -> None:
    (result,) = grounded(Anchor(quote="It's late - they don't"))
    assert (result.outcome, result.anchor.quote) == ("corrected", "It’s late — they don’t")


def test_an_elided_quote_gets_a_span_for_each_fragment() -> None:
    (result,) = grounded(Anchor(quote="Buses help … Trams help"))
    assert result.outcome == "placed"
    assert [span.cut(TEXT) for span in result.anchor.spans] == ["Buses help", "Trams help"]
    assert result.anchor.quote == "Buses help … Trams help"


def test_a_quote_that_stands_in_several_places_is_ambiguous() -> None:
    assert outcome("help") == "ambiguous"
    assert outcome("help", prefix="Trams ") == "placed"


def test_a_quote_that_stands_nowhere_is_missing() -> None:
    (result,) = grounded(Anchor(quote="Nobody ever asked the shopkeepers"))
    assert (result.outcome, result.is_settled) == ("missing", False)
    assert result.anchor is result.was


SEED = Path(__file__).parents[1] / "seeds" / "asia-times-russia-myanmar.txt"


def interview(quote: str, *, accept_approximate: bool) -> Grounded:
    claim = Claim(id="c", anchors=(Anchor(quote=quote),))
    map = ArgumentMap(sources=[Source.read(SEED)], claims=[claim])
    return ground(map, accept_approximate=accept_approximate).anchors[0]


def test_a_nearly_right_quote_is_taken_over_only_when_that_is_accepted() -> None:
    quote = "big buyer of Russian millitary hardware"
    left = interview(quote, accept_approximate=False)
    assert (left.outcome, left.anchor.quote, left.is_settled) == ("approximate", quote, False)
    taken = interview(quote, accept_approximate=True)
    assert (taken.outcome, taken.is_settled) == ("corrected", True)
    assert taken.anchor.quote == "big buyer of Russian military hardware"


def test_a_change_of_meaning_is_never_taken_over() -> None:
    quote = "Moscow does not want to maintain close relations with the country’s ruling military"
    result = interview(quote, accept_approximate=True)
    assert not result.is_settled
    assert result.anchor.quote == quote


def test_a_source_that_cannot_be_had_is_told_with_its_error(tmp_path: Path) -> None:
    source = Source(id="s", path="none.txt").placed_in(tmp_path)
    claim = Claim(id="c", anchors=(Anchor(quote="Buses"),))
    (result,) = ground(ArgumentMap(sources=[source], claims=[claim])).anchors
    assert result.outcome == "no source"
    assert isinstance(result.problem, SourceMissing)


@pytest.mark.parametrize("source", [None, "x"])
def test_a_source_that_is_open_or_unknown_is_told_with_its_error(source: str | None) -> None:
    texts = [Source(id="s", text=TEXT), Source(id="t", text=TEXT)]
    claim = Claim(id="c", anchors=(Anchor(quote="Trams", source=source),))
    (result,) = ground(ArgumentMap(sources=texts, claims=[claim])).anchors
    assert result.outcome == "no source"
    assert isinstance(result.problem, UsageError)


def test_one_anchor_can_be_judged_alone() -> None:
    claim = Claim(id="c", anchors=(Anchor(quote="nowhere to be seen"), Anchor(quote="Trams")))
    map = ArgumentMap(sources=[Source(id="s", text=TEXT)], claims=[claim])
    verdict = Verdict(claim, 1, Sources(map))
    assert (verdict.statement.id, verdict.number, verdict.outcome) == ("c", 1, "placed")


# The map


def over_text(text: str, quote: str, **fields: Any) -> ArgumentMap:
    claim = Claim(id="c", anchors=(Anchor(quote=quote),), **fields)
    return ArgumentMap(sources=[Source(id="s", text=text)], claims=[claim])


def test_what_was_written_is_kept_in_meta_if_its_letters_differ() -> None:
    map = over_text("It is late -- now.", "it is late", meta={"quoted": "earlier", "a": 1})
    assert ground(map).map["c"].meta == {"quoted": ["earlier", "it is late"], "a": 1}
    assert map["c"].meta == {"quoted": "earlier", "a": 1}


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("It is\nlate.", "It is late."),
        ("It is late\N{EM DASH}now.", "It is late -- now."),
        ("It\N{RIGHT SINGLE QUOTATION MARK}s late.", "It's late."),
        ("We of\N{LATIN SMALL LIGATURE FI}ce late.", "We office late."),
        ("The cafe\N{COMBINING ACUTE ACCENT} is late.", "The caf\u00e9 is late."),
    ],
)
def test_what_differs_in_no_letter_is_not_kept(text: str, written: str) -> None:
    claim = ground(over_text(text, written)).map["c"]
    assert claim.anchors[0].quote == text
    assert claim.meta == {}


def test_a_wording_is_kept_once_and_not_while_it_is_the_quote() -> None:
    kept = ["It was late", "it was  late", "It is\nlate", {"by": "us"}]
    map = over_text("It is late now.", "it is late", meta={"quoted": kept})
    assert ground(map).map["c"].meta == {
        "quoted": ["It was late", "it was  late", {"by": "us"}, "it is late"]
    }


def test_editions_that_differ_in_their_line_breaks_leave_nothing_behind() -> None:
    words = ["They", "carry", "many", "people", "to", "work", "every", "morning."]
    map = over_text(" ".join(words), " ".join(words))
    for width in range(1, len(words)):
        edition = " ".join(words[:width]) + "\n" + " ".join(words[width:])
        source = Source(id="s", text=edition)
        map = ground(map.model_copy(update={"sources": [source]}), git=False).map
        assert map["c"].anchors[0].quote == edition
        assert map["c"].meta == {}


def test_every_anchor_is_told_of_in_the_order_of_the_map() -> None:
    question = Question(id="q", anchors=(Anchor(quote="Trams"), Anchor(quote="late")))
    claim = Claim(id="c", anchors=(Anchor(quote="nothing like it"),))
    map = ArgumentMap(sources=[Source(id="s", text=TEXT)], questions=[question], claims=[claim])
    grounding = ground(map)
    assert [(one.statement, one.number) for one in grounding.anchors] == [
        ("q", 0),
        ("q", 1),
        ("c", 0),
    ]
    assert [one.statement for one in grounding.open] == ["c"]


@given(maps(max_size=6))
def test_a_valid_map_stays_as_it_is(map: ArgumentMap) -> None:
    grounding = ground(map)
    assert grounding.map == map
    assert grounding.open == ()
    assert {one.outcome for one in grounding.anchors} <= {"valid"}


def drafted(map: ArgumentMap) -> ArgumentMap:
    """Return the map without its spans."""
    changed = {
        section: [
            statement.model_copy(
                update={
                    "anchors": tuple(
                        anchor.model_copy(update={"spans": ()}) for anchor in statement.anchors
                    )
                }
            )
            for statement in getattr(map, section)
        ]
        for section in ("questions", "claims", "reasons", "caveats")
    }
    return map.model_copy(update=changed)


@given(maps(max_size=5))
def test_what_is_settled_is_letter_for_letter_in_the_source(map: ArgumentMap) -> None:
    grounding = ground(drafted(map))
    for one in grounding.anchors:
        statement = grounding.map[one.statement]
        assert statement.anchors[one.number] == one.anchor
        if one.is_settled:
            text = grounding.map.source(one.anchor.source).text
            assert matches_quote(text, one.anchor.quote, one.anchor.spans)
        else:
            assert one.anchor == one.was


@given(maps(max_size=5))
def test_grounding_twice_changes_nothing_more(map: ArgumentMap) -> None:
    once = ground(drafted(map))
    twice = ground(once.map)
    assert twice.map == once.map
    assert {one.outcome for one in twice.anchors if one.is_settled} <= {"valid"}
    assert len(twice.open) == len(once.open)


@given(texts(), texts(min_size=1).filter(str.strip), st.booleans())
def test_grounding_never_raises(text: str, quote: str, accept_approximate: bool) -> None:  # noqa: FBT001 -- drawn
    claim = Claim(id="c", anchors=(Anchor(quote=quote),))
    map = ArgumentMap(sources=[Source(id="s", text=text)], claims=[claim])
    (result,) = ground(map, accept_approximate=accept_approximate).anchors
    if result.is_settled:
        assert matches_quote(text, result.anchor.quote, result.anchor.spans)


# What is known of a file once its quotes have spans


def in_file(folder: Path, *anchors: Anchor, sha256: str | None = None) -> Source:
    """Ground one claim's anchors in a file that holds TEXT, and return the source afterwards."""
    (folder / "text.txt").write_text(TEXT, encoding="utf-8")
    source = Source(id="s", path="text.txt", sha256=sha256).placed_in(folder)
    claim = Claim(id="c", text="T", anchors=anchors)
    return ground(ArgumentMap(sources=[source], claims=[claim])).map.source("s")


def test_a_file_is_signed_when_its_quotes_get_their_first_spans(tmp_path: Path) -> None:
    placed, missing = Anchor(quote="Trams help"), Anchor(quote="Everybody ought to fly")
    source = in_file(tmp_path, placed, missing)
    assert source.sha256 == source.digest


def test_a_file_whose_quotes_all_had_their_spans_is_left_alone(tmp_path: Path) -> None:
    assert in_file(tmp_path, Anchor(quote="Buses help", spans=(Span(0, 10),))).sha256 is None


def test_a_file_is_not_signed_while_a_span_in_it_is_wrong(tmp_path: Path) -> None:
    lost = Anchor(quote="Everybody ought to fly", spans=(Span(0, 22),))
    assert in_file(tmp_path, Anchor(quote="Trams help"), lost).sha256 is None
    assert in_file(tmp_path, Anchor(quote="Trams help"), lost, sha256="0" * 64).sha256 == "0" * 64


PAGES = (
    "It was tried twice, and the office found that\n\n1 It is not safe: see Annex B.\n\n"
    "212          A. Okafor / Journal of Transport 14\n\f\nit could fail. The risk [12] fell."
)


def over_pages(claim: Claim) -> ArgumentMap:
    return ArgumentMap(sources=[Source(id="s", text=PAGES)], claims=[claim])


def test_what_was_typed_over_apparatus_becomes_the_text() -> None:
    typed = "the office found that it could fail"
    grounding = ground(over_pages(Claim(id="c", quote=typed)))
    claim = grounding.map["c"]
    assert claim.anchors[0].quote == "the office found that … it could fail"
    assert (claim.text, claim.wording, claim.meta) == (typed, typed, {})
    assert ground(grounding.map).map == grounding.map
    assert check(grounding.map, select=["AM1"]) == []


def test_a_text_that_is_there_stays_and_the_quote_says_what_was_written() -> None:
    typed = "the office found that it could fail"
    claim = ground(over_pages(Claim(id="c", text="It can fail", quote=typed))).map["c"]
    assert (claim.text, claim.meta) == ("It can fail", {})


def test_a_citation_behind_a_quote_goes_to_meta_and_is_no_text() -> None:
    claim = ground(over_pages(Claim(id="c", quote="The risk fell (p. 12)"))).map["c"]
    assert (claim.text, claim.anchors[0].quote) == ("The risk fell", "The risk [12] fell")
    assert claim.meta == {"quoted": ["The risk fell (p. 12)"]}
    claim = ground(over_pages(Claim(id="c", quote="It was tried twice (p. 12)"))).map["c"]
    assert (claim.text, claim.anchors[0].quote) == (None, "It was tried twice")


def test_checking_fixes_over_apparatus_as_grounding_does() -> None:
    made = over_pages(Claim(id="c", quote="the office found that it could fail"))
    fixed = fix(made, select=["AM115"])["c"]
    grounded_claim = ground(made).map["c"]
    assert (fixed.text, fixed.anchors) == (grounded_claim.text, grounded_claim.anchors)
    (finding,) = check(made, select=["AM1"])
    assert finding.label == (
        "skips '1 It is not safe: see Annex B.' and '212 A. Okafor / Journal of Transport 14'"
    )
    changes = finding.details["changes"]
    assert isinstance(changes, list)
    assert {(change["kind"], change["meaning"]) for change in changes} == {("apparatus", None)}


def test_the_report_shows_what_was_taken_for_apparatus() -> None:
    made = over_pages(Claim(id="c", quote="the office found that it could fail"))
    told = grounding_text(ground(made)).splitlines()
    assert "  left out of the quote, as apparatus: “1 It is not safe: see Annex B.”" in told
