"""Ids that are not what they look like, loops, ignored passages and addresses that are unsafe."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from argmap.checking import check
from argmap.checking.resemblance import likeness, unseen
from argmap.model import Anchor, ArgumentMap, Caveat, Claim, Question, Reason
from argmap.source import Source


def found(map: ArgumentMap, *codes: str) -> list[str]:
    return [one.code for one in check(map, select=codes)]


ALIKE = {
    "case": ("Help", "help", "case"),
    "composition": ("café", "cafe\u0301", "NFC or NFD"),
    "a zero-width space": ("help", "he\u200blp", "cannot be seen"),
    "a bidi control": ("help", "help\u202e", "cannot be seen"),
    "Cyrillic": ("help", "hеlp", "U+0435 CYRILLIC SMALL LETTER IE"),
    "Cyrillic capitals": ("MAP", "МАР", "U+"),
    "Greek": ("no", "nο", "U+03BF GREEK SMALL LETTER OMICRON"),
    "a wide letter": ("a1", "ａ1", "U+FF41"),
    "a bold letter": ("bold", "𝐛old", "U+1D41B"),
    "a hyphen": ("a-b", "a‐b", "U+2010 HYPHEN"),
    "a ligature": ("final", "ﬁnal", "U+FB01"),
}


@pytest.mark.parametrize(("one", "other", "word"), ALIKE.values(), ids=ALIKE)
def test_ids_that_look_alike_are_a_finding(one: str, other: str, word: str) -> None:
    map = ArgumentMap(claims=[Claim(id=one, text="x"), Claim(id=other, text="y")])
    [finding] = check(map, select=["AM006"])
    assert finding.statement == other
    assert word in finding.message
    sources = ArgumentMap(sources=[Source(id=one, text="x"), Source(id=other, text="y")])
    assert found(sources, "AM006") == ["AM006"]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("modern", "modem"),
        ("a1", "al"),
        ("x2", "x²"),
        ("o0", "oo"),
        ("ß", "b"),
        ("и", "n"),
        ("é", "e"),
    ],
)
def test_ids_that_can_be_told_apart_are_none(one: str, other: str) -> None:
    assert likeness(one) != likeness(other)


@given(st.text(min_size=1))
def test_an_id_looks_like_itself_however_it_is_composed(name: str) -> None:
    for form in ("NFC", "NFD"):
        assert likeness(name) == likeness(unicodedata.normalize(form, name))
    assert likeness(name) == likeness(name + "\u200b")


@pytest.mark.parametrize(
    "id", ["he\u200blp", "\u202ehelp", "a\u2066b", "a\u00adb", "a\u3164", "x\u200d"]
)
def test_a_character_that_cannot_be_seen_is_a_finding(id: str) -> None:
    assert found(ArgumentMap(claims=[Claim(id=id, text="x")]), "AM007") == ["AM007"]


@pytest.mark.parametrize(
    "id", ["می\u200cخواهم", "👨\u200d👩\u200d👧", "क्\u200dष", "plain", "café", "🇲🇲"]
)
def test_joiners_that_shape_what_is_seen_are_none(id: str) -> None:
    assert unseen(id) == ()


def test_loops_of_restatements_and_answers_are_findings_and_of_attacks_advice() -> None:
    claims = [
        Claim(id="a", text="a", restates="b"),
        Claim(id="b", text="b", restates="c"),
        Claim(id="c", text="c", restates="a"),
    ]
    questions = [Question(id=q, text=q, answers=p) for q, p in ("qp", "pq")]
    reasons = [Reason(id="r", text="r", supports="a")]
    caveats = [
        Caveat(id="u", text="u", undercuts="v->r"),
        Caveat(id="v", text="v", undercuts=["r"], limits=["u"]),
    ]
    map = ArgumentMap(claims=claims, questions=questions, reasons=reasons, caveats=caveats)
    assert found(map, "AM209", "AM210") == ["AM210", "AM209"]
    assert "AM211" not in found(map, "AM")
    assert found(map, "AM211") == ["AM211"]
    [loop] = check(map, select=["AM209"])
    assert loop.details == {"cycle": ["a", "b", "c"]}


def test_a_chain_and_a_mutual_rebuttal_are_no_loops() -> None:
    claims = [
        Claim(id="a", text="a", restates="b", rebuts="b"),
        Claim(id="b", text="b", rebuts="a"),
    ]
    assert found(ArgumentMap(claims=claims), "AM209", "AM210", "AM211") == []


TEXT = "Photo by the mayor. Buses help."


@pytest.mark.parametrize(
    ("spans", "is_found"),
    [([(0, 5)], True), ([(20, 25)], False), ([(13, 25)], False), ([(0, 5), (20, 25)], True)],
)
def test_a_quote_inside_what_its_source_ignores_is_a_finding(
    spans: list[tuple[int, int]], *, is_found: bool
) -> None:
    source = Source(id="s", text=TEXT, ignore=[(10, 19), (0, 12)])
    quote = " … ".join(TEXT[start:end] for start, end in spans)
    claim = Claim(id="c", anchors=[Anchor(quote=quote, spans=spans)])
    map = ArgumentMap(sources=[source], claims=[claim])
    assert found(map, "AM134") == ["AM134"] * is_found


@pytest.mark.parametrize(
    "url",
    ["javascript:alert(1)", "JavaScript:x", " javascript:x", "data:text/html,x", "file:///etc",
     "ftp://x", "www.example.org", "//example.org", "https", "https://a\nb", "vbscript:x", ""],
)  # fmt: skip
def test_an_address_that_is_not_of_the_web_is_a_finding(url: str) -> None:
    assert found(ArgumentMap(sources=[Source(id="s", text="x", url=url)]), "AM109") == ["AM109"]


@pytest.mark.parametrize("url", [None, "https://example.org/a?b#c", "HTTP://example.org"])
def test_an_address_of_the_web_is_none(url: str | None) -> None:
    assert found(ArgumentMap(sources=[Source(id="s", text="x", url=url)]), "AM109") == []
