"""How a picture looks: its colours and its sizes, all of them literal.

The hues are those of Okabe and Ito (*Color Universal Design*, 2008), darkened or lightened until
every text has a contrast of 4.5 on its ground, as WCAG 2.2 asks (success criterion 1.4.3), and
every line one of 3. Hue only helps: kinds also differ by word and lightness, relations by line and
head, so that whoever sees no red, no green or no blue can tell them apart.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Literal, NamedTuple

from argmap.errors import UsageError

if TYPE_CHECKING:
    import os

    from argmap.model import Relation, Statement

Look = Literal["question", "claim", "reason", "caveat", "objection"]
"""How a statement is shown: as its kind, but a caveat that rebuts or undercuts as an objection."""

LOOKS: tuple[Look, ...] = ("question", "claim", "reason", "caveat", "objection")
AUTO = "auto"
"""The theme of pictures that are light or dark, as their reader's system is."""
FONTS = 'Arial, "Liberation Sans", Helvetica, sans-serif'


class Tone(NamedTuple):
    """The colours of one look: ``accent`` for its border, lines and word, ``tint`` behind it."""

    accent: str
    tint: str


class Theme(NamedTuple):
    """The colours and sizes of a picture.

    ``ground`` lies behind everything, ``ink`` is the colour of text and ``grey`` that of what
    matters less; colours are ``#`` and six hexadecimal digits. Sizes are in the unit of the
    picture, which is a CSS pixel: ``body``, ``head``, ``heading`` and ``title`` are those of fonts,
    ``narrowest`` and ``widest`` hold the width of cards, ``gap`` lies between cards of one family
    and ``family_gap`` between families, ``column_gap`` between columns at the least. With a
    ``line_colour`` all lines have it, whatever their relation. If it ``is_patterned``, the borders
    of cards differ by kind, for those who see or print no colours.
    """

    name: str
    ground: str
    ink: str
    grey: str
    question: Tone
    claim: Tone
    reason: Tone
    caveat: Tone
    objection: Tone
    body: float = 13
    head: float = 11
    heading: float = 16
    title: float = 20
    leading: float = 1.25
    padding: float = 8
    radius: float = 5
    border: float = 1.2
    line: float = 1.5
    narrowest: float = 190
    widest: float = 260
    most_lines: int = 7
    gap: float = 8
    family_gap: float = 12
    column_gap: float = 48
    margin: float = 24
    line_colour: str = ""
    is_patterned: bool = False

    def tone(self, look: Look) -> Tone:
        """Return the colours of a look."""
        tone: Tone = getattr(self, look)
        return tone

    def stroke(self, relation: Relation) -> str:
        """Return the colour in which a relation is drawn."""
        if self.line_colour:
            return self.line_colour
        if relation == "answers":
            return self.question.accent
        return self.tone(_LOOK_OF_RELATION[relation]).accent


_HUGE = 1000
# What text needs to be set at all; lines would meet cards if there is no gap for them.
_RANGES: dict[str, tuple[float, float]] = {
    "body": (6, 72),
    "head": (6, 72),
    "heading": (6, 144),
    "title": (6, 144),
    "leading": (1, 3),
    "most_lines": (1, 1000),
    "narrowest": (120, _HUGE),
    "widest": (120, _HUGE),
    "gap": (4, 400),
    "family_gap": (4, 400),
    "column_gap": (48, 400),
}


def checked(theme: Theme) -> Theme:
    """Return the theme; raise UsageError if it has a value that cannot be drawn."""
    colours = [("ground", theme.ground), ("ink", theme.ink), ("grey", theme.grey)]
    for look in LOOKS:
        colours += theme.tone(look)._asdict().items()
    if theme.line_colour:
        colours.append(("line_colour", theme.line_colour))
    for name, colour in colours:
        if not re.fullmatch("#[0-9a-fA-F]{6}", colour):
            raise UsageError(
                f"`{name}`: {colour!r} is not a colour",
                help="write `#` and six digits from 0 to f",
            )
    # What has a usual value is a size, if it is a number.
    for name in Theme._field_defaults:
        low, high = _RANGES.get(name, (0, _HUGE))
        value = getattr(theme, name)
        if not isinstance(value, (str, bool)) and not low <= value <= high:
            raise UsageError(
                f"`{name}` cannot be {value:g}", help=f"choose from {low:g} to {high:g}"
            )
    if theme.widest < theme.narrowest:
        raise UsageError("the maximum width of cards is less than their minimum width")
    return theme


