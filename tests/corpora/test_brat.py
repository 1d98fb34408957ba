"""brat: abstracts of trials, a paper on graphics, and files that are no arguments."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import pytest

from argmap.formats import dump, read_with_losses
from tests.corpora.counting import counted

if TYPE_CHECKING:
    from pathlib import Path

    from argmap.formats import Loss


def counts_of(folder: Path) -> tuple[Counter[str], list[Loss]]:
    """Count what the files of a folder hold, and see that they are written back byte for byte."""
    counts: Counter[str] = Counter()
    losses: list[Loss] = []
    for path in sorted(folder.glob("*.ann")):
        map, told = read_with_losses(path)
        counts += counted(map)
        losses += told
        written = dump(map, path, format="brat")
        assert written.text.encode() == path.read_bytes(), path.name
        assert written.companions == {}
        assert written.losses == ()
    return counts, losses


def test_abstracts_of_trials(corpora: Path) -> None:
    counts, losses = counts_of(corpora / "brat" / "abstrct")
    assert counts == {
        "claim": 72,
        "reason": 69,
        "caveat": 18,
        "supports": 77,
        "limits": 23,
        "rebuts": 6,
        "anchors": 159,
        "exact": 159,
    }
    assert [loss.field for loss in losses if loss.kind == "dropped"] == ["supports"]
    assert "R6 repeats another relation" in next(
        loss.what for loss in losses if loss.kind == "dropped"
    )
    # Every other thing that is told is a premise without a link.
    assert {loss.kind for loss in losses} == {"dropped", "approximated"}
    assert {loss.what for loss in losses if loss.kind == "approximated"} == {
        "a Premise without a link is read as a claim"
    }


def test_a_text_that_starts_with_a_byte_order_mark(corpora: Path) -> None:
    counts, losses = counts_of(corpora / "brat" / "abstrct_bom")
    assert (counts["anchors"], counts["exact"], losses) == (3, 3, [])


def test_a_paper_whose_statements_have_parts(corpora: Path) -> None:
    counts, losses = counts_of(corpora / "brat" / "sciarg")
    assert losses == []
    assert counts == {
        "claim": 119,
        "reason": 58,
        "supports": 93,
        "rebuts": 8,
        "restates": 9,
        "anchors": 177,
        "exact": 177,
    }
    map = read_with_losses(corpora / "brat" / "sciarg" / "A01.ann").map
    spans = Counter(len(one.anchors[0].spans) for one in map.statements)
    assert spans == {1: 172, 2: 4, 3: 1}
    assert sum(spans.elements()) == 183


@pytest.mark.parametrize(
    ("folder", "anchors", "told"),
    [
        (
            "bionlp",
            12,
            {
                "lines that cannot be stored in a map: E 2",
                "types without a kind, so that their links decide: Protein 11, Hydroxylation 1",
            },
        ),
        (
            "tutorial",
            71,
            {
                "lines that cannot be stored in a map: * 1",
                "lines that cannot be stored in a map: E 4",
                "lines that cannot be stored in a map: E 10",
                "lines that cannot be stored in a map: E 2",
                "relations that cannot be stored in a map: Located 1",
                "relations that cannot be stored in a map: Family 2",
                "attributes that cannot be stored in a map: Confidence 5, Individual 1",
                "notes that cannot be stored in a map: AnnotatorNotes 2",
            },
        ),
    ],
)
def test_annotations_that_are_no_arguments(
    corpora: Path, folder: str, anchors: int, told: set[str]
) -> None:
    counts, losses = counts_of(corpora / "brat" / folder)
    assert (counts["claim"], counts["anchors"], counts["exact"]) == (anchors, anchors, anchors)
    assert told <= {loss.what.partition(";")[0] for loss in losses}
    notes = [
        one.note
        for path in (corpora / "brat" / folder).glob("*.ann")
        for one in read_with_losses(path).map.statements
        if one.note
    ]
    assert len(notes) == (1 if folder == "tutorial" else 0)
