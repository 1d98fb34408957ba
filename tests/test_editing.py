"""Edits keep a map whole: every reference follows, or nothing is changed."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from argmap import ArgumentMap, Caveat, Claim, Reason, Source, check
from argmap.errors import ArgmapError, FrozenError, MergeWarning, UnplacedWarning, UsageError
from argmap.model import ARROW
from tests.strategies import maps

STRUCTURE = ("AM2",)


@pytest.fixture
def buses() -> ArgumentMap:
    """Two claims, a reason for one of them, joint reasons for the other, and two undercuts."""
    m = ArgumentMap(sources=[Source(id="note", text="Buses help.\nThey carry many. Trams too.")])
    m.claim("Buses help", id="help", quote="Buses help")
    m.claim("Buses save money", id="save")
    m.reason("They carry many", id="many", supports="help")
    m.reason("Fares are paid", id="fares", supports="save", joint="money")
    m.reason("Fuel is cheap", id="fuel", supports="save", joint="money")
    m.caveat("Only by day", id="day", undercuts="many->help")
    m.caveat("Days are long", id="long", rebuts="day")
    return m


def faults(m: ArgumentMap) -> list[str]:
    """The codes of the structural faults that `check` finds."""
    return sorted(one.code for one in check(m, select=STRUCTURE, git=False))


def named(m: ArgumentMap) -> set[str]:
    """Every id that some reference of the map names."""
    return {end for s in m for _, reference in s.references for end in reference.split(ARROW)}


# Renaming


def test_a_new_id_is_in_every_relation_and_every_link(buses: ArgumentMap) -> None:
    buses.rename("help", "buses-help")
    assert buses["many"].supports == ("buses-help",)
    assert buses["day"].undercuts == ("many->buses-help",)
    assert "help" not in buses
    assert buses.ids[0] == "buses-help"


@pytest.mark.parametrize(("new", "error"), [("save", UsageError), ("a b", ValidationError)])
def test_an_id_that_cannot_be_changes_nothing(
    buses: ArgumentMap, new: str, error: type[Exception]
) -> None:
    before = buses.model_dump()
    with pytest.raises(error):
        buses.rename("help", new)
    assert buses.model_dump() == before


@given(maps(min_size=1), st.data())
def test_renaming_there_and_back_gives_the_same_map(m: ArgumentMap, data: st.DataObject) -> None:
    before = m.model_copy(deep=True)
    old = data.draw(st.sampled_from(m.ids))
    m.rename(old, "another-name")
    assert old not in named(m)
    m.rename("another-name", old)
    assert m == before


# Changing


def test_a_new_quote_is_placed_and_keeps_its_source(buses: ArgumentMap) -> None:
    now = buses.replace("help", quote="They carry many")
    assert [span.cut(buses.source().text) for span in now.anchors[0].spans] == ["They carry many"]
    assert now.text == "Buses help"
    assert buses["help"] is now


def test_a_new_quote_that_is_not_there_says_so(buses: ArgumentMap) -> None:
    with pytest.warns(UnplacedWarning, match="'help' .*yet: it is not in source 'note'"):
        buses.replace("help", quote="Nobody rides at night")


@pytest.mark.parametrize(
    ("changes", "match"),
    [
        ({"supports": "halp"}, "which is not in the map"),
        ({"supports": "many"}, "itself"),
        ({"joint": "alone"}, "only premise"),
        ({"supports": ["help", "help"]}, "twice"),
        ({"supports": ["help", "save"], "answers": "save"}, "not a question"),
        ({"suports": "help"}, "no `suports`"),
        ({"id": "other"}, "does not change the id"),
        ({"span": [0, 5]}, "no anchors"),
    ],
)
def test_a_change_that_would_break_the_map_is_refused(
    buses: ArgumentMap, changes: dict[str, object], match: str
) -> None:
    before = buses.model_dump()
    with pytest.raises(UsageError, match=match):
        buses.replace("many", **changes)  # type: ignore[arg-type]  # which is what is tested
    assert buses.model_dump() == before


def test_a_circle_is_refused(buses: ArgumentMap) -> None:
    with pytest.raises(UsageError, match="'help', 'many' would form a circle"):
        buses.replace("help", supports="many")


def test_an_undercut_of_a_link_follows_the_link(buses: ArgumentMap) -> None:
    buses.move("many", supports="save")
    assert buses["many"].supports == ("save",)
    assert buses["day"].undercuts == ("many->save",)


def test_an_undercut_that_would_be_of_several_links_is_refused(buses: ArgumentMap) -> None:
    buses.replace("day", undercuts="many")
    with pytest.raises(UsageError, match="several links") as refused:
        buses.move("many", supports=["help", "save"])
    assert refused.value.help == "use the link: many->help, many->save"


def test_what_was_joint_with_a_moved_premise_alone_is_joint_no_more(buses: ArgumentMap) -> None:
    buses.move("fuel", supports="help")
    assert buses["fuel"].joint is None
    assert buses["fares"].joint is None


def test_moving_needs_a_relation_that_there_is(buses: ArgumentMap) -> None:
    with pytest.raises(UsageError, match="no target to move"):
        buses.move("many")
    with pytest.raises(UsageError, match="unknown relation `suports`") as refused:
        buses.move("many", suports="save")  # type: ignore[call-arg]  # which is what is tested
    assert refused.value.help == "did you mean `supports`?"


# Taking away


def test_a_subtree_goes_with_its_top(buses: ArgumentMap) -> None:
    gone = buses.remove("help", subtree=True)
    assert [one.id for one in gone] == ["help", "many", "day", "long"]
    assert buses.ids == ("save", "fares", "fuel")


def test_what_bears_on_something_else_too_stays(buses: ArgumentMap) -> None:
    buses.replace("many", supports=["help", "save"])
    assert [one.id for one in buses.remove("help", subtree=True)] == ["help", "day", "long"]
    assert buses["many"].supports == ("save",)


def test_a_statement_that_others_need_is_not_removed_alone(buses: ArgumentMap) -> None:
    before = buses.model_dump()
    with pytest.raises(UsageError, match="'many', 'day', 'long' would bear on nothing"):
        buses.remove("help")
    assert buses.model_dump() == before


def test_a_leaf_is_removed_alone(buses: ArgumentMap) -> None:
    buses.remove("fuel")
    assert buses["fares"].joint is None
    assert "fuel" not in buses


def test_an_unknown_statement_is_named_with_the_nearest(buses: ArgumentMap) -> None:
    with pytest.raises(UsageError) as refused:
        buses.remove("halp")
    assert refused.value.__notes__ == ["help: did you mean 'help'?"]


def test_a_subtree_is_a_map_of_its_own(buses: ArgumentMap) -> None:
    part = buses.subtree("many")
    assert part.ids == ("many",)  # the undercut is of a link that is not there
    assert isinstance(part["many"], Claim)
    assert buses.subtree("help").ids == ("help", "many", "day", "long")
    assert isinstance(buses["many"], Reason)


# Joining


def test_what_is_the_same_in_two_maps_is_there_once(buses: ArgumentMap) -> None:
    other = buses.model_copy(deep=True)
    other.reason("They run often", id="often", supports="help")
    both = buses.merged(other)
    assert set(both.ids) == {*buses.ids, "often"}
    assert "often" not in buses


def test_an_id_that_says_something_else_gets_a_number_and_says_so(buses: ArgumentMap) -> None:
    other = ArgumentMap(sources=[Source(id="note", text="Trams help.")])
    other.claim("Trams help", id="help", quote="Trams help")
    other.reason("They are quiet", id="quiet", supports="help")
    with pytest.warns(MergeWarning, match="'help' is now 'help-2', source 'note' is now 'note-2'"):
        both = buses.merged(other)
    assert both["quiet"].supports == ("help-2",)
    assert both["help-2"].anchors[0].source == "note-2"
    assert both["help"].anchors[0].source == "note"
    assert faults(both) == []


def test_a_joint_name_of_another_map_is_another_name(buses: ArgumentMap) -> None:
    other = buses.model_copy(deep=True)
    other.remove("fares")
    other.remove("fuel")
    other.reason("Roads last", id="roads", supports="save", joint="money")
    other.reason("Rails last", id="rails", supports="save", joint="money")
    both = buses.merged(other)
    assert {one.id: one.joint for one in both.where(supports="save")} == {
        "fares": "money", "fuel": "money", "roads": "money-2", "rails": "money-2",
    }  # fmt: skip


@pytest.mark.filterwarnings("ignore::argmap.errors.MergeWarning")
@given(maps(), maps())
def test_joined_maps_have_the_faults_of_both_and_no_others(
    one: ArgumentMap, other: ArgumentMap
) -> None:
    before = one.model_copy(deep=True), other.model_copy(deep=True)
    both = one.merged(other)
    assert (one, other) == before
    assert set(faults(both)) <= {*faults(one), *faults(other)}
    quotes = [anchor.quote for each in (one, other) for s in each for anchor in s.anchors]
    assert {anchor.quote for s in both for anchor in s.anchors} == set(quotes)


@given(maps())
def test_a_map_joined_with_itself_is_itself(m: ArgumentMap) -> None:
    assert m.merged(m.model_copy(deep=True)).ids == m.ids


# Whatever is done


@pytest.mark.filterwarnings("ignore::argmap.errors.ArgmapWarning")
@given(maps(min_size=2), st.data())
def test_no_sequence_of_edits_brings_a_structural_fault(
    m: ArgumentMap, data: st.DataObject
) -> None:
    old = faults(m)
    for _ in range(data.draw(st.integers(1, 6))):
        if not len(m):
            break
        ids = st.sampled_from(m.ids)
        id, other = data.draw(ids), data.draw(ids)
        relation = data.draw(st.sampled_from(("supports", "rebuts", "undercuts", "limits")))
        edit = data.draw(st.sampled_from(("rename", "replace", "move", "remove", "prune", "cut")))
        before = m.model_dump()
        try:
            if edit == "rename":
                m.rename(id, data.draw(st.sampled_from(("new", "newer", "newest"))))
            elif edit == "replace":
                m.replace(id, **{relation: other, "note": "changed"})  # type: ignore[misc]
            elif edit == "move":
                m.move(id, **{relation: other})  # type: ignore[misc]
            elif edit == "remove":
                m.remove(id)
                assert id not in named(m)
            elif edit == "prune":
                gone = m.remove(id, subtree=True)
                assert not {one.id for one in gone} & named(m)
            else:
                m = m.subtree(id)
        except (ArgmapError, ValidationError):
            assert m.model_dump() == before
        assert not set(faults(m)) - set(old)
        assert ArgumentMap.model_validate(m.model_dump()) == m


# What never changes


def test_what_never_changes_says_which_method_changes_it(buses: ArgumentMap) -> None:
    with pytest.raises(FrozenError, match="`text` of Claim") as refused:
        buses["help"].text = "other"
    assert "m.replace(id, …)" in (refused.value.help or "")
    with pytest.raises(FrozenError, match="`quote` of Anchor"):
        buses["help"].anchors[0].quote = "other"
    with pytest.raises(AttributeError):
        del buses["help"].text


@pytest.mark.parametrize(
    "update",
    [{"strength": "high"}, {"text": 5}, {"anchors": "china"}, {"nothing": 1}, {"strength": 2}],
)
def test_a_copy_with_what_is_not_valid_is_refused(update: dict[str, object]) -> None:
    with pytest.raises(ValidationError):
        Claim(id="c", text="t").model_copy(update=update)


def test_a_copy_takes_what_the_model_takes() -> None:
    claim = Claim(id="c", quote="Buses help", source="note", span=[0, 10])
    assert claim.model_copy(update={"supports": "china"}).supports == ("china",)
    assert claim.model_copy(update={"quote": "They carry"}).anchors[0].model_dump(
        exclude_defaults=True
    ) == {"source": "note", "quote": "They carry"}
    assert claim.model_copy(update={"span": [1, 11]}).anchors[0].spans == ((1, 11),)
    assert claim.model_copy(update={"text": None}) == claim
    with pytest.raises(ValidationError):
        Caveat(id="c", text="t", limits="x").model_copy(update={"limits": ()})


def test_a_map_takes_only_what_is_valid(buses: ArgumentMap) -> None:
    with pytest.raises(ValidationError):
        buses.model_copy(update={"claims": "china"})
    with pytest.raises(ValidationError):
        buses.claims = ["china"]  # type: ignore[list-item]
    copy = buses.model_copy()
    copy.claim("More", id="more")
    assert "more" not in buses
