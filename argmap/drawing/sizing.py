"""How large a picture is to be: so many pixels wide, of some proportions, or on a sheet of paper.

The map is laid out for the proportions that are asked for, since sections can be side by side or
below each other; what it then lacks is filled with ground, and it is drawn larger or smaller until
it fits. That text stays readable is not forced: whoever asks for less is told how small it is.
"""

from __future__ import annotations

import re
import warnings
from math import log, sqrt
from typing import TYPE_CHECKING, NamedTuple

from argmap.errors import DrawingWarning, UsageError

if TYPE_CHECKING:
    from collections.abc import Callable

    from argmap.drawing.scene import Scene
    from argmap.drawing.theme import Theme

# In millimetres: ISO 216, and those of ANSI that printers have.
PAPERS: dict[str, tuple[float, float]] = {
    "a0": (841, 1189),
    "a1": (594, 841),
    "a2": (420, 594),
    "a3": (297, 420),
    "a4": (210, 297),
    "a5": (148, 210),
    "letter": (215.9, 279.4),
    "legal": (215.9, 355.6),
    "tabloid": (279.4, 431.8),
}
_PIXELS_PER_MILLIMETRE = 96 / 25.4
# Printers leave some millimetres free.
_UNPRINTED = 6 * _PIXELS_PER_MILLIMETRE
_MOST_ENLARGED_ON_PAPER = 1.5
# For a width alone, these are tried, and that is taken which needs the least scaling.
_PROPORTIONS = (sqrt(2), 1.0, 2.0, 0.7, 2.8, 0.5, 4.0, 0.35, 0.25)
_WIDTHS = (100, 20_000)
_FLATTEST = 20.0
_POINTS = 0.75
_SMALLEST_TEXT = 6.0


class Target(NamedTuple):
    """What a picture is to fit: ``proportions`` are worth trying, the best first.

    ``sheets`` are sizes in pixels that it must have; without any it has so much ``width`` or, if
    that is None, the size that it comes to, and is exact in its ``aspect`` if that is given.
    """

    proportions: tuple[float, ...]
    sheets: tuple[tuple[float, float], ...] = ()
    width: float | None = None
    aspect: float | None = None


def find_target(
    *, width: float | None = None, aspect: str | None = None, paper: str | None = None
) -> Target | None:
    """Return what a picture is to fit, None if it may have any size.

    Raises UsageError for a size that no picture can have, and for two that contradict each other.

    >>> find_target(aspect="16:9").aspect == 16 / 9
    True
    """
    if width is not None and not _WIDTHS[0] <= width <= _WIDTHS[1]:
        raise UsageError(
            f"a picture cannot be {width:g} pixels wide",
            help=f"choose from {_WIDTHS[0]} to {_WIDTHS[1]:,}",
        )
    if paper is not None:
        if width is not None or aspect is not None:
            raise UsageError(
                "`paper` already sets the size", help="omit `paper`, or `width` and `aspect`"
            )
        if paper.lower() not in PAPERS:
            raise UsageError(f"unknown paper {paper!r}", help=f"choose from {', '.join(PAPERS)}")
        short, long = (side * _PIXELS_PER_MILLIMETRE for side in PAPERS[paper.lower()])
        sheets = ((long, short), (short, long))
        return Target(tuple(across / down for across, down in sheets), sheets)
    if aspect is not None:
        ratio = _ratio(aspect)
        return Target((ratio,), width=width, aspect=ratio)
    return None if width is None else Target(_PROPORTIONS, width=width)


def _ratio(aspect: str) -> float:
    match = re.fullmatch(r"(\d+(?:\.\d+)?)(?:[:/x](\d+(?:\.\d+)?))?", aspect)
    ratio = float(match[1]) / float(match[2] or 1) if match and float(match[2] or 1) else 0.0
    if not 1 / _FLATTEST <= ratio <= _FLATTEST:
        raise UsageError(
            f"a picture cannot have the aspect {aspect!r}",
            help="give width and height, such as 16:9 or 4:3",
        )
    return ratio


def fit(draw: Callable[[float], Scene], target: Target, theme: Theme) -> Scene:
    """Return the scene that fits a target best, of those drawn for its proportions.

    Text that is smaller than 6 points then gives a DrawingWarning.
    """
    scenes = [draw(proportion) for proportion in target.proportions]
    if target.sheets:
        fitted = max(
            (_on_sheet(scene, *sheet) for scene, sheet in zip(scenes, target.sheets, strict=True)),
            key=lambda scene: scene.scale,
        )
    else:
        wanted = target.width
        if wanted is not None:
            scenes.sort(key=lambda scene: abs(log(wanted / scene.width)))
        fitted = scenes[0]
        if target.aspect:
            width = max(fitted.width, fitted.height * target.aspect)
            fitted = _padded(fitted, width, width / target.aspect)
        if wanted is not None:
            fitted = fitted._replace(scale=wanted / fitted.width)
    size = theme.body * fitted.scale * _POINTS
    if size < _SMALLEST_TEXT:
        warnings.warn(
            f"the text is {size:.1f} points high, too small to read on paper: draw less at a time "
            "(`--depth`, `--focus`, `--split question`), or larger",
            DrawingWarning,
            stacklevel=3,
        )
    return fitted


def _on_sheet(scene: Scene, width: float, height: float) -> Scene:
    """Return a scene in the middle of a sheet, as large as it can be."""
    scale = min(
        (width - 2 * _UNPRINTED) / scene.width,
        (height - 2 * _UNPRINTED) / scene.height,
        _MOST_ENLARGED_ON_PAPER,
    )
    return _padded(scene, width / scale, height / scale)._replace(scale=scale)


def _padded(scene: Scene, width: float, height: float) -> Scene:
    """Return a scene in the middle of a larger one."""
    left, top = (width - scene.width) / 2, (height - scene.height) / 2
    return scene._replace(width=width, height=height, left=left, top=top)
