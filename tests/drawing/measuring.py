"""What a picture promises its readers, measured on its composition.

Each check yields what is wrong.
"""

from __future__ import annotations

from collections import defaultdict
from itertools import combinations, pairwise
from math import ceil, cos, hypot, radians
from typing import TYPE_CHECKING, NamedTuple

from argmap.drawing.composing.layers import Dummy
from argmap.drawing.composing.sections import Reference
from argmap.drawing.composing.strokes import DOT_RADIUS, HEAD_LENGTH, MEETING_RADIUS
from tests.drawing.pictures import is_inside, sampled

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from argmap.drawing.composing.strokes import Dot, Stroke
    from argmap.drawing.plane import Box
    from argmap.graph import Link
    from tests.drawing.pictures import Picture, Way

POINTS = 96 / 72
HEADS_APART = 6 * POINTS
BAR_CLEAR = 8.0
STRANDS_APART = 5.0
_BAR_HALF = 5.0
_STEP = 2.5
_PARALLEL = cos(radians(30))


def all_boxes(picture: Picture) -> dict[object, Box]:
    """Return every card, heading and reference; what leads to no question has the heading ""."""
    composition = picture.composition
    stray = composition.stray
    return {**composition.boxes, **composition.references, **({"": stray} if stray else {})}


def overlaps(picture: Picture) -> Iterator[str]:
    for (one, a), (other, b) in combinations(all_boxes(picture).items(), 2):
        if (
            a.x < b.x + b.width
            and b.x < a.x + a.width
            and a.y < b.y + b.height
            and b.y < a.y + a.height
        ):
            yield f"{one} overlaps {other}"


def entered_cards(picture: Picture) -> Iterator[str]:
    """Report lines that run through a card, ends and margins of a pixel excepted."""
    boxes = all_boxes(picture)
    for stroke in picture.composition.strokes:
        points = list(sampled(stroke.curve))
        for id, box in boxes.items():
            if any(is_inside(box, x, y, margin=1) for x, y in points):
                yield f"the line {_name(stroke)} runs through {id}"


def crowded_heads(picture: Picture) -> Iterator[str]:
    sides: dict[tuple[object, float, float], list[float]] = defaultdict(list)
    boxes = all_boxes(picture)
    for stroke in picture.composition.strokes:
        if stroke.head is not None:
            tip, dx, dy = stroke.head
            for id, box in boxes.items():
                if is_inside(box, tip.x + 3 * dx, tip.y + 3 * dy, margin=0):
                    sides[id, dx, dy].append(tip.y if dx else tip.x)
    for (id, *_), places in sides.items():
        for before, after in pairwise(sorted(places)):
            if after - before < HEADS_APART - 0.02:
                yield f"heads on {id} are {after - before:.1f} apart"


class Attack(NamedTuple):
    """An undercut that ends at a line: its dot, its stroke and the links of what it attacks."""

    dot: Dot
    stroke: Stroke
    attacked: frozenset[Link]


def attacks(picture: Picture) -> Iterator[Attack]:
    graph = picture.graph
    for dot in picture.composition.dots:
        if dot.radius == DOT_RADIUS:
            (link,) = dot.links
            attacked = graph.attacked_by(link)
            assert attacked is not None
            stroke = min(
                (s for s in picture.composition.strokes if link in s.links and s.head),
                key=lambda s: hypot(s.head.tip.x - dot.centre.x, s.head.tip.y - dot.centre.y),
            )
            yield Attack(dot, stroke, frozenset(graph.inference_of(attacked).links))


def bars_near_others(picture: Picture) -> Iterator[str]:
    """Report bars of undercuts nearer than 8 pixels to a line that is neither of their two."""
    for attack in attacks(picture):
        tip, dx, dy = attack.stroke.head or ((0, 0), 0, 0)
        length = HEAD_LENGTH["undercuts"] - 1
        x, y = tip.x - dx * length, tip.y - dy * length
        bar = [(x + s * _BAR_HALF * dy, y + s * _BAR_HALF * dx) for s in (-1, -0.5, 0, 0.5, 1)]
        for stroke in picture.composition.strokes:
            if stroke is attack.stroke or set(stroke.links) & {
                *attack.attacked,
                *attack.stroke.links,
            }:
                continue
            near = min(hypot(u - a, v - b) for u, v in dense(stroke) for a, b in bar)
            if near < BAR_CLEAR - 0.05:
                yield f"the bar of {_name(attack.stroke)} is {near:.1f} from {_name(stroke)}"


