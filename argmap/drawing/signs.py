"""The signs at the right end of a card's head line: what is folded, anchored, strong, believed.

They are distinguished by their shapes alone: a pill with a number, a ring or an exclamation mark,
three bars of which some are filled, and a gauge that is filled as far as a statement is believed.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple

from argmap.drawing.lettering.measure import text_width
from argmap.drawing.scene import Circle, Rectangle, Text

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from argmap.drawing.scene import Item
    from argmap.drawing.theme import Theme

SignName = Literal["folded", "not anchored", "anchor broken", "credence", "strength"]
SIGNS: tuple[SignName, ...] = ("folded", "not anchored", "anchor broken", "credence", "strength")
"""In the order in which they are on a card, the rightmost first."""
SHARES: tuple[SignName, ...] = ("strength", "credence")
"""Those that stand for a share, from 0 to 1, which is a field of the statement."""
STEPS = ("weak", "medium", "strong")
"""How strong a statement is, in as many steps as a reader distinguishes."""
LINE_FACTORS = (0.6, 1.0, 1.9)
"""How wide the lines of statements of each step are, next to a usual line."""
# Text is a little wider in some fonts.
_SLACK = 0.97
_PADDING = 5
_BAR, _BARS_APART = 3.0, 1.5
_GAUGE = 20.0
_BEFORE_NUMBER = 3
BESIDE = 6
"""How far signs are from each other, and from the words of the head line."""


class Sign(NamedTuple):
    """A sign: ``value`` is how many are folded, how strong or how far believed a statement is.

    ``label`` is what it has in writing: a pill in it, others before it.
    """

    name: SignName
    value: float = 0.0
    label: str = ""

    def width(self, theme: Theme) -> float:
        """Return how wide it is, with its label."""
        if self.name == "folded":
            return text_width(self.label, theme.head, bold=True) / _SLACK + 2 * _PADDING
        label = text_width(self.label, theme.head) / _SLACK + _BEFORE_NUMBER if self.label else 0.0
        return label + self._own_width(theme)

    def _own_width(self, theme: Theme) -> float:
        if self.name == "credence":
            return _GAUGE
        if self.name == "strength":
            return len(STEPS) * _BAR + (len(STEPS) - 1) * _BARS_APART
        return theme.head + 1

    def shapes(self, right: float, base: float, theme: Theme) -> Iterator[Item]:
        """Yield its shapes: it ends at ``right``, beside words with that base line."""
        own = self._own_width(theme)
        middle = base - 0.36 * theme.head
        if self.name == "folded":
            yield from self._pill(right, base, theme)
        elif self.name == "not anchored":
            radius = own / 2
            ring = (radius - 1, theme.ground, theme.grey, theme.border)
            yield Circle(right - radius, middle, *ring)
        elif self.name == "anchor broken":
            x = right - own / 2
            yield Circle(x, middle, own / 2, theme.objection.accent)
            x -= text_width("!", theme.head, bold=True) / 2
            yield Text(x, base, "!", theme.head, theme.ground, is_bold=True)
        elif self.name == "strength":
            yield from self._bars(right - own, base, theme)
        else:
            height = 0.6 * theme.head
            gauge = (right - own, middle - height / 2, own, height)
            yield Rectangle(*gauge, theme.ground, theme.grey, 1, radius=1.5)
            if self.value:
                yield Rectangle(*gauge[:2], own * self.value, height, theme.grey, radius=1.5)
        if self.label and self.name != "folded":
            x = right - self.width(theme)
            yield Text(x, base, self.label, theme.head, theme.grey)

    def _pill(self, right: float, base: float, theme: Theme) -> Iterator[Item]:
        width, height = self.width(theme), theme.head + 4
        x = right - width
        inset = (width - text_width(self.label, theme.head, bold=True)) / 2
        y = base - 0.36 * theme.head - height / 2
        yield Rectangle(x, y, width, height, theme.grey, radius=7.5)
        yield Text(x + inset, base, self.label, theme.head, theme.ground, is_bold=True)

    def _bars(self, left: float, base: float, theme: Theme) -> Iterator[Item]:
        """Yield a rising bar for each step, filled up to that of the value."""
        for step in range(len(STEPS)):
            x = left + step * (_BAR + _BARS_APART)
            height = theme.head * (0.3 + 0.22 * step)
            if step <= step_of(self.value):
                yield Rectangle(x, base - height, _BAR, height, theme.grey)
            else:
                inner = (x + 0.4, base - height + 0.4, _BAR - 0.8, height - 0.8)
                yield Rectangle(*inner, theme.ground, theme.grey, 0.8)


def step_of(strength: float) -> int:
    """Return which of the three steps a strength is.

    >>> [STEPS[step_of(strength)] for strength in (0.1, 0.5, 0.9)]
    ['weak', 'medium', 'strong']
    """
    return min(int(strength * len(STEPS)), len(STEPS) - 1)


def line_factor(strengths: Iterable[float | None]) -> float:
    """Return how wide a line is that statements of these strengths share, next to a usual line.

    It is a usual one if they are not of one step.

    >>> line_factor([0.9]), line_factor([0.9, 0.1]), line_factor([None])
    (1.9, 1.0, 1.0)
    """
    steps = {None if strength is None else step_of(strength) for strength in strengths}
    step = steps.pop() if len(steps) == 1 else None
    return 1.0 if step is None else LINE_FACTORS[step]


def signs_width(signs: Iterable[Sign], theme: Theme) -> float:
    """Return how much room signs take at the end of a head line, with what is before each."""
    return sum(sign.width(theme) + BESIDE for sign in signs)
