"""The directive in Sphinx, in reStructuredText and MyST."""

from __future__ import annotations

import re
import sys
from typing import TYPE_CHECKING

import pytest

from tests.documents.documents import CODE, FAULTY, SOUND, run

if TYPE_CHECKING:
    import subprocess
    from pathlib import Path

CONFIGURATION = """\
project = "Maps"
extensions = ["argmap.documents.sphinx", "myst_parser"]
myst_fence_as_directive = ["argmap"]
html_theme = "basic"
"""


def indented(text: str) -> str:
    return "".join(f"   {line}\n" for line in text.splitlines())


@pytest.fixture
def project(tmp_path: Path) -> Path:
    folder = tmp_path / "docs"
    (folder / "deep").mkdir(parents=True)
    (folder / "conf.py").write_text(CONFIGURATION, encoding="utf-8")
    (folder / "talk.argmap.yaml").write_text(SOUND, encoding="utf-8")
    (folder / "index.rst").write_text(
        f"Buses\n=====\n\n.. argmap::\n\n{indented(SOUND)}\n.. toctree::\n\n   deep/other\n",
        encoding="utf-8",
    )
    (folder / "deep" / "other.md").write_text(
        "# Other\n\n```{argmap} ../talk.argmap.yaml\n:depth: 1\n:theme: print\n```\n\n"
        f"```argmap\n{SOUND.replace('title: Buses', 'title: Trams')}```\n",
        encoding="utf-8",
    )
    return folder


def build(project: Path, builder: str = "html") -> subprocess.CompletedProcess[str]:
    return run(
        sys.executable, "-m", "sphinx", "-b", builder, str(project), "out", folder=project.parent
    )


def test_html_has_the_pictures_and_links_to_their_pages(project: Path) -> None:
    done = build(project)
    assert done.returncode == 0, done.stderr
    assert "WARNING" not in done.stderr
    out = project.parent / "out"
    for name, count in (("index.html", 1), ("deep/other.html", 2)):
        html = (out / name).read_text(encoding="utf-8")
        assert html.count('<figure class="argmap"><svg ') == count
        links = re.findall(r'<a href="([^"]*_argmap/[^"]*)"', html)
        assert len(set(links)) == count
        for link in links:
            page = (out / name).parent / link
            assert page.read_text(encoding="utf-8").startswith("<!doctype html>")


def test_a_map_that_changes_is_drawn_again(project: Path) -> None:
    assert build(project).returncode == 0
    changed = SOUND.replace("title: Buses", "title: Changed")
    (project / "talk.argmap.yaml").write_text(changed, encoding="utf-8")
    done = build(project)
    assert done.returncode == 0
    other = project.parent / "out" / "deep" / "other.html"
    assert "Changed" in other.read_text(encoding="utf-8")


def test_a_directory_builder_finds_the_pages(project: Path) -> None:
    assert build(project, "dirhtml").returncode == 0
    place = project.parent / "out" / "deep" / "other" / "index.html"
    (link, *_) = re.findall(r'<a href="([^"]*_argmap/[^"]*)"', place.read_text(encoding="utf-8"))
    assert (place.parent / link).exists()


@pytest.mark.parametrize(("builder", "shows"), [("latex", "sphinxincludegraphics"), ("text", "↖")])
def test_other_builders_show_a_picture_or_an_outline(
    project: Path, builder: str, shows: str
) -> None:
    done = build(project, builder)
    assert done.returncode == 0, done.stderr
    out = project.parent / "out"
    text = "".join(
        path.read_text(encoding="utf-8") for path in [*out.glob("*.tex"), *out.glob("*.txt")]
    )
    if builder == "text":
        assert "Buses help" in text
    else:
        assert shows in text
        assert len(list(out.glob("argmap-*.pdf"))) == 3


@pytest.mark.parametrize(
    ("faulty", "says"),
    [
        (f".. argmap::\n\n{indented(FAULTY)}", CODE),
        (".. argmap:: none.argmap.yaml\n", "none.argmap.yaml"),
        (f".. argmap::\n   :depth: deep\n\n{indented(SOUND)}", "`depth` must be a number"),
    ],
    ids=["finding", "missing", "option"],
)
def test_a_map_that_does_not_check_fails_the_build(project: Path, faulty: str, says: str) -> None:
    (project / "index.rst").write_text(f"Buses\n=====\n\n{faulty}\n", encoding="utf-8")
    done = build(project)
    assert done.returncode != 0
    assert says in done.stderr
    assert not (project.parent / "out" / "index.html").exists()
