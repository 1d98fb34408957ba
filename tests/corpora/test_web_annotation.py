"""The examples of the Web Annotation model: selectors are read, and no quote can be checked."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from argmap.errors import MapFileError
from argmap.formats import dump, read_with_losses
from argmap.formats.web_annotation.annotation import targets_of
from argmap.formats.web_annotation.container import items_of

if TYPE_CHECKING:
    from pathlib import Path

    from argmap.formats import Loss
    from argmap.model import ArgumentMap


def read_and_written(path: Path) -> tuple[ArgumentMap, list[Loss]]:
    map, losses = read_with_losses(path)
    written = dump(map, path, format="web-annotation")
    assert json.loads(written.text) == json.loads(path.read_bytes())
    assert written.losses == ()
    return map, list(losses)


def test_annotations(corpora: Path) -> None:
    quotes = {}
    for path in sorted((corpora / "w3c").glob("anno*.json")):
        map, losses = read_and_written(path)
        assert {loss.kind for loss in losses} <= {"unresolved", "dropped"}
        quotes[path.stem] = [anchor.quote for one in map.statements for anchor in one.anchors]
        assert not any(anchor.spans for one in map.statements for anchor in one.anchors)
    assert quotes == {
        "anno23": ["anotation"],
        "anno24": [],
        "anno28": [],
        "anno29": ["Selected Text"],
        "anno38": [],
    }


def test_collection(corpora: Path) -> None:
    path = corpora / "w3c" / "collection1.json"
    items = items_of(json.loads(path.read_bytes()))
    assert len(items) == 43
    selections = [
        one.selection for item in items for one in targets_of(item) if one.selection is not None
    ]
    assert sum(one.exact is not None for one in selections) == 2
    assert sum(one.position is not None for one in selections) == 2
    kinds = [type(item["target"]) for item in items]
    assert (kinds.count(str), kinds.count(dict), kinds.count(list)) == (15, 27, 1)
    map, losses = read_and_written(path)
    assert map.title == "Annotation Examples"
    assert len(list(map.statements)) == 3
    unchecked = [loss for loss in losses if loss.kind == "unresolved" and loss.field == "sources"]
    assert len(unchecked) == len(map.sources) == 3


@pytest.mark.parametrize("name", ["anno23.json", "anno24.json"])
def test_what_is_no_json_is_refused_with_its_place(corpora: Path, name: str) -> None:
    with pytest.raises(MapFileError, match=r"json:\d+:\d+: this is not valid JSON"):
        read_with_losses(corpora / "w3c" / "incorrect" / name)
