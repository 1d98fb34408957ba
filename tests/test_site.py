"""The site is built without a warning, holds together, and asks nobody for anything."""

from __future__ import annotations

import re
import zlib
from html.parser import HTMLParser
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import unquote, urlsplit

import pytest

import argmap
from tests.sessions import ROOT

if TYPE_CHECKING:
    from pathlib import Path

FETCHED = {"img": "src", "script": "src", "link": "href", "iframe": "src", "source": "src"}
"""What a browser fetches by itself, by element and attribute."""


class Read(NamedTuple):
    """What a page of the site has: places to go to, what it leads to, and what it fetches."""

    ids: set[str]
    links: list[str]
    fetched: list[str]
    undescribed: list[str]


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.read = Read(set(), [], [], [])

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = {name: value or "" for name, value in attrs}
        if "id" in found:
            self.read.ids.add(found["id"])
        if tag == "a" and "href" in found:
            self.read.links.append(found["href"])
        if FETCHED.get(tag) in found:
            self.read.fetched.append(found[FETCHED[tag]])
        if tag == "img" and not found.get("alt"):
            self.read.undescribed.append(found["src"])


@pytest.fixture(scope="module")
def pages(site: Path) -> dict[Path, Read]:
    read = {}
    for path in sorted(site.rglob("*.html")):
        reader = _Reader()
        reader.feed(path.read_text(encoding="utf-8"))
        read[path] = reader.read
    return read


def test_every_page_of_the_docs_is_on_the_site(site: Path) -> None:
    for page in sorted((ROOT / "docs").rglob("*.md")):
        assert (site / page.relative_to(ROOT).with_suffix(".html")).is_file(), page


def test_the_address_of_the_site_leads_to_its_first_page(site: Path) -> None:
    assert 'url=docs/index.html"' in (site / "index.html").read_text(encoding="utf-8")


def test_links_and_pictures_lead_to_something_on_the_site(
    pages: dict[Path, Read], site: Path
) -> None:
    for path, read in pages.items():
        if (ROOT / path.relative_to(site)).is_file():  # a page that argmap made, tested elsewhere
            continue
        for address in (*read.links, *read.fetched):
            parts = urlsplit(address)
            if parts.scheme:
                continue
            target = (path.parent / unquote(parts.path)).resolve() if parts.path else path
            assert target.is_file(), f"{path.name}: {address}"
            if parts.fragment and target in pages and parts.path not in {"", "#"}:
                assert unquote(parts.fragment) in pages[target].ids, f"{path.name}: {address}"


def test_pages_fetch_nothing_from_elsewhere(pages: dict[Path, Read], site: Path) -> None:
    for path, read in pages.items():
        outside = [each for each in read.fetched if urlsplit(each).scheme not in {"", "data"}]
        assert not outside, path
    for style in site.rglob("*.css"):
        text = style.read_text(encoding="utf-8")
        assert not re.search(r"""(?:url\(|@import)\s*["']?(?:https?:)?//""", text), style


def test_every_picture_says_what_it_shows(pages: dict[Path, Read]) -> None:
    assert not {path.name: read.undescribed for path, read in pages.items() if read.undescribed}


def test_notebooks_are_pages_with_their_pictures(site: Path) -> None:
    page = (site / "examples" / "tour" / "tour.html").read_text(encoding="utf-8")
    assert page.count('<div class="cell-picture"><svg ') == 2
    assert "highlight-python" in page


def test_other_projects_can_link_to_every_public_name(site: Path) -> None:
    inventory = (site / "objects.inv").read_bytes()
    names = zlib.decompress(inventory.split(b"\n", 4)[4]).decode()
    for name in argmap.__all__:
        assert re.search(rf"^argmap\.{name} py:\w+ 1 docs/api/", names, re.MULTILINE), name
