"""Whatever is damaged in a valid map is found, at its place."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from argmap.anchoring import cut_fragments, matches_quote
from argmap.anchoring.reading.folding import fold_typography
from argmap.checking import check, check_file, fix, fix_file
from argmap.mapfile import Edit, apply_edits, dumps, parse_map
from argmap.report import FORMATS, report
from argmap.text import Span
from tests.strategies import maps, wordings

if TYPE_CHECKING:
    from hypothesis.strategies import DataObject

    from argmap.checking import Diagnostic
    from argmap.mapfile import Route
    from argmap.model import Anchor, ArgumentMap, Statement

CHECKED = ("AM0", "AM1", "AM2")
SECTIONS = ("questions", "claims", "reasons", "caveats")
few = settings(max_examples=40, deadline=None)


def statements(made: ArgumentMap) -> list[tuple[Route, Statement]]:
    return [
        ((section, row), statement)
        for section in SECTIONS
        for row, statement in enumerate(getattr(made, section))
    ]


def draw_statement(data: DataObject, made: ArgumentMap) -> tuple[Route, Statement]:
    return data.draw(st.sampled_from(statements(made)))


def draw_anchor(data: DataObject, made: ArgumentMap) -> tuple[Route, Anchor, str]:
    """Return one anchor with its route and the text that it points into."""
    placed = [
        ((*route, "anchors", row), anchor)
        for route, statement in statements(made)
        for row, anchor in enumerate(statement.anchors)
    ]
    assume(placed)
    route, anchor = data.draw(st.sampled_from(placed))
    return route, anchor, made.source(anchor.source).text


def edited(made: ArgumentMap, route: Route, value: object) -> ArgumentMap:
    return apply_edits(made, [Edit(route, value)])


def found_at(damaged: ArgumentMap, route: Route) -> list[Diagnostic]:
    return [one for one in check(damaged, select=CHECKED) if one.route[: len(route)] == route]


def anchor_at(made: ArgumentMap, route: Route) -> Anchor:
    section, row, _, number = route
    anchor: Anchor = getattr(made, str(section))[row].anchors[number]
    return anchor


@given(st.data(), maps(min_size=1))
@few
def test_a_shifted_span_is_found_and_what_is_fixed_is_valid(
    data: DataObject, made: ArgumentMap
) -> None:
    route, anchor, text = draw_anchor(data, made)
    by = data.draw(st.integers(-len(text), 2 * len(text)))
    shifted = [span.shifted(by) for span in anchor.spans]
    assume(all(span.start >= 0 for span in shifted))
    assume(not matches_quote(text, anchor.quote, shifted))
    damaged = edited(made, (*route, "spans"), [list(span) for span in shifted])
    told = found_at(damaged, route)
    assert told
    fixed = anchor_at(fix(damaged), route)
    if told[0].is_fixable:
        assert matches_quote(text, fixed.quote, fixed.spans)
    else:
        assert fixed == anchor_at(damaged, route)


@given(st.data(), maps(min_size=1))
@few
def test_a_truncated_quote_is_found(data: DataObject, made: ArgumentMap) -> None:
    route, anchor, _ = draw_anchor(data, made)
    length = data.draw(st.integers(1, len(anchor.quote)))
    truncated = anchor.quote[:-length]
    assume(truncated.strip())
    assert found_at(edited(made, (*route, "quote"), truncated), route)


@given(st.data(), maps(min_size=1))
@few
def test_swapped_spans_are_found(data: DataObject, made: ArgumentMap) -> None:
    route, anchor, text = draw_anchor(data, made)
    other_route, other, _ = draw_anchor(data, made)
    assume(not matches_quote(text, anchor.quote, other.spans))
    assert route != other_route
    damaged = edited(made, (*route, "spans"), [list(span) for span in other.spans])
    assert found_at(damaged, route)


@given(st.data(), maps(min_size=1))
@few
def test_a_retyped_quote_is_found(data: DataObject, made: ArgumentMap) -> None:
    route, anchor, text = draw_anchor(data, made)
    retyped = anchor.quote
    for typed, plain in (("’", "'"), ("“", '"'), ("”", '"'), ("\r\n", "\n"), ("\u00a0", " ")):
        retyped = retyped.replace(typed, plain)
    assume(retyped != anchor.quote)
    damaged = edited(made, (*route, "quote"), retyped)
    assert found_at(damaged, route)
    fixed = anchor_at(fix(damaged), route)
    assert fixed.quote == retyped or matches_quote(text, fixed.quote, fixed.spans)


@given(st.data(), maps(min_size=1), wordings())
@few
def test_a_quote_that_says_anything_else_is_found(
    data: DataObject, made: ArgumentMap, words: str
) -> None:
    route, anchor, text = draw_anchor(data, made)
    assume(not matches_quote(text, words, anchor.spans))
    assert found_at(edited(made, (*route, "quote"), words), route)


@given(st.data(), maps(min_size=1))
@few
def test_a_span_in_utf_16_units_or_bytes_is_found(data: DataObject, made: ArgumentMap) -> None:
    route, anchor, text = draw_anchor(data, made)
    encoding, width = data.draw(st.sampled_from([("utf-16-le", 2), ("utf-8", 1)]))
    counted = [
        [len(text[:offset].encode(encoding)) // width for offset in span] for span in anchor.spans
    ]
    spans = [Span(*pair) for pair in counted]
    assume(not matches_quote(text, anchor.quote, spans))
    damaged = edited(made, (*route, "spans"), counted)
    told = found_at(damaged, route)
    assert told
    fixed = anchor_at(fix(damaged), route)
    if told[0].name == "miscounted-span" and told[0].is_fixable:
        assert cut_fragments(text, fixed.spans) == cut_fragments(text, anchor.spans)


@given(st.data(), maps(min_size=1))
@few
def test_a_lost_span_is_found(data: DataObject, made: ArgumentMap) -> None:
    route, anchor, text = draw_anchor(data, made)
    damaged = edited(made, (*route, "spans"), None)
    told = found_at(damaged, route)
    # Where nothing but dashes or blanks stand for the `…`, the passage is nearly the quote itself.
    assert {one.name for one in told} <= {
        "unplaced-quote", "ambiguous-quote", "uncorrected-quote", "approximate-quote",
        "changed-quote", "spliced-quote", "missing-quote", "contradicted-quote",
        "misleading-cut", "misleading-omission",
    }  # fmt: skip
    assert told
    told = [one for one in told if not one.name.startswith("misleading")]
    # A copy that is typed otherwise is a place like any other.
    copies = fold_typography(text).text.count(fold_typography(anchor.quote).text)
    if len(anchor.spans) == 1 and copies == 1:
        assert [one.name for one in told] == ["unplaced-quote"]
        assert anchor_at(fix(damaged), route).spans == anchor.spans


@given(st.data(), maps(min_size=1))
@few
def test_an_anchor_in_an_unknown_source_is_found(data: DataObject, made: ArgumentMap) -> None:
    route, _, _ = draw_anchor(data, made)
    known = {source.id for source in made.sources}
    name = next(name for name in ("x", "y", "z", "w") if name not in known)
    told = found_at(edited(made, (*route, "source"), name), route)
    assert [one.name for one in told] == ["unknown-source"]


@given(st.data(), maps(min_size=1))
@few
def test_an_id_that_is_used_twice_is_found(data: DataObject, made: ArgumentMap) -> None:
    route, statement = draw_statement(data, made)
    other_route, other = draw_statement(data, made)
    assume(route != other_route)
    told = check(edited(made, (*route, "id"), other.id), select=["AM003"])
    assert [one.statement for one in told] == [other.id]
    assert statement.id != other.id


@given(st.data(), maps(min_size=1))
@few
def test_a_reference_to_nothing_is_found(data: DataObject, made: ArgumentMap) -> None:
    route, statement = draw_statement(data, made)
    relation = data.draw(st.sampled_from(["supports", "rebuts", "undercuts", "limits", "answers"]))
    damaged = edited(made, (*route, relation), ["there-is-no-such-thing"])
    told = found_at(damaged, (*route, relation, 0))
    assert [one.name for one in told] == ["unknown-reference"]
    assert told[0].statement == statement.id


@given(st.data(), maps(min_size=1))
@few
def test_a_reference_to_oneself_is_found(data: DataObject, made: ArgumentMap) -> None:
    route, statement = draw_statement(data, made)
    relation = data.draw(st.sampled_from(["supports", "rebuts", "limits", "restates", "answers"]))
    told = check(edited(made, (*route, relation), [statement.id]), select=["self-reference"])
    assert [(one.statement, one.route) for one in told] == [(statement.id, (*route, relation, 0))]


@given(st.data(), maps(min_size=1))
@few
def test_a_reference_made_twice_is_found_and_fixed(data: DataObject, made: ArgumentMap) -> None:
    route, statement = draw_statement(data, made)
    relations = [name for name in ("supports", "rebuts", "limits") if getattr(statement, name)]
    assume(relations)
    relation = data.draw(st.sampled_from(relations))
    named = list(getattr(statement, relation))
    damaged = edited(made, (*route, relation), [*named, named[0]])
    assert [one.name for one in found_at(damaged, (*route, relation))] == ["duplicate-reference"]
    assert fix(damaged, select=CHECKED) == made


@given(st.data(), maps(min_size=1, max_size=8))
@few
def test_a_changed_source_is_told_of_and_every_report_can_be_written(
    data: DataObject, made: ArgumentMap
) -> None:
    source = made.sources[0]
    cut = data.draw(st.integers(0, len(source.text)))
    altered = source.text[:cut] + data.draw(wordings()) + source.text[cut:]
    other = source.signed().model_copy(update={"text": altered})
    other = type(source).model_validate(other.model_dump())
    damaged = made.model_copy(update={"sources": [other, *made.sources[1:]]})
    told = check(damaged)
    assert "changed-source" in {one.name for one in told}
    file = parse_map(dumps(damaged))
    for format in FORMATS:
        assert report([(damaged, told), (file, check_file(file))], format, colour=True)


@given(st.data(), maps(min_size=1, max_size=8))
@few
def test_fixing_twice_is_fixing_once_in_maps_and_in_files(
    data: DataObject, made: ArgumentMap
) -> None:
    unsafe = data.draw(st.booleans())
    damaged = made
    for _ in range(3):
        route, _, text = draw_anchor(data, damaged)
        start = data.draw(st.integers(0, len(text)))
        end = data.draw(st.integers(start + 1, start + 20))
        damaged = edited(damaged, (*route, "spans"), [[start, end]])
    once = fix(damaged, unsafe=unsafe)
    assert fix(once, unsafe=unsafe) == once
    assert not [one for one in check(once) if one.is_fixable or (unsafe and one.fix)]
    file = fix_file(parse_map(dumps(damaged)), unsafe=unsafe)
    assert file.map == parse_map(dumps(once)).map
    assert fix_file(file, unsafe=unsafe).text == file.text
