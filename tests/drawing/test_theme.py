from __future__ import annotations

from itertools import combinations, product

import pytest

from argmap.drawing.theme import LOOKS, THEMES, Look, Theme, find_theme, look_of
from argmap.errors import UsageError
from argmap.model import RELATIONS, Caveat, Claim, Relation


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


@pytest.mark.parametrize("theme", THEMES.values())
def test_looks_have_accents_of_their_own(theme: Theme) -> None:
    accents = [theme.tone(look).accent for look in LOOKS]
    for one, other in combinations(accents, 2):
        assert sum(abs(a - b) for a, b in zip(linear(one), linear(other), strict=True)) > 0.1


def test_a_caveat_that_counts_against_something_looks_like_an_objection() -> None:
    assert look_of(Caveat(id="a", text="Not all", limits="c")) == "caveat"
    assert look_of(Caveat(id="a", text="No", rebuts="c")) == "objection"
    assert look_of(Caveat(id="a", text="So?", undercuts="c")) == "objection"
    assert look_of(Claim(id="a", text="No", rebuts="c")) == "claim"


def test_an_unknown_theme_is_told_with_those_that_exist() -> None:
    with pytest.raises(UsageError) as raised:
        find_theme("pink")
    assert raised.value.help == "choose from light, dark"