def shared_dots(picture: Picture) -> Iterator[str]:
    """Report dots of undercuts that are not on the attacked line alone, past every fork."""
    for attack in attacks(picture):
        on = [
            stroke
            for stroke in picture.composition.strokes
            if stroke is not attack.stroke and _touches(stroke, attack.dot, 1.5)
        ]
        if not on:
            yield f"the dot of {_name(attack.stroke)} is on no line"
        for stroke in on:
            is_joint = picture.graph.inference_of(stroke.links[0]).joint is not None
            is_alone = len(stroke.links) == 1 or is_joint
            if not (is_alone and set(stroke.links) <= attack.attacked):
                yield f"the dot of {_name(attack.stroke)} is on {_name(stroke)}"


def lines_through_joint_dots(picture: Picture) -> Iterator[str]:
    for dot in picture.composition.dots:
        if dot.radius == MEETING_RADIUS:
            for stroke in picture.composition.strokes:
                if not set(stroke.links) & set(dot.links) and _touches(stroke, dot, dot.radius + 1):
                    yield f"{_name(stroke)} runs through the dot of {_name(dot)}"


def torn_groups(picture: Picture) -> Iterator[str]:
    """Report joint premises with others between them, and attacks before the last of them."""
    graph = picture.graph
    for layered in picture.layered:
        layers = layered.layers
        for row in layers.rows:
            place = {cell: n for n, cell in enumerate(c for c in row if not isinstance(c, Dummy))}
            for inference in graph.inferences:
                hanging = [
                    link.origin
                    for link in inference.links
                    if link.origin in place and graph.parent_link(link.origin) == link
                ]
                if inference.joint is None or len(hanging) < 2:
                    continue
                places = sorted(place[id] for id in hanging)
                if places[-1] - places[0] >= len(places):
                    yield f"others are between {' and '.join(hanging)}"
                for edge in layers.component.edges:
                    is_attack = edge.attacked and edge.attacked.link in inference.links
                    if is_attack and edge.tail in place and place[edge.tail] < places[-1]:
                        hangs = layers.component.parents[edge.tail]
                        if hangs == layers.component.parents[hanging[0]] and (
                            isinstance(edge.tail, Reference)
                            or graph.parent_link(edge.tail) == edge.link
                        ):
                            yield f"{edge.tail} is before the last of {' and '.join(hanging)}"


