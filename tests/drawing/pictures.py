"""What the tests of pictures share: maps that loop, and compositions to look at."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple, get_args

from hypothesis import strategies as st

from argmap.drawing.arranging import arrange
from argmap.drawing.composing.packing import PROPORTION
from argmap.drawing.theme import LIGHT
from argmap.graph import Graph
from argmap.model import RELATIONS, ArgumentMap, Claim, Question

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from hypothesis.strategies import DrawFn

    from argmap.drawing.composing.components import Layered
    from argmap.drawing.composing.composition import Composition
    from argmap.drawing.composing.sections import Node, Sections
    from argmap.drawing.plane import Box, Point


class Picture(NamedTuple):
    """A map on its way to a picture."""

    graph: Graph
    sections: Sections
    layered: tuple[Layered, ...]
    layer_of: Mapping[Node, int]
    composition: Composition


Way = Literal["right", "down", "bent"]
"""Where a picture leads; ``bent`` is to the right, but it may wrap and have two sides."""
WAYS: tuple[Way, ...] = get_args(Way)


def composed(map: ArgumentMap, way: Way = "right", proportion: float = PROPORTION) -> Picture:
    graph = Graph(map)
    arrangement = arrange(graph, LIGHT, "down" if way == "down" else "right")
    layer_of = {
        node: layer for one in arrangement.layered for node, layer in one.layers.layer_of.items()
    }
    sections = arrangement.setting.sections
    composition = arrangement.composed(proportion, may_bend=way == "bent")
    return Picture(graph, sections, arrangement.layered, layer_of, composition)


def sampled(curve: tuple[Point, ...], steps: int = 24) -> Iterator[tuple[float, float]]:
    """Yield points on cubic Bézier curves."""
    for start in range(0, len(curve) - 1, 3):
        a, b, c, d = curve[start : start + 4]
        for step in range(steps + 1):
            t = step / steps
            s = 1 - t
            yield (
                s**3 * a.x + 3 * s * s * t * b.x + 3 * s * t * t * c.x + t**3 * d.x,
                s**3 * a.y + 3 * s * s * t * b.y + 3 * s * t * t * c.y + t**3 * d.y,
            )


def is_inside(box: Box, x: float, y: float, *, margin: float) -> bool:
    return (
        box.x + margin < x < box.x + box.width - margin
        and box.y + margin < y < box.y + box.height - margin
    )


@st.composite
def tangles(draw: DrawFn, max_size: int = 8) -> ArgumentMap:
    """Maps with everything that rules complain of: loops, undercuts in a circle, unknown ids."""
    size = draw(st.integers(1, max_size))
    ids = [f"s{number}" for number in range(size)]
    plain = st.sampled_from([*ids, *ids, "unknown"])
    links = st.builds("{}->{}".format, plain, plain)
    claims = []
    for id in ids:
        chosen = draw(st.lists(st.sampled_from(RELATIONS), max_size=3, unique=True))
        named = {
            relation: draw(
                st.lists(plain | links if relation == "undercuts" else plain, max_size=2)
            )
            for relation in chosen
        }
        joint = draw(st.sampled_from((None, None, "together")))
        claims.append(Claim(id=id, text=f"This is statement {id}", joint=joint, **named))
    return ArgumentMap(claims=claims)


@st.composite
def crossed(draw: DrawFn, size: int = 14) -> ArgumentMap:
    """Reasons for reasons, each of which may support a second thing far away."""
    claims = [Claim(id="s0", text="This is the claim")]
    for rank in range(1, size):
        targets = st.sampled_from([f"s{number}" for number in range(rank)])
        chosen = draw(st.lists(targets, min_size=1, max_size=2, unique=True))
        claims.append(Claim(id=f"s{rank}", text=f"This is reason {rank}", supports=chosen))
    return ArgumentMap(claims=claims)


@st.composite
def strayed(draw: DrawFn) -> ArgumentMap:
    """Questions and their answers, and claims that may answer none, with links between them."""
    m = draw(questioned(size=6))
    claims = list(m.claims)
    for rank in range(draw(st.integers(1, 5))):
        under = st.sampled_from([claim.id for claim in claims])
        named = {
            relation: draw(st.lists(under, max_size=1))
            for relation in draw(
                st.lists(st.sampled_from(("supports", "rebuts", "restates")), max_size=2)
            )
        }
        claims.append(Claim(id=f"s{rank}", text=f"This is stray claim {rank}", **named))
    for rank in draw(st.sets(st.integers(0, len(m.claims) - 1))):
        # Some answer nothing after all, and some only by way of a claim that answers nothing.
        claims[rank] = claims[rank].model_copy(update={"answers": ()})
        if draw(st.booleans()):
            claims[rank] = claims[rank].model_copy(update={"restates": (claims[-1].id,)})
    return m.model_copy(update={"claims": claims})


@st.composite
def questioned(draw: DrawFn, size: int = 12) -> ArgumentMap:
    """Answers to several questions, with links from section to section and attacks on these."""
    questions = [
        Question(id=f"q{number}", text=f"This is question {number}?")
        for number in range(draw(st.integers(2, 4)))
    ]
    claims: list[Claim] = []
    for rank in range(size):
        under = [question.id for question in questions] + [claim.id for claim in claims]
        first, *others = draw(st.lists(st.sampled_from(under), min_size=1, max_size=3, unique=True))
        named: dict[str, list[str]] = {"answers" if first[0] == "q" else "supports": [first]}
        for other in others:
            relation = draw(st.sampled_from(("rebuts", "limits", "undercuts", "restates")))
            named.setdefault(relation, []).append(other)
        if draw(st.booleans()):
            named.setdefault("supports", []).extend(others)
        if claims and draw(st.booleans()):
            attacked = draw(st.sampled_from(claims))
            ends = (*attacked.supports, *attacked.rebuts, *attacked.limits)
            if ends:
                link = f"{attacked.id}->{draw(st.sampled_from(ends))}"
                named.setdefault("undercuts", []).append(link)
        joint = draw(st.sampled_from((None, None, "together")))
        claims.append(Claim(id=f"c{rank}", text=f"This is claim {rank}", joint=joint, **named))
    return ArgumentMap(questions=questions, claims=claims)
