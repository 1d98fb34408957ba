"""Statements, anchors and maps: what is accepted, what is refused, what is added."""

from __future__ import annotations

import copy
import math
import pickle
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from argmap.errors import (
    FormatError,
    FrozenError,
    SourceError,
    SourceMissing,
    UnplacedWarning,
    UsageError,
)
from argmap.formats import FORMATS, dump, write
from argmap.mapfile import dumps, load, loads, save
from argmap.model import Anchor, ArgumentMap, Caveat, Claim, Question, Reason
from argmap.model.given import AnchorData, AnchorKeywords, StatementKeywords
from argmap.record import Record, known_keys
from argmap.source import CitedKeywords, Source
from argmap.text import Span
from tests.strategies import maps, wordings

if TYPE_CHECKING:
    from pathlib import Path

NOTE = "Buses help. They carry many. Buses help the poor."


def refusal(model: type, **fields: Any) -> str:
    """Return what the first error is about and what it says."""
    with pytest.raises(ValidationError) as caught:
        model(**fields)
    error = caught.value.errors()[0]
    return f"{'.'.join(map(str, error['loc']))}: {error['msg']}"


@pytest.fixture
def noted() -> ArgumentMap:
    return ArgumentMap(sources=[Source(id="note", text=NOTE)])


# Shorthand


def test_a_quote_and_a_span_on_a_statement_are_its_one_anchor() -> None:
    short = Claim(id="c", quote="Buses help", span=(0, 10), source="note", prefix="", suffix=".")
    long = Claim(
        id="c",
        anchors=[Anchor(source="note", quote="Buses help", spans=[(0, 10)], prefix="", suffix=".")],
    )
    assert short == long
    assert short.anchors[0].spans == (Span(0, 10),)


def test_an_elided_quote_has_one_span_per_fragment() -> None:
    claim = Claim(id="c", quote="Buses … many", spans=[[0, 5], [23, 27]])
    assert claim.anchors[0].spans == (Span(0, 5), Span(23, 27))


@pytest.mark.parametrize("span", [["3", "9"], ["1_2", "2_7"], "39", [3, "9"], [3.5, 9]])
def test_a_span_that_is_not_of_numbers_is_refused(span: object) -> None:
    with pytest.raises(ValidationError, match="pair of whole numbers"):
        Claim(id="c", quote="q", span=span)


@pytest.mark.parametrize("id", ["a\x00", "a\x1bb", "a\x7f", "a\x9b", "a\ufeff", "a\n", "a\u2028"])
def test_an_id_with_a_control_character_is_refused(id: str) -> None:
    with pytest.raises(ValidationError):
        Claim(id=id, text="x")
    with pytest.raises(ValidationError):
        Claim(id="c", text="x", answers=id)
    with pytest.raises(ValidationError):
        Source(id=id, text="x")


def test_empty_shorthand_says_nothing() -> None:
    empty = dict.fromkeys(("quote", "span", "spans", "source", "prefix", "suffix"))
    assert Claim(id="c", text="Buses help", **empty) == Claim(id="c", text="Buses help")


@pytest.mark.parametrize("model", [ArgumentMap, Source, Anchor, Question, Claim, Reason, Caveat])
def test_a_key_that_is_null_is_the_same_as_none(model: type[Record]) -> None:
    needed = {"id": "x", "text": "t", "quote": "t", "supports": "c", "limits": "c"}
    required = {name for name, field in model.model_fields.items() if field.is_required()}
    keys = [*required, "text", *getattr(model, "needs", ())[:1]]
    fields = {key: needed[key] for key in keys if key in known_keys(model)}
    nulls = dict.fromkeys(known_keys(model)) | fields
    assert model.model_validate(nulls) == model.model_validate(fields)
    with pytest.raises(ValidationError, match="colour"):
        model.model_validate({**fields, "colour": None})


def test_the_keywords_that_type_checkers_know_are_those_that_the_models_take() -> None:
    assert StatementKeywords.__annotations__.keys() == set(known_keys(Claim)) - {"id", "text"}
    assert AnchorKeywords.__annotations__.keys() == set(known_keys(Anchor)) - {"quote"}
    assert AnchorData.__annotations__.keys() == set(known_keys(Anchor))
    assert CitedKeywords.__annotations__.keys() == set(known_keys(Source)) - {"id", "path", "text"}


