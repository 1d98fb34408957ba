"""Comparisons of wordings that are kept from one check of a map to the next."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hypothesis import given
from hypothesis import strategies as st

from argmap.checking.checker import examine_file
from argmap.checking.comparisons import Comparisons
from argmap.mapfile import parse_map
from argmap.wordings import Basis

if TYPE_CHECKING:
    import pytest

    from argmap.checking.diagnostic import Diagnostic
    from argmap.wordings import Difference

WORDINGS = ("Moscow wants fifty buses", "Moscow does not want buses", "All buses run", "Leeds runs")
QUOTES = ("Moscow wants forty buses", "Some buses do not run in Leeds")
TITLES = ("Buses", "Leeds by bus")


def a_map(rows: list[tuple[str, str, bool]], title: str, text: str) -> str:
    lines = ["argmap: 1", "sources:", f"  - {{id: s, title: {title}, text: '{text}'}}"]
    lines.append("claims:")
    for number, (wording, quote, is_linked) in enumerate(rows):
        start = text.index(quote)
        end = start + len(quote)
        link = ", restates: c0" if is_linked and number else ""
        lines.append(
            f"  - {{id: c{number}, text: {wording}, quote: {quote}, span: [{start}, {end}]{link}}}"
        )
    return "\n".join(lines)


ROWS = st.lists(
    st.tuples(st.sampled_from(WORDINGS), st.sampled_from(QUOTES), st.booleans()), max_size=4
)
TEXTS = st.sampled_from([". ".join(QUOTES) + ".", " or ".join(QUOTES) + "? Fifty did."])
MAPS = st.builds(a_map, ROWS, st.sampled_from(TITLES), TEXTS)


def found(text: str, comparisons: Comparisons | None = None) -> list[Diagnostic]:
    return examine_file(parse_map(text), comparisons=comparisons)


@given(st.lists(MAPS, max_size=5))
def test_a_check_with_kept_comparisons_finds_what_a_fresh_one_finds(texts: list[str]) -> None:
    kept = Comparisons()
    for text in texts:
        assert found(text, kept) == found(text)


def test_only_a_wording_that_is_new_is_compared_again(monkeypatch: pytest.MonkeyPatch) -> None:
    from argmap import wordings  # noqa: PLC0415 -- what is counted

    compared: list[str] = []
    compare = wordings.compare

    def counted(wording: str, basis: Basis) -> tuple[Difference, ...]:
        compared.append(wording)
        return compare(wording, basis)

    monkeypatch.setattr(wordings, "compare", counted)
    kept, text = Comparisons(), QUOTES[0] + "."
    rows = [(wording, QUOTES[0], False) for wording in WORDINGS]
    found(a_map(rows, TITLES[0], text), kept)
    assert set(compared) == set(WORDINGS)
    compared.clear()
    found(a_map([("Leeds wants none", QUOTES[0], False), *rows[1:]], TITLES[0], text), kept)
    assert set(compared) == {"Leeds wants none"}


def test_what_a_check_did_not_ask_for_is_dropped(monkeypatch: pytest.MonkeyPatch) -> None:
    from argmap import wordings  # noqa: PLC0415 -- as above

    kept, basis = Comparisons(), Basis(("Forty buses came",))
    kept.begin()
    before = kept.compare("Fifty buses came", basis)
    kept.begin()
    kept.begin()
    monkeypatch.setattr(wordings, "compare", lambda *_: ())
    assert before
    assert kept.compare("Fifty buses came", basis) == ()
