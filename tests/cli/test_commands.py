"""What each command does when all is well."""

from __future__ import annotations

import hashlib
import io
import json
import shutil
import subprocess
import sys
from importlib import import_module
from typing import TYPE_CHECKING
from xml.etree import ElementTree

import click
import pytest

from argmap import load
from argmap.cli.main import argmap as command_group

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.conftest import Command

NAMES = command_group.list_commands(click.Context(command_group))


def test_a_clean_map_checks_with_status_0(argmap: Command) -> None:
    said = argmap("check", "buses.argmap.yaml")
    assert (said.status, said.err) == (0, "")


@pytest.mark.parametrize("name", NAMES)
def test_every_command_has_help_that_shows_an_example(argmap: Command, name: str) -> None:
    said = argmap(name, "-h")
    assert said.status == 0
    assert f"For example:\n    argmap {name}" in said.out


def test_version_names_python_and_graphviz(argmap: Command) -> None:
    said = argmap("--version")
    assert said.status == 0
    assert "Python 3." in said.out
    assert "Graphviz" in said.out


def test_render_draws_an_svg_with_every_statement(argmap: Command, folder: Path) -> None:
    said = argmap("render", "buses.argmap.yaml", "-o", "buses.svg")
    assert (said.status, said.out) == (0, "")
    words = "".join(ElementTree.parse(folder / "buses.svg").getroot().itertext())  # noqa: S314 -- our own
    assert "They carry many people" in words


def test_render_writes_to_a_pipe_what_it_writes_to_a_file(argmap: Command, folder: Path) -> None:
    argmap("render", "buses.argmap.yaml", "-o", "buses.svg")
    said = argmap("render", "buses.argmap.yaml", "-f", "svg")
    assert said.out == (folder / "buses.svg").read_text(encoding="utf-8")


def test_new_makes_a_skeleton_that_checks_clean(argmap: Command, folder: Path) -> None:
    assert argmap("new", "text.txt", "-o", "new.argmap.yaml").status == 0
    assert argmap("check", "new.argmap.yaml").status == 0
    source = load(folder / "new.argmap.yaml").sources[0]
    assert source.text.startswith("Buses help")
    assert source.sha256 == source.digest


def test_new_reaches_texts_from_the_folder_of_the_map(argmap: Command, folder: Path) -> None:
    (folder / "maps").mkdir()
    argmap("new", "text.txt", "-o", "maps/new.argmap.yaml")
    assert load(folder / "maps" / "new.argmap.yaml").sources[0].path == "../text.txt"


DRAFT = """\
sources: [{id: text, path: text.txt}]   # one text
claims:
  - id: help
    # the first sentence
    quote: buses  help
reasons:
  - {id: many, supports: help, quote: They carry many people}   # a reason
"""


def test_anchor_gives_quotes_their_spans_and_keeps_comments(argmap: Command, folder: Path) -> None:
    (folder / "draft.yaml").write_text(DRAFT, encoding="utf-8")
    assert argmap("anchor", "draft.yaml").status == 0
    text = (folder / "draft.yaml").read_text(encoding="utf-8")
    assert "    # the first sentence\n    quote: Buses help\n    span: [0, 10]\n" in text
    assert "quote: They carry many people, span: [12, 34]}   # a reason\n" in text
    assert load(folder / "draft.yaml")["help"].meta == {"quoted": ["buses  help"]}
    assert argmap("anchor", "draft.yaml").status == 0
    assert (folder / "draft.yaml").read_text(encoding="utf-8") == text


def test_anchor_carries_spans_over_from_the_old_text(argmap: Command, folder: Path) -> None:
    text = (folder / "text.txt").read_text(encoding="utf-8")
    (folder / "old.txt").write_text(text, encoding="utf-8")
    new = "So: " + text.replace(" But they run seldom, and", " And")
    (folder / "text.txt").write_text(new, encoding="utf-8")
    for old in ("old.txt", "text=old.txt"):
        said = argmap("anchor", "buses.argmap.yaml", "--old", old, "--diff", "--report", "r.json")
        assert said.status == 1
        assert "caveat seldom: “they run seldom” was deleted from the source" in said.err
        assert "source text, 1:41: it was here" in said.err
        assert "+    span: [4, 14]" in said.out
        outcomes = json.loads((folder / "r.json").read_text(encoding="utf-8"))["quotes"]
        assert [quote["outcome"] for quote in outcomes] == ["moved", "moved", "deleted"]
        assert outcomes[2]["moved"] == [
            {"status": "deleted", "was": "they run seldom", "now": "And"}
        ]
    assert argmap("anchor", "buses.argmap.yaml", "--old", "no.txt").status == 2


@pytest.mark.skipif(shutil.which("git") is None, reason="there is no git")
def test_anchor_finds_the_old_text_in_git(argmap: Command, folder: Path) -> None:
    path = folder / "text.txt"
    author = ["-c", "user.name=A", "-c", "user.email=a@example.org", "-c", "commit.gpgsign=false"]
    for arguments in (["init"], ["add", "text.txt"], [*author, "commit", "--message", "text"]):
        subprocess.run(["git", *arguments], cwd=folder, check=True, capture_output=True)
    text = path.read_text(encoding="utf-8")
    sha256 = hashlib.sha256(text.encode()).hexdigest()
    written = folder / "buses.argmap.yaml"
    signed = written.read_text(encoding="utf-8").replace(
        "path: text.txt", f"path: text.txt, sha256: {sha256}"
    )
    written.write_text(signed, encoding="utf-8")
    path.write_text("So: " + text.replace(" But they run seldom, and", " And"), encoding="utf-8")
    said = argmap("anchor", "buses.argmap.yaml")
    assert said.status == 1
    assert "source 'text' has changed; the text it was quoted from is in git" in said.err
    assert "“they run seldom” was deleted" in said.err
    assert load(written)["many"].anchors[0].spans == ((16, 38),)


