"""TOML is read as its specification has it, and every failure is named."""

from __future__ import annotations

import pytest

from argmap.toml import BadToml, parse_toml

LARGEST = 2**63 - 1


def test_a_whole_number_of_64_bits_is_read() -> None:
    assert parse_toml(f"a = {LARGEST}\nb = {-LARGEST - 1}\nc = true") == {
        "a": LARGEST,
        "b": -LARGEST - 1,
        "c": True,
    }


@pytest.mark.parametrize(
    "text",
    [
        f"a = {LARGEST + 1}",
        f"a = {-LARGEST - 2}",
        f"a = 0x{'f' * 5000}",
        f"[a]\nb = [[{{c = 0x{'f' * 5000}}}]]",
        f"a = {'9' * 5000}",
    ],
    ids=["too large", "too small", "hexadecimal", "nested", "decimal"],
)
def test_a_larger_whole_number_is_refused_by_name(text: str) -> None:
    with pytest.raises(BadToml, match="number"):
        parse_toml(text)
