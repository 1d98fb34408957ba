"""Offsets in other units, converted piece by piece, are what counting from the start gives."""

from hypothesis import given, settings
from hypothesis import strategies as st

from argmap.text import Unit, to_code_points
from argmap.units import OTHER_UNITS, UNIT_NAMES, Units, count
from tests.strategies import texts


@given(texts(), st.integers(0, 9000), st.sampled_from(list(UNIT_NAMES)), st.data())
@settings(max_examples=150, deadline=None)
def test_a_long_text_is_converted_as_a_short_one_is(
    piece: str, before: int, unit: str, data: st.DataObject
) -> None:
    text = "x" * before + (piece or "\r\n") * 300
    offset = data.draw(st.integers(0, 3 * len(text)))
    expected = to_code_points(text, offset, unit)  # type: ignore[arg-type]  # one of the units
    assert Units(text).to_code_points(offset, unit) == expected  # type: ignore[arg-type]  # as above


@given(texts())
@settings(deadline=None)
def test_a_unit_is_left_out_only_where_it_is_the_same_as_code_points(text: str) -> None:
    units = Units(text)
    for unit in set(OTHER_UNITS) - set(units.different):
        for offset in range(len(text) + 1):
            assert units.to_code_points(offset, unit) == offset


@given(texts(), st.sampled_from(list(UNIT_NAMES)))
def test_a_text_is_as_long_in_a_unit_as_the_offset_of_its_end(text: str, unit: Unit) -> None:
    assert to_code_points(text, count(text, unit), unit) == len(text)
    assert Units(text).differs(unit) == (count(text, unit) != len(text))


def test_a_crlf_between_two_pieces_is_not_split() -> None:
    text = "x" * 4095 + "\r\n" + "y" * 10
    assert Units(text).to_code_points(4095, "CRLF as one") == 4095
    assert Units(text).to_code_points(4096, "CRLF as one") == 4097
