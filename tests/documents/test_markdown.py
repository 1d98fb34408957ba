"""A fence in Markdown: in Python-Markdown by itself, in MkDocs, in Zensical."""

from __future__ import annotations

import base64
import re
import sys
from typing import TYPE_CHECKING

import pytest
from markdown import markdown
from pymdownx.superfences import SuperFencesException

from argmap.documents.markdown import fence, formatter, validator
from tests.documents.documents import CODE, FAULTY, SOUND, run

if TYPE_CHECKING:
    from pathlib import Path


def written(text: str, **settings: str) -> str:
    fences = [
        {
            "name": "argmap",
            "class": "argmap",
            "format": formatter(**settings) if settings else fence,
            "validator": validator,
        }
    ]
    return markdown(
        text,
        extensions=["pymdownx.superfences"],
        extension_configs={"pymdownx.superfences": {"custom_fences": fences}},
    )


def test_a_fence_draws_the_map_and_links_to_its_page() -> None:
    html = written(f"Before.\n\n```argmap\n{SOUND}```\n\nAfter.")
    assert html.count("<svg ") == 1
    assert "Buses help" in html
    assert html.startswith("<p>Before.</p>")
    assert html.endswith("<p>After.</p>")
    held = re.search(
        'download="argmap-map-[0-9a-f]{8}.html" href="data:text/html;base64,([^"]+)"', html
    )
    assert held
    page = base64.b64decode(held[1]).decode()
    assert page.startswith("<!doctype html>")
    assert "Content-Security-Policy" in page


def test_a_map_that_does_not_check_is_not_drawn_and_stops_the_build() -> None:
    with pytest.raises(SuperFencesException, match=CODE):
        written(f"```argmap\n{FAULTY}```")
    with pytest.raises(SuperFencesException, match="AM001"):
        written("```argmap\nargmap: 1\nclaims: {no: list\n```")


def test_a_finding_can_be_ignored_in_the_map() -> None:
    lines = FAULTY.replace("span: [19, 41]}", f"span: [19, 41]}}  # argmap: ignore[{CODE}]")
    assert "<svg " in written(f"```argmap\n{lines}```")


def test_a_file_is_drawn_and_its_page_is_written(tmp_path: Path) -> None:
    (tmp_path / "talk.argmap.yaml").write_text(SOUND, encoding="utf-8")
    pages = tmp_path / "site" / "maps"
    text = '```argmap file="talk.argmap.yaml" numbers="yes" theme="print"\n```'
    html = written(text, folder=str(tmp_path), pages=str(pages), url="/maps/")
    (page,) = pages.iterdir()
    assert f'<a href="/maps/{page.name}">' in html
    assert page.name.startswith("argmap-talk-")
    assert "data:" not in html
    assert "1 Claim" in html


def test_two_pictures_of_one_document_share_no_id() -> None:
    html = written(f"```argmap\n{SOUND}```\n\n```argmap\n{SOUND.replace('Buses', 'Trams')}```")
    ids = re.findall(r'\bid="([^"]+)"', html)
    assert ids
    assert len(ids) == len(set(ids))


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ('dept="1"', "unknown option `dept`"),
        ('depth="deep"', "`depth` must be a number"),
        ('direction="up"', "unknown direction"),
        ('theme="plaid"', "plaid"),
        ('file="none.argmap.yaml"', "none.argmap.yaml"),
        ('focus="nobody"', "nobody"),
        ('file="/etc/passwd"', "/etc/passwd"),
    ],
)
def test_what_a_fence_cannot_do_stops_the_build(options: str, message: str) -> None:
    body = "" if "file" in options else SOUND
    with pytest.raises(SuperFencesException, match=message):
        written(f"```argmap {options}\n{body}```")


MKDOCS = """\
site_name: Maps
theme: mkdocs
markdown_extensions:
  - pymdownx.superfences:
      custom_fences:
        - name: argmap
          class: argmap
          format: !!python/object/apply:argmap.documents.markdown.formatter
            kwds: {pages: site/maps, url: /maps}
          validator: !!python/name:argmap.documents.markdown.validator
"""
ZENSICAL = """\
[project]
site_name = "Maps"
[project.markdown_extensions.pymdownx.superfences]
custom_fences = [
  { name = "argmap", class = "argmap", format = "argmap.documents.markdown.fence", \
validator = "argmap.documents.markdown.validator" },
]
"""


@pytest.mark.parametrize("tool", ["mkdocs", "zensical"])
def test_a_site_shows_the_map_and_is_not_built_with_a_faulty_one(tool: str, tmp_path: Path) -> None:
    (tmp_path / "docs").mkdir()
    (tmp_path / "mkdocs.yml").write_text(MKDOCS, encoding="utf-8")
    if tool == "zensical":
        (tmp_path / "mkdocs.yml").unlink()
        (tmp_path / "zensical.toml").write_text(ZENSICAL, encoding="utf-8")
    text = tmp_path / "docs" / "index.md"
    text.write_text(f"# Buses\n\n```argmap\n{SOUND}```\n", encoding="utf-8")
    command = (sys.executable, "-m", tool, "build")
    done = run(*command, folder=tmp_path)
    assert done.returncode == 0, done.stderr
    html = (tmp_path / "site" / "index.html").read_text(encoding="utf-8")
    assert '<figure class="argmap"><svg ' in html
    if tool == "mkdocs":
        (page,) = (tmp_path / "site" / "maps").iterdir()
        assert f'href="/maps/{page.name}"' in html
    text.write_text(f"# Buses\n\n```argmap\n{FAULTY}```\n", encoding="utf-8")
    failed = run(*command, folder=tmp_path)
    assert failed.returncode != 0
    assert CODE in failed.stdout + failed.stderr