def test_a_field_of_ones_own_may_be_null() -> None:
    class Weighed(Claim):
        weight: int | None = 3

    assert Weighed(id="c", text="t").weight == 3
    assert Weighed(id="c", text="t", supports=None, weight=None).weight is None


def test_an_anchor_takes_an_empty_span_beside_its_spans() -> None:
    anchor = Anchor.model_validate({"quote": "q", "span": None, "spans": [[1, 2]]})
    assert anchor.spans == (Span(1, 2),)


def test_a_span_beyond_any_text_is_no_matter_of_one_record() -> None:
    assert Claim(id="c", quote="q", span=(99_999, 100_000)).anchors[0].spans[0].start == 99_999


def test_one_id_stands_for_a_list() -> None:
    assert Reason(id="r", text="t", supports="c") == Reason(id="r", text="t", supports=["c"])


def test_statements_stand_for_their_ids() -> None:
    c, d = Claim(id="c", text="t"), Claim(id="d", text="t")
    assert Reason(id="r", text="t", supports=c).supports == ("c",)
    assert Reason(id="r", text="t", supports=[c, "x", d]).supports == ("c", "x", "d")


def test_a_link_may_be_undercut_by_its_name() -> None:
    assert Caveat(id="u", text="t", undercuts="r->c").undercuts == ("r->c",)


# What one record alone can get wrong


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"span": [-1, 5]}, "a span cannot start at -1"),
        ({"span": [5, 2]}, "a span must end after its start, unlike [5, 2]"),
        ({"span": [5, 5]}, "a span must end after its start, unlike [5, 5]"),
        ({"span": [True, 5]}, "pair of whole numbers"),
        ({"span": {"start": 1, "end": 5}}, "pair of whole numbers"),
        ({"span": [1]}, "anchors.0.spans.0"),
        ({"span": [1, 2, 3]}, "anchors.0.spans.0"),
        ({"span": "12"}, "anchors.0.spans.0"),
        ({"span": [1.5, 3]}, "anchors.0.spans.0"),
        ({"span": [math.nan, 3]}, "anchors.0.spans.0"),
        ({"span": [1, 5], "spans": [[1, 5]]}, "either `span`, one pair, or `spans`"),
        ({"quote": " \n\t "}, "anchors.0.quote: Value error, this has only spaces"),
        ({"quote": ""}, "anchors.0.quote: Value error, this is empty"),
        ({"quote": "half \ud83d"}, "anchors.0.quote"),
        ({"quote": None, "span": [1, 5]}, "`span` needs a `quote`"),
        ({"quote": None, "source": "note"}, "`source` needs a `quote`"),
        ({"source": "a b"}, "anchors.0.source"),
        ({"anchors": [{"quote": "q"}]}, "either `anchors` or a `quote`"),
        ({"text": "   "}, "text: Value error, this has only spaces"),
        ({"quote": None}, "a `text`, a `quote` or both"),
        ({"id": "a b"}, "id"),
        ({"id": ""}, "id"),
        ({"id": "x" * 201}, "id"),
        ({"id": "a->b"}, "an id cannot contain `->`"),
        ({"id": "a\n"}, "id"),
        ({"id": None}, "id"),
        ({"id": 7}, "id"),
        ({"colour": "red"}, "colour: Extra inputs"),
        ({"supports": [""]}, "supports.0"),
        ({"supports": ["a b"]}, "supports.0"),
        ({"supports": [None]}, "supports.0"),
        ({"supports": {"a": 1}}, "supports"),
        ({"supports": 7}, "supports"),
        ({"strength": math.nan}, "strength"),
        ({"strength": math.inf}, "strength"),
        ({"strength": "nan"}, "strength"),
        ({"strength": True}, "strength: Input should be a valid number"),
        ({"strength": 1.01}, "strength"),
        ({"credence": -0.1}, "credence"),
        ({"implicit": "perhaps"}, "implicit"),
        ({"joint": ""}, "joint"),
        ({"tags": "one"}, "tags"),
        ({"tags": ["half \ud83d"]}, "tags.0"),
        ({"meta": {"x": math.nan}}, "meta: Value error, NaN"),
        ({"meta": {"x": ["half \ud83d"]}}, "meta"),
        ({"meta": {"x": object()}}, "meta"),
        ({"meta": {1: "x"}}, "meta"),
        ({"meta": []}, "meta"),
    ],
)
def test_what_one_statement_gets_wrong_is_refused(fields: dict[str, Any], said: str) -> None:
    assert said in refusal(Claim, **{"id": "c", "quote": "q", **fields})


