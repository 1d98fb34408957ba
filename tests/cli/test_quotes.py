"""What `argmap quotes` says of the quotations of a text."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from jsonschema import Draft4Validator

from tests.sessions import ROOT

if TYPE_CHECKING:
    from pathlib import Path

    from syrupy.assertion import SnapshotAssertion

    from tests.cli.conftest import Command

ARTICLE = """\
The report finds that “they carry many people”, that “buses never help”,
and that “trams would have been cheaper to build”.
He called it a “miracle”. The letter says “we object” (letter.pdf), and
that “buses help. But they run seldom” is “open
"""


@pytest.fixture
def article(folder: Path) -> Path:
    path = folder / "article.md"
    path.write_text(ARTICLE, encoding="utf-8")
    return path


@pytest.mark.usefixtures("article")
@pytest.mark.parametrize("format", ["full", "concise", "github", "json"])
def test_a_report_looks_like_this(
    argmap: Command, snapshot: SnapshotAssertion, format: str
) -> None:
    said = argmap("quotes", "article.md", "--source", "text.txt", "--output-format", format)
    assert (said.status, said.err) == (1, "")
    assert said.out == snapshot


@pytest.mark.usefixtures("article")
def test_a_sarif_log_is_one_by_its_schema(argmap: Command) -> None:
    said = argmap("quotes", "article.md", "--source", "text.txt", "--output-format", "sarif")
    log = json.loads(said.out)
    schema = json.loads((ROOT / "tests/report/sarif-schema-2.1.0.json").read_text("utf-8"))
    Draft4Validator(schema).validate(log)
    run = log["runs"][0]
    described = [rule["id"] for rule in run["tool"]["driver"]["rules"]]
    assert all(described[found["ruleIndex"]] == found["ruleId"] for found in run["results"])


@pytest.mark.usefixtures("article")
def test_scare_quotes_are_reported_only_when_asked_for(argmap: Command) -> None:
    plain = argmap("quotes", "article.md", "--source", "text.txt", "--output-format", "concise")
    asked = argmap(
        *("quotes", "article.md", "--source", "text.txt"),
        *("--output-format", "concise", "--scare-quotes"),
    )
    assert "AM508" not in plain.out
    assert "AM508 'miracle' is in quotation marks, but in none of the sources" in asked.out


def test_quotations_that_hold_end_with_status_0(argmap: Command, folder: Path) -> None:
    (folder / "a.txt").write_text("It says “they carry many people”.", "utf-8")
    said = argmap("quotes", "a.txt", "--source", "text.txt")
    assert (said.status, said.out, said.err) == (0, "1 quotation: 1 in the sources.\n", "")


def test_a_text_that_cannot_be_read_does_not_stop_the_others(argmap: Command, folder: Path) -> None:
    (folder / "a.txt").write_text("It says “they carry many people”.", "utf-8")
    said = argmap("quotes", "none.txt", "a.txt", "--source", "text.txt")
    assert said.status == 2
    assert said.out == "1 quotation: 1 in the sources.\n"
    assert "none.txt" in said.err


def test_a_source_that_cannot_be_read_is_an_error(argmap: Command, article: Path) -> None:
    said = argmap("quotes", article.name, "--source", "none.txt")
    assert said.status == 2
    assert "none.txt" in said.err


def test_a_rule_of_quotations_is_explained(argmap: Command) -> None:
    said = argmap("rule", "am506")
    assert said.out.startswith("AM506 misattributed-quotation (error)\n\nReport a quotation")
