"""The examples hold what they promise: clean maps, pictures as made today, a notebook that runs."""

from __future__ import annotations

import importlib.util
from typing import TYPE_CHECKING, Any
from xml.etree import ElementTree

import nbformat
import pytest

from argmap import Graph, check, load
from tests.sessions import ROOT

if TYPE_CHECKING:
    from pathlib import Path

MAPS = sorted((ROOT / "examples").glob("*/*.argmap.yaml"))
NOTEBOOKS = sorted((ROOT / "examples").glob("*/*.ipynb"))
INTERVIEW = ROOT / "examples" / "russia-myanmar" / "russia-myanmar.argmap.yaml"


@pytest.fixture(scope="module")
def generate() -> Any:
    """What makes the examples."""
    spec = importlib.util.spec_from_file_location("generate", ROOT / "examples" / "generate.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize("path", MAPS, ids=lambda path: path.parent.name)
def test_every_map_is_clean(path: Path) -> None:
    assert check(load(path)) == []


def test_every_picture_is_as_it_is_drawn_today(generate: Any) -> None:
    """When this fails and should: python examples/generate.py."""
    for path, picture in generate.pictures().items():
        assert path.read_text(encoding="utf-8") == picture, path


def test_the_interview_is_mapped_whole() -> None:
    map = load(INTERVIEW)
    graph = Graph(map)
    assert len(map.questions) == 3
    assert 30 <= len(list(map.statements)) <= 45
    assert all(statement.anchors for statement in map.statements)
    assert graph.roots == ("why", "in-concert", "shift")
    assert not graph.unresolved
    for claim in map.claims:
        assert claim.answers
        assert any(link.relation == "supports" for link in graph.incoming(claim.id)), claim.id


@pytest.mark.parametrize(
    ("id", "words"),
    [
        ("distance", "Culturally and socially, Myanmar and Russia are light years apart"),
        ("wary", "Myanmar’s generals are also wary of the Chinese"),
        ("not-all", "though not all"),
        ("balance", "may not alter the overall balance of power"),
        ("time-will-tell", "Only time will tell"),
    ],
)
def test_the_caveats_of_the_interview_are_there(id: str, words: str) -> None:
    statement = load(INTERVIEW)[id]
    assert statement.kind == "caveat"
    assert any(words in anchor.quote for anchor in statement.anchors)


def test_captions_and_bylines_are_left_out() -> None:
    map = load(INTERVIEW)
    source = map.source()
    covered = [
        span
        for statement in map.statements
        for anchor in statement.anchors
        for span in anchor.spans
    ]
    for line in range(1, len(source.lines) + 1):
        span = source.lines.span(line)
        if "Photo:" in span.cut(source.text) or "newsletter" in span.cut(source.text):
            assert not any(span.overlaps(other) for other in covered), line


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.name)
def test_every_notebook_runs_and_draws(path: Path, generate: Any) -> None:
    """When its texts are not those that it holds, and should be: python examples/generate.py."""
    stored = nbformat.read(path, as_version=4)
    ran = generate.run(path)
    drawn = 0
    for cell, today in zip(stored.cells, ran.cells, strict=True):
        assert texts(cell) == texts(today), cell.source
        for output in today.get("outputs", ()):
            if "image/svg+xml" in output.get("data", {}):
                picture = ElementTree.fromstring(output["data"]["image/svg+xml"])  # noqa: S314 -- ours
                assert picture.tag.endswith("svg")
                drawn += 1
    assert drawn


def texts(cell: Any) -> list[str]:
    """What a cell says in plain text."""
    outputs = cell.get("outputs", ())
    return [one.get("text") or one["data"]["text/plain"] for one in outputs]
