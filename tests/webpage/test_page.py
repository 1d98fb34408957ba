"""The page as a file: whole, safe, small, and the same every time."""

from __future__ import annotations

import base64
import hashlib
import html
import json
import re
from importlib.resources import files
from typing import TYPE_CHECKING

import pytest

from argmap import check, load, render
from argmap.errors import SourceMissing, UsageError
from argmap.model import ArgumentMap
from argmap.source import Source
from argmap.webpage import page_html
from argmap.webpage.document import sent
from tests.drawing.invented import city_charge, stray_claims
from tests.sessions import ROOT

if TYPE_CHECKING:
    from pathlib import Path

INTERVIEW = ROOT / "examples" / "russia-myanmar" / "russia-myanmar.argmap.yaml"


@pytest.fixture(scope="module")
def page() -> str:
    return page_html(load(INTERVIEW))


def policy(page: str) -> str:
    found = re.search('http-equiv="Content-Security-Policy" content="([^"]*)"', page)
    assert found
    return found[1]


def test_the_policy_lets_in_the_one_style_and_the_one_script_and_no_request(page: str) -> None:
    def hashed(tag: str) -> str:
        found = re.search(f"<{tag}>(.*?)</{tag}>", page, re.DOTALL)
        assert found
        return base64.b64encode(hashlib.sha256(found[1].encode()).digest()).decode()

    assert policy(page).split("; ") == [
        "default-src 'none'",
        f"script-src 'sha256-{hashed('script')}'",
        f"style-src 'sha256-{hashed('style')}'",
        "img-src data:",
        "base-uri 'none'",
        "form-action 'none'",
    ]


def test_no_element_has_a_style_or_a_handler(page: str) -> None:
    body = page[page.index("<body>") : page.index('<script type="application/json"')]
    assert not re.search(r"<[^>]*\s(style|on\w+)=", body)


def test_the_data_cannot_leave_its_element() -> None:
    m = ArgumentMap()
    m.claim("Buses help", id="</script><script>alert(1)</script>")
    found = re.search('<script type="application/json"[^>]*>(.*?)</script>', page_html(m))
    assert found
    assert "<" not in found[1]
    assert json.loads(found[1])["ids"] == ["</script><script>alert(1)</script>"]


def test_the_same_map_gives_the_same_page(page: str) -> None:
    assert page_html(load(INTERVIEW)) == page


def test_every_statement_stands_on_the_page_once_in_each_view(page: str) -> None:
    for number in range(len(list(load(INTERVIEW).statements))):
        assert page.count(f'id="argmap-s{number}"') == 1
        assert page.count(f'id="argmap-o{number}"') == 1


def test_ids_are_unique(page: str) -> None:
    ids = re.findall(r'\sid="([^"]*)"', page)
    assert len(ids) == len(set(ids))
    assert all(id.startswith("argmap-") for id in ids)


def test_every_colour_of_the_picture_follows_the_theme(page: str) -> None:
    picture = page[page.index("<svg xmlns") : page.index('<div id="argmap-outline"')]
    assert not re.search('(fill|stroke)="#', picture)


def test_only_web_addresses_are_links() -> None:
    def of(url: str) -> str:
        return page_html(ArgumentMap(sources=[Source(id="t", text="Text.", url=url)]))

    assert '<a href="https://example.org/a?b=1&amp;c"' in of("https://example.org/a?b=1&c")
    for url in ("javascript:alert(1)", "data:text/html,x", "file:///etc/passwd", "//example.org"):
        assert url not in of(url)


def test_a_theme_keeps_its_colours_or_turns_with_the_reader() -> None:
    assert "--claim:light-dark(#0b5b98,#5bace1);" in page_html(city_charge())
    assert 'data-theme="auto"' in page_html(city_charge())
    assert 'data-theme="dark"' in page_html(city_charge(), theme="dark")
    assert "--claim:#000000;" in page_html(city_charge(), theme="print")
    with pytest.raises(UsageError):
        page_html(city_charge(), theme="plaid")


def test_what_is_wrong_is_shown_unless_other_findings_are_given() -> None:
    m = city_charge()
    m.claim("Alone", id="alone")
    found = check(m)[-1]
    assert found.message in html.unescape(page_html(m))
    assert found.message not in html.unescape(page_html(m, diagnostics=[]))


def test_a_source_that_is_missing_is_told(tmp_path: Path) -> None:
    m = ArgumentMap(sources=[Source(id="t", path=str(tmp_path / "none.txt"))])
    with pytest.raises(SourceMissing):
        page_html(m)


def test_html_css_and_script_are_small() -> None:
    sizes = {
        part.name: len(sent(part.read_text(encoding="utf-8")).encode())
        for part in (files("argmap.webpage") / "web").iterdir()
    }
    # What shows the pages of an original is only in a page that has them.
    originals = sizes.pop("original.css") + sizes.pop("original.js")
    assert sum(sizes.values()) < 43_500
    assert originals < 4_500


def test_a_script_is_sent_without_comments_and_indentation_and_otherwise_as_it_is() -> None:
    for part in (files("argmap.webpage") / "web").iterdir():
        if part.name.endswith(".js"):
            script = part.read_text(encoding="utf-8")
            assert "/*" not in sent(script)
            assert script.count("`") % 2 == 0
            assert all(line.count("`") % 2 == 0 for line in script.splitlines())
            lines = [line for line in script.splitlines() if not re.match(r" *(//|/\*| \*)", line)]
            kept = sent(script).splitlines()
            whole = [line.strip() for line in lines if line.strip() and "/**" not in line]
            assert [line for line in kept if line in whole] == whole


def test_render_writes_a_page_by_its_suffix(tmp_path: Path) -> None:
    render(city_charge(), tmp_path / "page.html")
    assert (tmp_path / "page.html").read_text(encoding="utf-8") == page_html(city_charge())
    assert b'data-theme="dark"' in render(city_charge(), format="html", theme="dark")
    with pytest.raises(UsageError, match="readers fold it"):
        render(city_charge(), format="html", depth=2)


def test_counts_and_coverage_are_told(page: str) -> None:
    assert "45 statements: 3 questions, 6 claims, 27 reasons, 8 caveats, 1 objection" in page
    assert "34 of 35 sentences are in the map" in page


def test_what_leads_to_no_question_is_under_a_band_in_the_picture_and_the_outline() -> None:
    page = page_html(stray_claims())
    names = json.loads(re.findall('id="argmap-data">(.*?)</script>', page)[0])["ids"]
    (band,) = re.finditer(r'<g class="heading band" data-first="(\d+)">.*?</g>', page, re.DOTALL)
    assert "Without a question" in band[0]
    assert set(names[int(band[1]) :]) == {"s1", "s2", "s3", "r3", "k2"}
    (group,) = re.findall('<div class="band" role="group" aria-label="Without a question">.*', page)
    assert {names[int(number)] for number in re.findall(r'id="argmap-o(\d+)"', group)} == {
        "s1",
        "s2",
        "s3",
        "r3",
        "k2",
    }


def test_a_map_without_stray_claims_has_no_band(page: str) -> None:
    assert "Without a question" not in page


def test_where_sentences_cannot_be_counted_characters_are() -> None:
    m = ArgumentMap(sources=[Source(id="s", text="รถเมล์ช่วยได้ มันบรรทุกคนได้มาก")])
    m.claim(quote="รถเมล์ช่วยได้", id="c")
    assert "13 of 30 characters are in the map" in page_html(m)
