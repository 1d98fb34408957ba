from __future__ import annotations

import pytest
from hypothesis import given, settings

from argmap.controls import on_one_line
from argmap.drawing import to_outline
from argmap.errors import UsageError
from argmap.graph import Graph
from argmap.model import ArgumentMap, Caveat, Claim, Reason
from tests.drawing.invented import city_charge, stray_claims
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
    m = ArgumentMap(title="\x1b]0;x\x07", claims=[Claim(id="c", text="red\x1b[31m\r\nnext")])
    assert to_outline(m) == "␛]0;x␇\n\nclaim c  red␛[31m next\n"


@settings(max_examples=50)
@given(maps() | tangles())
def test_every_statement_has_its_line_in_reading_order(map: ArgumentMap) -> None:
    lines = to_outline(map).split("\n")
    graph = Graph(map)
    place = 0
    for _, id in graph.walk():
        begin = f"{graph.statements[id].kind} {on_one_line(id)} "
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


def test_what_leads_to_no_question_has_a_heading_of_its_own() -> None:
    assert to_outline(stray_claims()) == (
        "Stray claims\n"
        "\n"
        "question q1  Is the moon a planet?\n"
        "  > answers  claim c1  The moon is none\n"
        "    + supports  reason r1  It goes around the earth\n"
        "    + supports  reason r4  The vote makes the word  [also supports s1]\n"
        "\n"
        "question q2  Is Pluto a planet?\n"
        "  > answers  claim c2  Pluto is one\n"
        "    + supports  reason r2  It goes around the sun\n"
        "    - rebuts  caveat k1  It has not cleared its orbit\n"
        "\n"
        "Without a question\n"
        "  claim s1  Words mean what astronomers agree on\n"
        "    + supports  reason r3  A vote was held in 2006\n"
        "      / undercuts  caveat k2  Only 4 % of them voted\n"
        "  claim s2  Definitions cannot be true or false\n"
        "  claim s3  Children love Pluto\n"
    )


def test_a_stray_root_that_is_asked_for_needs_no_heading() -> None:
    assert to_outline(stray_claims(), "s3") == "claim s3  Children love Pluto\n"
