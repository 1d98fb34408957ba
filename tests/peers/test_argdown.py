"""Argdown's own program (@argdown/cli 1.7) reads what we write, and reads the rest as we do.

It is installed by ``npm install --prefix tests/peers/argdown``.
"""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from argmap.errors import MapFileError
from argmap.formats import Document, dump, named
from tests.strategies import maps

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hypothesis.strategies import DrawFn

    from argmap.model import ArgumentMap

FOLDER = Path(__file__).parent / "argdown"


class Program:
    """Argdown's program, which reads one text after the other."""

    def __init__(self, process: subprocess.Popen[str]) -> None:
        self.process = process

    def read(self, text: str) -> dict[str, Any]:
        """Return the program's JSON of a text, or its errors: line, column, message."""
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        self.process.stdin.write(json.dumps(text) + "\n")
        self.process.stdin.flush()
        for line in self.process.stdout:
            if line.startswith("answer "):
                answer: dict[str, Any] = json.loads(line.removeprefix("answer "))
                return answer
        raise AssertionError(f"the program ended on {text!r}")


@pytest.fixture(scope="module")
def program() -> Iterator[Program]:
    if not (FOLDER / "node_modules" / "@argdown" / "node").is_dir() or not shutil.which("node"):
        pytest.skip("Argdown's program is not installed: npm install --prefix tests/peers/argdown")
    with subprocess.Popen(
        ["node", "read.js"],
        cwd=FOLDER,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
        encoding="utf-8",
    ) as process:
        yield Program(process)
        assert process.stdin is not None
        process.stdin.close()


def loaded(text: str, format: str) -> ArgumentMap:
    load = named(format).codec.load
    assert load is not None
    return load(Document(text=text))


def said(map: ArgumentMap) -> list[Any]:
    """Return all statements, in their order; numbers as JavaScript has them."""
    found = [{"kind": one.kind, **one.model_dump(mode="json")} for one in map.statements]
    listed: list[Any] = json.loads(json.dumps(found), parse_int=float)
    return listed


def by_id(map: ArgumentMap) -> dict[str, Any]:
    # The order of statements is in the front matter, which the program leaves out of its JSON.
    return {one["id"]: one for one in said(map)}


# What we write


@given(map=maps(min_size=1, max_size=7))
def test_the_program_reads_the_map_that_we_write(program: Program, map: ArgumentMap) -> None:
    text = dump(map, "-", format="argdown").text
    answer = program.read(text)
    assert "errors" not in answer, (text, answer)
    assert by_id(loaded(answer["json"], "argdown-json")) == by_id(map)


# What others write

TITLES = st.sampled_from(("A", "B", "C", "Long title", "é x"))
PIECES = st.sampled_from(
    (
        "word ", "two words", " ", "  ", ". ", ", ", "e.g. ", "'s", "é😀", "(1)", "-", "--",
        "x.y.z ", "#tag ", "#(a b)", "**bold** ", "_it_ ", "*x*", "__", "[l](http://x.y/z_z) ",
        "\\*", "\\", ".~.", ":heart: ", ".none.", "@[A] ", "@<B>", "\n   more", " // aside\n ",
        " /* aside */ ", "<!-- aside -->", "{x} ", "\r", "\t", "===", "<", ">", "]",
        "1. ", "\u2028",
    )
)  # fmt: skip
DATA = st.sampled_from(
    ("", "", "", "", " {a: 1}", " {isCanonical: true}", " {x: {y: [1, 2]}}", "\n{\n  k: v\n}")
)
SYMBOLS = ("+", "-", "<+", "<-", "+>", "->", "_", "<_", "_>", "><")


@st.composite
def members(draw: DrawFn, *, is_statement: bool = False) -> str:
    words = "".join(draw(st.lists(PIECES, min_size=1, max_size=4)))
    title = draw(TITLES)
    forms = [f"[{title}]: {words}", f"[{title}]", f"[{title}] #t", f"w{words}"]
    if not is_statement:
        forms += [f"<{title}>: {words}", f"<{title}>", f"<{title}> #t"]
    return draw(st.sampled_from(forms)) + draw(DATA)


@st.composite
def relations(
    draw: DrawFn, depth: int = 3, indent: int = 2, symbols: tuple[str, ...] = SYMBOLS
) -> str:
    lines = []
    for _ in range(draw(st.sampled_from((0, 0, 1, 1, 2)))):
        symbol = draw(st.sampled_from(symbols))
        member = draw(members(is_statement=symbol == "><" and draw(st.integers(0, 9)) > 0))
        lines.append(f"\n{' ' * indent}{symbol} {member}")
        if depth > 1:
            lines.append(draw(relations(depth - 1, indent + draw(st.sampled_from((1, 2, 4))))))
    return "".join(lines)