@pytest.mark.parametrize("relation", ["rebuts", "undercuts", "limits", "restates", "answers"])
def test_a_reason_must_support_something(relation: str) -> None:
    assert "reason 'r' has no `supports`: name what it is a reason for" in refusal(
        Reason, id="r", text="t", **{relation: "c"}
    )


@pytest.mark.parametrize("relation", ["supports", "restates", "answers"])
def test_a_caveat_must_oppose_something(relation: str) -> None:
    assert "caveat 'k' has no `limits`, `rebuts` or `undercuts`: name its target" in refusal(
        Caveat, id="k", text="t", **{relation: "c"}
    )


@pytest.mark.parametrize("relation", ["limits", "rebuts", "undercuts"])
def test_each_way_of_opposing_makes_a_caveat(relation: str) -> None:
    assert Caveat(id="k", text="t", **{relation: "c"}).kind == "caveat"


def test_another_version_of_the_format_is_refused() -> None:
    assert refusal(ArgumentMap, argmap=2).startswith("argmap")


def test_an_anchor_without_a_quote_is_refused() -> None:
    assert refusal(Anchor, spans=[(1, 2)]).startswith("quote")


def test_a_statement_never_changes() -> None:
    with pytest.raises(FrozenError, match="cannot be changed in place"):
        Claim(id="c", text="t").text = "other"


# Statements


def test_the_wording_is_the_text_and_without_it_the_quotes() -> None:
    anchors = [{"quote": "Buses"}, {"quote": "help"}]
    assert Claim(id="c", text="They do", anchors=anchors).wording == "They do"
    assert Claim(id="c", anchors=anchors).wording == "Buses help"


def test_references_come_with_their_relation() -> None:
    reason = Reason(id="r", text="t", answers="q", supports=["a", "b"])
    assert list(reason.references) == [("supports", "a"), ("supports", "b"), ("answers", "q")]


def test_the_wording_of_a_quote_has_no_apparatus() -> None:
    quote = "The <em>risk</em> [12] fell in 12 towns (Smith et al., 2019).¹⁵"
    assert Claim(id="c", anchors=[Anchor(quote=quote)]).wording == "The risk fell in 12 towns."
    assert Claim(id="c", text=quote).wording == quote


@given(wordings())
def test_any_text_that_is_not_blank_can_be_said(text: str) -> None:
    assert Claim(id="c", text=text).wording == text


def test_statements_can_be_put_in_a_set() -> None:
    one, same = (Claim(id="c", text="t", meta={"a": [1]}) for _ in range(2))
    assert len({one, same, Question(id="c", text="t")}) == 2


# Maps


def test_statements_come_as_questions_claims_reasons_and_caveats() -> None:
    m = ArgumentMap()
    m.caveat("four", id="k", limits="c")
    m.reason("three", id="r", supports="c")
    m.claim("two", id="c")
    m.question("one", id="q")
    assert [statement.id for statement in m.statements] == ["q", "c", "r", "k"]


def test_a_map_shows_how_much_it_holds() -> None:
    m = ArgumentMap(title="Buses")
    m.claim("t")
    assert repr(m) == "ArgumentMap('Buses': 0 questions, 1 claims, 0 reasons, 0 caveats)"


def test_an_unknown_statement_is_told_with_the_nearest_id(noted: ArgumentMap) -> None:
    noted.claim("t", id="embrace")
    with pytest.raises(UsageError, match="no statement 'embarce'") as caught:
        _ = noted["embarce"]
    assert caught.value.help == "did you mean 'embrace'?"


