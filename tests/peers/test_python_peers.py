"""arguebuf and xaif read what we write: the same graph, and nothing that they refuse.

They are installed into an environment of their own, so that what they need disturbs nothing:
``python -m venv tests/peers/python/.venv`` and its ``pip install -r
tests/peers/python/requirements.txt``.
"""

from __future__ import annotations

import json
import subprocess
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings

from argmap.formats import Document, dump, named
from argmap.graph import Graph
from tests.formats.test_aif import example
from tests.strategies import maps

if TYPE_CHECKING:
    from collections.abc import Iterator

    from argmap.graph import Inference
    from argmap.model import ArgumentMap

FOLDER = Path(__file__).parent / "python"
PYTHON = FOLDER / ".venv" / "bin" / "python"

TYPES = {"supports": "Support", "restates": "Rephrase"}


class Programs:
    """The peers in a process of their own, which answer one question after the other."""

    def __init__(self, process: subprocess.Popen[str]) -> None:
        self.process = process

    def ask(self, program: str, data: object, **more: object) -> dict[str, Any]:
        """Return what a program makes of a file."""
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        self.process.stdin.write(json.dumps({"program": program, "data": data, **more}) + "\n")
        self.process.stdin.flush()
        for line in self.process.stdout:
            if line.startswith("answer "):
                found: dict[str, Any] = json.loads(line.removeprefix("answer "))
                return found
        raise AssertionError(f"the program ended on {json.dumps(data)}")


@pytest.fixture(scope="module")
def programs() -> Iterator[Programs]:
    if not PYTHON.exists():
        pytest.skip("arguebuf and xaif are not installed in tests/peers/python/.venv")
    with subprocess.Popen(
        [PYTHON, "answer.py"],
        cwd=FOLDER,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
        encoding="utf-8",
    ) as process:
        yield Programs(process)
        process.kill()


def written(map: ArgumentMap, format: str, **options: str) -> dict[str, Any]:
    data: dict[str, Any] = json.loads(dump(map, "-", format=format, options=options).text)
    return data


def ids(data: dict[str, Any], format: str) -> dict[str, str]:
    """Return the ids of a file's statements by those of its nodes, as argmap noted them down."""
    if format == "sadface":
        noted = {one["id"]: one["metadata"].get("argmap", {}) for one in data["nodes"]}
    elif format == "arguebuf":
        return {}
    else:
        noted = data.get("argmap", {}).get("statements", {})
    return {key: record["id"] for key, record in noted.items() if "id" in record}


def steps_of(map: ArgumentMap, unsaid: tuple[str, ...] = ("answers",)) -> set[Any]:
    """Return every step of a map: its type, its premises, and what it leads to."""
    graph = Graph(map)
    asked = {one.id for one in map.questions}

    def step(one: Inference) -> tuple[object, ...]:
        end: object = one.target
        if one.attacked is not None:
            end = step(graph.inference_of(one.attacked))
        return (TYPES.get(one.relation, "Attack"), frozenset(one.premises), end)

    return {
        step(one)
        for one in graph.inferences
        if one.relation not in unsaid and not asked & {*one.premises, one.target}
    }


def steps_in(answer: dict[str, Any], names: dict[str, str]) -> set[Any]:
    """Return the same of a graph that another program read."""
    atoms, schemes = answer["atoms"], answer["schemes"]
    into: dict[str, list[str]] = {}
    out_of: dict[str, list[str]] = {}
    for start, end in answer["edges"]:
        into.setdefault(end, []).append(start)
        out_of.setdefault(start, []).append(end)

    def step(id: str) -> tuple[object, ...]:
        premises = frozenset(names.get(one, one) for one in into[id] if one in atoms)
        (end,) = out_of[id]
        return (schemes[id][0], premises, step(end) if end in schemes else names.get(end, end))

    return {step(id) for id in schemes}


@pytest.mark.parametrize("format", ["aif", "xaif", "arguebuf"])
@settings(max_examples=25)
@given(map=maps(max_size=8))
def test_arguebuf_reads_the_same_graph(programs: Programs, format: str, map: ArgumentMap) -> None:
    data = written(map, format)
    answer = programs.ask("arguebuf", data, format=format)
    names = ids(data, format)
    labels = {names.get(key, key): text for key, text in answer["atoms"].items()}
    assert labels == {
        one.id: one.text or one.anchors[0].quote for one in map.statements if one.kind != "question"
    }
    assert steps_in(answer, names) == steps_of(map)


@settings(max_examples=25)
@given(map=maps(max_size=8))
def test_a_map_comes_whole_through_arguebuf(programs: Programs, map: ArgumentMap) -> None:
    dumped = programs.ask("arguebuf", written(map, "arguebuf"), format="arguebuf")["dumped"]
    load = named("arguebuf").codec.load
    assert load is not None
    document = Document(text=json.dumps(dumped))
    assert load(document) == map
    assert document.losses == []


def test_arguebuf_reads_references_speakers_and_the_major_claim(programs: Programs) -> None:
    answer = programs.ask("arguebuf", written(example(), "arguebuf"), format="arguebuf")
    assert answer["references"]["c1"] == [2, "The bridge must close."]
    assert answer["speakers"] == {"k1": "Engineers"}
    assert answer["major_claim"] == "c1"


def test_arguebuf_knows_the_schemes(programs: Programs) -> None:
    map = example()
    reasons = [one.model_copy(update={"scheme": "expert opinion"}) for one in map.reasons]
    data = written(map.model_copy(update={"reasons": reasons}), "arguebuf")
    answer = programs.ask("arguebuf", data, format="arguebuf")
    assert ["Support", "Expert Opinion"] in answer["schemes"].values()


def test_arguebuf_reads_sadface(programs: Programs) -> None:
    data = written(example(), "sadface")
    answer = programs.ask("arguebuf", data, format="sadface")
    # It knows `support` and `attack` by their names, and no undercut is foreign to it.
    assert steps_in(answer, ids(data, "sadface")) == steps_of(example())


@settings(max_examples=25)
@given(map=maps(max_size=8))
def test_xaif_takes_what_we_write(programs: Programs, map: ArgumentMap) -> None:
    data = written(map, "xaif", dialogue="yes")
    answer = programs.ask("xaif", data)
    assert answer["is_valid"]
    assert answer["is_dialogue"] == any(
        one.speaker for one in map.statements if one.kind != "question"
    )
    load = named("xaif").codec.load
    assert load is not None
    assert load(Document(text=json.dumps(answer["data"]))) == map


def test_a_link_that_xaif_adds_is_read(programs: Programs) -> None:
    data = written(example(), "xaif")
    keys = {id: key for key, id in ids(data, "xaif").items()}
    changed = programs.ask("xaif", data, link=["RA", keys["k2"], keys["r3"]])["data"]
    load = named("xaif").codec.load
    assert load is not None
    map = load(Document(text=json.dumps(changed)))
    assert map["k2"].supports == ("r3",)
    assert map["k2"].limits == ("k1",)
