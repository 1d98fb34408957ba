"""Where everything in a picture is: cards and headings, the lines between them, their dots.

Every component is laid out by itself, *along* its layers, away from the root, and *across* them.
Then components are packed into a page, and become x and y, so that a picture that runs down has
components that are the same, transposed, and one that runs to the left is mirrored. Channels hold
only lines, and layers only cards and dummy nodes, so no line enters a card.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from argmap.drawing.alternative_text import WITHOUT_A_QUESTION
from argmap.drawing.cards import band_height, band_width, heading_height, make_heading
from argmap.drawing.composing.components import PlacedComponent, draw_components
from argmap.drawing.composing.packing import Area, Around, Size, Spacing, pack
from argmap.drawing.composing.sections import Reference
from argmap.drawing.composing.strokes import HEADLESS, Dot, Head, Stroke
from argmap.drawing.plane import Box, Point

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from argmap.drawing.cards import Card
    from argmap.drawing.composing.components import DrawnComponent, Layered
    from argmap.drawing.composing.packing import Packed
    from argmap.drawing.composing.sections import Section
    from argmap.drawing.composing.setting import Setting
    from argmap.drawing.composing.strokes import Place
    from argmap.drawing.plane import Flow

_SPACING = Spacing(block=24, inner=36, section=24, column=36, heading=10)
_LEAST_SECTION = 380.0
# Reading on in one direction is the usual way, so that anything else must be worth it.
_WORTH_BENDING = 1.25
# A tree that is so much higher than wide has two sides even if the page as a whole gains little.
_TALL = 2.0


class Composition(NamedTuple):
    """Boxes of cards, strokes and dots in one plane, from (0, 0) to (width, height).

    ``cards`` are those in the boxes; headings have the width of their section. ``references`` are
    the boxes of what names the other end of a link, ``stray`` is that of the heading over what
    leads to no question, if there is one.
    """

    width: float
    height: float
    boxes: Mapping[str, Box]
    strokes: tuple[Stroke, ...]
    dots: tuple[Dot, ...]
    cards: Mapping[str, Card]
    references: Mapping[Reference, Box]
    stray: Box | None = None

    def moved(self, x: float, y: float) -> Composition:
        """Return the same, so much further to the right and down."""
        return self._changed(
            lambda point: Point(point.x + x, point.y + y),
            lambda box: box._replace(x=box.x + x, y=box.y + y),
            1,
        )

    def mirrored(self) -> Composition:
        """Return the same with left and right changed round."""
        return self._changed(
            lambda point: Point(self.width - point.x, point.y),
            lambda box: box._replace(x=self.width - box.x - box.width),
            -1,
        )

    def _changed(
        self, point: Callable[[Point], Point], box: Callable[[Box], Box], sign: int
    ) -> Composition:
        return self._replace(
            boxes={id: box(one) for id, one in self.boxes.items()},
            references={one: box(place) for one, place in self.references.items()},
            stray=self.stray and box(self.stray),
            strokes=tuple(
                stroke._replace(
                    curve=tuple(map(point, stroke.curve)),
                    head=stroke.head
                    and Head(point(stroke.head.tip), sign * stroke.head.dx, stroke.head.dy),
                )
                for stroke in self.strokes
            ),
            dots=tuple(dot._replace(centre=point(dot.centre)) for dot in self.dots),
        )


def compose(
    setting: Setting,
    layered: Sequence[Layered],
    *,
    around: Around = Around(),  # noqa: B008 -- it never changes
    is_stacked: bool = False,
    may_bend: bool = False,
) -> Composition:
    """Return where everything is in a map whose components are in layers.

    ``around`` is what is around the map, and the proportions of the whole. ``is_stacked`` asks for
    blocks one below the other, whatever the proportions. ``may_bend`` lets components wrap and
    have two sides, if that shows the map much larger.
    """
    sections = setting.sections
    headings = _Headings(setting)

    def page(components: Sequence[DrawnComponent]) -> tuple[list[list[_Block]], Packed]:
        waiting = iter(components)
        blocks = [_blocks(section, waiting, setting.flow) for section in sections.all]
        sizes = [[block.size(setting.flow) for block in of] for of in blocks]
        least = headings.least()
        return blocks, pack(
            sizes, headings.height, least, _SPACING, around=around, is_stacked=is_stacked
        )

    placed = [PlacedComponent(one, setting) for one in layered]
    straight = draw_components(placed)
    blocks, packed = page(straight)
    is_tall = any(one.breadth > _TALL * one.length for one in straight)
    worth = 1.0 if is_tall else _WORTH_BENDING
    if may_bend and (
        is_tall or packed.smallness(around) > _WORTH_BENDING * packed.least_smallness(around)
    ):
        from argmap.drawing.composing.bending import bend  # noqa: PLC0415 -- few maps need it

        shapes = [
            bend(one, shape, around.proportion) for one, shape in zip(placed, straight, strict=True)
        ]
        others, bent = page(shapes)
        if packed.smallness(around) > worth * bent.smallness(around):
            blocks, packed = others, bent
    writer = _Writer(setting)
    heading_cards: dict[str, Card] = {}
    stray: Box | None = None
    for number, section in enumerate(packed.sections()):
        id = sections.all[number].heading
        if section.heading is not None:
            box = Box(*section.heading)
            if id is None:
                stray = box
            else:
                heading_cards[id] = headings.card(number, section.heading)
                writer.boxes[id] = box
        areas = (area for _, areas in section.columns for area in areas)
        for block, area in zip(blocks[number], areas, strict=True):
            for one, top in block.components:
                writer.take(one, Point(area.x, area.y + top))
    return Composition(
        packed.width,
        packed.height,
        {id: writer.boxes[id] for _, id in sections.graph.walk()},
        tuple(writer.strokes),
        tuple(writer.dots),
        {**setting.statements, **heading_cards},
        writer.references,
        stray,
    )


class _Block(NamedTuple):
    """What is together: components, and how far below its top each of them begins."""

    components: tuple[tuple[DrawnComponent, float], ...]

    def size(self, flow: Flow) -> Size:
        """Return what it takes of a page."""
        sizes = [(one.size(flow), top) for one, top in self.components]
        return Size(
            max(size.width for size, _ in sizes), max(top + size.height for size, top in sizes)
        )


def _blocks(section: Section, drawn: Iterator[DrawnComponent], flow: Flow) -> list[_Block]:
    """Return the blocks of a section, each a component with what is above it.

    References to the heading are below that, in what room there is above the first component.
    """
    blocks: list[_Block] = []
    above: list[tuple[DrawnComponent, float]] = []
    width = bottom = 0.0
    # What is drawn goes on with the next section.
    for component, one in zip(section.components, drawn, strict=False):
        if all(isinstance(node, Reference) for node in component.nodes):
            size = one.size(flow)
            above.append((one, bottom))
            width, bottom = max(width, size.width), bottom + size.height + _SPACING.heading
        elif above:
            top = max(0.0, bottom - one.top(flow, width + _SPACING.inner))
            blocks.append(_Block((*above, (one, top))))
            above = []
        else:
            blocks.append(_Block(((one, 0.0),)))
    return [*blocks, _Block(tuple(above))] if above else blocks


class _Headings:
    """The headings of sections, as wide as these turn out to be."""

    def __init__(self, setting: Setting) -> None:
        self.sections = setting.sections.all
        self.cards = setting.statements
        self.theme = setting.theme

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
        return heading_height(self.cards[section.heading], width, self.theme)

    def card(self, number: int, area: Area) -> Card:
        """Return the heading of a section as it is set."""
        card = self.cards[self.sections[number].heading or ""]
        return make_heading(card, area.width, area.height, self.theme)


class _Writer:
    """Takes what was drawn component by component over into the plane of the page."""

    def __init__(self, setting: Setting) -> None:
        self.setting = setting
        self.strokes: list[Stroke] = []
        self.dots: list[Dot] = []
        self.boxes: dict[str, Box] = {}
        self.references: dict[Reference, Box] = {}

    def take(self, component: DrawnComponent, origin: Point) -> None:
        """Put the cards and lines of a component where its first layer begins at a point."""
        is_right = self.setting.flow == "right"

        def point(place: Place) -> Point:
            if is_right:
                return Point(origin.x + place.along, origin.y + place.across)
            return Point(origin.x + place.across, origin.y + place.along)

        for node, corner in component.corners.items():
            card = self.setting.card(node)
            box = Box(*point(corner), card.width, card.height)
            if isinstance(node, Reference):
                self.references[node] = box
            else:
                self.boxes[node] = box
        for links, places, tip, along, across in component.lines:
            relation = links[0].relation
            head = None
            if tip is not None and relation not in HEADLESS:
                ways = (along, across) if is_right else (across, along)
                head = Head(point(tip), *ways)
            self.strokes.append(Stroke(links, relation, tuple(map(point, places)), head))
        for centre, relation, radius, links in component.spots:
            self.dots.append(Dot(point(centre), relation, radius, links))
