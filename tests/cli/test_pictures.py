"""What `argmap render` draws, and what it says of what it does not."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from argmap import ArgumentMap, Claim, save
from tests.webpage.papers import paper_map

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.conftest import Command


@pytest.fixture
def big(folder: Path) -> Path:
    m = ArgumentMap(title="Big")
    m.question("Is it big?", id="q")
    m.claim("It is", id="s0", answers="q")
    for number in range(1, 300):
        m.reason(f"Point {number}", id=f"s{number}", supports=f"s{(number - 1) // 4}")
    m.claim("Nobody asked", id="alone")
    save(m, folder / "big.argmap.yaml")
    return folder


@pytest.mark.parametrize(("format", "begin"), [("png", b"\x89PNG"), ("pdf", b"%PDF")])
def test_png_and_pdf_are_drawn(argmap: Command, folder: Path, format: str, begin: bytes) -> None:
    said = argmap("render", "buses.argmap.yaml", "-o", f"buses.{format}")
    assert said == (0, "", f"buses.{format}: 3 statements\n")
    assert (folder / f"buses.{format}").read_bytes().startswith(begin)


@pytest.mark.parametrize(
    ("options", "pictures"),
    [((), " with pictures of 2 pages"), (("--original", "all"), " with pictures of 3 pages")],
)
def test_the_size_of_a_page_is_printed_and_what_makes_it_so(
    argmap: Command, folder: Path, options: tuple[str, ...], pictures: str
) -> None:
    save(paper_map(folder), folder / "paper.argmap.yaml")
    said = argmap("render", "paper.argmap.yaml", "-o", "paper.html", *options)
    assert said == (0, "", f"paper.html: 5 statements, 0.1 MB{pictures}\n")


def test_pages_of_originals_are_for_pages(argmap: Command) -> None:
    said = argmap("render", "buses.argmap.yaml", "-o", "buses.svg", "--original", "all")
    assert said.status == 2
    assert "`--original` only applies to HTML" in said.err


@pytest.mark.usefixtures("big")
def test_a_big_map_is_folded_and_standard_error_says_so(argmap: Command) -> None:
    said = argmap("render", "big.argmap.yaml")
    assert said.status == 0
    assert said.err.startswith("argmap: warning: showing 87 of 302 statements")
    assert said.out.count('role="img"') == 87


@pytest.mark.usefixtures("big")
@pytest.mark.parametrize("depth", ["all", "0"])
def test_everything_is_drawn_where_that_is_asked_for(argmap: Command, depth: str) -> None:
    said = argmap("render", "big.argmap.yaml", "--depth", depth)
    assert (said.status, said.err) == (0, "")
    assert said.out.count('role="img"') == 302


@pytest.mark.usefixtures("big")
def test_focus_and_collapse_say_what_is_shown(argmap: Command) -> None:
    focused = argmap("render", "big.argmap.yaml", "--focus", "s299").out
    assert focused.count('role="img"') == 6
    collapsed = argmap("render", "big.argmap.yaml", "--collapse", "s1", "--collapse", "s2").out
    assert 'data-statement="s5"' not in collapsed


@pytest.mark.usefixtures("big")
@pytest.mark.parametrize(
    ("options", "shown"),
    [
        ((), "87 of 302 statements"),
        (("--depth", "all"), "302 statements"),
        (("--focus", "s299"), "6 of 302 statements"),
    ],
)
def test_one_number_of_statements_is_reported(
    argmap: Command, options: tuple[str, ...], shown: str
) -> None:
    said = argmap("render", "big.argmap.yaml", "-o", "big.svg", *options)
    assert said.err.splitlines()[-1] == f"big.svg: {shown}"


def test_a_picture_is_not_printed_to_a_terminal(
    argmap: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.stdout.isatty", lambda: True, raising=False)
    said = argmap("render", "buses.argmap.yaml")
    assert (said.status, said.out) == (2, "")
    assert "give a file with `-o`" in said.err


def test_boxes_for_letters_are_an_exit_status_of_their_own(
    argmap: Command, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("argmap.drawing.lettering.typefaces._installed", tuple)
    save(ArgumentMap(claims=[Claim(id="c", text="公共汽車", implicit=True)]), folder / "han.yaml")
    said = argmap("render", "han.yaml", "-o", "han.png")
    assert said.status == 1
    assert "no font has 公 (U+516C)" in said.err
    assert (folder / "han.png").exists()
    assert argmap("render", "han.yaml", "-o", "han.svg").status == 0


def test_split_draws_a_picture_for_each_question(argmap: Command, big: Path) -> None:
    said = argmap("render", "big.argmap.yaml", "-o", "out.svg", "--split", "question")
    assert said.status == 0
    assert sorted(path.name for path in big.glob("out*")) == ["out-q.svg", "out-rest.svg"]
    assert "out-rest.svg: 1 statement\n" in said.err


def test_split_needs_a_name(argmap: Command) -> None:
    said = argmap("render", "buses.argmap.yaml", "--split", "question")
    assert said.status == 2
    assert "-o" in said.err


def test_a_theme_of_ones_own_is_a_file(argmap: Command, folder: Path) -> None:
    (folder / "house.toml").write_text('ground = "#fffef0"\n', encoding="utf-8")
    assert "#fffef0" in argmap("render", "buses.argmap.yaml", "--theme", "house.toml").out
    assert argmap("render", "buses.argmap.yaml", "--theme", "none.toml").status == 2


def test_auto_follows_the_reader_into_the_dark(argmap: Command) -> None:
    said = argmap("render", "buses.argmap.yaml", "--theme", "auto").out
    assert "@media screen and (prefers-color-scheme: dark)" in said
    assert "@media" not in argmap("render", "buses.argmap.yaml").out


def test_a_page_is_html_by_its_suffix_or_by_name(argmap: Command, folder: Path) -> None:
    said = argmap("render", "buses.argmap.yaml", "-o", "out.html")
    assert said.status == 0
    page = (folder / "out.html").read_text(encoding="utf-8")
    assert page.startswith("<!doctype html>")
    assert argmap("render", "buses.argmap.yaml", "-f", "html").out == page


def test_a_page_folds_itself(argmap: Command) -> None:
    for option in (("--depth", "2"), ("--focus", "help"), ("--direction", "down")):
        said = argmap("render", "buses.argmap.yaml", "-o", "out.html", *option)
        assert said.status == 2
        assert option[0] in said.err


def test_a_page_shows_what_check_would_tell(argmap: Command, folder: Path) -> None:
    text = (folder / "buses.argmap.yaml").read_text(encoding="utf-8")
    alone = text + "\n" if text.endswith("\n") else text + "\n\n"
    (folder / "alone.argmap.yaml").write_text(
        alone.replace("claims:", "claims:\n  - {id: alone, text: Alone, implicit: true}"),
        encoding="utf-8",
    )
    code = argmap("check", "alone.argmap.yaml", "--output-format", "concise").out.split(" ")[1]
    assert code.startswith("AM")
    assert code in argmap("render", "alone.argmap.yaml", "-f", "html").out
    (folder / "argmap.toml").write_text(f'ignore = ["{code}"]\n', encoding="utf-8")
    assert code not in argmap("render", "alone.argmap.yaml", "-f", "html").out
