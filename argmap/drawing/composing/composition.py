"""Where everything in a picture stands: cards and headings, the curves between them, their dots.

Every block is drawn by itself, *along* its levels, away from the root, and *across* them. Then
the blocks are packed into a page, and become x and y, so that a picture that runs down has blocks
that are the same, transposed. Between levels there are only curves, on levels only cards and
slots, and between blocks only lines from section to section, so no line enters a card.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from argmap.drawing.cards import (
    LEAST_APART,
    PORT_MARGIN,
    band_height,
    band_width,
    heading_height,
    make_heading,
)
from argmap.drawing.composing.blocks import PlacedBlock, draw_blocks
from argmap.drawing.composing.gutters import find_gutters
from argmap.drawing.composing.lanes import GUTTER, ROOM
from argmap.drawing.composing.packing import Area, Around, Size, Spacing, pack
from argmap.drawing.composing.routing import Placed, route
from argmap.drawing.composing.strokes import HEADLESS, Dot, Head, Stroke
from argmap.drawing.plane import Box, Point
from argmap.drawing.saying import WITHOUT_A_QUESTION

if TYPE_CHECKING:
    from collections.abc import Mapping

    from argmap.drawing.cards import Card
    from argmap.drawing.composing.blocks import DrawnBlock
    from argmap.drawing.composing.columns import Columns, Direction
    from argmap.drawing.composing.ends import Ends
    from argmap.drawing.composing.sections import Section, Sections
    from argmap.drawing.composing.strokes import Place
    from argmap.drawing.theme import Theme

_SPACING = Spacing(block=18, inner=36, section=24, column=36, heading=10)
# Where lines run from section to section.
_WIDE_SPACING = Spacing(
    block=2 * GUTTER, inner=44, section=2 * GUTTER, column=48, heading=GUTTER + 8
)
_LEAST_SECTION = 380.0


class Composition(NamedTuple):
    """Boxes of cards, strokes and dots in one plane, from (0, 0) to (width, height).

    ``cards`` are those in the boxes; headings have the width of their section. ``stray`` is the box
    of the heading over what leads to no question, if there is one. All boxes are an ``edge`` away
    from the border, which only lines from section to section come near.
    """

    width: float
    height: float
    boxes: Mapping[str, Box]
    strokes: tuple[Stroke, ...]
    dots: tuple[Dot, ...]
    cards: Mapping[str, Card]
    edge: float = 0.0
    stray: Box | None = None

    def moved(self, x: float, y: float) -> Composition:
        """Return the same, so much further to the right and down."""

        def shifted(point: Point) -> Point:
            return Point(point.x + x, point.y + y)

        def shifted_box(box: Box) -> Box:
            return box._replace(x=box.x + x, y=box.y + y)

        return self._replace(
            boxes={id: shifted_box(box) for id, box in self.boxes.items()},
            stray=self.stray and shifted_box(self.stray),
            strokes=tuple(
                stroke._replace(
                    curve=tuple(shifted(point) for point in stroke.curve),
                    head=stroke.head and stroke.head._replace(tip=shifted(stroke.head.tip)),
                )
                for stroke in self.strokes
            ),
            dots=tuple(dot._replace(centre=shifted(dot.centre)) for dot in self.dots),
        )


def compose(
    sections: Sections,
    ends: Ends,
    cards: Mapping[str, Card],
    columns: Columns,
    theme: Theme,
    direction: Direction,
    *,
    around: Around = Around(),  # noqa: B008 -- it never changes
    is_stacked: bool = False,
) -> Composition:
    """Return where everything stands in a map whose cards were laid out in columns.

    ``around`` is what is around the map, and the proportions of the whole. ``is_stacked`` asks for
    blocks one below the other, whatever the proportions.
    """
    blocks = [block for section in sections.all for block in section.blocks]
    parts = columns.split(block.ids for block in blocks)
    drawn_blocks = iter(
        draw_blocks(
            [
                PlacedBlock(sections, block, ends, part, cards, theme, direction)
                for block, part in zip(blocks, parts, strict=True)
            ]
        )
    )
    drawn = [[next(drawn_blocks) for _ in section.blocks] for section in sections.all]
    is_right = direction == "right"
    sizes = [
        [
            Size(block.length, block.breadth, block.before)
            if is_right
            else Size(block.breadth, block.length)
            for block in blocks
        ]
        for blocks in drawn
    ]
    headings = _Headings(sections, cards, theme)
    spacing = _WIDE_SPACING if sections.far else _SPACING
    packed = pack(
        sizes,
        headings.height,
        headings.least(),
        spacing,
        around=around,
        is_stacked=is_stacked,
    )
    edge = GUTTER + ROOM / 2 if sections.far else 0.0
    packed = packed.with_edge(edge)
    writer = _Writer(direction)
    placed: list[Placed] = []
    set_cards = dict(cards)
    heading_boxes: dict[str, Box] = {}
    stray: Box | None = None
    for number, section in enumerate(packed.sections()):
        id = sections.all[number].heading
        if section.heading is not None:
            box = Box(*section.heading)
            if id is None:
                stray = box
            else:
                set_cards[id] = headings.card(number, section.heading)
                heading_boxes[id] = box
        areas = (area for _, areas in section.columns for area in areas)
        for block, area in zip(drawn[number], areas, strict=True):
            before = Point(block.before, 0) if is_right else Point(0, block.before)
            origin = Point(area.x + before.x, area.y + before.y)
            writer.take(block, origin, cards)
            placed.append(Placed(block, origin))
    boxes = writer.boxes | heading_boxes
    if sections.far:
        gutters = find_gutters(packed, spacing)
        writer.strokes += route(sections, placed, gutters, heading_boxes, direction)
    return Composition(
        packed.width,
        packed.height,
        {id: boxes[id] for _, id in sections.graph.walk()},
        tuple(writer.strokes),
        tuple(writer.dots),
        set_cards,
        edge,
        stray,
    )


class _Headings:
    """The headings of sections, as wide as these turn out to be."""

    def __init__(self, sections: Sections, cards: Mapping[str, Card], theme: Theme) -> None:
        self.sections = sections.all
        self.cards = cards
        self.theme = theme
        self.arrivals = Counter(link.target for link in sections.far)

    def least(self) -> list[float]:
        """Return how wide each section is at the least."""
        narrowest = self.theme.narrowest
        return [
            max(narrowest, round(min(width, _LEAST_SECTION))) if width else 0.0
            for width in map(self._wanted, self.sections)
        ]

    def _wanted(self, section: Section) -> float:
        """Return how wide the heading of a section is on one line, 0 if it has none."""
        if section.is_stray:
            return band_width(WITHOUT_A_QUESTION, self.theme)
        return self.cards[section.heading].width if section.heading else 0.0

    def height(self, number: int, width: float) -> float:
        """Return how high the heading of a section is at that width, 0 if it has none."""
        section = self.sections[number]
        if section.is_stray:
            return band_height(self.theme)
        if section.heading is None:
            return 0.0
        # Lines that end at its side need room, too.
        side = 2 * PORT_MARGIN + LEAST_APART * self.arrivals[section.heading]
        return max(side, heading_height(self.cards[section.heading], width, self.theme))

    def card(self, number: int, area: Area) -> Card:
        """Return the heading of a section as it is set."""
        card = self.cards[self.sections[number].heading or ""]
        return make_heading(card, area.width, area.height, self.theme)


class _Writer:
    """Takes what was drawn block by block over into the plane of the page."""

    def __init__(self, direction: Direction) -> None:
        self.direction = direction
        self.strokes: list[Stroke] = []
        self.dots: list[Dot] = []
        self.boxes: dict[str, Box] = {}

    def take(self, block: DrawnBlock, origin: Point, cards: Mapping[str, Card]) -> None:
        """Put the cards and lines of a block where its first level begins at a point."""

        def point(place: Place) -> Point:
            if self.direction == "right":
                return Point(origin.x + place.along, origin.y + place.across)
            return Point(origin.x + place.across, origin.y + place.along)

        for id, corner in block.corners.items():
            self.boxes[id] = Box(*point(corner), cards[id].width, cards[id].height)
        for links, places, tip, along, across in block.lines.lines:
            relation = links[0].relation
            head = None
            if tip is not None and relation not in HEADLESS:
                ways = (along, across) if self.direction == "right" else (across, along)
                head = Head(point(tip), *ways)
            self.strokes.append(Stroke(links, relation, tuple(map(point, places)), head))
        for centre, relation, radius, links in block.lines.spots:
            self.dots.append(Dot(point(centre), relation, radius, links))
