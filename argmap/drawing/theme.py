"""How a picture looks: its colours and its sizes, all of them literal.

The hues are those of Okabe and Ito (*Color Universal Design*, 2008), darkened or lightened until
every text has a contrast of 4.5 on its ground, as WCAG 2.2 asks (success criterion 1.4.3), and
every line one of 3. Hue only helps: kinds also differ by word, relations by line and head.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from argmap.errors import UsageError

if TYPE_CHECKING:
    from argmap.model import Relation, Statement

Look = Literal["question", "claim", "reason", "caveat", "objection"]
"""How a statement is shown: as its kind, but a caveat that rebuts or undercuts as an objection."""

LOOKS: tuple[Look, ...] = ("question", "claim", "reason", "caveat", "objection")
FONTS = 'Arial, "Liberation Sans", Helvetica, sans-serif'


@dataclass(frozen=True, slots=True)
class Tone:
    """The colours of one look: ``accent`` for its border, lines and word, ``tint`` behind it."""

    accent: str
    tint: str


@dataclass(frozen=True, slots=True)
class Theme:
    """The colours and sizes of a picture.

    ``ground`` lies behind everything, ``ink`` is the colour of text and ``grey`` that of what
    matters less. Sizes are in the unit of the picture, which is a CSS pixel: ``body``, ``head``
    and ``title`` are those of fonts, ``narrowest`` and ``widest`` hold the width of cards,
    ``gap`` lies between cards of one family and ``family_gap`` between families, ``column_gap``
    between columns at the least.
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
    title: float = 20
    leading: float = 1.25
    padding: float = 8
    radius: float = 5
    border: float = 1.2
    line: float = 1.5
    narrowest: float = 190
    widest: float = 300
    most_lines: int = 7
    gap: float = 8
    family_gap: float = 14
    column_gap: float = 56
    margin: float = 28

    def tone(self, look: Look) -> Tone:
        """Return the colours of a look."""
        tone: Tone = getattr(self, look)
        return tone

    def stroke(self, relation: Relation) -> str:
        """Return the colour in which a relation is drawn."""
        if relation == "answers":
            return self.question.accent
        return self.tone(_LOOK_OF_RELATION[relation]).accent


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
    question=Tone("#4a5060", "#eceef2"),
    claim=Tone("#005f99", "#e3eff7"),
    reason=Tone("#006b50", "#e2f3ec"),
    caveat=Tone("#7d5a00", "#fbf3d5"),
    objection=Tone("#9c3a00", "#fbe6da"),
)
DARK = Theme(
    name="dark",
    ground="#14171f",
    ink="#eef1f6",
    grey="#a3adbd",
    question=Tone("#aab2c2", "#262b36"),
    claim=Tone("#6cb8ee", "#152a40"),
    reason=Tone("#41c79b", "#103229"),
    caveat=Tone("#e8c15a", "#302c17"),
    objection=Tone("#f08a52", "#40211c"),
)
THEMES: dict[str, Theme] = {theme.name: theme for theme in (LIGHT, DARK)}


def find_theme(theme: Theme | str) -> Theme:
    """Return the theme of that name; raise UsageError, listing them, if there is none.

    >>> find_theme("dark").ground
    '#14171f'
    """
    if isinstance(theme, Theme):
        return theme
    if theme not in THEMES:
        raise UsageError(f"there is no theme {theme!r}", help=f"choose from {', '.join(THEMES)}")
    return THEMES[theme]
