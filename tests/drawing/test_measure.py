"""The widths are Helvetica's, and no text is too odd to be measured."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from argmap.drawing.lettering.measure import EM, advance, text_width

# From Adobe's metrics of Helvetica and Helvetica-Bold, in thousandths of the size.
HELVETICA = {
    " ": (278, 278), "!": (278, 333), "0": (556, 556), "A": (667, 722), "M": (833, 833),
    "W": (944, 944), "a": (556, 556), "f": (278, 333), "i": (222, 278), "m": (833, 889),
    "z": (500, 500), "@": (1015, 975), "…": (1000, 1000), "—": (1000, 1000), "Å": (667, 722),
    "ß": (611, 611), "€": (556, 556),
}  # fmt: skip


@pytest.mark.parametrize(("character", "widths"), HELVETICA.items())
def test_a_character_is_as_wide_as_in_helvetica(character: str, widths: tuple[int, int]) -> None:
    regular, bold = widths
    assert text_width(character, 1000) == pytest.approx(regular, abs=1)
    assert text_width(character, 1000, bold=True) == pytest.approx(bold, abs=1)


def test_a_text_is_as_wide_as_its_characters() -> None:
    assert text_width("ring", 12) == sum(text_width(letter, 12) for letter in "ring")


def test_twice_the_size_is_twice_the_width() -> None:
    assert text_width("nine minutes", 26) == 2 * text_width("nine minutes", 13)


def test_bold_is_wider_than_regular() -> None:
    assert text_width("reason", 12, bold=True) > text_width("reason", 12)


@pytest.mark.parametrize("character", ["論", "の", "한", "Ａ", "　", "。"])
def test_a_wide_character_takes_the_whole_size(character: str) -> None:
    assert advance(character) == EM


@pytest.mark.parametrize(
    "nothing", ["\u0301", "\u200b", "\u200d", "\ufe0f", "\u2060", "\ufeff", "\u00ad", "\u0e48"]
)
def test_marks_and_signs_of_no_width_take_no_room(nothing: str) -> None:
    assert advance("e" + nothing) == advance("e")


def test_a_letter_is_as_wide_composed_as_decomposed() -> None:
    assert advance("é") == advance("e\u0301")
    assert advance("ế") == advance("e")


@pytest.mark.parametrize("emoji", ["😀", "👨‍👩‍👧", "👍🏽", "🇲🇲", "❤️", "1️⃣", "⌚"])
def test_an_emoji_of_several_code_points_takes_the_room_of_one(emoji: str) -> None:
    assert advance(emoji) == advance("😀")
    assert EM <= advance(emoji) <= 1.5 * EM


def test_words_beside_an_emoji_keep_their_width() -> None:
    assert advance("yes 👍🏽 no") == advance("yes ") + advance("👍🏽") + advance(" no")


@pytest.mark.parametrize("letter", ["ש", "ع", "क", "ไ", "ཀ", "Ⴀ", "𝐛", "\ue000", "\U0010ffff"])
def test_a_letter_that_the_font_lacks_gets_the_room_of_its_kind(letter: str) -> None:
    assert 0.4 * EM <= advance(letter) <= EM


@given(st.text(st.characters()), st.booleans())
def test_every_text_has_a_width(text: str, bold: bool) -> None:  # noqa: FBT001 -- hypothesis gives it
    assert 0 <= advance(text, bold=bold) <= 1.25 * EM * len(text)


@given(st.text(st.characters(codec="latin-1")), st.text(st.characters(codec="latin-1")))
def test_widths_add_up(left: str, right: str) -> None:
    assert advance(left + right) == advance(left) + advance(right)