def test_an_unknown_statement_is_told_without_a_guess_where_none_is_near() -> None:
    with pytest.raises(UsageError) as caught:
        _ = ArgumentMap()["x"]
    assert caught.value.help is None


def test_a_map_tells_whether_it_has_a_statement() -> None:
    m = ArgumentMap(claims=[Claim(id="c", text="t")])
    assert "c" in m
    assert "d" not in m
    assert None not in m


def test_a_source_is_found_by_its_id_or_because_it_is_the_only_one(noted: ArgumentMap) -> None:
    assert noted.source("note") is noted.source() is noted.sources[0]


def test_a_source_that_is_not_there_or_left_open_is_told(noted: ArgumentMap) -> None:
    with pytest.raises(UsageError, match="no source 'notes'") as caught:
        noted.source("notes")
    assert caught.value.help == "did you mean 'note'?"
    with pytest.raises(UsageError, match="no sources"):
        ArgumentMap().source()
    noted.sources.append(Source(id="other", text="x"))
    with pytest.raises(UsageError, match="2 sources"):
        noted.source()


def test_an_anchor_means_the_source_that_it_names_or_else_the_only_one(noted: ArgumentMap) -> None:
    note, other = noted.sources[0], Source(id="other", text="x")
    assert noted.source_of(Anchor(quote="Buses help")) is note
    noted.sources.append(other)
    assert noted.source_of(Anchor(quote="x", source="other")) is other
    with pytest.raises(UsageError, match="2 sources"):
        noted.source_of(Anchor(quote="x"))
    with pytest.raises(UsageError, match="no source 'others'"):
        noted.source_of(Anchor(quote="x", source="others"))
    assert noted.known_source_of(Anchor(quote="x")) is None
    assert noted.known_source_of(Anchor(quote="x", source="others")) is None


@given(st.lists(st.tuples(st.sampled_from("abcd"), st.booleans()), max_size=12))
def test_the_source_that_an_anchor_means_is_found_however_the_list_is_edited(
    edits: list[tuple[str, bool]],
) -> None:
    m = ArgumentMap()
    for name, is_new in edits:
        if name in {source.id for source in m.sources}:
            m.sources = [source for source in m.sources if source.id != name]
        elif is_new:
            m.sources.insert(0, Source(id=name, text=name))
        for asked in "abcd":
            found = [source for source in m.sources if source.id == asked]
            assert m.known_source_of(Anchor(quote="x", source=asked)) is (found or [None])[0]
        only = m.sources[0] if len(m.sources) == 1 else None
        assert m.known_source_of(Anchor(quote="x")) is only
        copied = m.model_copy(update={"sources": [Source(id="e", text="e")]})
        assert copied.source_of(Anchor(quote="x", source="e")) is copied.sources[0]
        assert ArgumentMap.model_validate(m.model_dump()) == m == copy.deepcopy(m)


def test_a_map_that_was_asked_for_a_source_is_dumped_and_pickled_as_before(
    noted: ArgumentMap,
) -> None:
    asked = noted.model_copy(deep=True)
    assert asked.source_of(Anchor(quote="x", source="note")) is asked.sources[0]
    assert asked == noted
    assert asked.model_dump() == noted.model_dump()
    assert asked.model_dump_json() == noted.model_dump_json()
    again = pickle.loads(pickle.dumps(asked))  # noqa: S301 -- our own
    assert again.source_of(Anchor(quote="x", source="note")) is again.sources[0]


# Adding


def test_an_added_quote_gets_its_place(noted: ArgumentMap) -> None:
    claim = noted.claim(quote="They carry many")
    assert claim.anchors[0].spans == (Span(12, 27),)
    assert noted.claims == [claim]


def test_an_added_quote_that_stands_twice_stays_a_draft(noted: ArgumentMap) -> None:
    with pytest.warns(UnplacedWarning, match="it appears several times in source"):
        assert noted.claim(quote="Buses help").anchors[0].spans == ()


def test_words_after_a_quote_tell_one_of_two_places(noted: ArgumentMap) -> None:
    claim = noted.claim(quote="Buses help", suffix=" the poor")
    assert claim.anchors[0].spans == (Span(29, 39),)