def test_anchor_tells_what_it_could_not_place_and_exits_with_1(
    argmap: Command, folder: Path
) -> None:
    (folder / "draft.yaml").write_text(DRAFT.replace("many people", "no people"), encoding="utf-8")
    said = argmap("anchor", "draft.yaml", "--diff")
    assert said.status == 1
    assert "many: “They carry no people”" in said.err
    assert "+    span: [0, 10]" in said.out


def test_anchor_takes_a_draft_as_a_language_model_writes_it(argmap: Command, folder: Path) -> None:
    draft = {"claims": [{"id": "help", "text": "Buses help", "quote": "Buses help"}]}
    (folder / "draft.json").write_text(json.dumps(draft), encoding="utf-8")
    said = argmap("anchor", "draft.json", "--source", "text.txt", "-o", "out.argmap.yaml")
    assert said.status == 0
    map = load(folder / "out.argmap.yaml")
    assert map["help"].anchors[0].spans == ((0, 10),)
    assert map.source().text.startswith("Buses help")


def test_fix_puts_a_moved_quote_right_and_keeps_comments(argmap: Command, folder: Path) -> None:
    path = folder / "buses.argmap.yaml"
    clean = path.read_text(encoding="utf-8")
    path.write_text(clean.replace("[12, 34]", "[10, 32]"), encoding="utf-8")
    assert argmap("check", path.name).status == 1
    shown = argmap("check", path.name, "--diff")
    assert shown.status == 1
    assert "[12, 34]" in shown.out
    assert argmap("check", path.name, "--fix").status == 0
    assert path.read_text(encoding="utf-8") == clean
    assert argmap("check", path.name, "--diff").status == 0


def test_exit_zero_reports_without_failing(argmap: Command, folder: Path) -> None:
    (folder / "m.yaml").write_text("claims: [{id: a}]", encoding="utf-8")
    said = argmap("check", "m.yaml", "--exit-zero")
    assert said.status == 0
    assert "AM002" in said.out


def test_convert_to_json_and_back_is_the_same_map(argmap: Command, folder: Path) -> None:
    assert argmap("convert", "buses.argmap.yaml", "-o", "buses.argmap.json").status == 0
    assert argmap("convert", "buses.argmap.json", "-o", "back.argmap.yaml").status == 0
    assert load(folder / "back.argmap.yaml") == load(folder / "buses.argmap.yaml")


def test_show_prints_the_outline(argmap: Command) -> None:
    said = argmap("show", "buses.argmap.yaml")
    assert said.status == 0
    assert "They carry many people" in said.out


def test_show_marks_the_words_of_a_statement_in_their_context(argmap: Command) -> None:
    said = argmap("show", "buses.argmap.yaml", "many")
    line, marks = said.out.rstrip("\n").split("\n")[-2:]
    assert line[marks.index("^") : len(marks)] == "They carry many people"
    assert "supports help" in said.out


def test_schema_is_json(argmap: Command) -> None:
    assert json.loads(argmap("schema").out)["title"] == "Argument map"


def test_rule_lists_all_rules_and_explains_one(argmap: Command) -> None:
    assert "AM003" in argmap("rule").out
    assert "Bad::" in argmap("rule", "AM003").out


def test_doctor_finds_an_engine(argmap: Command) -> None:
    said = argmap("doctor")
    assert said.status == 0
    assert "works" in said.out


def test_doctor_says_which_commands_lack_packages(
    argmap: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    commands = vars(import_module("argmap.cli.doctor"))["_COMMANDS"]
    monkeypatch.setitem(commands, "edit", ("no-such-package",))
    assert "argmap edit not installed: pip install 'argmap[edit]'" in argmap("doctor").out


def test_the_argument_dash_is_standard_input(
    argmap: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"claims: [{id: a}]")))
    said = argmap("check", "-", "--output-format", "concise")
    assert said.status == 1
    assert said.out.startswith("<stdin>:1:")


def test_the_diff_of_anchor_can_be_applied(argmap: Command, folder: Path) -> None:
    (folder / "draft.yaml").write_text(DRAFT.rstrip("\n"), encoding="utf-8")
    said = argmap("anchor", "draft.yaml", "--diff")
    assert said.status == 1
    assert "\\ No newline at end of file" in said.out
    argmap("anchor", "draft.yaml")
    wanted = (folder / "draft.yaml").read_text(encoding="utf-8")
    (folder / "draft.yaml").write_text(DRAFT.rstrip("\n"), encoding="utf-8")
    subprocess.run(
        ["git", "apply", "-p0", "-"], input=said.out.encode(), check=True, capture_output=True
    )
    assert (folder / "draft.yaml").read_text(encoding="utf-8") == wanted


def test_anchor_keeps_comments_in_another_folder(argmap: Command, folder: Path) -> None:
    (folder / "draft.yaml").write_text(DRAFT, encoding="utf-8")
    (folder / "maps").mkdir()
    assert argmap("anchor", "draft.yaml", "-o", "maps/done.yaml").status == 0
    text = (folder / "maps" / "done.yaml").read_text(encoding="utf-8")
    assert "# the first sentence" in text
    assert "../text.txt" in text
    assert load(folder / "maps" / "done.yaml")["help"].anchors[0].spans == ((0, 10),)


def test_new_reads_a_text_from_standard_input(
    argmap: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"Buses help.")))
    assert "text: Buses help." in argmap("new", "-").out
