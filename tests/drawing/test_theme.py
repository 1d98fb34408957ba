from __future__ import annotations

from itertools import combinations, pairwise, product
from math import dist
from typing import TYPE_CHECKING, Any

import pytest

from argmap.drawing import draw
from argmap.drawing.plane import Box
from argmap.drawing.shapes import IMPLICIT, plate_shapes
from argmap.drawing.theme import (
    CONTRAST,
    DARK,
    LIGHT,
    LOOKS,
    PRINT,
    THEMES,
    Look,
    Theme,
    Tone,
    checked,
    colour_pairs,
    find_theme,
    look_of,
)
from argmap.errors import UsageError
from argmap.model import RELATIONS, Caveat, Claim, Relation
from tests.drawing.invented import city_charge

if TYPE_CHECKING:
    from pathlib import Path


def linear(colour: str) -> list[float]:
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    return [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]


def contrast(one: str, other: str) -> float:
    """The contrast ratio of WCAG 2.2."""
    light = [
        sum(w * p for w, p in zip((0.2126, 0.7152, 0.0722), linear(c), strict=True))
        for c in (one, other)
    ]
    return (max(light) + 0.05) / (min(light) + 0.05)


@pytest.mark.parametrize(("theme", "look"), list(product(THEMES.values(), LOOKS)))
def test_all_text_on_a_card_can_be_read(theme: Theme, look: Look) -> None:
    tone = theme.tone(look)
    assert contrast(tone.accent, tone.tint) >= 4.5
    assert contrast(theme.ink, tone.tint) >= 7
    assert contrast(theme.grey, tone.tint) >= 4.5


@pytest.mark.parametrize("theme", THEMES.values())
def test_all_text_on_the_ground_can_be_read(theme: Theme) -> None:
    assert contrast(theme.ink, theme.ground) >= 7
    assert contrast(theme.grey, theme.ground) >= 4.5
    for look in LOOKS:
        # The words of the legend have the colours of their kinds.
        assert contrast(theme.tone(look).accent, theme.ground) >= 4.5


@pytest.mark.parametrize(("theme", "relation"), list(product(THEMES.values(), RELATIONS)))
def test_all_lines_can_be_seen(theme: Theme, relation: Relation) -> None:
    assert contrast(theme.stroke(relation), theme.ground) >= 3


# Machado, Oliveira and Fernandes, *A physiologically-based model for simulation of color vision
# deficiency*, IEEE Transactions on Visualization and Computer Graphics 15, 2009: full severity.
SIGHTS = {
    "normal": ((1, 0, 0), (0, 1, 0), (0, 0, 1)),
    "protanopia": (
        (0.152286, 1.052583, -0.204868),
        (0.114503, 0.786281, 0.099216),
        (-0.003882, -0.048116, 1.051998),
    ),
    "deuteranopia": (
        (0.367322, 0.860646, -0.227968),
        (0.280085, 0.672501, 0.047413),
        (-0.011820, 0.042940, 0.968881),
    ),
    "tritanopia": (
        (1.255528, -0.076749, -0.178779),
        (-0.078411, 0.930809, 0.147602),
        (0.004733, 0.691367, 0.303900),
    ),
}


def seen(colour: str, sight: str) -> tuple[float, float, float]:
    """The colour in CIELAB, as somebody with that sight sees it."""
    red, green, blue = (
        min(1.0, max(0.0, sum(a * b for a, b in zip(row, linear(colour), strict=True))))
        for row in SIGHTS[sight]
    )
    x, y, z = (
        part ** (1 / 3) if part > 0.008856 else 7.787 * part + 16 / 116
        for part in (
            (0.4124564 * red + 0.3575761 * green + 0.1804375 * blue) / 0.95047,
            0.2126729 * red + 0.7151522 * green + 0.0721750 * blue,
            (0.0193339 * red + 0.1191920 * green + 0.9503041 * blue) / 1.08883,
        )
    )
    return 116 * y - 16, 500 * (x - y), 200 * (y - z)


COLOURED = [theme for theme in THEMES.values() if theme.name != "print"]


@pytest.mark.parametrize("sight", SIGHTS)
@pytest.mark.parametrize("theme", COLOURED, ids=lambda theme: theme.name)
def test_kinds_can_be_told_apart_by_their_colour_whatever_one_sees(
    theme: Theme, sight: str
) -> None:
    for one, other in combinations(LOOKS, 2):
        apart = dist(seen(theme.tone(one).accent, sight), seen(theme.tone(other).accent, sight))
        assert apart >= 10, (one, other)


@pytest.mark.parametrize("theme", COLOURED, ids=lambda theme: theme.name)
def test_kinds_differ_in_lightness(theme: Theme) -> None:
    lightness = sorted(seen(theme.tone(look).accent, "normal")[0] for look in LOOKS)
    assert all(after - before >= 3.9 for before, after in pairwise(lightness))


def test_print_is_black_and_white() -> None:
    for colour, _ in colour_pairs(PRINT, PRINT):
        assert colour[1:3] == colour[3:5] == colour[5:7]
    tints = sorted(seen(PRINT.tone(look).tint, "normal")[0] for look in LOOKS)
    assert all(after - before >= 3 for before, after in pairwise(tints))