def test_an_added_quote_that_leaves_words_out_gets_a_span_per_fragment(noted: ArgumentMap) -> None:
    claim = noted.claim(quote="They carry … Buses help the poor.")
    assert claim.anchors[0].spans == (Span(12, 22), Span(29, 49))


@pytest.mark.parametrize("quote", ["they carry many", "They carry few"])
def test_an_added_quote_that_is_not_there_letter_for_letter_stays_a_draft(
    noted: ArgumentMap, quote: str
) -> None:
    with pytest.warns(UnplacedWarning, match="it differs .*from source"):
        assert noted.claim(quote=quote).anchors[0] == Anchor(quote=quote)


@pytest.mark.parametrize("text", ["They\ncarry many.", "They\r\n  carry many.", "They carry many."])
def test_an_added_quote_that_differs_in_line_breaks_becomes_that_of_its_source(text: str) -> None:
    m = ArgumentMap(sources=[Source(id="note", text=text)])
    (anchor,) = m.claim(quote="They  carry\tmany").anchors
    assert anchor.quote == anchor.spans[0].cut(text) == text[:-1]


def test_fragments_with_other_line_breaks_are_placed_too() -> None:
    m = ArgumentMap(sources=[Source(id="note", text="Buses\nhelp, as\nall say, the poor.")])
    (anchor,) = m.claim(quote="Buses help … the poor").anchors
    assert anchor.quote == "Buses\nhelp … the poor"
    assert len(anchor.spans) == 2


def test_an_added_quote_keeps_the_spans_that_it_came_with(noted: ArgumentMap) -> None:
    assert noted.claim(quote="They carry many", span=(0, 5)).anchors[0].spans == (Span(0, 5),)


def test_a_quote_is_a_draft_where_there_is_no_source_or_which_one_is_open() -> None:
    assert ArgumentMap().claim(quote="Buses").anchors[0].spans == ()
    two = ArgumentMap(sources=[Source(id="a", text="Buses"), Source(id="b", text="Trams")])
    with pytest.warns(UnplacedWarning, match="the map has several sources: 'a', 'b'"):
        assert two.claim(quote="Trams").anchors[0].spans == ()
    assert two.claim(quote="Trams", source="b").anchors[0].spans == (Span(0, 5),)


def test_a_source_that_cannot_be_read_is_told_when_a_quote_is_added() -> None:
    m = ArgumentMap(sources=[Source(id="x", path="no-such-file.txt")])
    with pytest.raises(SourceMissing):
        m.claim(quote="Buses")
    assert m.claims == []


def test_an_id_that_is_taken_is_refused_whatever_has_it() -> None:
    m = ArgumentMap()
    m.question("t", id="x")
    with pytest.raises(UsageError, match="'x' is already used"):
        m.claim("t", id="x")
    assert m.claims == []


def test_a_statement_that_is_not_well_formed_is_not_added() -> None:
    m = ArgumentMap()
    with pytest.raises(ValidationError):
        m.reason("t")
    assert m.reasons == []


@pytest.mark.parametrize(
    ("text", "id"),
    [
        ("Moscow wants close ties with Myanmar", "moscow-wants-close-ties"),
        ("It's the city’s", "its-the-citys"),
        ("  10 % less!  ", "10-less"),
        ("cafe\u0301 naïve", "café-naïve"),
        ("शिक्षा अच्छी है", "शिक्षा-अच्छी-है"),
        ("漢字", "漢字"),
        ("a -> b", "a-b"),
        ("?!", "claim"),
        ("x" * 50, "x" * 40),
        (f"{'x' * 39} yz", "x" * 39),
    ],
)
def test_an_id_is_made_from_the_first_words(text: str, id: str) -> None:
    assert ArgumentMap().claim(text).id == id


def test_an_id_is_made_from_the_quote_where_there_is_no_text() -> None:
    assert ArgumentMap().claim(quote="They carry many").id == "they-carry-many"


def test_ids_that_would_be_the_same_are_numbered() -> None:
    m = ArgumentMap()
    assert [m.claim("Buses help").id for _ in range(3)] == [
        "buses-help",
        "buses-help-2",
        "buses-help-3",
    ]


