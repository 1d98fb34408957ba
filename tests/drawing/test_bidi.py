from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given

from argmap.drawing.lettering.bidi import in_visual_order
from tests.strategies import wordings


@pytest.mark.parametrize(
    ("text", "is_right_to_left", "seen"),
    [
        ("שלום (2021)", True, "(2021) םולש"),
        ("Buses שלום עולם help", False, "Buses םלוע םולש help"),
        ("שלום Buses עולם", True, "םלוע Buses םולש"),
        ("מחיר: 25% בלבד!", True, "!דבלב 25% :ריחמ"),
        ("a שלום, b", False, "a םולש, b"),
        ("car is «מכונית»", False, "car is «תינוכמ»"),
    ],
)
def test_a_line_is_seen_as_readers_of_its_script_expect(
    text: str,
    is_right_to_left: bool,  # noqa: FBT001 -- pytest passes it by name
    seen: str,
) -> None:
    assert in_visual_order(text, is_right_to_left=is_right_to_left) == seen


def test_marks_stay_behind_their_letter() -> None:
    assert in_visual_order("שָׁל", is_right_to_left=True) == "לשָׁ"


def test_arabic_letters_join() -> None:
    seen = in_visual_order("باب", is_right_to_left=True)
    assert seen == "\ufe8f\ufe8e\ufe91", "final-less beh after alef, alef joined, initial beh"
    assert in_visual_order("لا", is_right_to_left=True) == "\ufefb"
    assert in_visual_order("بلا", is_right_to_left=True) == "\ufefc\ufe91"


@given(wordings())
def test_no_letter_is_lost(text: str) -> None:
    def letters(said: str) -> list[str]:
        plain = unicodedata.normalize("NFKD", said)
        return sorted(c for c in plain if unicodedata.category(c)[0] == "L")

    for is_right_to_left in (False, True):
        assert letters(in_visual_order(text, is_right_to_left=is_right_to_left)) == letters(text)
