"""Signs and cases that say something else: feet and inches, milliwatts and megawatts, us and US."""

from __future__ import annotations

import pytest

from argmap.anchoring import Finder


@pytest.mark.parametrize(
    ("text", "quote"),
    [
        ('The gap is 5" wide and deep.', "The gap is 5' wide"),
        ("The gap is 5′ wide and deep.", "The gap is 5″ wide"),
        ("The gap is 6′ 2″ wide and deep.", "The gap is 6\" 2' wide"),
        ("The plant gives 5 MW of power to us.", "The plant gives 5 mW of power"),
        ("The plant gives 5MW of power to us.", "The plant gives 5mW of power"),
        ("Die Anlage liefert 5 MW Strom.", "Die Anlage liefert 5 mW Strom"),
        ("The file has 40 MB of data in it.", "The file has 40 Mb of data"),
        ("The line has 40 Mbps of speed in it.", "The line has 40 MBps of speed"),
        ("The rod is 5 M long and thin.", "The rod is 5 m long"),
        ("This is bad for US and all its allies.", "This is bad for us and all its allies"),
        ("This is bad for us and all our allies.", "This is bad for US and all our allies"),
        ("They told the WHO about the case at once.", "They told the who about the case"),
        ("Ich habe Ihnen gesagt, dass es geht.", "Ich habe ihnen gesagt, dass es geht"),
        (
            "The plant, with 5 MW, gives 40 of the towns its power here.",
            "The plant, with 5 mW, givs 40 of the towns its power",
        ),
        ("Er sagte: Das gehört Ihnen allen hier.", "Er sagte: Das gehört ihnen allen hier"),
        ("El consejo de la UN votó ayer por la paz.", "El consejo de la un votó ayer por la paz"),
    ],
)
def test_a_sign_or_case_that_says_something_else_changes_the_meaning(text: str, quote: str) -> None:
    placement = Finder(text).find(quote)
    assert placement.changes_meaning or not placement.spans


@pytest.mark.parametrize(
    ("text", "quote"),
    [
        ("The gap is 5′ wide and deep.", "The gap is 5' wide"),
        ("The gap is 6′ 2″ wide and deep.", "The gap is 6' 2\" wide"),
        ("He said “it was in 1990” and left it.", "He said 'it was in 1990' and left it"),
        ("He said 'it was in 1990' and left it.", "He said “it was in 1990” and left it"),
        ("The power of 5 kW is enough for it.", "The power of 5 KW is enough"),
        ("The dose is 5 mL of the drug a day.", "The dose is 5 ml of the drug"),
        ("THIS IS BAD FOR US AND ALL OUR ALLIES.", "This is bad for us and all our allies"),
        ("This is bad for us and all our allies.", "THIS IS BAD FOR US AND ALL OUR ALLIES"),
        (
            "Das hat der Rat gesagt. Sie haben es gehört.",
            "Das hat der Rat gesagt. sie haben es gehört",
        ),
        ("The Mayor said that it is late today.", "the mayor said that it is late"),
        ("It was the law of the land in 1990.", "it was the law of the land"),
    ],
)
def test_another_sign_or_case_that_says_the_same_does_not(text: str, quote: str) -> None:
    placement = Finder(text).find(quote)
    assert placement.spans
    assert not placement.changes_meaning


@pytest.mark.parametrize(
    ("text", "quote", "changes"),
    [
        ("The H₂O in the tank is cold today.", "The H2O in the tank is cold", False),
        ("Das CO₂ in der Luft nimmt zu.", "Das CO2 in der Luft nimmt zu", False),
        ("The H₂O in the tank is cold today.", "The H3O in the tank is cold", True),
        ("It is 10² m long and thin in all.", "It is 102 m long and thin", True),
        ("It has 10₂ digits in the base.", "It has 102 digits in the base", True),
    ],
)
def test_a_subscript_behind_a_letter_may_be_on_the_line(
    text: str,
    quote: str,
    changes: bool,  # noqa: FBT001 -- pytest gives it
) -> None:
    assert Finder(text).find(quote).changes_meaning is changes