@given(wordings())
def test_any_wording_makes_an_id(text: str) -> None:
    m = ArgumentMap()
    assert m[m.claim(text).id].text == text
    assert m[m.question(text).id].text == text


# Wholes


class Essay(BaseModel):
    """Somebody's own model with a map in it."""

    title: str
    map: ArgumentMap
    claims: tuple[Claim, ...] = ()


@given(maps())
def test_a_map_is_equal_to_what_is_made_of_its_parts_again(m: ArgumentMap) -> None:
    essay = Essay(title="Buses", map=m, claims=tuple(m.claims))
    for whole in (m, essay):
        model = type(whole)
        for again in (
            model.model_validate(whole.model_dump()),
            model.model_validate(whole.model_dump(by_alias=False)),
            model.model_validate(whole.model_dump(by_alias=True, mode="json")),
            model.model_validate(whole.model_dump(exclude_defaults=True)),
            model.model_validate(whole.model_dump(exclude_none=True)),
            model.model_validate_json(whole.model_dump_json()),
            model.model_validate_json(whole.model_dump_json(by_alias=True, exclude_unset=True)),
            pickle.loads(pickle.dumps(whole)),  # noqa: S301 -- our own
            copy.deepcopy(whole),
        ):
            assert again == whole


def test_a_map_over_files_is_dumped_without_what_they_hold(tmp_path: Path) -> None:
    (tmp_path / "note.txt").write_text(NOTE, encoding="utf-8")
    m = ArgumentMap(sources=[Source.read(tmp_path / "note.txt")])
    m.claim(quote="They carry many")
    dumped = m.model_dump()
    assert dumped["sources"][0]["text"] is None
    assert NOTE not in m.model_dump_json()
    again = ArgumentMap.model_validate(dumped)
    assert again == m
    with pytest.raises(SourceError, match="not relative to any folder"):
        _ = again.source().text
    assert again.source().placed_in(tmp_path).text == NOTE


def test_a_map_that_was_asked_can_be_validated_anew(noted: ArgumentMap) -> None:
    class Strict(BaseModel):
        model_config = ConfigDict(revalidate_instances="always")
        map: ArgumentMap

    noted.claim(quote="They carry many", id="c")
    assert noted["c"].id == "c"
    assert noted.source("note").digest
    assert noted.source().lines.position(3).line == 1
    assert Strict(map=noted).map == noted


class Mine(Claim):
    weight: int = 0


class MineMap(ArgumentMap):
    claims: list[Mine] = Field(default_factory=list)


def test_a_field_of_ones_own_is_dumped_and_read_by_whoever_knows_it() -> None:
    m = ArgumentMap(claims=[Mine(id="c", text="t", weight=3)])
    assert MineMap.model_validate(m.model_dump()).claims == m.claims
    assert MineMap.model_validate_json(m.model_dump_json()).claims == m.claims
    with pytest.raises(ValidationError, match="weight"):
        ArgumentMap.model_validate(m.model_dump())


class OwnAnchor(Anchor):
    page: int = 0


class OwnSource(Source):
    mood: str = ""


class OwnMap(ArgumentMap):
    project: str = ""


QUOTED = {"quote": "Buses", "page": 2}


@pytest.mark.parametrize(
    ("m", "said"),
    [
        (ArgumentMap(claims=[Mine(id="d", text="t", weight=3)]), "claim 'd' has a field `weight`"),
        (
            ArgumentMap(claims=[Claim(id="d", anchors=[OwnAnchor(quote="Buses", page=2)])]),
            "claim 'd' has a field `page`",
        ),
        (
            ArgumentMap(claims=[Claim(id="d", anchors=[OwnAnchor.model_validate(QUOTED)] * 2)]),
            "claim 'd' has a field `page`",
        ),
        (
            ArgumentMap(sources=[OwnSource(id="s", text=NOTE, mood="x")]),
            "source 's' has a field `mood`",
        ),
        (OwnMap(project="x"), "the map has a field `project`"),
    ],
)
def test_a_field_of_ones_own_is_refused_when_a_file_is_written(
    m: ArgumentMap, said: str, tmp_path: Path
) -> None:
    (tmp_path / "there.yaml").write_text("title: There\n", encoding="utf-8")
    own = [key for key in ("weight", "page", "mood", "project") if f"`{key}`" in said]
    assert f'"{own[0]}"' in m.model_dump_json()
    with pytest.raises(FormatError, match=said):
        dumps(m)
    with pytest.raises(FormatError, match=said):
        save(m, tmp_path / "there.yaml")
    for format in FORMATS:
        if format.codec.dump:
            with pytest.raises(FormatError, match=said):
                write(m, tmp_path / "new", format=format.name)
    assert [path.name for path in tmp_path.iterdir()] == ["there.yaml"]