def test_high_contrast_is_enhanced_contrast() -> None:
    """WCAG 2.2, success criterion 1.4.6."""
    for look in LOOKS:
        assert contrast(CONTRAST.tone(look).accent, CONTRAST.tone(look).tint) >= 7
    assert contrast(CONTRAST.grey, CONTRAST.ground) >= 7


@pytest.mark.parametrize("theme", THEMES.values(), ids=lambda theme: theme.name)
def test_the_badge_of_folded_statements_can_be_read(theme: Theme) -> None:
    assert contrast(theme.ground, theme.grey) >= 4.5


def test_every_light_colour_has_one_dark_colour() -> None:
    pairs = colour_pairs(LIGHT, DARK)
    assert len({light for light, _ in pairs}) == len(pairs) == 3 + 2 * len(LOOKS)


def written(folder: Path, text: str) -> Path:
    path = folder / "house.toml"
    path.write_text(text, encoding="utf-8")
    return path


def test_a_theme_of_ones_own_changes_what_it_names(tmp_path: Path) -> None:
    path = written(tmp_path, 'base = "dark"\nbody = 14\n[claim]\naccent = "#ffffff"\n')
    theme = find_theme(path)
    assert (theme.name, theme.body, theme.claim.accent) == ("house", 14, "#ffffff")
    assert (theme.ground, theme.claim.tint) == (DARK.ground, DARK.claim.tint)
    assert "#14171f" in draw(city_charge(), theme=str(path))


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("body = ", "not valid TOML"),
        ('base = "pink"', "unknown theme 'pink'"),
        ("base = []", r"unknown theme \[\]"),
        ("boddy = 14", "unknown theme key 'boddy'"),
        ("body = true", "body must be a number"),
        ("body = 2", "`body` cannot be 2"),
        ("most_lines = 2.5", "most_lines must be a whole number"),
        ('ink = "black"', "`ink`: 'black' is not a colour"),
        ("claim = 3", "claim is not a table"),
        ('[claim]\nacent = "#000000"', "unknown theme key 'claim.acent'"),
        ('[claim]\naccent = "\\"/><script>"', "is not a colour"),
        ("narrowest = 400", "less than their minimum"),
    ],
)
def test_a_theme_that_is_none_is_told_with_its_file(tmp_path: Path, text: str, what: str) -> None:
    path = written(tmp_path, text)
    with pytest.raises(UsageError, match=what) as raised:
        find_theme(path)
    position = ":1:8" if "TOML" in what else ""
    assert raised.value.where == f"{path}{position}"


def test_a_theme_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="cannot be read"):
        find_theme(tmp_path / "none.toml")


def test_a_caveat_that_counts_against_something_looks_like_an_objection() -> None:
    assert look_of(Caveat(id="a", text="Not all", limits="c")) == "caveat"
    assert look_of(Caveat(id="a", text="No", rebuts="c")) == "objection"
    assert look_of(Caveat(id="a", text="So?", undercuts="c")) == "objection"
    assert look_of(Claim(id="a", text="No", rebuts="c")) == "claim"


def test_an_unknown_theme_is_told_with_those_that_exist() -> None:
    with pytest.raises(UsageError) as raised:
        find_theme("pink")
    assert raised.value.help == f"choose from {', '.join(THEMES)}, auto, or give a TOML file"
    assert {"light", "dark", "print", "contrast"} <= THEMES.keys()


@pytest.mark.parametrize("theme", THEMES.values())
def test_every_theme_of_argmap_can_be_drawn(theme: Theme) -> None:
    assert checked(theme) is theme


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"body": 2}, "`body` cannot be 2"),
        ({"ink": "black"}, "`ink`: 'black' is not a colour"),
        ({"claim": LIGHT.claim._replace(tint="#fff")}, "`tint`: '#fff' is not"),
        ({"widest": 150.0}, "less than their minimum width"),
    ],
)
def test_a_theme_that_cannot_be_drawn_is_refused(change: dict[str, Any], message: str) -> None:
    with pytest.raises(UsageError, match=message):
        draw(city_charge(), theme=LIGHT._replace(**change))


def test_print_tells_kinds_apart_by_their_borders_alone() -> None:
    tone, box = Tone("#000000", "#ffffff"), Box(0, 0, 190, 60)
    for dashes in ((), IMPLICIT):
        plates = {repr(plate_shapes(box, look, tone, PRINT, 5, dashes)) for look in LOOKS}
        assert len(plates) == len(LOOKS)


def test_a_theme_of_ones_own_may_have_patterns(tmp_path: Path) -> None:
    path = tmp_path / "house.toml"
    path.write_text("is_patterned = true\n", encoding="utf-8")
    assert find_theme(path).is_patterned
    path.write_text("is_patterned = 1\n", encoding="utf-8")
    with pytest.raises(UsageError, match="is_patterned must be true or false, not 1"):
        find_theme(path)