def close_strands(picture: Picture) -> Iterator[str]:
    """Report lines side by side that are less than 5 pixels apart and do not join."""
    grid: dict[tuple[int, int], list[tuple[int, float, float, float, float]]] = defaultdict(list)
    strokes = picture.composition.strokes
    for number, stroke in enumerate(strokes):
        points = list(dense(stroke))
        for (x, y), (u, v) in pairwise(points):
            length = hypot(u - x, v - y)
            if length > 0:
                cell = int(x // STRANDS_APART), int(y // STRANDS_APART)
                grid[cell].append((number, x, y, (u - x) / length, (v - y) / length))
    near: dict[tuple[int, int], int] = defaultdict(int)
    for (column, row), here in grid.items():
        around = [
            other
            for i in (-1, 0, 1)
            for j in (-1, 0, 1)
            for other in grid.get((column + i, row + j), ())
        ]
        for number, x, y, dx, dy in here:
            found = {
                other
                for other, u, v, ex, ey in around
                if other > number
                and abs(dx * ex + dy * ey) > _PARALLEL
                and hypot(u - x, v - y) < STRANDS_APART
                # Side by side, not one behind the other.
                and abs((u - x) * dx + (v - y) * dy) < _STEP
            }
            for other in found:
                near[number, other] += 1
    for (one, other), count in near.items():
        a, b = strokes[one], strokes[other]
        if count * _STEP >= 8 and not _join(a, b, picture):
            yield f"{_name(a)} and {_name(b)} run together for {count * _STEP:.0f}"


def _join(a: Stroke, b: Stroke, picture: Picture) -> bool:
    """Tell whether two lines have a stretch in common: of one step, one trunk, or one fork."""
    graph = picture.graph
    if set(a.links) & set(b.links):
        return True
    steps = [{graph.inference_of(link) for link in stroke.links} for stroke in (a, b)]
    if steps[0] & steps[1]:
        return True
    return a.relation == b.relation and any(
        one.origin == other.origin or one.target == other.target
        for one in a.links
        for other in b.links
    )


def disorder(picture: Picture, way: Way = "right") -> Iterator[str]:
    """Report siblings in one column that are not in the order of the text, if they bear alike."""
    graph = picture.graph
    boxes = picture.composition.boxes
    for id in set(graph.statements) - picture.sections.headings:
        columns: dict[tuple[float, str], list[float]] = defaultdict(list)
        for child in graph.children(id):
            link = graph.parent_link(child)
            if (
                link is not None
                and graph.attacked_by(link) is None
                and graph.inference_of(link).joint is None
            ):
                box = boxes[child]
                column, place = (box.y, box.x) if way == "down" else (box.x, box.y)
                columns[column, link.relation].append(place)
        if any(listed != sorted(listed) for listed in columns.values()):
            yield f"what hangs from {id} is not in the order of the text"


def crossings(picture: Picture) -> list[tuple[Stroke, Stroke]]:
    """Return every two lines that cross."""
    lines = [(stroke, list(sampled(stroke.curve, 6))) for stroke in picture.composition.strokes]
    bounds = [
        (min(x for x, _ in p), max(x for x, _ in p), min(y for _, y in p), max(y for _, y in p))
        for _, p in lines
    ]
    return [
        (one, other)
        for (n, (one, a)), (m, (other, b)) in combinations(enumerate(lines), 2)
        if bounds[n][0] <= bounds[m][1]
        and bounds[m][0] <= bounds[n][1]
        and bounds[n][2] <= bounds[m][3]
        and bounds[m][2] <= bounds[n][3]
        and not _join(one, other, picture)
        and any(_cross(p, q, r, s) for p, q in pairwise(a) for r, s in pairwise(b))
    ]


def emptiest(picture: Picture, step: float = 8.0) -> float:
    """Return which share of a map its largest empty rectangle takes, to a few pixels."""
    composition = picture.composition
    columns, rows = ceil(composition.width / step), ceil(composition.height / step)
    taken = [[False] * columns for _ in range(rows)]
    for box in all_boxes(picture).values():
        for row in range(int(box.y // step), min(rows, ceil((box.y + box.height) / step))):
            for column in range(int(box.x // step), min(columns, ceil((box.x + box.width) / step))):
                taken[row][column] = True
    for stroke in composition.strokes:
        for x, y in dense(stroke):
            taken[min(rows - 1, max(0, int(y // step)))][min(columns - 1, int(x // step))] = True
    heights = [0] * columns
    best = 0
    for row in taken:
        heights = [0 if full else height + 1 for full, height in zip(row, heights, strict=True)]
        best = max(best, _largest(heights))
    return best / (columns * rows or 1)


def _largest(heights: Sequence[int]) -> int:
    """Return the area of the largest rectangle below a skyline."""
    stack: list[tuple[int, int]] = []
    best = 0
    for place, height in enumerate((*heights, 0)):
        start = place
        while stack and stack[-1][1] >= height:
            start, high = stack.pop()
            best = max(best, high * (place - start))
        stack.append((start, height))
    return best


def dense(stroke: Stroke) -> Iterator[tuple[float, float]]:
    """Yield points on a line that are some 2.5 pixels from each other."""
    curve = stroke.curve
    for start in range(0, len(curve) - 1, 3):
        a, d = curve[start], curve[start + 3]
        steps = max(1, ceil(1.2 * hypot(d.x - a.x, d.y - a.y) / _STEP))
        yield from sampled(curve[start : start + 4], steps)


def _touches(stroke: Stroke, dot: Dot, distance: float) -> bool:
    return any(hypot(x - dot.centre.x, y - dot.centre.y) < distance for x, y in dense(stroke))


def _name(line: Stroke | Dot) -> str:
    link = line.links[0]
    return f"{'+'.join(link.origin for link in line.links)} {link.relation} {link.reference}"


Point = tuple[float, float]


def _cross(p: Point, q: Point, r: Point, s: Point) -> bool:
    def side(a: Point, b: Point, c: Point) -> float:
        return (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0])

    return side(p, q, r) * side(p, q, s) < 0 and side(r, s, p) * side(r, s, q) < 0


CHECKS = (
    overlaps,
    entered_cards,
    crowded_heads,
    bars_near_others,
    shared_dots,
    lines_through_joint_dots,
    torn_groups,
    close_strands,
)
"""What must hold of every picture, in both directions."""
