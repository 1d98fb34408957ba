"""References: what is shown of a link at each end where the other one is in another section."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from argmap.drawing.cards import SLACK, is_right_to_left
from argmap.drawing.lettering.measure import text_width
from argmap.drawing.lettering.wrapping import wrap

if TYPE_CHECKING:
    from argmap.drawing.composing.sections import Reference
    from argmap.drawing.theme import Theme
    from argmap.graph import Graph

_PADDING = 7.0
_TO, _FROM = "\N{RIGHTWARDS ARROW} ", "\N{LEFTWARDS ARROW} "


class Tag(NamedTuple):
    """A reference, ready to be set: the words of the other end, broken into lines."""

    lines: tuple[str, ...]
    width: float
    height: float
    is_right_to_left: bool = False


def make_tag(reference: Reference, graph: Graph, theme: Theme, width: float) -> Tag:
    """Return the tag of a reference that is no wider than a card of that width."""
    link = reference.link
    attacked = graph.attacked_by(link)
    if not reference.is_target:
        named = graph.statements[link.origin].wording
        if link.target not in graph.statements:
            named = link.origin
    elif attacked is None:
        named = graph.statements[link.target].wording
    else:
        ends = (attacked.origin, attacked.target)
        named = " \N{RIGHTWARDS ARROW} ".join(graph.statements[id].wording for id in ends)
    room = (width - 2 * _PADDING) * SLACK
    lines = wrap((_TO if reference.is_target else _FROM) + named, room, theme.head).lines
    widest = max(text_width(line, theme.head) for line in lines)
    return Tag(
        lines,
        round(widest / SLACK + 2 * _PADDING) + 1,
        round(len(lines) * theme.head * theme.leading + _PADDING),
        is_right_to_left(named),
    )


def line_places(tag: Tag, x: float, y: float, theme: Theme) -> list[tuple[float, float, str]]:
    """Return where the lines of a tag begin, whose corner is at a place."""
    step = theme.head * theme.leading
    left = x + (tag.width - _PADDING if tag.is_right_to_left else _PADDING)
    first = y + _PADDING / 2 + step / 2 + 0.36 * theme.head
    return [(left, first + number * step, line) for number, line in enumerate(tag.lines)]
