"""Text set on pages: words in lines, lines in columns of pages, with what underlines them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from argmap.drawing.cards import is_right_to_left
from argmap.drawing.scene import Curve, Scene, Text
from argmap.drawing.shapes import level
from argmap.drawing.sizing import PAPERS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from argmap.drawing.scene import Item
    from argmap.drawing.theme import Look, Theme

_PIXELS_PER_MILLIMETRE = 96 / 25.4
_MARGIN = 15 * _PIXELS_PER_MILLIMETRE
_SMALL = 0.62
_WORD = re.compile(r"\s+|[^\s]+")
# Kinds are distinguished without colours: how thick lines are, and their strokes and gaps.
_UNDERLINES: dict[str, tuple[float, tuple[float, ...]]] = {
    "question": (0.8, ()),
    "claim": (1.8, ()),
    "reason": (0.8, ()),
    "caveat": (1.3, (1.3, 2.2)),
    "objection": (1.3, (5, 2.5)),
}


class Run(NamedTuple):
    """Words in one style; ``look`` is that of the statement whose passage they are.

    ``is_raised`` is for the numbers of passages.
    """

    text: str
    is_bold: bool = False
    fill: str | None = None
    look: Look | None = None
    is_raised: bool = False


class _Word(NamedTuple):
    text: str
    run: Run
    width: float


class Setting:
    """Pages of one size that are filled from above, in the colours of a theme."""

    def __init__(
        self, title: str, paper: str, theme: Theme, width_of: Callable[[str, float, bool], float]
    ) -> None:
        short, long = (side * _PIXELS_PER_MILLIMETRE for side in PAPERS[paper])
        self.title = title
        self.theme = theme
        self.width_of = width_of
        self.width, self.height = short, long
        self._pages: list[list[Item]] = []
        self._y = long

    def pages(self) -> Iterator[Scene]:
        """Yield what was set, a scene for each page."""
        for items in self._pages:
            yield Scene(
                self.width, self.height, self.theme.ground, self.title, self.title, tuple(items)
            )

    def paragraph(
        self,
        runs: Iterable[Run],
        size: float,
        *,
        indent: float = 0,
        after: float = 0.4,
        leading: float = 1.36,
        keeps: int = 1,
    ) -> None:
        """Set a paragraph.

        ``after`` is the space below it, in lines, and ``keeps`` how many lines from its first one
        have to be on one page.
        """
        runs = list(runs)
        is_rtl = is_right_to_left("".join(run.text for run in runs if not run.is_raised))
        width = self.width - 2 * _MARGIN - indent
        lines = list(self._lines(runs, size, width))
        pitch = size * leading
        for number, line in enumerate(lines):
            # No line of a paragraph stays alone at the end or the beginning of a page.
            together = keeps if number == 0 else 1
            if number in (0, len(lines) - 2):
                together = max(together, min(2, len(lines) - number))
            self._make_room(pitch * together)
            self._y += pitch
            self._line(line, size, indent, is_rtl=is_rtl)
        self._y += after * pitch

    def rule(self) -> None:
        """Set a line across the page."""
        self._make_room(12)
        self._y += 6
        curve = level(_MARGIN, self.width - _MARGIN, self._y)
        self._pages[-1].append(Curve(curve, self.theme.grey, 0.6))
        self._y += 8

    def new_page(self) -> None:
        """Go on at the top of the next page."""
        self._pages.append([])
        self._y = _MARGIN

    def _make_room(self, height: float) -> None:
        if not self._pages or self._y + height > self.height - _MARGIN:
            self.new_page()

    def _line(self, words: list[_Word], size: float, indent: float, *, is_rtl: bool) -> None:
        x = self.width - _MARGIN - indent if is_rtl else _MARGIN + indent
        base = self._y - 0.3 * size
        place = 0
        while place < len(words):
            end = place
            while end < len(words) and words[end].run is words[place].run:
                end += 1
            run = words[place].run
            text = "".join(word.text for word in words[place:end])
            fill = run.fill or self.theme.ink
            letters = size * _SMALL if run.is_raised else size
            # Not the sum of its words: a space may be set in the font of what is before it.
            width = self.width_of(text, letters, run.is_bold)
            y = base - 0.38 * size if run.is_raised else base
            if text.strip():
                self._pages[-1].append(Text(x, y, text, letters, fill, run.is_bold, is_rtl))
            if run.look is not None:
                self._underline(run.look, x - width if is_rtl else x, width, base, size)
            x += -width if is_rtl else width
            place = end

    def _underline(self, look: Look, x: float, width: float, base: float, size: float) -> None:
        thickness, dashes = _UNDERLINES[look]
        colour = self.theme.tone(look).accent
        for step in (0, 2) if look == "question" else (0,):
            y = base + 0.2 * size + step
            self._pages[-1].append(Curve(level(x, x + width, y), colour, thickness, dashes))

    def _lines(self, runs: Iterable[Run], size: float, width: float) -> Iterator[list[_Word]]:
        """Yield words in lines that are no longer than a width."""
        line: list[_Word] = []
        used = 0.0
        for word in self._words(runs, size, width):
            is_space = word.text.isspace()
            if line and not is_space and used + word.width > width:
                # A number stays with the passage that it numbers.
                carried = [line.pop()] if line[-1].run.is_raised else []
                yield _trimmed(line)
                line, used = carried, sum(one.width for one in carried)
            if line or not is_space:
                line.append(word)
                used += word.width
        if line:
            yield _trimmed(line)

    def _words(self, runs: Iterable[Run], size: float, width: float) -> Iterator[_Word]:
        for run in runs:
            letters = size * _SMALL if run.is_raised else size
            for match in _WORD.finditer(run.text):
                text = " " if match[0].isspace() else match[0]
                measured = self.width_of(text, letters, run.is_bold)
                if measured <= width:
                    yield _Word(text, run, measured)
                    continue
                # Scripts without spaces, and addresses, break anywhere.
                for character in text:
                    yield _Word(character, run, self.width_of(character, letters, run.is_bold))


def _trimmed(line: list[_Word]) -> list[_Word]:
    while line and line[-1].text.isspace():
        line.pop()
    return line
