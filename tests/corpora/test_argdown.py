"""Argdown: examples of its makers, and what their program makes of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from argmap.errors import MapFileError
from argmap.formats import Document, dump, named, read_with_losses
from tests.corpora.counting import counted

if TYPE_CHECKING:
    from pathlib import Path

    from argmap.model import ArgumentMap

VALID = (
    "argdown-primer",
    "greenspan-schefczyk_hardwrap",
    "legalisation-softdrugs",
    "lexer-escaped-chars",
    "lexer-windows-line-endings",
    "parser-mix",
)


def loaded(text: str) -> ArgumentMap:
    load = named("argdown").codec.load
    assert load is not None
    return load(Document(text=text))


@pytest.mark.parametrize(
    ("name", "counts"),
    [
        # 17 statements and 3 arguments without premises; 5 supports, and 2 premises of one step.
        (
            "argdown-primer",
            {"claim": 10, "reason": 7, "caveat": 3, "supports": 7, "rebuts": 5, "joint": 1},
        ),
        # 36 statements and 2 arguments; 4 supports, and 16 premises: the first step uses 4 of its
        # 5, the last one the conclusion before it. One contradiction is an attack both ways.
        (
            "greenspan-schefczyk_hardwrap",
            {"claim": 17, "reason": 20, "caveat": 1, "supports": 20, "rebuts": 2, "joint": 5},
        ),
        (
            "legalisation-softdrugs",
            {"claim": 1, "reason": 8, "caveat": 9, "supports": 9, "rebuts": 8, "undercuts": 2},
        ),
        # 29 statements; 7 supports, and 2 steps with 2 premises each.
        (
            "parser-mix",
            {"claim": 11, "reason": 11, "caveat": 7, "supports": 11, "rebuts": 8, "joint": 2},
        ),
        ("lexer-windows-line-endings", {"claim": 2, "reason": 2, "supports": 2}),
        ("lexer-escaped-chars", {"claim": 1}),
    ],
)
def test_what_a_text_says(corpora: Path, name: str, counts: dict[str, int]) -> None:
    map, losses = read_with_losses(corpora / "argdown" / f"{name}.argdown")
    assert +counted(map) == counts
    assert all(loss.kind not in ("unresolved", "stale") for loss in losses)


def test_escapes(corpora: Path) -> None:
    map, _ = read_with_losses(corpora / "argdown" / "lexer-escaped-chars.argdown")
    assert map.claims[0].text == "1 < 3 > 2 [Some text] # Some text"


@pytest.mark.parametrize(("name", "where"), [("demo", "10:8"), ("lexer-relations", "1:1")])
def test_what_is_no_argdown(corpora: Path, name: str, where: str) -> None:
    path = corpora / "argdown" / f"{name}.argdown"
    with pytest.raises(MapFileError, match=rf"^{path}:{where}: "):
        read_with_losses(path)


@pytest.mark.parametrize("name", VALID[:3])
def test_the_programs_json_says_the_same(corpora: Path, name: str) -> None:
    text, _ = read_with_losses(corpora / "argdown" / f"{name}.argdown")
    json, losses = read_with_losses(corpora / "argdown" / "reference-json" / f"{name}.json")
    assert list(json.statements) == list(text.statements)
    assert all(loss.kind not in ("unresolved", "stale") for loss in losses)


@pytest.mark.parametrize("name", VALID)
def test_what_is_written_of_a_file_stays_the_same(corpora: Path, name: str) -> None:
    map, _ = read_with_losses(corpora / "argdown" / f"{name}.argdown")
    once = dump(map, "-", format="argdown").text
    again = loaded(once)
    assert dump(again, "-", format="argdown").text == once
    assert counted(again) == counted(map)
    assert [one.text for one in again.statements] == [one.text for one in map.statements]
