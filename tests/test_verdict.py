"""One verdict on an anchor: what `check` says and what `ground` does never differ."""

from __future__ import annotations

from typing import TYPE_CHECKING, get_args

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from argmap.anchoring.placement import Status
from argmap.anchoring.revision.passages import RevisionStatus
from argmap.checking import check, fix
from argmap.checking.rules import RULES
from argmap.grounding.cited import Sources
from argmap.grounding.outcome import OUTCOMES, RESOLVABLE
from argmap.grounding.settling import ground
from argmap.grounding.verdict import Verdict, verdicts
from argmap.model import Anchor, ArgumentMap, Claim
from argmap.source import Source
from argmap.text import Span
from argmap.units import OTHER_UNITS, Units

if TYPE_CHECKING:
    from pathlib import Path


WORDS = ["yes", "no", "we agree", "Buses", "help", "“Trams”", "it’s", "😀", "😀😀", "မြန်မာ"]
WORDS += ["中文", "e\u0301te\u0301", "and", "not", "never", "12", "naïve"]
JOINTS = [" ", " ", " ", ". ", "\r\n", "\n", ", ", " — "]
ABOUT_ANCHORS = ["AM1"]


@st.composite
def texts(draw: st.DrawFn) -> str:
    words = draw(st.lists(st.sampled_from(WORDS), min_size=3, max_size=24))
    return "".join(word + draw(st.sampled_from(JOINTS)) for word in words)


@st.composite
def anchors(draw: st.DrawFn, text: str) -> Anchor:
    """An anchor that held once, with some damage to its span, quote or context."""
    start = draw(st.integers(0, len(text) - 2))
    end = draw(st.integers(start + 1, min(len(text), start + 30)))
    quote = text[start:end]
    assume(quote.strip())
    span: Span | None = Span(start, end)
    damage = draw(st.sampled_from(["none", "none", "draft", "shift", "unit", "beyond", "quote"]))
    if damage == "draft":
        span = None
    elif damage == "shift":
        moved = max(0, start + draw(st.integers(-9, 9)))
        span = Span(moved, moved + len(quote))
    elif damage == "unit":
        span = recounted(text, Span(start, end), draw(st.sampled_from(OTHER_UNITS)))
    elif damage == "beyond":
        span = Span(len(text) + 5, len(text) + 5 + len(quote))
    elif damage == "quote":
        quote = draw(st.sampled_from([quote.swapcase(), quote.replace("’", "'"), quote + "x"]))
    context = {}
    if draw(st.booleans()):
        there = text[max(0, start - 12) : start]
        context["prefix"] = draw(st.sampled_from([there, there.upper(), "quite other words "]))
    if draw(st.booleans()):
        there = text[end : end + 12]
        context["suffix"] = draw(st.sampled_from([there, there.upper(), " quite other words"]))
    return Anchor(quote=quote, spans=(span,) if span else (), **context)


