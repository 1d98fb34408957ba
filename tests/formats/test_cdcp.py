"""CDCP becomes a map whose anchors are true; what it names and does not have is reported."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from argmap.errors import MapFileError
from argmap.formats import Document, read, read_with_losses, recognised
from argmap.formats.cdcp import CDCP
from argmap.source import Source

if TYPE_CHECKING:
    from pathlib import Path

TEXT = "Calls must stop.  I was called at night. My wife, too.\nSee the report."
DATA = {
    "evidences": [[[3, 3], 0]],
    "prop_labels": ["policy", "testimony", "testimony", "reference"],
    "prop_offsets": [[0, 17], [17, 40], [40, 55], [55, 70]],
    "reasons": [[[1, 2], 0]],
    "url": {"3": "http://example.org/report"},
}


def written(folder: Path, data: Any, text: str | None = TEXT) -> Path:
    path = folder / "00195.ann.json"
    path.write_text(json.dumps(data), encoding="utf-8")
    if text is not None:
        (folder / "00195.txt").write_text(text, encoding="utf-8", newline="")
    return path


def test_propositions_reasons_and_evidence_become_a_map(tmp_path: Path) -> None:
    map, losses = read_with_losses(written(tmp_path, DATA))
    assert [(one.id, one.kind, one.wording, one.tags) for one in map.statements] == [
        ("p0", "claim", "Calls must stop.", ("policy",)),
        ("p1", "reason", "I was called at night.", ("testimony",)),
        ("p2", "reason", "My wife, too.", ("testimony",)),
        ("p3", "reason", "See the report.", ("reference",)),
    ]
    for statement in map.statements:
        assert statement.anchors[0].spans[0].cut(TEXT) == statement.wording
    assert [one.supports for one in map.reasons] == [("p0",)] * 3
    assert map["p1"].joint == map["p2"].joint is not None
    assert map["p3"].joint is None
    assert map["p3"].meta["cdcp"]["url"] == "http://example.org/report"
    assert map.sources[0].text == TEXT
    assert [(loss.kind, loss.what) for loss in losses] == [
        ("repaired", "spaces around propositions are not quoted: 3")
    ]


def test_it_is_recognised_by_its_keys() -> None:
    assert recognised(Document(text=json.dumps(DATA), name="a.json")).name == "cdcp"


def test_without_a_text_it_is_refused(tmp_path: Path) -> None:
    path = written(tmp_path, DATA, None)
    with pytest.raises(MapFileError, match="there is no text next to the file") as caught:
        read(path)
    assert caught.value.help == "put the `.txt` next to it, or give it as its source"
    assert len(read(path, source=Source(id="s", text=TEXT))) == 4


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"reasons": [[[1, 9], 0]]}, "reasons refers to propositions that do not exist: 9"),
        (
            {"reasons": [[[1, 9**15], 0]]},
            f"reasons refers to propositions that do not exist: {9**15}",
        ),
        ({"evidences": [[[1, 1], 7]]}, "evidences refers to propositions that do not exist: 7"),
        ({"reasons": [[1, 0]]}, "reasons has a record that is not [[first, last], target]: [1, 0]"),
        ({"reasons": ["x"]}, "reasons has a record that is not [[first, last], target]: x"),
        ({"prop_labels": ["fact"]}, "there are 1 labels for 4 propositions"),
        (
            {"prop_offsets": [[0, 17], [17, 40], [40, 55], [55, 999]], "evidences": []},
            "proposition 3 is at [55, 999], which is not in the text",
        ),
        ({"verifiability": 1}, "keys that cannot be stored in a map: verifiability"),
    ],
)
def test_what_it_does_not_have_is_named(
    tmp_path: Path, change: dict[str, Any], message: str
) -> None:
    _, losses = read_with_losses(written(tmp_path, DATA | change))
    assert message in [loss.what for loss in losses]


JSON = st.recursive(
    st.none() | st.booleans() | st.integers(-2, 80) | st.text(max_size=3),
    lambda inner: st.lists(inner, max_size=3),
    max_leaves=12,
)


@given(st.fixed_dictionaries(dict.fromkeys(DATA, JSON)))
def test_whatever_it_holds_every_anchor_is_true(data: dict[str, Any]) -> None:
    document = Document(text=json.dumps(data), sources=(Source(id="s", text=TEXT),))
    assert CDCP.load is not None
    for statement in CDCP.load(document).statements:
        assert [span.cut(TEXT) for span in statement.anchors[0].spans] == [statement.wording]
