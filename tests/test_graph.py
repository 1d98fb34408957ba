"""The graph of a map: links, inferences, outlines and cycles."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from argmap.graph import BEARING, Graph, Link, Unresolved
from argmap.model import ArgumentMap, Caveat, Claim, Question, Reason
from argmap.source import Source
from tests.drawing.pictures import strayed
from tests.strategies import maps, trees

NAMES = "abcdef"


def graph_of(**relations: Any) -> Graph:
    """Return the graph of claims: ``graph_of(c={}, r={"supports": "c"})``."""
    claims = [Claim(id=id, text=id, **fields) for id, fields in relations.items()]
    return Graph(ArgumentMap(claims=claims))


@st.composite
def tangles(draw: st.DrawFn) -> ArgumentMap:
    """Maps that anybody may write: cycles, self-references, unknown and ambiguous ones."""
    references = st.lists(
        st.sampled_from((*NAMES, "nobody", "a->b", "b->a", "c->c", "a->", "->a", "a->b->c")),
        max_size=3,
    )
    ids = draw(st.lists(st.sampled_from(NAMES), max_size=8))
    claims = [
        Claim(
            id=id,
            text=id,
            joint=draw(st.sampled_from((None, "j"))),
            **{relation: draw(references) for relation in (*BEARING, "restates", "answers")},
        )
        for id in ids
    ]
    return ArgumentMap(claims=claims)


# Links and undercuts


def test_a_link_leads_from_a_statement_to_what_it_bears_on() -> None:
    graph = graph_of(c={}, r={"supports": "c"})
    link = Link("supports", "r", "c", "c")
    assert graph.links == graph.outgoing("r") == graph.incoming("c") == (link,)
    assert graph.outgoing("c") == graph.incoming("r") == ()


def test_an_undercut_attacks_the_link_of_the_statement_that_it_names() -> None:
    graph = graph_of(c={}, r={"supports": "c"}, u={"undercuts": "r"})
    supports, undercuts = graph.links
    assert graph.attacked_by(undercuts) == supports
    assert graph.attacked_by(supports) is None
    assert undercuts.target == "r"


def test_an_undercut_can_be_undercut() -> None:
    graph = graph_of(
        c={}, r={"supports": "c"}, u={"undercuts": "r"}, v={"undercuts": "u"}, w={"undercuts": "v"}
    )
    _, of_r, of_u, of_v = graph.links
    assert graph.attacked_by(of_u) == of_r
    assert graph.attacked_by(of_v) == of_u


def test_an_undercut_of_a_statement_with_several_links_is_ambiguous() -> None:
    graph = graph_of(c={}, d={}, r={"supports": ["c", "d"]}, u={"undercuts": "r"})
    assert graph.unresolved == (
        Unresolved("undercuts", "u", "r", "ambiguous link", ("r->c", "r->d")),
    )


def test_the_name_of_a_link_says_which_one_is_undercut() -> None:
    graph = graph_of(c={}, d={}, r={"supports": ["c", "d"]}, u={"undercuts": "r->d"})
    assert graph.attacked_by(graph.outgoing("u")[0]) == Link("supports", "r", "d", "d")


def test_the_name_of_an_undercut_is_its_premise_and_what_it_attacks() -> None:
    links = {"c": {}, "d": {}, "r": {"supports": "c"}, "s": {"supports": ["c", "d"]}}
    for name in ("u->s->d", "u->s"):
        graph = graph_of(**links, u={"undercuts": ["r", "s->d"]}, v={"undercuts": name})
        assert graph.attacked_by(graph.outgoing("v")[0]) == Link("undercuts", "u", "s->d", "s")


def test_what_only_restates_or_answers_has_no_link_to_undercut() -> None:
    graph = graph_of(c={}, r={"restates": "c", "answers": "c"}, u={"undercuts": "r"})
    assert graph.unresolved == (Unresolved("undercuts", "u", "r", "no link"),)


@pytest.mark.parametrize("reference", ["r->d", "r->", "r->c->c"])
def test_a_link_that_is_not_there_is_told_with_those_that_are(reference: str) -> None:
    graph = graph_of(c={}, d={}, r={"supports": "c"}, u={"undercuts": reference})
    assert graph.unresolved == (Unresolved("undercuts", "u", reference, "no link", ("r->c",)),)


def test_a_statement_that_is_not_there_is_told() -> None:
    graph = graph_of(c={"supports": "x", "undercuts": ["y->c", "->c"]})
    assert [(u.reference, u.problem) for u in graph.unresolved] == [
        ("x", "unknown statement"),
        ("y->c", "unknown statement"),
        ("->c", "unknown statement"),
    ]
    assert graph.links == ()


def test_an_undercut_of_an_undercut_of_nothing_is_an_undercut_of_nothing() -> None:
    graph = graph_of(c={}, u={"undercuts": "c"}, v={"undercuts": "u"}, w={"undercuts": "v->u"})
    assert {(u.origin, u.problem) for u in graph.unresolved} == {
        ("u", "no link"),
        ("v", "no link"),
        ("w", "no link"),
    }
    assert graph.links == ()


def test_undercuts_that_undercut_each_other_are_a_cycle() -> None:
    graph = graph_of(u={"undercuts": "v"}, v={"undercuts": "u"})
    assert graph.unresolved == ()
    assert graph.cycles == (("u", "v"),)


def test_what_is_said_twice_is_one_link() -> None:
    graph = graph_of(c={}, r={"supports": ["c", "c"], "joint": "j"}, u={"undercuts": "r"})
    assert len(graph.outgoing("r")) == 1
    assert graph.unresolved == ()
    assert graph.inferences[0].joint is None


def test_where_two_statements_share_an_id_the_first_counts() -> None:
    m = ArgumentMap(claims=[Claim(id="c", text="one"), Claim(id="c", text="two", supports="c")])
    graph = Graph(m)
    assert graph.statements["c"].text == "one"
    assert graph.links == ()


# Inferences


def test_reasons_without_a_joint_name_are_inferences_of_their_own() -> None:
    graph = graph_of(c={}, r={"supports": "c"}, s={"supports": "c"})
    assert [inference.premises for inference in graph.inferences] == [("r",), ("s",)]


def test_premises_with_a_joint_name_and_a_target_in_common_are_one_inference() -> None:
    graph = graph_of(
        c={},
        r={"supports": "c", "joint": "j"},
        x={"supports": "c", "joint": "other"},
        s={"supports": "c", "joint": "j"},
    )
    together, alone = graph.inferences
    assert (together.premises, together.joint, together.target) == (("r", "s"), "j", "c")
    assert (alone.premises, alone.joint) == (("x",), None)
    assert all(graph.inference_of(link) == together for link in together.links)


def test_a_joint_name_does_not_join_other_relations_or_other_targets() -> None:
    graph = graph_of(
        c={},
        d={},
        r={"supports": "c", "joint": "j"},
        s={"rebuts": "c", "joint": "j"},
        t={"supports": "d", "joint": "j"},
    )
    assert [inference.premises for inference in graph.inferences] == [("r",), ("s",), ("t",)]


def test_joint_undercuts_attack_the_same_link() -> None:
    graph = graph_of(
        c={},
        d={},
        r={"supports": ["c", "d"]},
        u={"undercuts": "r->c", "joint": "j"},
        v={"undercuts": "r->c", "joint": "j"},
        w={"undercuts": "r->d", "joint": "j"},
    )
    undercuts = [inference for inference in graph.inferences if inference.attacked]
    assert [inference.premises for inference in undercuts] == [("u", "v"), ("w",)]
    assert undercuts[0].attacked == Link("supports", "r", "c", "c")


def test_one_premise_that_names_a_link_in_two_ways_is_not_joint_with_itself() -> None:
    graph = graph_of(c={}, r={"supports": "c"}, u={"undercuts": ["r", "r->c"], "joint": "j"})
    assert graph.inferences[1].premises == ("u",)
    assert graph.inferences[1].joint is None


@given(tangles())
def test_every_link_is_part_of_one_inference(m: ArgumentMap) -> None:
    graph = Graph(m)
    listed = [link for inference in graph.inferences for link in inference.links]
    assert sorted(listed, key=repr) == sorted(graph.links, key=repr)
    for link in graph.links:
        inference = graph.inference_of(link)
        assert link in inference.links
        assert (inference.relation, inference.target) == (link.relation, link.target)
        assert inference.attacked == graph.attacked_by(link)


@given(tangles())
def test_every_reference_is_a_link_or_unresolved(m: ArgumentMap) -> None:
    graph = Graph(m)
    said = {
        (relation, id, reference)
        for id, statement in graph.statements.items()
        for relation, reference in statement.references
    }
    links = {(link.relation, link.origin, link.reference) for link in graph.links}
    unresolved = {(u.relation, u.origin, u.reference) for u in graph.unresolved}
    assert links | unresolved == said
    assert not links & unresolved


@given(tangles())
def test_what_an_undercut_attacks_is_always_a_link(m: ArgumentMap) -> None:
    graph = Graph(m)
    for link in graph.links:
        attacked = graph.attacked_by(link)
        assert (attacked is not None) == (link.relation == "undercuts")
        assert attacked is None or attacked in graph.links


@given(maps())
def test_a_valid_map_resolves_wholly_and_has_no_cycle(m: ArgumentMap) -> None:
    graph = Graph(m)
    assert graph.unresolved == ()
    assert graph.cycles == ()
    for statement in m.statements:
        if statement.joint:
            bearing = [link for link in graph.outgoing(statement.id) if link.relation in BEARING]
            assert all(len(graph.inference_of(link).premises) > 1 for link in bearing)
        for anchor in statement.anchors:
            text = m.source(anchor.source).text
            assert " … ".join(span.cut(text) for span in anchor.spans) == anchor.quote


# Outlines


def test_a_statement_is_shown_under_the_first_thing_it_bears_on() -> None:
    graph = graph_of(c={}, d={}, r={"supports": ["d", "c"]})
    assert graph.parents["r"] == "d"
    assert graph.parent_link("r") == Link("supports", "r", "d", "d")
    assert graph.parent_link("c") is None


def test_a_claim_is_shown_under_the_question_that_it_answers() -> None:
    m = ArgumentMap(
        questions=[Question(id="q", text="Why?")], claims=[Claim(id="c", text="So", answers="q")]
    )
    assert list(Graph(m).walk()) == [(0, "q"), (1, "c")]


def test_questions_come_first_among_the_roots() -> None:
    m = ArgumentMap(
        sources=[Source(id="s", text="Yes. Why?")],
        questions=[Question(id="q", quote="Why?", span=(5, 9))],
        claims=[Claim(id="c", quote="Yes.", span=(0, 4))],
    )
    assert Graph(m).roots == ("q", "c")


def test_an_outline_reads_in_the_order_of_the_source() -> None:
    m = ArgumentMap(
        sources=[Source(id="s", text="one two three")],
        claims=[Claim(id="c", text="t", implicit=True)],
        reasons=[
            Reason(id="third", quote="three", span=(8, 13), supports="c"),
            Reason(id="first", quote="one", span=(0, 3), supports="c"),
            Reason(id="unsaid", text="t", implicit=True, supports="c"),
        ],
        caveats=[Caveat(id="second", quote="two", span=(4, 7), limits="c")],
    )
    assert Graph(m).children("c") == ("first", "unsaid", "second", "third")


def test_reading_order_goes_by_source_before_place() -> None:
    m = ArgumentMap(
        sources=[Source(id="z", text="one two"), Source(id="a", text="three")],
        claims=[
            Claim(id="c", quote="three", span=(0, 5), source="a"),
            Claim(id="b", quote="two", span=(4, 7), source="z"),
        ],
    )
    assert Graph(m).in_reading_order(["c", "b", "c"]) == ("b", "c")


def test_a_walk_may_start_anywhere() -> None:
    graph = graph_of(c={}, r={"supports": "c"}, s={"supports": "r"}, x={"supports": "c"})
    assert list(graph.walk("r")) == [(0, "r"), (1, "s")]


@pytest.mark.parametrize("draw", [maps(), trees(), tangles()], ids=["maps", "trees", "tangles"])
@given(data=st.data())
def test_a_walk_visits_every_statement_exactly_once(
    data: st.DataObject, draw: st.SearchStrategy[ArgumentMap]
) -> None:
    graph = Graph(data.draw(draw))
    assert sorted(id for _, id in graph.walk()) == sorted(graph.statements)


@given(tangles())
def test_parents_never_loop(m: ArgumentMap) -> None:
    graph = Graph(m)
    for id in graph.statements:
        over: list[str] = []
        place: str | None = id
        while place is not None:
            assert place not in over
            over.append(place)
            place = graph.parents[place]
        assert over[-1] in graph.roots


@given(tangles())
def test_a_statement_without_a_parent_has_nowhere_else_to_go(m: ArgumentMap) -> None:
    """It is a root only if everything that it bears on is shown under it."""
    graph = Graph(m)
    for root in graph.roots:
        under = {id for _, id in graph.walk(root)}
        assert all(link.target in under for link in graph.outgoing(root))


@given(data=st.data(), m=maps())
def test_the_links_do_not_depend_on_the_order_of_statements(
    data: st.DataObject, m: ArgumentMap
) -> None:
    shuffled = m.model_copy(
        update={
            name: data.draw(st.permutations(getattr(m, name)))
            for name in ("questions", "claims", "reasons", "caveats")
        }
    )
    assert set(Graph(shuffled).links) == set(Graph(m).links)


# Cycles


def test_statements_that_bear_on_themselves_by_way_of_others_are_a_cycle() -> None:
    graph = graph_of(a={"supports": "b"}, b={"rebuts": "c"}, c={"limits": "a"}, d={"supports": "a"})
    assert graph.cycles == (("a", "b", "c"),)


def test_two_cycles_are_told_apart() -> None:
    graph = graph_of(
        a={"supports": "b"}, b={"supports": "a"}, c={"supports": "d"}, d={"supports": ["c", "a"]}
    )
    assert set(graph.cycles) == {("a", "b"), ("c", "d")}


def test_a_self_reference_is_no_cycle() -> None:
    assert graph_of(a={"supports": "a"}).cycles == ()


def test_saying_the_same_again_is_no_cycle() -> None:
    assert graph_of(a={"restates": "b"}, b={"restates": "a"}).cycles == ()


@given(tangles())
def test_a_cycle_leads_from_each_of_its_statements_to_each_other(m: ArgumentMap) -> None:
    graph = Graph(m)
    for cycle in graph.cycles:
        for start in cycle:
            reached, waiting = set(), [start]
            while waiting:
                for link in graph.outgoing(waiting.pop()):
                    if link.relation in BEARING and link.target not in reached:
                        reached.add(link.target)
                        waiting.append(link.target)
            assert set(cycle) <= reached


# Size

SHAPES = {
    "chain": lambda rank: rank - 1,
    "star": lambda _: 0,
    "comb": lambda rank: rank - 1 if rank % 2 else max(0, rank - 2),
}


@pytest.mark.parametrize("shape", SHAPES)
@pytest.mark.full
def test_a_map_of_fifty_thousand_statements_is_walked(shape: str) -> None:
    size = 50_000
    claims = [
        Claim.model_construct(id=f"s{rank}", text="t", supports=(f"s{SHAPES[shape](rank)}",))
        for rank in range(1, size)
    ]
    m = ArgumentMap.model_construct(
        claims=[Claim.model_construct(id="s0", text="t"), *claims],
        sources=[], questions=[], reasons=[], caveats=[],
    )  # fmt: skip
    graph = Graph(m)
    walked = list(graph.walk())
    assert len(walked) == size
    assert graph.roots == ("s0",)
    assert max(depth for depth, _ in walked) == {"chain": 49_999, "star": 1, "comb": 25_000}[shape]
    assert graph.cycles == ()


@pytest.mark.parametrize("step", [1, -1])
@pytest.mark.full
def test_a_ring_of_fifty_thousand_statements_is_one_cycle(step: int) -> None:
    size = 50_000
    claims = [
        Claim.model_construct(id=f"s{rank}", text="t", supports=(f"s{(rank + step) % size}",))
        for rank in range(size)
    ]
    m = ArgumentMap.model_construct(claims=claims, sources=[], questions=[], reasons=[], caveats=[])
    graph = Graph(m)
    assert len(graph.cycles[0]) == size
    assert len(list(graph.walk())) == size


@given(tangles() | strayed() | maps())
def test_bands_hold_every_tree_once_and_questions_come_first(map: ArgumentMap) -> None:
    graph = Graph(map)
    assert [root for band in graph.bands for root in band.roots] == list(graph.roots)
    for band in graph.bands:
        kinds = {graph.statements[root].kind for root in band.roots}
        assert kinds == {"question"} if band.question else "question" not in kinds
        assert not band.is_stray or band == graph.bands[-1] != graph.bands[0]


@given(strayed())
def test_what_leads_to_a_question_is_shown_under_one(map: ArgumentMap) -> None:
    graph = Graph(map)
    # A tree whose top bears on itself leads to its questions only from within.
    assume(not any(graph.outgoing(root) for root in graph.roots))
    for band in graph.bands:
        for root in band.roots:
            for _, id in graph.walk(root):
                ends = {id}
                while more := {link.target for end in ends for link in graph.outgoing(end)} - ends:
                    ends |= more
                assert bool(band.question) == any(end.startswith("q") for end in ends)


def test_a_joint_step_undercut_by_the_names_of_two_premises_is_undercut_once() -> None:
    m = ArgumentMap()
    m.claim("C", id="c")
    m.reason("One", id="a", supports="c", joint="both")
    m.reason("Two", id="b", supports="c", joint="both")
    m.caveat("No", id="u", undercuts=["a->c", "b->c"])
    undercut = [one for one in Graph(m).inferences if one.relation == "undercuts"]
    assert [one.premises for one in undercut] == [("u",)]
    assert [link.reference for link in undercut[0].links] == ["a->c", "b->c"]