def recounted(text: str, span: Span, unit: str) -> Span:
    """Return a span as a program would give it that counts another unit."""
    if unit == "utf-16":
        ends = [len(text[:at].encode("utf-16-le")) // 2 for at in span]
    elif unit == "utf-8":
        ends = [len(text[:at].encode()) for at in span]
    elif unit == "CRLF as one":
        ends = [at - text[:at].count("\r\n") for at in span]
    else:
        ends = list(span)
    return Span(*ends) if ends[0] < ends[1] else span


@st.composite
def damaged_maps(draw: st.DrawFn) -> ArgumentMap:
    text = draw(texts())
    listed = draw(st.lists(anchors(text), min_size=1, max_size=5))
    claims = [Claim(id=f"c{n}", anchors=(anchor,)) for n, anchor in enumerate(listed)]
    now = text
    if draw(st.booleans()):
        at = draw(st.integers(0, len(text)))
        now = draw(st.sampled_from([text[:at] + "Well. " + text[at:], text[:at] + text[at + 9 :]]))
    sha256 = Source(id="s", text=text).digest if draw(st.booleans()) else None
    return ArgumentMap(sources=[Source(id="s", text=now, sha256=sha256)], claims=claims)


def findings(made: ArgumentMap, *, only: str | None = None) -> set[tuple[str, str | None]]:
    found = check(made, select=ABOUT_ANCHORS)
    return {(one.code, one.statement) for one in found if only in (None, one.statement)}


@given(damaged_maps())
@settings(max_examples=300, deadline=None)
def test_ground_settles_only_where_check_names_that_place_or_finds_nothing(
    made: ArgumentMap,
) -> None:
    told = check(made, select=ABOUT_ANCHORS)
    for one in ground(made).anchors:
        if not one.is_settled or one.anchor.spans == one.was.spans:
            continue
        places = [
            found["spans"]
            for each in told
            if each.statement == one.statement
            and isinstance(found := each.details.get("found"), dict)
        ]
        assert [list(span) for span in one.anchor.spans] in places


@given(damaged_maps())
@settings(max_examples=300, deadline=None)
def test_after_ground_no_finding_is_new_and_none_has_gone_but_of_what_was_settled(
    made: ArgumentMap,
) -> None:
    grounding = ground(made)
    before, after = findings(made), findings(grounding.map)
    assert after <= before
    settled = {one.statement for one in grounding.anchors if one.anchor is not one.was}
    gone = {(code, statement) for code, statement in before - after if statement is not None}
    assert {statement for _, statement in gone} <= settled


@given(damaged_maps())
@settings(max_examples=200, deadline=None)
def test_ground_twice_is_ground_once(made: ArgumentMap) -> None:
    once = ground(made)
    twice = ground(once.map)
    assert twice.map == once.map
    assert [one.statement for one in twice.open] == [one.statement for one in once.open]
    assert all(one.outcome == "valid" for one in twice.anchors if one.is_settled)


@given(damaged_maps())
@settings(max_examples=200, deadline=None)
def test_safe_fixes_give_the_anchors_that_ground_gives(made: ArgumentMap) -> None:
    grounded = ground(made)
    fixed = fix(made, select=["AM110", "AM111", "AM112", "AM113", "AM114", "AM115", "AM119"])
    for one in grounded.anchors:
        if one.outcome in RESOLVABLE and one.anchor.spans != one.was.spans:
            assert fixed[one.statement].anchors[one.number] == one.anchor
        elif not one.is_settled:
            assert fixed[one.statement].anchors[one.number] == one.was


@given(damaged_maps())
@settings(max_examples=200, deadline=None)
def test_an_outcome_that_needs_a_decision_leaves_the_anchor_alone(made: ArgumentMap) -> None:
    for verdict in verdicts(made, Sources(made)):
        assert verdict.outcome in OUTCOMES
        if verdict.outcome not in {*RESOLVABLE, "valid"}:
            assert verdict.resolution() is None
        elif verdict.resolution() is not None:
            assert verdict.says(verdict.resolved.quote, verdict.resolved.spans)


# The cases


def with_anchor(text: str, **anchor: object) -> ArgumentMap:
    claim = Claim(id="c", text="T", anchors=(Anchor.model_validate(anchor),))
    return ArgumentMap(sources=[Source(id="s", text=text)], claims=[claim])


EMOJI = "😀" * 40 + " yes, we agree. Many did not. … yes, we doubt."
CRLF = "A line.\r\n" * 40 + "yes, we agree. Many did not. … yes, we doubt."


@pytest.mark.parametrize(
    ("text", "unit"), [(EMOJI, "utf-16"), (EMOJI, "utf-8"), (CRLF, "CRLF as one")]
)
def test_a_span_counted_in_another_unit_is_moved_to_the_place_that_check_names(
    text: str, unit: str
) -> None:
    start = text.index("yes")
    span = recounted(text, Span(start, start + 3), unit)
    made = with_anchor(text, quote="yes", spans=[span])
    (told,) = check(made, select=["AM1"])
    assert (told.code, told.details["unit"]) == ("AM112", unit)
    (one,) = ground(made).anchors
    assert (one.outcome, one.unit, one.anchor.spans) == (
        "miscounted",
        unit,
        (Span(start, start + 3),),
    )


def test_a_span_past_the_end_is_not_settled_by_position() -> None:
    made = with_anchor("yes, we agree. yes, we doubt.", quote="yes", spans=[(900, 903)])
    assert {one.code for one in check(made, select=["AM1"])} == {"AM111", "AM119"}
    (one,) = ground(made).anchors
    assert (one.outcome, one.anchor) == ("ambiguous", one.was)


def test_a_span_that_reaches_past_the_end_is_not_valid_though_the_words_are_there() -> None:
    made = with_anchor("Buses help.", quote="Buses help.", spans=[(0, 99)])
    assert [one.code for one in check(made, select=["AM1"])] == ["AM111"]
    assert ground(made).anchors[0].anchor.spans == (Span(0, 11),)


def test_the_nearest_of_several_places_is_a_guess_and_left_to_a_person() -> None:
    text = "First, buses help them. " + "x" * 200 + " Second, buses help us."
    made = with_anchor(text, quote="buses help", spans=[(3, 13)])
    (one,) = ground(made).anchors
    assert (one.outcome, one.is_settled) == ("ambiguous", False)


NORTH = "Ward North reports that buses help. Nobody asked. Ward South reports that buses help."


def test_a_twin_of_the_deleted_passage_is_neither_settled_nor_signed(tmp_path: Path) -> None:
    path = tmp_path / "s.txt"
    path.write_text(NORTH, encoding="utf-8")
    source = Source.read(path, id="s")
    anchor = Anchor(quote="buses help", prefix="Ward North reports that ", spans=[(24, 34)])
    made = ArgumentMap(sources=[source], claims=[Claim(id="c", anchors=(anchor,))])
    path.write_text(NORTH.partition("asked. ")[2], encoding="utf-8")
    made = ArgumentMap(
        sources=[Source(id="s", path=str(path), sha256=source.sha256)], claims=made.claims
    )
    assert {one.code for one in check(made, select=["AM1"])} == {"AM104", "AM124"}
    fixed = fix(made, unsafe=True)
    assert fixed.sources[0].sha256 == source.sha256
    assert fixed["c"].anchors == (anchor,)
    grounding = ground(made)
    assert (grounding.anchors[0].outcome, grounding.map) == ("contradicted", made)
    assert made.source().find(anchor.quote, prefix=anchor.prefix or "").status == "contradicted"


def test_an_untrue_context_is_a_warning_though_the_span_holds() -> None:
    made = with_anchor(
        NORTH, quote="buses help", prefix="Ward North reports that ", spans=[(74, 84)]
    )
    (told,) = check(made, select=["AM1"])
    assert (told.code, told.severity, told.fix) == ("AM124", "warning", None)
    assert told.route[-1] == "prefix"
    (one,) = ground(made).anchors
    assert (one.outcome, one.is_settled, one.anchor) == ("contradicted", False, one.was)


def test_a_context_that_only_drifted_in_typography_is_no_finding_and_refreshed() -> None:
    text = "It’s “clear” that buses help, isn’t it?"
    made = with_anchor(
        text, quote="buses help", prefix='It\'s "CLEAR" that ', suffix=", isn't", spans=[(18, 28)]
    )
    assert check(made, select=["AM1"]) == []
    (one,) = ground(made).anchors
    assert (one.outcome, one.is_settled) == ("corrected", True)
    assert (one.anchor.prefix, one.anchor.suffix) == ("It’s “clear” that ", ", isn’t")
    assert one.anchor.quote == one.was.quote
    assert "quoted" not in ground(made).map["c"].meta


@pytest.mark.parametrize("spans", [[(75, 85)], [(3, 13)], ()])
def test_a_context_some_words_of_which_were_edited_is_no_finding_and_refreshed(
    spans: list[tuple[int, int]],
) -> None:
    text = "Nobody asked the shops. At noon the mayor of Westport explained again that buses help."
    before = "At noon the mayor of Westport said again that "
    made = with_anchor(text, quote="buses help", prefix=before, spans=spans)
    assert {one.code for one in check(made, select=["AM12"])} == set()
    (one,) = ground(made).anchors
    assert one.is_settled
    assert one.anchor.spans == (Span(75, 85),)
    assert one.anchor.prefix == "At noon the mayor of Westport explained again that "
    assert check(ground(made).map, select=["AM1"]) == []
    assert ground(ground(made).map).map == ground(made).map


def test_a_negation_in_the_context_is_a_finding() -> None:
    text = "Nobody asked the shops. At noon the mayor of Westport never said again that buses help."
    before = "At noon the mayor of Westport said again that "
    made = with_anchor(text, quote="buses help", prefix=before, spans=[(76, 86)])
    assert [one.code for one in check(made, select=["AM12"])] == ["AM124", "AM126"]


def test_a_context_that_lacks_the_space_next_to_the_quote_stays_as_it_is() -> None:
    made = with_anchor(
        NORTH, quote="Nobody", prefix="buses help.", suffix="asked", spans=[(36, 42)]
    )
    assert ground(made).map == made


def test_a_search_and_a_rule_call_each_result_by_the_word_for_its_outcome() -> None:
    found_as_it_is = {"exact", "elided"}
    assert set(get_args(Status)) - found_as_it_is < set(OUTCOMES)
    assert set(get_args(RevisionStatus)) - found_as_it_is < set(OUTCOMES)
    names = {rule.name for rule in RULES}
    for outcome in set(OUTCOMES) - {"valid", "no source"}:
        undone = f"un{outcome}" if outcome in ("placed", "corrected") else outcome
        assert names & {f"{undone}-quote", f"{undone}-span"}, outcome


def test_every_outcome_is_documented(request: pytest.FixtureRequest) -> None:
    docs = (request.config.rootpath / "docs" / "checking.md").read_text(encoding="utf-8")
    for outcome in OUTCOMES:
        assert f"| `{outcome}` |" in docs


def test_a_draft_beside_its_own_placed_twin_is_reported_before_and_after() -> None:
    claim = Claim(id="c", anchors=(Anchor(quote="Buses", spans=[(0, 5)]), Anchor(quote="Buses")))
    made = ArgumentMap(sources=[Source(id="s", text="Buses help.")], claims=[claim])
    assert "AM133" in {one.code for one in check(made)}
    assert "AM133" in {one.code for one in check(ground(made).map)}


def test_units_agree_with_what_programs_count() -> None:
    units = Units(EMOJI)
    start = EMOJI.index("yes")
    assert units.to_code_points(len(EMOJI[:start].encode("utf-16-le")) // 2, "utf-16") == start


def test_one_anchor_is_judged_as_in_its_map() -> None:
    made = with_anchor("It is late.", quote="it is")
    assert Verdict(made.claims[0], 0, Sources(made)).outcome == "corrected"