def test_a_class_of_ones_own_is_written_as_what_it_is_made_of(tmp_path: Path) -> None:
    sources = [OwnSource(id="s", text=NOTE)]
    own = OwnMap(sources=sources, claims=[Mine(id="d", anchors=[OwnAnchor(quote="Buses")])])
    plain = ArgumentMap(sources=[Source(id="s", text=NOTE)], claims=[Claim(id="d", quote="Buses")])
    assert loads(dumps(own)) == plain
    save(own, tmp_path / "m.yaml")
    save(own, tmp_path / "m.yaml")
    assert load(tmp_path / "m.yaml") == plain
    for format in FORMATS:
        if format.codec.dump:
            assert dump(own, "x", format=format.name) == dump(plain, "x", format=format.name)


# What a collection does


def test_a_map_is_a_collection_of_its_statements(noted: ArgumentMap) -> None:
    claim = noted.claim("Buses do help", id="help", speaker="Ann")
    reason = noted.reason("They carry many", id="many", supports=claim, tags=["buses"])
    assert list(noted) == list(noted.statements) == [claim, reason]
    assert noted.ids == ("help", "many")
    assert len(noted) == 2
    assert claim in noted
    assert claim.model_copy(update={"text": "other"}) not in noted
    assert noted.get("nothing") is None
    assert noted.get("help") is claim
    assert not len(ArgumentMap())
    assert ArgumentMap()


def test_statements_are_chosen_by_what_holds_of_them(noted: ArgumentMap) -> None:
    claim = noted.claim("Buses do help", id="help", speaker="Ann")
    reason = noted.reason("They do", id="many", supports=claim, tags=["buses"], joint="x")
    caveat = noted.caveat("By day", id="day", undercuts="many->help", implicit=True)
    assert noted.where() == (claim, reason, caveat)
    assert noted.where(kind="claim", speaker="Ann") == (claim,)
    assert noted.where(speaker=None) == (reason, caveat)
    assert noted.where(tag="buses") == noted.where(joint="x") == (reason,)
    assert noted.where(undercuts="many") == noted.where(undercuts="many->help") == (caveat,)
    assert noted.where(supports="help", implicit=True) == ()
    with pytest.raises(UsageError) as refused:
        noted.where(speeker="Ann")  # type: ignore[call-arg]  # which is what is tested
    assert refused.value.help == "did you mean 'speaker'?"


def test_statements_are_found_by_where_they_are_anchored() -> None:
    m = ArgumentMap(sources=[Source(id="a", text="Buses help."), Source(id="b", text="Trams too.")])
    buses = m.claim(quote="Buses help", source="a")
    trams = m.claim(quote="Trams", source="b")
    assert m.at(9, source="a") == (buses,)
    assert m.at(10, source="a") == ()
    assert m.at(0, 100, "b") == (trams,)
    for wrong in (lambda: m.at(0), lambda: m.at(5, 5, "a"), lambda: m.at(-1, 3, "a")):
        with pytest.raises(UsageError):
            wrong()


def test_a_keyword_that_is_not_known_is_noted_with_the_nearest() -> None:
    for call in (
        lambda: Claim(id="c", quot="x"),  # type: ignore[call-arg]  # which is what is tested
        lambda: ArgumentMap().claim("x", quot="x"),  # type: ignore[call-arg]  # as above
    ):
        with pytest.raises(ValidationError) as refused:
            call()
        assert refused.value.__notes__ == ["did you mean `quote`?"]
