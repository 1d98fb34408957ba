"""Where lines begin and end at the sides of cards."""

from __future__ import annotations

from collections import defaultdict
from math import copysign
from typing import TYPE_CHECKING, NamedTuple

from argmap.drawing.cards import LEAST_APART, PORT_MARGIN
from argmap.drawing.composing.spacing import spread

if TYPE_CHECKING:
    from collections.abc import Mapping

    from argmap.drawing.composing.ends import Ends
    from argmap.drawing.composing.placing import Content
    from argmap.drawing.composing.sections import Block
    from argmap.drawing.composing.ways import Ways
    from argmap.graph import Link

_PORTS_APART = 16.0


class Ports(NamedTuple):
    """Where lines ``begin``, by card and whether its outer side is meant, and where links end."""

    begin: Mapping[tuple[str, bool], float]
    finish: Mapping[Link, float]


def find_ports(
    block: Block,
    ends: Ends,
    ways: Ways,
    across: Mapping[Content, float],
    breadth: Mapping[str, float],
) -> Ports:
    """Spread the lines that end at a card over its side; those that begin share one port."""
    wishes: dict[tuple[str, bool], dict[Link | None, float]] = defaultdict(dict)
    for (id, is_outer), place in _beginnings(block, ways, across, breadth).items():
        wishes[id, is_outer][None] = place
    for link in (*block.links, *block.arriving):
        if ends.attacked_by(link) is None:
            is_outer = not ways.is_outward(link)
            meeting = ways.meetings.get(link)
            if meeting is not None:
                wishes[link.target, is_outer][meeting.links[0]] = meeting.middle
            elif gaps := ways.gaps(link):
                wishes[link.target, is_outer][link] = ways.entry(link, gaps[-1])
            else:
                edge = breadth[link.target] / 2 if link.origin == link.target else 0
                wishes[link.target, True][link] = across[link.origin] + edge
    begin: dict[tuple[str, bool], float] = {}
    finish: dict[Link, float] = {}
    for (id, is_outer), wished in wishes.items():
        ordered = sorted(wished, key=wished.__getitem__)
        half = breadth[id] / 2 - PORT_MARGIN
        low, high = across[id] - half, across[id] + half
        ports = spread(
            [wished[one] for one in ordered], low, high, apart=_PORTS_APART, least=LEAST_APART
        )
        for one, port in zip(ordered, ports, strict=True):
            if one is None:
                begin[id, is_outer] = port
            else:
                finish[one] = port
    return Ports(begin, finish)


def _beginnings(
    block: Block, ways: Ways, across: Mapping[Content, float], breadth: Mapping[str, float]
) -> dict[tuple[str, bool], float]:
    """Say for each side of a card where lines begin where they would like to."""
    found = {(link.origin, False): across[link.origin] for link in block.leaving}
    for link in block.links:
        if ways.gaps(link):
            found[link.origin, ways.is_outward(link)] = across[link.origin]
        else:
            # The side away from the root is that of level lines, and bows begin beside them.
            edge = copysign(breadth[link.origin] / 4, across[link.target] - across[link.origin])
            found.setdefault((link.origin, True), across[link.origin] + edge)
    return found
