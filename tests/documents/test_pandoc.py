"""The filter for Pandoc, which runs the command line."""

from __future__ import annotations

import re
import shutil
import sys
from typing import TYPE_CHECKING

import pytest

from tests.documents.documents import CODE, FAULTY, SOUND, run

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.skipif(
    shutil.which("pandoc") is None, reason="Pandoc is not installed on this machine"
)


def convert(text: str, output: str, folder: Path) -> tuple[int, str]:
    filter = run(sys.executable, "-m", "argmap.documents", folder=folder).stdout.strip()
    (folder / "text.md").write_text(text, encoding="utf-8")
    done = run("pandoc", "--lua-filter", filter, "text.md", "-o", output, folder=folder)
    return done.returncode, done.stderr


def test_a_block_becomes_the_picture_and_a_link_to_its_page(tmp_path: Path) -> None:
    text = f"Before.\n\n```argmap\n{SOUND}```\n\n``` {{.argmap theme=print}}\n{SOUND}```\n"
    code, said = convert(text, "text.html", tmp_path)
    assert code == 0, said
    html = (tmp_path / "text.html").read_text(encoding="utf-8")
    assert html.count('<figure class="argmap"><svg ') == 2
    links = re.findall(r'<a\s+href="(argmap-[0-9a-f]{8}.html)"', html)
    assert len(set(links)) == 2
    for link in links:
        assert (tmp_path / link).read_text(encoding="utf-8").startswith("<!doctype html>")
    ids = re.findall(r'\bid="([^"]+)"', html)
    assert len(ids) == len(set(ids))
    assert "max-width:100%;" in html


def test_a_file_is_drawn_into_a_folder(tmp_path: Path) -> None:
    (tmp_path / "talk.argmap.yaml").write_text(SOUND, encoding="utf-8")
    (tmp_path / "site").mkdir()
    text = '``` {.argmap file="talk.argmap.yaml" theme="dark"}\n```\n'
    assert convert(text, "site/text.html", tmp_path)[0] == 0
    assert "#14171f" in (tmp_path / "site" / "text.html").read_text(encoding="utf-8")
    assert len(list((tmp_path / "site").glob("argmap-*.html"))) == 1


@pytest.mark.parametrize(("output", "holds"), [("text.docx", "media/"), ("text.tex", ".pdf}")])
def test_other_formats_have_the_picture_as_a_file(tmp_path: Path, output: str, holds: str) -> None:
    code, said = convert(f"```argmap\n{SOUND}```\n", output, tmp_path)
    assert code == 0, said
    data = (tmp_path / output).read_bytes()
    assert holds.encode() in data


@pytest.mark.parametrize(
    ("text", "says"),
    [
        (f"```argmap\n{FAULTY}```\n", CODE),
        ('``` {.argmap file="none.argmap.yaml"}\n```\n', "none.argmap.yaml"),
        (f'``` {{.argmap theme="plaid"}}\n{SOUND}```\n', "plaid"),
        ('``` {.argmap file="../talk.argmap.yaml"}\n```\n', "is not below the folder"),
    ],
    ids=["finding", "missing", "option", "outside"],
)
def test_a_map_that_does_not_check_fails_the_build(tmp_path: Path, text: str, says: str) -> None:
    code, said = convert(text, "text.html", tmp_path)
    assert code != 0
    assert says in said
    assert not (tmp_path / "text.html").exists()