@st.composite
def structures(draw: DrawFn) -> str:
    lines = []
    for _ in range(draw(st.sampled_from((1, 1, 2)))):
        for _ in range(draw(st.sampled_from((1, 2)))):
            lines.append(f"({len(lines)}) {draw(members(is_statement=True))}{draw(relations(1))}")
        line = draw(
            st.sampled_from(
                ("----", "-- a rule, b --", "--\na\n{uses: [1]}\n--", "-- {uses: [7]} --")
            )
        )
        lines.append(line + draw(relations(2, 2, ("_", "<_"))))
        lines.append(f"({len(lines)}) {draw(members(is_statement=True))}{draw(relations(1))}")
    return "\n".join(lines)


@st.composite
def texts(draw: DrawFn) -> str:
    """An Argdown text, nearly always; sometimes with something in it that is none."""
    fronts = ("", "", "", "===\ntitle: x\n===\n\n", "===\nmodel: {mode: strict}\n===\n\n")
    blocks = []
    for _ in range(draw(st.integers(1, 4))):
        kind = draw(st.integers(0, 6))
        if kind == 0:
            blocks.append(f"# {draw(members(is_statement=True))}")
        elif kind == 1:
            lead = draw(st.sampled_from(("", "<A>\n\n", "<B>: words\n\n")))
            blocks.append(lead + draw(structures()))
        elif kind == 2:
            blocks.append(f"  * {draw(members())}\n  * {draw(members())}{draw(relations(1, 4))}")
        else:
            blocks.append(draw(members()) + draw(relations()))
    text = draw(st.sampled_from(fronts)) + "\n\n".join(blocks)
    text += draw(st.sampled_from(("", "\n", "\n\n")))
    return text.replace("\n", "\r\n") if draw(st.integers(0, 5)) == 0 else text


def assert_read_alike(program: Program, text: str) -> None:
    answer = program.read(text)
    if "errors" in answer:
        try:
            # A text in which nothing is said is an empty map to us.
            assert not said(loaded(text, "argdown")), (text, answer)
        except MapFileError:
            return
    # The program writes "undefined" for the words before a format that begins with a blank.
    elif "undefined" not in answer["json"]:
        assert said(loaded(text, "argdown")) == said(loaded(answer["json"], "argdown-json")), text


@settings(max_examples=400)
@given(text=texts())
def test_the_program_reads_a_text_as_we_do(program: Program, text: str) -> None:
    assert_read_alike(program, text)


SIGNS = st.sampled_from(
    (
        "[t]: ", "[t]", "<a>: ", "<a>", "@[t] ", "\n", "\n", "\n\n", "\n\n", "  + ", "  - ",
        "    <_ ", "_ ", "><", "->", "  _> ", "(1) ", "(2) ", "----", " -- ", "{a: 1}", "{", "}",
        ",", "#tag", "# ", "// c", "/* c */", "<!-- c\n\n -->", "**", "*", "_", "[x](y)", "foo",
        " ", "\t", ".", ":", ":heart:", "\\", "\\ ", "===", "'", "😀", "\r\n", "1. ", "* ",
        "(", ")", "]", "[", ">", "<", "@", "\u00a0", "\ufeff",
    )
)  # fmt: skip


@settings(max_examples=400)
@given(text=st.lists(SIGNS, min_size=1, max_size=12).map("".join))
def test_the_program_reads_any_signs_as_we_do(program: Program, text: str) -> None:
    assert_read_alike(program, text)


def test_the_program_reads_real_files_as_we_do(program: Program, corpora: Path) -> None:
    files = sorted((corpora / "argdown").glob("*.argdown"))
    assert files
    for path in files:
        assert_read_alike(program, path.read_bytes().decode())


@pytest.mark.parametrize("name", ["demo", "lexer-relations"])
def test_what_the_program_refuses_is_refused_at_the_same_place(
    program: Program, corpora: Path, name: str
) -> None:
    text = (corpora / "argdown" / f"{name}.argdown").read_bytes().decode()
    line, column, _ = program.read(text)["errors"][0]
    with pytest.raises(MapFileError, match=f"^<text>:{line}:{column}: "):
        loaded(text, "argdown")
