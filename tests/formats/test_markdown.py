"""Outlines in Markdown: what they say, and that no text is taken for markup."""

from __future__ import annotations

import re
from typing import Any

from hypothesis import given

from argmap.controls import LINE_BREAK, without_controls
from argmap.formats.document import Output
from argmap.formats.markdown import MARKDOWN
from argmap.model import Anchor, ArgumentMap, Claim
from argmap.source import Source
from tests.formats.invented import bridge
from tests.strategies import maps, wordings


def dumped(map: ArgumentMap, **options: str) -> tuple[str, list[Any]]:
    assert MARKDOWN.dump is not None
    output = Output(options={one.name: one.default for one in MARKDOWN.options} | options)
    return MARKDOWN.dump(map, output), output.losses


def test_a_map_is_a_nested_list() -> None:
    text, losses = dumped(bridge())
    assert text == (
        "# Bridge\n"
        "\n"
        "- Question q: Should it close?\n"
        "  - Claim c answers: It must close\n"
        "    - Reason r1 [joint j]: Its cables rust\n"
        "      - Caveat k1 undercuts: The rust is shallow\n"
        "        - Caveat k2 undercuts: Nobody measured it\n"
        "    - Reason r2 [joint j]: Rust weakens steel\n"
        "    - Reason r3 [Ann]: Weak bridges kill\n"
        "    - Caveat k3 limits: Not at once\n"
    )
    assert [(loss.kind, loss.statement, loss.field) for loss in losses] == [
        ("dropped", "r3", "strength")
    ]


def test_marks_tell_where_the_words_stand() -> None:
    source = Source(id="s", text="We came, we saw, we went.")
    split = Anchor(quote="We came … we went", spans=[(0, 7), (17, 24)])
    again = Anchor(source="s", quote="we saw", spans=[(9, 15)])
    map = ArgumentMap(sources=[source], claims=[Claim(id="c", text="So", anchors=(split, again))])
    assert dumped(map)[0] == "- Claim c: So ^s:0-7,17-24 ^s:9-15\n"
    text, losses = dumped(map, spans="no")
    assert text == "- Claim c: So\n"
    assert ("c", "anchors.spans") in [(loss.statement, loss.field) for loss in losses]


def test_further_targets_are_told_at_the_end() -> None:
    m = ArgumentMap()
    m.claim("a", id="a"), m.claim("b", id="b")
    m.reason("r", id="r", supports=["a", "b"])
    m.caveat("k", id="k", undercuts="r->b")
    assert dumped(m)[0] == (
        "- Claim a: a\n"
        "  - Reason r: r\n"
        "    - Caveat k undercuts r-\\>b: k\n"
        "- Claim b: b\n"
        "- See r supports b\n"
    )


def test_line_breaks_and_quotes_without_a_span_are_told() -> None:
    claim = Claim(id="c", text="a\r\nb", anchors=(Anchor(quote="Q"),))
    text, losses = dumped(ArgumentMap(claims=[claim]))
    assert text == "- Claim c: a b\n"
    assert [(loss.kind, loss.field) for loss in losses] == [
        ("approximated", "text"),
        ("dropped", "anchors.quote"),
    ]


def test_a_long_chain_is_indented_only_so_far() -> None:
    m = ArgumentMap()
    m.claim("0", id="s0")
    for number in range(1, 3000):
        m.reason(str(number), id=f"s{number}", supports=f"s{number - 1}")
    text, losses = dumped(m)
    assert len(text) < 400_000
    assert [(loss.kind, loss.statement) for loss in losses] == [("approximated", None)]


@given(wordings())
def test_no_wording_is_taken_for_markup(wording: str) -> None:
    text, _ = dumped(ArgumentMap(title=wording, claims=[Claim(id="c", text=wording)]))
    first, _, bullet, end = text.split("\n")
    assert end == ""
    words = without_controls(LINE_BREAK.sub(" ", wording)).split()
    for line, lead in ((first, "# "), (bullet, "- Claim c: ")):
        shown = line.removeprefix(lead)
        assert not re.search(r"(?<!\\)(?:\\\\)*[`*_\[\]<>&~#$|]", shown)
        assert re.sub(r"\\(.)", r"\1", shown).split() == words


@given(maps())
def test_every_statement_has_one_bullet_and_every_link_is_told(map: ArgumentMap) -> None:
    text, _ = dumped(map)
    bullets = [line for line in text.split("\n") if line.lstrip(" ").startswith("- ")]
    links = sum(1 for one in map.statements for _ in one.references)
    nested = sum(line.startswith(" ") for line in bullets)
    further = sum(line.startswith("- See ") for line in bullets)
    assert len(bullets) - further == len(list(map.statements))
    assert nested + further == links