_LOOK_OF_RELATION: dict[str, Look] = {
    "supports": "reason",
    "rebuts": "objection",
    "undercuts": "objection",
    "limits": "caveat",
    "restates": "claim",
}


def look_of(statement: Statement) -> Look:
    """Return how a statement is shown."""
    if statement.kind == "caveat" and (statement.rebuts or statement.undercuts):
        return "objection"
    return statement.kind


LIGHT = Theme(
    name="light",
    ground="#ffffff",
    ink="#1b2130",
    grey="#596274",
    question=Tone("#484e60", "#eceef2"),
    claim=Tone("#0b5b98", "#e3eff7"),
    reason=Tone("#037057", "#e2f3ec"),
    caveat=Tone("#8f6611", "#fbf3d5"),
    objection=Tone("#822300", "#fbe6da"),
)
DARK = Theme(
    name="dark",
    ground="#14171f",
    ink="#eef1f6",
    grey="#a3adbd",
    question=Tone("#a6b0c0", "#262b36"),
    claim=Tone("#5bace1", "#152a40"),
    reason=Tone("#49d0a3", "#103229"),
    caveat=Tone("#efc25c", "#302c17"),
    objection=Tone("#e07f4b", "#40211c"),
)
PRINT = Theme(
    name="print",
    ground="#ffffff",
    ink="#000000",
    grey="#3a3a3a",
    question=Tone("#000000", "#d2d2d2"),
    claim=Tone("#000000", "#e9e9e9"),
    reason=Tone("#000000", "#ffffff"),
    caveat=Tone("#000000", "#f5f5f5"),
    objection=Tone("#000000", "#dedede"),
    is_patterned=True,
)
CONTRAST = Theme(
    name="contrast",
    ground="#ffffff",
    ink="#000000",
    grey="#303030",
    question=Tone("#2c2f39", "#ffffff"),
    claim=Tone("#024184", "#ffffff"),
    reason=Tone("#015740", "#ffffff"),
    caveat=Tone("#725006", "#ffffff"),
    objection=Tone("#6e1800", "#ffffff"),
    border=2.2,
    line=2.2,
)
THEMES: dict[str, Theme] = {theme.name: theme for theme in (LIGHT, DARK, PRINT, CONTRAST)}


def find_theme(theme: Theme | str | os.PathLike[str]) -> Theme:
    """Return the theme of that name, or the one in that TOML file.

    ``auto`` is the light one. Raises UsageError, listing the names, if there is none such, for a
    theme that cannot be drawn, and for a file that is no theme: see
    :func:`argmap.drawing.theme_file.read_theme`.

    >>> find_theme("dark").ground
    '#14171f'
    """
    if isinstance(theme, Theme):
        return checked(theme)
    if theme == AUTO:
        return LIGHT
    if str(theme) in THEMES:
        return THEMES[str(theme)]
    if str(theme).endswith(".toml"):
        from argmap.drawing.theme_file import read_theme  # noqa: PLC0415 -- seldom needed

        return read_theme(theme)
    raise UsageError(
        f"unknown theme {str(theme)!r}",
        help=f"choose from {', '.join((*THEMES, AUTO))}, or give a TOML file",
    )


def colour_pairs(one: Theme, other: Theme) -> tuple[tuple[str, str], ...]:
    """Return every colour of a theme with the colour that has its place in another one."""
    pairs = [(one.ground, other.ground), (one.ink, other.ink), (one.grey, other.grey)]
    for look in LOOKS:
        mine, yours = one.tone(look), other.tone(look)
        pairs += [(mine.accent, yours.accent), (mine.tint, yours.tint)]
    return tuple(pairs)
