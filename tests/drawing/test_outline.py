from __future__ import annotations

import pytest
from hypothesis import given, settings

from argmap.controls import for_terminals
from argmap.drawing import to_outline
from argmap.errors import UsageError
from argmap.graph import Graph
from argmap.model import ArgumentMap, Caveat, Claim, Reason
from tests.drawing.invented import city_charge
from tests.drawing.pictures import tangles
from tests.strategies import maps


def test_a_map_reads_from_its_question_down() -> None:
    assert to_outline(city_charge()).splitlines()[:5] == [
        "Interview: should the city charge cars?",
        "",
        "question q  Should the city start charging cars that enter the centre?  [Host]",
        "  > answers  claim charge  The city should charge £6 a day for cars entering the centre",
        "      from next spring.  [Mayor]",
    ]
    assert to_outline(city_charge()).splitlines()[8:10] == [
        "        / undercuts  caveat railway  Those cities had an underground railway; we do not.",
        "            [Host]",
    ]


def test_marks_follow_in_brackets() -> None:
    m = ArgumentMap(
        claims=[Claim(id="c", text="Buses help"), Claim(id="d", text="Trams help")],
        reasons=[
            Reason(id="a", text="Many", supports=["c", "d"], joint="two", implicit=True),
            Reason(
                id="b", text="Fast", supports="c", joint="two", qualifier="often", speaker="Ann"
            ),
        ],
        caveats=[Caveat(id="x", text="Not all", limits="ghost")],
    )
    assert to_outline(m) == (
        "claim c  Buses help\n"
        "  + supports  reason a  Many  [implicit; joint two; also supports d]\n"
        "  + supports  reason b  Fast  [Ann; “often”; joint two]\n"
        "\n"
        "claim d  Trams help\n"
        "\n"
        "caveat x  Not all  [limits ghost: unknown statement]\n"
    )


def test_a_root_shows_what_hangs_from_it() -> None:
    outline = to_outline(city_charge(), "round")
    assert outline.splitlines()[0].startswith("caveat round  Drivers will")
    assert outline.splitlines()[-1].startswith("  - rebuts  caveat zone")
    with pytest.raises(UsageError):
        to_outline(city_charge(), "nobody")


def test_nothing_steers_the_terminal() -> None:
    m = ArgumentMap(title="\x1b]0;x\x07", claims=[Claim(id="c\x1b", text="red\x1b[31m\r\nnext")])
    assert to_outline(m) == "␛]0;x␇\n\nclaim c␛  red␛[31m next\n"


@settings(max_examples=50)
@given(maps() | tangles())
def test_every_statement_has_its_line_in_reading_order(map: ArgumentMap) -> None:
    lines = to_outline(map).split("\n")
    graph = Graph(map)
    place = 0
    for _, id in graph.walk():
        begin = f"{graph.statements[id].kind} {for_terminals(id)} "
        place = next(n for n in range(place, len(lines)) if begin in lines[n]) + 1


def test_wide_letters_count_twice() -> None:
    m = ArgumentMap(claims=[Claim(id="c", text="漢字かな 漢字かな " * 8)])
    assert max(len(line) for line in to_outline(m).splitlines()) < 60


def test_an_empty_map_is_an_empty_outline() -> None:
    assert to_outline(ArgumentMap()) == ""


def test_deep_maps_stay_readable() -> None:
    reasons = [Reason(id=f"s{n}", text="On", supports=f"s{n - 1}") for n in range(1, 1000)]
    m = ArgumentMap(claims=[Claim(id="s0", text="Root")], reasons=reasons)
    assert max(map(len, to_outline(m).splitlines())) < 90
